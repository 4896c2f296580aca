// SPDX-License-Identifier: Apache-2.0
#include "planner/exact/convoy_problem.h"

#include <algorithm>

namespace homeward::exact {

std::int64_t route_cost(const Convoy& convoy, const Route& route, Variant variant) {
  if (variant == Variant::p4) return route.travel;
  if (variant == Variant::p5) return route.arrival();
  return route.arrival() - convoy.earliest_start;
}

std::int64_t objective(const ConvoyProblem& problem, const Routes& routes, Variant variant) {
  std::int64_t sum = 0;
  std::int64_t latest = kStartOfTime;
  for (const ConvoyId convoy : problem.convoys.ids()) {
    const std::int64_t cost = route_cost(problem.convoys[convoy], routes[convoy.index()], variant);
    sum += cost;
    latest = std::max(latest, cost);
  }
  return variant == Variant::p5 ? latest : sum;
}

}  // namespace homeward::exact
