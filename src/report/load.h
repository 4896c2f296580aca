// SPDX-License-Identifier: Apache-2.0
//
// How full every resource is: services, links, fleets, aircraft parking, berths.
#pragma once

#include <string>
#include <vector>

#include "report/facts.h"

namespace homeward {

/// Use of one resource against what it offers from the start to closure (behind the exit: to its last use).
struct Utilisation {
  std::string kind;  ///< crossing, loading ramp, wash and customs, road, fleet, aircraft parking, berth
  std::string name;
  std::string unit;  ///< of used and offered: lane-hours, vehicle-hours, position-hours
  double used = 0;
  double offered = 0;               ///< > 0
  const Provenance* row = nullptr;  ///< where its capacity comes from; lives in the model
  double share() const { return used / offered; }
};

/// Most used first; without what is never used.
std::vector<Utilisation> utilisations(const Facts& facts);

/// One local day of a service.
struct ServiceDay {
  Time day = 0;               ///< its midnight
  std::int64_t served = 0;    ///< vehicles (or things) of the plan whose service begins on it
  std::int64_t others = 0;    ///< vehicles of other traffic, likewise
  std::int64_t capacity = 0;  ///< rate × open time of all lanes; reduced windows take some of them
};
std::vector<ServiceDay> service_days(const Facts& facts, ServiceId service);

/// Vehicles of a fleet by what they do.
struct FleetUse {
  Steps loaded;
  Steps empty;
  Steps turning;  ///< unloading, drivers' rest
  std::int64_t total = 0;
  std::int64_t loaded_trips = 0;  ///< vehicles that left with cargo or passengers
  double loaded_km = 0;
  double empty_km = 0;
  double use_share = 0;  ///< vehicle-hours not standing free, of all, to closure
};
FleetUse fleet_use(const Facts& facts, FleetId fleet);

/// Things that stand waiting or in work at a service of things.
Steps yard_stock(const Facts& facts, ServiceId service);

std::string service_use_text(ServiceUse use);

}  // namespace homeward
