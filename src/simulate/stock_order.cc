// SPDX-License-Identifier: Apache-2.0
//
// What columns wait for at places: parking, vehicles of fleets, people.
#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "check/reduced.h"
#include "check/transfers.h"
#include "simulate/compile_parts.h"
#include "simulate/stock.h"

namespace homeward::simulate {

namespace {

void order_parking(Draft& draft) {
  std::vector<Stock> spaces;
  for (const Place& place : draft.model.places) spaces.emplace_back(place.parking_vehicles);
  for (const check::Standing& standing : draft.ledger.standings) {
    const ColumnEvents& events = draft.columns[standing.column];
    const check::ColumnFacts& facts = draft.ledger.columns[standing.column];
    Stock& stock = spaces[standing.place.index()];
    const EventIndex comes = standing.stop == 0 ? events.first() : events.arrive[standing.stop];
    stock.go(standing.when.begin, comes, standing.vehicles);
    const Duration pass = standing.when.end - facts.column->stops[standing.stop].depart;
    const Moment gone =
        facts.is_last(standing.stop) ? Moment{events.end, 0} : Moment{events.depart[standing.stop], pass};
    stock.come(standing.when.end, gone, standing.vehicles);
  }
  for (PlaceId place : draft.model.places.ids())
    for (const check::Step& step : check::Reduced(draft.model, place, draft.replay.horizon).steps(0)) {
      if (step.delta > 0) spaces[place.index()].go(step.at, kNone, step.delta);
      if (step.delta < 0) spaces[place.index()].come(step.at, {kNone, 0}, -step.delta);
    }
  for (Stock& stock : spaces) stock.connect(draft);
}

void order_fleets(Draft& draft) {
  std::map<std::pair<FleetId, PlaceId>, Stock> stocks;
  for (FleetId id : draft.model.fleets.ids())
    for (const Fleet::Stock& stock : draft.model.fleets[id].stocks)
      stocks[{id, stock.place}].come(stock.from, {kNone, 0}, stock.count);
  for (const check::VehicleTransfer& transfer : draft.ledger.transfers) {
    if (!transfer.kind.fleet || transfer.vehicles == 0) continue;
    const PlaceId place = draft.ledger.columns[transfer.column].column->stops[transfer.stop].place;
    Stock& stock = stocks[{*transfer.kind.fleet, place}];
    const bool cargo = transfer.kind.cargo.has_value();
    if (transfer.way == check::Way::joins) {
      stock.go(transfer.at, draft.joining(transfer.column, transfer.stop, cargo), transfer.vehicles);
      continue;
    }
    Moment free = cargo ? draft.unloaded(transfer.column, transfer.stop)
                        : draft.arrived(transfer.column, transfer.stop);
    if (cargo) free.after_s += draft.model.fleets[*transfer.kind.fleet].turn_s;
    stock.come(draft.planned(free), free, transfer.vehicles);
  }
  for (auto& [key, stock] : stocks) stock.connect(draft);
}

class People {
 public:
  explicit People(Draft& draft) : draft_{draft} {
    for (UnitId id : draft.model.units.ids()) {
      const Unit& unit = draft.model.units[id];
      for (CategoryId category : unit.people.ids())
        stocks_.insert_or_assign({id, category, unit.place}, Stock(unit.people[category]));
    }
  }

  void column(std::size_t index) {
    const Column& column = *draft_.ledger.columns[index].column;
    std::vector<Passengers> aboard;
    for (const Leg& leg : column.legs) {
      std::vector<Passengers> now = check::people_by_kind(leg);
      exchange(index, leg.first_stop, aboard, now);
      aboard = std::move(now);
    }
    exchange(index, column.stops.size() - 1, aboard, {});
  }

  void flight(std::size_t index) {
    const Flight& flight = draft_.plan.flights[index];
    const FlightEvents& events = draft_.flights[index];
    for (const Passengers& people : flight.passengers) {
      stock(people, flight.from).go(flight.take_off, events.take_off, people.count);
      stock(people, flight.to).come(flight.landing, {events.landing, 0}, people.count);
    }
  }

  void connect() {
    for (auto& [key, stock] : stocks_) stock.connect(draft_);
  }

 private:
  Stock& stock(const Passengers& people, PlaceId place) {
    return stocks_[{people.unit, people.category, place}];
  }

  void exchange(std::size_t index, std::size_t stop, const std::vector<Passengers>& comes,
                const std::vector<Passengers>& goes) {
    std::map<std::pair<UnitId, CategoryId>, std::int64_t> surplus;
    for (const Passengers& people : goes) surplus[{people.unit, people.category}] += people.count;
    for (const Passengers& people : comes) surplus[{people.unit, people.category}] -= people.count;
    const PlaceId place = draft_.ledger.columns[index].column->stops[stop].place;
    for (const auto& [who, more] : surplus) {
      const Passengers people{who.first, who.second, more};
      if (more > 0) {
        const EventIndex leaves = draft_.columns[index].depart[stop];
        stock(people, place).go(draft_.planned(leaves), leaves, more);
      } else if (more < 0) {
        const Moment there = draft_.arrived(index, stop);
        stock(people, place).come(draft_.planned(there), there, -more);
      }
    }
  }

  Draft& draft_;
  std::map<std::tuple<UnitId, CategoryId, PlaceId>, Stock> stocks_;
};

}  // namespace

void order_stocks(Draft& draft) {
  order_parking(draft);
  order_fleets(draft);
  People people(draft);
  for (std::size_t i = 0; i < draft.columns.size(); ++i) people.column(i);
  for (std::size_t i : draft.ledger.sound.flights) people.flight(i);
  people.connect();
}

}  // namespace homeward::simulate
