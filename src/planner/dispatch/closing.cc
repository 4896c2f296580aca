// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/closing.h"

#include <algorithm>

namespace homeward {

namespace {
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

bool Closing::close_bases(bool by_time_driven) {
  std::vector<const BaseWork*> bases;
  for (const BaseWork& base : work_.bases)
    if (base.in_zone && !is_closed(base.place)) bases.push_back(&base);
  // The farthest first: who passes a base on the way out must find it open.
  using Distance = std::pair<Duration, Duration>;
  const auto distance = [&](const BaseWork& base) {
    PlaceId out = base.place;
    for (const auto* hauls : {&base.last_out_drives, &base.loads, &base.drives})
      for (const Haul& haul : *hauls) out = haul.to;
    if (out == base.place)
      for (FleetId id : model_.fleets.ids())
        if (model_.fleets[id].kind == FleetKind::escort) out = draft_.homes[id];
    const Duration away = draft_.way(base.place, out);
    if (away >= kEndOfTime) return Distance{0, 0};
    if (!by_time_driven) return Distance{away, 0};
    return Distance{away, draft_.travel.to(light_needs(model_), Escorted::yes, out)[base.place]};
  };
  std::vector<std::pair<Distance, const BaseWork*>> order;
  for (const BaseWork* base : bases) order.emplace_back(distance(*base), base);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  bool all = true;
  for (const auto& [away, base] : order) all = close(*base) && all;
  return all;
}

bool Closing::close(const BaseWork& base) {
  const PlaceId place = base.place;
  last_out_drives_ = model_.places[place].closes && goes_by_road(base);
  riding_ = empties_in_last_out(base);
  bool done = bring_out_empties(place);
  first_out_ = kEndOfTime;
  if (!model_.places[place].closes) return done;
  last_out_ready_ = model_.start;
  for (const Haul& haul : base.last_out_drives) last_out_ready_ = std::max(last_out_ready_, haul.ready);
  for (const Ride& ride : base.last_out_rides) last_out_ready_ = std::max(last_out_ready_, ride.ready);
  const Time from = std::max({draft_.busy_until[place], last_take_off_[place], last_out_ready_});
  if (last_out_drives_) done = (last_out(base, from) || last_out_alone(base)) && done;
  // Buses may have had to come for the columns: whoever flies goes after them.
  done = last_out_flights(base, std::max(from, draft_.busy_until[place])) && done;
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
  std::int64_t room = others_at_most(model_.rules, draft_.last_out_most(base.place)) -
                      measure(model_, orders.front().load).vehicles;
  for (FleetId id : model_.fleets.ids()) {
    const Fleet& fleet = model_.fleets[id];
    if (fleet.kind == FleetKind::escort || draft_.homes[id] != orders.front().to) continue;
    const std::int64_t spare = draft_.fleet_spare(id, base.place, draft_.calendar.horizon().end);
    riding[id] = std::clamp<std::int64_t>(spare, 0, room);
    room -= riding[id];
  }
  return riding;
}

void Closing::add_spare_escorts(PlaceId place, ColumnOrder& order) const {
  for (FleetId id : model_.fleets.ids()) {
    const std::int64_t spare = draft_.fleet_spare(id, place, draft_.calendar.horizon().end);
    if (model_.fleets[id].kind != FleetKind::escort || spare <= 0 || !order.load.groups.empty()) continue;
    const std::int64_t count = std::min(spare, draft_.column_most(place));
    order.to = draft_.homes[id];
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
    const std::int64_t size = others_at_most(model_.rules, draft_.column_most(place));
    std::int64_t vehicles = 0;
    for (FleetId id : model_.fleets.ids()) {
      const Fleet& fleet = model_.fleets[id];
      if (fleet.kind == FleetKind::escort || vehicles == size) continue;
      const std::int64_t spare = draft_.fleet_spare(id, place, draft_.calendar.horizon().end) - riding_[id];
      if (spare <= 0 || (vehicles > 0 && draft_.homes[id] != order.to)) continue;
      order.to = draft_.homes[id];
      const std::int64_t count = std::min(spare, size - vehicles);
      order.load.groups.push_back({id, std::nullopt, count, std::nullopt});
      vehicles += count;
      order.depart_from = std::max(order.depart_from, *draft_.fleet_from(id, place, model_.start, count));
    }
    // Escorts that nobody needs go home by themselves, unless last-out columns can use them.
    const std::int64_t escorts = draft_.escorts_spare(place, draft_.calendar.horizon().end);
    if (vehicles == 0 && (escorts == 0 || last_out_drives_)) return true;
    // Fewer than a column must have wait for others.
    if (vehicles == 0 && escorts < model_.rules.escort_min) {
      if (!draft_.bring_escorts(place, model_.rules.escort_min, model_.start)) return false;
      continue;
    }
    if (vehicles == 0)
      for (FleetId id : model_.fleets.ids())
        if (model_.fleets[id].kind == FleetKind::escort) order.to = draft_.homes[id];
    if (draft_.escort_span(light_needs(model_), place, order.to))
      order.escorts = vehicles > 0 ? escorts_needed(model_.rules, vehicles) : escorts;
    else if (vehicles == 0)  // no link of their way needs escorts: they are vehicles like others
      add_spare_escorts(place, order);
    if (order.escorts > escorts && !draft_.bring_escorts(place, order.escorts - escorts, order.depart_from))
      return false;
    order.serial = model_.places[place].key + " empties";
    const auto placed = draft_.place_with_escorts(order);
    if (!placed) return false;
    draft_.commit(*placed);
  }
  return false;
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
    order.to = draft_.homes[id];
    order.depart_from = *from;
    order.serial = model_.places[place].key + " escorts home";
    const auto placed = draft_.place(order);
    if (!placed) return false;
    draft_.commit(*placed);
    return true;
  }
  return false;
}

}  // namespace homeward
