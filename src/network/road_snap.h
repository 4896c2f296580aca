// SPDX-License-Identifier: Apache-2.0
//
// Puts places onto the network: each at the nearest point of a road, which becomes a node there. A place
// within half a metre of a node takes that node; several places may share one.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "network/road_network.h"

namespace homeward::roads {

/// Nodes made by snapping have negative ids; those of sources are not negative.

struct Snapped {
  std::optional<NodeId> node;   ///< nothing when no road is near enough
  std::int64_t distance_m = 0;  ///< to the road, rounded up
};

struct SnapOptions {
  std::int64_t limit_m = 2000;
  std::function<bool(const RoadAttributes&)> fits;  ///< roads at which a place may lie
};

/// Splits pieces at the nearest points. The new nodes come after all others, in order of `points`; lengths of
/// split pieces add up to what they were. Old node ids stay.
std::vector<Snapped> snap_points(RoadNetwork& network, const std::vector<GeoPoint>& points,
                                 const SnapOptions& options);

/// Metres, rounded up, from a point to the nearest road that fits, however far; nothing without any.
std::optional<std::int64_t> distance_to_road(const RoadNetwork& network, GeoPoint point,
                                             const SnapOptions& options);

}  // namespace homeward::roads
