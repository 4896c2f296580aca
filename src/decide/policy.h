// SPDX-License-Identifier: Apache-2.0
//
// A policy for decisions that come at given times: one valid plan for each outcome, and all of them the same
// before the decision that tells them apart (docs/rules.md, SHARED; docs/latest-decision.md).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/budget.h"
#include "base/observer.h"
#include "model/model.h"
#include "plan/plan.h"
#include "plan/violation.h"

namespace homeward::decide {

/// One model for each combination of outcomes, all of one scenario: at most kPolicyOutcomesMax.
using Leaves = std::vector<Model>;

/// When each condition is decided.
using DecisionTimes = IdVector<ConditionId, Time>;

struct PolicyOptions {
  std::uint64_t seed = 1;
  int threads = 1;
  /// How often a policy is tried, each time with other plans of the outcome in which most leave; ≥ 1.
  std::size_t tries = 6;
  std::size_t first_try = 0;  ///< tries before this one are left out
  /// Orders already given, which all plans hold as they are (ORDERED); must outlive the search. Ids are those
  /// of all leaves.
  const Plan* orders = nullptr;
};

struct Policy {
  DecisionTimes decisions;
  std::vector<Plan> plans;  ///< one a leaf, in their order; each is valid for its leaf with these decisions
};

/// The leaf as it is when the conditions are decided then: whoever hangs on them is held until then.
Model decided(const Model& leaf, const DecisionTimes& decisions);

/// What is wrong with a policy: violations of each plan, then of SHARED between them; with orders, of
/// ORDERED. Empty: it is one.
std::vector<Violation> check_policy(const Leaves& leaves, const Policy& policy, const Plan* orders = nullptr);

/// A policy that check_policy() accepts, from the first try that gives one; absent if none does. The same for
/// any number of threads.
std::optional<Policy> find_policy(const Leaves& leaves, const DecisionTimes& decisions,
                                  const PolicyOptions& options, Budget& budget);

}  // namespace homeward::decide
