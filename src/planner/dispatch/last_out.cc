// SPDX-License-Identifier: Apache-2.0
//
// The end of a base: its last-out units leave together, in their own vehicles, in buses, or by air.
#include <algorithm>
#include <map>

#include "planner/dispatch/closing.h"

namespace homeward {

namespace {
constexpr int kTries = 6;
}  // namespace

bool Closing::goes_by_road(const BaseWork& base) {
  return !base.last_out_drives.empty() || std::any_of(base.last_out_rides.begin(), base.last_out_rides.end(),
                                                      [](const Ride& ride) { return !ride.by_air; });
}

/// Perhaps it was too long with the empties.
bool Closing::last_out_alone(const BaseWork& base) {
  if (std::all_of(riding_.begin(), riding_.end(), [](std::int64_t count) { return count == 0; }))
    return false;
  riding_.assign(model_.fleets.size(), 0);
  return bring_out_empties(base.place) &&
         last_out(base,
                  std::max({draft_.busy_until[base.place], last_take_off_[base.place], last_out_ready_}));
}

std::vector<ColumnOrder> Closing::last_out_orders(const BaseWork& base, Time from) const {
  const std::int64_t size = others_at_most(model_.rules, draft_.last_out_most(base.place));
  std::vector<ColumnOrder> orders;
  std::int64_t room = 0;
  const auto fresh = [&](PlaceId to) {
    orders.push_back(last_out_order(base.place, to, from));
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

bool Closing::bring_buses(PlaceId place, FleetId fleet, std::int64_t buses, Time wanted) {
  std::optional<PlaceId> best;
  Time soonest = kEndOfTime;
  for (PlaceId depot : model_.places.ids()) {
    if (depot == place || draft_.way(depot, place) >= kEndOfTime) continue;
    const Time early = std::max(model_.start, wanted - draft_.way(depot, place) - kDay);
    const auto at = draft_.fleet_from(fleet, depot, early, buses);
    if (!at || *at + draft_.way(depot, place) >= soonest) continue;
    soonest = *at + draft_.way(depot, place);
    best = depot;
  }
  if (!best) return false;
  ColumnOrder order;
  order.from = *best;
  order.to = place;
  order.column_class = ColumnClass::empty;
  order.depart_from = soonest - draft_.way(*best, place);
  order.load.groups.push_back({fleet, std::nullopt, buses, std::nullopt});
  if (draft_.escort_span(light_needs(model_), order.from, place))
    order.escorts = escorts_needed(model_.rules, buses);
  order.serial = model_.places[order.from].key + "-" + model_.places[place].key;
  auto placed = draft_.place_with_escorts(order);
  if (!placed) placed = draft_.place_when_last_days_allow(order);
  if (placed) draft_.commit(*placed);
  return placed.has_value();
}

bool Closing::seat_riders(const BaseWork& base, Time from, std::vector<ColumnOrder>& orders) {
  std::map<PlaceId, std::vector<Passengers>> riders;
  for (const Ride& ride : base.last_out_rides)
    if (!ride.by_air) riders[ride.to].push_back({ride.unit, ride.category, ride.count});
  const std::int64_t size = others_at_most(model_.rules, draft_.last_out_most(base.place));
  for (const auto& [to, people] : riders) {
    std::optional<FleetId> fleet;
    std::int64_t here = 0, all = 0;
    for (FleetId id : model_.fleets.ids()) {
      const ItemType& type = model_.item_types[model_.fleets[id].vehicle];
      const std::int64_t spare = draft_.fleet_spare(id, base.place, draft_.calendar.horizon().end);
      if (model_.fleets[id].kind != FleetKind::bus || type.seats <= type.crew || (fleet && spare <= here))
        continue;
      fleet = id;
      here = spare;
    }
    if (!fleet) return false;
    const ItemType& bus = model_.item_types[model_.fleets[*fleet].vehicle];
    for (const Passengers& one : people) all += one.count;
    const std::int64_t buses = divide_up(all, bus.seats - bus.crew);
    if (buses > size || (buses > here && !bring_buses(base.place, *fleet, buses - here, from))) return false;
    auto order = std::find_if(orders.begin(), orders.end(), [&](const ColumnOrder& one) {
      return one.to == to && measure(model_, one.load).vehicles + buses <= size;
    });
    if (order == orders.end()) order = orders.insert(orders.end(), last_out_order(base.place, to, from));
    order->load.groups.push_back({fleet, std::nullopt, buses, std::nullopt});
    order->load.passengers.insert(order->load.passengers.end(), people.begin(), people.end());
    riding_[*fleet] = std::max<std::int64_t>(0, riding_[*fleet] - buses);
  }
  return true;
}

bool Closing::has_room_for_empties(const ColumnOrder& order) const {
  std::int64_t vehicles = measure(model_, order.load).vehicles;
  for (const std::int64_t count : riding_) vehicles += count;
  return vehicles <= others_at_most(model_.rules, draft_.last_out_most(order.from));
}

ColumnOrder Closing::last_out_order(PlaceId from, PlaceId to, Time depart_from) const {
  ColumnOrder order;
  order.from = from;
  order.to = to;
  order.column_class = ColumnClass::last_out;
  order.depart_from = order.gather_from = depart_from;
  order.serial = model_.places[from].key + " last out";
  return order;
}

bool Closing::last_out(const BaseWork& base, Time from) {
  auto orders = last_out_orders(base, from);
  if (!seat_riders(base, from, orders)) return false;
  if (!orders.empty() && !has_room_for_empties(orders.front())) return false;
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
  if (escorts > here && !draft_.bring_escorts(base.place, escorts - here, from)) return false;
  // Escorts left over ride along, where the size allows it; more of them go before.
  std::int64_t extra = draft_.escorts_spare(base.place, draft_.calendar.horizon().end) - escorts;
  std::int64_t room = 0;
  for (const ColumnOrder& order : orders)
    if (order.escorts > 0)
      room += std::max<std::int64_t>(
          0, draft_.last_out_most(base.place) - measure(model_, order.load).vehicles - order.escorts);
  if (extra > room) {
    // Fewer than may go alone wait for others.
    const std::int64_t missing = model_.rules.escort_min - extra;
    if (missing > 0 && draft_.bring_escorts(base.place, missing, from))
      extra = draft_.escorts_spare(base.place, draft_.calendar.horizon().end) - escorts;
    const std::int64_t going = std::max(extra - room, model_.rules.escort_min);
    if (going <= extra && send_escorts_home(base.place, going)) extra -= going;
  }
  for (ColumnOrder& order : orders) {
    const std::int64_t seats =
        draft_.last_out_most(base.place) - measure(model_, order.load).vehicles - order.escorts;
    const std::int64_t more = std::clamp<std::int64_t>(extra, 0, std::max<std::int64_t>(0, seats));
    if (order.escorts > 0) order.escorts += more, extra -= more;
  }
  return last_out_columns(std::move(orders), base.place);
}

bool Closing::last_out_columns(std::vector<ColumnOrder> orders, PlaceId place) {
  Time from = std::max({draft_.busy_until[place], last_take_off_[place], last_out_ready_});
  for (const ColumnOrder& order : orders)
    for (const VehicleGroup& group : order.load.groups)
      if (group.fleet)
        if (const auto here = draft_.fleet_from(*group.fleet, place, from, group.vehicles)) from = *here;
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
    if (!ride.by_air) continue;
    const Unit& unit = model_.units[ride.unit];
    demands.push_back({ride.unit, ride.category, unit.place, unit.destination,
                       air_way(model_, unit.place, unit.destination)->via, ride.count,
                       std::max(from, ride.ready), 0, std::nullopt, Waiting::at_start});
  }
  if (demands.empty()) return true;
  AirliftPlan plan = plan_airlift(air_, demands, {});
  air_ = std::move(plan.schedule);
  note_take_offs();
  return plan.unserved.empty();
}

}  // namespace homeward
