// SPDX-License-Identifier: Apache-2.0
//
// homeward network import: what it writes is a scenario's, and can be planned.
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace homeward {
namespace {

using nlohmann::json;
using test::Ended;
using test::ProgramTest;

constexpr const char* kNodes =
    "id,lat,lon\n1,18.00,-15.00\n2,18.00,-14.90\n3,18.00,-14.80\n4,18.05,-14.90\n5,18.30,-14.90\n";
constexpr const char* kEdges =
    "from,to,highway,lanes,maxweight,name\n1,2,primary,,,\"Coast road, "
    "old\"\n2,3,primary,1,,\n2,4,secondary,,40,\n4,5,residential,,,\n";

class NetworkTest : public ProgramTest {
 protected:
  void write_tables() const {
    write("nodes.csv", kNodes);
    write("edges.csv", kEdges);
  }

  /// Everything of a scenario but its roads: two camps in the zone `land`, a way out at `out`.
  void write_scenario(const std::string& places) const {
    std::filesystem::create_directories(folder() / "scenario");
    write("scenario/scenario.yaml",
          "homeward: 1\ntitle: Roads from a map\ntime_zone: UTC\nstart: 2030-03-01\ndeadline: "
          "2030-03-20\nzone: land\n"
          "zones: {land: The land, abroad: Abroad}\ncategories: {military: Military}\n"
          "unknown: {link_mlc: 100, link_height_m: 4.5, link_width_m: 3.5}\n");
    write("scenario/places.csv", "place,name,kind,lat,lon,zones,parking_vehicles,rest\n" + places);
    write("scenario/item_types.csv",
          "type,name,self_propelled,length_m,mass_t,mlc,height_m,width_m,crew,seats\ncar,Car,yes,7,10,12,2.6,"
          "2.5,2,8\n");
    write("scenario/units.csv",
          "uln,name,place,people_military,destination\nA,First,north,80,out\nB,Second,south,60,out\n");
    write("scenario/items.csv",
          "lot,unit,type,count,destination\nA-cars,A,car,30,out\nB-cars,B,car,20,out\n");
  }

  /// The scenario is read, planned, and the plan holds.
  void expect_plan_that_holds() {
    const Ended valid = homeward({"validate", "scenario"});
    ASSERT_EQ(valid.exit_code, 0) << valid.err;
    const Ended plan =
        homeward({"plan", "scenario", "--work-limit", "2000000", "--out", "all.plan.json", "--quiet"});
    ASSERT_EQ(plan.exit_code, 0) << plan.out << plan.err;
    const Ended check = homeward({"check", "scenario", "all.plan.json"});
    EXPECT_EQ(check.exit_code, 0) << check.out << check.err;
  }
};

TEST_F(NetworkTest, ImportsTablesIntoAScenarioThatCanBePlanned) {
  write_tables();
  write_scenario(
      "north,Camp North,base,18.051,-14.9,land,60,yes\nsouth,\"Camp South, "
      "old\",base,18.001,-14.99,land,60,yes\n"
      "out,Way out,town,18.0,-14.8,abroad,100,yes\nhome,Home,home,48.0,-4.0,,0,no\n");
  const Ended imported =
      homeward({"network", "import", "edges.csv", "nodes.csv", "--snap", "scenario/places.csv", "--zone",
                "land", "--out", "scenario", "--force", "--json"});
  ASSERT_EQ(imported.exit_code, 0) << imported.out << imported.err;
  const json answer = json::parse(imported.out);
  EXPECT_EQ(answer["status"], "imported");
  EXPECT_EQ(answer["links"], 3);
  EXPECT_EQ(answer["places"], 5);
  EXPECT_EQ(answer["snapped"][1]["distance_m"], 111);
  EXPECT_EQ(answer["snapped"][3]["on_road"], false);
  const std::string links = read("scenario/links.csv");
  EXPECT_NE(links.find("alternating"), std::string::npos);
  EXPECT_NE(links.find(",35,"), std::string::npos) << links;  // 40 t
  EXPECT_NE(read("scenario/places.csv").find("south,\"Camp South, old\",base,18.001,-14.99,land,60,yes"),
            std::string::npos);
  expect_plan_that_holds();
}

TEST_F(NetworkTest, ImportingAgainGivesTheSameFiles) {
  write_tables();
  write_scenario(
      "north,Camp North,base,18.051,-14.9,land,60,yes\nout,Way out,town,18.0,-14.8,abroad,100,yes\n");
  const std::vector<std::string> words = {
      "network", "import",   "nodes.csv", "edges.csv", "--snap",     "scenario/places.csv",
      "--out",   "scenario", "--force",   "--geojson", "map.geojson"};
  ASSERT_EQ(homeward(words).exit_code, 0);
  const std::string places = read("scenario/places.csv"), links = read("scenario/links.csv");
  const json map = json::parse(read("map.geojson"));
  EXPECT_EQ(map["features"].size(), 2u + 1u + 2u);
  ASSERT_EQ(homeward(words).exit_code, 0);
  EXPECT_EQ(read("scenario/places.csv"), places);
  EXPECT_EQ(read("scenario/links.csv"), links);
}

TEST_F(NetworkTest, PlacesAtOnePointOfARoadAreJoined) {
  write_tables();
  write_scenario(
      "north,Camp North,base,18.051,-14.9,land,60,yes\nsouth,Camp South,base,18.001,-14.9,land,60,yes\n"
      "out,Way out,town,18.0,-14.8,abroad,100,yes\nport,Port,town,18.0002,-14.8,abroad,100,yes\n");
  const Ended imported = homeward({"network", "import", "edges.csv", "nodes.csv", "--snap",
                                   "scenario/places.csv", "--out", "scenario", "--force"});
  ASSERT_EQ(imported.exit_code, 0) << imported.err;
  EXPECT_NE(read("scenario/links.csv").find("out-port,out,port,0.022,two_way"), std::string::npos)
      << read("scenario/links.csv");
  expect_plan_that_holds();
}

TEST_F(NetworkTest, NothingIsOverwrittenWithoutForce) {
  write_tables();
  write("links.csv", "mine");
  EXPECT_EQ(homeward({"network", "import", "nodes.csv", "edges.csv", "--out", "."}).exit_code, 2);
  EXPECT_EQ(read("links.csv"), "mine");
}

TEST_F(NetworkTest, TroubleIsToldWithItsExitCode) {
  write_tables();
  write("broken.csv", "id,lat,lon\n1,95,0\n");
  write("cut.geojson", "{\"type\":\"FeatureColl");
  write("far.csv", "place,name,kind,lat,lon\nfar,Far,base,20,0\n");
  write("empty.osm.pbf", "");
  const auto code = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"network", "import"});
    words.push_back("--json");
    const Ended ended = homeward(words);
    EXPECT_TRUE(json::accept(ended.out)) << ended.out;
    return ended.exit_code;
  };
  EXPECT_EQ(code({"missing.osm.pbf"}), 6);
  EXPECT_EQ(code({"nodes.csv", "missing.csv"}), 6);
  EXPECT_EQ(code({"nodes.csv", "edges.csv", "--snap", "missing.csv"}), 6);
  EXPECT_EQ(code({"empty.osm.pbf"}), 3);
  EXPECT_EQ(code({"cut.geojson"}), 3);
  EXPECT_EQ(code({"broken.csv", "edges.csv"}), 3);
  EXPECT_EQ(code({"nodes.csv", "edges.csv", "--snap", "far.csv"}), 3);
  EXPECT_EQ(code({"nodes.csv", "edges.csv", "--classes", "alley"}), 3);
  EXPECT_EQ(code({"nodes.csv", "edges.csv", "--bbox", "1,2"}), 3);
  EXPECT_EQ(code({"nodes.csv", "edges.csv", "--bbox", "0,0,1,1"}), 3);
  EXPECT_EQ(code({"nodes.csv", "edges.csv", "--march-rate", "fast"}), 2);
  EXPECT_EQ(code({}), 2);
}

/// Where the public tables are, or nowhere.
std::filesystem::path public_data() {
  const char* named = std::getenv("HOMEWARD_SHARED");
  const std::filesystem::path shared =
      named ? named : std::filesystem::path(HOMEWARD_SOURCE_DIR) / ".." / "shared";
  return shared / "data" / "public";
}

class CountryTest : public NetworkTest {
 protected:
  void SetUp() override {
    NetworkTest::SetUp();
    for (const char* table : {"osm_andorra_nodes.csv.gz", "osm_andorra_edges.csv.gz"})
      if (!std::filesystem::exists(public_data() / table))
        GTEST_SKIP() << "left out: no " << table << " in " << public_data() << " (set HOMEWARD_SHARED)";
  }

  json import(const std::string& box) {
    const Ended imported =
        homeward({"network", "import", (public_data() / "osm_andorra_nodes.csv.gz").string(),
                  (public_data() / "osm_andorra_edges.csv.gz").string(), "--snap", "scenario/places.csv",
                  "--zone", "land", "--out", "scenario", "--force", "--json", "--bbox", box});
    EXPECT_EQ(imported.exit_code, 0) << imported.out << imported.err;
    return json::parse(imported.out);
  }
};

TEST_F(CountryTest, AWholeCountryBecomesAScenarioThatIsSound) {
  write_scenario(
      "north,Ordino,base,42.556,1.533,land,60,yes\nsouth,Sant Julia,base,42.464,1.491,land,60,yes\n"
      "out,Pas de la Casa,town,42.5425,1.7335,abroad,100,yes\n");
  const json answer = import("1.3,42.3,1.9,42.7");
  EXPECT_LT(answer["links"], answer["before_contraction"]["links"]);
  EXPECT_GT(answer["links"], 50);
  EXPECT_GT(answer["side_roads_dropped"]["km"], 10);
  const Ended valid = homeward({"validate", "scenario"});
  EXPECT_EQ(valid.exit_code, 0) << valid.err;
}

TEST_F(CountryTest, ItsEasternRoadIsPlannedAndChecked) {
  write_scenario(
      "north,Canillo,base,42.567,1.598,land,60,yes\nsouth,Soldeu,base,42.577,1.667,land,60,yes\n"
      "out,Pas de la Casa,town,42.5425,1.7335,abroad,100,yes\n");
  EXPECT_GT(import("1.58,42.5,1.78,42.62")["links"], 20);
  expect_plan_that_holds();
}

}  // namespace
}  // namespace homeward
