// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/work.h"

#include <algorithm>

namespace homeward {

std::optional<AirWay> air_way(const Model& model, PlaceId from, PlaceId to) {
  std::optional<AirWay> way;
  for (const Aircraft& first : model.aircraft)
    for (const Aircraft::Block& leg : first.blocks) {
      if (leg.from != from) continue;
      if (leg.to == to) return AirWay{};
      for (const Aircraft& second : model.aircraft)
        for (const Aircraft::Block& onward : second.blocks)
          if (!way && onward.from == leg.to && onward.to == to) way = AirWay{leg.to};
    }
  return way;
}

std::optional<PlaceId> road_end_for_people(const Model& model, TravelCache& travel, PlaceId from,
                                           PlaceId destination) {
  const RoadNeeds needs = light_needs(model);
  if (travel.to(needs, Escorted::yes, destination)[from] < kEndOfTime) return destination;
  std::optional<PlaceId> best;
  Duration shortest = kEndOfTime;
  for (const Aircraft& aircraft : model.aircraft)
    for (const Aircraft::Block& block : aircraft.blocks) {
      if (block.to != destination || model.in_zone(block.from)) continue;
      const Duration way = travel.to(needs, Escorted::yes, block.from)[from];
      if (way >= shortest) continue;
      shortest = way;
      best = block.from;
    }
  return best;
}

namespace {

std::optional<PlaceId> road_end_for_things(const Model& model, TravelCache& travel, const Lot& lot) {
  const RoadNeeds needs = light_needs(model);
  const auto reaches = [&](PlaceId place) {
    return travel.to(needs, Escorted::yes, place)[lot.place] < kEndOfTime;
  };
  if (reaches(lot.destination)) return lot.destination;
  if (!lot.process.empty() && reaches(model.services[lot.process.front()].place))
    return model.services[lot.process.front()].place;
  for (const Ship& ship : model.ships)
    if (ship.destination == lot.destination && reaches(ship.port)) return ship.port;
  return std::nullopt;
}

std::optional<Haul> haul_of(const Model& model, TravelCache& travel, LotId id) {
  const Lot& lot = model.lots[id];
  const auto to = road_end_for_things(model, travel, lot);
  if (!to) return std::nullopt;
  // Whoever drives must be ready too.
  const Time ready = std::max(lot.ready, model.units[lot.unit].ready);
  if (model.item_types[lot.type].self_propelled) return Haul{id, *to, std::nullopt, 1, ready};
  for (FleetId fleet : model.fleets.ids()) {
    if (model.fleets[fleet].kind == FleetKind::escort) continue;
    if (const LoadRule* rule = load_rule(model, model.fleets[fleet].vehicle, lot.type))
      return Haul{id, *to, fleet, rule->count, lot.ready};
  }
  return std::nullopt;
}

/// How many of the unit's people go in its own vehicles: as many crews as are needed, then seats.
std::int64_t drivers_of(const Model& model, const Unit& unit, std::int64_t vehicles, const ItemType& type,
                        Role role) {
  std::int64_t people = 0;
  for (std::int64_t count : unit.people) people += count;
  const bool flies = air_way(model, unit.place, unit.destination).has_value();
  const std::int64_t roomy = std::max(type.crew, divide_up(2 * type.seats, 3));
  // A team that can fly keeps no seats: its vehicles are free to go long before it.
  const std::int64_t each = !flies || role == Role::last_out ? type.seats
                            : role == Role::team             ? type.crew
                                                             : roomy;
  return std::min(people, vehicles * each);
}

class Sorter {
 public:
  Sorter(const Model& model, TravelCache& travel, RidesEnd rides_end)
      : model_{model}, travel_{travel}, rides_end_{rides_end} {
    for (const Fleet& fleet : model_.fleets)
      for (const Fleet::Stock& stock : fleet.stocks) {
        const ItemType& bus = model_.item_types[fleet.vehicle];
        if (fleet.kind == FleetKind::bus && model_.in_zone(stock.place))
          bus_column_seats_ = std::max(bus_column_seats_, (bus.seats - bus.crew) * stock.count);
      }
  }

  Work run() {
    work_.roles.assign(model_.units.size(), Role::ordinary);
    for (const Service& service : model_.services)
      if (service.team) work_.roles[*service.team] = Role::team;
    for (UnitId unit : model_.units.ids())
      if (model_.units[unit].last_out) work_.roles[unit] = Role::last_out;
    work_.drivers.assign(model_.lots.size(), 0);
    work_.drivers_to_go.assign(model_.places.size(), 0);
    bases_.resize(model_.places.size());
    airfield_guests_.assign(model_.places.size(), 0);
    team_leavers_.assign(model_.units.size(), 0);
    for (PlaceId place : model_.places.ids()) {
      bases_[place].place = place;
      bases_[place].in_zone = model_.in_zone(place);
    }
    sort_lots();
    sort_people();
    for (BaseWork& base : bases_) {
      const auto by_ready = [&](const Haul& a, const Haul& b) { return a.ready < b.ready; };
      for (auto* list : {&base.loads, &base.drives, &base.team_drives, &base.last_out_drives})
        std::stable_sort(list->begin(), list->end(), by_ready);
      std::stable_sort(base.rides.begin(), base.rides.end(),
                       [&](const Ride& a, const Ride& b) { return a.ready < b.ready; });
      work_.bases.push_back(std::move(base));
    }
    return std::move(work_);
  }

 private:
  void sort_lots() {
    IdVector<UnitId, std::int64_t> vehicles(model_.units.size(), 0);
    for (const Lot& lot : model_.lots)
      if (!lot.stays && model_.item_types[lot.type].self_propelled) vehicles[lot.unit] += lot.count;
    IdVector<UnitId, std::int64_t> vehicles_done(model_.units.size(), 0);
    for (LotId id : model_.lots.ids()) {
      const Lot& lot = model_.lots[id];
      if (lot.stays || lot.count == 0 || lot.destination == lot.place) continue;
      const auto haul = haul_of(model_, travel_, id);
      if (!haul) {
        work_.no_way.push_back("Lot " + lot.key + " has no way out of " + model_.places[lot.place].key + ".");
        continue;
      }
      const Role role = work_.roles[lot.unit];
      BaseWork& base = bases_[lot.place];
      if (haul->fleet) {
        base.loads.push_back(*haul);
        continue;
      }
      (role == Role::team       ? base.team_drives
       : role == Role::last_out ? base.last_out_drives
                                : base.drives)
          .push_back(*haul);
      if (role == Role::team) spare_of_team(*haul, vehicles[lot.unit]);
      // The unit's drivers are spread evenly over its vehicles.
      const std::int64_t all = vehicles[lot.unit];
      const std::int64_t drivers =
          drivers_of(model_, model_.units[lot.unit], all, model_.item_types[lot.type], role);
      const std::int64_t before = vehicles_done[lot.unit];
      vehicles_done[lot.unit] += lot.count;
      work_.drivers[id] = drivers * vehicles_done[lot.unit] / all - drivers * before / all;
      if (role == Role::ordinary) work_.drivers_to_go[lot.place] += work_.drivers[id];
    }
  }

  /// Those whom the team can do without drive like everybody else.
  void spare_of_team(Haul haul, std::int64_t vehicles) {
    const Lot& lot = model_.lots[haul.lot];
    const std::int64_t each = std::max<std::int64_t>(
        1, divide_up(
               drivers_of(model_, model_.units[lot.unit], vehicles, model_.item_types[lot.type], Role::team),
               vehicles));
    const std::int64_t free = std::min(lot.count, spare_people(lot.unit) / each);
    if (free == 0) return;
    team_leavers_[lot.unit] += free * each;
    haul.kept = lot.count - free;
    bases_[lot.place].drives.push_back(haul);
  }

  std::int64_t spare_people(UnitId unit) const {
    std::int64_t people = -team_leavers_[unit];
    for (std::int64_t count : model_.units[unit].people) people += count;
    std::int64_t needed = 0;
    for (const Service& service : model_.services)
      if (service.team == unit) needed = std::max(needed, service.team_people);
    return std::max<std::int64_t>(0, people - needed);
  }

  void sort_people() {
    IdVector<UnitId, std::int64_t> drivers(model_.units.size(), 0);
    for (LotId id : model_.lots.ids()) drivers[model_.lots[id].unit] += work_.drivers[id];
    for (UnitId id : model_.units.ids()) {
      const Unit& unit = model_.units[id];
      if (unit.stays || unit.destination == unit.place) continue;
      std::int64_t driving = drivers[id];
      for (CategoryId category : model_.categories.ids()) {
        const std::int64_t seated = std::min(driving, unit.people[category]);
        driving -= seated;
        const std::int64_t rest = unit.people[category] - seated;
        if (rest > 0) add_ride(id, category, rest);
      }
    }
  }

  void add_ride(UnitId id, CategoryId category, std::int64_t count) {
    const Unit& unit = model_.units[id];
    Ride ride{id,         category,  count, air_way(model_, unit.place, unit.destination).has_value(),
              unit.place, unit.ready};
    // The last leave a base together.
    if (work_.roles[id] == Role::last_out && !bases_[unit.place].last_out_drives.empty() &&
        road_end_for_people(model_, travel_, unit.place, unit.destination))
      ride.by_air = false;
    if (!ride.by_air) {
      const auto end = road_end_for_people(model_, travel_, unit.place, unit.destination);
      if (!end) {
        work_.no_way.push_back("Unit " + unit.key + " has people without a way out of " +
                               model_.places[unit.place].key + ".");
        return;
      }
      ride.to = *end;
      if (rides_end_ == RidesEnd::at_airfields && work_.roles[id] != Role::last_out)
        if (const auto airfield = airfield_near(unit, *end, count)) ride.to = *airfield;
    }
    BaseWork& base = bases_[unit.place];
    const Role role = work_.roles[id];
    (role == Role::team       ? base.team_rides
     : role == Role::last_out ? base.last_out_rides
                              : base.rides)
        .push_back(ride);
  }

  /// The nearest that is not yet given more people than it has beds for: twice as full counts as twice as
  /// far.
  std::optional<PlaceId> airfield_near(const Unit& unit, PlaceId end, std::int64_t count) {
    const RoadNeeds needs = light_needs(model_);
    const Duration outside = travel_.to(needs, Escorted::yes, end)[unit.place];
    std::optional<PlaceId> best;
    Duration shortest = kEndOfTime;
    for (PlaceId place : model_.places.ids()) {
      const std::int64_t beds = model_.places[place].beds;
      if (place == unit.place || !model_.in_zone(place) || beds == 0 || beds < 3 * bus_column_seats_ ||
          !air_way(model_, place, unit.destination))
        continue;
      const Duration way = travel_.to(needs, Escorted::yes, place)[unit.place];
      if (way >= outside / 2) continue;
      const Duration weighed = way + way * airfield_guests_[place] / beds;
      if (weighed < shortest) shortest = weighed, best = place;
    }
    if (best) airfield_guests_[*best] += count;
    return best;
  }

  const Model& model_;
  TravelCache& travel_;
  RidesEnd rides_end_;
  IdVector<PlaceId, std::int64_t> airfield_guests_;
  IdVector<UnitId, std::int64_t> team_leavers_;  ///< of teams: may leave before their work is done
  std::int64_t bus_column_seats_ = 0;            ///< people whom one column may bring to an airfield at once
  Work work_;
  IdVector<PlaceId, BaseWork> bases_;
};

}  // namespace

IdVector<FleetId, PlaceId> homes_of_fleets(const Model& model, const Work& work) {
  std::optional<PlaceId> others;  // of a fleet that started inside: where things go
  for (const BaseWork& base : work.bases)
    for (const auto* hauls : {&base.loads, &base.drives, &base.last_out_drives})
      for (const Haul& haul : *hauls)
        if (!others && !model.in_zone(haul.to)) others = haul.to;
  for (PlaceId place : model.places.ids())
    if (!others && !model.in_zone(place) && model.places[place].parking_vehicles > 0) others = place;
  IdVector<FleetId, PlaceId> homes;
  for (const Fleet& fleet : model.fleets) {
    const auto outside = std::find_if(fleet.stocks.begin(), fleet.stocks.end(),
                                      [&](const Fleet::Stock& stock) { return !model.in_zone(stock.place); });
    homes.push_back(outside != fleet.stocks.end() ? outside->place
                                                  : others.value_or(fleet.stocks.front().place));
  }
  return homes;
}

Work team_work(const Work& work, const IdVector<PlaceId, Time>& loading_over,
               const IdVector<LotId, std::int64_t>& drivers) {
  Work teams;
  teams.drivers = drivers;
  teams.roles = work.roles;
  for (const BaseWork& from : work.bases) {
    BaseWork base;
    base.place = from.place;
    base.in_zone = from.in_zone;
    base.drives = from.team_drives;
    base.rides = from.team_rides;
    for (Haul& haul : base.drives) haul.ready = std::max(haul.ready, loading_over[base.place]);
    for (Ride& ride : base.rides) ride.ready = std::max(ride.ready, loading_over[base.place]);
    teams.bases.push_back(std::move(base));
  }
  return teams;
}

Work sort_out_work(const Model& model, TravelCache& travel, RidesEnd rides_end) {
  return Sorter(model, travel, rides_end).run();
}

}  // namespace homeward
