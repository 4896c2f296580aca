// SPDX-License-Identifier: Apache-2.0
//
// What one thread needs to plan columns one at a time: a timetable of its own and the memory of its searches.
#pragma once

#include <optional>

#include "planner/many/traffic.h"

namespace homeward::many {

struct Limits {
  Time depart_from = kStartOfTime;  ///< not before ready in any case
  Time arrive_until = kEndOfTime;
  std::size_t labels_max = 0;  ///< 0: without limit
};

class Workshop {
 public:
  explicit Workshop(const Roads& roads);

  const Timetable& timetable() const { return timetable_; }
  /// The earliest arrival of the column among all reservations; on its shortest way if that is free at once.
  std::optional<Route> plan(std::uint32_t column, const Limits& limits);
  /// The earliest arrival when some entries are closed to this column (sorted). `left`: to the column's
  /// goals.
  std::optional<Route> plan_around(std::uint32_t column, const ToGoal& left,
                                   std::span<const ClosedEntries> closed, const Limits& limits);
  /// On its shortest way, however late.
  std::optional<Route> plan_shortest(std::uint32_t column, const Limits& limits);
  /// On the way given, without looking for others.
  std::optional<Route> plan_along(std::uint32_t column, std::span<const ArcId> way, const Limits& limits);
  /// Nothing in the timetable is in the way of this route.
  bool fits(std::uint32_t column, const Route& route);
  void put_in(std::uint32_t column, const Route& route);
  void take_out(std::uint32_t column, const Route& route);

  /// Forgets what it knows of distances, so that work does not depend on what was asked before.
  void forget() { aimed_.reset(); }
  /// Free-flow driving time of a column; kEndOfTime if there is no way.
  Duration shortest(std::uint32_t column);
  std::int64_t work() const { return search_.work() + fixed_.work() + backward_.work(); }

 private:
  const RouteRequest& request_for(std::uint32_t column, const Limits& limits);
  const RouteRequest& request_for(std::uint32_t column, const ToGoal& left, const Limits& limits);
  void find_shortest_way(std::uint32_t column);
  void aim(std::uint32_t column);

  const Roads& roads_;
  Timetable timetable_;
  RouteSearch search_;
  FixedWay fixed_;
  BackwardSearch backward_;
  ToGoal to_goal_;
  std::optional<std::uint32_t> aimed_;  ///< column that backward_ and to_goal_ are set for
  RouteRequest request_;
  std::vector<ArcId> way_;
};

}  // namespace homeward::many
