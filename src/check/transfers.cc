// SPDX-License-Identifier: Apache-2.0
#include "check/transfers.h"

#include <algorithm>
#include <map>
#include <utility>

namespace homeward::check {

namespace {

Source source_of(const Ledger& ledger, std::size_t index) {
  return {Source::Kind::column, ledger.columns[index].index};
}

/// When things and their trucks are free at a stop: the tail has come and unloading is over.
Time unloaded(const Ledger& ledger, const ColumnFacts& facts, std::size_t stop) {
  if (facts.is_last(stop)) return facts.end;
  Time at = facts.column->stops[stop].arrive + facts.leg_in(stop).pass_time_s;
  for (const ServiceVisit& visit : facts.column->stops[stop].services)
    if (ledger.model.services[visit.service].use == ServiceUse::unloading) at = std::max(at, visit.end);
  return at;
}

/// When what leaves a column at a stop without having been cargo is there.
Time arrived(const ColumnFacts& facts, std::size_t stop) {
  if (facts.is_last(stop)) return facts.end;
  return facts.column->stops[stop].arrive + facts.leg_in(stop).pass_time_s;
}

void enter_fleet(Ledger& ledger, const VehicleTransfer& transfer, PlaceId place, Source source) {
  const FleetId fleet = *transfer.kind.fleet;
  if (transfer.way == Way::joins) {
    ledger.stock.push_back({fleet, place, transfer.at, -transfer.vehicles, source});
    ledger.present.push_back({fleet, place, transfer.at, -transfer.vehicles, source});
    return;
  }
  const Duration turn = transfer.kind.cargo ? ledger.model.fleets[fleet].turn_s : 0;
  ledger.stock.push_back({fleet, place, transfer.at + turn, transfer.vehicles, source});
  ledger.present.push_back({fleet, place, transfer.at, transfer.vehicles, source});
}

void enter(Ledger& ledger, const VehicleTransfer& transfer) {
  if (transfer.vehicles == 0 && transfer.things == 0) return;
  const PlaceId place = ledger.columns[transfer.column].column->stops[transfer.stop].place;
  const Source source = source_of(ledger, transfer.column);
  const std::int64_t sign = transfer.way == Way::joins ? -1 : 1;
  ledger.transfers.push_back(transfer);
  if (transfer.kind.fleet) enter_fleet(ledger, transfer, place, source);
  if (transfer.kind.own_lot)
    ledger.things.push_back({*transfer.kind.own_lot, transfer.at, place, sign * transfer.vehicles, source});
  if (transfer.kind.cargo)
    ledger.things.push_back({*transfer.kind.cargo, transfer.at, place, sign * transfer.things, source});
}

Time transfer_time(const Ledger& ledger, const ColumnFacts& facts, std::size_t stop, Way way, bool cargo) {
  if (way == Way::leaves) return cargo ? unloaded(ledger, facts, stop) : arrived(facts, stop);
  const Stop& place = facts.column->stops[stop];
  return stop == 0 && cargo && facts.loads ? place.arrive : place.depart;
}

/// Compares what comes to a stop with what leaves it.
void exchange_vehicles(Ledger& ledger, std::size_t index, std::size_t stop, const std::vector<Kinds>& comes,
                       const std::vector<Kinds>& goes) {
  std::map<VehicleKind, std::pair<std::int64_t, std::int64_t>> surplus;  // vehicles, things that join
  for (const Kinds& kinds : goes) surplus[kinds.kind] = {kinds.vehicles, kinds.things};
  for (const Kinds& kinds : comes) {
    auto& [vehicles, things] = surplus[kinds.kind];
    vehicles -= kinds.vehicles;
    things -= kinds.things;
  }
  for (const auto& [kind, more] : surplus) {
    const ColumnFacts& facts = ledger.columns[index];
    const Time joins = transfer_time(ledger, facts, stop, Way::joins, kind.cargo.has_value());
    const Time leaves = transfer_time(ledger, facts, stop, Way::leaves, kind.cargo.has_value());
    const auto [vehicles, things] = more;
    enter(ledger, {index, stop, Way::joins, kind, std::max<std::int64_t>(0, vehicles),
                   std::max<std::int64_t>(0, things), joins});
    enter(ledger, {index, stop, Way::leaves, kind, std::max<std::int64_t>(0, -vehicles),
                   std::max<std::int64_t>(0, -things), leaves});
  }
}

void exchange_people(Ledger& ledger, std::size_t index, std::size_t stop,
                     const std::vector<Passengers>& comes, const std::vector<Passengers>& goes) {
  std::map<std::pair<UnitId, CategoryId>, std::int64_t> surplus;
  for (const Passengers& people : goes) surplus[{people.unit, people.category}] += people.count;
  for (const Passengers& people : comes) surplus[{people.unit, people.category}] -= people.count;
  const ColumnFacts& facts = ledger.columns[index];
  const Stop& place = facts.column->stops[stop];
  for (const auto& [who, more] : surplus)
    if (more != 0)
      ledger.people.push_back({who.first, who.second, place.place,
                               more > 0 ? place.depart : arrived(facts, stop), -more,
                               source_of(ledger, index)});
}

bool same_zones(const Model& model, PlaceId a, PlaceId b) {
  return model.places[a].zones == model.places[b].zones;
}

void add_leg_border(Ledger& ledger, ZoneMove move, const std::vector<Kinds>& vehicles,
                    const std::vector<Passengers>& people) {
  const auto add = [&](ZoneMove::Kind kind, std::size_t which, std::int64_t count) {
    move.kind = kind;
    move.index = which;
    move.count = count;
    ledger.zone_moves.push_back(move);
  };
  for (const Kinds& kinds : vehicles) {
    if (kinds.kind.fleet) add(ZoneMove::Kind::vehicles, kinds.kind.fleet->index(), kinds.vehicles);
    if (kinds.kind.own_lot) add(ZoneMove::Kind::things, kinds.kind.own_lot->index(), kinds.vehicles);
    if (kinds.kind.cargo) add(ZoneMove::Kind::things, kinds.kind.cargo->index(), kinds.things);
  }
  for (const Passengers& passengers : people) {
    move.category = passengers.category;
    add(ZoneMove::Kind::people, passengers.unit.index(), passengers.count);
  }
}

void add_flight(Ledger& ledger, std::size_t index) {
  const Flight& flight = ledger.plan.flights[index];
  const Source source{Source::Kind::flight, index};
  for (const Passengers& people : flight.passengers) {
    ledger.people.push_back(
        {people.unit, people.category, flight.from, flight.take_off, -people.count, source});
    ledger.people.push_back({people.unit, people.category, flight.to, flight.landing, people.count, source});
    ledger.zone_moves.push_back({ZoneMove::Kind::people, people.unit.index(), people.category, flight.from,
                                 flight.to, flight.take_off, flight.landing, people.count, source});
  }
}

void add_sailing(Ledger& ledger, std::size_t index) {
  const Sailing& sailing = ledger.plan.sailings[index];
  const Ship& ship = ledger.model.ships[sailing.ship];
  const Source source{Source::Kind::sailing, index};
  for (const Cargo& cargo : sailing.cargo) {
    ledger.things.push_back({cargo.lot, sailing.sail - ship.load_s, ship.port, -cargo.count, source});
    ledger.things.push_back({cargo.lot, sailing.arrive, ship.destination, cargo.count, source});
    ledger.zone_moves.push_back({ZoneMove::Kind::things, cargo.lot.index(), CategoryId(), ship.port,
                                 ship.destination, sailing.sail, sailing.arrive, cargo.count, source});
  }
}

}  // namespace

std::vector<Kinds> vehicles_by_kind(const Leg& leg) {
  std::map<VehicleKind, Kinds> sums;
  for (const VehicleGroup& group : leg.groups) {
    const VehicleKind kind{group.fleet, group.own_lot,
                           group.cargo ? std::optional(group.cargo->lot) : std::nullopt};
    Kinds& sum = sums[kind];
    sum.kind = kind;
    sum.vehicles += group.vehicles;
    if (group.cargo) sum.things += group.cargo->count;
  }
  std::vector<Kinds> result;
  for (auto& [kind, sum] : sums) result.push_back(sum);
  return result;
}

std::vector<Passengers> people_by_kind(const Leg& leg) {
  std::map<std::pair<UnitId, CategoryId>, std::int64_t> sums;
  for (const Passengers& people : leg.passengers) sums[{people.unit, people.category}] += people.count;
  std::vector<Passengers> result;
  for (const auto& [who, count] : sums) result.push_back({who.first, who.second, count});
  return result;
}

void add_transfers(Ledger& ledger, std::size_t index) {
  const Column& column = *ledger.columns[index].column;
  std::vector<Kinds> vehicles;
  std::vector<Passengers> people;
  for (const Leg& leg : column.legs) {
    std::vector<Kinds> vehicles_now = vehicles_by_kind(leg);
    std::vector<Passengers> people_now = people_by_kind(leg);
    exchange_vehicles(ledger, index, leg.first_stop, vehicles, vehicles_now);
    exchange_people(ledger, index, leg.first_stop, people, people_now);
    vehicles = std::move(vehicles_now);
    people = std::move(people_now);
    for (std::size_t i = leg.first_stop; i < leg.last_stop; ++i) {
      const PlaceId from = column.stops[i].place;
      const PlaceId to = column.stops[i + 1].place;
      const Time cleared = column.stops[i + 1].arrive + leg.pass_time_s;
      if (same_zones(ledger.model, from, to)) continue;
      ZoneMove frame;
      frame.from = from;
      frame.to = to;
      frame.leave = frame.enter = cleared;
      frame.source = source_of(ledger, index);
      add_leg_border(ledger, frame, vehicles, people);
    }
  }
  exchange_vehicles(ledger, index, column.stops.size() - 1, vehicles, {});
  exchange_people(ledger, index, column.stops.size() - 1, people, {});
}

void add_lift(Ledger& ledger) {
  for (std::size_t i : ledger.sound.flights) add_flight(ledger, i);
  for (std::size_t i : ledger.sound.sailings) add_sailing(ledger, i);
}

}  // namespace homeward::check
