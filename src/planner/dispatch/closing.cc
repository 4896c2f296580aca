// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/closing.h"

#include <algorithm>

namespace homeward {

namespace {
constexpr int kTries = 6;
constexpr int kEmptyColumnsMax = 200;
}  // namespace

void Closing::demand_when_garrison_allows(const Ride& ride, std::vector<AirDemand>& demands) {
  const Unit& unit = model_.units[ride.unit];
  Profile& slack = draft_.garrison_slack[unit.place];
  std::int64_t left = ride.count;
  Time t = ride.ready;
  while (left > 0) {
    const auto next = slack.first_at_least_for_ever(t, 1);
    if (!next) break;
    t = *next;
    const std::int64_t count = std::min(left, slack.lowest({t, kEndOfTime}));
    AirDemand demand;
    demand.unit = ride.unit;
    demand.category = ride.category;
    demand.from = unit.place;
    demand.to = unit.destination;
    demand.via = air_way(model_, unit.place, unit.destination)->via;
    demand.count = count;
    demand.ready = t;
    demand.priority = unit.priority;
    demand.latest = unit.due;
    demands.push_back(demand);
    slack.add({t, kEndOfTime}, -count);
    left -= count;
  }
  if (left > 0) everybody_flown_ = false;
}

void Closing::fly_out(const IdVector<PlaceId, Time>& loading_over,
                      std::span<const GatewayArrival> on_the_road) {
  note_take_offs();
  std::vector<AirDemand> demands;
  // Whoever came to an airfield of the zone by road holds a bed there.
  std::int64_t guests_first = 1;
  for (const Unit& unit : model_.units) guests_first = std::max(guests_first, unit.priority + 1);
  for (const BaseWork& base : work_.bases) {
    for (const Ride& ride : base.rides)
      if (ride.by_air) demand_when_garrison_allows(ride, demands);
    for (Ride ride : base.team_rides) {
      ride.ready = std::max(ride.ready, loading_over[base.place]);
      if (ride.by_air) demand_when_garrison_allows(ride, demands);
    }
  }
  for (const GatewayArrival& arrival : on_the_road) {
    AirDemand demand;
    demand.unit = arrival.unit;
    demand.category = arrival.category;
    demand.from = arrival.place;
    demand.to = arrival.destination;
    demand.via = air_way(model_, arrival.place, arrival.destination)->via;
    demand.count = arrival.count;
    demand.ready = arrival.at;
    if (model_.in_zone(arrival.place)) demand.priority = guests_first;
    demand.waiting = Waiting::in_transit;
    demands.push_back(demand);
  }
  if (demands.empty()) return;
  AirliftOptions options;
  options.effort = AirliftEffort::quick;
  AirliftPlan plan = plan_airlift(air_, demands, options);
  air_ = std::move(plan.schedule);
  if (!plan.unserved.empty()) everybody_flown_ = false;
  note_take_offs();
}

void Closing::note_take_offs() {
  last_take_off_.assign(model_.places.size(), model_.start);
  for (const Flight& flight : air_.flights())
    last_take_off_[flight.from] = std::max(last_take_off_[flight.from], flight.take_off);
}

bool Closing::is_closed(PlaceId place) const {
  return std::any_of(draft_.closings.begin(), draft_.closings.end(),
                     [&](const BaseClosing& closing) { return closing.place == place; });
}

PlaceId Closing::home_of(const Fleet& fleet) const {
  for (const Fleet::Stock& stock : fleet.stocks)
    if (!model_.in_zone(stock.place)) return stock.place;
  // A fleet that started inside goes where things go.
  for (const BaseWork& base : work_.bases)
    for (const auto* hauls : {&base.loads, &base.drives, &base.last_out_drives})
      for (const Haul& haul : *hauls)
        if (!model_.in_zone(haul.to)) return haul.to;
  for (PlaceId place : model_.places.ids())
    if (!model_.in_zone(place) && model_.places[place].parking_vehicles > 0) return place;
  return fleet.stocks.front().place;
}

bool Closing::close_bases() {
  std::vector<const BaseWork*> bases;
  for (const BaseWork& base : work_.bases)
    if (base.in_zone && !is_closed(base.place)) bases.push_back(&base);
  const auto distance = [&](const BaseWork& base) {
    PlaceId out = base.place;
    for (const auto* hauls : {&base.last_out_drives, &base.loads, &base.drives})
      for (const Haul& haul : *hauls) out = haul.to;
    if (out == base.place)
      for (const Fleet& fleet : model_.fleets)
        if (fleet.kind == FleetKind::escort) out = home_of(fleet);
    return draft_.way(base.place, out);
  };
  std::vector<std::pair<Duration, const BaseWork*>> order;
  for (const BaseWork* base : bases) {
    const Duration away = distance(*base);
    order.emplace_back(away >= kEndOfTime ? 0 : away, base);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  bool all = true;
  for (const auto& [away, base] : order) all = close(*base) && all;
  return all;
}

bool Closing::close(const BaseWork& base) {
  const PlaceId place = base.place;
  riding_ = empties_in_last_out(base);
  bool done = bring_out_empties(place);
  first_out_ = kEndOfTime;
  if (!model_.places[place].closes) return done;
  last_out_ready_ = model_.start;
  for (const Haul& haul : base.last_out_drives) last_out_ready_ = std::max(last_out_ready_, haul.ready);
  const Time from = std::max({draft_.busy_until[place], last_take_off_[place], last_out_ready_});
  const bool by_road =
      !base.last_out_drives.empty() || std::any_of(base.last_out_rides.begin(), base.last_out_rides.end(),
                                                   [](const Ride& ride) { return !ride.by_air; });
  if (by_road)
    done = (last_out(base, from) || last_out_alone(base)) && done;
  else if (!base.last_out_rides.empty())
    done = last_out_flights(base, from) && done;
  const Time closed = std::max(draft_.busy_until[place], last_take_off_[place]);
  // Guests must be gone before the first of the last-out units leaves.
  draft_.timetable.close(place, std::min(closed, first_out_));
  air_.close_from(place, closed);
  draft_.closings.push_back({place, closed});
  return done;
}

IdVector<FleetId, std::int64_t> Closing::empties_in_last_out(const BaseWork& base) const {
  IdVector<FleetId, std::int64_t> riding(model_.fleets.size(), 0);
  if (!model_.places[base.place].closes) return riding;
  const auto orders = last_out_orders(base, model_.start);
  if (orders.size() != 1) return riding;
  std::int64_t room = others_at_most(model_.rules, model_.rules.last_out_vehicles_max) -
                      measure(model_, orders.front().load).vehicles;
  for (FleetId id : model_.fleets.ids()) {
    const Fleet& fleet = model_.fleets[id];
    if (fleet.kind == FleetKind::escort || home_of(fleet) != orders.front().to) continue;
    const std::int64_t spare = draft_.fleet_spare(id, base.place, draft_.calendar.horizon().end);
    riding[id] = std::clamp<std::int64_t>(spare, 0, room);
    room -= riding[id];
  }
  return riding;
}

/// Perhaps it was too long with the empties.
bool Closing::last_out_alone(const BaseWork& base) {
  if (std::all_of(riding_.begin(), riding_.end(), [](std::int64_t count) { return count == 0; })) return false;
  riding_.assign(model_.fleets.size(), 0);
  return bring_out_empties(base.place) &&
         last_out(base, std::max({draft_.busy_until[base.place], last_take_off_[base.place], last_out_ready_}));
}

void Closing::add_spare_escorts(PlaceId place, ColumnOrder& order) const {
  for (FleetId id : model_.fleets.ids()) {
    const std::int64_t spare = draft_.fleet_spare(id, place, draft_.calendar.horizon().end);
    if (model_.fleets[id].kind != FleetKind::escort || spare <= 0 || !order.load.groups.empty()) continue;
    const std::int64_t count = std::min(spare, model_.rules.column_vehicles_max);
    order.to = home_of(model_.fleets[id]);
    order.load.groups.push_back({id, std::nullopt, count, std::nullopt});
    order.depart_from = std::max(order.depart_from, *draft_.fleet_from(id, place, model_.start, count));
  }
}

bool Closing::bring_out_empties(PlaceId place) {
  for (int round = 0; round < kEmptyColumnsMax; ++round) {
    ColumnOrder order;
    order.from = place;
    order.column_class = ColumnClass::empty;
    order.depart_from = model_.start;
    const std::int64_t size = others_at_most(model_.rules, model_.rules.column_vehicles_max);
    std::int64_t vehicles = 0;
    for (FleetId id : model_.fleets.ids()) {
      const Fleet& fleet = model_.fleets[id];
      if (fleet.kind == FleetKind::escort || vehicles == size) continue;
      const std::int64_t spare = draft_.fleet_spare(id, place, draft_.calendar.horizon().end) - riding_[id];
      if (spare <= 0 || (vehicles > 0 && home_of(fleet) != order.to)) continue;
      order.to = home_of(fleet);
      const std::int64_t count = std::min(spare, size - vehicles);
      order.load.groups.push_back({id, std::nullopt, count, std::nullopt});
      vehicles += count;
      order.depart_from = std::max(order.depart_from, *draft_.fleet_from(id, place, model_.start, count));
    }
    // Escorts that nobody needs go home by themselves, unless last-out columns can use them.
    const std::int64_t escorts = draft_.escorts_spare(place, draft_.calendar.horizon().end);
    if (vehicles == 0 && (escorts == 0 || model_.places[place].closes)) return true;
    if (vehicles == 0)
      for (const Fleet& fleet : model_.fleets)
        if (fleet.kind == FleetKind::escort) order.to = home_of(fleet);
    if (draft_.escort_span(light_needs(model_), place, order.to))
      order.escorts = vehicles > 0 ? escorts_needed(model_.rules, vehicles) : escorts;
    else if (vehicles == 0)  // no link of their way needs escorts: they are vehicles like others
      add_spare_escorts(place, order);
    if (order.escorts > escorts && !bring_escorts(place, order.escorts - escorts, order.depart_from))
      return false;
    order.serial = model_.places[place].key + " empties";
    const auto placed = draft_.place(order);
    if (!placed) return false;
    draft_.commit(*placed);
  }
  return false;
}

bool Closing::bring_escorts(PlaceId place, std::int64_t escorts, Time wanted) {
  ColumnOrder order;
  order.to = place;
  order.column_class = ColumnClass::empty;
  order.escorts = std::max(escorts, model_.rules.escort_min);
  Time from = model_.start;
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto pool = draft_.escort_pool(place, from, order.escorts);
    if (!pool) return false;
    from = std::max(from, wanted - draft_.way(*pool, place) - kDay);
  }
  order.from = *draft_.escort_pool(place, from, order.escorts);
  order.depart_from = from;
  order.serial = model_.places[place].key + " escorts";
  const auto placed = draft_.place(order);
  if (!placed) return false;
  draft_.commit(*placed);
  return true;
}

bool Closing::send_escorts_home(PlaceId place, std::int64_t escorts) {
  ColumnOrder order;
  order.from = place;
  order.column_class = ColumnClass::empty;
  order.escorts = escorts;
  for (FleetId id : model_.fleets.ids()) {
    if (model_.fleets[id].kind != FleetKind::escort) continue;
    const auto from = draft_.fleet_from(id, place, model_.start, escorts);
    if (!from) continue;
    order.to = home_of(model_.fleets[id]);
    order.depart_from = *from;
    order.serial = model_.places[place].key + " escorts home";
    const auto placed = draft_.place(order);
    if (!placed) return false;
    draft_.commit(*placed);
    return true;
  }
  return false;
}

std::vector<ColumnOrder> Closing::last_out_orders(const BaseWork& base, Time from) const {
  const std::int64_t size = others_at_most(model_.rules, model_.rules.last_out_vehicles_max);
  std::vector<ColumnOrder> orders;
  std::int64_t room = 0;
  const auto fresh = [&](PlaceId to) {
    ColumnOrder order;
    order.from = base.place;
    order.to = to;
    order.column_class = ColumnClass::last_out;
    order.depart_from = order.gather_from = from;
    order.serial = model_.places[base.place].key + " last out";
    orders.push_back(std::move(order));
    room = size;
  };
  for (const Haul& haul : base.last_out_drives) {
    const Lot& lot = model_.lots[haul.lot];
    std::int64_t left = draft_.lot_left[haul.lot], people = work_.drivers[haul.lot];
    while (left > 0) {
      if (orders.empty() || room == 0 || orders.back().to != haul.to) fresh(haul.to);
      const std::int64_t vehicles = std::min(left, room);
      Composition& load = orders.back().load;
      load.groups.push_back({std::nullopt, haul.lot, vehicles, std::nullopt});
      std::int64_t seated = people * vehicles / left;
      people -= seated;
      left -= vehicles;
      room -= vehicles;
      for (CategoryId category : model_.categories.ids()) {
        std::int64_t have = draft_.people_left[lot.unit][category];
        for (const ColumnOrder& order : orders)
          for (const Passengers& other : order.load.passengers)
            if (other.unit == lot.unit && other.category == category) have -= other.count;
        const std::int64_t count = std::min(seated, have);
        if (count > 0) load.passengers.push_back({lot.unit, category, count});
        seated -= std::max<std::int64_t>(0, count);
      }
    }
  }
  return orders;
}

bool Closing::last_out(const BaseWork& base, Time from) {
  auto orders = last_out_orders(base, from);
  for (FleetId id : model_.fleets.ids())
    if (riding_[id] > 0) orders.front().load.groups.push_back({id, std::nullopt, riding_[id], std::nullopt});
  std::int64_t escorts = 0;
  for (ColumnOrder& order : orders) {
    const Measures sum = measure(model_, order.load);
    if (draft_.escort_span(sum.needs, order.from, order.to))
      order.escorts = escorts_needed(model_.rules, sum.vehicles);
    escorts += order.escorts;
  }
  const std::int64_t here = draft_.escorts_spare(base.place, draft_.calendar.horizon().end);
  if (escorts > here && !bring_escorts(base.place, escorts - here, from)) return false;
  // Escorts left over ride along, where the size allows it; more of them go before.
  std::int64_t extra = draft_.escorts_spare(base.place, draft_.calendar.horizon().end) - escorts;
  std::int64_t room = 0;
  for (const ColumnOrder& order : orders)
    if (order.escorts > 0)
      room += std::max<std::int64_t>(
          0, model_.rules.last_out_vehicles_max - measure(model_, order.load).vehicles - order.escorts);
  if (extra > room) {
    const std::int64_t going = std::max(extra - room, model_.rules.escort_min);
    if (going <= extra && send_escorts_home(base.place, going)) extra -= going;
  }
  for (ColumnOrder& order : orders) {
    const std::int64_t seats =
        model_.rules.last_out_vehicles_max - measure(model_, order.load).vehicles - order.escorts;
    const std::int64_t more = std::clamp<std::int64_t>(extra, 0, std::max<std::int64_t>(0, seats));
    if (order.escorts > 0) order.escorts += more, extra -= more;
  }
  return last_out_columns(std::move(orders), base.place);
}

bool Closing::last_out_columns(std::vector<ColumnOrder> orders, PlaceId place) {
  Time from = std::max({draft_.busy_until[place], last_take_off_[place], last_out_ready_});
  for (FleetId id : model_.fleets.ids())
    if (riding_[id] > 0)
      if (const auto here = draft_.fleet_from(id, place, from, riding_[id])) from = *here;
  for (int attempt = 0; attempt < kTries; ++attempt) {
    const auto saved = draft_.save();
    Time first = kEndOfTime, last = 0;
    bool placed_all = true;
    for (ColumnOrder& order : orders) {
      order.depart_from = order.gather_from = from;
      const auto placed = draft_.place(order);
      if (!placed) {
        placed_all = false;
        break;
      }
      draft_.commit(*placed);
      first = std::min(first, placed->depart());
      last = std::max(last, placed->clear_of_start());
    }
    first_out_ = first;
    if (placed_all && last - first <= model_.rules.last_out_span_s) {
      for (const ColumnOrder& order : orders) {
        for (const VehicleGroup& group : order.load.groups)
          if (group.own_lot) draft_.lot_left[*group.own_lot] -= group.vehicles;
        for (const Passengers& seated : order.load.passengers)
          draft_.people_left[seated.unit][seated.category] -= seated.count;
      }
      return true;
    }
    draft_.restore(saved);
    if (!placed_all) return false;
    from = first + kHour;
  }
  return false;
}

bool Closing::last_out_flights(const BaseWork& base, Time from) {
  std::vector<AirDemand> demands;
  for (const Ride& ride : base.last_out_rides) {
    const Unit& unit = model_.units[ride.unit];
    demands.push_back({ride.unit, ride.category, unit.place, unit.destination,
                       air_way(model_, unit.place, unit.destination)->via, ride.count,
                       std::max(from, ride.ready), 0, std::nullopt, Waiting::at_start});
  }
  AirliftPlan plan = plan_airlift(air_, demands, {});
  air_ = std::move(plan.schedule);
  note_take_offs();
  return plan.unserved.empty();
}

}  // namespace homeward
