// SPDX-License-Identifier: Apache-2.0
//
// One id type for each table of the scenario. A new tag for every alias: a shared tag
// would make one type.
#pragma once

#include "base/id.h"

namespace homeward {

using ZoneId = Id<struct ZoneTag>;
using PlaceId = Id<struct PlaceTag>;
using LinkId = Id<struct LinkTag>;
using ServiceId = Id<struct ServiceTag>;
using CategoryId = Id<struct CategoryTag>;
using ItemTypeId = Id<struct ItemTypeTag>;
using UnitId = Id<struct UnitTag>;
using LotId = Id<struct LotTag>;
using FleetId = Id<struct FleetTag>;
using AircraftId = Id<struct AircraftTag>;  ///< an aircraft fleet, not a single airframe
using ShipId = Id<struct ShipTag>;          ///< a single ship
using ConditionId = Id<struct ConditionTag>;

}  // namespace homeward
