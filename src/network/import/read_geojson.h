// SPDX-License-Identifier: Apache-2.0
//
// Roads from GeoJSON (RFC 7946): LineString and MultiLineString features whose properties are tags
// (docs/network- import.md), Points with amenity=parking and the like as halts. Lines meet where they have a
// position in common; ids are positions. One feature is held at a time. Broken JSON is refused with its byte;
// a strange feature is told.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "network/geo_area.h"
#include "network/road_source.h"
#include "network/road_tags.h"

namespace homeward::roads {

struct NamedBytes {
  std::string name;  ///< of the file, for messages
  std::string bytes;
};

/// `halts`: Points with amenity=parking, highway=rest_area or highway=services as well.
Result<RoadSource> read_geojson_roads(const std::vector<NamedBytes>& files, const TagRules& rules,
                                      bool halts);

/// Polygons and MultiPolygons; the name is the property "zone", else "name", else empty.
Result<std::vector<Area>> read_geojson_areas(const NamedBytes& file);

}  // namespace homeward::roads
