// SPDX-License-Identifier: Apache-2.0
#include "planner/lift/people_waiting.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace homeward {

namespace {

bool boards(const WaitingGroup& group, PlaceId to) { return group.to == to || group.via == to; }

bool is_urgent(const WaitingGroup& group, Time urgent_until) {
  return group.latest && *group.latest <= urgent_until;
}

auto queue_key(const WaitingGroup& group) {
  return std::tuple{group.ready, group.unit, group.category, group.demand};
}

}  // namespace

PeopleWaiting::PeopleWaiting(std::size_t places, std::span<const AirDemand> demands) : groups_{places} {
  for (std::size_t i = 0; i < demands.size(); ++i) {
    const AirDemand& demand = demands[i];
    if (demand.count <= 0 || demand.from == demand.to) continue;
    WaitingGroup group;
    group.demand = i;
    group.unit = demand.unit;
    group.category = demand.category;
    group.to = demand.to;
    if (demand.via != demand.from && demand.via != demand.to) group.via = demand.via;
    group.count = demand.count;
    group.ready = demand.ready;
    group.priority = demand.priority;
    group.latest = demand.latest;
    group.has_bed = demand.waiting == Waiting::in_transit;
    groups_[demand.from].push_back(group);
  }
  for (std::vector<WaitingGroup>& here : groups_) {
    std::sort(here.begin(), here.end(),
              [](const WaitingGroup& a, const WaitingGroup& b) { return queue_key(a) < queue_key(b); });
  }
}

void PeopleWaiting::add(PlaceId at, WaitingGroup group) {
  std::vector<WaitingGroup>& here = groups_[at];
  const auto place = std::upper_bound(
      here.begin(), here.end(), group,
      [](const WaitingGroup& a, const WaitingGroup& b) { return queue_key(a) < queue_key(b); });
  here.insert(place, group);
}

RouteCount PeopleWaiting::count(AirRoute route, Time at, Time urgent_until) const {
  RouteCount count;
  for (const WaitingGroup& group : groups_[route.from]) {
    if (group.ready > at) break;
    if (!boards(group, route.to)) continue;
    count.all += group.count;
    if (is_urgent(group, urgent_until)) count.urgent += group.count;
    if (group.to != route.to) count.changing += group.count;
  }
  return count;
}

std::optional<Time> PeopleWaiting::first_ready(AirRoute route) const {
  for (const WaitingGroup& group : groups_[route.from]) {
    if (boards(group, route.to)) return group.ready;
  }
  return std::nullopt;
}

std::optional<Time> PeopleWaiting::filled_by(AirRoute route, std::int64_t people, Time until) const {
  std::optional<Time> filled;
  std::int64_t count = 0;
  for (const WaitingGroup& group : groups_[route.from]) {
    if (group.ready > until) break;
    if (!boards(group, route.to)) continue;
    filled = group.ready;
    count += group.count;
    if (count >= people) break;
  }
  return filled;
}

std::vector<Boarded> PeopleWaiting::board(AirRoute route, Time at, Time urgent_until, std::int64_t seats,
                                          std::int64_t changing_max) {
  std::vector<WaitingGroup>& here = groups_[route.from];
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < here.size() && here[i].ready <= at; ++i) {
    if (boards(here[i], route.to)) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto key = [&](const WaitingGroup& group) {
      return std::pair{is_urgent(group, urgent_until) ? 0 : 1, -group.priority};
    };
    return key(here[a]) < key(here[b]);
  });
  std::vector<Boarded> boarded;
  for (const std::size_t i : order) {
    const bool changes = here[i].to != route.to;
    const std::int64_t count = std::min({here[i].count, seats, changes ? changing_max : seats});
    if (count <= 0) continue;
    boarded.push_back(Boarded{here[i], count});
    here[i].count -= count;
    seats -= count;
    if (changes) changing_max -= count;
  }
  std::erase_if(here, [](const WaitingGroup& group) { return group.count == 0; });
  return boarded;
}

}  // namespace homeward
