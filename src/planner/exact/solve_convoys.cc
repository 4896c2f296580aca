// SPDX-License-Identifier: Apache-2.0
#include "planner/exact/solve_convoys.h"

#include <algorithm>

#include "planner/exact/neighbourhoods.h"

namespace homeward::exact {
namespace {

constexpr int kFirstPlans = 8;
constexpr int kTriesMax = 200;
constexpr std::size_t kOutMin = 3;
constexpr std::uint64_t kOutSpan = 6;

std::optional<Routes> first_plan(const ConvoyProblem& problem, Variant variant, Rng& rng, Budget& budget) {
  std::optional<Routes> best;
  for (int i = 0; i < kFirstPlans && !budget.exhausted(); ++i) {
    std::optional<Routes> routes = plan_one_by_one(problem, variant, kTriesMax, rng, budget);
    if (!routes) continue;
    if (!best || objective(problem, *routes, variant) < objective(problem, *best, variant))
      best = std::move(routes);
  }
  return best;
}

void improve_until_stuck(const ConvoyProblem& problem, Variant variant, const SolveOptions& options, Rng& rng,
                         Budget& budget, Routes& routes) {
  for (int failures = 0; failures < options.failures_max && !budget.exhausted(); ++failures) {
    const std::size_t out = kOutMin + rng.below(kOutSpan);
    if (improve(problem, variant, out, options.neighbourhood_work, rng, budget, routes)) failures = -1;
  }
}

}  // namespace

ConvoyOutcome solve_convoys(const ConvoyProblem& problem, Variant variant, const SolveOptions& options,
                            Budget& budget) {
  Rng rng{options.seed};
  BranchingStart start;
  std::int64_t bound = 0;
  std::int64_t tree_nodes = 0;
  const auto search = [&](std::int64_t work_max) {
    start.work_max = work_max;
    ConvoyOutcome outcome = branch_on_order(problem, variant, start, budget);
    bound = outcome.bound = std::max(bound, outcome.bound);
    tree_nodes = outcome.tree_nodes += tree_nodes;
    if (outcome.routes) start.known = outcome.routes;
    return outcome;
  };
  const auto ended = [&budget](const ConvoyOutcome& outcome) {
    return outcome.status == Status::optimal || outcome.status == Status::infeasible || budget.exhausted();
  };

  ConvoyOutcome outcome = search(options.short_tree_work);
  if (ended(outcome)) return outcome;
  start.known = first_plan(problem, variant, rng, budget);
  outcome = search(options.first_tree_work);
  if (ended(outcome)) return outcome;
  if (start.known) improve_until_stuck(problem, variant, options, rng, budget, *start.known);
  return search(Budget::kUnlimited);
}

}  // namespace homeward::exact
