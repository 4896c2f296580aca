// SPDX-License-Identifier: Apache-2.0
#include "planner/repair/boarding.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "planner/dispatch/fleet_moves.h"
#include "planner/repair/trouble.h"

namespace homeward {

namespace {

using Group = std::tuple<PlaceId, UnitId, CategoryId>;

/// People who are on their way, at places that are not their start.
class Gateways {
 public:
  Gateways(const Model& model, std::vector<Flight>& flights, const std::vector<Column>& columns)
      : model_{model}, flights_{flights} {
    for (const Column& column : columns)
      for (const Passengers& people : column.legs.front().passengers) {
        come(column.stops.back().place, people, end_of(column));
        leave(column.stops.front().place, people, column.stops.front().depart);
      }
  }

  void board() {
    for (Flight& flight : flights_) {
      settle(flight.take_off);
      std::int64_t aboard = 0;
      for (Passengers& people : flight.passengers) {
        if (model_.units[people.unit].place != flight.from) {
          std::int64_t& here = here_[{flight.from, people.unit, people.category}];
          const std::int64_t seated = std::clamp<std::int64_t>(here, 0, people.count);
          missed_[{flight.from, people.unit, people.category}] += people.count - seated;
          here -= seated;
          people.count = seated;
        }
        aboard += people.count;
      }
      if (!flight.passengers.empty()) fill(flight, model_.aircraft[flight.aircraft].seats - aboard);
      std::erase_if(flight.passengers, [](const Passengers& people) { return people.count == 0; });
      for (const Passengers& people : flight.passengers) come(flight.to, people, flight.landing);
    }
  }

 private:
  void come(PlaceId place, const Passengers& people, Time at) {
    const Unit& unit = model_.units[people.unit];
    if (place != unit.place && place != unit.destination)
      events_[at].push_back({{place, people.unit, people.category}, people.count});
  }
  void leave(PlaceId place, const Passengers& people, Time at) {
    if (place != model_.units[people.unit].place)
      events_[at].push_back({{place, people.unit, people.category}, -people.count});
  }
  void settle(Time until) {
    for (auto next = events_.begin(); next != events_.end() && next->first <= until;
         next = events_.erase(next))
      for (const auto& [group, count] : next->second) here_[group] += count;
  }
  /// Free seats for those who missed an earlier flight on the same way.
  void fill(Flight& flight, std::int64_t seats) {
    for (auto& [group, missed] : missed_) {
      const auto& [place, unit, category] = group;
      if (place != flight.from || model_.units[unit].destination != flight.to || seats <= 0 || missed <= 0)
        continue;
      const std::int64_t seated = std::min({seats, missed, here_[group]});
      if (seated <= 0) continue;
      const auto known =
          std::find_if(flight.passengers.begin(), flight.passengers.end(),
                       [&](const auto& one) { return one.unit == unit && one.category == category; });
      if (known != flight.passengers.end())
        known->count += seated;
      else
        flight.passengers.push_back({unit, category, seated});
      seats -= seated;
      missed -= seated;
      here_[group] -= seated;
    }
  }

  const Model& model_;
  std::vector<Flight>& flights_;
  std::map<Time, std::vector<std::pair<Group, std::int64_t>>> events_;
  std::map<Group, std::int64_t> here_;
  std::map<Group, std::int64_t> missed_;
};

}  // namespace

std::vector<Flight> flights_kept(const Model& model, const Calendar& calendar, const Plan& old,
                                 const std::vector<Column>& columns, Time at,
                                 const std::vector<PlaceId>& replanned_bases) {
  IdVector<UnitId, char> stays(model.units.size(), 0);
  for (PlaceId base : replanned_bases) {
    for (UnitId unit : model.units.ids())
      if (model.units[unit].last_out && model.units[unit].place == base) stays[unit] = 1;
    for (ServiceId service : model.places[base].services)
      if (const auto team = model.services[service].team) stays[*team] = 1;
  }
  std::map<std::pair<AircraftId, std::int64_t>, bool> grounded;
  std::vector<Flight> flights;
  for (const Flight& flight : old.flights) {
    bool& stands = grounded[{flight.aircraft, flight.airframe}];
    stands = stands || meets_closed_airfield(calendar, flight, at);
    if (stands) continue;
    flights.push_back(flight);
    if (flight.take_off < at) continue;
    std::erase_if(flights.back().passengers, [&](const Passengers& people) {
      return stays[people.unit] && model.units[people.unit].place == flight.from;
    });
  }
  Gateways(model, flights, columns).board();
  return flights;
}

}  // namespace homeward
