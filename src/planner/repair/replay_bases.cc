// SPDX-License-Identifier: Apache-2.0
//
// Bases stay open as long as somebody stands there; their last-out columns leave together after everybody
// else (CLOSED, LAST_OUT).
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "planner/dispatch/fleet_moves.h"
#include "planner/repair/replay.h"

namespace homeward {

namespace {
/// A base that closes so near to the last one may stay open longer.
constexpr Duration kClosesLate = 2 * kDay;
constexpr int kTries = 8;
constexpr int kRoundsOfBases = 12;
}  // namespace

void Replay::find_bases() {
  for (const BaseClosing& closing : plan_.closings) {
    if (closing.at < options_.at) continue;
    Base base{closing.place, closing.at, closing.at, {}, false, false, true, team_leaves(closing.place)};
    for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
      const Column& column = plan_.columns[i];
      if (column.column_class != ColumnClass::last_out || column.stops.front().place != closing.place)
        continue;
      base.last_out.push_back(i);
      base.first_out = std::min(base.first_out, column.stops.front().depart);
    }
    for (const Flight& flight : plan_.flights)
      for (const Passengers& people : flight.passengers)
        if (flight.from == closing.place && model_.units[people.unit].last_out &&
            model_.units[people.unit].place == closing.place) {
          base.by_air = true;
          base.first_out = std::min(base.first_out, flight.take_off);
        }
    bases_.push_back(std::move(base));
  }
}

void Replay::reopen_bases(Opened opened) {
  Time last = kStartOfTime;
  for (const Base& base : bases_) last = std::max(last, base.closes);
  for (Base& base : bases_) {
    const bool open = opened == Opened::all || (opened == Opened::late && base.closes + kClosesLate >= last);
    if (base.dropped || open == base.open) continue;
    base.open = open;
    if (open)
      draft_.timetable.reopen(base.place, base.first_out);
    else
      draft_.timetable.close(base.place, base.first_out);
  }
}

bool Replay::is_open(PlaceId place) const {
  return std::any_of(bases_.begin(), bases_.end(),
                     [&](const Base& base) { return base.place == place && base.open; });
}

Time Replay::others_stand_until(const Base& base) const {
  Time until = options_.at;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i].now) continue;
    if (std::find(base.last_out.begin(), base.last_out.end(), i) != base.last_out.end()) continue;
    const Column& column = *columns_[i].now;
    for (std::size_t s = 0; s < column.stops.size(); ++s) {
      const Stop& stop = column.stops[s];
      if (stop.place != base.place) continue;
      const bool last = s + 1 == column.stops.size();
      if (s > 0 && !last && stop.depart == stop.arrive && stop.services.empty()) continue;
      Duration pass = 0;
      for (const Leg& leg : column.legs)
        if (leg.first_stop <= s && s <= leg.last_stop) pass = std::max(pass, leg.pass_time_s);
      until = std::max(until, last ? end_of(column) : stop.depart + pass);
    }
  }
  for (const Flight& flight : plan_.flights)
    if (flight.from == base.place &&
        (flight.passengers.empty() || !model_.units[flight.passengers.front().unit].last_out))
      until = std::max(until, flight.take_off);
  return until;
}

bool Replay::move_last_out(Base& base, Time from) {
  std::vector<std::size_t> group;
  for (std::size_t i : base.last_out)
    if (courses_[i].state == State::waiting) {
      group.push_back(i);
      queue_.erase(key_of(i));
      stop_expecting(i);
    }
  draft_.timetable.reopen(base.place, base.first_out);
  const auto finish = [&](bool all) {
    base.dropped = !all;
    if (all) draft_.timetable.close(base.place, base.first_out);
    return all;
  };
  for (std::size_t i : group) courses_[i].not_before = std::max(courses_[i].not_before, from);
  for (int attempt = 0; attempt < kTries; ++attempt) {
    std::vector<Column> placed;
    Time first = kEndOfTime, last = 0;
    for (std::size_t i : base.last_out) {
      if (courses_[i].state == State::waiting || !columns_[i].now) continue;
      first = std::min(first, columns_[i].now->stops.front().depart);
      last =
          std::max(last, columns_[i].now->stops.front().depart + columns_[i].now->legs.front().pass_time_s);
    }
    for (std::size_t i : group) {
      auto column = place_again(i);
      if (!column) break;
      column->number = columns_[i].old->number;
      column->serial = columns_[i].old->serial;
      book(*column);
      first = std::min(first, column->stops.front().depart);
      last = std::max(last, column->stops.front().depart + column->legs.front().pass_time_s);
      placed.push_back(std::move(*column));
    }
    const bool all = placed.size() == group.size();
    if (all && last - first <= model_.rules.last_out_span_s) {
      base.first_out = first;
      base.closes = last;
      finish(true);
      for (std::size_t k = 0; k < placed.size(); ++k) {
        columns_[group[k]].now = std::move(placed[k]);
        courses_[group[k]].state = State::placed;
      }
      for (std::size_t i : group)
        if (columns_[i].now) shortages_after(i, *columns_[i].now);
      return true;
    }
    for (const Column& column : placed) unbook(column);
    if (!all) break;
    for (std::size_t i : group) courses_[i].not_before = first + kHour;
  }
  for (std::size_t i : group) lose(i);
  return finish(false);
}

bool Replay::must_plan_end_of(PlaceId place) const {
  return std::any_of(bases_.begin(), bases_.end(),
                     [&](const Base& base) { return base.place == place && base.dropped; });
}

Time Replay::team_leaves(PlaceId place) const {
  Time leaves = kEndOfTime;
  for (ServiceId id : model_.places[place].services) {
    const Service& service = model_.services[id];
    if (!service.team || service.use != ServiceUse::loading) continue;
    std::map<Time, std::int64_t> going;
    for (const Column& column : plan_.columns)
      for (const Passengers& people : column.legs.front().passengers)
        if (people.unit == *service.team && column.stops.front().place == place)
          going[column.stops.front().depart] += people.count;
    for (const Flight& flight : plan_.flights)
      for (const Passengers& people : flight.passengers)
        if (people.unit == *service.team && flight.from == place) going[flight.take_off] += people.count;
    std::int64_t left = 0;
    for (std::int64_t people : model_.units[*service.team].people) left += people;
    for (const auto& [at, people] : going) {
      left -= people;
      if (left >= service.team_people) continue;
      leaves = std::min(leaves, at);
      break;
    }
  }
  return leaves;
}

Time Replay::team_needed_until(const Base& base) const {
  Time until = kStartOfTime;
  for (const Replayed& column : columns_)
    if (column.now && column.now->stops.front().place == base.place)
      if (const ServiceVisit* loading = loading_of(model_, *column.now))
        until = std::max(until, loading->end);
  return until;
}

bool Replay::has_lost_work(const Base& base) const {
  return std::any_of(columns_.begin(), columns_.end(), [&](const Replayed& column) {
    return !column.now && column.old->stops.front().place == base.place &&
           column.old->column_class != ColumnClass::empty &&
           column.old->column_class != ColumnClass::last_out;
  });
}

void Replay::leave_to_dispatch(Base& base) {
  draft_.timetable.reopen(base.place, base.first_out);
  base.dropped = true;
  std::vector<char> of_team(model_.units.size(), 0);
  for (ServiceId id : model_.places[base.place].services)
    if (const auto team = model_.services[id].team) of_team[team->index()] = 1;
  const Time from = std::min(base.team_stays_until, base.first_out);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i].now || columns_[i].now->stops.front().place != base.place) continue;
    const Column& column = *columns_[i].now;
    const auto& people = column.legs.front().passengers;
    const bool last_out = column.column_class == ColumnClass::last_out;
    const bool team = std::any_of(people.begin(), people.end(), [&](const Passengers& one) {
      return of_team[one.unit.index()] && column.stops.front().depart >= from;
    });
    if ((!last_out && !team) || has_begun(column)) continue;
    unbook(column);
    columns_[i].now.reset();
    columns_[i].reason =
        fmt::format("{} works longer: its end is planned again", model_.places[base.place].key);
    lose(i);
  }
}

bool Replay::keep_a_rest_open(const Base& base) {
  if (base.last_out.empty()) return false;
  const std::size_t last_out = base.last_out.front();
  Course& course = courses_[last_out];
  const Time not_before = std::exchange(course.not_before, others_stand_until(base));
  const auto way = place_again(last_out);
  course.not_before = not_before;
  if (!way || !course.needs_open) return false;
  const Duration pass = way->legs.front().pass_time_s;
  for (std::size_t i = 1; i + 1 < way->stops.size(); ++i) {
    const Time gone = way->stops[i].depart + pass;
    const auto shut = std::find_if(bases_.begin(), bases_.end(), [&](const Base& one) {
      return one.place == way->stops[i].place && !one.dropped && one.first_out < gone;
    });
    if (shut == bases_.end() || way->stops[i].depart == way->stops[i].arrive) continue;
    if (shut->by_air || shut->last_out.empty()) {
      leave_to_dispatch(*shut);
      return true;
    }
    for (std::size_t one : shut->last_out)
      courses_[one].not_before = std::max(courses_[one].not_before, gone);
    affect(shut->last_out.front(),
           fmt::format("{} stays open for others until they have rested", model_.places[shut->place].key));
    return true;
  }
  return false;
}

void Replay::settle_bases(Budget& budget) {
  for (int round = 0; round < kRoundsOfBases && !gave_up_ && !budget.interrupted(); ++round) {
    bool moved = false;
    for (Base& base : bases_) {
      if (base.dropped) {
        moved = keep_a_rest_open(base) || moved;
        drain(budget);
        continue;
      }
      const Time until = others_stand_until(base);
      const bool works_longer = team_needed_until(base) > base.team_stays_until || has_lost_work(base);
      if (until <= base.first_out && !works_longer) continue;
      moved = true;
      if (works_longer || base.by_air) {
        leave_to_dispatch(base);
        drain(budget);
        continue;
      }
      if (base.last_out.empty()) {
        draft_.timetable.reopen(base.place, base.first_out);
        base.closes = base.first_out = until;
        draft_.timetable.close(base.place, base.first_out);
      } else {
        affect(base.last_out.front(),
               fmt::format("{} stays open for others until they have left", model_.places[base.place].key));
        drain(budget);
      }
    }
    if (!moved) return;
  }
}

}  // namespace homeward
