// SPDX-License-Identifier: Apache-2.0
//
// Many columns on random road networks: plans against the rules pair by pair, bounds against enumeration.
#include <gtest/gtest.h>

#include <functional>

#include "planner/many/first_plan.h"
#include "planner/many/flow_bound.h"
#include "planner/many/improve.h"
#include "planner/small_traffic.h"
#include "random_cases.h"

namespace homeward::many {
namespace {

TEST(ManyColumns, PlansOnRandomNetworksKeepEveryRule) {
  for (std::uint64_t seed = 1; seed <= random_cases(150); ++seed) {
    Rng rng(seed);
    const Traffic traffic = random_traffic(rng, {5 + rng.below(20), 2 + rng.below(40), 9, 12});
    const Roads roads(traffic);
    Workshop workshop(roads);
    Budget budget;
    FirstPlan plan = first_plan(roads, workshop, budget);
    ASSERT_EQ(plan.missing, 0U) << "seed " << seed;
    expect_valid(traffic, plan.routes, seed);
    const std::vector<Duration> shortest = shortest_of(roads, workshop);
    const std::int64_t before = total_flow(traffic, plan.routes);
    Budget more(40'000, Budget::Clock::time_point::max());
    improve(roads, shortest, {}, more, plan.routes);
    expect_valid(traffic, plan.routes, seed);
    EXPECT_LE(total_flow(traffic, plan.routes), before);
    EXPECT_GE(total_flow(traffic, plan.routes), flow_bound(roads, shortest).value) << "seed " << seed;
  }
}

TEST(ManyColumns, AreTheSameOnAnyNumberOfThreads) {
  Rng rng(7);
  const Traffic traffic = random_traffic(rng, {30, 60, 9, 12});
  const Roads roads(traffic);
  std::vector<std::string> plans;
  for (const int threads : {1, 2, 3}) {
    Workshop workshop(roads);
    Budget budget;
    Routes routes = first_plan(roads, workshop, budget).routes;
    ImproveOptions options;
    options.threads = threads;
    Budget more(400'000, Budget::Clock::time_point::max());
    const ImproveReport report = improve(roads, shortest_of(roads, workshop), options, more, routes);
    EXPECT_GT(report.accepted, 0);
    std::string text = std::to_string(more.work());
    for (const Route& route : routes)
      for (const RouteStop& stop : route.stops)
        text += "," + std::to_string(stop.place.index()) + "@" + std::to_string(stop.depart);
    plans.push_back(text);
  }
  EXPECT_EQ(plans[0], plans[1]);
  EXPECT_EQ(plans[0], plans[2]);
}

TEST(FlowBound, IsNeverAboveTheOptimumOfSmallScenarios) {
  int tight = 0;
  int above_shortest = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(2'000); ++seed) {
    Rng rng(seed, 3);
    const Traffic traffic = random_traffic(rng, {4 + rng.below(2), 2 + rng.below(2), 3, 4});
    const Roads roads(traffic);
    Workshop workshop(roads);
    Budget budget;
    FirstPlan plan = first_plan(roads, workshop, budget);
    ASSERT_EQ(plan.missing, 0U) << "seed " << seed;
    const std::vector<Duration> shortest = shortest_of(roads, workshop);
    Budget more(3'000, Budget::Clock::time_point::max());
    improve(roads, shortest, {}, more, plan.routes);
    const std::int64_t best = best_by_trying_all(traffic, total_flow(traffic, plan.routes));
    const FlowBound bound = flow_bound(roads, shortest);
    ASSERT_LE(bound.value, best) << "seed " << seed;
    tight += bound.value == best;
    above_shortest += bound.value > bound.shortest_ways;
  }
  EXPECT_GT(tight, in_random_cases(500));
  EXPECT_GT(above_shortest, in_random_cases(20));
}

TEST(FlowBound, IsNeverAboveTheOptimumOfSmallExitTraffic) {
  int above_shortest = 0;
  int tight = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(2'000); ++seed) {
    Rng rng(seed, 16);
    const Traffic traffic = random_exit_traffic(rng, {4 + rng.below(2), 3 + rng.below(2), 3, 5});
    const Roads roads(traffic);
    Workshop workshop(roads);
    Budget budget;
    FirstPlan plan = first_plan(roads, workshop, budget);
    ASSERT_EQ(plan.missing, 0U) << "seed " << seed;
    const std::vector<Duration> shortest = shortest_of(roads, workshop);
    Budget more(2'000, Budget::Clock::time_point::max());
    improve(roads, shortest, {}, more, plan.routes);
    const std::int64_t best = best_by_trying_all(traffic, total_flow(traffic, plan.routes));
    const FlowBound bound = flow_bound(roads, shortest);
    ASSERT_LE(bound.value, best) << "seed " << seed;
    above_shortest += bound.value > bound.shortest_ways;
    tight += bound.value > bound.shortest_ways && bound.value == best;
  }
  EXPECT_GT(above_shortest, in_random_cases(400));
  EXPECT_GT(tight, in_random_cases(100));
}

TEST(SharedLinks, ProveNoMoreThanTheOptimumOfSmallScenarios) {
  int above_shortest = 0;
  int tight = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(1'500); ++seed) {
    Rng rng(seed, 13);
    Traffic traffic = random_traffic(rng, {4 + rng.below(2), 2 + rng.below(2), 3, 5});
    traffic.goals = {{PlaceId(0)}, {PlaceId(1)}, {PlaceId(traffic.model.places.size() - 1)}};
    for (Traveller& column : traffic.columns) column.goals = static_cast<std::uint32_t>(rng.below(3));
    for (Link& link : traffic.model.links)
      if (link.use == LinkUse::two_way) link.use = LinkUse::alternating;
    const Roads roads(traffic);
    Workshop workshop(roads);
    Budget budget;
    FirstPlan plan = first_plan(roads, workshop, budget);
    ASSERT_EQ(plan.missing, 0U) << "seed " << seed;
    const std::vector<Duration> shortest = shortest_of(roads, workshop);
    Budget more(3'000, Budget::Clock::time_point::max());
    improve(roads, shortest, {}, more, plan.routes);
    const std::int64_t best = best_by_trying_all(traffic, total_flow(traffic, plan.routes));
    const FlowBound bound = flow_bound(roads, shortest);
    ASSERT_LE(bound.value, best) << "seed " << seed;
    above_shortest += bound.value > bound.shortest_ways;
    tight += bound.value > bound.shortest_ways && bound.value == best;
  }
  EXPECT_GT(above_shortest, in_random_cases(100));
  EXPECT_GT(tight, in_random_cases(20));
}

/// Jobs on lanes that open at different times: every assignment and order.
void try_all(std::vector<Time>& free, const std::vector<Duration>& work, std::vector<char>& done,
             std::int64_t sum, const std::function<void(std::int64_t)>& report,
             std::vector<std::pair<Time, Duration>>& starts) {
  bool any = false;
  for (std::size_t job = 0; job < work.size(); ++job) {
    if (done[job]) continue;
    any = true;
    for (std::size_t lane = 0; lane < free.size(); ++lane) {
      const Time start = free[lane];
      done[job] = 1;
      free[lane] += work[job];
      starts.emplace_back(start, work[job]);
      try_all(free, work, done, sum + start, report, starts);
      starts.pop_back();
      free[lane] = start;
      done[job] = 0;
    }
  }
  if (!any) report(sum);
}

TEST(LaneMachine, IsExactForTheSumAndNeverCountsTooFewThrough) {
  int tight = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Rng rng(seed, 4);
    std::vector<Time> opens;
    std::vector<Duration> work;
    for (std::uint64_t i = 0, lanes = 1 + rng.below(3); i < lanes; ++i) opens.push_back(rng.between(0, 9));
    for (std::uint64_t i = 0, jobs = 1 + rng.below(4); i < jobs; ++i) work.push_back(rng.between(1, 6));
    const LaneMachine machine(opens, work);
    std::int64_t least = kEndOfTime;
    std::vector<char> done(work.size(), 0);
    std::vector<std::pair<Time, Duration>> starts;
    std::vector<std::int64_t> most(40, 0);
    try_all(
        opens, work, done, 0,
        [&](std::int64_t sum) {
          least = std::min(least, sum);
          for (std::size_t t = 0; t < most.size(); ++t) {
            std::int64_t shares = 0;  // rounded down one by one: never more than the truth
            for (const auto& [start, work_s] : starts)
              shares += std::clamp<Time>(static_cast<Time>(t) - start, 0, work_s) * kShareUnit / work_s;
            most[t] = std::max(most[t], shares);
          }
        },
        starts);
    EXPECT_EQ(machine.least_sum(), least) << "seed " << seed;
    for (std::size_t t = 0; t < most.size(); ++t) {
      ASSERT_GE(machine.shares_at(static_cast<Time>(t)), most[t]) << "seed " << seed << " at " << t;
      tight += most[t] > 0 && machine.shares_at(static_cast<Time>(t)) <= most[t] + 4;
    }
  }
  EXPECT_GT(tight, 1'000);
}

}  // namespace
}  // namespace homeward::many
