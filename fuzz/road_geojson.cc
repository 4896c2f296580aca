// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as GeoJSON roads and areas, and as tables: no crash, and what is read can be imported and
// written.
#include <cstddef>
#include <cstdint>
#include <string>

#include "must.h"
#include "network/import/gunzip.h"
#include "network/import/read_geojson.h"
#include "network/import/read_tables.h"
#include "network/import/scenario_tables.h"
#include "network/road_import.h"

namespace {

using namespace homeward::roads;

void import_all(const RoadSource& source) {
  ImportOptions options;
  options.keeps_side_roads = true;
  const auto roads = import_roads(source, options);
  if (!roads.ok()) return;
  const ScenarioTables tables = make_tables(roads.value(), {});
  must(tables.links == roads.value().contraction.links.size());
  must(tables.places >= 2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  TagRules rules = TagRules::standard();
  rules.classes.fill(true);
  const auto source = read_geojson_roads({{"roads.geojson", bytes}}, rules, true);
  if (source.ok()) import_all(source.value());
  read_geojson_areas({"areas.geojson", bytes});
  const auto edges =
      read_road_tables({"nodes.csv", "id,lat,lon\n1,0,0\n2,0,0.01\n3,0.01,0\n"}, {"edges.csv", bytes}, rules);
  if (edges.ok()) import_all(edges.value());
  read_road_tables({"nodes.csv", bytes}, {"edges.csv", "from,to\n1,2\n"}, rules);
  read_place_table({"places.csv", bytes});
  gunzipped("a", bytes, 1'000'000);
  return 0;
}
