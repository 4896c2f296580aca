// SPDX-License-Identifier: Apache-2.0
#include "decide/peak_use.h"

#include <algorithm>
#include <map>

#include "planner/dispatch/fleet_moves.h"

namespace homeward::decide {

namespace {

using Days = std::map<std::int64_t, std::int64_t>;

std::int64_t busiest(const Days& days) {
  std::int64_t most = 0;
  for (const auto& [day, count] : days) most = std::max(most, count);
  return most;
}

std::int64_t vehicles_served(const Model& model, const Plan& plan, const std::string& key) {
  Days days;
  for (const Column& column : plan.columns)
    for (std::size_t i = 0; i < column.stops.size(); ++i)
      for (const ServiceVisit& visit : column.stops[i].services) {
        if (model.services[visit.service].key != key) continue;
        for (const Leg& leg : column.legs)
          if (leg.first_stop <= i && i <= leg.last_stop) {
            for (const VehicleGroup& group : leg.groups)
              if (group.cargo || model.services[visit.service].use != ServiceUse::loading)
                days[(visit.begin - model.start) / kDay] += group.vehicles;
            break;
          }
      }
  return busiest(days);
}

std::int64_t vehicles_out(const Model& model, const Plan& plan, const std::string& keys) {
  std::map<Time, std::int64_t> changes;
  for (const Column& column : plan.columns)
    for (const FleetMove& move : fleet_moves(model, column))
      if (("+" + keys + "+").find("+" + model.fleets[move.fleet].key + "+") != std::string::npos)
        changes[move.at] -= move.vehicles;
  std::int64_t out = 0, most = 0;
  for (const auto& [at, change] : changes) most = std::max(most, out += change);
  return most;
}

std::int64_t departures(const Model& model, const Plan& plan) {
  Days days;
  for (const Column& column : plan.columns) ++days[(column.stops.front().depart - model.start) / kDay];
  for (const Flight& flight : plan.flights) ++days[(flight.take_off - model.start) / kDay];
  return busiest(days);
}

bool begins(const std::string& text, const std::string& word) {
  return text.compare(0, word.size(), word) == 0;
}

}  // namespace

std::int64_t peak_use(const Model& model, const Plan& plan, const std::string& resource) {
  if (begins(resource, "service:")) return vehicles_served(model, plan, resource.substr(8));
  if (begins(resource, "fleet:")) return vehicles_out(model, plan, resource.substr(6));
  return departures(model, plan);
}

std::string peak_unit(const std::string& resource) {
  if (begins(resource, "service:")) return "vehicles served on the busiest day";
  if (begins(resource, "fleet:")) return "vehicles out at the busiest moment";
  return "columns and flights on the busiest day";
}

}  // namespace homeward::decide
