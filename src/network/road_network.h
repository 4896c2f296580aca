// SPDX-License-Identifier: Apache-2.0
//
// A road network as maps have it, before it becomes places and links of a scenario: nodes with positions, and
// pieces of road between them, each with one set of attributes. Whole numbers: positions in ten-millionths of
// a degree (WGS 84), lengths in millimetres. Nodes are in order of their ids and pieces in canonical order,
// so that the order of the file does not matter.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "model/network.h"

namespace homeward::roads {

using NodeId = Id<struct RoadNodeTag>;
using PieceId = Id<struct RoadPieceTag>;
using AttributesId = Id<struct RoadAttributesTag>;

struct GeoPoint {
  std::int32_t lat_e7 = 0;
  std::int32_t lon_e7 = 0;
  friend auto operator<=>(const GeoPoint&, const GeoPoint&) = default;
};

enum class RoadClass : std::uint8_t {
  motorway,
  trunk,
  primary,
  secondary,
  tertiary,
  unclassified,
  residential,
  living_street,
  service,
  track,
  road  ///< of no known class
};
inline constexpr std::size_t kRoadClassCount = 11;

/// What an importer had to assume or leave out about a stretch of road; its kilometres are told by remark.
enum class Remark : std::uint8_t {
  speed_from_class,
  speed_from_surface,
  load_class_from_weight,
  load_class_of_one_way_crossing,
  single_lane_alternates,
  direction_changes,
  meeting_unknown,
  lanes_unused,
  private_access,
  lorries_forbidden,
  ford,
  toll,
  bridge_unknown
};
inline constexpr std::size_t kRemarkCount = 13;

using Speeds = std::array<std::int64_t, kVehicleClasses>;  ///< metres an hour, by VehicleClass

/// Everything about a stretch that matters to columns. Unknown restrictions are absent, never guessed.
struct RoadAttributes {
  RoadClass road_class = RoadClass::road;
  bool ramp = false;
  bool bridge = false;
  LinkUse use = LinkUse::two_way;  ///< one_way: only from → to
  std::int64_t lanes = 1;          ///< in each direction
  Speeds speeds{};
  std::optional<std::int64_t> mlc;
  std::optional<std::int64_t> height_mm;
  std::optional<std::int64_t> width_mm;
  std::optional<std::int64_t> meeting_width_mm;
  std::uint32_t remarks = 0;  ///< bit r: Remark r
  std::string route;          ///< number or name of the road

  void remark(Remark what) { remarks |= std::uint32_t{1} << static_cast<unsigned>(what); }
  bool has(Remark what) const { return (remarks >> static_cast<unsigned>(what) & 1) != 0; }
  friend auto operator<=>(const RoadAttributes&, const RoadAttributes&) = default;
};

struct RoadNode {
  std::int64_t id = 0;  ///< of the source; stable from one import to the next
  GeoPoint at;
};

/// A stretch between two nodes. `shape` are the points in between.
struct RoadPiece {
  NodeId from;
  NodeId to;
  AttributesId attributes;
  std::uint32_t shape_count = 0;
  std::uint64_t shape_begin = 0;
  std::int64_t length_mm = 1;
};

struct RoadNetwork {
  IdVector<NodeId, RoadNode> nodes;
  IdVector<AttributesId, RoadAttributes> attributes;  ///< in canonical order, none twice
  IdVector<PieceId, RoadPiece> pieces;
  std::vector<GeoPoint> shape;

  const RoadAttributes& of(PieceId piece) const { return attributes[pieces[piece].attributes]; }
};

/// Pieces at each node, in order of pieces; a piece from a node to itself stands twice.
class Incidence {
 public:
  explicit Incidence(const RoadNetwork& network);
  std::size_t degree(NodeId node) const { return first_[node.index() + 1] - first_[node.index()]; }
  const PieceId* begin(NodeId node) const { return pieces_.data() + first_[node.index()]; }
  const PieceId* end(NodeId node) const { return pieces_.data() + first_[node.index() + 1]; }

 private:
  std::vector<std::uint32_t> first_;
  std::vector<PieceId> pieces_;
};

inline NodeId other_end(const RoadPiece& piece, NodeId node) {
  return piece.from == node ? piece.to : piece.from;
}

/// Keeps the pieces marked, drops nodes at which none is left unless marked in `kept`, and puts pieces and
/// attributes into canonical order. Returns the new id of each node; nothing for dropped ones.
IdVector<NodeId, std::optional<NodeId>> keep_pieces(RoadNetwork& network,
                                                    const IdVector<PieceId, bool>& pieces,
                                                    const IdVector<NodeId, bool>& kept);

/// Puts attributes and pieces into canonical order; of pieces that are alike in everything one stays. Returns
/// how many went.
std::size_t sort_pieces(RoadNetwork& network);

/// Length of a stretch in whole metres: the nearest, at least 1.
std::int64_t metres_of(std::int64_t length_mm);

/// Kilometres are told from this.
std::int64_t total_mm(const RoadNetwork& network);

}  // namespace homeward::roads
