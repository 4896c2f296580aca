// SPDX-License-Identifier: Apache-2.0
#include "network/road_source.h"

#include <algorithm>

#include "network/geo_length.h"

namespace homeward::roads {

void SourceRoads::add(const RoadAttributes& attributes, std::span<const std::int64_t> points,
                      std::optional<std::int64_t> length_mm, std::int64_t id) {
  const auto [entry, fresh] = known_.try_emplace(attributes, AttributesId(attributes_.size()));
  if (fresh) attributes_.push_back(attributes);
  points_.insert(points_.end(), points.begin(), points.end());
  rows_.push_back({points_.size(), entry->second, length_mm.value_or(-1), id});
}

std::span<const std::int64_t> SourceRoads::points(std::size_t road) const {
  const std::size_t begin = road == 0 ? 0 : rows_[road - 1].end;
  return {points_.data() + begin, rows_[road].end - begin};
}

std::vector<std::int64_t> SourceRoads::used_points() const {
  std::vector<std::int64_t> used = points_;
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  return used;
}

namespace {

void tighten(std::optional<std::int64_t>& limit, const std::optional<std::int64_t>& other) {
  if (other) limit = limit ? std::min(*limit, *other) : *other;
}

class NetworkMaker {
 public:
  NetworkMaker(const RoadSource& source, const std::optional<Area>& area, Notes& notes)
      : source_{source}, notes_{notes}, usable_(source.nodes.size(), true) {
    network_.attributes = source.roads.attributes();
    for (std::size_t i = 0; i < source.nodes.size(); ++i) {
      const bool inside = !area || area->contains(source.nodes[i].at);
      usable_[i] = inside && !is_blocked(source.nodes[i].id);
      if (!inside) ++outside_;
      network_.nodes.push_back(source.nodes[i]);
    }
  }

  RoadNetwork make() {
    for (std::size_t road = 0; road < source_.roads.size(); ++road) add_road(road);
    notes_.count(Note::outside_area, outside_);
    const IdVector<NodeId, bool> none(network_.nodes.size(), false);
    const std::size_t before = network_.pieces.size();
    keep_pieces(network_, IdVector<PieceId, bool>(before, true), none);
    notes_.count(Note::duplicate_road, static_cast<std::int64_t>(before - network_.pieces.size()));
    return std::move(network_);
  }

 private:
  bool is_blocked(std::int64_t id) const {
    return std::binary_search(source_.blocked.begin(), source_.blocked.end(), id);
  }

  std::optional<NodeId> node_of(std::int64_t id) const {
    const auto found =
        std::lower_bound(source_.nodes.begin(), source_.nodes.end(), id,
                         [](const RoadNode& node, std::int64_t wanted) { return node.id < wanted; });
    if (found == source_.nodes.end() || found->id != id) return std::nullopt;
    return NodeId(static_cast<std::size_t>(found - source_.nodes.begin()));
  }

  void add_road(std::size_t road) {
    const SourceRoads::Row& row = source_.roads.row(road);
    const auto points = source_.roads.points(road);
    if (points.size() < 2) return notes_.tell(Note::way_too_short, row.id, "");
    nodes_.clear();
    for (const std::int64_t point : points) {
      nodes_.push_back(node_of(point));
      if (!nodes_.back()) notes_.tell(Note::node_missing, row.id, "point " + std::to_string(point));
    }
    const std::int64_t measured = row.length_mm < 0 ? 0 : measure();
    std::int64_t told_so_far = 0;
    std::int64_t measured_so_far = 0;
    for (std::size_t i = 0; i + 1 < nodes_.size(); ++i) {
      if (!nodes_[i] || !nodes_[i + 1]) continue;
      std::int64_t length = part(i);
      if (row.length_mm >= 0) {  // the file's length, divided as the map divides it
        measured_so_far += length;
        const std::int64_t told = share_of(row.length_mm, measured_so_far, measured);
        length = told - told_so_far;
        told_so_far = told;
      }
      add_segment(*nodes_[i], *nodes_[i + 1], row.attributes, length);
    }
  }

  std::int64_t part(std::size_t i) const {
    return length_mm(network_.nodes[*nodes_[i]].at, network_.nodes[*nodes_[i + 1]].at);
  }

  std::int64_t measure() const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i + 1 < nodes_.size(); ++i)
      if (nodes_[i] && nodes_[i + 1]) sum += part(i);
    return sum;
  }

  static std::int64_t share_of(std::int64_t whole, std::int64_t so_far, std::int64_t all) {
    if (all <= 0 || so_far == all) return whole;
    return static_cast<std::int64_t>(static_cast<double>(whole) *
                                     (static_cast<double>(so_far) / static_cast<double>(all)));
  }

  void add_segment(NodeId from, NodeId to, AttributesId attributes, std::int64_t length) {
    if (from == to || !usable_[from.index()] || !usable_[to.index()]) return;
    attributes = limited(from, limited(to, attributes));
    network_.pieces.push_back({from, to, attributes, 0, 0, std::max<std::int64_t>(1, length)});
  }

  AttributesId limited(NodeId node, AttributesId attributes) {
    if (source_.limits.empty()) return attributes;
    const auto limits = source_.limits.find(network_.nodes[node].id);
    if (limits == source_.limits.end()) return attributes;
    RoadAttributes tighter = network_.attributes[attributes];
    tighten(tighter.mlc, limits->second.mlc);
    tighten(tighter.height_mm, limits->second.height_mm);
    tighten(tighter.width_mm, limits->second.width_mm);
    if (limits->second.from_weight) tighter.remark(Remark::load_class_from_weight);
    return network_.attributes.push_back(tighter);
  }

  const RoadSource& source_;
  Notes& notes_;
  RoadNetwork network_;
  std::vector<char> usable_;
  std::vector<std::optional<NodeId>> nodes_;  ///< of the road at hand
  std::int64_t outside_ = 0;
};

}  // namespace

RoadNetwork make_network(const RoadSource& source, const std::optional<Area>& area, Notes& notes) {
  return NetworkMaker(source, area, notes).make();
}

}  // namespace homeward::roads
