// SPDX-License-Identifier: Apache-2.0
#include "network/road_snap.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "network/geo_length.h"

namespace homeward::roads {
namespace {

constexpr double kMetresPerLatitudeE7 = 0.0110;  // a little less than it is anywhere
constexpr std::int64_t kAtNodeMm = 500;

struct Target {
  GeoPoint at;
  LocalFrame frame;
  std::size_t index;
};

/// A point on a piece: between point `segment` and the next one of its line, counted with both ends.
struct Foot {
  double distance_m = std::numeric_limits<double>::infinity();
  PieceId piece;
  std::uint32_t segment = 0;
  double share = 0;
};

GeoPoint line_point(const RoadNetwork& network, const RoadPiece& piece, std::uint32_t index) {
  if (index == 0) return network.nodes[piece.from].at;
  if (index > piece.shape_count) return network.nodes[piece.to].at;
  return network.shape[piece.shape_begin + index - 1];
}

/// The foot of the perpendicular from the frame's origin onto a segment, or its nearer end.
void try_segment(const Target& target, GeoPoint a, GeoPoint b, const Foot& here, Foot& best) {
  const Offset from = target.frame.to(a);
  const Offset to = target.frame.to(b);
  const double east = to.east_m - from.east_m;
  const double north = to.north_m - from.north_m;
  const double square = east * east + north * north;
  double share = square > 0 ? -(from.east_m * east + from.north_m * north) / square : 0;
  share = std::clamp(share, 0.0, 1.0);
  const double distance = std::hypot(from.east_m + share * east, from.north_m + share * north);
  if (distance >= best.distance_m) return;
  best = here;
  best.distance_m = distance;
  best.share = share;
}

/// Nearest feet of all targets (sorted by latitude) within the limit; one pass over the roads.
std::vector<Foot> nearest_feet(const RoadNetwork& network, const std::vector<Target>& targets,
                               const SnapOptions& options) {
  std::vector<Foot> feet(targets.size());
  const double limit_m = static_cast<double>(options.limit_m);
  for (Foot& foot : feet) foot.distance_m = std::nextafter(limit_m, limit_m + 1);
  const auto margin = static_cast<std::int64_t>(limit_m / kMetresPerLatitudeE7) + 1;
  for (const PieceId id : network.pieces.ids()) {
    if (options.fits && !options.fits(network.of(id))) continue;
    const RoadPiece& piece = network.pieces[id];
    for (std::uint32_t i = 0; i <= piece.shape_count; ++i) {
      const GeoPoint a = line_point(network, piece, i);
      const GeoPoint b = line_point(network, piece, i + 1);
      const std::int64_t south = std::min(a.lat_e7, b.lat_e7) - margin;
      const std::int64_t north = std::max(a.lat_e7, b.lat_e7) + margin;
      auto target = std::lower_bound(targets.begin(), targets.end(), south,
                                     [](const Target& t, std::int64_t lat) { return t.at.lat_e7 < lat; });
      for (; target != targets.end() && target->at.lat_e7 <= north; ++target)
        try_segment(*target, a, b, {0, id, i, 0}, feet[static_cast<std::size_t>(target - targets.begin())]);
    }
  }
  return feet;
}

/// How far along its piece a foot lies, in millimetres of the piece's own length.
std::int64_t along_mm(const RoadNetwork& network, const Foot& foot) {
  const RoadPiece& piece = network.pieces[foot.piece];
  double before = 0;
  double whole = 0;
  for (std::uint32_t i = 0; i <= piece.shape_count; ++i) {
    const auto part =
        static_cast<double>(length_mm(line_point(network, piece, i), line_point(network, piece, i + 1)));
    if (i < foot.segment) before += part;
    if (i == foot.segment) before += part * foot.share;
    whole += part;
  }
  if (whole <= 0) return 0;
  return std::llround(before / whole * static_cast<double>(piece.length_mm));
}

/// A foot that is to become a node.
struct Cut {
  std::int64_t along = 0;
  std::uint32_t segment = 0;
  GeoPoint at;
  std::size_t point = 0;  ///< its place in the caller's list
};

class Cutter {
 public:
  Cutter(RoadNetwork& network, std::vector<Snapped>& snapped) : network_{network}, snapped_{snapped} {}

  /// `cuts` of one piece. Replaces the piece by its first part and appends the others.
  void cut(PieceId id, std::vector<Cut> cuts) {
    std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) {
      return std::tie(a.along, a.point) < std::tie(b.along, b.point);
    });
    const RoadPiece whole = network_.pieces[id];
    RoadPiece rest = whole;
    std::int64_t done = 0;  // length before `rest`
    std::uint32_t shape_done = 0;
    for (const Cut& cut : cuts) {
      if (whole.length_mm - cut.along <= kAtNodeMm) {
        snapped_[cut.point].node = whole.to;
      } else if (cut.along - done <= kAtNodeMm) {
        snapped_[cut.point].node = rest.from;
      } else {
        const NodeId node = add_node(cut);
        RoadPiece part = rest;
        part.to = node;
        part.length_mm = cut.along - done;
        part.shape_count = cut.segment - shape_done;
        network_.pieces.push_back(part);
        rest.from = node;
        rest.length_mm -= part.length_mm;
        rest.shape_begin += part.shape_count;
        rest.shape_count -= part.shape_count;
        shape_done = cut.segment;
        done = cut.along;
      }
    }
    network_.pieces[id] = rest;
  }

 private:
  NodeId add_node(const Cut& cut) {
    const NodeId node = network_.nodes.push_back({-static_cast<std::int64_t>(network_.nodes.size()), cut.at});
    snapped_[cut.point].node = node;
    return node;
  }

  RoadNetwork& network_;
  std::vector<Snapped>& snapped_;
};

std::vector<Target> targets_of(const std::vector<GeoPoint>& points) {
  std::vector<Target> targets;
  for (std::size_t i = 0; i < points.size(); ++i) targets.push_back({points[i], LocalFrame(points[i]), i});
  std::sort(targets.begin(), targets.end(), [](const Target& a, const Target& b) {
    return std::tie(a.at, a.index) < std::tie(b.at, b.index);
  });
  return targets;
}

}  // namespace

std::vector<Snapped> snap_points(RoadNetwork& network, const std::vector<GeoPoint>& points,
                                 const SnapOptions& options) {
  const std::vector<Target> targets = targets_of(points);
  const std::vector<Foot> feet = nearest_feet(network, targets, options);
  std::vector<Snapped> snapped(points.size());
  std::map<PieceId, std::vector<Cut>> cuts;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const Foot& foot = feet[i];
    if (foot.distance_m > static_cast<double>(options.limit_m)) continue;
    snapped[targets[i].index].distance_m = std::llround(std::ceil(foot.distance_m));
    const RoadPiece& piece = network.pieces[foot.piece];
    const GeoPoint at = between(line_point(network, piece, foot.segment),
                                line_point(network, piece, foot.segment + 1), foot.share);
    cuts[foot.piece].push_back({along_mm(network, foot), foot.segment, at, targets[i].index});
  }
  Cutter cutter(network, snapped);
  for (auto& [piece, cuts_of_piece] : cuts) cutter.cut(piece, std::move(cuts_of_piece));
  sort_pieces(network);
  return snapped;
}

std::optional<std::int64_t> distance_to_road(const RoadNetwork& network, GeoPoint point,
                                             const SnapOptions& options) {
  const Target target{point, LocalFrame(point), 0};
  Foot best;
  for (const PieceId id : network.pieces.ids()) {
    if (options.fits && !options.fits(network.of(id))) continue;
    const RoadPiece& piece = network.pieces[id];
    for (std::uint32_t i = 0; i <= piece.shape_count; ++i)
      try_segment(target, line_point(network, piece, i), line_point(network, piece, i + 1), {0, id, i, 0},
                  best);
  }
  if (std::isinf(best.distance_m)) return std::nullopt;
  return std::llround(std::ceil(best.distance_m));
}

}  // namespace homeward::roads
