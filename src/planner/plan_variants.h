// SPDX-License-Identifier: Apache-2.0
//
// Single plans by tunings in a fixed order, for whoever needs any valid plan and tries many models: no
// search, no bound. The first tunings are plain; the others suit units that get ready shortly before the
// deadline: their trucks wait for them, ramps are filled to the end of each opening.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/budget.h"
#include "plan/plan.h"
#include "planner/dispatch/build_plan.h"

namespace homeward {

class PlanVariants {
 public:
  /// `model` and `orders` (see build_plan; may be null) must outlive it.
  PlanVariants(const Model& model, std::uint64_t seed, const GivenOrders* orders)
      : ground_{model}, seed_{seed}, orders_{orders} {}

  /// The plan of one variant, if it is valid: check_plan has nothing to say. A pure function of model, seed,
  /// orders and variant as long as the budget is not interrupted; safe to call from several threads.
  std::optional<Plan> plan(std::size_t variant, Budget& budget) const;

 private:
  Tuning tuning(std::size_t variant) const;

  const Ground ground_;
  const std::uint64_t seed_;
  const GivenOrders* orders_;
};

}  // namespace homeward
