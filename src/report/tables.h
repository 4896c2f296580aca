// SPDX-License-Identifier: Apache-2.0
//
// All tables of the report, each built once from the facts. HTML, CSV and XLSX show the same ones.
#pragma once

#include <vector>

#include "report/facts.h"
#include "report/table.h"

namespace homeward {

Table summary_table(const Facts& facts);
Table departures_table(const Facts& facts);  ///< people by category and way out
Table milestones_table(
    const Facts& facts);  ///< force level at the end of each local week and at every ceiling
Table force_level_table(const Facts& facts);  ///< at the end of every local day
Table actual_table(const Facts& facts);       ///< history's actual course against the plan
Table played_table(const Facts& facts);       ///< force level of the replications; there is a simulation
Table closings_table(const Facts& facts);
Table units_table(const Facts& facts);
Table things_table(const Facts& facts);  ///< lots: how many left, when
Table flights_table(const Facts& facts);
Table sailings_table(const Facts& facts);
Table services_table(const Facts& facts);
Table service_days_table(const Facts& facts);
Table fleets_table(const Facts& facts);
Table utilisation_table(const Facts& facts);
Table prices_table(const Facts& facts);     ///< what more of something buys
Table decisions_table(const Facts& facts);  ///< these four: there is an answer of homeward decide
/// Of one condition, named by its key; empty: of all. So is the next.
Table decision_orders_table(const Facts& facts, const std::string& condition);
Table decision_waiting_table(const Facts& facts, const std::string& condition);
Table decision_slack_table(const Facts& facts);
Table changes_table(const Facts& facts);           ///< of a repair; there is one
Table changed_closings_table(const Facts& facts);  ///< the same
Table sweep_table(const Facts& facts);
Table drill_table(const Facts& facts);         ///< what the plan uses; there is a drill
Table requirements_table(const Facts& facts);  ///< deadline, ceilings, floors, and what is missed
Table violations_table(const Facts& facts);
Table assumptions_table(const Facts& facts);
Table provenance_table(const Facts& facts);

/// Every table in the order of the report, the road movement tables included.
std::vector<Table> all_tables(const Facts& facts);

/// Assumptions of the plan, the model and its rows whose certainty is "assumed" or "poor".
struct AssumptionLine {
  std::string where;
  std::string text;
  std::string certainty;
};
std::vector<AssumptionLine> assumption_lines(const Facts& facts);

/// In words, for the brief and the summary: closure against the deadline, the bound and its gap.
std::string closure_sentence(const Facts& facts);
std::string bound_sentence(const Facts& facts);
std::string bottleneck_sentence(const Facts& facts);
std::string status_text(const Facts& facts);  ///< ON TIME, LATE, DRAFT

}  // namespace homeward
