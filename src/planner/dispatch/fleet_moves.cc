// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/fleet_moves.h"

#include <algorithm>

namespace homeward {

Time end_of(const Column& column) {
  const Stop& last = column.stops.back();
  Time end = last.arrive + column.legs.back().pass_time_s;
  for (const ServiceVisit& visit : last.services) end = std::max(end, visit.end);
  return end;
}

const ServiceVisit* loading_of(const Model& model, const Column& column) {
  const auto& services = column.stops.front().services;
  if (services.empty() || model.services[services.front().service].use != ServiceUse::loading) return nullptr;
  return &services.front();
}

std::vector<FleetMove> fleet_moves(const Model& model, const Column& column) {
  std::vector<FleetMove> moves;
  const auto& legs = column.legs;
  const auto rides = [&](const VehicleGroup& group, std::size_t leg) {
    return leg < legs.size() &&
           std::any_of(legs[leg].groups.begin(), legs[leg].groups.end(), [&](const VehicleGroup& other) {
             return other.fleet == group.fleet && other.cargo == group.cargo &&
                    other.own_lot == group.own_lot;
           });
  };
  const ServiceVisit* loading = loading_of(model, column);
  for (std::size_t i = 0; i < legs.size(); ++i) {
    for (const VehicleGroup& group : legs[i].groups) {
      if (!group.fleet || (i > 0 && rides(group, i - 1))) continue;
      const Stop& joins = column.stops[legs[i].first_stop];
      const Time taken = i == 0 && group.cargo && loading ? loading->begin : joins.depart;
      moves.push_back({*group.fleet, joins.place, taken, -group.vehicles});
      std::size_t last = i;
      while (rides(group, last + 1)) ++last;
      const Stop& leaves = column.stops[legs[last].last_stop];
      const bool to_the_end = last + 1 == legs.size();
      const Time free = to_the_end ? end_of(column) : leaves.arrive + legs[last].pass_time_s;
      const Duration turn = group.cargo ? model.fleets[*group.fleet].turn_s : 0;
      moves.push_back({*group.fleet, leaves.place, free + turn, group.vehicles});
    }
  }
  return moves;
}

}  // namespace homeward
