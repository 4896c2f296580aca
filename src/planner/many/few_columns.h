// SPDX-License-Identifier: Apache-2.0
//
// Improves plans of few columns, whose searches get stuck soon: many short searches from plans made anew and
// from the best plan with half of the columns put back in a random order; then groups of columns are put back
// together in the best plans (large_search.h).
#pragma once

#include "planner/many/improve.h"

namespace homeward::many {

/// For this many columns and a limit of work.
bool are_few(const Routes& routes, const ImproveOptions& options, const Budget& budget);

/// Spends what is left of the budget. `routes` must be complete and get no worse; the same on any number of
/// threads.
ImproveReport improve_few(const Roads& roads, std::span<const Duration> shortest,
                          const ImproveOptions& options, Budget& budget, Routes& routes);

}  // namespace homeward::many
