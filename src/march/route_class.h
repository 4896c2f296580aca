// SPDX-License-Identifier: Apache-2.0
//
// F12: the route classification formula, width / type / MLC / overhead clearance [(OB)] [(T)] [(W)], as in
// EN5621 section 2-2 and MP1028. Some printed examples give no unit and gloss the figure once as metres and
// once as feet. So the reading keeps whether a unit stood there, and our own text always carries one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace homeward::march {

enum class RouteType {
  all_weather,          ///< X: passable all year to its full traffic with ordinary maintenance
  limited_all_weather,  ///< Y: passable all year, at times for less than its full traffic
  fair_weather,         ///< Z: soon impassable in bad weather
};

enum class LengthUnit { metre, foot };

struct RouteClass {
  std::int64_t width_mm = 0;  ///< narrowest travelled way, rounded down
  RouteType type = RouteType::all_weather;
  int mlc = 0;                              ///< military load class, 1 to 150
  std::optional<std::int64_t> overhead_mm;  ///< least overhead clearance, rounded down; none: unlimited
  LengthUnit unit = LengthUnit::metre;      ///< the unit as read
  bool unit_stated = false;                 ///< false: no unit was written, metres are assumed
  bool obstruction = false;                 ///< (OB)
  bool snow_blockage = false;               ///< (T)
  bool flooding = false;                    ///< (W)
  friend bool operator==(const RouteClass&, const RouteClass&) = default;
};

/// Reads "6.7m/Y/30/5m (OB)(W)". Units m and ft; a unit given once holds for both figures; ∞, inf and
/// unlimited mean no overhead limit. Widths 0.1 to 1,000 m. Problems for anything else, all of them.
Result<RouteClass> parse_route_class(std::string_view text);

/// The formula in metres, unit on both figures: "6.7m/Y/30/5m (OB)(W)", "20m/Z/40/∞".
std::string format_route_class(const RouteClass& route);

/// The same in words, one sentence a fact, for people.
std::string describe_route_class(const RouteClass& route);

}  // namespace homeward::march
