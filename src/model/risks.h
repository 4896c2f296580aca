// SPDX-License-Identifier: Apache-2.0
//
// What can go wrong, in figures: how often and how long. The defaults and where they come from:
// docs/simulate.md. Frequencies are whole parts of something, delays whole seconds drawn evenly from a range.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/time.h"

namespace homeward {

enum class RiskFamily {
  breakdowns,  ///< of vehicles in a column
  accidents,   ///< of columns
  attacks,     ///< on columns
  services,    ///< slow loading, border posts, wash racks: single visits and whole days of a place
  roads,       ///< closed for everybody
  crossings,   ///< places of kind crossing, closed with their services
  weather,     ///< a region where nothing flies
  aircraft,    ///< that are not ready in time
  ships,       ///< that come late
  permissions  ///< granted windows that begin late
};
inline constexpr std::size_t kRiskFamilies = 10;
inline constexpr std::array<const char*, kRiskFamilies> kRiskFamilyKeys{
    "breakdowns", "accidents", "attacks",  "services", "roads",
    "crossings",  "weather",   "aircraft", "ships",    "permissions"};

struct DelayRange {
  Duration least_s = 0;
  Duration most_s = 0;  ///< ≥ least_s
};

struct Risks {
  std::int64_t breakdowns_per_million_vehicle_km = 50;
  DelayRange breakdown{10 * kMinute, 30 * kMinute};
  std::int64_t accidents_per_million_vehicle_km = 1;
  DelayRange accident{1 * kHour, 4 * kHour};
  std::int64_t attacks_percent_of_link_risk = 100;  ///< of Link::risk_per_million_hours, for vehicle-hours
  DelayRange attack{1 * kHour, 6 * kHour};
  std::int64_t slow_visits_permille = 50;
  std::int64_t slow_visit_percent_most = 200;  ///< of the planned time; evenly from 100 to this
  std::int64_t slow_days_permille = 30;
  std::int64_t slow_day_percent = 150;  ///< of the planned time, for all services of the place
  std::int64_t road_closures_per_million_km_days = 30;
  DelayRange road_closed{4 * kHour, 24 * kHour};
  std::int64_t crossing_closures_permille_days = 10;
  DelayRange crossing_closed{3 * kHour, 24 * kHour};
  std::int64_t no_flying_permille_days = 30;
  DelayRange no_flying{6 * kHour, 24 * kHour};
  std::int64_t late_aircraft_permille = 50;
  DelayRange aircraft_late{30 * kMinute, 4 * kHour};
  std::int64_t late_ships_permille = 300;
  DelayRange ship_late{12 * kHour, 72 * kHour};
  std::int64_t late_permissions_permille = 250;
  DelayRange permission_late{1 * kDay, 7 * kDay};
  /// So many in a hundred are late together, and equally long: one authority, one quarrel.
  std::int64_t permissions_together_percent = 50;
  /// Percent of each family's frequency, by RiskFamily: 0 switches it off, 200 doubles it.
  std::array<std::int64_t, kRiskFamilies> scale_percent{100, 100, 100, 100, 100, 100, 100, 100, 100, 100};

  /// A column that is on the road when closed hours begin may drive on so long; departures from halts may
  /// not.
  Duration overrun_s = 0;

  std::int64_t scale(RiskFamily family) const { return scale_percent[static_cast<std::size_t>(family)]; }
};

}  // namespace homeward
