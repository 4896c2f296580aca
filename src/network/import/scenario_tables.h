// SPDX-License-Identifier: Apache-2.0
//
// Imported roads as places.csv and links.csv of a scenario (docs/formats/scenario.md), and as GeoJSON to look
// at. Places of the scenario keep their rows as they are; rows that an earlier import wrote are left out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "network/import/read_geojson.h"
#include "network/road_import.h"

namespace homeward::roads {

/// What is written into the column source of rows of ours, followed by the origin.
inline constexpr const char* kImportMark = "network import";

/// places.csv of a scenario, as far as snapping needs it.
struct PlaceTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  ///< without rows of an earlier import
  std::vector<PlaceToSnap> places;             ///< one a row
};
Result<PlaceTable> read_place_table(const NamedBytes& file);

struct TableOptions {
  PlaceTable places;        ///< empty header: no scenario's places
  std::string zone;         ///< of every new place; empty: none
  std::vector<Area> zones;  ///< by position; the name is the zone's key
};

struct ScenarioTables {
  std::string places_csv;
  std::string links_csv;
  std::string geojson;
  std::size_t places = 0;
  std::size_t links = 0;
  std::size_t connectors = 0;  ///< links between places that share a point of a road
};

ScenarioTables make_tables(const ImportedRoads& roads, const TableOptions& options);

/// What a remark says in the column note and in the list of assumptions.
const char* text_of(Remark remark);

}  // namespace homeward::roads
