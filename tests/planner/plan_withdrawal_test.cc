// SPDX-License-Identifier: Apache-2.0
#include "planner/plan_withdrawal.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/random.h"
#include "check/check_certificate.h"
#include "check/check_plan.h"
#include "check/plan_figures.h"
#include "scenario/draw.h"
#include "scenario/new_scenario.h"
#include "scenario/plan_file.h"
#include "scenario/read_scenario.h"

namespace homeward {
namespace {

Outcome planned(const Model& model, std::int64_t work, int threads = 1) {
  Budget budget(work, Budget::Clock::now() + std::chrono::minutes(5));
  PlannerOptions options;
  options.seed = 7;
  options.threads = threads;
  options.objective = model.objective;
  Observer observer;
  return plan_withdrawal(model, options, budget, observer);
}

std::string first_violation(const Model& model, const Plan& plan) {
  const auto violations = check_plan(model, plan);
  return violations.empty()
             ? ""
             : std::string(rule_name(violations.front().rule)) + " " + violations.front().sentence;
}

TEST(Planner, BringsOneUnitOutAsFastAsTheRoadAllows) {
  const Model model = draw_scenario("depot -30min- bridge -30min- port\n1st: depot to port");
  const Outcome outcome = planned(model, 1);
  ASSERT_TRUE(outcome.best);
  EXPECT_EQ(first_violation(model, *outcome.best), "");
  const auto figures = plan_figures(model, *outcome.best);
  ASSERT_TRUE(figures.closure);
  // An hour for the head, then the pass time of five cars of 10 m with gaps of 60 m at 40 km/h, and one
  // minute of EXTAL.
  EXPECT_EQ(*figures.closure, kHour + 32 + 60);
}

TEST(Planner, ASecondColumnWaitsUntilTheOneLaneBridgeIsFree) {
  const Model model = draw_scenario(
      "depot -30min- west(parking 100) -30min exclusive- east -30min- port\n1st, 2nd: depot to port, 40 "
      "people, 40 cars");
  const Outcome outcome = planned(model, 1);
  ASSERT_TRUE(outcome.best);
  EXPECT_EQ(first_violation(model, *outcome.best), "");
  ASSERT_GE(outcome.best->columns.size(), 2u);
}

TEST(Planner, ProvesOrKeepsSilentButNeverClaimsABoundAboveItsOwnPlan) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed);
    const char* const uses[] = {"two_way", "alternating", "exclusive"};
    const std::string text = fmt::format(
        "base -{}min {}- fork(parking {}) -{}min {}- border -{}min- port\nother -{}min- fork\n"
        "1st: base to port, {} people, {} cars, {} boxes, ready {}h\n2nd: other to port, {} people, {} cars\n"
        "lorries hauler: {} at port, {} at base\n",
        rng.between(10, 200), uses[rng.below(3)], rng.between(40, 120), rng.between(10, 200),
        uses[rng.below(3)], rng.between(10, 60), rng.between(10, 90), rng.between(20, 60), rng.between(1, 20),
        rng.between(0, 60), rng.between(0, 20), rng.between(20, 60), rng.between(1, 20), rng.between(5, 20),
        rng.between(0, 5));
    const Model model = draw_scenario(text);
    const Outcome outcome = planned(model, 1);
    if (!outcome.best) continue;  // truthfully: none found
    if (outcome.missed.empty()) {
      EXPECT_EQ(first_violation(model, *outcome.best), "") << text;
    }
    if (outcome.certificate) {
      EXPECT_TRUE(check_certificate(model, *outcome.certificate).holds) << text;
      const auto closure = plan_figures(model, *outcome.best).closure;
      if (closure) {
        EXPECT_GE(*closure, *outcome.bound) << text;
      }
    }
  }
}

TEST(Planner, FindsAPlanForMostSmallScenarios) {
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Rng rng(seed, 2);
    const std::int64_t cars = rng.between(5, 10);
    const Model model =
        draw_scenario(fmt::format("a -{}min- b -{}min alternating- c -{}min- d\n1st: a to d, {} people, {} "
                                  "cars, {} boxes\n2nd: b to d\n"
                                  "lorries hauler: {} at d\n",
                                  rng.between(10, 120), rng.between(10, 120), rng.between(10, 120),
                                  rng.between(cars, 4 * cars), cars, rng.between(0, 40), rng.between(3, 20)));
    const Outcome outcome = planned(model, 1);
    if (outcome.best && outcome.missed.empty())
      ++found;
    else
      ADD_FAILURE() << "seed " << seed << (outcome.best ? outcome.missed.front().sentence : " no plan");
  }
  EXPECT_EQ(found, 40);
}

TEST(Planner, ARoadNetworkWithoutHaltsIsSearchedInNoTime) {
  // 12 × 12 junctions: without a rule for what one way covers of another there are millions of labels.
  std::string text = "base -10min- n0_0\nn11_11 -10min- port\n";
  for (int row = 0; row < 12; ++row)
    for (int column = 0; column < 12; ++column) {
      const auto name = [](int r, int c) { return fmt::format("n{}_{}(parking 0, no_rest)", r, c); };
      if (column < 11)
        text += fmt::format("{} -{}min- {}\n", name(row, column), 3 + (row * 7 + column) % 5,
                            name(row, column + 1));
      if (row < 11)
        text += fmt::format("{} -{}min- {}\n", name(row, column), 3 + (row + column * 5) % 7,
                            name(row + 1, column));
    }
  text += "1st: base to port, 40 people, 20 cars\n2nd: base to port, 40 people, 20 cars\n";
  const Model model = draw_scenario(text);
  const auto begin = Budget::Clock::now();
  const Outcome outcome = planned(model, 1);
  ASSERT_TRUE(outcome.best);
  EXPECT_EQ(first_violation(model, *outcome.best), "");
  EXPECT_LT(Budget::Clock::now() - begin, std::chrono::seconds(30));
}

TEST(Planner, PlansTheScenarioThatNewWrites) {
  const auto dir = std::filesystem::temp_directory_path() / fmt::format("homeward-new-{}", ::getpid());
  std::filesystem::remove_all(dir);
  ASSERT_TRUE(write_new_scenario(dir).ok());
  const auto model = read_scenario(dir);
  std::filesystem::remove_all(dir);
  ASSERT_TRUE(model.ok());
  const Outcome outcome = planned(model.value(), 1);
  ASSERT_TRUE(outcome.best);
  EXPECT_EQ(first_violation(model.value(), *outcome.best), "");
}

TEST(Planner, EscortsLeftOverWhereNoLinkNeedsThemAreNoBug) {
  const Model model = draw_scenario(
      "base(closes) -60min escort- camp(parking 40) -60min- border -60min- port\n"
      "1st: base to port, 30 people, 10 cars, 20 boxes\n"
      "lorries hauler: 8 at port, 2 at base\nescorts guards: 8 at port\n"
      "service ramp at base: loading, 6/h, 1 lanes\n");
  const Outcome outcome = planned(model, 1);
  if (outcome.best && outcome.missed.empty()) {
    EXPECT_EQ(first_violation(model, *outcome.best), "");
  }
}

class SmallIraq : public ::testing::Test {
 protected:
  Model model = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011-small").take();
};

TEST_F(SmallIraq, IsPlannedWithoutAViolationAndInTime) {
  const Outcome outcome = planned(model, 1);
  ASSERT_TRUE(outcome.best);
  EXPECT_EQ(first_violation(model, *outcome.best), "");
  EXPECT_LE(*plan_figures(model, *outcome.best).closure, model.deadline);
}

TEST_F(SmallIraq, HasTheSamePlanForAnyNumberOfThreads) {
  const std::int64_t work = 1'500'000;
  const Outcome one = planned(model, work, 1);
  ASSERT_TRUE(one.best);
  const std::string expected = write_plan(model, *one.best);
  for (int threads : {2, 3, 8}) {
    const Outcome other = planned(model, work, threads);
    ASSERT_TRUE(other.best);
    EXPECT_EQ(write_plan(model, *other.best), expected) << threads << " threads";
  }
}

TEST_F(SmallIraq, IsNotWorseWithMoreWork) {
  const auto closure = [&](std::int64_t work) {
    return *plan_figures(model, *planned(model, work).best).closure;
  };
  EXPECT_LE(closure(2'000'000), closure(1));
}

TEST_F(SmallIraq, LatestKeepsPeopleLongerAndTheBuffer) {
  model.objective = Objective::latest;
  model.buffer_s = 2 * kDay;
  const Outcome outcome = planned(model, 2'000'000);
  ASSERT_TRUE(outcome.best);
  EXPECT_EQ(first_violation(model, *outcome.best), "");
  EXPECT_LE(*plan_figures(model, *outcome.best).closure, model.deadline - model.buffer_s);
}

}  // namespace
}  // namespace homeward
