// SPDX-License-Identifier: Apache-2.0
//
// Few columns: groups put back together against enumeration, and plans of few columns pair by pair.
#include "planner/many/group_search.h"

#include <gtest/gtest.h>

#include <numeric>

#include "planner/many/few_columns.h"
#include "planner/many/first_plan.h"
#include "planner/many/large_search.h"
#include "planner/small_traffic.h"
#include "random_cases.h"

namespace homeward::many {
namespace {

std::string text_of(const Routes& routes) {
  std::string text;
  for (const Route& route : routes)
    for (const RouteStop& stop : route.stops)
      text += "," + std::to_string(stop.place.index()) + "@" + std::to_string(stop.depart);
  return text;
}

/// A few columns that all find a way one after the other.
struct Case {
  explicit Case(Traffic drawn) : traffic{std::move(drawn)}, roads(traffic), workshop(roads) {
    Budget budget;
    plan = first_plan(roads, workshop, budget);
  }
  Traffic traffic;
  Roads roads;
  Workshop workshop;
  FirstPlan plan;
};

TEST(GroupSearch, EqualsTryingAllWaysOfAllColumns) {
  int better = 0;
  int worse_than_optimum = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(1'500); ++seed) {
    Rng rng(seed, 41);
    Case one(random_traffic(rng, {4 + rng.below(2), 2 + rng.below(2), 3, 5}));
    ASSERT_EQ(one.plan.missing, 0U) << "seed " << seed;
    const std::int64_t known = total_flow(one.traffic, one.plan.routes);
    const std::int64_t best = best_by_trying_all(one.traffic, known);
    std::vector<std::uint32_t> columns(one.traffic.columns.size());
    std::iota(columns.begin(), columns.end(), 0U);
    Workshop empty(one.roads);
    GroupSearch search(one.roads);
    const GroupWays ways = search.cheapest(empty, columns, {known, 1'000'000, 0});
    ASSERT_TRUE(ways.proved) << "seed " << seed;
    ASSERT_GE(ways.routes.empty() ? known : ways.flow, best) << "seed " << seed;
    better += best < known;
    worse_than_optimum += ways.routes.empty() || ways.flow > best;
    if (ways.routes.empty()) continue;
    EXPECT_EQ(total_flow(one.traffic, ways.routes), ways.flow) << "seed " << seed;
    expect_valid(one.traffic, ways.routes, seed);
  }
  EXPECT_GT(better, in_random_cases(100));
  // A way may need a place that the label at another place came by first (mathematics-many.md, 2.2).
  EXPECT_LE(worse_than_optimum, 0);
}

TEST(GroupSearch, PutsColumnsBackBetweenOthersAndLeavesTheTimetableAsItWas) {
  int found = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(200); ++seed) {
    Rng rng(seed, 42);
    Case one(random_traffic(rng, {6 + rng.below(10), 6 + rng.below(10), 9, 12}));
    ASSERT_EQ(one.plan.missing, 0U) << "seed " << seed;
    std::vector<std::uint32_t> columns(one.traffic.columns.size());
    std::iota(columns.begin(), columns.end(), 0U);
    rng.shuffle(std::span(columns));
    columns.resize(2 + rng.below(4));
    std::int64_t had = 0;
    for (const std::uint32_t column : columns) {
      one.workshop.take_out(column, one.plan.routes[column]);
      had += flow_of(one.traffic.columns[column], one.plan.routes[column]);
    }
    GroupSearch search(one.roads);
    const GroupWays ways = search.cheapest(one.workshop, columns, {had, 30'000, 0});
    if (ways.routes.empty()) {
      EXPECT_FALSE(ways.proved) << "seed " << seed << ": the ways it had are cheap enough";
    } else {
      ++found;
      EXPECT_LE(ways.flow, had) << "seed " << seed;
      Routes routes = one.plan.routes;
      for (std::size_t i = 0; i < columns.size(); ++i) routes[columns[i]] = ways.routes[i];
      expect_valid(one.traffic, routes, seed);
    }
    for (const std::uint32_t column : columns) {
      EXPECT_TRUE(one.workshop.fits(column, one.plan.routes[column])) << "seed " << seed;
      one.workshop.put_in(column, one.plan.routes[column]);
    }
  }
  EXPECT_GT(found, in_random_cases(150));
}

TEST(GroupSearch, SaysSoWhenItsWorkIsUsedUp) {
  int cut_short = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Rng rng(seed, 43);
    const Case one(random_traffic(rng, {12, 9, 9, 12}));
    std::vector<std::uint32_t> columns(one.traffic.columns.size());
    std::iota(columns.begin(), columns.end(), 0U);
    Workshop empty(one.roads);
    GroupSearch search(one.roads);
    const GroupWays ways =
        search.cheapest(empty, columns, {total_flow(one.traffic, one.plan.routes) - 1, 200, 0});
    cut_short += ways.routes.empty() && !ways.proved;
    EXPECT_LT(empty.work() + search.work(), 20'000) << "seed " << seed;
  }
  EXPECT_GT(cut_short, 0);
}

TEST(FewColumns, KeepEveryRuleAndGetNoWorse) {
  int better = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(60); ++seed) {
    Rng rng(seed, 44);
    Case one(random_traffic(rng, {6 + rng.below(12), 4 + rng.below(16), 9, 12}));
    ASSERT_EQ(one.plan.missing, 0U) << "seed " << seed;
    const std::vector<Duration> shortest = shortest_of(one.roads, one.workshop);
    const std::int64_t before = total_flow(one.traffic, one.plan.routes);
    ImproveOptions options;
    options.restart_work = 2'000;
    Budget budget(60'000, Budget::Clock::time_point::max());
    ASSERT_TRUE(are_few(one.plan.routes, options, budget));
    improve_few(one.roads, shortest, options, budget, one.plan.routes);
    expect_valid(one.traffic, one.plan.routes, seed);
    EXPECT_LE(total_flow(one.traffic, one.plan.routes), before) << "seed " << seed;
    better += total_flow(one.traffic, one.plan.routes) < before;
  }
  EXPECT_GT(better, in_random_cases(10));
}

TEST(FewColumns, AreTheSameOnAnyNumberOfThreads) {
  for (const std::uint64_t seed : {1, 2, 3}) {
    std::vector<std::string> plans;
    for (const int threads : {1, 2, 3}) {
      Rng rng(seed, 45);
      Case one(random_traffic(rng, {20, 17, 9, 12}));
      ImproveOptions options;
      options.threads = threads;
      options.restart_work = 5'000;
      Budget budget(300'000, Budget::Clock::time_point::max());
      improve_few(one.roads, shortest_of(one.roads, one.workshop), options, budget, one.plan.routes);
      plans.push_back(std::to_string(budget.work()) + text_of(one.plan.routes));
    }
    EXPECT_EQ(plans[0], plans[1]);
    EXPECT_EQ(plans[0], plans[2]);
  }
}

TEST(LargeSearch, PutsGroupsBackTogetherOnlyWhereThatIsBetterAndMostlyEndsWhenNoneIsLeft) {
  int better = 0;
  int ended_early = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(60); ++seed) {
    Rng rng(seed, 46);
    Case one(random_traffic(rng, {6 + rng.below(8), 4 + rng.below(8), 9, 12}));
    const std::vector<Duration> shortest = shortest_of(one.roads, one.workshop);
    const std::int64_t before = total_flow(one.traffic, one.plan.routes);
    const std::string unchanged = text_of(one.plan.routes);
    Budget budget(2'000'000, Budget::Clock::time_point::max());
    const ImproveOptions options;
    const ImproveReport report =
        LargeSearch(one.roads, shortest, options, Repair::together, one.plan.routes).run(budget);
    ended_early += budget.work() < budget.work_limit();
    expect_valid(one.traffic, one.plan.routes, seed);
    const std::int64_t after = total_flow(one.traffic, one.plan.routes);
    EXPECT_EQ(report.accepted > 0, after < before) << "seed " << seed;
    EXPECT_EQ(report.accepted == 0, text_of(one.plan.routes) == unchanged) << "seed " << seed;
    better += after < before;
  }
  EXPECT_GT(better, in_random_cases(10));
  EXPECT_GT(ended_early, in_random_cases(50));
}

}  // namespace
}  // namespace homeward::many
