// SPDX-License-Identifier: Apache-2.0
//
// Last days of fleets: from then on a part of a fleet stands outside the zone, unused. What is inside counts
// as away until its way back is in the draft, so vehicles that nobody needs go home before others of their
// fleet come in.
#include <algorithm>

#include "planner/dispatch/draft.h"

namespace homeward {

namespace {
/// Idle vehicles leave so long before they must be home at least.
constexpr Duration kSlackOfTheWay = kDay;
constexpr int kColumnsMax = 50;
constexpr std::int64_t kNoLimit = std::int64_t{1} << 40;
}  // namespace

std::int64_t Draft::room_on_last_day(FleetId id, Time depart) const {
  const Fleet& fleet = model.fleets[id];
  if (returns_are_planned || !fleet.last_day) return kNoLimit;
  // Their way back is not planned yet: for now they are away for ever.
  const std::int64_t most = away[id].highest({std::max(*fleet.last_day, depart), kEndOfTime});
  return fleet.total() - fleet.last_day_count - most;
}

std::optional<Time> Draft::last_day_allows(FleetId id, std::int64_t vehicles, Time from) const {
  if (vehicles <= room_on_last_day(id, from)) return from;
  const Fleet& fleet = model.fleets[id];
  from = std::max(from, *fleet.last_day);
  return away[id].first_below(from, calendar.horizon().end - from,
                              fleet.total() - fleet.last_day_count - vehicles);
}

bool Draft::keeps_last_day(FleetId id, std::int64_t vehicles, const ColumnOrder& order) const {
  return model.in_zone(order.from) || vehicles <= room_on_last_day(id, order.depart_from);
}

std::optional<FleetId> Draft::breaks_last_day(const ColumnOrder& order) const {
  for (const VehicleGroup& group : order.load.groups)
    if (group.fleet && !keeps_last_day(*group.fleet, group.vehicles, order)) return group.fleet;
  return std::nullopt;
}

std::optional<ColumnOrder> Draft::idle_home(FleetId fleet, Time by, std::span<const PlaceId> except) {
  const PlaceId home = homes[fleet];
  if (model.in_zone(home)) return std::nullopt;
  const bool escorts = model.fleets[fleet].kind == FleetKind::escort;
  std::optional<PlaceId> most;
  std::int64_t idle = 0;
  for (PlaceId place : model.places.ids()) {
    if (!model.in_zone(place) || way(place, home) >= kEndOfTime) continue;
    if (std::find(except.begin(), except.end(), place) != except.end()) continue;
    const Time leave = std::max(model.start, by - way(place, home) - kSlackOfTheWay);
    const std::int64_t size = escorts ? column_most(place) : others_at_most(model.rules, column_most(place));
    const std::int64_t here = std::min(size, fleet_spare(fleet, place, leave));
    if (here > idle) most = place, idle = here;
  }
  if (!most || (escorts && idle < model.rules.escort_min)) return std::nullopt;
  ColumnOrder order;
  order.from = *most;
  order.to = home;
  order.column_class = ColumnClass::empty;
  order.depart_from = std::max(model.start, by - way(*most, home) - kSlackOfTheWay);
  order.serial = model.places[*most].key + " idle";
  const bool escorted = escort_span(light_needs(model), *most, home).has_value();
  if (escorts && escorted)
    order.escorts = idle;
  else
    order.load.groups.push_back({fleet, std::nullopt, idle, std::nullopt});
  if (!escorts && escorted) order.escorts = escorts_needed(model.rules, idle);
  return order;
}

bool Draft::send_home(const ColumnOrder& idle) {
  const auto going = idle.load.groups.empty() ? place(idle) : place_with_escorts(idle);
  if (going) commit(*going);
  return going.has_value();
}

std::optional<PlacedColumn> Draft::place_within_last_days(const ColumnOrder& order) {
  auto placed = place(order);
  std::optional<Saved> before;
  std::vector<PlaceId> stay{order.to};
  for (int column = 0; column < kColumnsMax && !placed && past_last_day && !homes.empty(); ++column) {
    const FleetId fleet = *past_last_day;
    const auto idle = idle_home(fleet, std::max(*model.fleets[fleet].last_day, order.depart_from), stay);
    if (!idle) break;
    if (!before) before = save();
    if (!send_home(*idle)) stay.push_back(idle->from);
    placed = place(order);
  }
  if (placed || !before) return placed;
  restore(*before);
  return place(order);  // says again what is missing
}

std::optional<PlacedColumn> Draft::place_when_last_days_allow(ColumnOrder order) {
  auto placed = place_within_last_days(order);
  if (placed || !past_last_day) return placed;
  std::optional<Time> from = order.depart_from;
  if (order.escorts > 0 && model.fleets[*past_last_day].kind == FleetKind::escort)
    from = last_day_allows(*past_last_day, order.escorts, *from);
  for (const VehicleGroup& group : order.load.groups)
    if (group.fleet && from) from = last_day_allows(*group.fleet, group.vehicles, *from);
  if (!from || *from <= order.depart_from) return std::nullopt;
  order.depart_from = *from;
  return place(order);
}

void Draft::send_idle_home(FleetId fleet, std::int64_t room, Time depart, std::span<const PlaceId> except) {
  std::vector<PlaceId> stay(except.begin(), except.end());
  for (int column = 0; column < kColumnsMax && room_on_last_day(fleet, depart) < room; ++column) {
    const auto idle = idle_home(fleet, std::max(*model.fleets[fleet].last_day, depart), stay);
    if (!idle) return;
    if (!send_home(*idle)) stay.push_back(idle->from);
  }
}

void Draft::send_idle_home() {
  if (homes.empty()) return;
  for (FleetId fleet : model.fleets.ids()) send_idle_home(fleet, 0, model.start, {});
}

}  // namespace homeward
