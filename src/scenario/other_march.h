// SPDX-License-Identifier: Apache-2.0
//
// The timetable of a column of other traffic by the arithmetic of docs/rules.md: travel and pass times,
// services, halts. It meets nobody: what is in its way is looked at later (audit_traffic).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "model/model.h"

namespace homeward::scenario {

/// So many vehicles of a type.
struct OtherVehicles {
  ItemTypeId type;
  std::int64_t count = 0;
};

/// A place of its route, and how long its head halts there at least (0: it need not).
struct OtherWaypoint {
  PlaceId place;
  Duration halt_s = 0;
  std::optional<Direction> out;  ///< to the next
};

/// A row of traffic.csv without its departures.
struct OtherRow {
  std::string key;
  std::string name;
  std::vector<OtherWaypoint> route;  ///< at least 2
  std::vector<OtherVehicles> vehicles;
  std::int64_t march_rate_m_per_hour = 0;  ///< at most the slowest vehicle's
  std::int64_t lane = 1;                   ///< on links with fewer lanes the last
  bool takes_services = true;
  Provenance provenance;
};

std::int64_t slowest_of(const Model& model, const std::vector<OtherVehicles>& vehicles);
/// Which way is quicker for it; by link.
Duration travel_of(const Model& model, const OtherRow& row, LinkId link);
/// Services that it takes at waypoint number i, in their order.
std::vector<ServiceId> services_at(const Model& model, const OtherRow& row, std::size_t i);
/// The column whose head sets off at `at`, or begins the first service there. Its key is the row's.
OtherColumn march_of(const Model& model, const OtherRow& row, Time at);

}  // namespace homeward::scenario
