// SPDX-License-Identifier: Apache-2.0
#include "planner/plan_variants.h"

#include "base/random.h"
#include "check/check_plan.h"

namespace homeward {

namespace {

/// The stream of random numbers that tunings are drawn from.
constexpr std::uint64_t kStream = 23;

}  // namespace

Tuning PlanVariants::tuning(std::size_t variant) const {
  Tuning tuning = plain_tuning(ground_.model);
  if (variant == 0) return tuning;
  tuning.fit_ramps = true;
  Rng rng(seed_, kStream + variant);
  tuning.pack_ramps = variant % 4 != 3;
  tuning.ahead_s = rng.between(0, 3) * 12 * kHour;
  tuning.passes = static_cast<int>(rng.between(2, 3));
  tuning.earlier_s = rng.between(2, 8) * 12 * kHour;
  tuning.window_s = variant % 2 == 1 ? rng.between(20, 60) * kHour : 12 * kHour;
  if (variant % 2 == 0) tuning.exit_permille = rng.between(900, 1500);
  tuning.even_tails = rng.chance(1, 3);
  if (rng.chance(1, 4)) tuning.wait_permille = rng.between(0, 1500);
  return tuning;
}

std::optional<Plan> PlanVariants::plan(std::size_t variant, Budget& budget) const {
  budget.spend(kWorkOfAPlan);
  Plan plan = build_plan(ground_, tuning(variant), budget, orders_).plan;
  if (budget.interrupted() || !check_plan(ground_.model, plan).empty()) return std::nullopt;
  plan.seed = seed_;
  plan.work = budget.work();
  plan.version = HOMEWARD_VERSION;
  return plan;
}

}  // namespace homeward
