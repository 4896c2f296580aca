// SPDX-License-Identifier: Apache-2.0
#include "planner/exact/neighbourhoods.h"

#include <algorithm>
#include <numeric>

#include "planner/exact/order_branching.h"
#include "planner/exact/route_search.h"

namespace homeward::exact {
namespace {

/// Places convoys in this order; the position of the one that finds no way, or nothing when all are placed.
std::optional<std::size_t> place_all(const ConvoyProblem& problem, Variant variant,
                                     const std::vector<std::size_t>& order,
                                     std::vector<RouteSearch>& searches, Budget& budget, Routes& routes) {
  std::vector<Ban> bans;
  for (std::size_t position = 0; position < order.size(); ++position) {
    std::int64_t work = 0;
    std::optional<Route> route = searches[order[position]].best(bans, work);
    budget.spend(work);
    if (!route || budget.exhausted()) return position;
    add_bans_of_fixed(problem, variant, *route, bans);
    routes[order[position]] = *std::move(route);
  }
  return std::nullopt;
}

/// The convoys to take out: one that is late, more likely the later it is, and those nearest to it in time
/// and place.
std::vector<std::size_t> choose_out(const ConvoyProblem& problem, Variant variant, std::size_t out, Rng& rng,
                                    const Routes& routes) {
  const std::size_t seed = rng.below(routes.size());
  std::vector<std::pair<std::uint64_t, std::size_t>> ranked;
  for (std::size_t other = 0; other < routes.size(); ++other) {
    std::uint64_t shared = other == seed ? 1'000 : 0;
    for (const Stop& a : routes[seed].stops)
      for (const Stop& b : routes[other].stops)
        if (a.node == b.node && std::abs(a.leave - b.leave) < 4 * problem.headway) ++shared;
    const bool alone =
        variant == Variant::p5 && routes[other].arrival() == objective(problem, routes, variant);
    ranked.emplace_back(shared * 8 + rng.below(16) + (alone ? 100 : 0), other);
  }
  std::sort(ranked.rbegin(), ranked.rend());
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < std::min(out, ranked.size()); ++i) chosen.push_back(ranked[i].second);
  return chosen;
}

}  // namespace

std::optional<Routes> plan_one_by_one(const ConvoyProblem& problem, Variant variant, int tries_max, Rng& rng,
                                      Budget& budget) {
  std::vector<RouteSearch> searches;
  for (const ConvoyId convoy : problem.convoys.ids()) searches.emplace_back(problem, variant, convoy);
  std::vector<std::size_t> order(problem.convoys.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  rng.shuffle(std::span(order));
  Routes routes(order.size());
  for (int tries = 0; tries < tries_max && !budget.exhausted(); ++tries) {
    const std::optional<std::size_t> stuck = place_all(problem, variant, order, searches, budget, routes);
    if (!stuck) return routes;
    const auto at = order.begin() + static_cast<std::ptrdiff_t>(*stuck);
    std::rotate(order.begin(), at, at + 1);
  }
  return std::nullopt;
}

bool improve(const ConvoyProblem& problem, Variant variant, std::size_t out, std::int64_t work_max, Rng& rng,
             Budget& budget, Routes& routes) {
  const std::vector<std::size_t> chosen = choose_out(problem, variant, out, rng, routes);
  ConvoyProblem part = problem;
  part.convoys = {};
  BranchingStart start;
  start.known.emplace();
  for (const std::size_t convoy : chosen) {
    part.convoys.push_back(problem.convoys[ConvoyId(convoy)]);
    start.known->push_back(routes[convoy]);
  }
  std::vector<Ban> bans;
  for (std::size_t other = 0; other < routes.size(); ++other)
    if (std::find(chosen.begin(), chosen.end(), other) == chosen.end())
      add_bans_of_fixed(problem, variant, routes[other], bans);
  start.bans.assign(chosen.size(), bans);
  start.work_max = work_max;
  const std::int64_t before = objective(part, *start.known, variant);
  const ConvoyOutcome outcome = branch_on_order(part, variant, start, budget);
  if (outcome.objective >= before) return false;
  for (std::size_t i = 0; i < chosen.size(); ++i) routes[chosen[i]] = (*outcome.routes)[i];
  return true;
}

}  // namespace homeward::exact
