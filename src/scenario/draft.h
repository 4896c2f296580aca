// SPDX-License-Identifier: Apache-2.0
//
// A model while it is being read: the model so far, the keys of its tables, the time zone, and what
// must be remembered until everything is there.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/model.h"
#include "scenario/field.h"
#include "scenario/key_index.h"
#include "scenario/problems.h"
#include "scenario/time_zone.h"

namespace homeward::scenario {

/// A row of traffic.csv; in the model there is one entry for each departure.
using TrafficId = Id<struct TrafficTag>;

struct Draft {
  Model model;
  Problems problems;
  TimeZone time_zone;
  Time latest = kStartOfTime;  ///< latest date anywhere: how far the clock must reach

  KeyIndex<ZoneId> zones{"zone", "scenario.yaml"};
  KeyIndex<CategoryId> categories{"category", "scenario.yaml"};
  KeyIndex<ConditionId> conditions{"condition", "scenario.yaml"};
  KeyIndex<PlaceId> places{"place", "places.csv"};
  KeyIndex<LinkId> links{"link", "links.csv"};
  KeyIndex<ServiceId> services{"service", "services.csv"};
  KeyIndex<TrafficId> traffic{"column of other traffic", "traffic.csv"};
  KeyIndex<ItemTypeId> item_types{"item type", "item_types.csv"};
  KeyIndex<UnitId> units{"unit", "units.csv"};
  KeyIndex<LotId> lots{"lot", "items.csv"};
  KeyIndex<FleetId> fleets{"fleet", "fleets.csv"};
  KeyIndex<AircraftId> aircraft{"aircraft", "aircraft.csv"};
  KeyIndex<ShipId> ships{"ship", "ships.csv"};
};

/// What a `when` says in the outcome for which the model is resolved.
struct When {
  bool given = false;
  bool holds = true;
  ConditionId condition;
};

/// Reads `condition:outcome`.
When to_when(const Field& field, Draft& draft);

/// A date by the rules of docs/formats/scenario.md; refuses dates more than ten years from the start.
std::optional<Time> to_instant(const Field& field, DayEdge edge, Draft& draft);
/// A date without time; the result is the first instant of its local day.
std::optional<Time> to_day(const Field& field, Draft& draft);

}  // namespace homeward::scenario
