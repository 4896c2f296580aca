// SPDX-License-Identifier: Apache-2.0
//
// People at airfields who wait for a seat: groups of one demand each, by airfield. Grows when a flight brings
// people to a gateway, shrinks when they board.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "model/ids.h"
#include "plan/plan.h"
#include "planner/lift/airlift.h"

namespace homeward {

/// People of one demand at one airfield.
struct WaitingGroup {
  std::size_t demand = 0;
  UnitId unit;
  CategoryId category;
  PlaceId to;
  std::optional<PlaceId> via;  ///< absent from the gateway on
  std::int64_t count = 0;
  Time ready = 0;
  std::int64_t priority = 0;
  std::optional<Time> latest;
  bool has_bed = false;      ///< in transit here
  bool came_by_air = false;  ///< on a flight of this plan
};

/// A way of one flight, with somebody who may want it.
struct AirRoute {
  PlaceId from;
  PlaceId to;
  friend auto operator<=>(const AirRoute&, const AirRoute&) = default;
};

/// Some of a group, aboard.
struct Boarded {
  WaitingGroup group;
  std::int64_t count = 0;
};

/// People on a route at a moment: all, and those of them whose latest take-off is at most the one asked for.
struct RouteCount {
  std::int64_t all = 0;
  std::int64_t urgent = 0;
  std::int64_t changing = 0;  ///< of all: those who go on from route.to
};

class PeopleWaiting {
 public:
  PeopleWaiting(std::size_t places, std::span<const AirDemand> demands);

  void add(PlaceId at, WaitingGroup group);
  /// People who may board route at `at`, whose latest take-off at most `urgent_until` counts as urgent.
  RouteCount count(AirRoute route, Time at, Time urgent_until) const;
  /// When the first of them is ready; absent: nobody is left.
  std::optional<Time> first_ready(AirRoute route) const;
  /// The first moment at which `people` are ready, or, where they never are by `until`, the last moment ≤
  /// until at which somebody becomes ready. Absent: nobody by then.
  std::optional<Time> filled_by(AirRoute route, std::int64_t people, Time until) const;
  /// Takes people aboard: urgent first, then by priority, then who waits longest, units together. At most
  /// `changing_max` of those who change at route.to.
  std::vector<Boarded> board(AirRoute route, Time at, Time urgent_until, std::int64_t seats,
                             std::int64_t changing_max);
  const std::vector<WaitingGroup>& groups(PlaceId at) const { return groups_[at]; }

 private:
  IdVector<PlaceId, std::vector<WaitingGroup>>
      groups_;  // each sorted by ready, unit, category; no empty group
};

}  // namespace homeward
