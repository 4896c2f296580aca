// SPDX-License-Identifier: Apache-2.0
//
// Chains: pieces in a row that meet at nodes where nothing can be decided. Used twice: to join stretches that
// are alike into one piece (shape points), and to contract pieces into links.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "network/road_network.h"

namespace homeward::roads {

struct ChainStep {
  PieceId piece;
  bool forward = true;  ///< along the piece
};

/// All pieces, each in one chain. A chain of one-way pieces runs in their direction; others begin at the
/// smaller end.
struct Chains {
  std::vector<ChainStep> steps;
  std::vector<std::uint32_t> first{0};

  std::size_t size() const { return first.size() - 1; }
  std::span<const ChainStep> chain(std::size_t index) const {
    return {steps.data() + first[index], first[index + 1] - first[index]};
  }
};

NodeId begin_of(const RoadNetwork& network, ChainStep step);
NodeId end_of(const RoadNetwork& network, ChainStep step);

/// Chains end at kept nodes, where other than two pieces meet, where directions do not go on, and where
/// `joins` refuses the two. A ring without any end is cut at its smallest node.
Chains find_chains(const RoadNetwork& network, const IdVector<NodeId, bool>& kept,
                   const std::function<bool(const RoadAttributes&, const RoadAttributes&)>& joins);

/// Joins pieces with equal attributes into one: lengths are added in millimetres and rounded once. Nodes in
/// between become points of its shape. Returns the new id of each node; nothing for those that are no longer
/// nodes.
IdVector<NodeId, std::optional<NodeId>> join_equal_pieces(RoadNetwork& network,
                                                          const IdVector<NodeId, bool>& kept);

/// Points of a chain between its ends.
void append_shape(const RoadNetwork& network, std::span<const ChainStep> chain, std::vector<GeoPoint>& shape);

}  // namespace homeward::roads
