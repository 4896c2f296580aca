// SPDX-License-Identifier: Apache-2.0
//
// What of a planned movement cannot happen any more: where a column, or an aircraft, first meets something
// that is closed. Only what begins at or after a given time is looked at; what is on a link already finishes
// it.
#pragma once

#include <optional>
#include <string>

#include "plan/plan.h"
#include "planner/convoys/calendar.h"

namespace homeward {

/// The first thing on a column's way that is closed to it.
struct Trouble {
  std::size_t stop = 0;  ///< where it would be used
  bool on_leaving =
      false;         ///< the link or crossing out of the stop; else arrival, standing or a service there
  std::string what;  ///< "entered KHA-RUM after it was closed"
};

std::optional<Trouble> first_trouble(const Model& model, const Calendar& calendar, const Column& column,
                                     Time at);

/// The flight would use an airfield while it is closed.
bool meets_closed_airfield(const Calendar& calendar, const Flight& flight, Time at);

}  // namespace homeward
