// SPDX-License-Identifier: Apache-2.0
#include "planner/many/first_plan.h"

#include <algorithm>
#include <numeric>

#include "planner/many/exit_dispatch.h"
#include "planner/many/exit_plan.h"
#include "planner/many/exit_slots.h"

namespace homeward::many {

namespace {

constexpr int kTries = 4;
constexpr std::size_t kColumnsForFlows = 8;  ///< for each place
/// For one column; then its shortest way is taken, however late. Improvement looks again.
constexpr std::size_t kLabels = 3'000;

/// By ready time; of columns ready at once the one with the least room between shortest way and latest time.
std::vector<std::uint32_t> order_by_slack(const Roads& roads, Workshop& workshop,
                                          std::span<const std::uint32_t> columns) {
  struct Key {
    Time ready;
    Time slack;
    std::uint32_t column;
    auto operator<=>(const Key&) const = default;
  };
  std::vector<Key> keys;
  const bool all_at_once = std::all_of(columns.begin(), columns.end(), [&](std::uint32_t column) {
    return roads.traffic().columns[column].ready == roads.traffic().columns[columns.front()].ready;
  });
  for (const std::uint32_t column : columns) {
    const Traveller& traveller = roads.traffic().columns[column];
    const Time slack = traveller.depart_until < kEndOfTime ? traveller.depart_until - traveller.ready : 0;
    keys.push_back({traveller.ready, all_at_once ? workshop.shortest(column) : slack, column});
  }
  std::sort(keys.begin(), keys.end());
  std::vector<std::uint32_t> order;
  for (const Key& key : keys) order.push_back(key.column);
  return order;
}

/// Ways of flows make better plans, but on a large network take longer to find than all columns to send.
Routes send_all(const Roads& roads, Budget& budget) {
  const Traffic& traffic = roads.traffic();
  const bool with_flows = traffic.columns.size() > kColumnsForFlows * traffic.model.places.size();
  const ExitLanes lanes(roads, with_flows ? exit_ways(roads, 0) : shortest_exit_ways(roads, 0));
  ExitBoard board(roads, lanes);
  send_by_slot(roads, board, budget);
  return routes_of(roads, board);
}

}  // namespace

std::size_t plan_in_order(Workshop& workshop, std::span<const std::uint32_t> order, Routes& routes,
                          Budget& budget) {
  std::size_t missing = 0;
  for (const std::uint32_t column : order) {
    if (budget.exhausted()) {
      ++missing;
      continue;
    }
    const std::int64_t before = workshop.work();
    auto route = workshop.plan(column, {kStartOfTime, kEndOfTime, kLabels});
    budget.spend(workshop.work() - before);
    if (!route) {
      ++missing;
      continue;
    }
    workshop.put_in(column, *route);
    routes[column] = std::move(*route);
  }
  return missing;
}

FirstPlan first_plan(const Roads& roads, Workshop& workshop, Budget& budget) {
  FirstPlan plan;
  plan.routes.resize(roads.traffic().columns.size());
  if (is_exit_traffic(roads)) {
    plan.routes = send_all(roads, budget);
    for (std::uint32_t i = 0; i < plan.routes.size(); ++i)
      if (!plan.routes[i].stops.empty()) workshop.put_in(i, plan.routes[i]);
  } else {
    dispatch_by_exit_slot(roads, workshop, plan.routes, budget);
  }
  std::vector<std::uint32_t> rest;
  for (std::uint32_t i = 0; i < plan.routes.size(); ++i)
    if (plan.routes[i].stops.empty()) rest.push_back(i);
  if (rest.empty()) return plan;
  std::vector<std::uint32_t> order = order_by_slack(roads, workshop, rest);
  for (int attempt = 0; attempt < kTries; ++attempt) {
    plan.missing = plan_in_order(workshop, order, plan.routes, budget);
    if (plan.missing == 0 || attempt + 1 == kTries || budget.exhausted()) break;
    // Those that found no way go first next time, everything else is planned again behind them.
    const auto failed = [&](std::uint32_t column) { return plan.routes[column].stops.empty(); };
    std::stable_partition(order.begin(), order.end(), failed);
    for (const std::uint32_t column : order) {
      if (failed(column)) continue;
      workshop.take_out(column, plan.routes[column]);
      plan.routes[column] = {};
    }
  }
  return plan;
}

}  // namespace homeward::many
