// SPDX-License-Identifier: Apache-2.0
//
// The sections of the HTML report, each a <section> with its heading. map_section() and movement_section()
// have headers of their own.
#pragma once

#include <string>

#include "report/facts.h"

namespace homeward {

std::string brief_section(const Facts& facts);    ///< exactly one A4 page
std::string changes_section(const Facts& facts);  ///< of a repair; empty without one
std::string decision_section(
    const Facts& facts);  ///< how late conditions may be decided; empty without an answer
std::string drill_section(const Facts& facts);   ///< which loss hurts most; empty without a drill
std::string force_section(const Facts& facts);   ///< history, plan, actual course, ceilings
std::string bases_section(const Facts& facts);   ///< closings, people at each base
std::string gantt_section(const Facts& facts);   ///< units, loading, last-out by base
std::string route_section(const Facts& facts);   ///< time–distance graph of the main route
std::string lift_section(const Facts& facts);    ///< flights and sailings
std::string load_section(const Facts& facts);    ///< services, fleets, yards, bottlenecks
std::string prices_section(const Facts& facts);  ///< what more would buy; empty without prices
std::string sweep_section(const Facts& facts);   ///< what other figures would change; empty without a sweep
std::string risk_section(const Facts& facts);    ///< what can go wrong; empty without a simulation
std::string record_section(const Facts& facts);  ///< requirements, assumptions, provenance, certificate

/// What the replications make of the force level, as a chart; the simulation has days.
std::string played_curve(const Facts& facts, double height);

/// The plan's force level as a chart for the brief (small) or its own section.
std::string plan_curve(const Facts& facts, double height);

}  // namespace homeward
