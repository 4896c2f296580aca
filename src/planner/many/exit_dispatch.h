// SPDX-License-Identifier: Apache-2.0
//
// Dispatch by slot, for many columns that leave through few exits. A flow over the whole time says how much
// of each base goes which way; then, always, the way whose next column would be clear of its exit first sends
// the shortest column that is left. An exit that stands idle delays all that are still to come, so this beats
// long searches for single columns.
#pragma once

#include "base/budget.h"
#include "planner/many/workshop.h"

namespace homeward::many {

/// Plans the columns of every group of goals that is shared by many; leaves the others alone, and those that
/// have a route. Columns that find no way stay without stops.
void dispatch_by_exit_slot(const Roads& roads, Workshop& workshop, Routes& routes, Budget& budget);

}  // namespace homeward::many
