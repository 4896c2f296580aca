// SPDX-License-Identifier: Apache-2.0
//
// Vehicles of a fleet by what they do: under load (loading included), empty on the road, turning.
#include <algorithm>

#include "report/load.h"

namespace homeward {

namespace {

struct FleetChanges {
  std::vector<Change> loaded;
  std::vector<Change> empty;
  std::vector<Change> turning;
};

bool goes_on(const Column& column, std::size_t leg, const VehicleGroup& group) {
  if (leg + 1 >= column.legs.size()) return false;
  for (const VehicleGroup& next : column.legs[leg + 1].groups)
    if (next.fleet == group.fleet && next.cargo && group.cargo && next.cargo->lot == group.cargo->lot)
      return true;
  return false;
}

void add_group(const Facts& facts, std::size_t index, std::size_t leg_index, const VehicleGroup& group,
               FleetChanges& changes, FleetUse& use) {
  const Column& column = facts.plan.columns[index];
  const Leg& leg = column.legs[leg_index];
  const Fleet& fleet = facts.model.fleets[*group.fleet];
  const bool used = group.cargo || (fleet.kind == FleetKind::bus && !leg.passengers.empty());
  const bool last_leg = leg_index + 1 == column.legs.size();
  const Stop& first = column.stops[leg.first_stop];
  const Time from = leg_index == 0 && group.cargo ? first.arrive : first.depart;
  const Time until =
      last_leg ? facts.columns[index].end : column.stops[leg.last_stop].arrive + leg.pass_time_s;
  // The next leg's share begins at its depart; the wait between belongs to the column that is still together.
  const Time released = last_leg ? until : std::max(until, column.stops[leg.last_stop].depart);
  std::vector<Change>& list = used ? changes.loaded : changes.empty;
  list.push_back({from, group.vehicles});
  list.push_back({goes_on(column, leg_index, group) ? released : until, -group.vehicles});
  if (group.cargo && !goes_on(column, leg_index, group) && fleet.turn_s > 0) {
    changes.turning.push_back({until, group.vehicles});
    changes.turning.push_back({until + fleet.turn_s, -group.vehicles});
  }
  double length_km = 0;
  for (std::size_t i = leg.first_stop; i < leg.last_stop; ++i)
    if (column.stops[i].out)
      length_km += static_cast<double>(facts.model.links[column.stops[i].out->link].length_m) / 1000;
  (used ? use.loaded_km : use.empty_km) += length_km * static_cast<double>(group.vehicles);
  if (used && !goes_on(column, leg_index, group)) use.loaded_trips += group.vehicles;
}

double vehicle_seconds(const Steps& steps, Interval span) {
  double sum = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Time from = std::max(steps[i].at, span.begin);
    const Time until = std::min(i + 1 < steps.size() ? steps[i + 1].at : span.end, span.end);
    if (until > from) sum += static_cast<double>(until - from) * static_cast<double>(steps[i].value);
  }
  return sum;
}

}  // namespace

FleetUse fleet_use(const Facts& facts, FleetId id) {
  FleetUse use;
  use.total = facts.model.fleets[id].total();
  FleetChanges changes;
  for (std::size_t i = 0; i < facts.plan.columns.size(); ++i) {
    const Column& column = facts.plan.columns[i];
    for (std::size_t leg = 0; leg < column.legs.size(); ++leg)
      for (const VehicleGroup& group : column.legs[leg].groups)
        if (group.fleet == id) add_group(facts, i, leg, group, changes, use);
  }
  use.loaded = steps_from(std::move(changes.loaded), facts.model.start, 0);
  use.empty = steps_from(std::move(changes.empty), facts.model.start, 0);
  use.turning = steps_from(std::move(changes.turning), facts.model.start, 0);
  const Interval span{facts.model.start, facts.closure};
  const double offered = static_cast<double>(use.total) * static_cast<double>(span.length());
  if (offered > 0)
    use.use_share = (vehicle_seconds(use.loaded, span) + vehicle_seconds(use.empty, span) +
                     vehicle_seconds(use.turning, span)) /
                    offered;
  return use;
}

}  // namespace homeward
