// SPDX-License-Identifier: Apache-2.0
//
// A policy: one plan for each outcome of what is undecided, the same as long as nobody knows which.
#pragma once

#include <cstddef>
#include <vector>

#include "check/check_shared.h"

namespace homeward {

/// More outcomes together are no policy that people can follow.
inline constexpr std::size_t kPolicyOutcomesMax = 8;

/// Combinations of outcomes of all conditions, counted no further than one above kPolicyOutcomesMax.
std::size_t outcome_combinations(const Model& model);

/// SHARED for all branches: every combination of outcomes has exactly one plan, and before each decision the
/// plans that cannot be told apart yet are the same (check_shared). The models are branches of one scenario
/// with the same Condition::decided_at; a condition without it is known from the start. Each plan must also
/// be checked by check_plan. Sorted by time.
std::vector<Violation> check_policy(const std::vector<Branch>& branches);

}  // namespace homeward
