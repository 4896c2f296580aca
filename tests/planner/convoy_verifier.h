// SPDX-License-Identifier: Apache-2.0
//
// Judges plans of the convoy movement problem from its definition alone, and finds the best plan of tiny
// instances by trying all. Shares no code with the solver but its data types.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "planner/exact/convoy_problem.h"

namespace homeward::exact {

/// Every rule broken, as a sentence; empty when the plan holds.
std::vector<std::string> verify(const ConvoyProblem& problem, Variant variant, const Routes& routes);

/// Objective from its definition.
std::int64_t verified_objective(const ConvoyProblem& problem, Variant variant, const Routes& routes);

/// Least objective over all plans, by enumeration; nothing when there is no plan.
std::optional<std::int64_t> best_by_trying_all(const ConvoyProblem& problem, Variant variant);

struct TinySize {
  std::uint64_t nodes_max = 5;
  std::uint64_t convoys_max = 3;
  std::uint64_t wait_max = 6;
  std::uint64_t headway_max = 6;
};

/// A random instance small enough for best_by_trying_all.
ConvoyProblem tiny_problem(Rng& rng, const TinySize& size);

}  // namespace homeward::exact
