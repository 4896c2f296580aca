// SPDX-License-Identifier: Apache-2.0
//
// Improves plans of columns that leave by a few exits: dispatch with look-ahead (paced_dispatch.h,
// block_dispatch.h), then large neighbourhoods on the board of lanes (exit_search.h). One thread; the same
// budget of work gives the same plan.
#pragma once

#include "base/budget.h"
#include "planner/many/workshop.h"

namespace homeward::many {

struct ExitOptions {
  std::uint64_t seed = 1;
  std::int64_t flow_enough = 0;  ///< stop when the total flow time is down to this
};

/// Spends most of what is left of the budget. Does nothing unless this is exit traffic (exit_plan.h).
/// `routes` must be complete and get no worse.
void improve_exits(const Roads& roads, const ExitOptions& options, Budget& budget, Routes& routes);

}  // namespace homeward::many
