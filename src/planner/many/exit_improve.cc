// SPDX-License-Identifier: Apache-2.0
#include "planner/many/exit_improve.h"

#include <algorithm>

#include "planner/many/batch_search.h"
#include "planner/many/block_dispatch.h"
#include "planner/many/exit_plan.h"
#include "planner/many/exit_search.h"
#include "planner/many/paced_dispatch.h"

namespace homeward::many {

namespace {

/// Of work without limit, what is taken for one.
constexpr std::int64_t kWorkOfColumn = 100'000;
/// A change may make the plan worse by this part of it at first, if there is this much work for each column;
/// with less work by less, and by no more than this many seconds for each column.
constexpr std::int64_t kWarmthPart = 10'000;
constexpr std::int64_t kWarmthOfColumn = 3;
constexpr std::int64_t kPacePart = 4;       ///< of the work, at most, goes into each dispatch with look-ahead
constexpr std::int64_t kBatchQuarters = 3;  ///< of the work that neighbourhoods have, for those of batches
constexpr std::int64_t kWorkForWarmth = 300'000;

std::int64_t warmth_of(const Roads& roads, const Routes& routes, std::int64_t work) {
  const std::int64_t of_column = work / static_cast<std::int64_t>(routes.size());
  const std::int64_t share = std::min<std::int64_t>(1'024, of_column * 1'024 / kWorkForWarmth);
  return std::min(total_flow(roads.traffic(), routes) / kWarmthPart * share / 1'024,
                  kWarmthOfColumn * static_cast<std::int64_t>(routes.size()));
}

std::int64_t work_left(const Roads& roads, const Budget& budget) {
  if (budget.work_limit() != Budget::kUnlimited) return budget.work_limit() - budget.work();
  return kWorkOfColumn * static_cast<std::int64_t>(roads.traffic().columns.size());
}

std::vector<FlowWay> ways_of(const Routes& routes) {
  std::vector<FlowWay> ways;
  for (const Route& route : routes) {
    FlowWay way{route.stops.front().place, {}, 0};
    for (const RouteStop& stop : route.stops)
      if (stop.out) way.arcs.push_back(*stop.out);
    ways.push_back(std::move(way));
  }
  return ways;
}

}  // namespace

void improve_exits(const Roads& roads, const ExitOptions& options, Budget& budget, Routes& routes) {
  if (!is_exit_traffic(roads)) return;
  std::vector<ExitWay> ways = exit_ways(roads, 0);
  CutProgramme programme(roads, 0);
  if (programme.solve(budget)) {
    const std::int64_t part = work_left(roads, budget) / kPacePart;
    dispatch_at_pace(roads, programme, budget.work() + part, routes, budget);
    dispatch_by_blocks(roads, programme, budget.work() + part, routes, budget);
    add_ways(roads, programme.ways(), ways);
  }
  add_ways(roads, ways_of(routes), ways);
  const ExitLanes lanes(roads, std::move(ways));
  ExitBoard board(roads, lanes);
  HW_CHECK(put_in_all(routes, board));
  const std::int64_t work = budget.work_limit() == Budget::kUnlimited ? work_left(roads, budget)
                                                                      : work_left(roads, budget) / 16 * 15;
  const std::int64_t sum_enough = options.flow_enough + sum_of_readies(roads.traffic());
  Rng rng(options.seed, 17);
  const std::int64_t before = budget.work();
  search_in_batches(roads, {work / 4 * kBatchQuarters, sum_enough}, rng, budget, board);
  ExitSearchOptions search;
  search.work = work - (budget.work() - before);
  search.sum_enough = sum_enough;
  search.warmth = warmth_of(roads, routes, search.work);
  search_exits(roads, search, rng, budget, board);
  if (board.sum() - sum_of_readies(roads.traffic()) < total_flow(roads.traffic(), routes))
    routes = routes_of(roads, board);
}

}  // namespace homeward::many
