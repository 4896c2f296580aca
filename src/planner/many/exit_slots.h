// SPDX-License-Identifier: Apache-2.0
//
// Dispatch by slot on a board of lanes: always the way whose next column would be clear of its exit first
// sends the shortest column that its base has left (Smith 1956 on each exit, Graham's list rule between
// them). An exit that stands idle delays all that are still to come, so this beats long searches for single
// columns.
#pragma once

#include "base/budget.h"
#include "planner/many/exit_board.h"

namespace homeward::many {

/// Puts in everybody who is not in yet. Work is lanes asked. False when the budget ended before.
bool send_by_slot(const Roads& roads, ExitBoard& board, Budget& budget);

}  // namespace homeward::many
