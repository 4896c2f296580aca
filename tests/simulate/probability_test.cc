// SPDX-License-Identifier: Apache-2.0
//
// Probabilities against known distributions, and what must not change them: threads, shards, order.
#include <gtest/gtest.h>

#include <cmath>

#include "scenario/draw.h"
#include "simulate/answer.h"
#include "simulate/disturb.h"
#include "simulate/simulate.h"
#include "simulate/worlds.h"

namespace homeward::testing {
namespace {

using namespace simulate;

Risks nothing() {
  Risks risks;
  risks.scale_percent.fill(0);
  return risks;
}

Tally played(const Planned& planned, const SimulateOptions& options) {
  Observer observer;
  return simulate_plan(planned.model, planned.plan, options, observer).take();
}

/// Five cars over two links of 20 km: 100 vehicle-km each.
Planned one_column() {
  Planned planned{"", draw_scenario("depot -30min- bridge -30min- port\n1st: depot to port"), {}};
  planned.plan = plan_of(planned.model).value();
  return planned;
}

/// A breakdown of 600 s on every second passage.
Risks every_second() {
  Risks risks = nothing();
  risks.scale_percent[static_cast<std::size_t>(RiskFamily::breakdowns)] = 100;
  risks.breakdowns_per_million_vehicle_km = 5000;
  risks.breakdown = {600, 600};
  return risks;
}

/// Within five standard deviations of a binomial share: wrong once in more than a million runs.
void expect_share(std::int64_t hits, std::int64_t of, double p) {
  EXPECT_NEAR(static_cast<double>(hits), p * static_cast<double>(of),
              5 * std::sqrt(p * (1 - p) * static_cast<double>(of)));
}

TEST(Simulate, OneColumnHasTheDistributionThatItsRisksSay) {
  Planned planned = one_column();
  SimulateOptions options;
  options.risks = every_second();
  options.replications = 20'000;
  options.threads = 2;
  Tally tally = played(planned, options);
  ASSERT_EQ(tally.closure.size(), 3u);
  expect_share(tally.closure.at(0), 20'000, 0.25);
  expect_share(tally.closure.at(600), 20'000, 0.5);
  expect_share(tally.closure.at(1200), 20'000, 0.25);
  tally.frame.deadline = tally.frame.planned_closure + 1199;
  const Simulation answer = answer_of(tally);
  expect_share(answer.out_by_deadline.hits, 20'000, 0.75);
  EXPECT_LT(answer.out_by_deadline.low_per_million, 750'000);
  EXPECT_GT(answer.out_by_deadline.high_per_million, 750'000);
  ASSERT_EQ(answer.drivers.size(), 1u);
  EXPECT_EQ(answer.drivers[0].family, RiskFamily::breakdowns);
  EXPECT_EQ(answer.drivers[0].misses_per_million, 1'000'000);
  EXPECT_EQ(answer.drivers[0].variance_per_million, 1'000'000);
}

TEST(Simulate, EverySetOfEventsHasItsProbability) {
  // Two independent families on one passage each way of happening: four sets, four delays.
  Planned planned{"", draw_scenario("depot -30min- port\n1st: depot to port"), {}};
  planned.plan = plan_of(planned.model).value();
  SimulateOptions options;
  options.risks = every_second();
  options.risks.breakdowns_per_million_vehicle_km = 3000;  // 0.3
  options.risks.scale_percent[static_cast<std::size_t>(RiskFamily::accidents)] = 100;
  options.risks.accidents_per_million_vehicle_km = 2000;  // 0.2
  options.risks.accident = {7200, 7200};
  options.replications = 20'000;
  const Tally tally = played(planned, options);
  expect_share(tally.closure.at(0), 20'000, 0.56);
  expect_share(tally.closure.at(600), 20'000, 0.24);
  expect_share(tally.closure.at(7200), 20'000, 0.14);
  expect_share(tally.closure.at(7800), 20'000, 0.06);
}

/// Two roads, each with a permission of its own that is late in half of the cases, by an hour.
TEST(Simulate, PermissionsThatAreLateTogetherHaveTheirJointProbability) {
  Planned planned{"",
                  draw_scenario("a -60min permission- p\nb -60min permission- p\n1st: a to p\n2nd: b to p\n"
                                "granted a-p: 10h to 239h\ngranted b-p: 10h to 239h"),
                  {}};
  planned.plan = plan_of(planned.model).value();
  SimulateOptions options;
  options.risks = nothing();
  options.risks.scale_percent[static_cast<std::size_t>(RiskFamily::permissions)] = 100;
  options.risks.late_permissions_permille = 500;
  options.risks.permission_late = {kHour, kHour};
  options.replications = 20'000;
  // Both in time: alone 1/4; with one draw for both 1/2; where each shares it in half of the cases, both do
  // in a quarter of them.
  for (const auto& [percent, in_time] : {std::pair{0, 0.25}, std::pair{100, 0.5}, std::pair{50, 0.3125}}) {
    options.risks.permissions_together_percent = percent;
    Tally tally = played(planned, options);
    expect_share(tally.closure[0], 20'000, in_time);
    EXPECT_EQ(tally.closure[0] + tally.closure[kHour], 20'000);
  }
}

TEST(Simulate, WithoutRisksEverybodyIsOutAsPlanned) {
  SimulateOptions options;
  options.risks = nothing();
  options.replications = 20;
  const Tally tally = played(small_example(), options);
  EXPECT_EQ(tally.closure, (DelayCounts{{0, 20}}));
  EXPECT_EQ(tally.final_closure, (DelayCounts{{0, 20}}));
  const Simulation answer = answer_of(tally);
  EXPECT_EQ(answer.out_by_deadline.per_million, 1'000'000);
  EXPECT_TRUE(answer.drivers.empty());
  EXPECT_TRUE(answer.causes.empty());
  EXPECT_EQ(answer.reserves[2].reserve_s, 0);
}

TEST(Simulate, ThreadsDoNotChangeTheTally) {
  SimulateOptions options;
  options.replications = 70;
  const Tally one = played(small_example(), options);
  options.threads = 3;
  EXPECT_EQ(played(small_example(), options), one);
  options.seed = 2;
  EXPECT_NE(played(small_example(), options), one);
}

TEST(Simulate, ShardsAddUpToTheWholeInAnyOrder) {
  SimulateOptions options;
  options.replications = 50;
  Tally whole = played(small_example(), options);
  options.shards = 3;
  std::vector<Tally> parts;
  for (options.shard = 1; options.shard <= 3; ++options.shard)
    parts.push_back(played(small_example(), options));
  Tally sum = parts[2];
  add(sum, parts[0]);
  add(sum, parts[1]);
  EXPECT_EQ(sum.shards, (std::vector<std::int64_t>{1, 2, 3}));
  sum.shards = whole.shards;
  sum.frame = whole.frame;
  EXPECT_EQ(sum, whole);
}

TEST(Simulate, MoreDisturbanceNeverHelps) {
  std::vector<const Planned*> plans{&small_example()};
  std::vector<Planned> random;
  for (std::uint64_t seed = 1; seed <= 40; ++seed)
    if (auto planned = random_plan(seed)) random.push_back(std::move(*planned));
  for (const Planned& planned : random) plans.push_back(&planned);
  for (const Planned* planned : plans) {
    const Replay replay = compiled(*planned);
    World world(replay);
    Times less(replay.event_count()), more(replay.event_count());
    for (std::size_t family = 0; family < kRiskFamilies; ++family) {
      Risks mild, harsh;
      harsh.scale_percent[family] = 400;
      const Disturber few(replay, mild, 3), many(replay, harsh, 3);
      for (std::uint64_t replication = 0; replication < 3; ++replication) {
        few.fill(replication, std::nullopt, world);
        play(replay, world, less);
        many.fill(replication, std::nullopt, world);
        play(replay, world, more);
        for (std::size_t i = 0; i < less.size(); ++i)
          ASSERT_GE(more[i], less[i]) << kRiskFamilyKeys[family] << '\n' << planned->text;
        few.fill(replication, static_cast<RiskFamily>(family), world);
        play(replay, world, more);
        for (std::size_t i = 0; i < less.size(); ++i) ASSERT_LE(more[i], less[i]) << kRiskFamilyKeys[family];
      }
    }
  }
}

TEST(Simulate, LongerDelaysNeverHelp) {
  const Replay replay = compiled(small_example());
  Risks mild, harsh;
  for (DelayRange Risks::*range :
       {&Risks::breakdown, &Risks::accident, &Risks::attack, &Risks::road_closed, &Risks::crossing_closed,
        &Risks::no_flying, &Risks::aircraft_late, &Risks::ship_late})
    (harsh.*range).most_s *= 2;
  harsh.slow_day_percent = 300;
  World world(replay);
  Times less(replay.event_count()), more(replay.event_count());
  for (std::uint64_t replication = 0; replication < 20; ++replication) {
    Disturber(replay, mild, 1).fill(replication, std::nullopt, world);
    play(replay, world, less);
    Disturber(replay, harsh, 1).fill(replication, std::nullopt, world);
    play(replay, world, more);
    for (std::size_t i = 0; i < less.size(); ++i) ASSERT_GE(more[i], less[i]);
  }
}

TEST(Simulate, ALaterDeadlineNeverLowersTheProbability) {
  SimulateOptions options;
  options.replications = 200;
  Tally tally = played(small_example(), options);
  std::int64_t last = 0;
  for (Time deadline = tally.frame.planned_closure - kDay; deadline < tally.frame.planned_closure + 20 * kDay;
       deadline += 5 * kHour) {
    tally.frame.deadline = deadline;
    const std::int64_t hits = answer_of(tally).out_by_deadline.hits;
    EXPECT_GE(hits, last);
    last = hits;
  }
  EXPECT_EQ(last, 200);
}

TEST(Simulate, CausesNameTheLinkWhereTheColumnStopped) {
  SimulateOptions options;
  options.risks = every_second();
  options.replications = 100;
  const Simulation answer = answer_of(played(one_column(), options));
  ASSERT_EQ(answer.causes.size(), 2u);
  std::int64_t sum = 0;
  for (const Cause& cause : answer.causes) {
    EXPECT_EQ(cause.what, "stopped columns");
    EXPECT_EQ(cause.added_s, 600 * cause.replications);
    sum += cause.added_s;
  }
  EXPECT_EQ(sum / 100, answer.closure.mean_delay_s);
}

TEST(Answer, PercentilesAreTheSmallestValuesThatEnoughDoNotExceed) {
  Tally tally;
  tally.frame.replications = 10;
  tally.frame.deadline = 1000;
  tally.frame.horizon = kDay;
  for (Duration delay = 1; delay <= 10; ++delay) tally.closure[delay * 100] = 1;
  tally.final_closure = tally.compared = tally.closure;
  tally.without.fill(tally.closure);
  const Simulation answer = answer_of(tally);
  EXPECT_EQ(answer.closure.at[0], 100);   // 5 %: rank 1
  EXPECT_EQ(answer.closure.at[1], 100);   // 10 %: rank 1
  EXPECT_EQ(answer.closure.at[2], 300);   // 25 %: rank 3
  EXPECT_EQ(answer.closure.at[3], 500);   // 50 %
  EXPECT_EQ(answer.closure.at[6], 900);   // 90 %
  EXPECT_EQ(answer.closure.at[7], 1000);  // 95 %: rank 10
  EXPECT_EQ(answer.closure.mean_delay_s, 550);
  EXPECT_EQ(answer.out_by_deadline.hits, 10);  // at the deadline is in time
  EXPECT_EQ(answer.reserves[1].percent, 90);
  EXPECT_EQ(answer.reserves[1].reserve_s, 900);
  EXPECT_EQ(answer.reserves[1].short_s, -100);
  EXPECT_EQ(answer.reserves[1].plan_to_close, 100);
}

TEST(Answer, IntervalsAreWilsons) {
  // Published: 0 of 10 gives 0 to 27.8 %, 5 of 10 gives 23.7 to 76.3 %, 9 of 10 gives 59.6 to 98.2 %.
  EXPECT_EQ(share_of(0, 10).low_per_million, 0);
  EXPECT_NEAR(static_cast<double>(share_of(0, 10).high_per_million), 277'533, 2);
  EXPECT_NEAR(static_cast<double>(share_of(5, 10).low_per_million), 236'593, 2);
  EXPECT_NEAR(static_cast<double>(share_of(5, 10).high_per_million), 763'407, 2);
  EXPECT_NEAR(static_cast<double>(share_of(9, 10).low_per_million), 595'850, 2);
  EXPECT_NEAR(static_cast<double>(share_of(9, 10).high_per_million), 982'124, 2);
  EXPECT_EQ(share_of(10, 10).high_per_million, 1'000'000);
}

TEST(Chances, AreExactSharesOfTheDraws) {
  EXPECT_EQ(chance_of(0, 1000, 100), 0u);
  EXPECT_EQ(chance_of(1, 2, 100), std::uint64_t{1} << 31);
  EXPECT_EQ(chance_of(1000, 1000, 100), std::uint64_t{1} << 32);
  EXPECT_EQ(chance_of(1000, 1000, 300), std::uint64_t{1} << 32);
  EXPECT_EQ(chance_of(1, 4, 50), std::uint64_t{1} << 29);
}

}  // namespace
}  // namespace homeward::testing
