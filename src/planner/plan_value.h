// SPDX-License-Identifier: Apache-2.0
//
// How good a plan is: lexicographic, smaller is better, computed from the finished plan by the checker's
// code.
#pragma once

#include <array>
#include <compare>
#include <vector>

#include "model/model.h"
#include "plan/plan.h"
#include "plan/violation.h"

namespace homeward {

struct PlanValue {
  std::int64_t broken = 0;   ///< hard rules broken: a draft, never handed out
  std::int64_t unmoved = 0;  ///< requirements that no lateness measures (somebody never leaves …)
  std::int64_t late_s = 0;   ///< seconds by which requirements are missed, summed
  std::array<std::int64_t, 4> goals{};  ///< by objective, see goals_of
  friend auto operator<=>(const PlanValue&, const PlanValue&) = default;
};

struct JudgedPlan {
  Plan plan;
  std::vector<Violation> violations;
  PlanValue value;
};

/// earliest: closure, sum of exit times, vehicle-km. latest: −people-seconds in the zone, closure,
/// vehicle-km. safest: person-seconds on links × risk, closure, vehicle-km.
JudgedPlan judge(const Model& model, Objective objective, Plan plan);

/// Vehicles × seconds from the model's start to the end of their way, over all columns that are not empty.
std::int64_t column_seconds(const Model& model, const Plan& plan);

/// When the posts on the way out of the zone have done their work: over all lanes, the end of its last visit (the
/// model's start if there is none), summed. Closures come in nights; this tells which of two plans that close in
/// the same night is nearer to the night before.
std::int64_t posts_done(const Model& model, const Plan& plan);

}  // namespace homeward
