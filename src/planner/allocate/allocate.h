// SPDX-License-Identifier: Apache-2.0
//
// Who leaves when, in the large: a flow over time of vehicles from the bases to the crossings, day by day, as
// a linear programme (docs/mathematics.md, section 3). Trucks go round, escorts come back, ramps and border
// services have what they can do in a day, yards hold what waits. Columns, nights and conflicts are left out,
// so the flow is a guide for the dispatch and proves nothing.
//
// What it maximises is the sum over days of what is out by then (an earliest arrival flow, Gale 1959), so it
// keeps the crossings busy from the first day on; among equals the bases with the most work and the longest
// way go first.
#pragma once

#include <optional>

#include "base/budget.h"
#include "planner/allocate/allocation.h"
#include "planner/dispatch/draft.h"
#include "planner/dispatch/work.h"

namespace homeward {

/// For what is left in the draft, up to `until`. Absent if nothing is left, or if the programme is not solved
/// within the budget.
std::optional<Allocation> allocate(Draft& draft, const Work& work, Time until, Budget& budget);

}  // namespace homeward
