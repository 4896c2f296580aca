// SPDX-License-Identifier: Apache-2.0
//
// What carries: fleets on the road, aircraft, ships, and what fits on what.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/ids.h"
#include "model/network.h"

namespace homeward {

enum class FleetKind { truck, bus, escort };

/// Vehicles without names; the plan counts them by place (FLEET).
struct Fleet {
  struct Stock {
    PlaceId place;
    std::int64_t count = 0;
    Time from = kStartOfTime;  ///< after the start: they come into stock then, and are nowhere before
    bool comes_later() const { return from > kStartOfTime; }
  };
  std::string key;
  std::string name;
  FleetKind kind = FleetKind::truck;
  ItemTypeId vehicle;                       ///< a self-propelled item type
  std::optional<CategoryId> crew_category;  ///< in which category its crews count; crew = the type's crew
  std::vector<Stock> stocks;                ///< by place, each place once for each `from`
  Duration turn_s = 0;                      ///< after unloading, before it can be used again
  std::optional<Time> last_day;             ///< end of the last day of `last_day_count` of its vehicles
  std::int64_t last_day_count = 0;          ///< from last_day on at least this many stand outside the zone, unused
  Provenance provenance;
  std::int64_t total() const {
    std::int64_t sum = 0;
    for (const Stock& stock : stocks) sum += stock.count;
    return sum;
  }
};

/// LOAD: how many of an item one vehicle of a truck type carries, and what it measures as loaded.
/// Nothing else may be carried, and one vehicle carries things of one rule only.
struct LoadRule {
  ItemTypeId truck;
  ItemTypeId item;
  std::int64_t count = 1;
  std::optional<std::int64_t> mlc;        ///< as loaded; absent: unknown
  std::optional<std::int64_t> height_mm;
  std::optional<std::int64_t> width_mm;
  Provenance provenance;
};

/// Aircraft of one type that share a base. Airframes are numbered 0 … count − 1.
struct Aircraft {
  struct Block {
    PlaceId from;
    PlaceId to;
    Duration block_s = 0;  ///< take-off to landing; a row opens both airfields to the type
  };
  std::string key;
  std::string name;
  std::int64_t count = 0;
  std::int64_t seats = 0;
  Duration ground_s = 0;                ///< least time on the ground, [landing, take-off)
  std::int64_t positions = 1;           ///< MOG positions that one takes on the ground
  std::int64_t rotations_per_day = 1;   ///< landings at its base on one local day, at most
  PlaceId base;                         ///< where each airframe is at the start, free of MOG until its first take-off
  Duration base_ground_s = 0;           ///< least time on the ground at the base (≥ ground_s)
  Time available_from = kStartOfTime;
  Time available_until = kEndOfTime;    ///< the last landing at or before
  std::vector<Block> blocks;
  Provenance provenance;
};

/// One ship call.
struct Ship {
  std::string key;
  std::string name;
  PlaceId port;
  PlaceId destination;
  Time available_from = 0;             ///< off the port from then on
  Duration load_s = 0;                 ///< time at the berth, at least
  Duration passage_s = 0;              ///< sailing to arrival
  std::int64_t vehicle_capacity = 0;   ///< things of ShipClass::vehicle
  std::int64_t container_capacity = 0; ///< things of ShipClass::container
  Provenance provenance;
};

}  // namespace homeward
