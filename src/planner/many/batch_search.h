// SPDX-License-Identifier: Apache-2.0
//
// The search of exit_search.h with batches instead of columns: columns of a base that are about equally long
// drive one behind the other as if they were one. What has to move together to be of use (hours of
// traffic of a base to another exit, or from late to early) is then one step, and there are few batches, so
// the plan is soon another. From coarse to fine: the batches of one size begin where the larger ones ended.
#pragma once

#include "base/budget.h"
#include "base/random.h"
#include "planner/many/exit_board.h"

namespace homeward::many {

struct BatchOptions {
  std::int64_t work = 0;        ///< lanes asked, in all sizes
  std::int64_t sum_enough = 0;  ///< of arrivals: stop when it is down to this
};

/// `board` has a complete plan and keeps it where none of the batches ends with a better one. Does nothing
/// where columns are too few for batches.
void search_in_batches(const Roads& roads, const BatchOptions& options, Rng& rng, Budget& budget,
                       ExitBoard& board);

}  // namespace homeward::many
