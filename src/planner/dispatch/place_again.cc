// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/place_again.h"

#include <algorithm>
#include <map>

namespace homeward {

namespace {

/// Where it loads there may be no room to stand at the time: it is tried so often, each time so much later.
constexpr int kTries = 12;
constexpr Duration kLater = 6 * kHour;

/// When its turn is: not before it has taken all that it needs, not after it gives anything. Where escorts join:
/// its departure from there. Else: when its head comes to the first post on its way; its departure if there is
/// none.
Time turn_of(const Column& column) {
  if (column.legs.size() > 1 && column.legs[1].groups.size() > column.legs[0].groups.size())
    return column.stops[column.legs[1].first_stop].depart;
  for (std::size_t i = 1; i < column.stops.size(); ++i)
    if (!column.stops[i].services.empty()) return column.stops[i].arrive;
  return column.stops.front().depart;
}

Time ready_of(const Model& model, const ColumnOrder& order) {
  Time ready = model.start;
  for (const VehicleGroup& group : order.load.groups) {
    if (group.cargo) ready = std::max(ready, model.lots[group.cargo->lot].ready);
    if (group.own_lot) ready = std::max(ready, model.lots[*group.own_lot].ready);
  }
  for (const Passengers& people : order.load.passengers)
    if (model.units[people.unit].place == order.from) ready = std::max(ready, model.units[people.unit].ready);
  return ready;
}

/// The order with the earliest times that stocks, ramp and garrison allow; absent if they never do.
std::optional<ColumnOrder> as_early_as_possible(const Draft& draft, ColumnOrder order, Time from) {
  from = std::max(from, ready_of(draft.model, order));
  std::map<FleetId, std::int64_t> taken;
  for (const VehicleGroup& group : order.load.groups)
    if (group.fleet) taken[*group.fleet] += group.vehicles;
  for (const auto& [fleet, vehicles] : taken) {
    const auto at = draft.fleet_from(fleet, order.from, from, vehicles);
    if (!at) return std::nullopt;
    from = *at;
  }
  order.gather_from = order.depart_from = from;
  if (order.loading) {
    const Duration work = order.loading->end - order.loading->begin;
    const auto visit = draft.timetable.service_visit(order.loading->service, from, work, from);
    if (!visit) return std::nullopt;
    order.loading = ServiceVisit{order.loading->service, visit->begin, visit->end};
    order.gather_from = visit->begin;
    order.depart_from = visit->end;
  }
  if (order.after_loading)
    order.depart_from = std::max(order.depart_from, draft.loading_over[order.from]);
  std::int64_t own_people = 0;
  for (const Passengers& people : order.load.passengers)
    if (draft.model.units[people.unit].place == order.from) own_people += people.count;
  if (own_people > 0) {
    const auto free = draft.garrison_slack[order.from].first_at_least_for_ever(order.depart_from, own_people);
    if (!free) return std::nullopt;
    order.depart_from = *free;
  }
  return order;
}

bool keeps_last_days(const Draft& draft) {
  for (FleetId id : draft.model.fleets.ids()) {
    const Fleet& fleet = draft.model.fleets[id];
    if (fleet.last_day &&
        draft.away[id].highest({*fleet.last_day, kEndOfTime}) > fleet.total() - fleet.last_day_count)
      return false;
  }
  return true;
}

bool teams_stay_to_the_end(const Draft& draft) {
  for (std::size_t i = 0; i < draft.columns.size(); ++i)
    if (draft.orders[i] && draft.orders[i]->after_loading &&
        draft.columns[i].stops.front().depart < draft.loading_over[draft.orders[i]->from])
      return false;
  return true;
}

/// What Draft::restore cuts off.
struct Lists {
  std::vector<Column> columns;
  std::vector<std::optional<ColumnOrder>> orders;
  std::vector<ThingsArrived> things;
  std::vector<PeopleArrived> people;
};

bool place_all(Draft& draft, const Lists& old, std::size_t first, Time not_before, Duration earlier_s,
               const Budget* budget) {
  std::vector<std::size_t> turns;
  for (std::size_t i = first; i < old.columns.size(); ++i) turns.push_back(i);
  std::stable_sort(turns.begin(), turns.end(), [&](std::size_t a, std::size_t b) {
    return turn_of(old.columns[a]) < turn_of(old.columns[b]);
  });
  for (const std::size_t i : turns) {
    if (budget != nullptr && budget->interrupted()) return false;
    if (!old.orders[i]) {
      draft.book(old.columns[i]);
      continue;
    }
    const Stop& start = old.columns[i].stops.front();
    // Who goes much earlier than planned would take trucks and turns that others count on.
    Time from = std::max(not_before, start.arrive - earlier_s);
    std::optional<PlacedColumn> placed;
    for (int attempt = 0; attempt < kTries && !placed; ++attempt, from += kLater) {
      const auto order = as_early_as_possible(draft, *old.orders[i], from);
      if (!order) break;
      from = std::max(from, order->gather_from);
      placed = draft.place(*order);
    }
    if (!placed) return false;
    draft.commit(*placed);
  }
  return keeps_last_days(draft) && teams_stay_to_the_end(draft);
}

}  // namespace

bool place_again(Draft& draft, const Draft::Saved& before, Time not_before, Duration earlier_s,
                 const Budget* budget) {
  const Draft::Saved after = draft.save();
  const Lists old{draft.columns, draft.orders, draft.things, draft.people};
  const bool returns_were_planned = draft.returns_are_planned;
  draft.restore(before);
  draft.returns_are_planned = true;  // each column that goes out has its way back in the same list
  const bool done = place_all(draft, old, before.columns, not_before, earlier_s, budget);
  draft.returns_are_planned = returns_were_planned;
  if (done) return true;
  draft.restore(after);
  draft.columns = old.columns;
  draft.orders = old.orders;
  draft.things = old.things;
  draft.people = old.people;
  return false;
}

}  // namespace homeward
