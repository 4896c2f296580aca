// SPDX-License-Identifier: Apache-2.0
//
// Plans around other traffic, and with vehicles that come later.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "check/check_certificate.h"
#include "check/check_plan.h"
#include "check/plan_figures.h"
#include "planner/plan_withdrawal.h"
#include "scenario/draw.h"

namespace homeward {
namespace {

Outcome planned(const Model& model, std::int64_t work = 1) {
  Budget budget(work, Budget::Clock::now() + std::chrono::minutes(5));
  PlannerOptions options;
  options.seed = 7;
  options.threads = 1;
  Observer observer;
  return plan_withdrawal(model, options, budget, observer);
}

std::string first_violation(const Model& model, const Plan& plan) {
  const auto violations = check_plan(model, plan);
  return violations.empty() ? "" : violations.front().sentence;
}

Time closure(const std::string& drawing) {
  const Model model = draw_scenario(drawing);
  const Outcome outcome = planned(model);
  EXPECT_TRUE(outcome.best);
  if (!outcome.best) return 0;
  EXPECT_EQ(first_violation(model, *outcome.best), "");
  return plan_figures(model, *outcome.best).closure.value_or(0);
}

/// Five cars pass in 92 s (plan_withdrawal_test.cc), so do five others; the gap is 900 s.
TEST(OtherTraffic, IsPlannedAround) {
  const std::string world = "depot -30min- bridge -30min- port\n1st: depot to port\n";
  EXPECT_EQ(closure(world), kHour + 92);
  EXPECT_EQ(closure(world + "others supply: 5 over port bridge depot at 0s"), kHour + 92);
  EXPECT_EQ(closure(world + "others supply: 5 over depot bridge port at 0s"), 1020 + kHour + 92)
      << "full minutes: 992 s are 17 min";
}

TEST(OtherTraffic, IsWaitedForWhereOnlyOneCanDrive) {
  const std::string world = "depot -30min alternating- port\n1st: depot to port\n";
  EXPECT_EQ(closure(world + "others supply: 5 over port depot at 0s"), 2820 + kHour / 2 + 92)
      << "1800 + 92 + 900 s are 47 min";
}

TEST(OtherTraffic, HoldsUpTheClosingOfABase) {
  const Model model = draw_scenario(
      "depot(closes) -30min- port\n1st: depot to port\nothers supply: 5 over port depot at 10h");
  const Outcome outcome = planned(model);
  ASSERT_TRUE(outcome.best);
  EXPECT_EQ(first_violation(model, *outcome.best), "");
  ASSERT_EQ(outcome.best->closings.size(), 1u);
  EXPECT_GE(outcome.best->closings[0].at, 10 * kHour + kHour / 2 + 92);
}

TEST(OtherTraffic, LaterLorriesCarryWhatTheFirstCannot) {
  const std::string world =
      "depot -30min- port\n1st: depot to port, 1 people, 1 cars, 4 boxes\nlorries haul: 2 at depot, 2 at "
      "depot";
  Model model = draw_scenario(world);
  model.fleets[FleetId(0)].stocks[1].from = 5 * kHour;
  const Outcome outcome = planned(model, 3'000'000);
  ASSERT_TRUE(outcome.best);
  EXPECT_EQ(first_violation(model, *outcome.best), "");
  // The two that come later must leave the zone, with boxes or without.
  EXPECT_GE(*plan_figures(model, *outcome.best).closure, 5 * kHour + kHour / 2);
}

/// Whatever is on the road, a plan is valid and no bound is above it.
TEST(OtherTraffic, RandomPlansAroundItAreValidAndBoundsAreBounds) {
  int found = 0, proved = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 5);
    const char* const uses[] = {"two_way", "alternating", "exclusive"};
    const std::int64_t first = rng.between(1, 20), second = rng.between(1, 20);
    std::string text = fmt::format(
        "base -{}min {}- fork(parking {}) -{}min {}- border -{}min- port\nother -{}min- fork\n"
        "1st: base to port, {} people, {} cars, {} boxes, ready {}h\n2nd: other to port, {} people, {} cars\n"
        "lorries hauler: {} at port, {} at base\nservice post at port: leaving, {}/h\n",
        rng.between(10, 200), uses[rng.below(3)], rng.between(40, 120), rng.between(10, 200),
        uses[rng.below(3)], rng.between(10, 60), rng.between(10, 90), 2 * first, first, rng.between(0, 60),
        rng.between(0, 20), 2 * second, second, rng.between(5, 20), rng.between(0, 5), rng.between(10, 60));
    for (std::int64_t i = 0, at = rng.between(0, 3); i < 4; ++i, at += rng.between(20, 40))
      text += fmt::format("others o{}: {} over {} at {}h\n", i, rng.between(1, 30),
                          rng.chance(1, 2) ? "base fork border port" : "port border fork other", at);
    Model model = draw_scenario(text);
    if (rng.chance(1, 3)) model.fleets[FleetId(0)].stocks[0].from = rng.between(1, 60) * kHour;
    const Outcome outcome = planned(model);
    if (!outcome.best) continue;
    ++found;
    EXPECT_EQ(outcome.missed.empty() ? first_violation(model, *outcome.best) : "", "") << text;
    const auto figures = plan_figures(model, *outcome.best);
    if (!outcome.bound || !figures.closure) continue;
    ++proved;
    EXPECT_LE(*outcome.bound, *figures.closure) << text;
    EXPECT_TRUE(check_certificate(model, *outcome.certificate).holds) << text;
  }
  EXPECT_GE(found, 40);
  EXPECT_GE(proved, 40);
}

/// A post that others use for half of the time: the bound knows.
TEST(OtherTraffic, MakesTheBoundLater) {
  const std::string world =
      "base -30min- port(parking 50)\n1st: base to port, 40 people, 40 cars\n2nd: base to port, 40 people, "
      "40 "
      "cars\n3rd: base to port, 40 people, 40 cars\nservice post at port: leaving, 10/h\n";
  const Model alone = draw_scenario(world);
  const Model shared = draw_scenario(world + "others o: 40 over base port at 1h\n");
  const Outcome without = planned(alone), with = planned(shared);
  ASSERT_TRUE(without.bound && with.bound && without.best && with.best);
  EXPECT_EQ(first_violation(shared, *with.best), "");
  EXPECT_EQ(*with.bound - *without.bound, 4 * kHour) << "40 vehicles, 10 an hour";
  EXPECT_LE(*with.bound, *plan_figures(shared, *with.best).closure);
  EXPECT_NE(with.certificate->sentence.find("vehicles beside other traffic"), std::string::npos)
      << with.certificate->sentence;
}

}  // namespace
}  // namespace homeward
