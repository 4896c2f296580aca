// SPDX-License-Identifier: Apache-2.0
//
// A plan: what moves when. Plain data and the language of everything below it. Nothing in it is
// derived except what the rules want stated (pass times, travel times are checked, not trusted).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/ids.h"
#include "model/network.h"
#include "plan/certificate.h"

namespace homeward {

/// People of one unit and category.
struct Passengers {
  UnitId unit;
  CategoryId category;
  std::int64_t count = 0;
  friend auto operator<=>(const Passengers&, const Passengers&) = default;
};

/// Things of one lot.
struct Cargo {
  LotId lot;
  std::int64_t count = 0;
  friend auto operator<=>(const Cargo&, const Cargo&) = default;
};

/// Vehicles of one kind in a leg, all alike: either of a fleet (then perhaps loaded with things of one
/// lot) or of a unit's own lot of self-propelled things, which drive themselves home.
struct VehicleGroup {
  std::optional<FleetId> fleet;  ///< exactly one of fleet and own_lot is set
  std::optional<LotId> own_lot;
  std::int64_t vehicles = 0;     ///< > 0
  std::optional<Cargo> cargo;    ///< what the group carries together, spread by the load rule
};

/// A service taken by a column at a stop.
struct ServiceVisit {
  ServiceId service;
  Time begin = 0;
  Time end = 0;
};

/// A column at a place. A passage has depart = arrive. At the first stop arrive = the begin of loading if the
/// column is loaded there, else depart. At the last stop depart = arrive.
struct Stop {
  PlaceId place;
  Time arrive = 0;                     ///< head
  Time depart = 0;                     ///< head
  std::vector<ServiceVisit> services;  ///< in their order
  bool rest = false;                   ///< this halt is counted as a rest
  std::optional<Direction> out;        ///< link entered at `depart`; absent at the last stop
  std::int64_t lane = 1;               ///< on that link, 1 … lanes
};

/// From one stop to another with one composition.
struct Leg {
  std::size_t first_stop = 0;  ///< index into Column::stops
  std::size_t last_stop = 0;   ///< the next leg's first
  std::int64_t march_rate_m_per_hour = 0;
  Duration pass_time_s = 0;
  std::vector<VehicleGroup> groups;
  std::vector<Passengers> passengers;  ///< units' people aboard, drivers of own vehicles included; fleet crews are not listed
};

struct Column {
  std::string number;       ///< movement number, unique in the plan: 25-USV-08
  std::string serial;       ///< for people: "VBC flatbed 014"
  ColumnClass column_class = ColumnClass::loaded;
  std::vector<Stop> stops;  ///< at least 2
  std::vector<Leg> legs;    ///< at least 1; the first begins at stop 0, each begins where the one before ends, the last ends at the last stop
};

struct Flight {
  std::string number;
  AircraftId aircraft;
  std::int64_t airframe = 0;  ///< 0 … count − 1
  PlaceId from;
  PlaceId to;
  Time take_off = 0;
  Time landing = 0;
  std::vector<Passengers> passengers;
};

struct Sailing {
  ShipId ship;
  Time berth = 0;   ///< comes alongside
  Time sail = 0;
  Time arrive = 0;
  std::vector<Cargo> cargo;
};

/// Things of one lot in a service of things (STOCK).
struct Batch {
  ServiceId service;
  LotId lot;
  std::int64_t count = 0;
  Time begin = 0;
  Time end = 0;
};

struct BaseClosing {
  PlaceId place;
  Time at = 0;
};

struct Plan {
  std::string scenario_sha256;
  std::string scenario_title;
  std::vector<std::pair<std::string, std::string>> branch;  ///< condition key → outcome
  std::vector<std::pair<std::string, Time>> decided_at;     ///< condition key → when its answer comes; policies only
  std::vector<Column> columns;      ///< by depart of the first stop, then number
  std::vector<Flight> flights;      ///< by take-off, then number
  std::vector<Sailing> sailings;    ///< by sail, then ship
  std::vector<Batch> batches;       ///< by begin, service, lot
  std::vector<BaseClosing> closings;///< by place
  std::optional<Time> bound;        ///< no valid plan closes the zone before
  std::optional<Certificate> bound_certificate;
  std::vector<std::string> assumptions;
  std::string version;              ///< of the program
  std::uint64_t seed = 0;
  std::int64_t work = 0;            ///< work units spent
};

}  // namespace homeward
