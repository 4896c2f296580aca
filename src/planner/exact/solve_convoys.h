// SPDX-License-Identifier: Apache-2.0
//
// The whole exact solver: a short search of the order tree, which solves what is easy; else first plans one
// convoy at a time, large neighbourhoods around the best of them, each solved by the same tree, and the tree
// again with that plan as the value to beat.
#pragma once

#include "planner/exact/order_branching.h"

namespace homeward::exact {

struct SolveOptions {
  std::uint64_t seed = 1;
  std::int64_t short_tree_work = 200'000;    ///< labels before first plans are made
  std::int64_t first_tree_work = 1'500'000;  ///< labels
  std::int64_t neighbourhood_work = 40'000;  ///< labels for one neighbourhood
  int failures_max = 120;  ///< neighbourhoods in a row without gain that end the improvement
};

/// Same problem, options and work limit: same answer. Wall time and cancellation end it with what there is.
ConvoyOutcome solve_convoys(const ConvoyProblem& problem, Variant variant, const SolveOptions& options,
                            Budget& budget);

}  // namespace homeward::exact
