// SPDX-License-Identifier: Apache-2.0
//
// PBF, GeoJSON and CSV: good files, and files that are cut, broken or absurd.
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>

#include "network/import/gunzip.h"
#include "network/import/read_geojson.h"
#include "network/import/read_osm.h"
#include "network/import/read_roads.h"
#include "network/import/read_tables.h"
#include "network/pbf_fixture.h"
#include "network/roads.h"

namespace homeward::roads {
namespace {

using test::imported;
using test::OsmFile;
using test::pbf_of;

/// A road 1-2-3-4 with a bridge 2-3 of 7.5 t, a one-way 4-1 drawn backwards, and a footway.
OsmFile small_file() {
  return {{{1, 0.00, 0.00, {}},
           {2, 0.00, 0.01, {}},
           {3, 0.00, 0.02, {}},
           {4, 0.00, 0.03, {}},
           {5, 0.02, 0.02, {}}},
          {{10, {1, 2}, {{"highway", "primary"}, {"ref", "A 1"}}},
           {11, {2, 3}, {{"highway", "primary"}, {"ref", "A 1"}, {"bridge", "yes"}, {"maxweight", "7.5"}}},
           {12, {3, 4}, {{"highway", "primary"}, {"ref", "A 1"}}},
           {13, {1, 5, 4}, {{"highway", "secondary"}, {"oneway", "-1"}}},
           {14, {1, 3}, {{"highway", "footway"}}}},
          2};
}

TagRules rules() { return TagRules::standard(); }

TEST(ReadOsm, TakesRoadsTagsAndPositions) {
  const auto source = read_osm_bytes(pbf_of(small_file()), {rules(), false});
  ASSERT_TRUE(source.ok()) << source.problems()[0].what;
  EXPECT_EQ(source.value().origin, "OpenStreetMap 2026-11-01");
  EXPECT_EQ(source.value().roads_read, 5);
  EXPECT_EQ(source.value().notes.of(Note::turn_restriction).count, 2);
  EXPECT_EQ(source.value().notes.of(Note::no_relations).count, 0);
  ImportOptions options;
  const ImportedRoads roads = imported(source.value(), options);
  ASSERT_EQ(roads.contraction.links.size(), 4u);
  bool bridge = false, oneway = false;
  for (const RoadLink& link : roads.contraction.links) {
    bridge = bridge || (link.attributes.mlc == 6 && link.attributes.bridge);
    oneway = oneway || (link.attributes.use == LinkUse::one_way && roads.network.nodes[link.from].id == 4);
  }
  EXPECT_TRUE(bridge && oneway);
}

TEST(ReadOsm, TheOrderOfWaysDoesNotMatter) {
  OsmFile file = small_file();
  ImportOptions options;
  const auto first = imported(read_osm_bytes(pbf_of(file), {rules(), false}).take(), options);
  std::reverse(file.ways.begin(), file.ways.end());
  std::reverse(file.nodes.begin(), file.nodes.end());
  const auto other = imported(read_osm_bytes(pbf_of(file), {rules(), false}).take(), options);
  EXPECT_EQ(test::fingerprint(first), test::fingerprint(other));
}

TEST(ReadOsm, MissingPointsAndBarriersCutTheRoad) {
  OsmFile file = small_file();
  file.nodes.erase(file.nodes.begin() + 4);
  const auto missing = read_osm_bytes(pbf_of(file), {rules(), false});
  ASSERT_TRUE(missing.ok());
  const ImportedRoads roads = imported(missing.value(), {});
  EXPECT_EQ(roads.notes.of(Note::node_missing).count, 1);
  EXPECT_EQ(roads.contraction.links.size(), 3u);
  file = small_file();
  file.nodes[4].tags = {{"barrier", "bollard"}};
  EXPECT_EQ(imported(read_osm_bytes(pbf_of(file), {rules(), false}).take(), {}).contraction.links.size(), 3u);
  file.nodes[4].tags = {{"barrier", "lift_gate"}};
  EXPECT_EQ(imported(read_osm_bytes(pbf_of(file), {rules(), false}).take(), {}).contraction.links.size(), 4u);
}

TEST(ReadOsm, LimitsAtPointsHoldForTheStretchesThatTouchThem) {
  OsmFile file = small_file();
  file.nodes[4].tags = {{"barrier", "height_restrictor"}, {"maxheight", "2.5"}};
  const ImportedRoads roads = imported(read_osm_bytes(pbf_of(file), {rules(), false}).take(), {});
  std::size_t low = 0;
  for (const RoadLink& link : roads.contraction.links) low += link.attributes.height_mm == 2500 ? 1 : 0;
  EXPECT_EQ(low, 1u);
}

TEST(ReadOsm, HaltsWithTheirRoom) {
  OsmFile file = small_file();
  file.nodes.push_back(
      {20, 0.0001, 0.005, {{"amenity", "parking"}, {"capacity:hgv", "30"}, {"name", "Lorry park"}}});
  file.nodes.push_back({21, 0.0001, 0.015, {{"amenity", "parking"}}});
  file.nodes.push_back({22, 0.0001, 0.025, {{"highway", "rest_area"}, {"capacity", "100"}}});
  file.nodes.push_back({23, 0.5, 0.5, {{"highway", "rest_area"}, {"capacity", "100"}}});
  for (int i = 0; i < 4; ++i)
    file.nodes.push_back(
        {30 + i, 0.0002 + 0.001 * (i / 2), 0.027 + 0.001 * ((i == 1 || i == 2) ? 1 : 0), {}});
  file.ways.push_back({40, {30, 31, 32, 33, 30}, {{"highway", "services"}, {"name", "Services"}}});
  const auto source = read_osm_bytes(pbf_of(file), {rules(), true});
  ASSERT_TRUE(source.ok());
  const ImportedRoads roads = imported(source.value(), {});
  ASSERT_EQ(roads.halts.size(), 3u);
  std::int64_t vehicles = 0;
  for (const auto& [node, halt] : roads.halts) vehicles += halt.vehicles;
  EXPECT_NEAR(static_cast<double>(vehicles), 30 + 25 + 110.574 * 111.319 / 150, 2);
  EXPECT_EQ(roads.notes.of(Note::halt_capacity_unknown).count, 1);
  EXPECT_EQ(roads.notes.of(Note::halt_without_road).count, 1);
  EXPECT_EQ(read_osm_bytes(pbf_of(file), {rules(), false}).value().halts.size(), 0u);
}

TEST(ReadOsm, BorderPostsAreKept) {
  OsmFile file = small_file();
  file.nodes[4].tags = {{"barrier", "border_control"}, {"name", "The Gap"}};
  const ImportedRoads roads = imported(read_osm_bytes(pbf_of(file), {rules(), false}).take(), {});
  ASSERT_EQ(roads.border_posts.size(), 1u);
  EXPECT_EQ(roads.contraction.links.size(), 5u);
}

TEST(ReadOsm, AFileWithoutRelationsMayBeCut) {
  OsmFile file = small_file();
  file.turn_restrictions = 0;
  EXPECT_EQ(read_osm_bytes(pbf_of(file), {rules(), false}).value().notes.of(Note::no_relations).count, 1);
}

TEST(ReadOsm, CutAndBrokenFilesAreProblems) {
  const std::string bytes = pbf_of(small_file());
  for (std::size_t size = 0; size < bytes.size(); size += 7) {
    const auto cut = read_osm_bytes(std::string_view(bytes).substr(0, size), {rules(), false});
    EXPECT_TRUE(!cut.ok() || cut.value().notes.of(Note::no_relations).count == 1) << size;
  }
  for (std::size_t at = 0; at < bytes.size(); at += 5) {
    std::string broken = bytes;
    broken[at] = static_cast<char>(broken[at] ^ 0x55);
    const auto result = read_osm_bytes(broken, {rules(), false});
    if (result.ok()) import_roads(result.value(), {});
  }
  EXPECT_FALSE(read_osm_bytes("<osm version='0.6'/>", {rules(), false}).ok());
  EXPECT_FALSE(read_osm_file("/does/not/exist.osm.pbf", {rules(), false}).ok());
}

constexpr const char* kGeojson = R"({"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"highway":"primary","maxspeed":50,"length_m":1500.5},
  "geometry":{"type":"LineString","coordinates":[[0,0],[0.005,0.001],[0.01,0]]}},
 {"type":"Feature","properties":{"class":"secondary","oneway":true,"mlc":60},
  "geometry":{"type":"MultiLineString","coordinates":[[[0.01,0],[0.02,0]],[[0.02,0],[0.01,0.01],[0,0]]]}},
 {"type":"Feature","properties":{"name":"a town"},"geometry":{"type":"Point","coordinates":[0,0]}},
 {"type":"Feature","properties":null,"geometry":null}]})";

TEST(ReadGeojson, LinesMeetWhereTheyShareAPosition) {
  const auto source = read_geojson_roads({{"roads.geojson", kGeojson}}, rules(), false);
  ASSERT_TRUE(source.ok()) << source.problems()[0].what;
  EXPECT_EQ(source.value().notes.of(Note::feature_without_line).count, 2);
  ImportOptions options;
  options.places = {{"A", {0, 0}, {}}, {"B", {0, 100'000}, {}}};
  const ImportedRoads roads = imported(source.value(), options);
  ASSERT_EQ(roads.contraction.links.size(), 2u);
  EXPECT_EQ(roads.contraction.links[0].length_m, 1501);
  EXPECT_EQ(roads.contraction.links[0].attributes.speeds[0], 50'000);
  EXPECT_EQ(roads.contraction.links[1].attributes.use, LinkUse::one_way);
  EXPECT_EQ(roads.contraction.links[1].attributes.mlc, 60);
}

TEST(ReadGeojson, BrokenFilesAreProblemsAndStrangeFeaturesAreTold) {
  const std::string whole = kGeojson;
  for (std::size_t size = 0; size + 3 < whole.size(); size += 3)
    EXPECT_FALSE(read_geojson_roads({{"cut", whole.substr(0, size)}}, rules(), false).ok()) << size;
  for (const char* bad : {"", "{}", "[]", "7", R"({"type":"FeatureCollection","features":[]})",
                          R"({"type":"FeatureCollection","features":7})",
                          R"({"features":[{"type":"Feature","type":"Feature","geometry":null}]})"})
    EXPECT_FALSE(read_geojson_roads({{"bad", bad}}, rules(), false).ok()) << bad;
  std::string deep = R"({"features":[)" + std::string(200'000, '[') + std::string(200'000, ']') + "]}";
  EXPECT_FALSE(read_geojson_roads({{"deep", deep}}, rules(), false).ok());
  const char* absurd = R"({"features":[{"type":"Feature","properties":{"highway":"primary"},"geometry":
    {"type":"LineString","coordinates":[[0,0],[1000,0],["x",1],[1e400,0],[0,0.01],[0,0.02],null,{},[]]}}]})";
  const auto told = read_geojson_roads({{"absurd", absurd}}, rules(), false);
  if (told.ok()) {
    EXPECT_EQ(imported(told.value(), {}).contraction.links.size(), 1u);
  } else {
    EXPECT_NE(told.problems()[0].what.find("JSON"),
              std::string::npos);  // 1e400 is out of range for the parser
  }
}

TEST(ReadGeojson, Areas) {
  const auto areas = read_geojson_areas(
      {"zones",
       R"({"type":"Feature","properties":{"zone":"land"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}})"});
  ASSERT_TRUE(areas.ok()) << areas.problems()[0].what;
  EXPECT_EQ(areas.value()[0].name, "land");
  EXPECT_TRUE(areas.value()[0].contains({2'000'000, 8'000'000}));
  EXPECT_FALSE(
      read_geojson_areas(
          {"zones", R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[0,0]}})"})
          .ok());
  EXPECT_FALSE(
      read_geojson_areas(
          {"zones",
           R"({"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[999,0],[1,1]]]}})"})
          .ok());
}

TEST(ReadTables, EveryWrongRowIsNamed) {
  const auto result = read_road_tables({"nodes.csv", "id,lat,lon\n1,0,0\n2,95,0\n2,0,x\n,1,1\n"},
                                       {"edges.csv", "from,to\n1,2\n"}, rules());
  ASSERT_FALSE(result.ok());
  ASSERT_EQ(result.problems().size(), 3u);
  EXPECT_EQ(result.problems()[0].place.line, 3);
  EXPECT_EQ(result.problems()[0].place.column, 2);
  EXPECT_EQ(result.problems()[1].place.line, 4);
  const auto edges = read_road_tables({"nodes.csv", "id,lat,lon\n1,0,0\n2,0,1\n"},
                                      {"edges.csv", "from,to,length_m\n1,7,5\n1,2,-5\n1,2\n"}, rules());
  ASSERT_FALSE(edges.ok());
  EXPECT_EQ(edges.problems().size(), 3u);
  for (const char* bad : {"", "\"", "id,lat\n1,2\n", "id,lat,lon\n\"1\"x,2,3\n"})
    EXPECT_FALSE(read_road_tables({"nodes.csv", bad}, {"edges.csv", "from,to\n1,2\n"}, rules()).ok()) << bad;
  EXPECT_FALSE(
      read_road_tables({"nodes.csv", "id,lat,lon\n1,0,0\n1,0,1\n"}, {"edges.csv", "from,to\n1,1\n"}, rules())
          .ok());
}

TEST(ReadTables, KeysOfTheFileBecomeKeysOfPlaces) {
  const auto source = read_road_tables({"n", "id,lat,lon\nKWI,0,0\n\"Camp, old\",0,0.01\n"},
                                       {"e", "from,to,highway\nKWI,\"Camp, old\",primary\n"}, rules());
  ASSERT_TRUE(source.ok());
  EXPECT_EQ(source.value().words, (std::vector<std::string>{"Camp, old", "KWI"}));
}

std::string gzip_of(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
  std::string packed(text.size() + 100, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

TEST(Gunzip, UnpacksAndRefusesCutOnesAndBombs) {
  const std::string text(100'000, 'x');
  EXPECT_EQ(gunzipped("a", gzip_of(text)).value(), text);
  EXPECT_EQ(gunzipped("a", gzip_of(text) + gzip_of("y")).value(), text + "y");
  EXPECT_EQ(gunzipped("a", "plain").value(), "plain");
  const std::string packed = gzip_of(text);
  for (std::size_t size = 2; size < packed.size(); ++size)
    EXPECT_FALSE(gunzipped("a", packed.substr(0, size)).ok()) << size;
  EXPECT_FALSE(gunzipped("a", gzip_of(text), 50'000).ok());
}

TEST(ReadRoads, FilesOfOneKind) {
  const ReadOptions options{rules(), false,
                            [](const std::string&) -> Result<std::string> { return std::string("x"); }};
  for (const std::vector<std::string>& wrong :
       {std::vector<std::string>{"a.txt"}, {"a.osm.pbf", "b.osm.pbf"}, {"a.csv"}, {"a.csv", "b.geojson"}})
    EXPECT_FALSE(read_roads(wrong, options).ok());
}

TEST(ReadRoads, SpeedsAndClasses) {
  TagRules changed = rules();
  EXPECT_TRUE(
      read_speeds("s", "class,wheeled_kmh,heavy_kmh,tracked_kmh\nprimary,45,40,30\n", changed).empty());
  EXPECT_EQ(changed.speeds[2], (Speeds{45'000, 40'000, 30'000}));
  for (const char* bad : {"class,wheeled_kmh,heavy_kmh,tracked_kmh\nprimary,45,50,30\n", "class\nprimary\n",
                          "class,wheeled_kmh,heavy_kmh,tracked_kmh\nalley,45,40,30\n"})
    EXPECT_FALSE(read_speeds("s", bad, changed).empty()) << bad;
  EXPECT_TRUE(choose_classes("motorway,trunk", changed).empty());
  EXPECT_TRUE(changed.classes[0] && changed.classes[1] && !changed.classes[2]);
  EXPECT_FALSE(choose_classes("motorway, trunk", changed).empty());
  EXPECT_FALSE(choose_classes("", changed).empty());
}

}  // namespace
}  // namespace homeward::roads
