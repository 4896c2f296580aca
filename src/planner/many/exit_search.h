// SPDX-License-Identifier: Apache-2.0
//
// Large neighbourhoods for columns that leave by a few exits (exit_board.h): some that follow each other on a
// lane are taken out, put back in another order and on other ways, and then everybody behind them moves up as
// far as it can. Exits have queues of hundreds, so what counts is not the few but those behind them.
// Ruin and recreate: Schrimpf et al. 2000.
#pragma once

#include "base/budget.h"
#include "base/random.h"
#include "planner/many/exit_board.h"

namespace homeward::many {

struct ExitSearchOptions {
  std::int64_t work = 0;    ///< that it may spend
  std::int64_t warmth = 0;  ///< seconds of flow by which a change may be worse at first, about; falls to 0
  std::int64_t sum_enough = 0;  ///< of arrivals: stop when it is down to this
  std::size_t columns_max = 8;  ///< taken out at once
  std::size_t ways_max = 6;     ///< tried for each beside the one that it had
};

/// Never worse than it came. The work counted is lanes asked.
void search_exits(const Roads& roads, const ExitSearchOptions& options, Rng& rng, Budget& budget,
                  ExitBoard& board);

}  // namespace homeward::many
