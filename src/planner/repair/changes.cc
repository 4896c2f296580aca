// SPDX-License-Identifier: Apache-2.0
#include "planner/repair/changes.h"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <map>
#include <set>
#include <tuple>

namespace homeward {

namespace {

bool same_visit(const ServiceVisit& a, const ServiceVisit& b) {
  return a.service == b.service && a.begin == b.begin && a.end == b.end;
}

bool same_stop(const Stop& a, const Stop& b) {
  return a.place == b.place && a.arrive == b.arrive && a.depart == b.depart && a.rest == b.rest &&
         a.out == b.out && a.lane == b.lane &&
         std::equal(a.services.begin(), a.services.end(), b.services.begin(), b.services.end(), same_visit);
}

bool same_group(const VehicleGroup& a, const VehicleGroup& b) {
  return a.fleet == b.fleet && a.own_lot == b.own_lot && a.vehicles == b.vehicles && a.cargo == b.cargo;
}

bool same_load(const Column& a, const Column& b) {
  const auto same_leg = [](const Leg& x, const Leg& y) {
    return std::equal(x.groups.begin(), x.groups.end(), y.groups.begin(), y.groups.end(), same_group) &&
           x.passengers == y.passengers;
  };
  return std::equal(a.legs.begin(), a.legs.end(), b.legs.begin(), b.legs.end(), same_leg);
}

bool same_flight(const Flight& a, const Flight& b) {
  return a.aircraft == b.aircraft && a.airframe == b.airframe && a.from == b.from && a.to == b.to &&
         a.take_off == b.take_off && a.landing == b.landing && a.passengers == b.passengers;
}

/// How many entries of the two lists, each taken as often as it stands there, are in one only.
template <class Entry>
std::int64_t differences(std::vector<Entry> a, std::vector<Entry> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  std::vector<Entry> only;
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only));
  return static_cast<std::int64_t>(only.size());
}

auto batch_lines(const Plan& plan) {
  std::vector<std::tuple<ServiceId, LotId, std::int64_t, Time, Time>> lines;
  for (const Batch& batch : plan.batches)
    lines.emplace_back(batch.service, batch.lot, batch.count, batch.begin, batch.end);
  return lines;
}

void compare_flights(const Plan& old, const Plan& now, PlanChanges& changes) {
  std::map<std::string, const Flight*> before;
  for (const Flight& flight : old.flights) before[flight.number] = &flight;
  for (const Flight& flight : now.flights) {
    const auto found = before.find(flight.number);
    if (found == before.end()) {
      ++changes.flights_added;
      continue;
    }
    if (!same_flight(*found->second, flight)) ++changes.flights_changed;
    before.erase(found);
  }
  changes.flights_cancelled = static_cast<std::int64_t>(before.size());
}

void compare_sailings(const Plan& old, const Plan& now, PlanChanges& changes) {
  std::map<ShipId, const Sailing*> before;
  for (const Sailing& sailing : old.sailings) before[sailing.ship] = &sailing;
  for (const Sailing& sailing : now.sailings) {
    const auto found = before.find(sailing.ship);
    const bool same = found != before.end() && found->second->berth == sailing.berth &&
                      found->second->sail == sailing.sail && found->second->cargo == sailing.cargo;
    if (!same) ++changes.sailings_changed;
    if (found != before.end()) before.erase(found);
  }
  changes.sailings_changed += static_cast<std::int64_t>(before.size());
}

ColumnFate fate_of(const Column& old, const Column& now) {
  if (!same_load(old, now)) return ColumnFate::reloaded;
  return same_way(old, now) ? ColumnFate::shifted : ColumnFate::rerouted;
}

}  // namespace

bool same_way(const Column& a, const Column& b) {
  return std::equal(a.stops.begin(), a.stops.end(), b.stops.begin(), b.stops.end(),
                    [](const Stop& x, const Stop& y) { return x.place == y.place && x.out == y.out; });
}

bool same_stops(const Column& a, const Column& b) {
  return std::equal(a.stops.begin(), a.stops.end(), b.stops.begin(), b.stops.end(), same_stop);
}

bool same_column(const Column& a, const Column& b) {
  const auto same_leg = [](const Leg& x, const Leg& y) {
    return x.first_stop == y.first_stop && x.last_stop == y.last_stop && x.pass_time_s == y.pass_time_s &&
           x.march_rate_m_per_hour == y.march_rate_m_per_hour;
  };
  return a.column_class == b.column_class && same_load(a, b) && same_stops(a, b) &&
         std::equal(a.legs.begin(), a.legs.end(), b.legs.begin(), b.legs.end(), same_leg);
}

PlanChanges changes_between(const Plan& old, const Plan& now, Time at, Time freeze_end) {
  PlanChanges changes;
  std::map<std::string, const Column*> after;
  for (const Column& column : now.columns) after[column.number] = &column;
  for (const Column& column : old.columns) {
    ColumnChange change;
    change.number = column.number;
    change.old = &column;
    change.under_way = column.stops.front().arrive < at;
    change.ordered = column.stops.front().arrive < freeze_end;
    const auto found = after.find(column.number);
    if (found == after.end()) {
      change.fate = ColumnFate::cancelled;
      changes.columns.push_back(std::move(change));
      continue;
    }
    change.now = found->second;
    after.erase(found);
    if (same_column(column, *change.now)) continue;
    change.fate = fate_of(column, *change.now);
    changes.columns.push_back(std::move(change));
  }
  for (const auto& [number, column] : after) {
    ColumnChange change;
    change.number = number;
    change.now = column;
    change.fate = ColumnFate::added;
    changes.columns.push_back(std::move(change));
  }
  const auto departs = [](const ColumnChange& change) {
    return (change.old ? change.old : change.now)->stops.front().depart;
  };
  std::stable_sort(changes.columns.begin(), changes.columns.end(),
                   [&](const ColumnChange& a, const ColumnChange& b) { return departs(a) < departs(b); });
  compare_flights(old, now, changes);
  compare_sailings(old, now, changes);
  changes.batches_changed = differences(batch_lines(old), batch_lines(now));
  for (const BaseClosing& before : old.closings)
    for (const BaseClosing& later : now.closings)
      if (later.place == before.place && later.at != before.at) changes.closings.emplace_back(before, later);
  return changes;
}

ChangeValue change_value(const PlanChanges& changes) {
  ChangeValue value;
  for (const ColumnChange& change : changes.columns) {
    if (change.ordered) ++value.ordered;
    if (change.fate != ColumnFate::shifted) ++value.rerouted;
    if (change.old && change.now)
      value.shifted_s += std::abs(change.now->stops.front().depart - change.old->stops.front().depart);
  }
  return value;
}

bool only_reloaded(const ColumnChange& change) {
  return change.old && change.now && same_stops(*change.old, *change.now);
}

void keep_numbers(const Plan& old, Plan& now) {
  std::set<std::string> before, after;
  for (const Column& column : old.columns) before.insert(column.number);
  for (const Column& column : now.columns) after.insert(column.number);
  std::map<std::tuple<ColumnClass, PlaceId, PlaceId>, std::deque<std::string>> missing;
  const auto kind = [](const Column& column) {
    return std::tuple(column.column_class, column.stops.front().place, column.stops.back().place);
  };
  for (const Column& column : old.columns)
    if (!after.contains(column.number)) missing[kind(column)].push_back(column.number);
  for (Column& column : now.columns) {
    const auto found = missing.find(kind(column));
    if (before.contains(column.number) || found == missing.end() || found->second.empty()) continue;
    column.number = std::move(found->second.front());
    found->second.pop_front();
  }
}

}  // namespace homeward
