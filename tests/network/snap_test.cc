// SPDX-License-Identifier: Apache-2.0
#include "network/road_snap.h"

#include <gtest/gtest.h>

#include "network/geo_area.h"
#include "network/geo_length.h"
#include "network/roads.h"

namespace homeward::roads {
namespace {

using test::source_of;

GeoPoint at(double lat, double lon) {
  return {static_cast<std::int32_t>(lat * 1e7), static_cast<std::int32_t>(lon * 1e7)};
}

TEST(GeoLength, AgreesWithPublishedArcs) {
  // WGS 84: a degree of latitude at the equator 110,574 m, of longitude 111,320 m; a quarter meridian
  // 10,001,965.7 m.
  EXPECT_NEAR(static_cast<double>(length_mm(at(0, 0), at(0, 1))), 111'319'491, 200);
  EXPECT_NEAR(static_cast<double>(length_mm(at(0, 0), at(1, 0))), 110'574'389, 200);
  EXPECT_NEAR(static_cast<double>(length_mm(at(0, 10), at(89.9999999, 10))), 10'001'965'729.0, 100'000);
}

TEST(GeoLength, CrossesTheDateLineTheShortWay) {
  EXPECT_EQ(length_mm(at(10, 179.95), at(10, -179.95)), length_mm(at(10, -0.05), at(10, 0.05)));
}

/// a at (0, 0), b at (0, 0.01): 1,113 m apart.
struct Snapping {
  RoadNetwork network;
  explicit Snapping(std::string_view drawing) {
    Notes notes;
    network = make_network(source_of(drawing), std::nullopt, notes);
  }
};

TEST(Snap, SplitsThePieceAtTheNearestPointAndKeepsItsLength) {
  Snapping s("a-b 2000 primary");
  const auto snapped = snap_points(s.network, {at(0.001, 0.0025)}, {500, nullptr});
  ASSERT_TRUE(snapped[0].node);
  EXPECT_EQ(snapped[0].distance_m, 111);
  ASSERT_EQ(s.network.pieces.size(), 2u);
  EXPECT_EQ(total_mm(s.network), 2'000'000);
  EXPECT_NEAR(static_cast<double>(s.network.pieces[PieceId(0)].length_mm), 500'000, 10);
  EXPECT_EQ(s.network.nodes[*snapped[0].node].at.lon_e7, 25'000);
}

TEST(Snap, TakesANodeThatIsNear) {
  Snapping s("a-b 1000 primary");
  const auto snapped = snap_points(s.network, {at(0, 0.000001)}, {500, nullptr});
  EXPECT_EQ(snapped[0].node, NodeId(0));
  EXPECT_EQ(s.network.pieces.size(), 1u);
}

TEST(Snap, SeveralPlacesOnOnePiece) {
  Snapping s("a-b 1000 primary");
  const auto snapped =
      snap_points(s.network, {at(0.001, 0.008), at(0.001, 0.002), at(-0.001, 0.008)}, {500, nullptr});
  EXPECT_EQ(s.network.pieces.size(), 3u);
  EXPECT_EQ(snapped[0].node, snapped[2].node);
  EXPECT_NE(snapped[0].node, snapped[1].node);
  EXPECT_EQ(total_mm(s.network), 1'000'000);
}

TEST(Snap, RefusesWhatIsTooFarAndSaysHowFar) {
  ImportOptions options;
  options.places = {{"far", at(0.1, 0), {"places.csv", 2, 0, ""}}};
  const auto result = import_roads(source_of("a-b 1000 primary"), options);
  ASSERT_FALSE(result.ok());
  EXPECT_NE(result.problems()[0].what.find("'far' lies 11058 m"), std::string::npos)
      << result.problems()[0].what;
  EXPECT_EQ(result.problems()[0].place.line, 2);
}

TEST(Snap, PutsNoPlaceOntoAMotorwayWhenAnotherRoadIsNear) {
  const RoadSource source = source_of("a-b 1000 motorway oneway=no; b-c 3000 primary; c-a 3000 primary");
  ImportOptions options;
  options.places = {{"camp", at(0.0001, 0.002), {}}, {"port", at(0, 0.02), {}}};
  const ImportedRoads roads = test::imported(source, options);
  bool on_motorway = false;
  for (const RoadLink& link : roads.contraction.links)
    for (const NodeId end : {link.from, link.to})
      on_motorway =
          on_motorway || (end == *roads.places[0].node && link.attributes.road_class == RoadClass::motorway &&
                          link.length_m < 1000);
  EXPECT_FALSE(on_motorway);
}

TEST(Area, BoxesAndPolygonsWithHoles) {
  const auto box = parse_box("1.4,42.4,1.8,42.7");
  ASSERT_TRUE(box.ok());
  EXPECT_TRUE(box.value().contains(at(42.5, 1.5)));
  EXPECT_FALSE(box.value().contains(at(42.5, 1.9)));
  for (const char* wrong :
       {"", "1,2,3", "1,2,3,4,5", "2,1,1,2", "a,b,c,d", "1,2,3,1000", "1;2;3;4", "nan,0,1,1"})
    EXPECT_FALSE(parse_box(wrong).ok()) << wrong;
  const Area ring{"", {{at(0, 0), at(0, 4), at(4, 4), at(4, 0)}, {at(1, 1), at(1, 3), at(3, 3), at(3, 1)}}};
  EXPECT_TRUE(ring.contains(at(0.5, 2)));
  EXPECT_FALSE(ring.contains(at(2, 2)));
}

TEST(Area, DegreesAreReadStrictly) {
  EXPECT_EQ(parse_degrees("-1.5", 90), -15'000'000);
  EXPECT_EQ(parse_degrees("42.12345678912", 90), 421'234'568);
  for (const char* wrong : {"", "-", "1e3", "90.1", "+1", "1,5", "42.123456789x", " 1"})
    EXPECT_EQ(parse_degrees(wrong, 90), std::nullopt) << wrong;
}

}  // namespace
}  // namespace homeward::roads
