// SPDX-License-Identifier: Apache-2.0
//
// Real networks, where they are there: in data/public of the folder that HOMEWARD_SHARED names.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "network/import/read_roads.h"
#include "network/roads.h"

namespace homeward::roads {
namespace {

std::filesystem::path data_folder() {
  const char* named = std::getenv("HOMEWARD_SHARED");
  const std::filesystem::path shared =
      named ? named : std::filesystem::path(HOMEWARD_SOURCE_DIR) / ".." / "shared";
  return shared / "data" / "public";
}

Result<std::string> load(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

class PublicGraph : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    for (const char* table : {"_nodes.csv.gz", "_edges.csv.gz"})
      if (!std::filesystem::exists(data_folder() / (std::string(GetParam()) + table)))
        GTEST_SKIP() << "left out: no " << GetParam() << table << " in " << data_folder()
                     << " (set HOMEWARD_SHARED)";
  }
  RoadSource source() const {
    TagRules rules = TagRules::standard();
    rules.classes.fill(true);
    const std::string stem = (data_folder() / GetParam()).string();
    auto read = read_roads({stem + "_nodes.csv.gz", stem + "_edges.csv.gz"}, {rules, false, load});
    HW_CHECK(read.ok());
    return read.take();
  }
};

TEST_P(PublicGraph, KeepsTheTravelTimesBetweenKeptPoints) {
  ImportOptions options;
  options.keeps_side_roads = true;
  const ImportedRoads roads = test::imported(source(), options);
  EXPECT_LT(roads.contraction.links.size(), static_cast<std::size_t>(roads.segments.pieces));
  std::vector<bool> kept(roads.network.nodes.size(), false);
  for (const RoadLink& link : roads.contraction.links) kept[link.from.index()] = kept[link.to.index()] = true;
  std::size_t compared = 0;
  for (std::size_t i = 0; i < roads.network.nodes.size(); i += roads.network.nodes.size() / 25) {
    if (!kept[i]) continue;
    for (const unsigned classes : {1u, 2u, 4u, 7u}) {
      const auto before = test::times_over_pieces(roads.network, NodeId(i), 40'000, {classes});
      const auto after = test::times_over_links(roads, NodeId(i), 40'000, {classes});
      for (std::size_t to = 0; to < before.size(); ++to) {
        if (!kept[to]) continue;
        ASSERT_EQ(before[to], after[to]) << i << " to " << to;
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 10'000u);
}

TEST_P(PublicGraph, JoiningStretchesKeepsTheKilometres) {
  Notes notes;
  RoadNetwork network = make_network(source(), std::nullopt, notes);
  const std::int64_t before = total_mm(network);
  join_equal_pieces(network, IdVector<NodeId, bool>(network.nodes.size(), false));
  EXPECT_EQ(total_mm(network), before);
}

TEST_P(PublicGraph, GivesTheSameNetworkTwice) {
  const RoadSource once = source();
  EXPECT_EQ(test::fingerprint(test::imported(once, {})), test::fingerprint(test::imported(source(), {})));
}

INSTANTIATE_TEST_SUITE_P(Public, PublicGraph,
                         testing::Values("osm_liechtenstein", "osm_andorra", "ne_world_road_graph"));

}  // namespace
}  // namespace homeward::roads
