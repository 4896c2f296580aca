// SPDX-License-Identifier: Apache-2.0
//
// model → plan. Allocates (who leaves when, by which way), loads (vehicles, serials), dispatches
// (stocks of trucks, empties and escorts in order of time), finds conflict-free routes and times, and
// bounds the closure. Every plan that leaves here has passed check_plan.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/budget.h"
#include "base/observer.h"
#include "model/model.h"
#include "plan/plan.h"
#include "plan/violation.h"
#include "planner/dispatch/given_orders.h"

namespace homeward {

struct PlannerOptions {
  std::uint64_t seed = 1;
  int threads = 2;  ///< any number gives the same plan at the same work limit
  Objective objective = Objective::earliest;
  /// Movements that stay as they are while the rest is planned around them; must outlive the call.
  const GivenOrders* orders = nullptr;
  bool prove = true;                   ///< looks for a bound, too
  bool first_valid_is_enough = false;  ///< ends with the first valid plan
};

enum class StopReason {
  proved_best,        ///< closure equals the bound
  proved_impossible,  ///< a certificate shows that the deadline cannot be met; best is the best late plan
  out_of_budget,
  cancelled
};

struct Outcome {
  StopReason why = StopReason::out_of_budget;
  std::optional<Plan> best;       ///< already checked: valid, or late; absent when none was found
  std::vector<Violation> missed;  ///< requirements that `best` misses
  std::optional<Time> bound;      ///< no valid plan closes the zone before
  std::optional<Certificate> certificate;
  std::int64_t first_valid_ms = -1;  ///< from the call to the first checked valid plan; -1: none
};

/// Ends within the budget. Same model, options and work limit (of the budget) give the same plan.
Outcome plan_withdrawal(const Model& model, const PlannerOptions& options, Budget& budget,
                        Observer& observer);

}  // namespace homeward
