// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/given_orders.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "check/check_plan.h"
#include "check/check_shared.h"
#include "check/plan_figures.h"
#include "planner/dispatch/build_plan.h"
#include "scenario/draw.h"
#include "scenario/read_scenario.h"

namespace homeward {
namespace {

Plan built(const Model& model, const GivenOrders* orders = nullptr) {
  const Ground ground(model);
  Budget budget(Budget::kUnlimited, Budget::Clock::now() + std::chrono::minutes(5));
  return build_plan(ground, plain_tuning(model), budget, orders).plan;
}

std::string violations_text(const Model& model, const Plan& plan) {
  std::string text;
  int shown = 0;
  for (const Violation& violation : check_plan(model, plan))
    if (++shown <= 3) text += std::string(rule_name(violation.rule)) + " " + violation.sentence + "\n";
  return text;
}

/// Plans, cuts the plan at parts of its length, plans the rest anew, and expects that what began before the
/// cut is untouched and the whole is valid.
void expect_that_prefixes_go_on(const Model& model, const std::vector<int>& permille) {
  const Plan first = built(model);
  ASSERT_EQ(violations_text(model, first), "");
  const Time closure = *plan_figures(model, first).closure;
  for (int part : permille) {
    SCOPED_TRACE(part);
    const Time cut = model.start + (closure - model.start) * part / 1000;
    const GivenOrders orders = orders_before(model, first, cut);
    const Plan second = built(model, &orders);
    // One plan without a search may be late; it keeps every hard rule.
    EXPECT_NE(verdict(check_plan(model, second)), Verdict::draft) << violations_text(model, second);
    // Without notice in the model, the cut is the time of the decision.
    Model without_notice = model;
    Rules& rules = without_notice.rules;
    rules.notice_column_s = rules.notice_flight_s = rules.notice_sailing_s = 0;
    const auto differences = check_shared({{&without_notice, &first}, {&without_notice, &second}}, cut);
    for (const Violation& difference : differences) {
      // Only what the orders hold beyond the cut may be in one plan alone, and it is not compared before it.
      ADD_FAILURE() << difference.sentence;
      break;
    }
  }
}

TEST(GivenOrders, AreKeptWhileTheRestOfASmallPlanIsMadeAnew) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 5);
    const std::int64_t cars = rng.between(5, 20);
    const Model model = draw_scenario(fmt::format(
        "a -{}min- b(parking 300) -{}min alternating- c -{}min- d\n1st: a to d, {} people, {} cars, {} "
        "boxes\n"
        "2nd: b to d, {} people, {} cars\nlorries hauler: {} at d, {} at a\n",
        rng.between(10, 120), rng.between(10, 120), rng.between(10, 120), rng.between(cars, 4 * cars), cars,
        rng.between(0, 60), rng.between(cars, 4 * cars), cars, rng.between(5, 20), rng.between(0, 5)));
    expect_that_prefixes_go_on(model, {0, 150, 400, 600, 850, 1000});
  }
}

TEST(GivenOrders, AreKeptWhileTheRestOfTheSmallIraqPlanIsMadeAnew) {
  const Model model = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011-small").take();
  expect_that_prefixes_go_on(model, {0, 100, 300, 500, 700, 900, 1000});
}

TEST(GivenOrders, AreKeptWhileTheRestOfTheIraqPlanIsMadeAnew) {
  const Model model = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011").take();
  expect_that_prefixes_go_on(model, {100, 300, 550, 800, 950});
}

TEST(Draft, EscortsAloneDriveWhereNobodyNeedsEscorts) {
  const Model model = draw_scenario("a -30min- b\n1st: a to b\nescorts team: 6 at a");
  const Ground ground(model);
  TravelCache travel(model, ground.graph, ground.calendar);
  Draft draft(model, ground.graph, ground.calendar, travel);
  ColumnOrder order;
  order.from = PlaceId(0);
  order.to = PlaceId(1);
  order.column_class = ColumnClass::empty;
  EXPECT_FALSE(draft.place(order));  // nobody
  order.escorts = 4;
  const auto placed = draft.place(order);
  ASSERT_TRUE(placed);
  ASSERT_EQ(placed->legs.size(), 1u);
  EXPECT_EQ(placed->legs[0].groups.size(), 1u);
  EXPECT_EQ(placed->legs[0].groups[0].vehicles, 4);
}

TEST(GivenOrders, AWholePlanGivenComesBackAsItIs) {
  const Model model = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011-small").take();
  const Plan first = built(model);
  const GivenOrders orders = orders_before(model, first, kEndOfTime);
  const Plan second = built(model, &orders);
  EXPECT_EQ(second.columns.size(), first.columns.size());
  EXPECT_EQ(second.flights.size(), first.flights.size());
  EXPECT_EQ(second.sailings.size(), first.sailings.size());
  EXPECT_EQ(second.batches.size(), first.batches.size());
  EXPECT_EQ(violations_text(model, second), "");
}

}  // namespace
}  // namespace homeward
