// SPDX-License-Identifier: Apache-2.0
//
// Flights after a repair: an airframe flies as planned until it would meet a closed airfield; whoever comes
// to a gateway too late for his flight takes a free seat in a later one of the old plan. The rest is left to
// the dispatch.
#pragma once

#include <vector>

#include "plan/plan.h"
#include "planner/convoys/calendar.h"

namespace homeward {

/// The flights of the old plan that can still be flown, with those aboard who are there in time. Sorted as in
/// a Plan. `columns`: all of the repaired plan. From bases whose end is planned again teams and last-out
/// units of the base do not board any more.
std::vector<Flight> flights_kept(const Model& model, const Calendar& calendar, const Plan& old,
                                 const std::vector<Column>& columns, Time at,
                                 const std::vector<PlaceId>& replanned_bases);

}  // namespace homeward
