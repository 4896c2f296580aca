// SPDX-License-Identifier: Apache-2.0
//
// The directed road graph of a model: every link in each direction in which it may be driven. CSR
// arrays, read-only after construction, shared by all searches.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/model.h"

namespace homeward {

/// A link in one direction: arc 2·link is forward, 2·link + 1 is backward.
using ArcId = Id<struct ArcTag>;

inline ArcId arc_of(Direction direction) {
  return ArcId(2 * std::size_t{direction.link.index()} + (direction.forward ? 0 : 1));
}
inline Direction direction_of(ArcId arc) { return {LinkId(arc.index() / 2), arc.index() % 2 == 0}; }
inline ArcId opposite(ArcId arc) { return ArcId(arc.index() ^ 1u); }

class RoadGraph {
 public:
  explicit RoadGraph(const Model& model);

  std::size_t arc_count() const { return from_.size(); }
  std::size_t place_count() const { return first_out_.size() - 1; }
  PlaceId from(ArcId arc) const { return from_[arc]; }
  PlaceId to(ArcId arc) const { return to_[arc]; }
  std::span<const ArcId> out(PlaceId place) const { return slice(out_, first_out_, place); }
  std::span<const ArcId> in(PlaceId place) const { return slice(in_, first_in_, place); }

 private:
  static std::span<const ArcId> slice(const std::vector<ArcId>& arcs, const std::vector<std::uint32_t>& first,
                                      PlaceId place) {
    const std::size_t begin = first[place.index()];
    return {arcs.data() + begin, first[place.index() + 1] - begin};
  }
  IdVector<ArcId, PlaceId> from_;
  IdVector<ArcId, PlaceId> to_;
  std::vector<ArcId> out_;
  std::vector<ArcId> in_;
  std::vector<std::uint32_t> first_out_;
  std::vector<std::uint32_t> first_in_;
};

/// What a set of vehicles needs of the road: the slowest rate, the classes, the largest measures as loaded.
struct RoadNeeds {
  std::int64_t march_rate_m_per_hour = 0;
  std::array<bool, kVehicleClasses> classes{};
  std::int64_t mlc = 0;
  std::int64_t height_mm = 0;
  std::int64_t width_mm = 0;
  friend auto operator<=>(const RoadNeeds&, const RoadNeeds&) = default;
};

inline constexpr Duration kClosed = -1;  ///< a link that these vehicles may not use

/// Travel time of every arc for these needs: ceil(3600 · length / v), or kClosed (docs/rules.md, sections 1
/// and 2).
IdVector<ArcId, Duration> travel_times(const Model& model, const RoadGraph& graph, const RoadNeeds& needs);

/// Least driving time from every place to `goal`; kEndOfTime where there is no way.
IdVector<PlaceId, Duration> times_to(const RoadGraph& graph, const IdVector<ArcId, Duration>& travel,
                                     PlaceId goal);

}  // namespace homeward
