// SPDX-License-Identifier: Apache-2.0
//
// How many people are still in the zone: the plan's own curve when nothing goes wrong, and what a count of
// every replayed plan by the checker gives when something does.
#include <gtest/gtest.h>

#include <algorithm>

#include "check/plan_figures.h"
#include "model/force_level_category.h"
#include "random_cases.h"
#include "scenario/draw.h"
#include "simulate/answer.h"
#include "simulate/disturb.h"
#include "simulate/force_level.h"
#include "simulate/replayed_plan.h"
#include "simulate/simulate.h"
#include "simulate/worlds.h"

namespace homeward::testing {
namespace {

using namespace simulate;

Tally played(const Planned& planned, std::int64_t replications, int threads = 1) {
  SimulateOptions options;
  options.replications = replications;
  options.threads = threads;
  Observer observer;
  return simulate_plan(planned.model, planned.plan, options, observer).take();
}

std::int64_t checkers_count(const Model& model, const std::vector<ForceLevel>& levels, Time at) {
  std::int64_t people = levels.front().people;
  EXPECT_LE(levels.front().from, model.start);
  for (const ForceLevel& level : levels)
    if (level.from <= at) people = level.people;
  return people;
}

/// At each of these moments, in this plan, by the checker.
std::vector<std::int64_t> checkers_counts(const Model& model, const Plan& plan, const std::vector<Time>& at) {
  const PlanFigures figures = plan_figures(model, plan);
  std::vector<std::int64_t> counts;
  for (const Time t : at)
    counts.push_back(checkers_count(model, figures.force_level[force_level_category(model)], t));
  return counts;
}

void expect_the_plans_curve(const Planned& planned) {
  const Replay replay = compiled(planned);
  const ForceLevelCount& count = replay.force_level;
  ASSERT_FALSE(count.at.empty());
  EXPECT_EQ(planned_people(replay), checkers_counts(planned.model, planned.plan, count.at)) << planned.text;
  Times times(replay.event_count());
  play(replay, World(replay), times);
  std::vector<std::int64_t> people;
  count_people(count, times, people);
  EXPECT_EQ(people, planned_people(replay)) << planned.text;
}

/// Crews of all fleets count with the force, so that people come into the zone, too.
Planned with_crews(Planned planned) {
  for (Fleet& fleet : planned.model.fleets) fleet.crew_category = force_level_category(planned.model);
  return planned;
}

TEST(ForceLevel, WithoutDisturbancesIsThePlansCurve) {
  std::int64_t played = 0, entering = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(100); ++seed) {
    SCOPED_TRACE(seed);
    const auto planned = random_plan(seed);
    if (!planned) continue;
    ++played;
    expect_the_plans_curve(*planned);
    const Planned crews = with_crews(*planned);
    expect_the_plans_curve(crews);
    const Replay replay = compiled(crews);
    for (const ZoneCrossing& crossing : replay.force_level.crossings) entering += crossing.people > 0 ? 1 : 0;
  }
  EXPECT_GE(played, in_random_cases(20));
  EXPECT_GT(entering, 0);
}

TEST(ForceLevel, OfTheSmallExampleIsThePlansCurve) {
  expect_the_plans_curve(small_example());
  expect_the_plans_curve(with_crews(small_example()));
}

/// Each moment of the plan and the second before it, not only noon.
TEST(ForceLevel, IsThePlansAtEveryMomentAtWhichSomethingHappens) {
  for (const Planned& planned : {small_example(), with_crews(small_example())}) {
    Replay replay = compiled(planned);
    const PlanFigures figures = plan_figures(planned.model, planned.plan);
    ForceLevelCount& count = replay.force_level;
    const std::int64_t first = count.before.front();
    ASSERT_EQ(count.before, std::vector<std::int64_t>(count.at.size(), first));
    count.at.clear();
    for (const ForceLevel& level : figures.force_level[force_level_category(planned.model)])
      for (const Time t : {level.from - 1, level.from})
        if (t >= planned.model.start && (count.at.empty() || count.at.back() < t)) count.at.push_back(t);
    ASSERT_GT(count.at.size(), 40u);
    count.before.assign(count.at.size(), first);
    EXPECT_EQ(planned_people(replay), checkers_counts(planned.model, planned.plan, count.at));
  }
}

TEST(ForceLevel, CrewsThatComeLaterCountFromThen) {
  Planned planned{
      "", draw_scenario("depot -30min- port(outside)\n1st: depot to port\nlorries late: 3 at depot"), {}};
  planned = with_crews(planned);
  for (Fleet& fleet : planned.model.fleets)
    for (Fleet::Stock& stock : fleet.stocks) stock.from = 3 * kDay + kDay / 2 - 15 * kMinute;
  planned.plan = plan_of(planned.model).value();
  expect_the_plans_curve(planned);
  const ForceLevelTally tally = played(planned, 1).force_level;
  EXPECT_EQ(tally.days[2].planned, 0);
  EXPECT_EQ(tally.days[3].planned, 3);  // a quarter of an hour after they came, half an hour from the border
  EXPECT_EQ(tally.days[4].planned, 0);
}

TEST(ForceLevel, EveryDayCountsEveryReplication) {
  const Tally tally = played(small_example(), 70, 3);
  ASSERT_FALSE(tally.force_level.days.empty());
  for (const ForceLevelDay& day : tally.force_level.days) EXPECT_EQ(count_of(day.people), 70);
  EXPECT_EQ(tally.force_level, played(small_example(), 70).force_level);
}

TEST(ForceLevel, PercentilesAreThoseOfACountOfEveryReplayedPlan) {
  constexpr std::int64_t kReplications = 30;
  const Planned planned = with_crews(small_example());
  const Replay replay = compiled(planned);
  const Disturber disturber(replay, Risks{}, 1);
  World world(replay);
  Times times(replay.event_count());
  std::vector<std::vector<std::int64_t>> by_day(replay.force_level.at.size());
  for (std::int64_t i = 0; i < kReplications; ++i) {
    disturber.fill(static_cast<std::uint64_t>(i), std::nullopt, world);
    play(replay, world, times);
    const auto counts =
        checkers_counts(planned.model, replayed_plan(planned.plan, replay, times), replay.force_level.at);
    for (std::size_t day = 0; day < counts.size(); ++day) by_day[day].push_back(counts[day]);
  }
  const Simulation answer = answer_of(played(planned, kReplications));
  ASSERT_FALSE(answer.force_level.empty());
  std::int64_t spread = 0;
  for (std::size_t day = 0; day < answer.force_level.size(); ++day) {
    std::sort(by_day[day].begin(), by_day[day].end());
    for (std::size_t p = 0; p < kForceLevelPercentiles.size(); ++p) {
      const std::int64_t rank = divide_up(kReplications * kForceLevelPercentiles[p], 100);
      EXPECT_EQ(answer.force_level[day].people[p], by_day[day][static_cast<std::size_t>(rank - 1)]) << day;
    }
    spread += by_day[day].back() - by_day[day].front();
  }
  EXPECT_GT(spread, 0);
  for (std::size_t day = answer.force_level.size(); day < by_day.size(); ++day)
    EXPECT_EQ(by_day[day].front(), by_day[day].back()) << "a day that is not told";
}

/// Where people only leave; crews that come in late are fewer for a while.
TEST(ForceLevel, MoreDisturbanceNeverLeavesFewerPeople) {
  const Replay replay = compiled(small_example());
  for (const ZoneCrossing& crossing : replay.force_level.crossings) ASSERT_LT(crossing.people, 0);
  World world(replay);
  Times times(replay.event_count());
  std::vector<std::int64_t> less, more;
  std::int64_t stayed = 0;
  for (std::size_t family = 0; family < kRiskFamilies; ++family) {
    Risks mild, harsh;
    harsh.scale_percent[family] = 400;
    for (std::uint64_t replication = 0; replication < 5; ++replication) {
      Disturber(replay, mild, 3).fill(replication, std::nullopt, world);
      play(replay, world, times);
      count_people(replay.force_level, times, less);
      Disturber(replay, harsh, 3).fill(replication, std::nullopt, world);
      play(replay, world, times);
      count_people(replay.force_level, times, more);
      for (std::size_t i = 0; i < less.size(); ++i) ASSERT_GE(more[i], less[i]) << kRiskFamilyKeys[family];
      for (std::size_t i = 0; i < less.size(); ++i) stayed += more[i] - less[i];
    }
  }
  EXPECT_GT(stayed, 0);
}

TEST(ForceLevel, HistoryStandsBesideItsLocalDay) {
  Planned planned{"", draw_scenario("depot -30min- port(outside)\n1st: depot to port"), {}};
  planned.model.clock = {{kStartOfTime, 3 * kHour}};
  planned.model.start = 12 * kHour;  // 15:00 local: after the first noon
  for (Unit& unit : planned.model.units) unit.ready = planned.model.start;
  const auto add = [&](const char* series, Time at, std::int64_t people) {
    planned.model.history.push_back({series, at, people, "", {}});
  };
  add("actual", -3 * kHour + kDay, 7);              // 00:00 of the second day
  add("actual", -3 * kHour + 3 * kDay - 1, 4);      // the last second of the third
  add("actual", -3 * kHour + 3 * kDay - kHour, 5);  // earlier on the same day
  add("strength", -3 * kHour + 4 * kDay, 99);
  add("actual", -3 * kHour - 1, 50);  // before the day of the start
  planned.plan = plan_of(planned.model).value();
  const Tally tally = played(planned, 1);
  const auto& days = tally.force_level.days;
  EXPECT_EQ(days[0].at, planned.model.start);
  EXPECT_EQ(days[1].at, kDay + 9 * kHour);  // 12:00 local
  EXPECT_EQ(days[0].actual, std::nullopt);
  EXPECT_EQ(days[1].actual, 7);
  EXPECT_EQ(days[2].actual, 4);
  EXPECT_EQ(days[4].actual, std::nullopt);
  EXPECT_EQ(answer_of(tally).force_level.size(), 3u);  // everybody is out on the first day; history goes on
}

}  // namespace
}  // namespace homeward::testing
