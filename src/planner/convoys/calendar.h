// SPDX-License-Identifier: Apache-2.0
//
// When a link, place, service or airfield is closed: all windows of the model expanded to whole
// seconds over the planning horizon. Read-only after construction.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "network/road_graph.h"

namespace homeward {

/// Sorted, disjoint, not touching.
using Closures = std::vector<Interval>;

/// First t ≥ from such that [t, t + duration) meets no closure; absent if there is none before the horizon
/// ends.
std::optional<Time> first_open(const Closures& closures, Time from, Duration duration);
/// The begin of the first closure that begins at or after t; kEndOfTime if none.
Time next_closure(const Closures& closures, Time t);

/// So much of a figure (lanes of a service, parking of a place) cannot be used in that time.
struct Blocked {
  Interval when;
  std::int64_t amount = 0;
};

class Calendar {
 public:
  /// Windows are expanded in `horizon`; outside of it daily windows are not known, so nothing may be planned
  /// there.
  Calendar(const Model& model, const RoadGraph& graph, Interval horizon);

  Interval horizon() const { return horizon_; }
  const Closures& arc(ArcId id, ColumnClass column_class) const {
    return arcs_[class_index(column_class)][id];
  }
  const Closures& place(PlaceId id, ColumnClass column_class) const {
    return places_[class_index(column_class)][id];
  }
  /// Closed and no_halt: nothing may stand there.
  const Closures& halts(PlaceId id) const { return halts_[id]; }
  const Closures& service(ServiceId id) const { return services_[id]; }
  const Closures& airfield(PlaceId id) const { return airfields_[id]; }
  /// By reduced windows; those that overlap add up.
  const std::vector<Blocked>& blocked_lanes(ServiceId id) const { return blocked_lanes_[id]; }
  const std::vector<Blocked>& blocked_parking(PlaceId id) const { return blocked_parking_[id]; }

 private:
  static std::size_t class_index(ColumnClass column_class) { return static_cast<std::size_t>(column_class); }
  void apply(const Model& model, const RoadGraph& graph, const Window& window, const Closures& spans,
             WindowEffect effect);
  void block(const Model& model, Interval horizon);

  Interval horizon_;
  std::array<IdVector<ArcId, Closures>, kColumnClasses> arcs_;
  std::array<IdVector<PlaceId, Closures>, kColumnClasses> places_;
  IdVector<PlaceId, Closures> halts_;
  IdVector<ServiceId, Closures> services_;
  IdVector<PlaceId, Closures> airfields_;
  IdVector<ServiceId, std::vector<Blocked>> blocked_lanes_;
  IdVector<PlaceId, std::vector<Blocked>> blocked_parking_;
};

}  // namespace homeward
