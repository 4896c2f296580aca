// SPDX-License-Identifier: Apache-2.0
//
// A column on a way that is already chosen, without halts: the departure is pushed past each conflict until
// the whole way is free. A few binary searches an arc, so it is tried before a search over ways.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "planner/convoys/route_search.h"

namespace homeward {

/// Its memory is used again. Not for two threads at once.
class FixedWay {
 public:
  FixedWay(const Model& model, const RoadGraph& graph) : model_{model}, graph_{graph} {}
  /// The earliest arrival over these arcs from `request.from` to its goal with the request's first leg, or
  /// nothing when it is later than arrive_until or needs a departure after depart_until. Services are not
  /// looked at, so no place of the way may have one that applies.
  std::optional<Route> drive(const Timetable& timetable, const RouteRequest& request,
                             std::span<const ArcId> way);
  std::int64_t work() const { return work_; }  ///< safe intervals asked for, in all

 private:
  /// The first departure ≥ `depart` at which arc number i of the way can be entered in time; notes its lane.
  std::optional<Time> push(std::size_t i, Time depart);
  std::optional<Time> push_past_crossing(PlaceId place, Time offset, Time depart) const;
  Route unload(std::span<const ArcId> way, Time depart) const;

  const Model& model_;
  const RoadGraph& graph_;
  const Timetable* timetable_ = nullptr;
  const RouteRequest* request_ = nullptr;
  std::span<const ArcId> way_;
  std::vector<Duration> offset_;     ///< of the entry into each arc, then of the arrival, after the departure
  std::vector<std::int64_t> lanes_;  ///< chosen
  std::int64_t work_ = 0;
};

}  // namespace homeward
