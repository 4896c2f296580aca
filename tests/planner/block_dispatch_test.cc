// SPDX-License-Identifier: Apache-2.0
//
// Dispatch block by block: flows of least driving time and what proves them, streams that never meet on a
// lane, plans against the rules.
#include <gtest/gtest.h>

#include <algorithm>

#include "planner/many/block_dispatch.h"
#include "planner/many/cheapest_flow.h"
#include "planner/many/first_plan.h"
#include "planner/many/flow_bound.h"
#include "planner/many/flow_streams.h"
#include "planner/small_traffic.h"
#include "random_cases.h"

namespace homeward::many {
namespace {

/// What each arc carries.
IdVector<ArcId, std::int64_t> flow_on(const Roads& roads, const std::vector<FlowWay>& ways) {
  IdVector<ArcId, std::int64_t> on(roads.graph().arc_count(), 0);
  for (const FlowWay& way : ways)
    for (const ArcId arc : way.arcs) on[arc] += way.work_s;
  return on;
}

std::int64_t work_of(const std::vector<FlowWay>& ways) {
  std::int64_t sum = 0;
  for (const FlowWay& way : ways) sum += way.work_s;
  return sum;
}

/// Complementary slackness: no flow of as much work has a smaller driving time, and places change patterns in
/// time.
void expect_proved(const Roads& roads, const GroupFigures& figures, Interval span,
                   const IdVector<PlaceId, Duration>& left, const IdVector<ArcId, std::int64_t>& on,
                   std::uint64_t seed) {
  const auto is_goal = [](PlaceId place) { return place == PlaceId(0) || place == PlaceId(1); };
  for (const ArcId arc : on.ids()) {
    const Time open = std::max(span.begin, figures.head_and_tail[arc]);
    const PlaceId from = roads.graph().from(arc);
    if (roads.travel()[arc] == kClosed || open >= span.end || is_goal(from)) continue;
    const Duration falls = left[from] - left[roads.graph().to(arc)];
    ASSERT_LE(on[arc], span.end - open);
    if (on[arc] > 0) {
      EXPECT_GE(falls, roads.travel()[arc]) << "seed " << seed;
    }
    if (on[arc] < span.end - open) {
      EXPECT_LE(falls, roads.travel()[arc]) << "seed " << seed;
    }
  }
}

bool same(const IdVector<PlaceId, Duration>& one, const IdVector<PlaceId, Duration>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end());
}

IdVector<PlaceId, Duration> left_of(const Roads& roads, const CheapestFlow& flow) {
  IdVector<PlaceId, Duration> left(roads.graph().place_count(), 0);
  for (const PlaceId place : left.ids()) left[place] = flow.left(place);
  return left;
}

TEST(CheapestFlow, BringsAsMuchThroughAsTheGreatestFlowAndNoneIsShorter) {
  int kept = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(200); ++seed) {
    Rng rng(seed, 31);
    const Traffic traffic = random_exit_traffic(rng, {5 + rng.below(15), 30, 9, 12});
    const Roads roads(traffic);
    const GroupFigures figures = figures_of(roads, 0);
    CheapestFlow flow(roads, traffic.goals[0], figures.head_and_tail);
    IdVector<PlaceId, Duration> before(roads.graph().place_count(), 0);
    for (int block = 0; block < 2; ++block) {
      const Interval span{200 * block, 200 * block + rng.between(1, 200)};
      TimedCut cut(roads, traffic.goals[0], figures.head_and_tail);
      cut.find(figures.supplies, span);
      flow.find(figures.supplies, span);
      const auto found = left_of(roads, flow);
      flow.keep_left(before);
      const auto left = left_of(roads, flow);
      kept += !same(left, found);
      const std::vector<FlowWay> ways = flow.take_ways();
      EXPECT_EQ(work_of(ways), work_of(cut.take_ways())) << "seed " << seed;
      expect_proved(roads, figures, span, found, flow_on(roads, ways), seed);
      expect_proved(roads, figures, span, left, flow_on(roads, ways), seed);
      // Times that the flow allows already stay.
      flow.find(figures.supplies, span);
      flow.keep_left(left);
      EXPECT_TRUE(same(left_of(roads, flow), left)) << "seed " << seed;
      before = left;
    }
  }
  EXPECT_GT(kept, in_random_cases(20));
}

/// Entries of the streams into each arc.
IdVector<ArcId, std::vector<Interval>> entries_of(const Roads& roads, const std::vector<PacedWay>& ways) {
  IdVector<ArcId, std::vector<Interval>> entries(roads.graph().arc_count());
  for (const PacedWay& way : ways) {
    Duration left = 0;
    for (auto arc = way.arcs.rbegin(); arc != way.arcs.rend(); ++arc) {
      left += roads.travel()[*arc];
      for (const PacedWay::Turn& turn : way.turns)
        entries[*arc].push_back({turn.begin - left, turn.begin + turn.length_s - left});
    }
  }
  for (auto& of_arc : entries)
    std::sort(of_arc.begin(), of_arc.end(),
              [](const Interval& one, const Interval& other) { return one.begin < other.begin; });
  return entries;
}

TEST(FlowStreams, NeverMeetOnALaneAndLoseNothingWherePatternsChange) {
  int changes = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(200); ++seed) {
    Rng rng(seed, 32);
    const Traffic traffic = random_exit_traffic(rng, {5 + rng.below(15), 30, 9, 12});
    const Roads roads(traffic);
    const GroupFigures figures = figures_of(roads, 0);
    CheapestFlow flow(roads, traffic.goals[0], figures.head_and_tail);
    FlowStreams streams(roads);
    Time begin = 1'000;  // everything is open
    std::int64_t sent = 0;
    Duration slack = 0;
    const int blocks = 1 + static_cast<int>(rng.below(2));
    for (int block = 0; block < blocks; ++block) {
      const Interval span{begin, begin + rng.between(50, 300)};
      flow.find(figures.supplies, span);
      const auto left = left_of(roads, flow);
      const std::size_t clock = streams.add_clock(left);
      const std::vector<FlowWay> ways = flow.take_ways();
      const auto on = flow_on(roads, ways);
      for (const ArcId arc : on.ids())
        if (on[arc] > 0)
          slack += left[roads.graph().from(arc)] - left[roads.graph().to(arc)] - roads.travel()[arc];
      for (const FlowPattern& pattern : cut_into_patterns(roads.graph(), ways, span.end - span.begin)) {
        streams.add_turn(streams.add_pattern(pattern), clock, begin);
        begin += pattern.length_s;
        sent += pattern.length_s * static_cast<std::int64_t>(pattern.ways.size());
        ++changes;
      }
    }
    const std::vector<PacedWay> ways = streams.trace(0, begin, 0);
    std::int64_t traced = 0;
    for (const PacedWay& way : ways)
      for (const PacedWay::Turn& turn : way.turns) traced += turn.length_s;
    if (blocks == 1) {
      // All that can be lost is what comes over full arcs before the first pattern has begun.
      EXPECT_LE(traced, sent) << "seed " << seed;
      EXPECT_GE(traced, sent - slack) << "seed " << seed;
    }
    for (const auto& of_arc : entries_of(roads, ways))
      for (std::size_t i = 1; i < of_arc.size(); ++i)
        EXPECT_LE(of_arc[i - 1].end, of_arc[i].begin) << "seed " << seed;
  }
  EXPECT_GT(changes, in_random_cases(400));
}

TEST(BlockDispatch, KeepsEveryRuleAndNeverMakesAPlanWorse) {
  int better = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(8); ++seed) {
    Rng rng(seed, 33);
    const Traffic traffic = random_exit_traffic(rng, {5 + rng.below(15), 60 + rng.below(100), 900, 1'200});
    const Roads roads(traffic);
    Workshop workshop(roads);
    Budget budget;
    Routes routes = first_plan(roads, workshop, budget).routes;
    const std::int64_t before = total_flow(traffic, routes);
    CutProgramme programme(roads, 0);
    ASSERT_TRUE(programme.solve(budget)) << "seed " << seed;
    dispatch_by_blocks(roads, programme, budget.work() + 300'000, routes, budget);
    expect_valid(traffic, routes, seed);
    EXPECT_LE(total_flow(traffic, routes), before);
    EXPECT_GE(total_flow(traffic, routes), flow_bound(roads, shortest_of(roads, workshop)).value);
    better += total_flow(traffic, routes) < before;
    Budget none(0, Budget::Clock::time_point::max());
    Routes kept = routes;
    dispatch_by_blocks(roads, programme, Budget::kUnlimited, kept, none);
    EXPECT_EQ(total_flow(traffic, kept), total_flow(traffic, routes));
  }
  EXPECT_GT(better, in_random_cases(1));
}

}  // namespace
}  // namespace homeward::many
