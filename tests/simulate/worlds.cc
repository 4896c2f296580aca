// SPDX-License-Identifier: Apache-2.0
#include "simulate/worlds.h"

#include <fmt/format.h>

#include "base/random.h"
#include "check/check_plan.h"
#include "planner/plan_withdrawal.h"
#include "scenario/draw.h"
#include "scenario/read_scenario.h"

namespace homeward::testing {

std::optional<Plan> plan_of(const Model& model, std::int64_t work) {
  Budget budget(work, Budget::Clock::now() + std::chrono::minutes(5));
  PlannerOptions options;
  options.seed = 7;
  Observer observer;
  const Outcome outcome = plan_withdrawal(model, options, budget, observer);
  if (!outcome.best || !check_plan(model, *outcome.best).empty()) return std::nullopt;
  return outcome.best;
}

std::optional<Planned> random_plan(std::uint64_t seed) {
  Rng rng(seed, 11);
  const char* const uses[] = {"two_way", "alternating", "exclusive"};
  std::string text = fmt::format(
      "base(closes) -{}min {}- fork(parking {}) -{}min {}- border(outside) -{}min- port(outside)\n"
      "other(closes) -{}min- fork\n"
      "1st: base to port, {} people, {} cars, {} boxes, ready {}h\n2nd: other to port, {} people, {} cars\n"
      "rear: base to port, 8 people, 2 cars, last_out\nguard: other to port, 8 people, 2 cars, last_out\n"
      "lorries hauler: {} at port, {} at base\n",
      rng.between(10, 200), uses[rng.below(3)], rng.between(40, 120), rng.between(10, 200),
      uses[rng.below(3)], rng.between(10, 60), rng.between(10, 90), rng.between(20, 60), rng.between(1, 20),
      rng.between(5, 60), rng.between(0, 20), rng.between(20, 60), rng.between(1, 20), rng.between(5, 20),
      rng.between(0, 5));
  const bool post = rng.chance(1, 2);
  if (post)
    text += fmt::format("service post at border: leaving, {}/h, {} lanes\n", rng.between(20, 90),
                        rng.between(1, 2));
  if (rng.chance(1, 2)) text += fmt::format("service ramp at base: loading, {}/h\n", rng.between(5, 30));
  if (rng.chance(1, 2))
    text += fmt::format("closed fork-border: {}h to {}h\n", rng.between(5, 12), rng.between(13, 20));
  for (std::int64_t at = rng.between(0, 6); post && rng.chance(2, 3); at += rng.between(2, 12)) {
    text += fmt::format("reduced post by 1: {}h to {}h\n", at, at + rng.between(1, 8));
    at += 8;
  }
  Planned planned{text, draw_scenario(text), {}};
  auto plan = plan_of(planned.model);
  if (!plan) return std::nullopt;
  planned.plan = std::move(*plan);
  return planned;
}

const Planned& small_example() {
  static const Planned example = [] {
    Planned planned{"iraq-2011-small",
                    read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011-small").take(),
                    {}};
    planned.plan = plan_of(planned.model).value();
    return planned;
  }();
  return example;
}

simulate::Replay compiled(const Planned& planned, Duration overrun_s) {
  return simulate::compile_replay(planned.model, planned.plan, overrun_s).take();
}

}  // namespace homeward::testing
