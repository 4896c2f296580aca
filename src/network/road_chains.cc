// SPDX-License-Identifier: Apache-2.0
#include "network/road_chains.h"

#include <algorithm>
#include <optional>

namespace homeward::roads {

NodeId begin_of(const RoadNetwork& network, ChainStep step) {
  const RoadPiece& piece = network.pieces[step.piece];
  return step.forward ? piece.from : piece.to;
}

NodeId end_of(const RoadNetwork& network, ChainStep step) {
  const RoadPiece& piece = network.pieces[step.piece];
  return step.forward ? piece.to : piece.from;
}

namespace {

using Joins = std::function<bool(const RoadAttributes&, const RoadAttributes&)>;

class ChainFinder {
 public:
  ChainFinder(const RoadNetwork& network, const IdVector<NodeId, bool>& kept, const Joins& joins)
      : network_{network},
        incidence_{network},
        stops_(network.nodes.size(), true),
        used_(network.pieces.size(), false) {
    for (const NodeId node : network.nodes.ids())
      if (!kept[node]) stops_[node] = !passes(node, joins);
  }

  Chains find() {
    for (const NodeId node : network_.nodes.ids())
      if (stops_[node]) leave(node);
    for (const NodeId node : network_.nodes.ids()) {  // rings without a stop
      if (stops_[node] || used_[*incidence_.begin(node)]) continue;
      stops_[node] = true;
      leave(node);
    }
    return std::move(chains_);
  }

 private:
  bool passes(NodeId node, const Joins& joins) const {
    if (incidence_.degree(node) != 2) return false;
    const PieceId first = *incidence_.begin(node);
    const PieceId second = *(incidence_.begin(node) + 1);
    if (first == second) return false;  // a loop
    const RoadAttributes& a = network_.of(first);
    const RoadAttributes& b = network_.of(second);
    if (a.use != b.use) return false;
    const bool in = network_.pieces[first].to == node;
    const bool out = network_.pieces[second].from == node;
    if (a.use == LinkUse::one_way && in != out) return false;
    return joins(a, b);
  }

  void leave(NodeId node) {
    for (const PieceId* piece = incidence_.begin(node); piece != incidence_.end(node); ++piece)
      if (!used_[*piece]) walk(node, *piece);
  }

  void walk(NodeId node, PieceId piece) {
    const std::size_t begin = chains_.steps.size();
    for (;;) {
      used_[piece] = true;
      const bool forward = network_.pieces[piece].from == node;
      chains_.steps.push_back({piece, forward});
      node = other_end(network_.pieces[piece], node);
      if (stops_[node]) break;
      const PieceId first = *incidence_.begin(node);
      piece = first == piece ? *(incidence_.begin(node) + 1) : first;
    }
    if (network_.of(piece).use == LinkUse::one_way && !chains_.steps[begin].forward) turn(begin);
    chains_.first.push_back(static_cast<std::uint32_t>(chains_.steps.size()));
  }

  void turn(std::size_t begin) {
    std::reverse(chains_.steps.begin() + static_cast<std::ptrdiff_t>(begin), chains_.steps.end());
    for (std::size_t i = begin; i < chains_.steps.size(); ++i)
      chains_.steps[i].forward = !chains_.steps[i].forward;
  }

  const RoadNetwork& network_;
  Incidence incidence_;
  IdVector<NodeId, char> stops_;
  IdVector<PieceId, char> used_;
  Chains chains_;
};

}  // namespace

Chains find_chains(const RoadNetwork& network, const IdVector<NodeId, bool>& kept, const Joins& joins) {
  return ChainFinder(network, kept, joins).find();
}

void append_shape(const RoadNetwork& network, std::span<const ChainStep> chain,
                  std::vector<GeoPoint>& shape) {
  for (std::size_t i = 0; i < chain.size(); ++i) {
    if (i > 0) shape.push_back(network.nodes[begin_of(network, chain[i])].at);
    const RoadPiece& piece = network.pieces[chain[i].piece];
    const GeoPoint* begin = network.shape.data() + piece.shape_begin;
    if (chain[i].forward) {
      shape.insert(shape.end(), begin, begin + piece.shape_count);
    } else {
      shape.insert(shape.end(), std::reverse_iterator(begin + piece.shape_count),
                   std::reverse_iterator(begin));
    }
  }
}

IdVector<NodeId, std::optional<NodeId>> join_equal_pieces(RoadNetwork& network,
                                                          const IdVector<NodeId, bool>& kept) {
  const Chains chains =
      find_chains(network, kept, [](const RoadAttributes& a, const RoadAttributes& b) { return a == b; });
  IdVector<PieceId, RoadPiece> joined;
  std::vector<GeoPoint> shape;
  for (std::size_t i = 0; i < chains.size(); ++i) {
    const auto chain = chains.chain(i);
    RoadPiece piece = network.pieces[chain.front().piece];
    piece.from = begin_of(network, chain.front());
    piece.to = end_of(network, chain.back());
    piece.shape_begin = shape.size();
    piece.length_mm = 0;
    for (const ChainStep& step : chain) piece.length_mm += network.pieces[step.piece].length_mm;
    append_shape(network, chain, shape);
    piece.shape_count = static_cast<std::uint32_t>(shape.size() - piece.shape_begin);
    joined.push_back(piece);
  }
  network.pieces = std::move(joined);
  network.shape = std::move(shape);
  return keep_pieces(network, IdVector<PieceId, bool>(network.pieces.size(), true), kept);
}

}  // namespace homeward::roads
