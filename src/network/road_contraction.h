// SPDX-License-Identifier: Apache-2.0
//
// Contraction to decision points. What remains are nodes at which something can be decided or changes: kept
// places, junctions, ends, changes of use or lanes, and places where a restriction begins to be known or
// unknown. A link keeps the sum of its pieces' rounded travel times (docs/rules.md, section 1): its length is
// the sum of whole metres, and for each vehicle class it gets a speed in whole metres an hour from which
// ceil(3600 · length / speed) is that sum again, at the march rate of the import. Where no such speed exists,
// or rounding of many short pieces would make a link crawl, the chain is cut. Its restrictions are the
// strictest of its pieces.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/time.h"
#include "network/road_chains.h"
#include "network/road_network.h"

namespace homeward::roads {

struct ContractionOptions {
  std::int64_t march_rate_m_per_hour = 40'000;
  bool keep_bridges = false;  ///< a bridge becomes a link of its own
  bool split_speeds = false;  ///< no link over a change of speed, so that lower march rates are right too
};

struct RoadLink {
  NodeId from;
  NodeId to;
  std::int64_t length_m = 1;
  RoadAttributes attributes;  ///< speeds as above; class and route of the longest part; remarks of all
  std::vector<ChainStep> pieces;
};

struct Contraction {
  std::vector<RoadLink> links;  ///< in order of from, to, pieces
  std::size_t loops = 0;        ///< dropped: links from a node to itself
};

/// Travel time of a piece for a class of vehicle: ceil(3600 · metres / min(march rate, speed)).
Duration piece_time(const RoadNetwork& network, PieceId piece, VehicleClass vehicle_class,
                    std::int64_t march_rate_m_per_hour);

/// Every piece is in one link or dropped loop.
Contraction contract(const RoadNetwork& network, const IdVector<NodeId, bool>& kept,
                     const ContractionOptions& options);

/// Every piece as a link of its own, loops dropped: the network before contraction.
Contraction without_contraction(const RoadNetwork& network);

}  // namespace homeward::roads
