// SPDX-License-Identifier: Apache-2.0
#include "network/road_components.h"

#include <gtest/gtest.h>

#include "network/roads.h"

namespace homeward::roads {
namespace {

using test::imported;
using test::source_of;

RoadNetwork network_of(std::string_view drawing) {
  Notes notes;
  return make_network(source_of(drawing), std::nullopt, notes);
}

NodeId node_at(const RoadNetwork& network, std::size_t index) {
  HW_CHECK(index < network.nodes.size());
  return NodeId(index);
}

TEST(Components, KeepsTheLongestPartAndTellsWhatItDrops) {
  RoadNetwork network = network_of("a-b 500 primary; b-c 400 primary; d-e 800 primary");
  const Dropped dropped = keep_largest_component(network);
  EXPECT_EQ(network.pieces.size(), 2u);
  EXPECT_EQ(dropped.components, 1u);
  EXPECT_EQ(dropped.length_mm, 800'000);
}

TEST(Components, AOneWayDeadEndIsNoPart) {
  RoadNetwork network = network_of("a-b 500 primary; b-c 400 primary oneway=yes");
  keep_largest_component(network);
  EXPECT_EQ(network.pieces.size(), 1u);
}

TEST(Components, EachPointReachesEachOther) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Notes notes;
    RoadNetwork network = make_network(test::random_source(seed, 0, 15, 18), std::nullopt, notes);
    keep_largest_component(network);
    for (const NodeId from : network.nodes.ids())
      for (const std::int64_t length : test::lengths_over_pieces(network, from))
        ASSERT_LT(length, kEndOfTime) << seed;
  }
}

TEST(SideRoads, DeadEndsAndLoopsBehindOneNodeGo) {
  // a-b-c is the way; x hangs on b, and y-z is a loop behind x.
  RoadNetwork network = network_of(
      "a-b 100 primary; b-c 100 primary; b-x 100 primary; x-y 100 primary; y-z 100 primary; z-x 100 primary");
  IdVector<NodeId, bool> ends(network.nodes.size(), false);
  ends[node_at(network, 0)] = ends[node_at(network, 2)] = true;
  IdVector<NodeId, std::optional<NodeId>> renamed;
  const Dropped dropped = drop_side_roads(network, ends, renamed);
  EXPECT_EQ(network.pieces.size(), 2u);
  EXPECT_EQ(dropped.length_mm, 400'000);
}

TEST(SideRoads, NoShortestWayBetweenEndsIsLost) {
  std::size_t dropped_pieces = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Notes notes;
    RoadNetwork network = make_network(test::random_source(seed, 0, 25, 28), std::nullopt, notes);
    keep_largest_component(network);
    const RoadNetwork before = network;
    Rng rng(seed, 7);
    IdVector<NodeId, bool> ends(network.nodes.size(), false);
    for (int i = 0; i < 3; ++i) ends[NodeId(rng.below(network.nodes.size()))] = true;
    IdVector<NodeId, std::optional<NodeId>> renamed;
    dropped_pieces += drop_side_roads(network, ends, renamed).pieces;
    for (const NodeId from : before.nodes.ids()) {
      if (!ends[from]) continue;
      const auto lengths = test::lengths_over_pieces(before, from);
      const auto after = test::lengths_over_pieces(network, *renamed[from]);
      for (const NodeId to : before.nodes.ids()) {
        if (!ends[to]) continue;
        ASSERT_EQ(lengths[to.index()], after[renamed[to]->index()]) << seed;
      }
    }
  }
  EXPECT_GT(dropped_pieces, 300u);
}

TEST(SideRoads, WhatStaysLiesOnASimpleWayBetweenEnds) {
  // Removing any kept block would cut nothing off only if no end lay behind it: checked by cutting each
  // bridge piece.
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Notes notes;
    RoadNetwork network = make_network(test::random_source(seed, 0, 20, 22), std::nullopt, notes);
    keep_largest_component(network);
    if (network.nodes.size() < 3) continue;
    IdVector<NodeId, bool> ends(network.nodes.size(), false);
    ends[NodeId(0)] = ends[NodeId(network.nodes.size() - 1)] = true;
    IdVector<NodeId, std::optional<NodeId>> renamed;
    drop_side_roads(network, ends, renamed);
    const Incidence incidence(network);
    for (const NodeId node : network.nodes.ids()) {
      const bool is_end = node == *renamed[NodeId(0)] || incidence.degree(node) >= 2 ||
                          node.index() + 1 == network.nodes.size();
      EXPECT_TRUE(is_end) << "a dead end is left, seed " << seed;
    }
  }
}

TEST(Import, WithoutPlacesDeadEndsStay) {
  const ImportedRoads roads = imported(source_of("a-b 100 primary; b-c 100 primary; b-d 100 primary"), {});
  EXPECT_EQ(roads.contraction.links.size(), 3u);
}

}  // namespace
}  // namespace homeward::roads
