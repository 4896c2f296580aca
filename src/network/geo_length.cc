// SPDX-License-Identifier: Apache-2.0
#include "network/geo_length.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace homeward::roads {
namespace {

constexpr double kSemiMajorM = 6378137.0;
constexpr double kEccentricitySquared = 0.00669437999014;
constexpr double kRadiansPerE7 = std::numbers::pi / 180.0 / 1e7;
constexpr std::int64_t kFullTurnE7 = 3'600'000'000;
constexpr std::int64_t kPartE7 = 1'000'000;

std::int64_t longitude_difference_e7(GeoPoint a, GeoPoint b) {
  std::int64_t difference = std::int64_t{b.lon_e7} - a.lon_e7;
  if (difference > kFullTurnE7 / 2) difference -= kFullTurnE7;
  if (difference < -kFullTurnE7 / 2) difference += kFullTurnE7;
  return difference;
}

struct Radii {
  double meridian_m;
  double parallel_m;
};

Radii radii_at(double latitude_e7) {
  const double sine = std::sin(latitude_e7 * kRadiansPerE7);
  const double w2 = 1.0 - kEccentricitySquared * sine * sine;
  const double normal = kSemiMajorM / std::sqrt(w2);
  return {normal * (1.0 - kEccentricitySquared) / w2, normal * std::cos(latitude_e7 * kRadiansPerE7)};
}

}  // namespace

std::int64_t length_mm(GeoPoint a, GeoPoint b) {
  const std::int64_t dlat = std::int64_t{b.lat_e7} - a.lat_e7;
  const std::int64_t dlon = longitude_difference_e7(a, b);
  const std::int64_t parts = 1 + std::max(std::abs(dlat), std::abs(dlon)) / kPartE7;
  const double lat_step = static_cast<double>(dlat) / static_cast<double>(parts);
  const double lon_step = static_cast<double>(dlon) / static_cast<double>(parts);
  double metres = 0;
  for (std::int64_t i = 0; i < parts; ++i) {
    const Radii radii = radii_at(a.lat_e7 + (static_cast<double>(i) + 0.5) * lat_step);
    metres +=
        std::hypot(radii.meridian_m * lat_step * kRadiansPerE7, radii.parallel_m * lon_step * kRadiansPerE7);
  }
  return std::llround(metres * 1000.0);
}

LocalFrame::LocalFrame(GeoPoint origin) : origin_{origin} {
  const Radii radii = radii_at(origin.lat_e7);
  north_m_per_e7_ = radii.meridian_m * kRadiansPerE7;
  east_m_per_e7_ = radii.parallel_m * kRadiansPerE7;
}

Offset LocalFrame::to(GeoPoint point) const {
  return {east_m_per_e7_ * static_cast<double>(longitude_difference_e7(origin_, point)),
          north_m_per_e7_ * static_cast<double>(std::int64_t{point.lat_e7} - origin_.lat_e7)};
}

GeoPoint between(GeoPoint a, GeoPoint b, double share) {
  const double dlat = static_cast<double>(b.lat_e7) - a.lat_e7;
  std::int64_t lon = a.lon_e7 + std::llround(share * static_cast<double>(longitude_difference_e7(a, b)));
  if (lon > kFullTurnE7 / 2) lon -= kFullTurnE7;
  if (lon < -kFullTurnE7 / 2) lon += kFullTurnE7;
  return {static_cast<std::int32_t>(a.lat_e7 + std::llround(share * dlat)), static_cast<std::int32_t>(lon)};
}

}  // namespace homeward::roads
