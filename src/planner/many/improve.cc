// SPDX-License-Identifier: Apache-2.0
#include "planner/many/improve.h"

#include "planner/many/exit_improve.h"
#include "planner/many/few_columns.h"
#include "planner/many/large_search.h"

namespace homeward::many {

ImproveReport improve(const Roads& roads, std::span<const Duration> shortest, const ImproveOptions& options,
                      Budget& budget, Routes& routes) {
  improve_exits(roads, {options.seed, options.flow_enough}, budget, routes);
  if (are_few(routes, options, budget)) return improve_few(roads, shortest, options, budget, routes);
  return LargeSearch(roads, shortest, options, Repair::one_by_one, routes).run(budget);
}

}  // namespace homeward::many
