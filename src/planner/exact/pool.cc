// SPDX-License-Identifier: Apache-2.0
#include "planner/exact/pool.h"

#include <algorithm>

namespace homeward::exact {
namespace {

bool same_network(const ConvoyProblem& a, const ConvoyProblem& b) {
  return a.headway == b.headway && a.first_arc == b.first_arc && a.arcs == b.arcs;
}

}  // namespace

std::vector<ConvoyProblem> pool_by_network(std::span<const ConvoyProblem> problems,
                                           std::optional<Duration> wait_max) {
  std::vector<ConvoyProblem> pools;
  for (const ConvoyProblem& problem : problems) {
    const auto same = std::find_if(pools.begin(), pools.end(), [&problem](const ConvoyProblem& pool) {
      return same_network(pool, problem);
    });
    if (same == pools.end()) {
      pools.push_back(problem);
      continue;
    }
    same->name += " + " + problem.name;
    for (const Convoy& convoy : problem.convoys) same->convoys.push_back(convoy);
  }
  for (ConvoyProblem& pool : pools)
    for (Convoy& convoy : pool.convoys) convoy.wait_max = wait_max.value_or(convoy.wait_max);
  return pools;
}

}  // namespace homeward::exact
