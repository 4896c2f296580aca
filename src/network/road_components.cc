// SPDX-License-Identifier: Apache-2.0
#include "network/road_components.h"

#include <algorithm>
#include <limits>

namespace homeward::roads {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

bool leads_out(const RoadNetwork& network, PieceId id, NodeId node) {
  return network.of(id).use != LinkUse::one_way || network.pieces[id].from == node;
}

/// Tarjan's strongly connected components without recursion.
class Components {
 public:
  explicit Components(const RoadNetwork& network)
      : network_{network},
        incidence_{network},
        component_(network.nodes.size(), kNone),
        seen_(network.nodes.size(), kNone),
        low_(network.nodes.size(), 0),
        next_(network.nodes.size(), 0) {
    for (const NodeId node : network.nodes.ids())
      if (seen_[node] == kNone) search(node);
  }
  std::uint32_t count() const { return count_; }
  std::uint32_t of(NodeId node) const { return component_[node]; }

 private:
  void search(NodeId root) {
    enter(root);
    while (!path_.empty()) {
      const NodeId node = path_.back();
      if (const std::optional<NodeId> next = next_unseen(node)) {
        enter(*next);
      } else {
        path_.pop_back();
        close(node);
        if (!path_.empty()) low_[path_.back()] = std::min(low_[path_.back()], low_[node]);
      }
    }
  }

  void enter(NodeId node) {
    seen_[node] = low_[node] = time_++;
    open_.push_back(node);
    path_.push_back(node);
  }

  std::optional<NodeId> next_unseen(NodeId node) {
    while (next_[node] < incidence_.degree(node)) {
      const PieceId piece = incidence_.begin(node)[next_[node]++];
      if (!leads_out(network_, piece, node)) continue;
      const NodeId to = other_end(network_.pieces[piece], node);
      if (seen_[to] == kNone) return to;
      if (component_[to] == kNone) low_[node] = std::min(low_[node], seen_[to]);
    }
    return std::nullopt;
  }

  void close(NodeId node) {
    if (low_[node] != seen_[node]) return;
    NodeId member;
    do {
      member = open_.back();
      open_.pop_back();
      component_[member] = count_;
    } while (member != node);
    ++count_;
  }

  const RoadNetwork& network_;
  Incidence incidence_;
  IdVector<NodeId, std::uint32_t> component_, seen_, low_, next_;
  std::vector<NodeId> open_, path_;
  std::uint32_t time_ = 0, count_ = 0;
};

Dropped keep_marked(RoadNetwork& network, const IdVector<PieceId, bool>& marked,
                    const IdVector<NodeId, bool>& kept, IdVector<NodeId, std::optional<NodeId>>& renamed) {
  const std::size_t pieces_before = network.pieces.size();
  const std::int64_t length_before = total_mm(network);
  renamed = keep_pieces(network, marked, kept);
  return {0, pieces_before - network.pieces.size(), length_before - total_mm(network)};
}

}  // namespace

Dropped keep_largest_component(RoadNetwork& network) {
  const Components components(network);
  std::vector<std::int64_t> length(components.count(), 0);
  std::vector<std::uint32_t> smallest(components.count(), kNone);
  for (const NodeId node : network.nodes.ids()) {
    std::uint32_t& least = smallest[components.of(node)];
    least = std::min(least, node.index());
  }
  for (const RoadPiece& piece : network.pieces)
    if (components.of(piece.from) == components.of(piece.to))
      length[components.of(piece.from)] += piece.length_mm;
  std::uint32_t largest = 0;
  for (std::uint32_t i = 1; i < components.count(); ++i)
    if (length[i] > length[largest] || (length[i] == length[largest] && smallest[i] < smallest[largest]))
      largest = i;
  IdVector<PieceId, bool> marked(network.pieces.size(), false);
  for (const PieceId id : network.pieces.ids()) {
    const RoadPiece& piece = network.pieces[id];
    marked[id] = components.of(piece.from) == largest && components.of(piece.to) == largest;
  }
  IdVector<NodeId, std::optional<NodeId>> renamed;
  Dropped dropped =
      keep_marked(network, marked, IdVector<NodeId, bool>(network.nodes.size(), false), renamed);
  dropped.components = components.count() > 0 ? components.count() - 1 : 0;
  return dropped;
}

namespace {

/// Marks the blocks that hold a way between two ends. The search starts at an end, so a block is needed
/// exactly when an end lies behind it.
class NeededBlocks {
 public:
  NeededBlocks(const RoadNetwork& network, const IdVector<NodeId, bool>& ends)
      : network_{network},
        incidence_{network},
        ends_{ends},
        needed_(network.pieces.size(), false),
        used_(network.pieces.size(), false),
        seen_(network.nodes.size(), kNone),
        low_(network.nodes.size(), 0),
        next_(network.nodes.size(), 0),
        ends_behind_(network.nodes.size(), 0) {}

  IdVector<PieceId, bool> mark(NodeId root) {
    enter(root, {});
    while (!path_.empty()) {
      const Step step = path_.back();
      if (const std::optional<Step> next = next_unseen(step.node)) {
        enter(next->node, next->by);
      } else {
        path_.pop_back();
        if (!path_.empty()) leave(path_.back().node, step);
      }
    }
    return std::move(needed_);
  }

 private:
  struct Step {
    NodeId node;
    PieceId by;
  };

  void enter(NodeId node, PieceId by) {
    seen_[node] = low_[node] = time_++;
    ends_behind_[node] = ends_[node] ? 1 : 0;
    path_.push_back({node, by});
  }

  std::optional<Step> next_unseen(NodeId node) {
    while (next_[node] < incidence_.degree(node)) {
      const PieceId id = incidence_.begin(node)[next_[node]++];
      const NodeId to = other_end(network_.pieces[id], node);
      if (used_[id] || to == node) continue;
      used_[id] = true;
      block_.push_back(id);
      if (seen_[to] == kNone) return Step{to, id};
      low_[node] = std::min(low_[node], seen_[to]);
    }
    return std::nullopt;
  }

  void leave(NodeId parent, Step child) {
    low_[parent] = std::min(low_[parent], low_[child.node]);
    ends_behind_[parent] += ends_behind_[child.node];
    if (low_[child.node] < seen_[parent]) return;
    PieceId member;
    do {  // a block is complete
      member = block_.back();
      block_.pop_back();
      needed_[member] = ends_behind_[child.node] > 0;
    } while (member != child.by);
  }

  const RoadNetwork& network_;
  Incidence incidence_;
  const IdVector<NodeId, bool>& ends_;
  IdVector<PieceId, bool> needed_;
  IdVector<PieceId, char> used_;
  IdVector<NodeId, std::uint32_t> seen_, low_, next_, ends_behind_;
  std::vector<Step> path_;
  std::vector<PieceId> block_;
  std::uint32_t time_ = 0;
};

}  // namespace

Dropped drop_side_roads(RoadNetwork& network, const IdVector<NodeId, bool>& ends,
                        IdVector<NodeId, std::optional<NodeId>>& renamed) {
  std::vector<NodeId> listed;
  for (const NodeId node : network.nodes.ids())
    if (ends[node]) listed.push_back(node);
  IdVector<PieceId, bool> marked(network.pieces.size(), true);
  if (listed.size() >= 2) {
    marked = NeededBlocks(network, ends).mark(listed.front());
  } else {
    for (const PieceId id : network.pieces.ids())
      marked[id] = network.pieces[id].from != network.pieces[id].to;
  }
  return keep_marked(network, marked, ends, renamed);
}

}  // namespace homeward::roads
