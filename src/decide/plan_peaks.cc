// SPDX-License-Identifier: Apache-2.0
#include "decide/plan_peaks.h"

#include <algorithm>
#include <map>
#include <set>

namespace homeward {

namespace {

struct StandingChange {
  Time at = 0;
  std::int64_t vehicles = 0;  ///< + comes, − goes; who goes is first
  friend auto operator<=>(const StandingChange&, const StandingChange&) = default;
};

std::int64_t vehicles_of(const Leg& leg) {
  std::int64_t sum = 0;
  for (const VehicleGroup& group : leg.groups) sum += group.vehicles;
  return sum;
}

void add_standing(const Column& column, const Leg& leg, std::size_t stop_index,
                  std::map<PlaceId, std::vector<StandingChange>>& changes) {
  const Stop& stop = column.stops[stop_index];
  const bool is_end = stop_index == 0 || stop_index + 1 == column.stops.size();
  if (!is_end && stop.depart == stop.arrive && stop.services.empty()) return;
  Time until = stop.depart + leg.pass_time_s;
  for (const ServiceVisit& visit : stop.services) until = std::max(until, visit.end);
  changes[stop.place].push_back({stop.arrive, vehicles_of(leg)});
  changes[stop.place].push_back({until, -vehicles_of(leg)});
}

std::int64_t peak_of(std::vector<StandingChange> changes) {
  std::sort(changes.begin(), changes.end());
  std::int64_t now = 0, peak = 0;
  for (const StandingChange& change : changes) peak = std::max(peak, now += change.vehicles);
  return peak;
}

}  // namespace

std::vector<PlaceId> full_places(const Model& model, const Plan& plan) {
  std::map<PlaceId, std::vector<StandingChange>> changes;
  for (const Column& column : plan.columns)
    for (const Leg& leg : column.legs)
      for (std::size_t i = leg.first_stop; i <= leg.last_stop; ++i)
        if (i > leg.first_stop || i == 0) add_standing(column, leg, i, changes);
  std::vector<PlaceId> full;
  for (auto& [place, list] : changes)
    if (5 * peak_of(std::move(list)) >= 4 * model.places[place].parking_vehicles) full.push_back(place);
  return full;
}

std::vector<PlaceId> used_airfields(const Model& model, const Plan& plan) {
  std::set<PlaceId> used;
  for (const Flight& flight : plan.flights)
    if (model.places[flight.to].mog_positions > 0) used.insert(flight.to);
  return {used.begin(), used.end()};
}

}  // namespace homeward
