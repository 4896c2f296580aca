// SPDX-License-Identifier: Apache-2.0
//
// Many columns that leave by a few exits: the board of lanes against the timetable, plans against the rules,
// shares against enumeration.
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "planner/many/batch_search.h"
#include "planner/many/cut_shares.h"
#include "planner/many/exit_plan.h"
#include "planner/many/exit_search.h"
#include "planner/many/first_plan.h"
#include "planner/many/flow_bound.h"
#include "planner/many/flow_patterns.h"
#include "planner/many/paced_dispatch.h"
#include "planner/small_traffic.h"
#include "random_cases.h"

namespace homeward::many {
namespace {

TEST(PacedDispatch, KeepsEveryRuleAndNeverMakesAPlanWorse) {
  int better = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(60); ++seed) {
    Rng rng(seed, 11);
    const Traffic traffic = random_exit_traffic(rng, {5 + rng.below(15), 60 + rng.below(100), 9, 12});
    const Roads roads(traffic);
    Workshop workshop(roads);
    Budget budget;
    Routes routes = first_plan(roads, workshop, budget).routes;
    const std::int64_t before = total_flow(traffic, routes);
    CutProgramme programme(roads, 0);
    ASSERT_TRUE(programme.solve(budget)) << "seed " << seed;
    dispatch_at_pace(roads, programme, Budget::kUnlimited, routes, budget);
    expect_valid(traffic, routes, seed);
    EXPECT_LE(total_flow(traffic, routes), before);
    EXPECT_GE(total_flow(traffic, routes), flow_bound(roads, shortest_of(roads, workshop)).value);
    better += total_flow(traffic, routes) < before;
    Budget none(0, Budget::Clock::time_point::max());
    Routes kept = routes;
    dispatch_at_pace(roads, programme, Budget::kUnlimited, kept, none);
    EXPECT_EQ(total_flow(traffic, kept), total_flow(traffic, routes));
  }
  EXPECT_GT(better, in_random_cases(5));
}

TEST(ExitBoard, SaysWhatTheTimetableSays) {
  int waited = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(80); ++seed) {
    Rng rng(seed, 14);
    Traffic traffic = random_exit_traffic(rng, {5 + rng.below(15), 60, 9, 12});
    for (Link& link : traffic.model.links)
      if (rng.chance(1, 4)) link.gap_s = rng.between(0, 6);
    const Roads roads(traffic);
    const ExitLanes lanes(roads, exit_ways(roads, 0));
    ExitBoard board(roads, lanes);
    Workshop workshop(roads);
    for (std::uint32_t i = 0; i < traffic.columns.size(); ++i) {
      const auto ways = lanes.ways_from(traffic.columns[i].from);
      ASSERT_FALSE(ways.empty());
      std::uint32_t way = 0;
      Time arrival = 0;
      std::optional<Route> route;
      for (int tries = 0; tries < 3; ++tries) {
        way = ways[rng.below(ways.size())];
        Limits limits;
        limits.depart_from = rng.between(0, 60);
        arrival = board.earliest(i, way, limits.depart_from + lanes.ways()[way].length_s);
        route = workshop.plan_along(i, lanes.ways()[way].arcs, limits);
        ASSERT_TRUE(route);
        ASSERT_EQ(route->stops.back().arrive, arrival) << "seed " << seed << ": " << i;
        waited += route->stops.front().depart > std::max(traffic.columns[i].ready, limits.depart_from);
      }
      board.put_in(i, way, arrival);
      workshop.put_in(i, *route);
      if (i % 3 != 2) continue;  // and when somebody is gone again
      const auto gone = static_cast<std::uint32_t>(rng.below(i + 1));
      if (!board.is_in(gone)) continue;
      workshop.take_out(gone, routes_of(roads, board)[gone]);
      board.take_out(gone);
    }
    std::int64_t sum = 0;
    for (std::uint32_t i = 0; i < traffic.columns.size(); ++i) sum += board.is_in(i) ? board.arrival(i) : 0;
    EXPECT_EQ(board.sum(), sum);
  }
  EXPECT_GT(waited, in_random_cases(1'000));
}

TEST(ExitBoard, LooksNoFurtherThanItIsAsked) {
  std::int64_t all = 0;
  std::int64_t short_of_all = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(60); ++seed) {
    Rng rng(seed, 16);
    const Traffic traffic = random_exit_traffic(rng, {5 + rng.below(15), 60, 9, 12});
    const Roads roads(traffic);
    const ExitLanes lanes(roads, exit_ways(roads, 0));
    ExitBoard board(roads, lanes);
    for (std::uint32_t i = 0; i < traffic.columns.size(); ++i) {
      const auto ways = lanes.ways_from(traffic.columns[i].from);
      const std::uint32_t way = ways[rng.below(ways.size())];
      const Time from = lanes.ways()[way].length_s + rng.between(0, 60);
      const std::int64_t before = board.work();
      const Time arrival = board.earliest(i, way, from);
      const std::int64_t between = board.work();
      const Time until = from + rng.between(0, 300);
      const Time found = board.earliest(i, way, from, until);
      if (arrival < until) {
        EXPECT_EQ(found, arrival) << "seed " << seed;
      } else {
        EXPECT_GE(found, until) << "seed " << seed;
        EXPECT_LE(found, arrival) << "seed " << seed;
        all += between - before;
        short_of_all += board.work() - between;
      }
      board.put_in(i, way, arrival);
    }
  }
  EXPECT_LT(short_of_all, all * 3 / 4);
}

TEST(ExitSearch, KeepsEveryRuleAndMakesPlansBetter) {
  int better = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(40); ++seed) {
    Rng rng(seed, 15);
    const Traffic traffic = random_exit_traffic(rng, {5 + rng.below(15), 60 + rng.below(60), 9, 12});
    const Roads roads(traffic);
    Workshop workshop(roads);
    Budget budget;
    Routes routes = first_plan(roads, workshop, budget).routes;
    const ExitLanes lanes(roads, exit_ways(roads, 0));
    ExitBoard board(roads, lanes);
    ASSERT_TRUE(put_in_all(routes, board));
    for (const std::int64_t warmth : {0, 20}) {
      ExitSearchOptions options;
      options.work = 30'000;
      options.warmth = warmth;
      const std::int64_t before = board.sum();
      search_exits(roads, options, rng, budget, board);
      EXPECT_LE(board.sum(), before);
      better += board.sum() < before;
      const Routes found = routes_of(roads, board);
      expect_valid(traffic, found, seed);
      EXPECT_EQ(total_flow(traffic, found), board.sum() - sum_of_readies(traffic));
      EXPECT_GE(total_flow(traffic, found), flow_bound(roads, shortest_of(roads, workshop)).value);
    }
  }
  EXPECT_GT(better, in_random_cases(40));
}

TEST(BatchSearch, KeepsEveryRuleAndNeverMakesAPlanWorse) {
  int better = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(10); ++seed) {
    Rng rng(seed, 19);
    Traffic traffic = random_exit_traffic(rng, {8 + rng.below(12), 620, 9, 12});
    for (Link& link : traffic.model.links)
      if (rng.chance(1, 4)) link.gap_s = rng.between(0, 6);
    const Roads roads(traffic);
    Workshop workshop(roads);
    Budget budget;
    const Routes routes = first_plan(roads, workshop, budget).routes;
    const ExitLanes lanes(roads, exit_ways(roads, 0));
    ExitBoard board(roads, lanes);
    ASSERT_TRUE(put_in_all(routes, board));
    const std::int64_t before = board.sum();
    const std::int64_t spent = budget.work();
    search_in_batches(roads, {1'000'000, 0}, rng, budget, board);
    EXPECT_GT(budget.work(), spent);
    EXPECT_LE(board.sum(), before);
    better += board.sum() < before;
    const Routes found = routes_of(roads, board);
    expect_valid(traffic, found, seed);
    EXPECT_EQ(total_flow(traffic, found), board.sum() - sum_of_readies(traffic));
    EXPECT_GE(total_flow(traffic, found), flow_bound(roads, shortest_of(roads, workshop)).value);
  }
  EXPECT_GT(better, in_random_cases(3));
}

TEST(FlowPatterns, AddUpToTheFlowAndNeverShareALane) {
  for (std::uint64_t seed = 1; seed <= random_cases(200); ++seed) {
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

/// Every number of seconds of every column: shares in twelfths, since all works divide twelve.
std::int64_t most_by_trying_all(const std::vector<std::vector<Duration>>& work,
                                const std::vector<std::vector<std::uint32_t>>& inside,
                                const std::vector<Duration>& passed, const std::vector<std::int64_t>& alone) {
  std::vector<std::pair<std::uint32_t, Duration>> columns;
  for (std::uint32_t b = 0; b < work.size(); ++b)
    for (const Duration work_s : work[b]) columns.emplace_back(b, work_s);
  std::int64_t most = 0;
  std::vector<Duration> used(work.size(), 0);
  std::vector<std::int64_t> twelfths(work.size(), 0);
  const auto count = [&] {
    for (std::size_t c = 0; c < inside.size(); ++c) {
      Duration sum = 0;
      for (const std::uint32_t b : inside[c]) sum += used[b];
      if (sum > passed[c]) return;
    }
    std::int64_t sum = 0;
    for (std::size_t b = 0; b < work.size(); ++b) {
      if (twelfths[b] * (CutShares::kUnit / 12) > alone[b]) return;
      sum += twelfths[b];
    }
    most = std::max(most, sum);
  };
  const std::function<void(std::size_t)> go_on = [&](std::size_t i) {
    if (i == columns.size()) return count();
    const auto [b, work_s] = columns[i];
    for (Duration done = 0; done <= work_s; ++done) {
      used[b] += done;
      twelfths[b] += 12 * done / work_s;
      go_on(i + 1);
      used[b] -= done;
      twelfths[b] -= 12 * done / work_s;
    }
  };
  go_on(0);
  return most;
}

TEST(CutShares, AllowWhateverKeepsEveryCut) {
  int tight = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    Rng rng(seed, 18);
    const std::size_t bases = 1 + rng.below(3);
    std::vector<std::vector<Duration>> work(bases);
    std::vector<std::int64_t> alone;
    for (auto& of_base : work) {
      for (std::uint64_t i = 0, columns = 1 + rng.below(2); i < columns; ++i)
        of_base.push_back(rng.between(1, 4));
      const auto columns = static_cast<std::int64_t>(of_base.size());
      alone.push_back(rng.chance(1, 2) ? columns * CutShares::kUnit
                                       : rng.between(0, columns) * CutShares::kUnit);
    }
    std::vector<std::vector<std::uint32_t>> inside;
    std::vector<Duration> passed;
    for (std::uint64_t i = 0, cuts = 1 + rng.below(3); i < cuts; ++i) {
      inside.emplace_back();
      for (std::uint32_t b = 0; b < bases; ++b)
        if (rng.chance(2, 3)) inside.back().push_back(b);
      passed.push_back(rng.between(0, 12));
    }
    const std::int64_t most = most_by_trying_all(work, inside, passed, alone);
    CutShares shares(work, inside);
    std::vector<Duration> other = passed;  // prices for one moment must hold at every other
    for (Duration& each : other) each = rng.between(0, 12);
    shares.improve(other, alone);
    const std::int64_t least = most * (CutShares::kUnit / 12);
    ASSERT_GE(shares.shares_at_most(passed, alone), least) << "seed " << seed;
    shares.improve(passed, alone);
    ASSERT_GE(shares.shares_at_most(passed, alone), least) << "seed " << seed;
    tight += shares.shares_at_most(passed, alone) - least < CutShares::kUnit / 100;
  }
  EXPECT_GT(tight, 250);
}

}  // namespace
}  // namespace homeward::many
