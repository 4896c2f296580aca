// SPDX-License-Identifier: Apache-2.0
//
// Lengths on the WGS 84 ellipsoid. A segment is straight in latitude and longitude; its length comes from the
// radii of curvature at its middle, after division into parts of at most a tenth of a degree (error below 1
// in 100,000 up to 80 degrees of latitude). The shorter way round is taken across the meridian of 180
// degrees.
#pragma once

#include <cstdint>

#include "network/road_network.h"

namespace homeward::roads {

/// Millimetres, rounded to the nearest.
std::int64_t length_mm(GeoPoint a, GeoPoint b);

/// Metres east and north of an origin; for distances of some kilometres.
struct Offset {
  double east_m = 0;
  double north_m = 0;
};
class LocalFrame {
 public:
  explicit LocalFrame(GeoPoint origin);
  Offset to(GeoPoint point) const;

 private:
  GeoPoint origin_;
  double north_m_per_e7_;
  double east_m_per_e7_;
};

/// The point at `share` of the way from a to b, 0 ≤ share ≤ 1.
GeoPoint between(GeoPoint a, GeoPoint b, double share);

}  // namespace homeward::roads
