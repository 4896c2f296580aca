// SPDX-License-Identifier: Apache-2.0
#include "report/topojson.h"

#include <gtest/gtest.h>

namespace homeward {
namespace {

// Two squares that share an edge: arc 0 is the shared edge, upwards; B uses it backwards. Scale 0.5, shift
// (10, 20).
constexpr const char* kTwoSquares = R"({"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[10,20]},
 "arcs":[[[2,0],[0,2]],[[2,2],[-2,0],[0,-2],[2,0]],[[2,0],[2,0],[0,2],[-2,0]]],
 "objects":{"countries":{"type":"GeometryCollection","geometries":[
  {"type":"Polygon","arcs":[[0,1]],"properties":{"name":"A"}},
  {"type":"MultiPolygon","arcs":[[[-1,2]]],"properties":{"name":"B"}},
  {"type":null,"properties":{"name":"Nowhere"}}]}}})";

TEST(TopoJson, arcs_are_summed_scaled_and_joined) {
  const auto countries = read_countries(kTwoSquares);
  ASSERT_TRUE(countries.ok());
  ASSERT_EQ(countries.value().size(), 3u);
  const CountryShape& a = countries.value()[0];
  EXPECT_EQ(a.name, "A");
  ASSERT_EQ(a.rings.size(), 1u);
  ASSERT_EQ(a.rings[0].size(), 5u);
  EXPECT_DOUBLE_EQ(a.rings[0][0].lon, 11);
  EXPECT_DOUBLE_EQ(a.rings[0][0].lat, 20);
  EXPECT_DOUBLE_EQ(a.rings[0][1].lat, 21);
  EXPECT_DOUBLE_EQ(a.rings[0][2].lon, 10);
}

TEST(TopoJson, a_negative_number_takes_the_arc_backwards) {
  const auto countries = read_countries(kTwoSquares);
  ASSERT_TRUE(countries.ok());
  const Ring& b = countries.value()[1].rings.at(0);
  EXPECT_DOUBLE_EQ(b[0].lat, 21);
  EXPECT_DOUBLE_EQ(b[1].lat, 20);
  EXPECT_DOUBLE_EQ(b[2].lon, 12);
}

TEST(TopoJson, another_file_is_a_problem_and_not_a_crash) {
  for (
      const char* text :
      {"", "[]", "{\"type\":\"Topology\"}",
       "{\"transform\":{\"scale\":[],\"translate\":[0,0]},\"arcs\":[[[1,2]]]}",
       R"({"transform":{"scale":[1,1],"translate":[0,0]},"arcs":[],"objects":{"countries":{"geometries":[{"type":"Polygon","arcs":[[7]]}]}}})"}) {
    EXPECT_FALSE(read_countries(text).ok()) << text;
  }
  EXPECT_FALSE(load_countries("/nowhere/at/all.json").ok());
}

TEST(TopoJson, a_ring_is_clipped_to_the_box) {
  const Ring square{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
  double area = 0;
  const Ring part = clipped_ring(square, {5, 5, 20, 20});
  for (std::size_t i = 0; i < part.size(); ++i) {
    const LonLat& next = part[(i + 1) % part.size()];
    area += part[i].lon * next.lat - next.lon * part[i].lat;
  }
  EXPECT_DOUBLE_EQ(area / 2, 25);
  EXPECT_TRUE(clipped_ring(square, {20, 20, 30, 30}).empty());
}

}  // namespace
}  // namespace homeward
