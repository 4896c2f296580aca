// SPDX-License-Identifier: Apache-2.0
//
// Everything that happens in a plan, computed once and then read by every rule: passages of links, columns
// that stand, people, vehicles and things that come to a place or leave it, and what crosses the border of a
// zone.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "check/form.h"
#include "check/measure.h"
#include "model/model.h"
#include "plan/plan.h"

namespace homeward::check {

/// Which entry of the plan (or row of the scenario) does something.
struct Source {
  enum class Kind { column, flight, sailing, fleet };  ///< fleet: vehicles that come into stock later
  Kind kind = Kind::column;
  std::size_t index = 0;  ///< into Plan::columns, flights or sailings, or Model::fleets
  friend auto operator<=>(const Source&, const Source&) = default;
};

/// A column drives over a link.
struct Passage {
  std::size_t column = 0;
  std::size_t stop = 0;  ///< where it enters
  Direction direction;
  std::int64_t lane = 1;
  Time enter = 0;         ///< e
  Duration travel_s = 0;  ///< t, by our own arithmetic
  Duration pass_s = 0;    ///< p
  Duration gap_s = 0;     ///< g
  std::int64_t width_mm = 0;
  Time cleared() const { return enter + travel_s + pass_s; }
};

/// A column stands at a place with all its vehicles: [a, d + p).
struct Standing {
  std::size_t column = 0;
  std::size_t stop = 0;
  PlaceId place;
  Interval when;
  std::int64_t vehicles = 0;
};

struct ColumnFacts {
  const Column* column = nullptr;
  std::size_t index = 0;  ///< into Plan::columns
  std::vector<LegFacts> legs;
  ColumnClass column_class = ColumnClass::empty;  ///< as the composition says
  bool loads = false;                             ///< a ramp loads it at its first stop
  Time end = 0;                                   ///< E: its last stop is over
  std::vector<std::size_t> leg_from;              ///< by stop: leg that leaves it (last stop: the last leg)
  std::size_t leg_into(std::size_t stop) const { return stop == 0 ? 0 : leg_from[stop - 1]; }
  const Leg& leg_out(std::size_t stop) const { return column->legs[leg_from[stop]]; }
  const Leg& leg_in(std::size_t stop) const { return column->legs[leg_into(stop)]; }
  bool is_last(std::size_t stop) const { return stop + 1 == column->stops.size(); }
};

/// What a vehicle is for leg changes: of a fleet or own lot, with things of a lot or without.
struct VehicleKind {
  std::optional<FleetId> fleet;
  std::optional<LotId> own_lot;
  std::optional<LotId> cargo;
  friend auto operator<=>(const VehicleKind&, const VehicleKind&) = default;
};

enum class Way { joins, leaves };

/// Vehicles that become part of a column at a stop, or cease to be.
struct VehicleTransfer {
  std::size_t column = 0;
  std::size_t stop = 0;
  Way way = Way::joins;
  VehicleKind kind;
  std::int64_t vehicles = 0;
  std::int64_t things = 0;
  Time at = 0;
};

/// People of a unit who come to a place (+) or leave it (−).
struct PeopleChange {
  UnitId unit;
  CategoryId category;
  PlaceId place;
  Time at = 0;
  std::int64_t delta = 0;
  Source source;
};

/// Things of a lot who come to a place (+) or leave it (−), driving themselves or carried.
struct ThingChange {
  LotId lot;
  Time at = 0;
  PlaceId place;
  std::int64_t delta = 0;
  Source source;
};

/// Vehicles of a fleet: in the stock of a place, and present there (turning ones are present, not in stock).
struct FleetChange {
  FleetId fleet;
  PlaceId place;
  Time at = 0;
  std::int64_t delta = 0;
  Source source;
};

/// Something goes from a place to another. Columns: only where one lies in a zone and the other does not.
struct ZoneMove {
  enum class Kind { people, things, vehicles };
  Kind kind = Kind::people;
  std::size_t index = 0;  ///< of the unit, lot or fleet
  CategoryId category;    ///< people
  PlaceId from;
  PlaceId to;
  Time leave = 0;  ///< counts in zones of `from` until then …
  Time enter = 0;  ///< … and in zones of `to` from then on
  std::int64_t count = 0;
  Source source;
};

/// The model and the plan must outlive it.
struct Ledger {
  const Model& model;
  const Plan& plan;
  Sound sound;
  std::vector<ColumnFacts> columns;        ///< sound ones, in the plan's order
  std::vector<Passage> passages;           ///< Passage::column is an index into columns
  std::vector<Standing> standings;         ///< likewise
  std::vector<Passage> other_passages;     ///< of other traffic: columns.size() + index into the model's
  std::vector<Standing> other_standings;   ///< likewise
  std::vector<VehicleTransfer> transfers;  ///< likewise
  std::vector<PeopleChange> people;        ///< by unit, category, place, time
  std::vector<ThingChange> things;         ///< in no order
  std::vector<FleetChange> stock;          ///< by fleet, place, time
  std::vector<FleetChange> present;        ///< in no order
  std::vector<ZoneMove> zone_moves;        ///< by kind, index, category, time

  const std::string& name(Source source) const;
  /// Of a column of the plan, or of other traffic.
  const std::string& number(std::size_t column) const {
    return column < columns.size() ? columns[column].column->number
                                   : model.other_traffic[column - columns.size()].key;
  }
};

Ledger build_ledger(const Model& model, const Plan& plan, Sound sound);

/// Units whose people, own vehicles or things a leg carries; one may occur several times.
std::vector<UnitId> units_aboard(const Model& model, const Leg& leg);
/// 0 where the unit has no such people.
std::int64_t headcount(const Model& model, UnitId unit, CategoryId category);
/// True where a unit or a lot has to be brought out of the model's zone.
bool must_leave(const Model& model, UnitId unit);
bool must_leave(const Model& model, LotId lot);

}  // namespace homeward::check
