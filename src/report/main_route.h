// SPDX-License-Identifier: Apache-2.0
//
// The main route: the chain of links that carries the most vehicles, found from the plan. It starts with the
// busiest link and grows at both ends along the busiest continuation.
#pragma once

#include <optional>
#include <vector>

#include "report/facts.h"

namespace homeward {

struct MainRoute {
  std::vector<PlaceId> places;     ///< from far to the way out
  std::vector<Direction> links;    ///< links[i] leads from places[i] to places[i + 1]
  std::vector<std::int64_t> at_m;  ///< distance of each place from the first
};

/// Absent when no column moves.
std::optional<MainRoute> main_route(const Facts& facts);

/// One unbroken drive of a column along the route, halts included.
struct RouteRun {
  struct At {
    std::size_t place = 0;  ///< index into MainRoute::places
    Time arrive = 0;        ///< head
    Time depart = 0;
    Duration pass_s = 0;  ///< of what arrives, for the tail
    Duration leaving_pass_s = 0;
  };
  std::size_t column = 0;  ///< index into Plan::columns; of other_runs into Model::other_traffic
  bool outward = true;     ///< in the route's direction
  std::vector<At> stops;   ///< at least 2
};

std::vector<RouteRun> route_runs(const Facts& facts, const MainRoute& route);
/// The same of other traffic.
std::vector<RouteRun> other_runs(const Facts& facts, const MainRoute& route);

}  // namespace homeward
