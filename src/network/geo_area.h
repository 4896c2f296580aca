// SPDX-License-Identifier: Apache-2.0
//
// Areas on the map: a box, or polygons with holes by the even-odd rule. Edges are straight in latitude and
// longitude and do not cross the meridian of 180 degrees.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "network/road_network.h"

namespace homeward::roads {

struct Area {
  std::string name;                          ///< key of a zone, for areas that are zones
  std::vector<std::vector<GeoPoint>> rings;  ///< closed or not; a ring has at least three points

  bool contains(GeoPoint point) const;
};

/// "west,south,east,north" in degrees.
Result<Area> parse_box(std::string_view text);

/// Degrees with at most one point to ten-millionths, rounded to the nearest; nothing for anything else or
/// beyond ±`degrees_max`.
std::optional<std::int32_t> parse_degrees(std::string_view text, int degrees_max);

}  // namespace homeward::roads
