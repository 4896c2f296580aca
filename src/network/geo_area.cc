// SPDX-License-Identifier: Apache-2.0
#include "network/geo_area.h"

#include <array>
#include <cstddef>

#include "march/decimal.h"

namespace homeward::roads {

bool Area::contains(GeoPoint point) const {
  bool inside = false;
  for (const std::vector<GeoPoint>& ring : rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const GeoPoint a = ring[i];
      const GeoPoint b = ring[(i + 1) % ring.size()];
      if ((a.lat_e7 > point.lat_e7) == (b.lat_e7 > point.lat_e7)) continue;
      const double share =
          (static_cast<double>(point.lat_e7) - a.lat_e7) / (static_cast<double>(b.lat_e7) - a.lat_e7);
      if (point.lon_e7 < a.lon_e7 + share * (static_cast<double>(b.lon_e7) - a.lon_e7)) inside = !inside;
    }
  }
  return inside;
}

std::optional<std::int32_t> parse_degrees(std::string_view text, int degrees_max) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  if (point != std::string_view::npos &&
      text.size() > point + 10) {  // what lies behind is below a millimetre
    if (text.find_first_not_of("0123456789", point + 10) != std::string_view::npos) return std::nullopt;
    text = text.substr(0, point + 10);
  }
  const auto billionths = march::parse_decimal(text, 9, "degrees");
  if (!billionths) return std::nullopt;
  const std::int64_t value = (billionths.value() + 50) / 100;
  if (value > std::int64_t{degrees_max} * 10'000'000) return std::nullopt;
  return static_cast<std::int32_t>(negative ? -value : value);
}

Result<Area> parse_box(std::string_view text) {
  const Problem wrong{{},
                      "The box '" + std::string(text) + "' is not west,south,east,north in degrees.",
                      "Write four numbers with commas, for example 1.40,42.42,1.79,42.66."};
  std::array<std::int32_t, 4> sides{};
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const std::size_t comma = text.find(',');
    if ((comma == std::string_view::npos) != (i == 3)) return wrong;
    const auto side = parse_degrees(text.substr(0, comma), i % 2 == 0 ? 180 : 90);
    if (!side) return wrong;
    sides[i] = *side;
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  const auto [west, south, east, north] = sides;
  if (west >= east || south >= north) return wrong;
  return Area{"", {{{south, west}, {south, east}, {north, east}, {north, west}}}};
}

}  // namespace homeward::roads
