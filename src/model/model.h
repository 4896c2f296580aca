// SPDX-License-Identifier: Apache-2.0
//
// The whole problem, resolved for one outcome of every condition. Built once by the scenario
// reader, which has checked every reference, sum and sign; read-only afterwards.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "model/force.h"
#include "model/ids.h"
#include "model/lift.h"
#include "model/network.h"
#include "model/rules.h"
#include "model/traffic.h"

namespace homeward {

/// A figure that the scenario assumed instead of knowing, for the list in every plan.
struct Assumption {
  std::string where;  ///< file and row, or key
  std::string text;
};

struct Model {
  std::string title;
  std::string description;
  std::string scenario_sha256;          ///< of the canonical content of all its files
  std::string time_zone;                ///< IANA name
  std::vector<ClockChange> clock;       ///< local time, sorted; the first row from kStartOfTime on
  Time start = 0;
  Time deadline = 0;                   ///< everybody and everything that must leave `zone` has
  std::optional<Time> final_deadline;  ///< everything is at its final place
  Duration buffer_s = 0;               ///< for the objective "latest"
  Objective objective = Objective::earliest;
  ZoneId zone;  ///< the zone to be left

  IdVector<ZoneId, Zone> zones;
  IdVector<PlaceId, Place> places;
  IdVector<LinkId, Link> links;
  IdVector<ServiceId, Service> services;
  std::vector<Window> windows;
  std::vector<Reduction> reductions;
  std::vector<OtherColumn> other_traffic;  ///< by first departure, then key; no two in each other's way

  IdVector<CategoryId, PersonCategory> categories;
  IdVector<ItemTypeId, ItemType> item_types;
  IdVector<UnitId, Unit> units;
  IdVector<LotId, Lot> lots;
  std::vector<Garrison> garrisons;  ///< sorted by place, then from

  IdVector<FleetId, Fleet> fleets;
  std::vector<LoadRule> load_rules;
  IdVector<AircraftId, Aircraft> aircraft;
  IdVector<ShipId, Ship> ships;

  Rules rules;
  std::vector<Target> targets;
  IdVector<ConditionId, Condition> conditions;
  std::vector<HistoryPoint> history;
  std::vector<Assumption> assumptions;

  bool in_zone(PlaceId place, ZoneId wanted) const {
    for (ZoneId zone_of_place : places[place].zones)
      if (zone_of_place == wanted) return true;
    return false;
  }
  bool in_zone(PlaceId place) const { return in_zone(place, zone); }
};

}  // namespace homeward
