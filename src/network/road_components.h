// SPDX-License-Identifier: Apache-2.0
//
// What of a road network columns can use: the largest part in which every point can be reached from every
// other, and within it the roads that lie on some way between two places that matter.
#pragma once

#include <cstdint>

#include "network/road_network.h"

namespace homeward::roads {

struct Dropped {
  std::size_t components = 0;  ///< strongly connected parts with at least one node, other than the largest
  std::size_t pieces = 0;
  std::int64_t length_mm = 0;
};

/// Keeps the strongly connected component with the greatest length of road (Tarjan 1972); of equal ones that
/// with the smallest node. Drops all else, one-way pieces between components too.
Dropped keep_largest_component(RoadNetwork& network);

/// Keeps the pieces that lie on a simple path between two of `ends`: blocks of the block-cut tree between
/// them (Hopcroft and Tarjan 1973). No shortest way between two ends is lost. Pieces from a node to itself
/// go. With fewer than two ends nothing else is dropped.
Dropped drop_side_roads(RoadNetwork& network, const IdVector<NodeId, bool>& ends,
                        IdVector<NodeId, std::optional<NodeId>>& renamed);

}  // namespace homeward::roads
