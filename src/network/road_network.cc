// SPDX-License-Identifier: Apache-2.0
#include "network/road_network.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace homeward::roads {

Incidence::Incidence(const RoadNetwork& network) : first_(network.nodes.size() + 1, 0) {
  HW_CHECK(network.pieces.size() < (std::size_t{1} << 31));
  for (const RoadPiece& piece : network.pieces) {
    ++first_[piece.from.index() + 1];
    ++first_[piece.to.index() + 1];
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  pieces_.resize(2 * network.pieces.size());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (const PieceId id : network.pieces.ids()) {
    pieces_[next[network.pieces[id].from.index()]++] = id;
    pieces_[next[network.pieces[id].to.index()]++] = id;
  }
}

namespace {

/// Attributes in order of their content, without those that nothing uses.
void sort_attributes(RoadNetwork& network) {
  IdVector<AttributesId, bool> used(network.attributes.size(), false);
  for (const RoadPiece& piece : network.pieces) used[piece.attributes] = true;
  std::vector<AttributesId> order;
  for (const AttributesId id : network.attributes.ids())
    if (used[id]) order.push_back(id);
  std::sort(order.begin(), order.end(),
            [&](AttributesId a, AttributesId b) { return network.attributes[a] < network.attributes[b]; });
  IdVector<AttributesId, AttributesId> renamed(network.attributes.size());
  IdVector<AttributesId, RoadAttributes> sorted;
  for (const AttributesId id : order) {
    const bool again = !sorted.empty() && sorted[AttributesId(sorted.size() - 1)] == network.attributes[id];
    renamed[id] = again ? AttributesId(sorted.size() - 1) : sorted.push_back(network.attributes[id]);
  }
  for (RoadPiece& piece : network.pieces) piece.attributes = renamed[piece.attributes];
  network.attributes = std::move(sorted);
}

/// A road that runs both ways begins at its smaller end. A loop is left as it is.
void orient(RoadNetwork& network, RoadPiece& piece) {
  if (network.attributes[piece.attributes].use == LinkUse::one_way || piece.from <= piece.to) return;
  std::swap(piece.from, piece.to);
  const auto begin = network.shape.begin() + static_cast<std::ptrdiff_t>(piece.shape_begin);
  std::reverse(begin, begin + piece.shape_count);
}

}  // namespace

std::size_t sort_pieces(RoadNetwork& network) {
  sort_attributes(network);
  for (RoadPiece& piece : network.pieces) orient(network, piece);
  const auto shape_of = [&](const RoadPiece& piece) { return network.shape.data() + piece.shape_begin; };
  const auto before = [&](const RoadPiece& a, const RoadPiece& b) {
    const auto left = std::tie(a.from, a.to, a.attributes, a.length_mm);
    const auto right = std::tie(b.from, b.to, b.attributes, b.length_mm);
    if (left != right) return left < right;
    return std::lexicographical_compare(shape_of(a), shape_of(a) + a.shape_count, shape_of(b),
                                        shape_of(b) + b.shape_count);
  };
  std::sort(network.pieces.begin(), network.pieces.end(), before);
  const auto alike = [&](const RoadPiece& a, const RoadPiece& b) { return !before(a, b) && !before(b, a); };
  const auto end = std::unique(network.pieces.begin(), network.pieces.end(), alike);
  const auto gone = static_cast<std::size_t>(network.pieces.end() - end);
  network.pieces.resize(network.pieces.size() - gone);
  return gone;
}

IdVector<NodeId, std::optional<NodeId>> keep_pieces(RoadNetwork& network,
                                                    const IdVector<PieceId, bool>& pieces,
                                                    const IdVector<NodeId, bool>& kept) {
  IdVector<NodeId, bool> stays = kept;
  std::size_t count = 0;
  for (const PieceId id : network.pieces.ids()) {
    if (!pieces[id]) continue;
    const RoadPiece piece = network.pieces[id];
    stays[piece.from] = stays[piece.to] = true;
    network.pieces[PieceId(count++)] = piece;
  }
  network.pieces.resize(count);
  IdVector<NodeId, std::optional<NodeId>> renamed(network.nodes.size());
  std::size_t nodes = 0;
  for (const NodeId id : network.nodes.ids()) {
    if (!stays[id]) continue;
    network.nodes[NodeId(nodes)] = network.nodes[id];
    renamed[id] = NodeId(nodes++);
  }
  network.nodes.resize(nodes);
  for (RoadPiece& piece : network.pieces) {
    piece.from = *renamed[piece.from];
    piece.to = *renamed[piece.to];
  }
  sort_pieces(network);
  return renamed;
}

std::int64_t metres_of(std::int64_t length_mm) { return std::max<std::int64_t>(1, (length_mm + 500) / 1000); }

std::int64_t total_mm(const RoadNetwork& network) {
  std::int64_t sum = 0;
  for (const RoadPiece& piece : network.pieces) sum += piece.length_mm;
  return sum;
}

}  // namespace homeward::roads
