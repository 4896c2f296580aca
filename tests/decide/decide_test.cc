// SPDX-License-Identifier: Apache-2.0
#include "decide/decide.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "check/check_certificate.h"
#include "check/check_plan.h"
#include "check/check_shared.h"
#include "check/plan_figures.h"
#include "random_cases.h"
#include "scenario/draw.h"
#include "scenario/read_scenario.h"

namespace homeward::decide {
namespace {

/// Two leaves of one scenario: in "agreed" the unit and its things stay, in "refused" they leave prepare
/// after the answer.
Leaves with_condition(const Model& drawn, const std::string& unit, Duration prepare_s) {
  Model refused = drawn;
  Condition condition;
  condition.key = "talks";
  condition.name = "The talks";
  condition.outcomes = {"agreed", "refused"};
  condition.planned = condition.if_no_answer = condition.outcome = "refused";
  condition.prepare_s = prepare_s;
  const ConditionId talks = refused.conditions.push_back(condition);
  const auto held = [&](auto& row) {
    row.stays_elsewhere = true;
    row.hangs_on = {talks};
    row.ready = std::max(row.ready, refused.start + prepare_s);
  };
  UnitId id;
  for (UnitId other : refused.units.ids())
    if (refused.units[other].key == unit) id = other;
  held(refused.units[id]);
  for (Lot& lot : refused.lots)
    if (lot.unit == id) held(lot);
  Model agreed = drawn;
  agreed.conditions = refused.conditions;
  agreed.conditions[talks].outcome = "agreed";
  agreed.units[id].stays = true;
  for (Lot& lot : agreed.lots)
    if (lot.unit == id) lot.stays = true;
  return {agreed, refused};
}

DecideAnswer decided_in(const Leaves& leaves, int points = 2) {
  Budget budget(Budget::kUnlimited, Budget::Clock::now() + std::chrono::minutes(20));
  DecideOptions options;
  options.waiting_points = points;
  options.work_of_a_search = 2'000'000;
  Observer observer;
  return decide(leaves, options, budget, observer);
}

TEST(Decide, OneUnitAloneHasTheBracketThatOneCountsByHand) {
  Model drawn = draw_scenario("depot -30min- bridge -90min- port\n1st: depot to port\n2nd: depot to port");
  drawn.deadline = drawn.start + 100 * kHour;
  const Leaves leaves = with_condition(drawn, "2nd", 24 * kHour);
  const DecideAnswer answer = decided_in(leaves);
  ASSERT_EQ(answer.conditions.size(), 1u);
  const ConditionAnswer& talks = answer.conditions[0];
  ASSERT_TRUE(talks.possible_at && talks.too_late_at && talks.certificate && talks.policy);
  // Two hours of driving and less than two minutes until the tail is in, on a road of its own: ready at 97:00
  // it is out at 99:02, ready at 98:00 at 100:02.
  EXPECT_EQ(*talks.possible_at, drawn.start + 73 * kHour);
  EXPECT_EQ(*talks.too_late_at, drawn.start + 74 * kHour);
  EXPECT_TRUE(check_certificate(leaves[1], *talks.certificate).holds);
  EXPECT_EQ(talks.certificate->not_ready_before.size(), 1u);
}

TEST(Decide, APolicyIsCheckedBranchByBranchAndBeforeTheDecision) {
  Model drawn = draw_scenario("depot -30min- bridge -90min- port\n1st: depot to port\n2nd: depot to port");
  drawn.deadline = drawn.start + 100 * kHour;
  const Leaves leaves = with_condition(drawn, "2nd", 24 * kHour);
  Budget budget;
  auto policy = find_policy(leaves, DecisionTimes(1, drawn.start + 50 * kHour), {}, budget);
  ASSERT_TRUE(policy);
  EXPECT_TRUE(check_policy(leaves, *policy).empty());
  // The held unit one hour too early.
  Policy early = *policy;
  early.decisions[ConditionId(0)] += kHour;
  const auto found = check_policy(leaves, early);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().rule, Rule::READY);
  // A column before the decision in one plan only.
  Policy apart = *policy;
  ASSERT_FALSE(apart.plans[0].columns.empty());
  apart.plans[0].columns.erase(apart.plans[0].columns.begin());
  bool shared = false;
  for (const Violation& violation : check_policy(leaves, apart)) shared |= violation.rule == Rule::SHARED;
  EXPECT_TRUE(shared);
}

TEST(Decide, WhoIsReadyLaterInAnotherOutcomeWaitsForTheDecisionOrForThatDate) {
  Model drawn = draw_scenario("depot -30min- bridge -90min- port\n1st: depot to port\n2nd: depot to port");
  drawn.deadline = drawn.start + 100 * kHour;
  Leaves leaves = with_condition(drawn, "2nd", 0);
  const Time late = drawn.start + 60 * kHour;
  const auto date = [&](auto& agreed, auto& refused) {
    agreed.stays = refused.stays_elsewhere = false;
    agreed.ready = late;
    refused.ready_elsewhere = late;
  };
  for (UnitId id : drawn.units.ids())
    if (drawn.units[id].key == "2nd") date(leaves[0].units[id], leaves[1].units[id]);
  for (LotId id : drawn.lots.ids())
    if (drawn.units[drawn.lots[id].unit].key == "2nd") date(leaves[0].lots[id], leaves[1].lots[id]);
  for (Duration told : {20 * kHour, 80 * kHour}) {
    Budget budget;
    const auto policy = find_policy(leaves, DecisionTimes(1, drawn.start + told), {}, budget);
    ASSERT_TRUE(policy);
    EXPECT_TRUE(check_policy(leaves, *policy).empty());
    Policy early = *policy;  // an hour before both
    early.decisions[ConditionId(0)] = std::min(drawn.start + told, late);
    for (Column& column : early.plans[1].columns)
      if (column.stops.front().depart >= early.decisions[ConditionId(0)])
        for (Stop& stop : column.stops) stop.arrive -= kHour, stop.depart -= kHour;
    EXPECT_FALSE(check_policy(leaves, early).empty());
  }
}

TEST(Decide, WithoutTimeForTheHeldUnitThereIsNoPolicyAndAProof) {
  Model drawn = draw_scenario("depot -30min- bridge -90min- port\n1st: depot to port\n2nd: depot to port");
  drawn.deadline = drawn.start + 20 * kHour;
  const Leaves leaves = with_condition(drawn, "2nd", 24 * kHour);
  const ConditionAnswer talks = decided_in(leaves).conditions[0];
  EXPECT_FALSE(talks.possible_at);
  ASSERT_TRUE(talks.too_late_at);
  EXPECT_EQ(*talks.too_late_at, drawn.start);
}

/// Random small scenarios: the bracket is one, both ends are verified, the held wait, and more time to the
/// deadline never makes the decision earlier.
TEST(Decide, BracketsHoldOnRandomScenarios) {
  int with_policy = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(25); ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 9);
    const std::int64_t cars = rng.between(5, 20);
    Model drawn = draw_scenario(fmt::format(
        "a -{}min- b(parking 300) -{}min alternating- c -{}min- d\n1st: a to d, {} people, {} "
        "cars, {} boxes\n2nd: b to d, {} people, {} cars\nlorries hauler: {} at d, {} at a\n",
        rng.between(10, 120), rng.between(10, 120), rng.between(10, 120), rng.between(cars, 4 * cars), cars,
        rng.between(0, 40), rng.between(cars, 4 * cars), cars, rng.between(5, 20), rng.between(0, 5)));
    drawn.deadline = drawn.start + 150 * kHour;
    const Leaves leaves = with_condition(drawn, "2nd", rng.between(0, 40) * kHour);
    const ConditionAnswer answer = decided_in(leaves).conditions[0];
    if (answer.policy) {
      ++with_policy;
      EXPECT_TRUE(check_policy(leaves, *answer.policy).empty());
      if (answer.too_late_at) {
        EXPECT_LT(*answer.possible_at, *answer.too_late_at);
      }
      for (const WaitingCost& cost : answer.waiting) EXPECT_LE(cost.decision, *answer.possible_at);
      for (std::size_t i = 1; i < answer.waiting.size(); ++i)
        if (answer.waiting[i].possible) {
          EXPECT_LE(answer.waiting[i - 1].worst_closure, answer.waiting[i].worst_closure);
        }
    }
    Leaves later = leaves;
    for (Model& leaf : later) leaf.deadline += 48 * kHour;
    const ConditionAnswer longer = decided_in(later).conditions[0];
    if (answer.possible_at && longer.too_late_at) {
      EXPECT_LT(*answer.possible_at, *longer.too_late_at);
    }
    if (answer.too_late_at && longer.too_late_at) {
      EXPECT_LE(*answer.too_late_at, *longer.too_late_at);
    }
  }
  EXPECT_GE(with_policy, in_random_cases(20));
}

/// Every hour is tried as the hour of the decision. What one plan for each outcome can do, the bracket
/// reaches; what nobody finds a plan for, it does not promise; and no hour from its end on is possible.
TEST(Decide, BracketsOfTinyScenariosAreThoseOfTryingEveryHour) {
  for (std::uint64_t seed = 1; seed <= random_cases(8); ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 31);
    const std::int64_t cars = rng.between(3, 9);
    Model drawn = draw_scenario(fmt::format(
        "a -{}min- b(parking 300) -{}min alternating- d\n1st: a to d, {} people, {} cars, {} boxes\n"
        "2nd: b to d, {} people, {} cars, {} boxes\nlorries hauler: {} at d\n",
        rng.between(20, 90), rng.between(20, 90), 3 * cars, cars, rng.between(0, 9), 3 * cars, cars,
        rng.between(0, 9), rng.between(3, 9)));
    drawn.deadline = drawn.start + 72 * kHour;
    const Leaves leaves = with_condition(drawn, "2nd", rng.between(0, 20) * kHour);
    const ConditionAnswer answer = decided_in(leaves).conditions[0];
    ASSERT_TRUE(answer.possible_at && answer.too_late_at);
    EXPECT_LT(*answer.possible_at, *answer.too_late_at);
    for (std::int64_t hour = 0; hour < 72; ++hour) {
      const Time decision = drawn.start + hour * kHour;
      Budget budget;
      const auto policy = find_policy(leaves, DecisionTimes(1, decision), {}, budget);
      if (policy) {
        EXPECT_TRUE(check_policy(leaves, *policy).empty());
        EXPECT_LE(decision, *answer.possible_at) << "hour " << hour << " is possible";
      }
    }
  }
}

/// Two conditions, one of them with three outcomes: six plans, the same until the answers.
TEST(Decide, OfAMissionThatClosesHasAPolicyForEverySetOfAnswers) {
  const auto dir = std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/mission-closing";
  Leaves leaves;
  for (const char* extension : {"police", "engineers", "nobody"})
    for (const char* road : {"granted", "refused"}) {
      auto read = read_scenario(dir, {{{"extension", extension}, {"coast_road", road}}});
      ASSERT_TRUE(read.ok()) << extension << ' ' << road;
      leaves.push_back(read.take());
    }
  const DecideAnswer answer = decided_in(leaves);
  ASSERT_EQ(answer.conditions.size(), 2u);
  const ConditionAnswer& extension = answer.conditions[0];
  const ConditionAnswer& road = answer.conditions[1];
  ASSERT_TRUE(extension.possible_at && extension.too_late_at && extension.policy && extension.certificate);
  EXPECT_EQ(extension.policy->plans.size(), 6u);
  EXPECT_TRUE(check_policy(leaves, *extension.policy).empty());
  // Two lone columns of the held take two days and a half on the long way, and seven days to be ready.
  EXPECT_GE(*extension.possible_at, leaves[0].start + 40 * kDay);
  EXPECT_LT(*extension.possible_at, *extension.too_late_at);
  EXPECT_LE(*extension.too_late_at, leaves[0].deadline - 7 * kDay - 2 * kDay);
  // Nobody stays and the long way is the only one: that outcome is the first to be lost.
  EXPECT_EQ(extension.too_late_leaf, 5u);
  EXPECT_TRUE(check_certificate(leaves[5], *extension.certificate).holds);
  EXPECT_EQ(extension.held.size(), 2u);
  // The road hangs on nothing that must be ready: knowing it late costs nobody the deadline.
  ASSERT_TRUE(road.possible_at && road.policy);
  EXPECT_TRUE(check_policy(leaves, *road.policy).empty());
  EXPECT_TRUE(road.held.empty());
}

TEST(Decide, TheSameForAnyNumberOfThreads) {
  const auto dir = std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011-small";
  Leaves leaves;
  for (const char* outcome : {"agreed", "refused"})
    leaves.push_back(read_scenario(dir, {{{"immunity_agreement", outcome}}}).take());
  PolicyOptions options;
  options.work_of_a_plan = 1'500'000;
  const DecisionTimes at(1, leaves[0].start + 400 * kHour);
  std::optional<Policy> first;
  for (int threads : {1, 3}) {
    options.threads = threads;
    Budget budget;
    auto policy = find_policy(leaves, at, options, budget);
    ASSERT_TRUE(policy);
    EXPECT_TRUE(check_policy(leaves, *policy).empty());
    if (!first) {
      first = std::move(policy);
      continue;
    }
    for (std::size_t i = 0; i < 2; ++i)
      EXPECT_TRUE(
          check_shared({{&leaves[i], &first->plans[i]}, {&leaves[i], &policy->plans[i]}}, kEndOfTime / 2)
              .empty());
  }
}

}  // namespace
}  // namespace homeward::decide
