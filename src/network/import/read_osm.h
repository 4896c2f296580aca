// SPDX-License-Identifier: Apache-2.0
//
// Roads from an OpenStreetMap extract in PBF. The file is read twice: ways, then the points they use; memory
// grows with the roads that are kept, not with the file. A file that is cut, broken or empty is a problem,
// never a crash; one cut exactly between two blocks cannot be told from a smaller extract, so missing points
// are told, and a file without relations, which every extract has.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "network/road_source.h"
#include "network/road_tags.h"

namespace homeward::roads {

struct OsmOptions {
  TagRules rules;
  bool halts = false;  ///< car parks and rest areas as well
};

Result<RoadSource> read_osm_file(const std::string& path, const OsmOptions& options);

/// The same from memory.
Result<RoadSource> read_osm_bytes(std::string_view bytes, const OsmOptions& options);

}  // namespace homeward::roads
