// SPDX-License-Identifier: Apache-2.0
//
// Contraction loses nothing: between kept points every column takes exactly as long as before, and passes
// exactly where it passed.
#include <gtest/gtest.h>

#include <algorithm>

#include "network/roads.h"

namespace homeward::roads {
namespace {

using test::imported;
using test::Needs;
using test::source_of;

constexpr std::int64_t kRate = 40'000;

ImportOptions keep_everything() {
  ImportOptions options;
  options.keeps_side_roads = true;
  return options;
}

const std::vector<Needs>& all_needs() {
  static const std::vector<Needs> needs = [] {
    std::vector<Needs> list;
    for (unsigned classes = 1; classes < 8; ++classes)
      for (const bool takes_unknown : {true, false}) {
        list.push_back({classes, 0, 0, takes_unknown});
        list.push_back({classes, 60, 4000, takes_unknown});
      }
    return list;
  }();
  return needs;
}

/// Every pair of decision points, every need.
void expect_same_times(const ImportedRoads& roads, std::int64_t march_rate, std::size_t sources) {
  std::vector<NodeId> points;
  for (const RoadLink& link : roads.contraction.links) points.insert(points.end(), {link.from, link.to});
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  for (std::size_t i = 0; i < points.size(); i += std::max<std::size_t>(1, points.size() / sources))
    for (const Needs& needs : all_needs()) {
      const auto before = test::times_over_pieces(roads.network, points[i], march_rate, needs);
      const auto after = test::times_over_links(roads, points[i], march_rate, needs);
      for (const NodeId to : points)
        ASSERT_EQ(before[to.index()], after[to.index()])
            << points[i].index() << " to " << to.index() << " classes " << needs.classes;
    }
}

std::int64_t pieces_in(const ImportedRoads& roads) {
  std::int64_t count = 0;
  for (const RoadLink& link : roads.contraction.links) count += static_cast<std::int64_t>(link.pieces.size());
  return count;
}

TEST(Contraction, ShapePointsOfAlikeRoadsAreRoundedOnce) {
  // Ten pieces of 11.2 m are one of 112 m: 11 s at 40 km/h, not 20.
  std::string drawing;
  for (char c = 'a'; c < 'k'; ++c)
    drawing += std::string(c > 'a' ? ";" : "") + c + "-" + static_cast<char>(c + 1) + " 11.2 primary";
  const ImportedRoads roads = imported(source_of(drawing), keep_everything());
  ASSERT_EQ(roads.contraction.links.size(), 1u);
  EXPECT_EQ(roads.contraction.links[0].length_m, 112);
  EXPECT_EQ(*test::travel_time(roads.contraction.links[0].attributes, 112, kRate, {}), 11);
}

TEST(Contraction, ALinkKeepsTheSumOfItsPiecesRoundedTimes) {
  // 101 m at 40 and 103 m at 30 km/h: ceil(9.09) + ceil(12.36) s.
  const ImportedRoads roads =
      imported(source_of("a-b 101 primary; b-c 103 primary maxspeed=30"), keep_everything());
  ASSERT_EQ(roads.contraction.links.size(), 1u);
  const RoadLink& link = roads.contraction.links[0];
  EXPECT_EQ(link.length_m, 204);
  EXPECT_EQ(*test::travel_time(link.attributes, link.length_m, kRate, {}), 10 + 13);
  EXPECT_EQ(link.pieces.size(), 2u);
}

TEST(Contraction, RoadsFasterThanTheMarchRateKeepTheirSpeed) {
  const ImportedRoads roads =
      imported(source_of("a-b 1000 primary maxspeed=60; b-c 1000 primary maxspeed=70"), keep_everything());
  ASSERT_EQ(roads.contraction.links.size(), 1u);
  EXPECT_EQ(roads.contraction.links[0].attributes.speeds[0], 60'000);
}

TEST(Contraction, StopsWhereARestrictionBeginsToBeKnown) {
  const ImportedRoads roads = imported(
      source_of("a-b 500 primary; b-c 50 primary maxweight=7.5; c-d 500 primary"), keep_everything());
  ASSERT_EQ(roads.contraction.links.size(), 3u);
  EXPECT_EQ(roads.contraction.links[1].attributes.mlc, 6);
  EXPECT_EQ(roads.contraction.links[0].attributes.mlc, std::nullopt);
}

TEST(Contraction, TakesTheStrictestOfKnownRestrictions) {
  const ImportedRoads roads = imported(
      source_of("a-b 500 primary mlc=80; b-c 50 primary mlc=60; c-d 500 primary mlc=100"), keep_everything());
  ASSERT_EQ(roads.contraction.links.size(), 1u);
  EXPECT_EQ(roads.contraction.links[0].attributes.mlc, 60);
}

TEST(Contraction, KeepsJunctionsAndChangesOfUse) {
  const ImportedRoads junction =
      imported(source_of("a-b 500 primary; b-c 500 primary; b-d 500 primary"), keep_everything());
  EXPECT_EQ(junction.contraction.links.size(), 3u);
  const ImportedRoads lane =
      imported(source_of("a-b 500 primary; b-c 500 primary lanes=1; c-d 500 primary"), keep_everything());
  ASSERT_EQ(lane.contraction.links.size(), 3u);
  EXPECT_EQ(lane.contraction.links[1].attributes.use, LinkUse::alternating);
}

TEST(Contraction, KeepsBridgesWhenAsked) {
  const RoadSource source = source_of("a-b 500 primary; b-c 50 primary bridge=yes; c-d 500 primary");
  EXPECT_EQ(imported(source, keep_everything()).contraction.links.size(), 1u);
  ImportOptions options = keep_everything();
  options.contraction.keep_bridges = true;
  EXPECT_EQ(imported(source, options).contraction.links.size(), 3u);
}

TEST(Contraction, SplitSpeedsIsRightForLowerMarchRatesToo) {
  const RoadSource source = source_of("a-b 5000 primary maxspeed=20; b-c 5000 primary maxspeed=60");
  ImportOptions options = keep_everything();
  options.contraction.split_speeds = true;
  const ImportedRoads roads = imported(source, options);
  EXPECT_EQ(roads.contraction.links.size(), 2u);
  expect_same_times(roads, 25'000, 10);
}

TEST(Contraction, AChainOfCrawlsIsCutRatherThanSlowed) {
  // Pieces of 1 m take a second each: as one link they would crawl at 3.6 km/h and stop every long column
  // (SPACING).
  std::string drawing = "a-b 1 primary maxspeed=40";
  for (int i = 0; i < 8; ++i)
    drawing += std::string("; ") + static_cast<char>('b' + i) + "-" + static_cast<char>('c' + i) +
               " 1 primary maxspeed=" + (i % 2 == 0 ? "45" : "40");
  const ImportedRoads roads = imported(source_of(drawing), keep_everything());
  for (const RoadLink& link : roads.contraction.links) EXPECT_GE(link.attributes.speeds[0], 30'000 * 9 / 10);
  expect_same_times(roads, kRate, 20);
}

TEST(Contraction, RandomNetworksKeepAllTimesAndRestrictions) {
  std::int64_t contracted = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE(seed);
    const std::int64_t nodes = 4 + static_cast<std::int64_t>(seed % 12);
    const RoadSource source = test::random_source(seed, 0, nodes, nodes * 2);
    auto result = import_roads(source, keep_everything());
    if (!result.ok()) continue;  // nothing but loops
    expect_same_times(result.value(), kRate, 8);
    contracted +=
        pieces_in(result.value()) - static_cast<std::int64_t>(result.value().contraction.links.size());
    if (testing::Test::HasFatalFailure()) return;
  }
  EXPECT_GT(contracted, 300);
}

TEST(Contraction, LongLinksStayExactAtWalkingPace) {
  // 400 km at 5 and 7 km/h: no whole speed gives every sum, so the chain is cut where needed.
  std::string drawing;
  for (char c = 'a'; c < 'u'; ++c)
    drawing += std::string(c > 'a' ? ";" : "") + c + "-" + static_cast<char>(c + 1) +
               " 20013 primary maxspeed=" + (c % 2 == 0 ? "5" : "7");
  expect_same_times(imported(source_of(drawing), keep_everything()), kRate, 30);
}

TEST(Import, TheOrderOfRoadsDoesNotMatter) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    ImportOptions options;
    options.places = {{"A", {20'000, 10'000}, {}}, {"B", {10'000, 30'000}, {}}, {"C", {35'000, 35'000}, {}}};
    options.snap_limit_m = 10'000;
    const auto first = import_roads(test::random_source(seed, 0, 12, 25), options);
    const auto other = import_roads(test::random_source(seed, seed + 1000, 12, 25), options);
    ASSERT_EQ(first.ok(), other.ok());
    if (!first.ok()) continue;
    ASSERT_EQ(test::fingerprint(first.value()), test::fingerprint(other.value()));
  }
}

}  // namespace
}  // namespace homeward::roads
