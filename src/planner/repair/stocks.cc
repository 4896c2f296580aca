// SPDX-License-Identifier: Apache-2.0
#include "planner/repair/stocks.h"

#include <algorithm>

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
  const Profile* stock = known(key);
  return stock ? stock->first_at_least_for_ever(from, count) : std::nullopt;
}

std::optional<Time> Stocks::first_shortage_of_depots(const StockKey& key, Time from) const {
  std::vector<const Profile*> depots;
  for (PlaceId place : draft_.model.places.ids())
    if (!draft_.model.in_zone(place)) depots.push_back(&draft_.stock[FleetId(key.what)][place]);
  for (Time t = from; t < kEndOfTime;) {
    std::int64_t sum = 0;
    Time next = kEndOfTime;
    for (const Profile* depot : depots) {
      sum += depot->at(t);
      next = std::min(next, depot->next_change(t));
    }
    if (sum < 0) return t;
    t = next;
  }
  return std::nullopt;
}

std::vector<Stocks::Missing> Stocks::missing(std::vector<StockMove> moves, Time from) const {
  // Empty columns leave from any depot outside the zone: what stands in one helps in the others.
  const auto pool = [&](const StockKey& key) {
    const bool depot = !key.people && !draft_.model.in_zone(key.place);
    return std::tuple(key.people, key.what, key.category, depot ? PlaceId() : key.place);
  };
  std::stable_sort(moves.begin(), moves.end(), [&](const StockMove& a, const StockMove& b) {
    return std::tuple(pool(a.key), a.at) < std::tuple(pool(b.key), b.at);
  });
  std::vector<Missing> all;
  for (std::size_t i = 0; i < moves.size();) {
    const StockKey key = moves[i].key;
    Missing missing{key};
    std::int64_t added = 0;
    for (Time begin = from; begin < kEndOfTime;) {
      const bool more = i < moves.size() && pool(moves[i].key) == pool(key);
      const Time end = more ? std::max(from, moves[i].at) : kEndOfTime;
      if (end > begin) {
        const std::int64_t lowest = lowest_of_pool(key, {begin, end});
        missing.now = std::max(missing.now, -lowest);
        missing.then = std::max(missing.then, -lowest - added);
      }
      begin = end;
      if (more) added += moves[i++].count;
    }
    all.push_back(missing);
  }
  return all;
}

std::int64_t Stocks::lowest_of_pool(const StockKey& key, Interval span) const {
  const Model& model = draft_.model;
  const Profile* own = known(key);
  std::int64_t lowest = own ? own->lowest(span) : 0;
  if (key.people || model.in_zone(key.place)) return lowest;
  for (PlaceId place : model.places.ids())
    if (place != key.place && !model.in_zone(place))
      lowest += draft_.stock[FleetId(key.what)][place].lowest(span);
  return lowest;
}

std::int64_t Stocks::at(const StockKey& key, Time time) const {
  const Profile* stock = known(key);
  return stock ? stock->at(time) : 0;
}

std::optional<Time> Stocks::first_shortage(const StockKey& key) const {
  const Profile* stock = known(key);
  if (!stock || stock->lowest({kStartOfTime, kEndOfTime}) >= 0) return std::nullopt;
  for (Time t = kStartOfTime; t < kEndOfTime; t = stock->next_change(t))
    if (stock->at(t) < 0) return t;
  return std::nullopt;
}

const Profile* Stocks::known(const StockKey& key) const {
  if (!key.people) return &draft_.stock[FleetId(key.what)][key.place];
  const auto found = people_.find(key);
  return found == people_.end() ? nullptr : &found->second;
}

Profile& Stocks::profile(const StockKey& key) {
  if (key.people) return people_[key];
  return draft_.stock[FleetId(key.what)][key.place];
}

}  // namespace homeward
