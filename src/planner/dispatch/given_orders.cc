// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/given_orders.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "planner/dispatch/fleet_moves.h"

namespace homeward {

namespace {

/// The first second at which a stock is short, if only these columns drive.
struct Shortage {
  FleetId fleet;
  PlaceId place;
  Time at = 0;
};

std::optional<Shortage> first_shortage(const Model& model, const std::vector<Column>& columns) {
  std::map<std::pair<FleetId, PlaceId>, std::map<Time, std::int64_t>> changes;
  for (FleetId fleet : model.fleets.ids())
    for (const Fleet::Stock& stock : model.fleets[fleet].stocks)
      changes[{fleet, stock.place}][stock.from] += stock.count;
  for (const Column& column : columns)
    for (const FleetMove& move : fleet_moves(model, column))
      changes[{move.fleet, move.place}][move.at] += move.vehicles;
  for (const auto& [key, steps] : changes) {
    std::int64_t stock = 0;
    for (const auto& [at, change] : steps)
      if ((stock += change) < 0) return Shortage{key.first, key.second, at};
  }
  return std::nullopt;
}

bool mends(const Model& model, const Column& column, const Shortage& shortage) {
  const auto moves = fleet_moves(model, column);
  return std::any_of(moves.begin(), moves.end(), [&](const FleetMove& move) {
    return move.fleet == shortage.fleet && move.place == shortage.place && move.vehicles > 0 &&
           move.at <= shortage.at;
  });
}

// Two events of plans that hold the same orders: are they the same one?
bool same(const Column& a, const Column& b) { return a.number == b.number; }
bool same(const Flight& a, const Flight& b) { return a.number == b.number; }
bool same(const Sailing& a, const Sailing& b) { return a.ship == b.ship && a.berth == b.berth; }
bool same(const BaseClosing& a, const BaseClosing& b) { return a.place == b.place; }
bool same(const Batch& a, const Batch& b) {
  return a.service == b.service && a.lot == b.lot && a.begin == b.begin && a.count == b.count;
}

template <class Event>
bool holds(const GivenOrders* kept, std::vector<Event> Plan::*list, const Event& event) {
  if (kept == nullptr) return false;
  const std::vector<Event>& events = kept->plan.*list;
  return std::any_of(events.begin(), events.end(), [&](const Event& other) { return same(event, other); });
}

/// People of one unit and category at one place that is not their start: who came when, first come first
/// gone.
class Transit {
 public:
  struct Came {
    Time at = 0;
    std::int64_t count = 0;
    bool by_air = false;
  };
  using Key = std::tuple<PlaceId, UnitId, CategoryId>;

  Transit(const Model& model, const Plan& plan) : model_{model} {
    for (const Column& column : plan.columns)
      for (const Passengers& people : column.legs.front().passengers) {
        leave(column.stops.front().place, people, column.stops.front().depart);
        come(column.stops.back().place, people, end_of(column), false);
      }
    for (const Flight& flight : plan.flights)
      for (const Passengers& people : flight.passengers) {
        leave(flight.from, people, flight.take_off);
        come(flight.to, people, flight.landing, true);
      }
    for (auto& [key, list] : came_)
      std::stable_sort(list.begin(), list.end(), [](const Came& a, const Came& b) { return a.at < b.at; });
    for (auto& [key, list] : left_) std::sort(list.begin(), list.end());
  }

  /// Matches those who go on with those who came; calls pair(key, came, left, count) for each match and
  /// rest(key, came) for those who stay.
  template <class Pair, class Rest>
  void match(const Pair& pair, const Rest& rest) {
    for (auto& [key, list] : came_) {
      std::size_t next = 0;
      for (auto [at, count] : left_[key])
        while (count > 0 && next < list.size()) {
          const std::int64_t some = std::min(count, list[next].count);
          if (some > 0) pair(key, list[next], at, some);
          count -= some;
          list[next].count -= some;
          if (list[next].count == 0) ++next;
        }
      for (; next < list.size(); ++next) rest(key, list[next]);
    }
  }

 private:
  void come(PlaceId place, const Passengers& people, Time at, bool by_air) {
    if (place != model_.units[people.unit].place)
      came_[{place, people.unit, people.category}].push_back({at, people.count, by_air});
  }
  void leave(PlaceId place, const Passengers& people, Time at) {
    if (place != model_.units[people.unit].place)
      left_[{place, people.unit, people.category}].emplace_back(at, people.count);
  }

  const Model& model_;
  std::map<Key, std::vector<Came>> came_;
  std::map<Key, std::vector<std::pair<Time, std::int64_t>>> left_;
};

void book_people(const Model& whole, const GivenOrders& orders, Draft& draft, AirSchedule& schedule) {
  IdVector<PlaceId, BedBook> books(whole.places.size());
  Transit transit(whole, orders.plan);
  transit.match(
      [&](const Transit::Key& key, const Transit::Came& came, Time left, std::int64_t count) {
        books[std::get<0>(key)].arrive(came.at, BedBook::By::road, count);
        books[std::get<0>(key)].leave(left, BedBook::By::road, count);
      },
      [&](const Transit::Key& key, const Transit::Came& came) {
        const auto& [place, unit, category] = key;
        if (place != whole.units[unit].destination)
          draft.people.push_back({{unit, category, came.count}, place, came.at});
      });
  std::stable_sort(draft.people.begin(), draft.people.end(),
                   [](const PeopleArrived& a, const PeopleArrived& b) { return a.at < b.at; });
  schedule.set_bed_books(std::move(books));
}

}  // namespace

Time cut_of_decision(const Model& model, Time decision) {
  const Rules& rules = model.rules;
  return decision + std::max({rules.notice_column_s, rules.notice_flight_s, rules.notice_sailing_s});
}

GivenOrders orders_before(const Model& model, const Plan& plan, Time cut) {
  return orders_before(model, plan, cut, nullptr);
}

GivenOrders orders_before(const Model& model, const Plan& plan, Time cut, const GivenOrders* kept) {
  GivenOrders orders;
  orders.from = cut;
  std::vector<const Column*> others;
  for (const Column& column : plan.columns) {
    if (column.stops.front().arrive < cut || holds(kept, &Plan::columns, column))
      orders.plan.columns.push_back(column);
    else
      others.push_back(&column);
  }
  while (const auto shortage = first_shortage(model, orders.plan.columns)) {
    const auto found = std::find_if(others.begin(), others.end(),
                                    [&](const Column* column) { return mends(model, *column, *shortage); });
    if (found == others.end()) break;
    orders.plan.columns.push_back(**found);
    others.erase(found);
  }
  for (const Flight& flight : plan.flights)
    if (flight.take_off < cut || holds(kept, &Plan::flights, flight)) orders.plan.flights.push_back(flight);
  for (const Sailing& sailing : plan.sailings)
    if (sailing.berth < cut || holds(kept, &Plan::sailings, sailing)) orders.plan.sailings.push_back(sailing);
  for (const Batch& batch : plan.batches)
    if (batch.begin < cut || holds(kept, &Plan::batches, batch)) orders.plan.batches.push_back(batch);
  for (const BaseClosing& closing : plan.closings)
    if (closing.at < cut || holds(kept, &Plan::closings, closing)) orders.plan.closings.push_back(closing);
  return orders;
}

Model what_is_left(const Model& model, const GivenOrders& orders) {
  Model left = model;
  const Duration step = model.rules.start_step_s;
  left.start = std::max(model.start, divide_up(orders.from, step) * step);
  const auto taken = [&](PlaceId place, const Passengers& people) {
    if (model.units[people.unit].place == place)
      left.units[people.unit].people[people.category] -= people.count;
  };
  for (const Column& column : orders.plan.columns) {
    const PlaceId from = column.stops.front().place;
    for (const Passengers& people : column.legs.front().passengers) taken(from, people);
    for (const VehicleGroup& group : column.legs.front().groups) {
      if (group.own_lot && model.lots[*group.own_lot].place == from)
        left.lots[*group.own_lot].count -= group.vehicles;
      if (group.cargo && model.lots[group.cargo->lot].place == from)
        left.lots[group.cargo->lot].count -= group.cargo->count;
    }
  }
  for (const Flight& flight : orders.plan.flights)
    for (const Passengers& people : flight.passengers) taken(flight.from, people);
  return left;
}

void book_orders(const Model& whole, const GivenOrders& orders, Draft& draft, AirSchedule& schedule) {
  // Those who leave by the orders stand at their bases until then.
  for (UnitId unit : whole.units.ids()) {
    std::int64_t going = 0;
    for (CategoryId category : whole.categories.ids())
      going += whole.units[unit].people[category] - draft.model.units[unit].people[category];
    draft.garrison_slack[whole.units[unit].place].add({kStartOfTime, kEndOfTime}, going);
  }
  for (const Column& column : orders.plan.columns) draft.book(column);
  draft.people.clear();
  schedule.book(orders.plan.flights);
  for (const Flight& flight : orders.plan.flights)
    for (const Passengers& people : flight.passengers)
      if (whole.units[people.unit].place == flight.from)
        draft.garrison_slack[flight.from].add({flight.take_off, kEndOfTime}, -people.count);
  book_people(whole, orders, draft, schedule);
  for (const BaseClosing& closing : orders.plan.closings) {
    Time first_out = closing.at;
    for (const Column& column : orders.plan.columns)
      if (column.column_class == ColumnClass::last_out && column.stops.front().place == closing.place)
        first_out = std::min(first_out, column.stops.front().depart);
    draft.timetable.close(closing.place, first_out);
    schedule.close_from(closing.place, closing.at);
    draft.closings.push_back(closing);
  }
}

SealiftOptions sealift_after(const GivenOrders& orders) {
  SealiftOptions options;
  options.not_before = orders.from;
  options.batches = orders.plan.batches;
  options.sailings = orders.plan.sailings;
  return options;
}

}  // namespace homeward
