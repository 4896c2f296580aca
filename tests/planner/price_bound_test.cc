// SPDX-License-Identifier: Apache-2.0
//
// Bounds from prices of instants: never above the optimum, whatever the prices; what the search for prices
// proves, the judge of certificates proves too, and not a second more.
#include <gtest/gtest.h>

#include <array>
#include <map>

#include "planner/convoy_verifier.h"
#include "planner/many/convoy_traffic.h"
#include "planner/many/first_plan.h"
#include "planner/many/flow_certificate.h"
#include "planner/many/improve.h"
#include "planner/many/priced_chains.h"
#include "planner/small_traffic.h"
#include "random_cases.h"

namespace homeward::many {
namespace {

/// A plan, good but not proved.
Routes good_plan(const Roads& roads) {
  Workshop workshop(roads);
  Budget budget;
  FirstPlan plan = first_plan(roads, workshop, budget);
  EXPECT_EQ(plan.missing, 0U);
  Budget more(3'000, Budget::Clock::time_point::max());
  improve(roads, shortest_of(roads, workshop), {}, more, plan.routes);
  return plan.routes;
}

/// Columns with goals of their own; two-way links are rare.
Traffic tangled(Rng& rng, const SmallSize& size) {
  Traffic traffic = random_traffic(rng, size);
  traffic.goals = {{PlaceId(0)}, {PlaceId(1)}, {PlaceId(traffic.model.places.size() - 1)}};
  for (Traveller& column : traffic.columns) column.goals = static_cast<std::uint32_t>(rng.below(3));
  for (Link& link : traffic.model.links)
    if (link.use == LinkUse::two_way && rng.chance(2, 3)) link.use = LinkUse::alternating;
  return traffic;
}

PriceBound bound_of(const Roads& roads, std::int64_t plan_flow, std::int64_t work) {
  PriceBoundOptions options;
  options.plan_flow = plan_flow;
  Budget budget(work, Budget::Clock::time_point::max());
  return price_bound(roads, options, budget);
}

TEST(PriceBound, IsNeverAboveTheOptimumOfSmallTangles) {
  int above_shortest = 0;
  int clusters_help = 0;
  int tight = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(2'000); ++seed) {
    Rng rng(seed, 21);
    const Traffic traffic = tangled(rng, {4 + rng.below(2), 2 + rng.below(2), 3, 5});
    const Roads roads(traffic);
    const Routes plan = good_plan(roads);
    const std::int64_t best = best_by_trying_all(traffic, total_flow(traffic, plan));
    const PriceBound bound = bound_of(roads, total_flow(traffic, plan), 20'000);
    ASSERT_LE(bound.certified, bound.value) << "seed " << seed;
    ASSERT_LE(bound.value, best) << "seed " << seed;
    const FlowVerdict verdict = check_flow(flow_set_of(traffic), flow_certificate_of(bound));
    ASSERT_TRUE(verdict.holds) << "seed " << seed << ": " << verdict.reasons.front();
    Workshop workshop(roads);
    std::int64_t shortest = 0;
    for (const Duration way : shortest_of(roads, workshop)) shortest += way;
    ASSERT_GE(bound.certified, shortest) << "seed " << seed;
    above_shortest += bound.certified > shortest;
    clusters_help += bound.value > bound.certified;
    tight += bound.value == best;
  }
  EXPECT_GT(above_shortest, in_random_cases(500));
  EXPECT_GE(clusters_help, in_random_cases(1));  // rows leave little to them
  EXPECT_GT(tight, in_random_cases(1'500));
}

/// Prices nobody thought about: every kind of point that the network has.
std::vector<PricedInstant> any_prices(const Traffic& traffic, Rng& rng) {
  std::vector<PricedInstant> prices;
  for (std::uint64_t i = 0, count = rng.below(12); i < count; ++i) {
    PricedInstant instant;
    instant.at = rng.between(-3, 20);
    instant.price = rng.between(0, 6'000);
    if (rng.chance(1, 4)) {
      const PlaceId place(rng.below(traffic.model.places.size()));
      if (!traffic.model.places[place].exclusive) continue;
      instant.point = {Point::Kind::place, place.index(), 0};
    } else {
      const LinkId link(rng.below(traffic.model.links.size()));
      const LinkUse use = traffic.model.links[link].use;
      instant.point = {rng.chance(1, 2) ? Point::Kind::forward : Point::Kind::backward, link.index(), 0};
      if (use == LinkUse::exclusive) instant.point.kind = Point::Kind::whole;
      if (use == LinkUse::alternating)
        instant.point = {Point::Kind::either, link.index(),
                         rng.between(0, traffic.model.links[link].length_m / 10)};
    }
    prices.push_back(instant);
  }
  return prices;
}

/// Rows nobody thought about: spans of entries into any link, most of them such as a plan may have one of only.
std::vector<PricedRow> any_rows(const Traffic& traffic, const LinkRows& rows, Rng& rng) {
  std::vector<PricedRow> found;
  for (std::uint64_t i = 0, count = rng.below(6); i < count; ++i) {
    PricedRow row;
    row.price = rng.between(0, 6'000);
    const LinkId link(rng.below(traffic.model.links.size()));
    for (std::uint64_t k = 2 + rng.below(3); k > 0; --k) {
      const bool forward = traffic.model.links[link].use == LinkUse::one_way || rng.chance(1, 2);
      const Time first = rng.between(-3, 12);
      row.members.push_back({static_cast<std::uint32_t>(rng.below(traffic.columns.size())),
                             arc_of({link, forward}), first, first + rng.between(0, 6)});
      if (!rows.holds(row)) row.members.pop_back();
    }
    if (!row.members.empty()) found.push_back(std::move(row));
  }
  return found;
}

/// The least claim that the judge refuses, less one: what the prices prove.
std::int64_t proved_by_the_judge(const FlowSet& set, FlowCertificate certificate) {
  certificate.flow_at_least = -1'000'000;
  const FlowVerdict verdict = check_flow(set, certificate);
  EXPECT_TRUE(verdict.holds);
  const std::int64_t thousandths = verdict.ways - verdict.capacity;
  std::int64_t seconds = thousandths / 1'000;
  while (1'000 * seconds < thousandths) ++seconds;
  certificate.flow_at_least = seconds;
  EXPECT_TRUE(check_flow(set, certificate).holds);
  certificate.flow_at_least = seconds + 1;
  EXPECT_FALSE(check_flow(set, certificate).holds);
  return seconds;
}

TEST(FlowCertificate, ProvesNoMoreThanTheOptimumWhateverThePrices) {
  int above_zero = 0, of_many = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(2'000); ++seed) {
    Rng rng(seed, 22);
    const Traffic traffic = tangled(rng, {4 + rng.below(2), 2 + rng.below(2), 3, 5});
    const Roads roads(traffic);
    const Routes plan = good_plan(roads);
    PriceBound bound;
    bound.prices = any_prices(traffic, rng);
    bound.rows = any_rows(traffic, LinkRows(roads), rng);
    const FlowSet set = flow_set_of(traffic);
    const std::int64_t proved = proved_by_the_judge(set, flow_certificate_of(bound));
    ASSERT_LE(proved, best_by_trying_all(traffic, total_flow(traffic, plan))) << "seed " << seed;
    above_zero += proved > 0;
    // The planner and the judge agree about every way.
    PricedSearch search(roads);
    PriceList list(roads, bound.prices, bound.rows);
    std::int64_t ways = 0;
    for (std::uint32_t i = 0; i < traffic.columns.size(); ++i)
      ways += search.cheapest(i, times_to_any(roads.graph(), roads.travel(), traffic.goals[traffic.columns[i].goals]), list)->cost;
    const FlowVerdict verdict = check_flow(set, flow_certificate_of(bound));
    ASSERT_EQ(verdict.ways, ways) << "seed " << seed;
    ASSERT_EQ(verdict.capacity, list.for_capacity()) << "seed " << seed;
    of_many += std::any_of(bound.rows.begin(), bound.rows.end(), [](const PricedRow& row) {
      return std::any_of(row.members.begin(), row.members.end(),
                         [&](const RowMember& member) { return member.column != row.members[0].column; });
    });
  }
  EXPECT_GT(of_many, in_random_cases(500));
  EXPECT_GT(above_zero, in_random_cases(200));
}

TEST(PricedChains, FindWaysAsCheapAsTheSearchByLabels) {
  int as_cheap = 0, dearer = 0, banned = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(1'000); ++seed) {
    Rng rng(seed, 24);
    Traffic traffic = tangled(rng, {6 + rng.below(3), 2 + rng.below(2), 3, 5});
    traffic.halting = Halting::anywhere;
    for (Place& place : traffic.model.places) place.exclusive = false;
    for (const Traveller& column : traffic.columns)
      traffic.model.places[column.from].parking_vehicles = Timetable::kAnyNumber;
    for (const auto& goals : traffic.goals)
      for (const PlaceId goal : goals) traffic.model.places[goal].parking_vehicles = Timetable::kAnyNumber;
    const Roads roads(traffic);
    PricedSearch search(roads);
    PricedChains chains(roads);
    ASSERT_TRUE(chains.usable());
    PriceList list(roads, any_prices(traffic, rng), any_rows(traffic, LinkRows(roads), rng));
    chains.load(list);
    for (std::uint32_t i = 0; i < traffic.columns.size(); ++i) {
      const auto left = times_to_any(roads.graph(), roads.travel(), traffic.goals[traffic.columns[i].goals]);
      std::vector<EntryBan> bans;
      for (std::uint64_t k = rng.below(4); k > 0; --k) {
        const Time begin = rng.between(0, 15);
        bans.push_back({ArcId(rng.below(roads.graph().arc_count())), {begin, begin + rng.between(1, 8)}});
      }
      std::sort(bans.begin(), bans.end());
      const auto plain = search.cheapest(i, left, list, bans);
      const auto way = chains.cheapest(i, left, bans);
      ASSERT_TRUE(plain && way) << "seed " << seed;
      ASSERT_GE(way->cost, plain->cost) << "seed " << seed;  // circles are not looked at
      ASSERT_EQ(chains.cost_of(i, *way), way->cost) << "seed " << seed;
      ASSERT_EQ(chains.cheapest(i, left, bans, way->cost)->cost, way->cost) << "seed " << seed;
      ASSERT_FALSE(chains.cheapest(i, left, bans, way->cost - 1)) << "seed " << seed;
      (way->cost == plain->cost ? as_cheap : dearer) += 1;
      banned += !bans.empty();
      for (const Passage& passage : way->passages)
        for (const EntryBan& ban : bans)
          ASSERT_FALSE(ban.arc == passage.arc && ban.times.contains(passage.entry)) << "seed " << seed;
    }
  }
  EXPECT_GT(as_cheap, 20 * dearer);
  EXPECT_GT(banned, in_random_cases(500));
}

/// Two columns over one link of 10 s, each 5 s long.
Traffic one_link(LinkUse use, std::int64_t lanes) {
  Traffic traffic;
  traffic.latest = 1'000;
  Model& model = traffic.model;
  model.rules.start_step_s = 1;
  model.rules.column_gap_s = 0;
  model.rules.drive_max_s = kEndOfTime;
  model.rules.march_rate_m_per_hour = 36'000;
  for (const char* key : {"a", "b"}) {
    Place place;
    place.key = key;
    place.parking_vehicles = Timetable::kAnyNumber;
    model.places.push_back(place);
  }
  Link link;
  link.key = "a-b";
  link.from = PlaceId(0);
  link.to = PlaceId(1);
  link.length_m = 100;
  link.use = use;
  link.lanes = lanes;
  link.speed_m_per_hour = {36'000, 36'000, 36'000};
  link.mlc = link.height_mm = link.width_mm = 100'000;
  model.links.push_back(link);
  traffic.goals = {{PlaceId(0)}, {PlaceId(1)}};
  traffic.columns = {{PlaceId(0), 1, 0, kEndOfTime, 5}, {PlaceId(0), 1, 0, kEndOfTime, 5}};
  return traffic;
}

std::int64_t proved(const Traffic& traffic) {
  const Roads roads(traffic);
  const PriceBound bound = bound_of(roads, total_flow(traffic, good_plan(roads)), 100'000);
  EXPECT_TRUE(check_flow(flow_set_of(traffic), flow_certificate_of(bound)).holds);
  return bound.certified;
}

TEST(FlowCertificate, IsTightOnOneLink) {
  EXPECT_EQ(proved(one_link(LinkUse::two_way, 1)), 10 + 15);      // the second enters 5 s later
  EXPECT_EQ(proved(one_link(LinkUse::two_way, 2)), 10 + 10);      // a lane for each
  EXPECT_EQ(proved(one_link(LinkUse::exclusive, 1)), 10 + 25);    // when the first is out of it
  Traffic opposed = one_link(LinkUse::alternating, 1);
  opposed.columns[1] = {PlaceId(1), 0, 0, kEndOfTime, 5};
  EXPECT_GT(proved(opposed), 10 + 10);  // halves of short columns can pass each other at every point
  EXPECT_LT(proved(opposed), 10 + 25);
  opposed.repeats = Repeats::no_place_twice;
  EXPECT_EQ(proved(opposed), 10 + 25);  // but not at both ends
  opposed.model.links[LinkId(0)].use = LinkUse::two_way;
  EXPECT_EQ(proved(opposed), 10 + 10);
}

TEST(FlowCertificate, IsRefusedWhenItChargesWhatManyMayUse) {
  const Traffic traffic = one_link(LinkUse::alternating, 1);
  const FlowSet set = flow_set_of(traffic);
  using Point = FlowPrice::Point;
  const std::map<std::string, FlowPrice> wrong{
      {"Price 0 is at a place that many may use.", {Point::place, 0, 0, 5, 1}},
      {"Price 0 names nothing.", {Point::either, 1, 0, 5, 1}},
      {"Price 0 is for a link that is not exclusive.", {Point::whole, 0, 0, 5, 1}},
      {"Price 0 is for a point outside its link.", {Point::either, 0, 11, 5, 1}},
      {"Price 0 has an offset that means nothing.", {Point::forward, 0, 1, 5, 1}},
      {"Price 0 has a price out of range.", {Point::either, 0, 0, 5, -1}},
      {"Price 0 has an instant out of range.", {Point::either, 0, 0, kEndOfTime, 1}}};
  for (const auto& [reason, price] : wrong) {
    const FlowVerdict verdict = check_flow(set, {0, {price}, {}});
    EXPECT_FALSE(verdict.holds);
    ASSERT_EQ(verdict.reasons.size(), 1U);
    EXPECT_EQ(verdict.reasons.front(), reason);
  }
  EXPECT_TRUE(check_flow(set, {20, {}, {}}).holds);   // shortest ways
  EXPECT_FALSE(check_flow(set, {21, {}, {}}).holds);
  EXPECT_FALSE(check_flow(set, {0, std::vector<FlowPrice>(200, {Point::either, 0, 0, 5, 1'000'000'000'000}), {}}).holds);
}

TEST(FlowCertificate, IsRefusedWhenAPlanMayHaveTwoMembersOfARow) {
  Traffic traffic = one_link(LinkUse::alternating, 1);
  traffic.repeats = Repeats::no_place_twice;
  const auto reason_of = [&](const FlowRow& row) {
    const FlowVerdict verdict = check_flow(flow_set_of(traffic), {0, {}, {row}});
    return verdict.holds ? "" : verdict.reasons.front();
  };
  // The second may follow 5 s behind, or come against the first when that is through, after 15.
  EXPECT_EQ(reason_of({0, {{0, true, 3, 3}, {1, true, -1, 7}}, 1}), "");
  const std::string both = "Row 0 has two members that a plan may have together.";
  EXPECT_EQ(reason_of({0, {{0, true, 3, 3}, {1, true, -1, 8}}, 1}), both);
  EXPECT_EQ(reason_of({0, {{0, true, 3, 3}, {1, true, -2, 7}}, 1}), both);
  EXPECT_EQ(reason_of({0, {{0, true, 0, 14}, {1, false, 0, 14}}, 1}), "");
  EXPECT_EQ(reason_of({0, {{0, true, 0, 15}, {1, false, 0, 14}}, 1}), both);
  EXPECT_EQ(reason_of({0, {{0, true, 0, 500}, {0, false, 0, 500}}, 1}), "");  // it passes the link once
  // An entry that counts twice would pay twice for a capacity of 1.
  EXPECT_EQ(reason_of({0, {{0, true, 3, 5}, {0, true, 3, 5}}, 1}), both);
  EXPECT_EQ(reason_of({0, {{0, true, 3, 5}, {0, true, 5, 8}}, 1}), both);
  EXPECT_EQ(reason_of({0, {{0, true, 3, 5}, {0, true, 6, 8}}, 1}), "");
  EXPECT_EQ(reason_of({1, {}, 1}), "Row 0 names no link.");
  EXPECT_EQ(reason_of({0, {{2, true, 0, 0}}, 1}), "Row 0 names no column.");
  EXPECT_EQ(reason_of({0, {{0, true, 1, 0}}, 1}), "Row 0 has a span out of range.");
  EXPECT_EQ(reason_of({0, {{0, true, 0, kEndOfTime}}, 1}), "Row 0 has a span out of range.");
  EXPECT_EQ(reason_of({0, {}, -1}), "Row 0 has a price out of range.");
  traffic.model.links[LinkId(0)].use = LinkUse::two_way;
  EXPECT_EQ(reason_of({0, {{0, true, 3, 3}, {1, false, 3, 3}}, 1}), both);
  traffic.model.links[LinkId(0)].lanes = 2;
  EXPECT_EQ(reason_of({0, {{0, true, 3, 3}, {1, true, 3, 3}}, 1}), both);
  traffic.model.links[LinkId(0)].use = LinkUse::one_way;
  EXPECT_EQ(reason_of({0, {{0, false, 3, 3}}, 1}), "Row 0 is against a one-way link.");
  traffic.repeats = Repeats::allowed;
  EXPECT_EQ(reason_of({0, {}, 1}), "Row 0 is for plans in which a column may pass a link again.");
}

TEST(FlowCertificate, ProvesNoMoreThanTheOptimumOfConvoyProblems) {
  using exact::Variant;
  int proved_more = 0;
  int judged = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(1'500); ++seed) {
    Rng rng(seed, 23);
    const Variant variant = std::array{Variant::p1, Variant::p2, Variant::p3}[seed % 3];
    const exact::ConvoyProblem problem = exact::tiny_problem(rng, {5, 3, 6, 6});
    const auto best = exact::best_by_trying_all(problem, variant);
    if (!best) continue;
    const auto traffic = traffic_of(problem, variant);
    ASSERT_TRUE(traffic);
    const Roads roads(*traffic);
    const PriceBound bound = bound_of(roads, *best, 20'000);
    ASSERT_LE(bound.value, *best) << "seed " << seed;
    const FlowSet set = flow_set_of(*traffic);
    ASSERT_TRUE(check_flow(set, flow_certificate_of(bound)).holds) << "seed " << seed;
    ++judged;
    proved_more += bound.certified > proved_by_the_judge(set, {});
  }
  EXPECT_GT(judged, in_random_cases(500));
  EXPECT_GT(proved_more, in_random_cases(50));
}

TEST(ConvoyTraffic, IsThereForTotalTimesAndSymmetricArcsOnly) {
  exact::ConvoyProblem problem;
  problem.headway = 2;
  problem.first_arc = {0, 1, 2};
  problem.arcs = {{exact::NodeId(1), 3}, {exact::NodeId(0), 3}};
  EXPECT_TRUE(traffic_of(problem, exact::Variant::p1));
  EXPECT_FALSE(traffic_of(problem, exact::Variant::p4));
  EXPECT_FALSE(traffic_of(problem, exact::Variant::p5));
  problem.arcs[1].travel = 4;
  EXPECT_FALSE(traffic_of(problem, exact::Variant::p1));
}

}  // namespace
}  // namespace homeward::many
