// SPDX-License-Identifier: Apache-2.0
//
// Small OpenStreetMap files in PBF, written by libosmium.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace homeward::roads::test {

using OsmTags = std::vector<std::pair<std::string, std::string>>;

struct OsmNode {
  std::int64_t id;
  double lat, lon;
  OsmTags tags;
};
struct OsmWay {
  std::int64_t id;
  std::vector<std::int64_t> nodes;
  OsmTags tags;
};
struct OsmFile {
  std::vector<OsmNode> nodes;
  std::vector<OsmWay> ways;
  int turn_restrictions = 0;
};

/// The bytes of the file.
std::string pbf_of(const OsmFile& file);

}  // namespace homeward::roads::test
