// SPDX-License-Identifier: Apache-2.0
#include "planner/repair/let_through.h"

#include <algorithm>
#include <map>

#include "planner/dispatch/fleet_moves.h"

namespace homeward {

namespace {

struct Use {
  Interval when;
  std::int64_t count = 0;
};

std::vector<Limit> limits(const std::vector<Use>& uses, std::int64_t most, Interval when) {
  std::vector<std::pair<Time, std::int64_t>> ends;
  std::int64_t used = 0;
  for (const Use& use : uses) {
    if (use.when.begin >= when.begin || use.when.end <= when.begin) continue;
    ends.emplace_back(use.when.end, use.count);
    used += use.count;
  }
  std::sort(ends.begin(), ends.end());
  std::vector<Limit> found;
  Time from = when.begin;
  for (const auto& [end, count] : ends) {
    if (used <= most || from >= when.end) break;
    const Interval part{from, std::min(end, when.end)};
    if (!part.empty()) found.push_back({part, used});
    from = end;
    used -= count;
  }
  if (from < when.end) found.push_back({{from, when.end}, most});
  return found;
}

Duration pass_in(const Column& column, std::size_t stop) {
  Duration pass = column.legs.front().pass_time_s;
  for (const Leg& leg : column.legs)
    if (leg.first_stop < stop) pass = leg.pass_time_s;
  return pass;
}

Duration pass_out(const Column& column, std::size_t stop) {
  Duration pass = column.legs.front().pass_time_s;
  for (const Leg& leg : column.legs)
    if (leg.first_stop <= stop) pass = leg.pass_time_s;
  return pass;
}

/// The most of the legs that meet at the stop.
std::int64_t vehicles_at(const Column& column, std::size_t stop) {
  std::int64_t most = 0;
  for (const Leg& leg : column.legs) {
    if (stop < leg.first_stop || stop > leg.last_stop) continue;
    std::int64_t vehicles = 0;
    for (const VehicleGroup& group : leg.groups) vehicles += group.vehicles;
    most = std::max(most, vehicles);
  }
  return most;
}

/// At `at` it has left the last place before the stop where it could stand.
bool must_come_in(const Model& model, const Column& column, std::size_t stop, Time at) {
  std::size_t last = stop - 1;
  while (last > 0 && model.places[column.stops[last].place].parking_vehicles == 0) --last;
  return column.stops[last].depart < at;
}

void add_standings(const Column& column, PlaceId place, std::vector<Use>& uses) {
  for (std::size_t i = 0; i < column.stops.size(); ++i) {
    const Stop& stop = column.stops[i];
    const bool last = i + 1 == column.stops.size();
    const bool stands = i == 0 || last || stop.depart > stop.arrive || !stop.services.empty();
    if (stop.place != place || !stands) continue;
    const Time until =
        last ? end_of(column) : stop.depart + std::max(pass_in(column, i), pass_out(column, i));
    uses.push_back({{stop.arrive, until}, vehicles_at(column, i)});
  }
}

}  // namespace

Time last_off(const Plan& plan, Direction direction, Time at) {
  Time off = at;
  for (const Column& column : plan.columns)
    for (const Leg& leg : column.legs)
      for (std::size_t i = leg.first_stop; i < leg.last_stop; ++i)
        if (column.stops[i].out == direction && column.stops[i].depart < at)
          off = std::max(off, column.stops[i + 1].arrive + leg.pass_time_s);
  return off;
}

Time last_through(const Model& model, const Plan& plan, PlaceId place, Time at) {
  Time through = at;
  for (const Column& column : plan.columns)
    for (std::size_t i = 0; i < column.stops.size(); ++i) {
      const Stop& stop = column.stops[i];
      if (stop.place != place) continue;
      if (i > 0 && must_come_in(model, column, i, at))
        through = std::max(through, stop.arrive + pass_in(column, i));
      if (stop.out && stop.depart < at) through = std::max(through, stop.depart + pass_out(column, i));
    }
  return through;
}

std::vector<std::pair<Direction, Interval>> roads_to(const Model& model, const Plan& plan, PlaceId place,
                                                     Time at) {
  const Time until = last_through(model, plan, place, at);
  std::map<Direction, Time> from;
  for (LinkId id : model.links.ids()) {
    if (model.links[id].to == place) from[{id, true}] = at;
    if (model.links[id].from == place && model.links[id].use != LinkUse::one_way) from[{id, false}] = at;
  }
  for (const Column& column : plan.columns)
    for (std::size_t i = 1; i < column.stops.size(); ++i)
      if (column.stops[i].place == place && must_come_in(model, column, i, at)) {
        Time& clear = from[*column.stops[i - 1].out];
        clear = std::max(clear, column.stops[i].arrive + pass_in(column, i));
      }
  std::vector<std::pair<Direction, Interval>> roads;
  for (const auto& [direction, clear] : from)
    if (clear < until) roads.push_back({direction, {clear, until}});
  return roads;
}

std::vector<Limit> lane_limits(const Plan& plan, ServiceId service, std::int64_t most, Interval when) {
  std::vector<Use> uses;
  for (const Column& column : plan.columns)
    for (const Stop& stop : column.stops)
      for (const ServiceVisit& visit : stop.services)
        if (visit.service == service) uses.push_back({{visit.begin, visit.end}, 1});
  for (const Batch& batch : plan.batches)
    if (batch.service == service) uses.push_back({{batch.begin, batch.end}, 1});
  return limits(uses, most, when);
}

std::vector<Limit> parking_limits(const Plan& plan, PlaceId place, std::int64_t most, Interval when) {
  std::vector<Use> uses;
  for (const Column& column : plan.columns) add_standings(column, place, uses);
  return limits(uses, most, when);
}

}  // namespace homeward
