// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "check/certificate_trucks.h"

namespace homeward::check {

namespace {

constexpr std::uint32_t kNoTrip = 0;

MoverRoads empty_roads(CutFigures& figures, const Model& model, ClosedTimes& closed, FleetId fleet) {
  return MoverRoads(model, closed, least_mover(model, fleet), figures.escorts());
}

}  // namespace

std::size_t TimeGrid::cell(Time t) const {
  if (t < start) return 0;
  const Time index = (t - start) / step;
  return index >= static_cast<Time>(cells) ? cells : static_cast<std::size_t>(index);
}

TruckTimes::TruckTimes(CutFigures& figures, FleetId fleet, const TimeGrid& grid)
    : figures_{figures},
      model_{figures.model_},
      fleet_{fleet},
      grid_{grid},
      empty_{empty_roads(figures, model_, figures.closed_, fleet)} {
  for (std::size_t i = 0; i < figures.claims().size(); ++i) {
    const Claim& claim = figures.claims()[i];
    if (!claim.lot || !figures.counted()[i]) continue;
    for (const LotWay& way : claim.ways) {
      if (way.fleet != fleet) continue;
      add_pickup(i, way, claim.place);
      for (PlaceId place : claim.transfers) add_pickup(i, way, place);
      for (PlaceId goal : claim.goals)
        if (std::find(goals_.begin(), goals_.end(), goal) == goals_.end()) goals_.push_back(goal);
    }
  }
  for (Pickup& pickup : pickups_) {
    std::sort(pickup.claims.begin(), pickup.claims.end(), [&](std::size_t a, std::size_t b) {
      return std::tuple(figures.claims()[a].ready, a) < std::tuple(figures.claims()[b].ready, b);
    });
    find_trips(pickup);
    there_.try_emplace(pickup.place);
  }
  for (auto& [place, cells] : there_) cells.assign(grid_.cells, static_cast<std::uint32_t>(grid_.cells));
  for (std::size_t cell = 0; cell < grid_.cells; ++cell)
    for (PlaceId goal : goals_) {
      const std::vector<Time> times = at_places(goal, grid_.begin(cell));
      for (auto& [place, cells] : there_)
        cells[cell] = std::min(cells[cell], static_cast<std::uint32_t>(grid_.cell(times[place.index()])));
    }
}

void TruckTimes::add_pickup(std::size_t index, const LotWay& way, PlaceId place) {
  const Claim& claim = figures_.claims()[index];
  const MoverRoads* roads = &figures_.roads(claim, way);
  const auto same = std::find_if(pickups_.begin(), pickups_.end(), [&](const Pickup& one) {
    const Claim& other = figures_.claims()[one.example];
    return one.place == place && one.roads == roads && one.way->things == way.things &&
           other.goals == claim.goals && other.last_out == claim.last_out &&
           other.transfers == claim.transfers && other.place == claim.place;
  });
  if (same != pickups_.end()) return same->claims.push_back(index);
  Pickup pickup;
  pickup.place = place;
  pickup.example = index;
  pickup.claims = {index};
  pickup.way = &way;
  pickup.roads = roads;
  for (std::size_t arc = 0; arc < roads->arcs().size(); ++arc)
    if (roads->arcs()[arc].exit) pickup.exits.push_back(arc);
  pickups_.push_back(std::move(pickup));
}

/// While no link is open nothing changes: such departures are one. Loading begins at the cell's first second
/// at the earliest.
void TruckTimes::find_trips(Pickup& pickup) {
  Claim claim = figures_.claims()[pickup.example];
  claim.place = pickup.place;
  std::map<Time, std::uint32_t> known;
  pickup.trips.push_back({});  // kNoTrip
  for (std::size_t cell = 0; cell < grid_.cells; ++cell) {
    const Time set_off = figures_.loaded(claim, *pickup.way, grid_.begin(cell));
    Time first = kEndOfTime;
    for (const std::size_t arc : pickup.roads->out(pickup.place))
      first = std::min(first, pickup.roads->entry(pickup.roads->arcs()[arc], set_off));
    if (first >= grid_.begin(grid_.cells)) {
      pickup.trip.push_back(kNoTrip);
      continue;
    }
    const auto [found, is_new] = known.try_emplace(first, static_cast<std::uint32_t>(pickup.trips.size()));
    if (is_new) pickup.trips.push_back(trip_from(pickup, first));
    pickup.trip.push_back(found->second);
  }
}

TruckTrip TruckTimes::trip_from(const Pickup& pickup, Time set_off) const {
  const Arrivals arrivals = pickup.roads->from(pickup.place, set_off, Rests::needed);
  TruckTrip trip;
  trip.exit = arrivals.exit;
  std::vector<Time> come;
  for (PlaceId place : model_.places.ids()) come.push_back(arrivals.come[place]);
  for (const std::size_t arc : pickup.exits) trip.come.push_back(come[pickup.roads->arcs()[arc].to.index()]);
  trip.ready = ready_at(*pickup.roads, figures_.claims()[pickup.example], come);
  return trip;
}

/// `come`: by place, the head's arrival. At a change of legs only the tail and the unloading count.
Time TruckTimes::ready_at(const MoverRoads& roads, const Claim& claim, const std::vector<Time>& come) const {
  Time ready = kEndOfTime;
  for (PlaceId goal : claim.goals) {
    const Time head = come[goal.index()];
    if (head >= kEndOfTime) continue;
    Time over = head;
    for (ServiceId service : model_.places[goal].services)
      if (model_.services[service].use == ServiceUse::unloading) over = roads.served(service, over, 1);
    ready = std::min(ready, std::max(over, head + roads.pass_s()) + model_.fleets[fleet_].turn_s);
  }
  return ready;
}

/// When an empty truck can be loaded at each place: its head has come, or where it does not start and no
/// column is served, its tail.
std::vector<Time> TruckTimes::at_places(PlaceId from, Time leave) const {
  const Arrivals arrivals = empty_.from(from, leave, Rests::free);
  std::vector<Time> times;
  for (PlaceId place : model_.places.ids()) {
    const Time head = arrivals.at[place];
    const auto& services = model_.places[place].services;
    const bool served = std::any_of(services.begin(), services.end(), [&](ServiceId service) {
      const ServiceUse use = model_.services[service].use;
      return use == ServiceUse::passing || use == ServiceUse::leaving;
    });
    times.push_back(head >= kEndOfTime || place == from || served ? head : head + empty_.pass_s());
  }
  return times;
}

const std::vector<std::uint32_t>& TruckTimes::there(std::size_t pickup) const {
  return there_.at(pickups_[pickup].place);
}

std::size_t TruckTimes::first_there(const Fleet::Stock& stock, std::size_t pickup) {
  const auto [found, is_new] = first_.try_emplace({stock.place, stock.from});
  if (is_new) found->second = at_places(stock.place, std::max(model_.start, stock.from));
  return grid_.cell(found->second[pickups_[pickup].place.index()]);
}

Time TruckTimes::last_departure(const Pickup& pickup, Time end) {
  std::size_t cell = grid_.cells;
  while (cell > 0 && pickup.trips[pickup.trip[cell - 1]].exit >= end) --cell;
  if (cell == grid_.cells) return end;
  Claim claim = figures_.claims()[pickup.example];
  claim.place = pickup.place;
  return std::min(end, figures_.loaded(claim, *pickup.way, grid_.begin(cell)));
}

/// Rests before the post do not count here; the trip as a whole counts them.
Time TruckTimes::onward(const Pickup& pickup, std::size_t arc, ServiceId post, Time at) {
  const auto [found, is_new] =
      onward_.try_emplace({pickup.roads, pickup.example, pickup.roads->arcs()[arc].to.index(), post, at});
  if (!is_new) return found->second;
  const PlaceId place = pickup.roads->arcs()[arc].to;
  const Time leave = pickup.roads->served(post, at, pickup.roads->arcs()[arc].vehicles);
  const Arrivals arrivals = pickup.roads->from(place, leave, Rests::free);
  std::vector<Time> come;
  for (PlaceId each : model_.places.ids()) come.push_back(each == place ? at : arrivals.come[each]);
  return found->second = ready_at(*pickup.roads, figures_.claims()[pickup.example], come);
}

}  // namespace homeward::check
