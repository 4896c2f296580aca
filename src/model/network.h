// SPDX-License-Identifier: Apache-2.0
//
// Where things move: zones, places, links, services, windows. Built once by the scenario
// reader, validated, then read-only. Raw figures only: travel times, calendars and service
// ends are computed by the planner and, independently, by the checker.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/ids.h"

namespace homeward {

/// Where a row comes from and how sure it is. An assumption is a row whose certainty is "assumed".
struct Provenance {
  std::string source;
  std::string certainty;  ///< good, fair, poor, assumed; empty: not said
  std::string note;
  int row = 0;  ///< line in its table, for messages
};

struct Zone {
  std::string key;
  std::string name;
};

enum class PlaceKind { base, camp, port, airfield, crossing, junction, town, stop, home };

struct Place {
  std::string key;
  std::string name;
  PlaceKind kind = PlaceKind::junction;
  std::string country;               ///< ISO 3166 alpha-2, for the map; may be empty
  std::int32_t latitude_e6 = 0;      ///< millionths of a degree, WGS 84
  std::int32_t longitude_e6 = 0;
  std::vector<ZoneId> zones;
  bool exclusive = false;            ///< CROSS applies
  std::int64_t parking_vehicles = 0; ///< PARK; 0: no halt
  bool rest = false;                 ///< a halt here can be a rest
  bool needs_permission = false;     ///< closed except in granted windows
  bool closes = false;               ///< a base that must be closed (CLOSED, LAST_OUT)
  std::int64_t beds = 0;             ///< BEDS: people in transit
  std::int64_t mog_positions = 0;    ///< MOG; 0: no aircraft
  std::int64_t berths = 0;           ///< BERTH; 0: no ships
  std::vector<ServiceId> services;   ///< in the order in which a column takes them
  Provenance provenance;
};

/// Vehicles of one class have one speed on a link. heavy: heavy equipment transporters and the like.
enum class VehicleClass { wheeled, heavy, tracked };
inline constexpr std::size_t kVehicleClasses = 3;

enum class LinkUse {
  one_way,      ///< only from → to
  two_way,      ///< both directions, each with its own lanes
  alternating,  ///< both directions, never at the same time (OPPOSE)
  exclusive     ///< one column at a time (EXCLUSIVE)
};

struct Link {
  std::string key;
  PlaceId from;
  PlaceId to;
  std::int64_t length_m = 0;
  LinkUse use = LinkUse::two_way;
  std::int64_t lanes = 1;                                        ///< in each direction, ≥ 1
  std::array<std::int64_t, kVehicleClasses> speed_m_per_hour{};  ///< by VehicleClass, > 0
  std::optional<std::int64_t> mlc;                               ///< military load class; absent: unknown
  std::optional<std::int64_t> height_mm;                         ///< overhead clearance; absent: unknown
  std::optional<std::int64_t> width_mm;                          ///< usable width; absent: unknown
  std::optional<std::int64_t> meeting_width_mm;                  ///< two_way: widest two vehicles that can meet; absent: divided
  Duration gap_s = 0;                                            ///< own gap between columns; the larger of it and the rules'
  bool escort = false;                                           ///< ESCORT applies
  bool needs_permission = false;
  std::int64_t risk_per_million_hours = 0;                       ///< weight for the objective "safest"
  std::string road_class;                                        ///< freeway, highway, road: for the map
  std::string route;                                             ///< military route name: "MSR Tampa"
  Provenance provenance;
};

/// A link in one of its two directions.
struct Direction {
  LinkId link;
  bool forward = true;  ///< from → to
  friend auto operator<=>(const Direction&, const Direction&) = default;
};

/// Which columns (or things) take a service at its place.
enum class ServiceUse {
  passing,   ///< every column that passes or ends here
  leaving,   ///< columns whose last link began in `zone` and that are now outside it (border post, outbound)
  entering,  ///< columns whose next link ends in `zone` while this place is outside it (border post, inbound)
  loading,   ///< columns that start here and were loaded here: the ramp. Last-out columns load themselves.
  unloading, ///< columns that unload things here
  things     ///< stock unloaded here, in batches (STOCK): wash rack, customs inspection, port
};

struct Service {
  std::string key;
  std::string name;
  PlaceId place;
  ServiceUse use = ServiceUse::passing;
  std::optional<ZoneId> zone;             ///< for leaving and entering
  std::int64_t rate_per_hour = 1;         ///< vehicles (loading: vehicles loaded) or things an hour and lane, > 0
  std::int64_t lanes = 1;                 ///< columns (or batches) in service at once
  std::optional<std::int64_t> yard;       ///< things: most pieces that may stand waiting or in service here
  std::optional<UnitId> team;             ///< TEAM: who runs it …
  std::int64_t team_people = 0;           ///< … and how many of them must be there
  Provenance provenance;
};

enum class ColumnClass { loaded, empty, self_driving, people, last_out };
inline constexpr std::size_t kColumnClasses = 5;

enum class WindowEffect { closed, granted };  ///< granted counts only where needs_permission
enum class WindowTarget { zone, link, place, service, airfield };

/// One row of windows.csv. A daily window repeats on every local day that begins in [first_day, last_day]
/// from `from_second` to `until_second` of local wall-clock time; until ≤ from means past midnight.
struct Window {
  WindowEffect effect = WindowEffect::closed;
  WindowTarget target = WindowTarget::zone;
  ZoneId zone;
  LinkId link;
  PlaceId place;                ///< also for airfield: closes it to aircraft only
  ServiceId service;
  bool forward = true;          ///< link: applies to from → to
  bool backward = true;         ///< link: applies to to → from
  std::array<bool, kColumnClasses> classes{true, true, true, true, true};
  bool daily = false;
  Interval once;                ///< if not daily
  std::int64_t from_second = 0; ///< daily: seconds of the local day, 0 … 86400
  std::int64_t until_second = 0;
  Time first_day = kStartOfTime;///< daily: UTC instant of the first local midnight
  Time last_day = kEndOfTime;   ///< daily: UTC instant of the local midnight that begins the last day
  bool no_halt = false;         ///< place: nothing may stand there either
  std::string reason;
  Provenance provenance;
};

/// A row of windows.csv with the effect `reduced`: for its time a service has so many lanes fewer, or a place so
/// many parking spaces. Several add up; what is left is never below 0.
struct Reduction {
  Window when;             ///< target service or place; for all classes
  std::int64_t fewer = 0;  ///< > 0
};

/// Local time of the scenario's zone: from `from` on, local = UTC + offset_s. Sorted; the first row
/// reaches back before everything in the scenario.
struct ClockChange {
  Time from = kStartOfTime;
  Duration offset_s = 0;
};

}  // namespace homeward
