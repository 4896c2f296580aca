// SPDX-License-Identifier: Apache-2.0
#include "network/road_import.h"

#include <algorithm>
#include <set>

namespace homeward::roads {
namespace {

NetworkSize size_of(const RoadNetwork& network) {
  return {static_cast<std::int64_t>(network.nodes.size()), static_cast<std::int64_t>(network.pieces.size()),
          total_mm(network)};
}

/// A motorway is entered at its ramps; a base does not lie on one.
bool may_hold_places(const RoadAttributes& road) {
  return road.road_class != RoadClass::motorway && !road.ramp;
}

class Importer {
 public:
  Importer(const RoadSource& source, const ImportOptions& options) : source_{source}, options_{options} {
    result_.notes = source.notes;
    result_.names = source.names;
    result_.words = source.words;
    result_.origin = source.origin;
    result_.points_read = source.points_read;
    result_.roads_read = source.roads_read;
  }

  Result<ImportedRoads> run() {
    network() = make_network(source_, options_.area, result_.notes);
    result_.segments = size_of(network());
    track_border_posts();
    follow(join_equal_pieces(network(), kept()));
    result_.pieces = size_of(network());
    connect();
    if (network().pieces.empty())
      return Problem{{}, "No road is left to import.", "Look at --classes, --bbox and --polygon."};
    snap_places();
    if (!problems_.empty()) return problems_;
    snap_halts();
    drop_unneeded();
    follow(join_equal_pieces(network(), kept()));
    result_.useful = size_of(network());
    result_.contraction = options_.contracts ? contract(network(), kept(), options_.contraction)
                                             : without_contraction(network());
    if (result_.contraction.links.empty())
      return Problem{{},
                     "No link is left: the roads lead from no point to another.",
                     "Look at --classes, --bbox and --polygon, or name places with --snap."};
    return std::move(result_);
  }

 private:
  using Renamed = IdVector<NodeId, std::optional<NodeId>>;

  RoadNetwork& network() { return result_.network; }

  IdVector<NodeId, bool> place_nodes() {
    IdVector<NodeId, bool> marked(network().nodes.size(), false);
    for (const Snapped& place : result_.places)
      if (place.node) marked[*place.node] = true;
    return marked;
  }

  IdVector<NodeId, bool> kept() {
    IdVector<NodeId, bool> marked = place_nodes();
    for (const auto& [node, unused] : result_.halts) marked[node] = true;
    for (const auto& [node, unused] : result_.border_posts) marked[node] = true;
    return marked;
  }

  template <class What>
  static void follow(std::vector<std::pair<NodeId, What>>& marked, const Renamed& renamed) {
    std::erase_if(marked, [&](const auto& each) { return !renamed[each.first]; });
    for (auto& [node, unused] : marked) node = *renamed[node];
  }

  void follow(const Renamed& renamed) {
    for (Snapped& place : result_.places)
      if (place.node) place.node = renamed[*place.node];
    const std::size_t halts = result_.halts.size();
    follow(result_.halts, renamed);
    result_.notes.count(Note::halt_without_road, static_cast<std::int64_t>(halts - result_.halts.size()));
    follow(result_.border_posts, renamed);
  }

  void track_border_posts() {
    result_.border_posts.clear();
    for (const auto& [id, name] : source_.border_posts) {
      const auto found =
          std::lower_bound(network().nodes.begin(), network().nodes.end(), id,
                           [](const RoadNode& node, std::int64_t wanted) { return node.id < wanted; });
      if (found != network().nodes.end() && found->id == id)
        result_.border_posts.emplace_back(static_cast<std::size_t>(found - network().nodes.begin()), name);
    }
  }

  /// Nodes keep their order by id, so the posts are found again.
  void connect() {
    result_.unconnected = keep_largest_component(network());
    result_.connected = size_of(network());
    track_border_posts();
  }

  void snap_places() {
    SnapOptions options{options_.snap_limit_m, may_hold_places};
    std::vector<GeoPoint> points;
    for (const PlaceToSnap& place : options_.places) points.push_back(place.at);
    result_.places = snap_points(network(), points, options);
    std::vector<std::size_t> failed;
    std::vector<GeoPoint> again;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (result_.places[i].node) continue;
      failed.push_back(i);
      again.push_back(points[i]);
    }
    options.fits = nullptr;  // a place with nothing but a motorway near
    const std::vector<Snapped> second =
        again.empty() ? std::vector<Snapped>{} : snap_points(network(), again, options);
    for (std::size_t i = 0; i < second.size(); ++i) {
      result_.places[failed[i]] = second[i];
      const PlaceToSnap& place = options_.places[failed[i]];
      if (!second[i].node && !place.may_be_far) report_far(place, options);
    }
  }

  void report_far(const PlaceToSnap& place, const SnapOptions& options) {
    const auto distance = distance_to_road(network(), place.at, options);
    problems_.push_back({place.where,
                         "The place '" + place.key + "' lies " + std::to_string(distance.value_or(0)) +
                             " m from the nearest road of the network; the limit is " +
                             std::to_string(options.limit_m) + " m.",
                         "Look at its position, add classes of road with --classes, or raise --snap-limit."});
  }

  void snap_halts() {
    std::vector<SourceHalt> sorted = source_.halts;
    std::sort(sorted.begin(), sorted.end(), [](const SourceHalt& a, const SourceHalt& b) {
      return std::tie(a.id, a.at, a.name) < std::tie(b.id, b.at, b.name);
    });
    std::vector<GeoPoint> points;
    for (const SourceHalt& halt : sorted) points.push_back(halt.at);
    const auto snapped = snap_points(network(), points, {options_.halt_limit_m, nullptr});
    const IdVector<NodeId, bool> taken = place_nodes();
    std::map<NodeId, SourceHalt> at_node;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      if (!snapped[i].node || taken[*snapped[i].node]) {
        result_.notes.tell(Note::halt_without_road, sorted[i].id, sorted[i].name);
        continue;
      }
      const auto [entry, fresh] = at_node.try_emplace(*snapped[i].node, sorted[i]);
      if (fresh) continue;
      entry->second.vehicles += sorted[i].vehicles;
      entry->second.rest = entry->second.rest || sorted[i].rest;
      entry->second.assumed = entry->second.assumed || sorted[i].assumed;
    }
    result_.halts.assign(at_node.begin(), at_node.end());
  }

  void drop_unneeded() {
    if (options_.keeps_side_roads) return;
    Renamed renamed;
    result_.side_roads = drop_side_roads(network(), place_nodes(), renamed);
    follow(renamed);
  }

  const RoadSource& source_;
  const ImportOptions& options_;
  ImportedRoads result_;
  std::vector<Problem> problems_;
};

}  // namespace

Result<ImportedRoads> import_roads(const RoadSource& source, const ImportOptions& options) {
  return Importer(source, options).run();
}

std::array<std::int64_t, kRemarkCount> remarked_mm(const RoadNetwork& network) {
  std::array<std::int64_t, kRemarkCount> sums{};
  for (const RoadPiece& piece : network.pieces)
    for (std::size_t i = 0; i < kRemarkCount; ++i)
      if (network.attributes[piece.attributes].has(static_cast<Remark>(i))) sums[i] += piece.length_mm;
  return sums;
}

}  // namespace homeward::roads
