// SPDX-License-Identifier: Apache-2.0
#include "decide/decide.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "check/check_certificate.h"
#include "check/check_plan.h"
#include "check/check_shared.h"
#include "check/plan_figures.h"
#include "decide/first_in_order.h"
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

/// Out of the zone there is time until 100:00; the final deadline may come sooner.
TEST(Decide, AFinalDeadlineIsLateWhereItComesLaterAndDecidesWhereItComesFirst) {
  Model drawn =
      draw_scenario("depot -60min- gate(outside) -300min- port\n1st: depot to port\n2nd: depot to port");
  drawn.deadline = drawn.start + 100 * kHour;
  for (const auto& [final_deadline, possible] :
       {std::pair{200 * kHour, 74}, std::pair{103 * kHour + 30 * kMinute, 73}}) {
    drawn.final_deadline = drawn.start + final_deadline;
    const Leaves leaves = with_condition(drawn, "2nd", 24 * kHour);
    const DecideAnswer answer = decided_in(leaves);
    const ConditionAnswer& talks = answer.conditions[0];
    ASSERT_TRUE(talks.possible_at && talks.too_late_at && talks.certificate) << final_deadline;
    EXPECT_EQ(*talks.possible_at, drawn.start + possible * kHour);
    EXPECT_EQ(*talks.too_late_at, drawn.start + (possible + 1) * kHour);
    EXPECT_TRUE(check_certificate(leaves[1], *talks.certificate).holds);
  }
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

/// A small scenario with one condition; six days and a quarter, two units, lorries at the goal and at one
/// base.
Leaves any_leaves(Rng& rng) {
  const std::int64_t cars = rng.between(5, 20);
  Model drawn = draw_scenario(fmt::format(
      "a -{}min- b(parking 300) -{}min alternating- c -{}min- d\n1st: a to d, {} people, {} "
      "cars, {} boxes\n2nd: b to d, {} people, {} cars\nlorries hauler: {} at d, {} at a\n",
      rng.between(10, 120), rng.between(10, 120), rng.between(10, 120), rng.between(cars, 4 * cars), cars,
      rng.between(0, 40), rng.between(cars, 4 * cars), cars, rng.between(5, 20), rng.between(0, 5)));
  drawn.deadline = drawn.start + 150 * kHour;
  return with_condition(drawn, "2nd", rng.between(0, 40) * kHour);
}

/// Random small scenarios: the bracket is one, both ends are verified, the held wait, and more time to the
/// deadline never makes the decision earlier.
TEST(Decide, BracketsHoldOnRandomScenarios) {
  int with_policy = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(25); ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 9);
    const Leaves leaves = any_leaves(rng);
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

/// What is still possible with less, is so with more; what is proved too late with more, is so with less.
void expect_no_better(const ConditionAnswer& less, const ConditionAnswer& more) {
  if (!more.too_late_at) return;
  if (less.possible_at) {
    EXPECT_LT(*less.possible_at, *more.too_late_at);
  }
  ASSERT_TRUE(less.too_late_at);
  EXPECT_LE(*less.too_late_at, *more.too_late_at);
}

TEST(Decide, MoreCapacityNeverMakesTheDecisionEarlierAndNoCutHelps) {
  int moved = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(20); ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 57);
    const Leaves leaves = any_leaves(rng);
    const auto lanes = static_cast<std::size_t>(rng.between(0, 2));
    const std::int64_t lorries = rng.between(1, 10);
    Window cut;
    cut.target = WindowTarget::link;
    cut.link = LinkId(static_cast<std::size_t>(rng.between(0, 2)));
    cut.once = {leaves[0].deadline - rng.between(5, 90) * kHour, leaves[0].deadline + kDay};
    Leaves more = leaves, less = leaves;
    for (Model& leaf : more) {
      ++leaf.links[LinkId(lanes)].lanes;
      leaf.fleets[FleetId(0)].stocks.front().count += lorries;
    }
    for (Model& leaf : less) leaf.windows.push_back(cut);
    const ConditionAnswer with_less = decided_in(less).conditions[0],
                          answer = decided_in(leaves).conditions[0],
                          with_more = decided_in(more).conditions[0];
    expect_no_better(with_less, answer);
    expect_no_better(answer, with_more);
    expect_no_better(with_less, with_more);
    moved += with_less.too_late_at != answer.too_late_at;
  }
  EXPECT_GT(moved, in_random_cases(3));
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

void expect_same(const Model& leaf, const Plan& a, const Plan& b) {
  EXPECT_TRUE(check_shared({{&leaf, &a}, {&leaf, &b}}, kEndOfTime / 2).empty());
}

TEST(Decide, TheSameForAnyNumberOfThreads) {
  const auto dir = std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011-small";
  Leaves leaves;
  for (const char* outcome : {"agreed", "refused"})
    leaves.push_back(read_scenario(dir, {{{"immunity_agreement", outcome}}}).take());
  std::optional<DecideAnswer> first;
  std::int64_t work = 0;
  for (int threads : {1, 2, 3}) {
    SCOPED_TRACE(threads);
    DecideOptions options;
    options.policy.threads = threads;
    options.waiting_points = 4;
    Budget budget(20'000'000, Budget::Clock::now() + std::chrono::minutes(10));
    Observer observer;
    DecideAnswer answer = decide(leaves, options, budget, observer);
    const ConditionAnswer& found = answer.conditions[0];
    ASSERT_TRUE(found.policy && found.certificate);
    EXPECT_TRUE(check_policy(leaves, *found.policy).empty());
    if (!first) {
      first = std::move(answer);
      work = budget.work();
      continue;
    }
    const ConditionAnswer& before = first->conditions[0];
    EXPECT_EQ(budget.work(), work);
    EXPECT_EQ(found.possible_at, before.possible_at);
    EXPECT_EQ(found.too_late_at, before.too_late_at);
    EXPECT_EQ(found.certificate->sentence, before.certificate->sentence);
    for (std::size_t i = 0; i < leaves.size(); ++i)
      expect_same(leaves[i], before.policy->plans[i], found.policy->plans[i]);
    ASSERT_EQ(found.waiting.size(), before.waiting.size());
    for (std::size_t i = 0; i < found.waiting.size(); ++i) {
      EXPECT_EQ(found.waiting[i].worst_closure, before.waiting[i].worst_closure);
      EXPECT_EQ(found.waiting[i].held_person_days, before.waiting[i].held_person_days);
    }
    ASSERT_EQ(answer.slack.size(), first->slack.size());
    for (std::size_t i = 0; i < answer.slack.size(); ++i)
      EXPECT_EQ(answer.slack[i].slack_s(), first->slack[i].slack_s());
  }
}

/// Where the time ends, what is known is true: proofs and policies are checked, rows are costs of policies.
TEST(Decide, WithoutTimeTheAnswerIsShorterButNotWrong) {
  const auto dir = std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011-small";
  Leaves leaves;
  for (const char* outcome : {"agreed", "refused"})
    leaves.push_back(read_scenario(dir, {{{"immunity_agreement", outcome}}}).take());
  for (const int tenths : {0, 2, 6, 15}) {
    Budget budget(Budget::kUnlimited, Budget::Clock::now() + std::chrono::milliseconds(100 * tenths));
    Observer observer;
    const ConditionAnswer found = decide(leaves, {}, budget, observer).conditions[0];
    if (found.policy) {
      EXPECT_TRUE(check_policy(leaves, *found.policy).empty());
    }
    if (found.certificate) {
      EXPECT_TRUE(check_certificate(leaves[found.too_late_leaf], *found.certificate).holds);
    }
    if (found.possible_at && found.too_late_at) {
      EXPECT_LT(*found.possible_at, *found.too_late_at);
    }
    for (std::size_t i = 1; i < found.waiting.size(); ++i)
      if (found.waiting[i].possible) {
        EXPECT_TRUE(found.waiting[i - 1].possible);
      }
  }
}

/// A column of the first unit is ordered for a certain hour, whatever the answer is.
TEST(Decide, OrdersStandInEveryPlanOfThePolicy) {
  Model drawn = draw_scenario("depot -30min- bridge -90min- port\n1st: depot to port\n2nd: depot to port");
  drawn.deadline = drawn.start + 100 * kHour;
  const Leaves leaves = with_condition(drawn, "2nd", 24 * kHour);
  Budget budget;
  const auto free = find_policy(leaves, DecisionTimes(1, drawn.start + 50 * kHour), {}, budget);
  ASSERT_TRUE(free);
  Plan orders;
  for (Column column : free->plans[0].columns) {
    for (Stop& stop : column.stops) stop.arrive += 60 * kHour, stop.depart += 60 * kHour;
    column.number = "01-USV-01";
    orders.columns.push_back(std::move(column));
  }
  ASSERT_EQ(orders.columns.size(), 1u) << "who leaves in both outcomes";
  EXPECT_FALSE(check_policy(leaves, *free, &orders).empty()) << "it went at once";
  PolicyOptions options;
  options.orders = &orders;
  // Ordered before the answer and after it.
  for (const Duration told : {20 * kHour, 59 * kHour, 70 * kHour}) {
    const auto policy = find_policy(leaves, DecisionTimes(1, drawn.start + told), options, budget);
    ASSERT_TRUE(policy) << told;
    EXPECT_TRUE(check_policy(leaves, *policy, &orders).empty());
  }
}

TEST(FirstInOrder, TakesTheLowestThatSucceedsWhateverTheThreadsDo) {
  for (int threads : {1, 2, 4, 9})
    for (std::size_t lowest : {0u, 3u, 7u, 8u}) {
      Budget whole;
      const auto found = first_in_order(8, threads, whole, [&](std::size_t i, Budget& part) {
        part.spend(1);
        for (int wait = 0; i < lowest && wait < 40; ++wait) std::this_thread::yield();
        return i >= lowest ? std::optional(i) : std::nullopt;
      });
      EXPECT_EQ(found, lowest < 8 ? std::optional(lowest) : std::nullopt);
      EXPECT_EQ(whole.work(), static_cast<std::int64_t>(std::min<std::size_t>(lowest + 1, 8)));
    }
}

TEST(FirstInOrder, EndsWithTheWholeBudget) {
  Budget whole;
  const auto found = first_in_order(4, 2, whole, [&](std::size_t, Budget& part) -> std::optional<int> {
    whole.cancel();
    EXPECT_TRUE(part.interrupted());
    return std::nullopt;
  });
  EXPECT_FALSE(found);
}

}  // namespace
}  // namespace homeward::decide
