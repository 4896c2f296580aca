// SPDX-License-Identifier: Apache-2.0
//
// The one gate for road files: what kind each is, and the reader for it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "network/road_source.h"
#include "network/road_tags.h"

namespace homeward::roads {

struct ReadOptions {
  TagRules rules;
  bool halts = false;
  /// All bytes of a file, or a problem.
  std::function<Result<std::string>(const std::string& path)> load;
};

/// Either one .pbf, or .geojson and .json files (also .gz), or two .csv files (also .gz): nodes and edges in
/// any order.
Result<RoadSource> read_roads(const std::vector<std::string>& paths, const ReadOptions& options);

/// Speeds by class of road: a table with the columns class, wheeled_kmh, heavy_kmh, tracked_kmh. Classes that
/// it does not name keep theirs. Heavy vehicles are not faster than wheeled ones, nor tracked ones than heavy
/// ones.
std::vector<Problem> read_speeds(const std::string& name, const std::string& bytes, TagRules& rules);

/// "motorway,trunk,primary": the classes to keep, ramps with their roads; "all" for every one.
std::vector<Problem> choose_classes(const std::string& list, TagRules& rules);

}  // namespace homeward::roads
