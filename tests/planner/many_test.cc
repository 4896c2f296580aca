// SPDX-License-Identifier: Apache-2.0
//
// Many columns on random road networks: plans against the rules pair by pair, bounds against enumeration.
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "base/random.h"
#include "planner/many/first_plan.h"
#include "planner/many/flow_bound.h"
#include "planner/many/flow_patterns.h"
#include "planner/many/improve.h"
#include "planner/many/paced_dispatch.h"
#include "planner/small_traffic.h"

namespace homeward::many {
namespace {

/// Many columns from all places to two goals; nobody halts on the way.
Traffic random_exit_traffic(Rng& rng, const SmallSize& size) {
  Traffic traffic = random_traffic(rng, size);
  traffic.halting = Halting::nowhere;
  traffic.goals = {{PlaceId(0), PlaceId(1)}};
  for (Traveller& column : traffic.columns) column.goals = 0;
  return traffic;
}

TEST(ManyColumns, PlansOnRandomNetworksKeepEveryRule) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
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

TEST(PacedDispatch, KeepsEveryRuleAndNeverMakesAPlanWorse) {
  int better = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Rng rng(seed, 11);
    const Traffic traffic = random_exit_traffic(rng, {5 + rng.below(15), 60 + rng.below(100), 9, 12});
    const Roads roads(traffic);
    Workshop workshop(roads);
    Budget budget;
    Routes routes = first_plan(roads, workshop, budget).routes;
    const std::int64_t before = total_flow(traffic, routes);
    dispatch_at_pace(roads, routes, budget);
    expect_valid(traffic, routes, seed);
    EXPECT_LE(total_flow(traffic, routes), before);
    EXPECT_GE(total_flow(traffic, routes), flow_bound(roads, shortest_of(roads, workshop)).value);
    better += total_flow(traffic, routes) < before;
    Budget none(0, Budget::Clock::time_point::max());
    Routes kept = routes;
    dispatch_at_pace(roads, kept, none);
    EXPECT_EQ(total_flow(traffic, kept), total_flow(traffic, routes));
  }
  EXPECT_GT(better, 5);
}

TEST(FlowPatterns, AddUpToTheFlowAndNeverShareALane) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Rng rng(seed, 12);
    const Traffic traffic = random_exit_traffic(rng, {5 + rng.below(15), 30, 9, 12});
    const Roads roads(traffic);
    const GroupFigures figures = figures_of(roads, 0);
    TimedCut cut(roads, traffic.goals[0], figures.head_and_tail);
    const Interval span{200, 200 + rng.between(1, 300)};
    cut.find(figures.supplies, span);
    const std::vector<FlowWay> ways = cut.take_ways();
    std::map<PlaceId, std::int64_t> from;
    IdVector<ArcId, std::int64_t> on(roads.graph().arc_count(), 0);
    for (const FlowWay& way : ways) {
      from[way.from] += way.work_s;
      for (const ArcId arc : way.arcs) on[arc] += way.work_s;
    }
    Duration length = 0;
    for (const FlowPattern& pattern : cut_into_patterns(roads.graph(), ways, span.end - span.begin)) {
      EXPECT_GT(pattern.length_s, 0);
      length += pattern.length_s;
      IdVector<ArcId, int> streams(roads.graph().arc_count(), 0);
      for (const FlowWay& way : pattern.ways) {
        PlaceId here = way.from;
        for (const ArcId arc : way.arcs) {
          EXPECT_EQ(roads.graph().from(arc), here);
          here = roads.graph().to(arc);
          on[arc] -= pattern.length_s;
          EXPECT_EQ(++streams[arc], 1) << "seed " << seed;
        }
        EXPECT_TRUE(here == PlaceId(0) || here == PlaceId(1));
        from[way.from] -= pattern.length_s;
      }
    }
    EXPECT_EQ(length, span.end - span.begin);
    for (const auto& [place, left] : from) EXPECT_EQ(left, 0) << "seed " << seed;
    for (const std::int64_t left : on) EXPECT_GE(left, 0) << "seed " << seed;
  }
}

TEST(FlowBound, IsNeverAboveTheOptimumOfSmallScenarios) {
  int tight = 0;
  int above_shortest = 0;
  for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
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
  EXPECT_GT(tight, 500);
  EXPECT_GT(above_shortest, 20);
}

TEST(SharedLinks, ProveNoMoreThanTheOptimumOfSmallScenarios) {
  int above_shortest = 0;
  int tight = 0;
  for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
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
  EXPECT_GT(above_shortest, 100);
  EXPECT_GT(tight, 20);
}

/// Jobs on lanes that open at different times: every assignment and order.
void try_all(std::vector<Time>& free, const std::vector<Duration>& work, std::vector<char>& done,
             std::int64_t sum, const std::function<void(std::int64_t)>& report, std::vector<Time>& starts) {
  bool any = false;
  for (std::size_t job = 0; job < work.size(); ++job) {
    if (done[job]) continue;
    any = true;
    for (std::size_t lane = 0; lane < free.size(); ++lane) {
      const Time start = free[lane];
      done[job] = 1;
      free[lane] += work[job];
      starts.push_back(start);
      try_all(free, work, done, sum + start, report, starts);
      starts.pop_back();
      free[lane] = start;
      done[job] = 0;
    }
  }
  if (!any) report(sum);
}

TEST(LaneMachine, IsExactForTheSumAndNeverCountsTooManyLeft) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Rng rng(seed, 4);
    std::vector<Time> opens;
    std::vector<Duration> work;
    for (std::uint64_t i = 0, lanes = 1 + rng.below(3); i < lanes; ++i) opens.push_back(rng.between(0, 9));
    for (std::uint64_t i = 0, jobs = 1 + rng.below(4); i < jobs; ++i) work.push_back(rng.between(1, 6));
    const LaneMachine machine(opens, work);
    std::int64_t least = kEndOfTime;
    std::vector<char> done(work.size(), 0);
    std::vector<Time> starts;
    std::vector<std::int64_t> fewest_left(40, 100);
    try_all(
        opens, work, done, 0,
        [&](std::int64_t sum) {
          least = std::min(least, sum);
          for (std::size_t t = 0; t < fewest_left.size(); ++t)
            fewest_left[t] = std::min<std::int64_t>(
                fewest_left[t], std::count_if(starts.begin(), starts.end(),
                                              [&](Time start) { return start > static_cast<Time>(t); }));
        },
        starts);
    EXPECT_EQ(machine.least_sum(), least) << "seed " << seed;
    for (std::size_t t = 0; t < fewest_left.size(); ++t)
      ASSERT_LE(machine.left_at(static_cast<Time>(t)), fewest_left[t]) << "seed " << seed << " at " << t;
  }
}

}  // namespace
}  // namespace homeward::many
