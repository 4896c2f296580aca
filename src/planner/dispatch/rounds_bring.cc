// SPDX-License-Identifier: Apache-2.0
//
// One round: empties and escorts come to the base, and buses go back for the next riders.
#include <algorithm>

#include "planner/dispatch/rounds.h"

namespace homeward {

namespace {
constexpr Duration kEscortsAhead = 4 * kDay;
constexpr Duration kEscortsSlack = 6 * kHour;
/// When a base has so few tries left, escorts come to where a column would begin or take them up.
constexpr int kTriesWithoutEscorts = 57;
/// Where a last day lets fewer go than are wanted of the fleet that fills a column, a third is worth one, and
/// later any.
constexpr std::int64_t kWorthGoing = 3;
}  // namespace

bool Rounds::execute(const Candidate& candidate) {
  const PlaceId place = work_.bases[candidate.base].place;
  auto shares = shares_wanted(candidate);
  std::int64_t trucks = 0;
  for (Share& share : shares) {
    trucks += share.vehicles;
    share.vehicles -=
        std::clamp<std::int64_t>(draft_.fleet_spare(share.fleet, place, candidate.ready), 0, share.vehicles);
    if (!candidate.depot)
      share.vehicles = 0;
    else
      share.vehicles = std::min(
          share.vehicles,
          std::max<std::int64_t>(0, draft_.fleet_spare(share.fleet, *candidate.depot, candidate.start)));
  }
  if (candidate.depot) fill_up(candidate, trucks, shares);
  if (candidate.depot && !keep_last_days(candidate, shares)) return false;
  std::int64_t escorts = 0;
  if (draft_.escort_span(light_needs(model_), place, candidate.to)) {
    const BaseWork& base = work_.bases[candidate.base];
    const std::int64_t size = efficient_size(place, candidate.to);
    std::int64_t others = candidate.kind == Kind::ride ? trucks : std::min(size, trucks + left(base.drives));
    if (const std::int64_t team = team_vehicles(base, candidate.to);
        candidate.kind != Kind::ride && left(base.loads) <= trucks &&
        others + team <= others_at_most(model_.rules, draft_.column_most(place)))
      others += team;
    escorts = escorts_needed(model_.rules, others);
    for (FleetId fleet : model_.fleets.ids())
      if (model_.fleets[fleet].kind == FleetKind::escort)
        escorts -= std::clamp<std::int64_t>(draft_.fleet_spare(fleet, place, candidate.ready), 0, escorts);
  }
  Time arrived = candidate.ready;
  std::int64_t bringing = escorts;
  for (const Share& share : shares) bringing += share.vehicles;
  if (bringing > 0) {
    const auto end = bring(candidate, shares, escorts);
    if (!end) return false;
    arrived = std::max(candidate.kind == Kind::haul ? model_.start : candidate.ready, *end);
  }
  if (!send_home(candidate, arrived)) return false;
  if (candidate.kind == Kind::ride && model_.in_zone(candidate.to)) bring_buses_back(candidate);
  return true;
}

void Rounds::bring_buses_back(const Candidate& candidate) {
  std::int64_t riders = 0;
  for (std::size_t i = 0; i < work_.bases[candidate.base].rides.size(); ++i)
    if (work_.bases[candidate.base].rides[i].to == candidate.to) riders += riders_left_[candidate.base][i];
  if (riders == 0) return;
  const Column& there = draft_.columns.back();
  ColumnOrder order;
  order.from = candidate.to;
  order.to = work_.bases[candidate.base].place;
  order.column_class = ColumnClass::empty;
  for (const VehicleGroup& group : there.legs.back().groups)
    if (group.fleet && model_.fleets[*group.fleet].kind == FleetKind::bus) {
      const ItemType& bus = model_.item_types[model_.fleets[*group.fleet].vehicle];
      const std::int64_t each = std::max<std::int64_t>(1, bus.seats - bus.crew);
      const std::int64_t buses = std::min(group.vehicles, divide_up(riders, each));
      const auto free = draft_.fleet_from(*group.fleet, order.from, there.stops.back().arrive, buses);
      if (!free) return;
      order.depart_from = std::max(order.depart_from, *free);
      order.load.groups.push_back({group.fleet, std::nullopt, buses, std::nullopt});
    }
  if (order.load.groups.empty()) return;
  if (draft_.escort_span(light_needs(model_), order.from, order.to))
    order.escorts = escorts_needed(model_.rules, measure(model_, order.load).vehicles);
  order.serial = model_.places[order.from].key + "-" + model_.places[order.to].key;
  if (const auto placed = draft_.place(order)) draft_.commit(*placed);
}

void Rounds::fill_up(const Candidate& candidate, std::int64_t wanted, std::vector<Share>& shares) const {
  const BaseWork& base = work_.bases[candidate.base];
  std::int64_t coming = 0;
  for (const Share& share : shares)
    coming += share.vehicles +
              std::max<std::int64_t>(0, draft_.fleet_spare(share.fleet, base.place, candidate.ready));
  for (Share& share : shares) {
    if (coming >= wanted) return;
    std::int64_t loads = 0;
    for (const Haul& haul : base.loads)
      if (haul.to == candidate.to && haul.fleet == share.fleet && haul.ready <= candidate.ready + kDay)
        loads += divide_up(left(haul), haul.per_vehicle);
    const std::int64_t more =
        std::min({wanted - coming, loads - share.vehicles,
                  draft_.fleet_spare(share.fleet, *candidate.depot, candidate.start) - share.vehicles});
    if (more <= 0) continue;
    share.vehicles += more;
    coming += more;
  }
}

std::vector<PlaceId> Rounds::places_that_use(FleetId fleet) const {
  std::vector<PlaceId> places;
  for (std::size_t i = 0; i < work_.bases.size(); ++i) {
    std::int64_t left_here = 0;
    for (const Haul& haul : work_.bases[i].loads)
      if (haul.fleet == fleet) left_here += left(haul);
    if (model_.fleets[fleet].kind == FleetKind::bus)
      for (const std::int64_t riders : riders_left_[i]) left_here += riders;
    if (left_here > 0) places.push_back(work_.bases[i].place);
  }
  return places;
}

bool Rounds::keep_last_days(const Candidate& candidate, std::vector<Share>& shares) {
  bool fewer = false;
  std::int64_t going = 0;
  for (Share& share : shares) {
    if (draft_.room_on_last_day(share.fleet, candidate.start) < share.vehicles) {
      draft_.send_idle_home(share.fleet, share.vehicles, candidate.start, places_that_use(share.fleet));
      const std::int64_t room =
          std::clamp<std::int64_t>(draft_.room_on_last_day(share.fleet, candidate.start), 0, share.vehicles);
      const bool worth = &share != &shares.front() || kWorthGoing * room >= share.vehicles;
      if (worth || tries_left_[candidate.base] <= kTriesWithoutEscorts) share.vehicles = room;
      fewer = true;
    }
    going += share.vehicles;
  }
  return !fewer || going > 0;
}

std::optional<PlacedColumn> Rounds::placed_somehow(const ColumnOrder& order, const Candidate& candidate) {
  // Elsewhere escorts come with the next trucks.
  return tries_left_[candidate.base] > kTriesWithoutEscorts ? draft_.place_within_last_days(order)
                                                            : draft_.place_with_escorts(order);
}

std::optional<Time> Rounds::bring(const Candidate& candidate, const std::vector<Share>& shares,
                                  std::int64_t escorts) {
  const PlaceId place = work_.bases[candidate.base].place;
  ColumnOrder order;
  order.to = place;
  order.column_class = ColumnClass::empty;
  order.depart_from = candidate.start;
  std::int64_t vehicles = 0;
  for (const Share& share : shares) {
    if (share.vehicles == 0) continue;
    order.load.groups.push_back({share.fleet, std::nullopt, share.vehicles, std::nullopt});
    vehicles += share.vehicles;
    const auto from = draft_.fleet_from(share.fleet, *candidate.depot, order.depart_from, share.vehicles);
    if (!from) return std::nullopt;
    order.depart_from = *from;
  }
  order.escorts = escorts;
  if (vehicles > 0) {
    order.from = *candidate.depot;
    if (draft_.escort_span(light_needs(model_), order.from, place))
      order.escorts = std::max(escorts, escorts_needed(model_.rules, vehicles));
  } else {
    // They come in time for the column, not when it is ready to go.
    order.escorts = std::max(escorts, model_.rules.escort_min);
    const Time early = std::max(model_.start, candidate.ready - kEscortsAhead);
    const auto pool = draft_.escort_pool(place, early, order.escorts);
    if (!pool) return std::nullopt;
    order.from = *pool;
    order.depart_from = std::max(
        early, std::min(candidate.start, candidate.ready - draft_.way(*pool, place) - kEscortsSlack));
  }
  order.serial = model_.places[order.from].key + "-" + model_.places[place].key;
  const auto placed = placed_somehow(order, candidate);
  if (!placed) return std::nullopt;
  draft_.commit(*placed);
  return placed->route.end;
}

}  // namespace homeward
