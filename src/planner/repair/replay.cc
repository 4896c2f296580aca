// SPDX-License-Identifier: Apache-2.0
#include "planner/repair/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "planner/dispatch/fleet_moves.h"

namespace homeward {

namespace {
constexpr int kTriesOfAColumn = 6;
/// So much more work may be done for each column that is affected.
constexpr std::int64_t kWorkOfAffected = 25'000;
/// After the deadlines, plus what is planned behind them.
constexpr Duration kLatestUseful = 14 * kDay;
/// A base that closes so long after another is open for whoever leaves that one last.
constexpr Duration kRestUntil = 3 * kDay;
}  // namespace

Replay::Replay(const Ground& ground, const Plan& plan, const ReplayOptions& options)
    : ground_{ground},
      model_{ground.model},
      plan_{plan},
      options_{options},
      travel_{model_, ground.graph, ground.calendar, std::max(model_.start, options.at)},
      draft_{model_, ground.graph, ground.calendar, travel_},
      stocks_{draft_},
      useful_until_{std::max(model_.deadline, model_.final_deadline.value_or(model_.deadline)) +
                    kLatestUseful},
      arrive_until_{useful_until_} {
  draft_.returns_are_planned = true;
  draft_.search.count_rests();
  columns_.resize(plan.columns.size());
  courses_.resize(plan.columns.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    columns_[i].old = &plan.columns[i];
    columns_[i].now = plan.columns[i];
    courses_[i].not_before = options_.at;
    courses_[i].left_out = options_.conflicting.contains(plan.columns[i].number);
    if (!courses_[i].left_out) book(plan.columns[i]);
  }
  for (const Flight& flight : plan.flights) {
    stocks_.book_landing(flight);
    for (const Passengers& people : flight.passengers)
      if (model_.units[people.unit].place == flight.from && !model_.units[people.unit].last_out)
        draft_.garrison_slack[flight.from].add({flight.take_off, kEndOfTime}, -people.count);
  }
  find_bases();
  find_rounds();
  for (const Column& column : plan.columns)
    for (const Stop& stop : column.stops)
      for (const ServiceVisit& visit : stop.services)
        if (model_.services[visit.service].use == ServiceUse::leaving)
          last_turn_ = std::max(last_turn_, visit.begin);
}

void Replay::book(const Column& column) {
  draft_.book(column);
  forget_written();
  stocks_.book_people(column, 1);
  last_out_holds_garrison(column, 1);
}

void Replay::unbook(const Column& column) {
  draft_.unbook(column);
  stocks_.book_people(column, -1);
  last_out_holds_garrison(column, -1);
}

void Replay::forget_written() {
  draft_.columns.clear();
  draft_.things.clear();
  draft_.people.clear();
}

void Replay::last_out_holds_garrison(const Column& column, std::int64_t sign) {
  if (column.column_class != ColumnClass::last_out) return;
  const Stop& start = column.stops.front();
  for (const Passengers& people : column.legs.front().passengers)
    if (model_.units[people.unit].place == start.place)
      draft_.garrison_slack[start.place].add({start.depart, kEndOfTime}, sign * people.count);
}

bool Replay::run(Budget& budget) {
  find_overloads();
  reopen_bases(Opened::none);
  find_affected();
  directly_affected_ = static_cast<std::int64_t>(queue_.size());
  drain(budget);
  if (!stuck_.empty()) gave_up_ = true;
  if (!gave_up_) settle_bases(budget);
  note_closings();
  return !gave_up_ && !budget.interrupted();
}

bool Replay::leave_rests_to_dispatch(const std::vector<BaseClosing>& ends, Budget& budget) {
  bool more = false;
  for (const BaseClosing& end : ends)
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const Column& column = *columns_[i].old;
      if (column.column_class != ColumnClass::last_out || column.stops.front().place != end.place) continue;
      const std::set<PlaceId> passes = on_ways_of(i, end.at);
      for (Base& base : bases_) {
        if (base.dropped || !passes.contains(base.place) || !model_.places[base.place].rest) continue;
        if (base.first_out > end.at + kRestUntil) continue;
        leave_to_dispatch(base);
        more = true;
      }
    }
  if (!more) return false;
  drain(budget);
  settle_bases(budget);
  note_closings();
  return !gave_up_ && !budget.interrupted();
}

std::set<PlaceId> Replay::on_ways_of(std::size_t i, Time from) {
  std::set<PlaceId> places;
  const auto add = [&](const Column& column) {
    for (std::size_t stop = 1; stop + 1 < column.stops.size(); ++stop)
      places.insert(column.stops[stop].place);
  };
  add(*columns_[i].old);
  const Time not_before = std::exchange(courses_[i].not_before, from);
  if (const auto way = place_again(i)) add(*way);
  courses_[i].not_before = not_before;
  return places;
}

void Replay::note_closings() {
  closings_.clear();
  for (const BaseClosing& closing : plan_.closings) {
    const auto base = std::find_if(bases_.begin(), bases_.end(),
                                   [&](const Base& one) { return one.place == closing.place; });
    if (base == bases_.end())
      closings_.push_back(closing);
    else if (!base->dropped)
      closings_.push_back({closing.place, base->closes});
  }
}

void Replay::find_affected() {
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (const auto trouble = first_trouble(model_, ground_.calendar, *columns_[i].old, options_.at)) {
      // What is closed on arrival is avoided by standing at a stop before it.
      const std::size_t last = trouble->on_leaving || trouble->stop == 0 ? trouble->stop : trouble->stop - 1;
      affect(i, trouble->what, last);
    }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::string& number = columns_[i].old->number;
    for (const ColumnDelay& report : options_.delays)
      if (report.number == number) delay(i, report);
    const auto conflict = options_.conflicting.find(number);
    if (conflict != options_.conflicting.end())
      affect(i, conflict->second, columns_[i].old->stops.size() - 2);
  }
}

void Replay::delay(std::size_t i, const ColumnDelay& report) {
  const Column& column = *columns_[i].old;
  Course& course = courses_[i];
  const std::string late = fmt::format("was reported late by {} min", report.by / kMinute);
  if (!has_begun(column) && !report.place) {
    course.not_before = std::max(course.not_before, column.stops.front().arrive + report.by);
    return affect(i, late);
  }
  for (std::size_t stop = 0; stop + 1 < column.stops.size(); ++stop) {
    const Stop& here = column.stops[stop];
    const bool can_stand = stop == 0 || model_.places[here.place].parking_vehicles > 0;
    if (here.depart < options_.at || !can_stand || (report.place && here.place != *report.place)) continue;
    const Time due = stop == 0 ? here.depart : std::max(here.arrive, options_.at);
    course.halt = stop;
    course.not_before = due + report.by;
    const std::string at_place = "stands at " + model_.places[here.place].key;
    return affect(
        i, report.place ? fmt::format("{} for {} min: broken down", at_place, report.by / kMinute) : late,
        stop);
  }
}

void Replay::affect(std::size_t i, std::string reason, std::optional<std::size_t> stop) {
  Course& course = courses_[i];
  if (course.state == State::waiting || course.state == State::lost) return;
  const Column& column = *columns_[i].now;
  if (end_of(column) <= options_.at) return;
  const bool begun = has_begun(column);
  const std::string number = column.number;
  if (!std::exchange(course.left_out, false)) unbook(column);
  if (course.tries == 0) ++touched_;
  if (++course.tries > kTriesOfAColumn) {
    if (columns_[i].reason.empty()) columns_[i].reason = std::move(reason);
    columns_[i].now.reset();
    return lose(i);
  }
  stocks_.expect(*columns_[i].old, options_.at, 1);
  course.expected = true;
  course.state = State::waiting;
  if (stop) course.stop = course.stop ? std::min(*course.stop, *stop) : *stop;
  if (columns_[i].reason.empty()) columns_[i].reason = std::move(reason);
  columns_[i].now.reset();
  queue_.insert(key_of(i));
  // The last-out columns of a base leave together.
  if (begun) return;
  for (const Base& base : bases_)
    if (std::find(base.last_out.begin(), base.last_out.end(), i) != base.last_out.end())
      for (std::size_t other : base.last_out)
        if (other != i) affect(other, fmt::format("leaves last with {}", number));
}

void Replay::stop_expecting(std::size_t i) {
  if (courses_[i].expected) stocks_.expect(*columns_[i].old, options_.at, -1);
  courses_[i].expected = false;
}

void Replay::lose(std::size_t i) {
  courses_[i].state = State::lost;
  if (columns_[i].old->stops.front().depart < options_.at) {
    // What has happened cannot be taken back; the checker will say where it cannot go on.
    stuck_.push_back({i, halts_ahead(i)});
    book(*columns_[i].old);
    columns_[i].now = *columns_[i].old;
    return;
  }
  shortages_after(i, *columns_[i].old);
}

void Replay::adopt(std::size_t i, Column column) {
  column.number = columns_[i].old->number;
  column.serial = columns_[i].old->serial;
  book(column);
  columns_[i].now = std::move(column);
  courses_[i].state = State::placed;
}

void Replay::drain(Budget& budget) {
  while (!queue_.empty() && !budget.interrupted()) {
    const auto others = static_cast<std::int64_t>(touched_) - directly_affected_;
    if (draft_.search.work() > options_.work_max + kWorkOfAffected * directly_affected_ ||
        others > static_cast<std::int64_t>(options_.others_max)) {
      gave_up_ = true;
      return;
    }
    const std::int64_t before = draft_.search.work();
    const std::size_t i = std::get<2>(*queue_.begin());
    if (is_idle(i)) {
      queue_.erase(key_of(i));
      continue;
    }
    const auto base = std::find_if(bases_.begin(), bases_.end(), [&](const Base& one) {
      return std::find(one.last_out.begin(), one.last_out.end(), i) != one.last_out.end();
    });
    if (base != bases_.end() && !has_begun(*columns_[i].old)) {
      move_last_out(*base, std::max(base->first_out, others_stand_until(*base)));
    } else if (waits_for_turn(*columns_[i].old)) {
      place_turns(budget);
    } else {
      queue_.erase(key_of(i));
      stop_expecting(i);
      const bool was_held = courses_[i].held;
      if (auto column = place_empties(i)) {
        adopt(i, std::move(*column));
        shortages_after(i, *columns_[i].now);
      } else if (courses_[i].held && !was_held) {
        queue_.insert(key_of(i));
      } else {
        lose(i);
      }
    }
    budget.spend(draft_.search.work() - before);
  }
}

void Replay::shortages_after(std::size_t i, const Column& column) {
  for (const StockMove& move : stock_moves(model_, column)) {
    if (move.count < 0) continue;
    while (const auto short_at = stocks_.first_shortage(move.key)) {
      const auto found = taker(move.key, *short_at, {i, move.at});
      if (!found) break;
      const std::string& from = columns_[i].old->number;
      const std::string what = move.key.people ? "its people" : model_.fleets[FleetId(move.key.what)].name;
      const std::string& place = model_.places[move.key.place].key;
      const std::string reason = courses_[i].state == State::lost
                                     ? fmt::format("{} do not come to {} with {}", what, place, from)
                                     : fmt::format("{} come to {} later with {}", what, place, from);
      if (move.key.people && leave_behind(*found, move.key, -stocks_.at(move.key, *short_at), reason)) {
        shortages_after(*found, *columns_[*found].now);
        continue;
      }
      const Column& late = *columns_[*found].now;
      std::size_t joins = 0;
      for (const Leg& leg : late.legs)
        if (late.stops[leg.first_stop].place == move.key.place) joins = leg.first_stop;
      affect(*found, reason, joins);
      if (courses_[*found].state == State::kept || courses_[*found].state == State::placed) break;
    }
  }
}

bool Replay::leave_behind(std::size_t i, const StockKey& key, std::int64_t late, const std::string& reason) {
  if (courses_[i].left_out) return false;
  Column column = *columns_[i].now;
  auto& people = column.legs.front().passengers;
  const auto& groups = column.legs.front().groups;
  const std::int64_t vehicles = measure(model_, {groups, {}}).vehicles;
  const bool has_drivers = std::any_of(groups.begin(), groups.end(),
                                       [](const VehicleGroup& group) { return group.own_lot.has_value(); });
  if (column.legs.size() > 1 || has_drivers || model_.in_zone(column.stops.front().place)) return false;
  const auto some = std::find_if(people.begin(), people.end(), [&](const Passengers& one) {
    return one.unit.index() == key.what && one.category.index() == key.category;
  });
  if (some == people.end()) return false;
  some->count -= std::min(some->count, late);
  if (some->count == 0) people.erase(some);
  if (people.empty() && vehicles > model_.rules.column_vehicles_max) return false;
  if (people.empty()) column.column_class = ColumnClass::empty;
  unbook(*columns_[i].now);
  book(column);
  columns_[i].now = std::move(column);
  if (columns_[i].reason.empty()) columns_[i].reason = "goes without those who come late: " + reason;
  return true;
}

std::optional<std::size_t> Replay::taker(const StockKey& key, Time short_at, const Supply& supply) {
  std::optional<std::size_t> best;
  std::tuple<bool, bool, Time> best_rank;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (i == supply.column || !columns_[i].now || courses_[i].state == State::lost) continue;
    const Column& column = *columns_[i].now;
    if (column.stops.front().arrive > short_at || end_of(column) <= options_.at) continue;
    for (const StockMove& move : stock_moves(model_, column)) {
      if (move.key != key || move.count >= 0 || move.at > short_at || move.at < options_.at) continue;
      const std::tuple rank{can_wait(i, supply.at - move.at), can_stay(i), move.at};
      if (best && rank <= best_rank) continue;
      best_rank = rank;
      best = i;
    }
  }
  return best;
}

}  // namespace homeward
