// SPDX-License-Identifier: Apache-2.0
//
// What goes into a column of a round, and what is left afterwards.
#include "planner/dispatch/rounds.h"

#include <algorithm>

namespace homeward {

void Rounds::add_loads(const BaseWork& base, const Candidate& candidate, Time at, std::int64_t room,
                       Composition& load) const {
  room = std::min(room, at_once_.at(base.place));
  for (const Haul& haul : base.loads) {
    if (haul.to != candidate.to || haul.ready > at || left(haul) == 0) continue;
    std::int64_t used = 0;
    for (const VehicleGroup& group : load.groups)
      if (group.fleet == haul.fleet) used += group.vehicles;
    const std::int64_t spare = draft_.fleet_spare(*haul.fleet, base.place, at) - used;
    const std::int64_t vehicles = std::min({room, spare, divide_up(left(haul), haul.per_vehicle)});
    if (vehicles <= 0) continue;
    room -= vehicles;
    load.groups.push_back({haul.fleet, std::nullopt, vehicles,
                           Cargo{haul.lot, std::min(left(haul), vehicles * haul.per_vehicle)}});
  }
}

Rounds::Rest Rounds::rest_of(LotId lot, const Composition& load) const {
  Rest rest{draft_.lot_left[lot], drivers_left_[lot]};
  for (const VehicleGroup& group : load.groups) {
    if (group.own_lot != lot) continue;
    rest.drivers -= drivers_of(group.vehicles, rest);
    rest.vehicles -= group.vehicles;
  }
  return rest;
}

std::int64_t Rounds::drivers_of(std::int64_t vehicles, const Rest& rest) {
  return vehicles == rest.vehicles ? rest.drivers : rest.drivers * vehicles / rest.vehicles;
}

std::int64_t Rounds::add_drives(const std::vector<Haul>& drives, PlaceId to, Time at, std::int64_t room,
                                Composition& load) const {
  std::int64_t added = 0;
  for (const Haul& haul : drives) {
    const Lot& lot = model_.lots[haul.lot];
    // Of a team, those whom it spares may be in the load already.
    const Rest rest = rest_of(haul.lot, load);
    if (haul.to != to || haul.ready > at || rest.vehicles <= haul.kept || added >= room) continue;
    const std::int64_t vehicles = std::min(room - added, rest.vehicles - haul.kept);
    std::int64_t people = drivers_of(vehicles, rest);
    if (people < vehicles * model_.item_types[lot.type].crew) continue;
    load.groups.push_back({std::nullopt, haul.lot, vehicles, std::nullopt});
    added += vehicles;
    IdVector<CategoryId, std::int64_t> have = draft_.people_left[lot.unit];
    for (const Passengers& seated : load.passengers)
      if (seated.unit == lot.unit) have[seated.category] -= seated.count;
    for (CategoryId category : model_.categories.ids()) {
      const std::int64_t seated = std::min(people, have[category]);
      if (seated <= 0) continue;
      load.passengers.push_back({lot.unit, category, seated});
      people -= seated;
    }
  }
  return added;
}

std::int64_t Rounds::team_vehicles(const BaseWork& base, PlaceId to) const {
  std::int64_t sum = 0;
  for (const Haul& haul : base.team_drives)
    if (haul.to == to) sum += left(haul);
  return sum;
}

void Rounds::add_team(const Candidate& candidate, ColumnOrder& order) const {
  const BaseWork& base = work_.bases[candidate.base];
  std::int64_t team = 0;
  for (const Haul& haul : base.team_drives)
    if (haul.to == candidate.to) team += rest_of(haul.lot, order.load).vehicles;
  if (team == 0 || candidate.kind == Kind::ride || order.load.groups.empty()) return;
  std::int64_t loads = left(base.loads), vehicles = 0;
  for (const VehicleGroup& group : order.load.groups) {
    if (group.cargo) loads -= group.cargo->count;
    vehicles += group.vehicles;
  }
  const Time over = std::max(draft_.loading_over[base.place], order.depart_from);
  if (loads > 0 || over > order.depart_from + kDay ||
      vehicles + team > others_at_most(model_.rules, draft_.column_most(base.place)))
    return;
  Composition with_team = order.load;
  if (add_drives(base.team_drives, candidate.to, over, team, with_team) < team) return;
  order.load = std::move(with_team);
  order.depart_from = over;
  order.after_loading = true;
}

/// The fleet whose buses were sent for; when the depot has given all it had, the one with most at the base.
std::optional<FleetId> Rounds::bus_fleet_at_base(const Candidate& candidate, Time at) const {
  std::optional<FleetId> best = bus_fleet(candidate);
  std::int64_t most = 0;
  if (best) return best;
  for (FleetId fleet : model_.fleets.ids()) {
    if (model_.fleets[fleet].kind != FleetKind::bus) continue;
    const std::int64_t here = draft_.fleet_spare(fleet, work_.bases[candidate.base].place, at);
    if (here > most) best = fleet, most = here;
  }
  return best;
}

void Rounds::add_riders(const Candidate& candidate, Time at, Composition& load) const {
  const BaseWork& base = work_.bases[candidate.base];
  const std::optional<FleetId> found = bus_fleet_at_base(candidate, at);
  if (!found) return;
  const FleetId fleet = *found;
  const ItemType& bus = model_.item_types[model_.fleets[fleet].vehicle];
  const std::int64_t each = bus.seats - bus.crew;
  std::int64_t buses = std::min(std::max<std::int64_t>(0, draft_.fleet_spare(fleet, base.place, at)),
                                others_at_most(model_.rules, draft_.column_most(base.place)));
  std::int64_t seats = buses * each, taken = 0;
  for (std::size_t i = 0; i < base.rides.size(); ++i) {
    const Ride& ride = base.rides[i];
    if (ride.by_air || ride.to != candidate.to || ride.ready > at) continue;
    const std::int64_t count = std::min(seats - taken, riders_left_[candidate.base][i]);
    if (count <= 0) continue;
    load.passengers.push_back({ride.unit, ride.category, count});
    taken += count;
  }
  if (taken > 0) load.groups.push_back({fleet, std::nullopt, divide_up(taken, each), std::nullopt});
}

void Rounds::book_exit(const Column& column) {
  for (const Stop& stop : column.stops)
    for (const ServiceVisit& visit : stop.services) {
      if (model_.services[visit.service].use != ServiceUse::leaving) continue;
      for (const VehicleGroup& group : column.legs.front().groups) book_exit(stop.arrive, group.vehicles);
    }
}

void Rounds::book_other_exits() {
  for (const OtherColumn& column : model_.other_traffic)
    for (const OtherStop& stop : column.stops)
      for (const OtherVisit& visit : stop.visits)
        if (model_.services[visit.service].use == ServiceUse::leaving && visit.when.begin >= model_.start)
          book_exit(visit.when.begin, column.vehicles);
  for (ServiceId id : model_.services.ids()) {
    const Service& service = model_.services[id];
    if (service.use != ServiceUse::leaving) continue;
    for (const Blocked& blocked : draft_.calendar.blocked_lanes(id))
      for (Time day = model_.start; day < blocked.when.end; day += kDay) {
        const Interval part{std::max(day, blocked.when.begin), std::min(day + kDay, blocked.when.end)};
        if (!part.empty()) book_exit(day, blocked.amount * part.length() * service.rate_per_hour / kHour);
      }
  }
}

void Rounds::book_exit(Time at, std::int64_t vehicles) {
  const auto day = static_cast<std::size_t>(std::max<Time>(0, (at - model_.start) / kDay));
  if (day >= exit_booked_.size()) exit_booked_.resize(day + 1, 0);
  exit_booked_[day] += vehicles;
}

Time Rounds::idle_exit(Time t) const {
  auto day = static_cast<std::size_t>(std::max<Time>(0, (t - model_.start) / kDay));
  while (day < exit_booked_.size() && 10 * exit_booked_[day] >= 9 * exit_a_day_) ++day;
  return model_.start + static_cast<Time>(day) * kDay;
}

void Rounds::take(const Candidate& candidate, const Composition& load) {
  for (const VehicleGroup& group : load.groups) {
    if (group.cargo) draft_.lot_left[group.cargo->lot] -= group.cargo->count;
    if (!group.own_lot) continue;
    std::int64_t& vehicles = draft_.lot_left[*group.own_lot];
    std::int64_t& drivers = drivers_left_[*group.own_lot];
    drivers -= drivers_of(group.vehicles, {vehicles, drivers});
    vehicles -= group.vehicles;
  }
  const BaseWork& base = work_.bases[candidate.base];
  for (const Passengers& seated : load.passengers) {
    draft_.people_left[seated.unit][seated.category] -= seated.count;
    if (candidate.kind != Kind::ride) continue;
    for (std::size_t i = 0; i < base.rides.size(); ++i)
      if (base.rides[i].unit == seated.unit && base.rides[i].category == seated.category)
        riders_left_[candidate.base][i] -= seated.count;
  }
}

}  // namespace homeward
