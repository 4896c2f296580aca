// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/onward.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace homeward {

namespace {

/// People wait at most this long for a shuttle that is not full.
/// Fewer at hand: others are borrowed, so many.
constexpr std::int64_t kFewBuses = 8;
constexpr std::int64_t kBorrowedBuses = 15;
constexpr Duration kShuttleWait = 8 * kHour;

/// People who wait at one place for buses to one gateway.
class Shuttle {
 public:
  Shuttle(Draft& draft, PlaceId from, PlaceId to)
      : draft_{draft}, model_{draft.model}, from_{from}, to_{to} {}

  /// Arrivals in order of time. Columns leave when the buses are full or somebody has waited long enough.
  bool run(std::vector<PeopleArrived> arrivals, std::vector<GatewayArrival>& at_gateway) {
    if (arrivals.empty()) return true;
    auto fleet = fleet_at(from_);
    const Time end = draft_.calendar.horizon().end;
    if (!fleet || draft_.fleet_spare(*fleet, from_, end) < kFewBuses) {
      const auto borrowed = borrow(arrivals.front().at);
      if (borrowed) fleet = borrowed;
    }
    if (!fleet) return false;
    const ItemType& bus = model_.item_types[model_.fleets[*fleet].vehicle];
    const std::int64_t each = std::max<std::int64_t>(1, bus.seats - bus.crew);
    const std::int64_t buses = std::min(draft_.fleet_spare(*fleet, from_, draft_.calendar.horizon().end),
                                        others_at_most(model_.rules, model_.rules.column_vehicles_max));
    std::size_t next = 0;
    while (next < arrivals.size()) {
      Composition load;
      std::int64_t seats = buses * each;
      Time ready = std::max(model_.start, arrivals[next].at);
      const Time until = ready + kShuttleWait;
      while (next < arrivals.size() && seats > 0 && arrivals[next].at <= until) {
        PeopleArrived& group = arrivals[next];
        const std::int64_t count = std::min(seats, group.people.count);
        load.passengers.push_back({group.people.unit, group.people.category, count});
        ready = std::max(ready, group.at);
        seats -= count;
        group.people.count -= count;
        if (group.people.count == 0) ++next;
      }
      if (!drive(*fleet, load, each, ready, at_gateway)) return false;
    }
    return true;
  }

 private:
  std::optional<FleetId> fleet_at(PlaceId place) const {
    std::optional<FleetId> best;
    std::int64_t most = 0;
    for (FleetId fleet : model_.fleets.ids()) {
      if (model_.fleets[fleet].kind != FleetKind::bus) continue;
      const std::int64_t here = draft_.fleet_spare(fleet, place, draft_.calendar.horizon().end);
      if (here > most) best = fleet, most = here;
    }
    return best;
  }

  /// Buses from the place outside the zone that can send them soonest; absent: none can come.
  std::optional<FleetId> borrow(Time wanted) {
    std::optional<PlaceId> lender;
    std::optional<FleetId> fleet;
    Time soonest = kEndOfTime;
    for (PlaceId place : model_.places.ids()) {
      const auto buses = model_.in_zone(place) || place == from_ ? std::nullopt : fleet_at(place);
      if (!buses || draft_.way(place, from_) >= kEndOfTime) continue;
      const auto at = draft_.fleet_from(*buses, place, std::max(model_.start, wanted - kDay), kFewBuses);
      if (!at || *at + draft_.way(place, from_) >= soonest) continue;
      soonest = *at + draft_.way(place, from_);
      lender = place;
      fleet = buses;
    }
    if (!lender) return std::nullopt;
    const Time when = *draft_.fleet_from(*fleet, *lender, std::max(model_.start, wanted - kDay), kFewBuses);
    const std::int64_t buses = std::min(draft_.fleet_spare(*fleet, *lender, when), kBorrowedBuses);
    ColumnOrder order;
    order.from = *lender;
    order.to = from_;
    order.column_class = ColumnClass::empty;
    order.load.groups.push_back({fleet, std::nullopt, buses, std::nullopt});
    order.depart_from = when;
    order.serial = model_.places[*lender].key + " buses lent";
    const auto placed = draft_.place(order);
    if (!placed) return std::nullopt;
    draft_.commit(*placed);
    return fleet;
  }

  bool drive(FleetId fleet, Composition& load, std::int64_t each, Time ready,
             std::vector<GatewayArrival>& at_gateway) {
    const std::int64_t people = passenger_count(load);
    const std::int64_t buses = divide_up(people, each);
    const auto from = draft_.fleet_from(fleet, from_, ready, buses);
    if (!from) return false;
    ColumnOrder order;
    order.from = from_;
    order.to = to_;
    const bool last_out = model_.units[load.passengers.front().unit].last_out;
    order.column_class = last_out ? ColumnClass::last_out : ColumnClass::people;
    order.load = load;
    order.load.groups.push_back({fleet, std::nullopt, buses, std::nullopt});
    order.depart_from = *from;
    order.serial = model_.places[from_].key + " shuttle";
    const auto there = draft_.place(order);
    if (!there) return false;
    draft_.commit(*there);
    for (const Passengers& seated : order.load.passengers)
      at_gateway.push_back({seated.unit, seated.category, to_, model_.units[seated.unit].destination,
                            seated.count, there->route.end});
    ColumnOrder back;
    back.from = to_;
    back.to = from_;
    back.column_class = ColumnClass::empty;
    back.load.groups = order.load.groups;
    back.depart_from = there->route.end;
    back.serial = model_.places[from_].key + " shuttle back";
    const auto returned = draft_.place(back);
    if (returned) draft_.commit(*returned);
    return returned.has_value();
  }

  Draft& draft_;
  const Model& model_;
  PlaceId from_;
  PlaceId to_;
};

/// Inside the zone a change of aircraft on the way is all right: nobody rides on to the gateway.
bool flies_on(const Model& model, PlaceId from, PlaceId to) {
  const auto way = air_way(model, from, to);
  return way && (!way->via || model.in_zone(from));
}

}  // namespace

std::vector<GatewayArrival> bring_to_gateways(Draft& draft, std::size_t from, bool& complete) {
  const Model& model = draft.model;
  std::vector<GatewayArrival> at_gateway;
  // A last-out column carries nobody else (LEG), so its people ride apart.
  std::map<std::tuple<PlaceId, PlaceId, bool>, std::vector<PeopleArrived>> shuttles;
  for (std::size_t i = from; i < draft.people.size(); ++i) {
    const PeopleArrived& arrival = draft.people[i];
    const Unit& unit = model.units[arrival.people.unit];
    // Who rides a shuttle is known from where it ends.
    if (arrival.place == unit.destination) continue;
    if (flies_on(model, arrival.place, unit.destination)) {
      at_gateway.push_back({arrival.people.unit, arrival.people.category, arrival.place, unit.destination,
                            arrival.people.count, arrival.at});
      continue;
    }
    const auto gateway = road_end_for_people(model, draft.travel, arrival.place, unit.destination);
    if (gateway && *gateway != arrival.place)
      shuttles[{arrival.place, *gateway, unit.last_out}].push_back(arrival);
    else
      complete = false;
  }
  for (auto& [way, arrivals] : shuttles) {
    std::stable_sort(arrivals.begin(), arrivals.end(),
                     [](const PeopleArrived& a, const PeopleArrived& b) { return a.at < b.at; });
    const bool all = Shuttle(draft, std::get<0>(way), std::get<1>(way)).run(std::move(arrivals), at_gateway);
    complete = complete && all;
  }
  std::stable_sort(at_gateway.begin(), at_gateway.end(),
                   [](const GatewayArrival& a, const GatewayArrival& b) { return a.at < b.at; });
  return at_gateway;
}

OnwardPlan plan_onward(Draft& draft, const AirSchedule& air, std::size_t flown,
                       const SealiftOptions& sea_options) {
  const Model& model = draft.model;
  OnwardPlan onward;
  const std::vector<GatewayArrival> at_gateway = bring_to_gateways(draft, flown, onward.all_home);
  if (at_gateway.empty()) {
    onward.flights = air.flights();
  } else {
    AirliftOptions options;
    options.effort = AirliftEffort::quick;
    const AirliftPlan plan = plan_onward_flights(air, at_gateway, options);
    onward.flights = plan.schedule.flights();
    onward.all_home = onward.all_home && plan.unserved.empty();
  }
  std::vector<ThingArrival> at_port;
  for (const ThingsArrived& arrival : draft.things)
    if (model.lots[arrival.lot].destination != arrival.place || !model.lots[arrival.lot].process.empty())
      at_port.push_back({arrival.lot, arrival.place, arrival.count, arrival.at});
  SealiftPlan sea = plan_sealift(model, at_port, sea_options);
  onward.sailings = std::move(sea.sailings);
  onward.batches = std::move(sea.batches);
  onward.all_home = onward.all_home && sea.left.empty();
  return onward;
}

}  // namespace homeward
