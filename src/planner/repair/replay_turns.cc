// SPDX-License-Identifier: Apache-2.0
//
// Where a crossing is full, a column that misses its turn finds the next one at the end of the plan, and its
// trucks would be missing from all rounds until then. Two things keep that short: who has to wait takes the
// turn of one round that has not begun, and that round goes to the end instead; and trucks whose load cannot
// leave yet stay in their depot, so that nobody else goes short.
#include <algorithm>
#include <map>

#include "planner/dispatch/fleet_moves.h"
#include "planner/repair/replay.h"

namespace homeward {

namespace {

/// So much later trucks are missed by few.
constexpr Duration kBearable = 12 * kHour;
/// Empties come so long before their load is due.
constexpr Duration kEmptiesBefore = 12 * kHour;
/// Trucks whose load leaves so much later stay in their depot.
constexpr Duration kWorthHolding = 18 * kHour;
constexpr Duration kWorthAChange = 4 * kDay;
constexpr int kTriesOfHeld = 4;
constexpr std::size_t kTurnsTried = 6;
constexpr int kOthersSentOn = 12;
/// A base that closes so near to the last one may stay open longer.
constexpr Duration kClosesLate = 2 * kDay;
/// What a turn costs, in vehicles that others miss for it: a day of waiting, a base that must stay open,
/// people who miss their bus.
constexpr std::int64_t kCostOfADay = 3, kCostOfABase = 20, kCostOfPeople = 8, kCostOfAVehicle = 3;

/// On the same way the turn fits for certain.
constexpr std::int64_t kWorthOfTheSameWay = 10;

std::map<FleetId, std::int64_t> trucks_of(const Model& model, const Column& column) {
  std::map<FleetId, std::int64_t> trucks;
  for (const VehicleGroup& group : column.legs.front().groups)
    if (group.fleet && model.fleets[*group.fleet].kind != FleetKind::escort)
      trucks[*group.fleet] += group.vehicles;
  return trucks;
}

/// The first service that it takes on its way out.
const ServiceVisit* turn_of(const Model& model, const Column& column) {
  for (const Stop& stop : column.stops)
    for (const ServiceVisit& visit : stop.services)
      if (model.services[visit.service].use == ServiceUse::leaving) return &visit;
  return nullptr;
}

}  // namespace

void Replay::find_rounds() {
  std::map<std::pair<PlaceId, std::map<FleetId, std::int64_t>>, std::set<std::pair<Time, std::size_t>>> came;
  std::vector<std::pair<Time, std::size_t>> loads;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = *columns_[i].old;
    auto trucks = trucks_of(model_, column);
    if (trucks.empty()) continue;
    if (column.column_class == ColumnClass::empty)
      came[{column.stops.back().place, std::move(trucks)}].emplace(end_of(column), i);
    else if (turn_of(model_, column))
      loads.emplace_back(column.stops.front().arrive, i);
  }
  std::sort(loads.begin(), loads.end(), std::greater<>());
  for (const auto& [begin, i] : loads) {
    const Column& column = *columns_[i].old;
    const auto found = came.find({column.stops.front().place, trucks_of(model_, column)});
    if (found == came.end()) continue;
    const auto later = found->second.upper_bound({begin, columns_.size()});
    if (later == found->second.begin()) continue;
    courses_[i].brought_by = std::prev(later)->second;
    courses_[std::prev(later)->second].brings_for = i;
    found->second.erase(std::prev(later));
  }
}

bool Replay::can_wait(std::size_t empties, Duration delay) {
  const auto& load = courses_[empties].brings_for;
  if (!load || !can_be_held(empties) || courses_[*load].state != State::kept) return false;
  const Column& old = *columns_[*load].old;
  const ServiceVisit& turn = *turn_of(model_, old);
  const ServiceVisit* loading = loading_of(model_, old);
  const Duration work = loading ? loading->end - loading->begin : 0;
  const Duration way = draft_.way(old.stops.front().place, model_.services[turn.service].place);
  return end_of(*columns_[empties].now) + delay + work + way <= turn.begin;
}

bool Replay::can_be_held(std::size_t empties) const {
  const Column& old = *columns_[empties].old;
  const Course& course = courses_[empties];
  if (has_begun(old) || course.tries > kTriesOfHeld || course.state == State::lost) return false;
  return course.state != State::kept || old.stops.front().arrive >= options_.freeze_end;
}

std::optional<std::size_t> Replay::idle_empties(PlaceId base, Time until) const {
  std::optional<std::size_t> latest;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i].now || columns_[i].now->column_class != ColumnClass::empty || !can_be_held(i)) continue;
    const Column& column = *columns_[i].now;
    const Time came = end_of(column);
    if (column.stops.back().place != base || came + kWorthHolding > until) continue;
    if (latest && came <= end_of(*columns_[*latest].now)) continue;
    const auto moves = fleet_moves(model_, column);
    const bool idle = std::all_of(moves.begin(), moves.end(), [&](const FleetMove& move) {
      return move.vehicles < 0 || move.place != base ||
             draft_.stock[move.fleet][base].lowest({came, until}) >= move.vehicles;
    });
    if (idle) latest = i;
  }
  return latest;
}

bool Replay::is_bearable(std::size_t i, const std::optional<Column>& found) const {
  if (courses_[i].gave_way || options_.turns == Turns::none) return true;
  const Column& old = *columns_[i].old;
  if (!turn_of(model_, old) || old.column_class == ColumnClass::last_out) return true;
  if (!found) return false;
  if (end_of(*found) <= end_of(old) + kBearable) return true;
  if (courses_[i].needs_open) return false;
  return trucks_of(model_, old).empty() ||
         idle_empties(old.stops.front().place, found->stops.front().arrive).has_value();
}

bool Replay::gives_turn(std::size_t giver, const ServiceVisit& wanted) const {
  const Course& course = courses_[giver];
  const Column& old = *columns_[giver].old;
  if (course.state != State::kept || old.column_class == ColumnClass::last_out || has_begun(old))
    return false;
  if (!course.brought_by || courses_[*course.brought_by].state != State::kept) return false;
  if (!can_be_held(*course.brought_by) || old.stops.front().arrive < options_.freeze_end) return false;
  const ServiceVisit* turn = turn_of(model_, old);
  if (!turn || turn->service != wanted.service || turn->begin <= wanted.begin) return false;
  return turn->end - turn->begin >= wanted.end - wanted.begin;
}

std::int64_t Replay::turn_cost(std::size_t giver, const Column& taker, bool trucks_wait) const {
  const Column& old = *columns_[giver].old;
  const Column& empties = *columns_[*courses_[giver].brought_by].old;
  std::int64_t cost = (end_of(old) - end_of(taker)) / kDay;
  // From its old end on others count on its trucks; those of the giver help as soon as they do not leave.
  if (trucks_wait) cost = std::abs(empties.stops.front().depart - end_of(taker)) * kCostOfADay / kDay;
  auto freed = trucks_of(model_, old);
  if (empties.stops.front().place != taker.stops.back().place) freed.clear();
  for (const auto& [fleet, count] : trucks_of(model_, taker))
    cost += kCostOfAVehicle * std::max<std::int64_t>(0, count - freed[fleet]);
  if (!old.legs.front().passengers.empty()) cost += kCostOfPeople;
  const bool same_way = old.stops.front().place == taker.stops.front().place;
  if (same_way && options_.turns == Turns::of_the_same_way) cost -= kWorthOfTheSameWay;
  Time last = kStartOfTime, here = kEndOfTime;
  for (const Base& base : bases_) {
    last = std::max(last, base.closes);
    if (base.place == old.stops.front().place) here = base.closes;
  }
  return here + kClosesLate < last ? cost + kCostOfABase : cost;
}

std::optional<Column> Replay::place_with_room(std::size_t i) {
  auto column = place_again(i);
  if (columns_[i].old->stops.front().depart >= options_.at) return column;
  for (int others = 0; !column && others < kOthersSentOn && make_room(i); ++others) column = place_again(i);
  return column;
}

bool Replay::make_room(std::size_t i) {
  const Column& old = *columns_[i].old;
  std::size_t here = 1;
  while (here + 1 < old.stops.size() &&
         (old.stops[here].depart < options_.at || model_.places[old.stops[here].place].parking_vehicles == 0))
    ++here;
  if (here + 1 >= old.stops.size()) return false;
  const PlaceId place = old.stops[here].place;
  std::int64_t vehicles = 0;
  for (const VehicleGroup& group : old.legs.front().groups) vehicles += group.vehicles;
  const std::int64_t spaces = model_.places[place].parking_vehicles - vehicles;
  const Time from = std::max(old.stops[here].arrive, options_.at);
  const Interval room = draft_.timetable.parking(place).below_around(from, spaces);
  const Time full = room.empty() ? from : room.end;
  std::optional<std::pair<Time, std::size_t>> latest;
  std::size_t before = 0;
  for (std::size_t other = 0; other < columns_.size(); ++other) {
    if (other == i || !columns_[other].now || courses_[other].state != State::kept) continue;
    const auto& stops = columns_[other].now->stops;
    for (std::size_t k = 1; k < stops.size(); ++k) {
      const Time away = k + 1 == stops.size() ? end_of(*columns_[other].now) : stops[k].depart;
      if (stops[k].place != place || stops[k].arrive < options_.at || stops[k].arrive > full || away < full)
        continue;
      if (latest && latest->first >= stops[k].arrive) continue;
      latest = {stops[k].arrive, other};
      before = k - 1;
    }
  }
  if (!latest) return false;
  affect(latest->second, "finds no room at " + model_.places[place].key + ": " + old.number + " stands there",
         before);
  return true;
}

Time Replay::at_the_crossing_from(std::size_t i) {
  const Column& old = *columns_[i].old;
  const auto order = order_of(old);
  const auto ready = order ? ready_from(old, *order, courses_[i].not_before) : std::nullopt;
  if (!ready) return kEndOfTime;
  const ServiceVisit* loading = loading_of(model_, old);
  const Time loaded = loading ? *ready + (loading->end - loading->begin) : *ready;
  const Duration way =
      draft_.way(old.stops.front().place, model_.services[turn_of(model_, old)->service].place);
  return way >= kEndOfTime ? kEndOfTime : loaded + way;
}

std::vector<std::size_t> Replay::turns_for(std::size_t i, Time before) {
  const Column& taker = *columns_[i].old;
  const ServiceVisit& wanted = *turn_of(model_, taker);
  const Time there = has_begun(taker) ? kStartOfTime : at_the_crossing_from(i);
  const bool trucks_wait = !trucks_of(model_, taker).empty() &&
                           !idle_empties(taker.stops.front().place, ground_.calendar.horizon().end);
  std::vector<std::pair<std::int64_t, std::size_t>> givers;
  for (std::size_t other = 0; other < columns_.size(); ++other)
    if (other != i && gives_turn(other, wanted) && end_of(*columns_[other].old) <= before &&
        turn_of(model_, *columns_[other].old)->begin >= there)
      givers.emplace_back(turn_cost(other, taker, trucks_wait), other);
  std::sort(givers.begin(), givers.end());
  if (givers.size() > kTurnsTried) givers.resize(kTurnsTried);
  std::vector<std::size_t> turns;
  for (const auto& [cost, other] : givers) turns.push_back(other);
  return turns;
}

std::optional<Column> Replay::take_turn(std::size_t i, const std::optional<Column>& found) {
  const Column& old = *columns_[i].old;
  const auto arcs = arcs_of(found ? *found : old);
  for (const std::size_t giver : turns_for(i, found ? end_of(*found) - kDay : kEndOfTime)) {
    const Column given = *columns_[giver].now;
    unbook(given);
    arrive_until_ = end_of(given) + kBearable;
    auto sooner = place_again(i, &arcs);
    arrive_until_ = kEndOfTime;
    book(given);
    const bool good = sooner && (!found || end_of(*sooner) + kDay <= end_of(*found));
    if (!good) continue;
    const std::size_t empties = *courses_[giver].brought_by;
    affect(giver, "goes later: gives its turn to " + old.number);
    affect(empties, "goes later: its load gives its turn to " + old.number);
    courses_[giver].gave_way = true;
    courses_[empties].held = true;
    queue_.erase({columns_[empties].old->stops.front().arrive, empties});
    return sooner;
  }
  return std::nullopt;
}

void Replay::release(std::size_t giver) {
  if (!courses_[giver].brought_by) return;
  const std::size_t empties = *courses_[giver].brought_by;
  Course& course = courses_[empties];
  if (!course.held) return;
  const Column& old = *columns_[empties].old;
  course.held = false;
  if (columns_[giver].now) {
    const Time due = columns_[giver].now->stops.front().arrive - kEmptiesBefore;
    course.not_before = std::max(course.not_before, old.stops.front().arrive + (due - end_of(old)));
  }
  queue_.emplace(old.stops.front().arrive, empties);
}

void Replay::hold_back(std::size_t i) {
  if (courses_[i].state == State::waiting) return;
  release(i);
  if (courses_[i].gave_way || !columns_[i].now || !turn_of(model_, *columns_[i].old)) return;
  const Stop& start = columns_[i].now->stops.front();
  if (start.arrive < columns_[i].old->stops.front().arrive + kWorthHolding) return;
  const auto empties = idle_empties(start.place, start.arrive);
  if (!empties) return;
  const Column& now = *columns_[*empties].now;
  Course& course = courses_[*empties];
  // One that is as it was changes only if that saves its trucks for another round.
  if (course.state == State::kept && end_of(now) + kWorthAChange > start.arrive) return;
  const Time later = start.arrive - kEmptiesBefore - end_of(now);
  course.not_before = std::max(course.not_before, now.stops.front().arrive + later);
  affect(*empties, "waits in its depot: its load leaves later with " + columns_[i].old->number);
}

}  // namespace homeward
