// SPDX-License-Identifier: Apache-2.0
//
// Who and what must leave: categories of people, item types, units, lots of things.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/ids.h"
#include "model/network.h"

namespace homeward {

struct PersonCategory {
  std::string key;
  std::string name;
};

enum class ShipClass { none, vehicle, container };  ///< which places of a ship a thing takes

/// A kind of vehicle or of thing that is carried. Lengths include what is always attached (trailer).
struct ItemType {
  std::string key;
  std::string name;
  bool self_propelled = false;
  VehicleClass vehicle_class = VehicleClass::wheeled;
  std::int64_t length_mm = 0;                  ///< > 0 for vehicles
  std::int64_t mass_kg = 0;
  std::optional<std::int64_t> mlc;             ///< absent: unknown
  std::optional<std::int64_t> height_mm;
  std::optional<std::int64_t> width_mm;
  std::int64_t crew = 0;                       ///< DRIVER: people it needs to drive
  std::int64_t seats = 0;                      ///< SEAT: people it carries, crew included
  std::int64_t march_rate_m_per_hour = 0;      ///< > 0 for vehicles
  ShipClass ship_class = ShipClass::none;
  Provenance provenance;
};

struct Unit {
  std::string key;                             ///< ULN: unit line number
  std::string name;
  std::optional<UnitId> parent;
  std::string sidc;                            ///< symbol code, may be empty
  PlaceId place;                               ///< where it is at the start
  IdVector<CategoryId, std::int64_t> people;
  Time ready = 0;                              ///< RLD, with decision + prepare already taken in
  std::optional<Time> due;                     ///< LAD: latest arrival at the destination
  std::int64_t priority = 0;                   ///< larger goes first
  std::string group;
  bool last_out = false;                       ///< LAST_OUT of its place
  bool stays = false;                          ///< disposition in this branch
  bool stays_elsewhere = false;                ///< disposition is stay in another outcome (held until the decision)
  std::optional<Time> ready_elsewhere;         ///< latest ready date in other outcomes, where that is later: held no longer
  std::vector<ConditionId> hangs_on;           ///< the conditions that hold it; empty unless one of the two above
  PlaceId destination;                         ///< final place of its people
  Provenance provenance;
};

/// One row of items.csv: things of one type, of one unit, at one place, ready together.
/// Self-propelled things drive themselves with crew from their unit, or are carried.
struct Lot {
  std::string key;
  UnitId unit;
  ItemTypeId type;
  PlaceId place;
  std::int64_t count = 0;
  Time ready = 0;
  std::optional<Time> due;
  bool stays = false;
  bool stays_elsewhere = false;
  std::optional<Time> ready_elsewhere;  ///< its unit's, unless it has a ready date of its own
  std::vector<ConditionId> hangs_on;    ///< its unit's and its own
  PlaceId destination;                ///< final place
  std::vector<ServiceId> process;     ///< services of things it must pass, in order (wash, customs)
  Provenance provenance;
};

/// Minimum of a base's own people: from `from` on until the next row of the same place.
struct Garrison {
  PlaceId place;
  Time from = 0;
  std::int64_t people = 0;
  Provenance provenance;
};

}  // namespace homeward
