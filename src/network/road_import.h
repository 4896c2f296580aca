// SPDX-License-Identifier: Apache-2.0
//
// From what a reader took out of a file to the links and decision points of a scenario, step by step:
// segments joined to pieces, the largest part in which everything can be reached, places and halts put onto
// it, side roads dropped, contraction. The same source gives the same result whatever the order of its roads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "network/road_components.h"
#include "network/road_contraction.h"
#include "network/road_snap.h"
#include "network/road_source.h"

namespace homeward::roads {

struct PlaceToSnap {
  std::string key;
  GeoPoint at;
  Source where;             ///< its row, for problems
  bool may_be_far = false;  ///< home beyond the sea: stays off the road when none is near
};

struct ImportOptions {
  ContractionOptions contraction;
  bool contracts = true;  ///< false: every piece becomes a link
  bool keeps_side_roads = false;
  std::optional<Area> area;
  std::vector<PlaceToSnap> places;
  std::int64_t snap_limit_m = 2000;
  std::int64_t halt_limit_m = 150;
};

/// How large the network is after a step.
struct NetworkSize {
  std::int64_t nodes = 0;
  std::int64_t pieces = 0;
  std::int64_t length_mm = 0;
};

struct ImportedRoads {
  RoadNetwork network;  ///< pieces; its nodes are those of the pieces, decision points or not
  Contraction contraction;
  std::vector<Snapped> places;                       ///< as in the options; only far ones without a node
  std::vector<std::pair<NodeId, SourceHalt>> halts;  ///< none at a place's node, one a node
  std::vector<std::pair<NodeId, std::string>> border_posts;
  NetworkSize segments, pieces, connected, useful;  ///< `useful`: what is contracted
  Dropped unconnected, side_roads;
  Notes notes;
  NodeNames names = NodeNames::numbers;
  std::vector<std::string> words;
  std::string origin;
  std::int64_t points_read = 0;
  std::int64_t roads_read = 0;
};

/// Problems: a place without a road within the limit, or nothing left.
Result<ImportedRoads> import_roads(const RoadSource& source, const ImportOptions& options);

/// Kilometres with each remark, over the useful pieces.
std::array<std::int64_t, kRemarkCount> remarked_mm(const RoadNetwork& network);

}  // namespace homeward::roads
