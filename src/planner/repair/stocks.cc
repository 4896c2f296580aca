// SPDX-License-Identifier: Apache-2.0
#include "planner/repair/stocks.h"

#include "planner/dispatch/fleet_moves.h"

namespace homeward {

std::vector<StockMove> stock_moves(const Model& model, const Column& column) {
  std::vector<StockMove> moves;
  for (const FleetMove& move : fleet_moves(model, column))
    moves.push_back({{false, move.fleet.index(), 0, move.place}, move.at, move.vehicles});
  const PlaceId from = column.stops.front().place;
  const PlaceId to = column.stops.back().place;
  for (const Passengers& people : column.legs.front().passengers) {
    const Unit& unit = model.units[people.unit];
    if (from != unit.place)
      moves.push_back({{true, people.unit.index(), people.category.index(), from},
                       column.stops.front().depart,
                       -people.count});
    if (to != unit.place && to != unit.destination)
      moves.push_back(
          {{true, people.unit.index(), people.category.index(), to}, end_of(column), people.count});
  }
  return moves;
}

void Stocks::book_people(const Column& column, std::int64_t sign) {
  for (const StockMove& move : stock_moves(draft_.model, column))
    if (move.key.people) add(move.key, move.at, sign * move.count);
}

void Stocks::book_landing(const Flight& flight) {
  for (const Passengers& people : flight.passengers)
    if (flight.to != draft_.model.units[people.unit].destination)
      add({true, people.unit.index(), people.category.index(), flight.to}, flight.landing, people.count);
}

void Stocks::expect(const Column& column, Time now, std::int64_t sign) {
  for (const StockMove& move : stock_moves(draft_.model, column))
    if (move.count > 0 || move.at < now) add(move.key, move.at, sign * move.count);
}

std::optional<Time> Stocks::first_at_least(const StockKey& key, Time from, std::int64_t count) const {
  if (!key.people) return draft_.stock[FleetId(key.what)][key.place].first_at_least_for_ever(from, count);
  const auto found = people_.find(key);
  if (found == people_.end()) return std::nullopt;
  return found->second.first_at_least_for_ever(from, count);
}

std::optional<Time> Stocks::first_shortage(const StockKey& key) const {
  const Profile* stock = nullptr;
  if (!key.people) {
    stock = &draft_.stock[FleetId(key.what)][key.place];
  } else {
    const auto found = people_.find(key);
    if (found == people_.end()) return std::nullopt;
    stock = &found->second;
  }
  if (stock->lowest({kStartOfTime, kEndOfTime}) >= 0) return std::nullopt;
  for (Time t = kStartOfTime; t < kEndOfTime; t = stock->next_change(t))
    if (stock->at(t) < 0) return t;
  return std::nullopt;
}

Profile& Stocks::profile(const StockKey& key) {
  if (key.people) return people_[key];
  return draft_.stock[FleetId(key.what)][key.place];
}

}  // namespace homeward
