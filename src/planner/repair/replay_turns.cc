// SPDX-License-Identifier: Apache-2.0
//
// Where a crossing is full, a column that misses its turn finds the next one at the end of the plan, and its
// trucks would be missing from all rounds until then. So those who wait for a turn are placed together, in
// the order of their old turns, each in the first turn that the others leave free; where none is near, one
// round goes to the end of the plan: its turn is free then, and its empty column stays in its depot, so that
// nobody goes short of trucks. A round that changes anyway is rather taken than one that does not.
#include <algorithm>
#include <cstdlib>
#include <map>

#include "planner/dispatch/fleet_moves.h"
#include "planner/repair/replay.h"

namespace homeward {

namespace {

/// So much later trucks are missed by few.
constexpr Duration kBearable = 12 * kHour;
/// Empties that come so late that their load misses its turn by so much stay in their depot.
constexpr Duration kTooLate = 3 * kDay;
/// Empties leave from another depot if they come so much sooner.
constexpr Duration kWorthOtherDepot = 6 * kHour;
/// A round goes to the end in place of another only if that one's empties leave so much later.
constexpr Duration kWorthSubstituting = 5 * kDay;
/// And so long before a base must have loaded the empties are there.
constexpr Duration kBeforeClosing = 12 * kHour;
/// Empties come so long before their load is due.
constexpr Duration kEmptiesBefore = 12 * kHour;
/// Empties that leave so long after somebody's trucks were due do not help him.
constexpr Duration kHelpsUntil = 6 * kDay;
constexpr int kTriesOfHeld = 4;
constexpr std::size_t kTurnsTried = 8;
constexpr int kOthersHeld = 2;
/// Rounds that go to the end load one after the other, so many a day.
constexpr int kLastLoadsADay = 2;
/// What it costs, in columns that change: who goes short takes a column and its load along; people miss their
/// bus there and back.
constexpr std::int64_t kCostOfAChange = 8, kCostOfShortage = 24, kCostOfPeople = 24, kCostOfASubstitute = 20;
constexpr std::int64_t kCostOfADayShort = 24, kCostOfADayEarly = 2;

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

void append(std::vector<StockMove>& moves, const std::vector<StockMove>& more, std::int64_t sign) {
  for (StockMove move : more) {
    move.count *= sign;
    moves.push_back(move);
  }
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

std::optional<Column> Replay::place_empties(std::size_t i) {
  auto found = from_any_depot(i);
  for (int others = 0; others < kOthersHeld && comes_too_late(i, found); ++others) {
    const std::size_t load = *courses_[i].brings_for;
    const std::size_t last = others + 1 < kOthersHeld ? who_stays_for(i) : load;
    send_last(last, "trucks come too late for " + columns_[load].old->number);
    if (last == load) return std::nullopt;
    found = from_any_depot(i);
  }
  return found;
}

std::optional<Column> Replay::from_any_depot(std::size_t i) {
  auto found = place_with_room(i);
  const Column& old = *columns_[i].old;
  const PlaceId home = old.stops.front().place;
  const bool on_time = found && end_of(*found) <= end_of(old);
  if (on_time || has_begun(old) || old.column_class != ColumnClass::empty || model_.in_zone(home) ||
      !model_.in_zone(old.stops.back().place))
    return found;
  const Time until = arrive_until_;
  for (PlaceId depot : model_.places.ids()) {
    if (depot == home || model_.in_zone(depot)) continue;
    courses_[i].depot = depot;
    if (found) arrive_until_ = std::min(until, end_of(*found) - kWorthOtherDepot);
    auto other = begin_anew(i, nullptr);
    if (other && (!found || end_of(*other) + kWorthOtherDepot <= end_of(*found))) found = std::move(other);
  }
  arrive_until_ = until;
  courses_[i].depot.reset();
  return found;
}

bool Replay::comes_too_late(std::size_t empties, const std::optional<Column>& found) {
  const auto& load = courses_[empties].brings_for;
  if (options_.turns == Turns::none || !load || !can_go_last(*load)) return false;
  const Column& old = *columns_[*load].old;
  const ServiceVisit* loading = loading_of(model_, old);
  const ServiceVisit& turn = *turn_of(model_, old);
  const Duration work = loading ? loading->end - loading->begin : 0;
  const Duration way = draft_.way(old.stops.front().place, model_.services[turn.service].place);
  return !found || end_of(*found) + work + way > turn.begin + kTooLate;
}

bool Replay::can_stay(std::size_t empties) const {
  const auto& load = courses_[empties].brings_for;
  return load && can_go_last(*load) && cost_of_its_end(*load) <= 2 * kCostOfAChange;
}

bool Replay::can_be_held(std::size_t empties) const {
  const Column& old = *columns_[empties].old;
  const Course& course = courses_[empties];
  if (has_begun(old) || course.tries > kTriesOfHeld || course.state == State::lost || course.held)
    return false;
  return course.state != State::kept || old.stops.front().arrive >= options_.freeze_end;
}

bool Replay::waits_for_turn(const Column& column) const {
  return column.column_class != ColumnClass::last_out && turn_of(model_, column);
}

Replay::QueueKey Replay::key_of(std::size_t i) const {
  const Column& old = *columns_[i].old;
  const ServiceVisit* turn = turn_of(model_, old);
  const bool enters = model_.in_zone(old.stops.front().place) || model_.in_zone(old.stops.back().place);
  if (!turn) return {enters ? 0 : 4, old.stops.front().arrive, i};
  return {courses_[i].goes_last ? 3 : has_begun(old) ? 1 : 2, turn->begin, i};
}

bool Replay::can_go_last(std::size_t i) const {
  const Course& course = courses_[i];
  const Column& old = *columns_[i].old;
  if (course.goes_last || course.state == State::lost || has_begun(old) || !waits_for_turn(old)) return false;
  if (course.tries > kTriesOfHeld || !course.brought_by || !can_be_held(*course.brought_by)) return false;
  return course.state != State::kept || old.stops.front().arrive >= options_.freeze_end;
}

Time Replay::must_load_by(PlaceId place) const {
  for (const Base& base : bases_)
    if (base.place == place && !base.dropped) return std::min(base.first_out, base.team_stays_until);
  return kEndOfTime;
}

void Replay::send_last(std::size_t i, const std::string& reason) {
  const std::size_t empties = *courses_[i].brought_by;
  const bool late_enough = loads_before_its_base_closes(i);
  courses_[empties].held = true;  // and can no longer be chosen
  const auto substitute = late_enough ? std::nullopt : who_goes_last_for(i);
  affect(i, "goes last: " + reason);
  affect(empties, "goes later: its load goes last: " + reason);
  for (const std::size_t one : {i, empties}) stop_expecting(one);
  if (substitute) {
    const std::size_t others = *courses_[*substitute].brought_by;
    courses_[empties].not_before =
        std::max(courses_[empties].not_before, columns_[others].old->stops.front().arrive);
    return send_last(*substitute, "its trucks go with " + columns_[empties].old->number);
  }
  queue_.erase(key_of(i));
  courses_[i].goes_last = true;
  queue_.insert(key_of(i));
  courses_[empties].not_before = std::max(courses_[empties].not_before, due_of(empties));
  ++last_loads_[columns_[empties].old->stops.back().place];
}

std::optional<std::size_t> Replay::who_goes_last_for(std::size_t i) const {
  const Column& old = *columns_[*courses_[i].brought_by].old;
  const auto trucks = trucks_of(model_, old);
  const Time by = must_load_by(old.stops.back().place) - kBeforeClosing - kEmptiesBefore -
                  (end_of(old) - old.stops.front().arrive);
  std::optional<std::size_t> best;
  Time latest = old.stops.front().arrive + kWorthSubstituting;
  for (std::size_t other = 0; other < columns_.size(); ++other) {
    if (other == i || !columns_[other].now || !can_go_last(other) || !loads_before_its_base_closes(other))
      continue;
    const std::size_t others = *courses_[other].brought_by;
    const Time leaves = columns_[others].old->stops.front().arrive;
    auto left = trucks_of(model_, *columns_[others].old);
    const bool enough = std::all_of(trucks.begin(), trucks.end(),
                                    [&](const auto& one) { return left[one.first] >= one.second; });
    if (!columns_[others].now || !enough || leaves <= latest || leaves > by) continue;
    latest = leaves;
    best = other;
  }
  return best;
}

std::vector<StockMove> Replay::without(std::size_t i) const {
  std::vector<StockMove> moves;
  if (columns_[i].now)
    append(moves, stock_moves(model_, *columns_[i].now), -1);
  else if (courses_[i].expected)
    append(moves, stock_moves(model_, *columns_[i].old), -1);
  if (!columns_[i].now) std::erase_if(moves, [](const StockMove& move) { return move.count > 0; });
  return moves;
}

std::int64_t Replay::cost_of_missing(std::vector<StockMove> moves) const {
  const auto cost = [](const StockKey& key, std::int64_t count) {
    if (count == 0) return std::int64_t{0};
    return key.people ? kCostOfPeople : kCostOfShortage + count;
  };
  std::int64_t sum = 0;
  for (const Stocks::Missing& one : stocks_.missing(std::move(moves), options_.at))
    sum += cost(one.key, one.then) - cost(one.key, one.now);
  return sum;
}

Time Replay::due_of(std::size_t empties) const {
  const Column& old = *columns_[empties].old;
  const PlaceId base = old.stops.back().place;
  const auto before = last_loads_.find(base);
  const int loads = before == last_loads_.end() ? 0 : before->second;
  const Duration way = end_of(old) - old.stops.front().arrive;
  return std::min(must_load_by(base), last_turn_ - way) - kDay * (1 + loads / kLastLoadsADay) -
         kEmptiesBefore - way;
}

bool Replay::loads_before_its_base_closes(std::size_t i) const {
  const Column& empties = *columns_[*courses_[i].brought_by].old;
  const Time by = must_load_by(empties.stops.back().place);
  if (by == kEndOfTime) return true;
  Time from = options_.at;
  for (const StockMove& move : stock_moves(model_, empties)) {
    if (move.count >= 0) continue;
    const auto at = stocks_.first_at_least(move.key, from, -move.count);
    if (!at) return false;
    from = *at;
  }
  const auto before = last_loads_.find(empties.stops.back().place);
  const int loads = before == last_loads_.end() ? 0 : before->second;
  return from + (end_of(empties) - empties.stops.front().arrive) + kEmptiesBefore +
             kDay * (1 + loads / kLastLoadsADay) <=
         by;
}

std::int64_t Replay::cost_of_its_end(std::size_t i) const {
  std::int64_t cost = loads_before_its_base_closes(i) ? 0 : kCostOfASubstitute;
  if (courses_[*courses_[i].brought_by].state == State::kept) cost += kCostOfAChange;
  if (courses_[i].state == State::kept) cost += kCostOfAChange;
  const bool people = !columns_[i].old->legs.front().passengers.empty();
  // Its base has fewer escorts or trucks to spare if it brings more than it takes.
  std::vector<StockMove> moves = without(i);
  append(moves, without(*courses_[i].brought_by), 1);
  std::erase_if(moves, [&](const StockMove& move) { return !model_.in_zone(move.key.place); });
  cost += cost_of_missing(std::move(moves));
  return cost + (people && courses_[i].state == State::kept ? kCostOfPeople : 0);
}

std::size_t Replay::who_stays_for(std::size_t empties) const {
  const Column& old = *columns_[empties].old;
  const std::size_t load = *courses_[empties].brings_for;
  const auto trucks = trucks_of(model_, old);
  std::size_t best = load;
  std::int64_t least = cost_of_its_end(load);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (i == load || !columns_[i].now || !can_go_last(i)) continue;
    const Column& other = *columns_[*courses_[i].brought_by].old;
    if (!columns_[*courses_[i].brought_by].now || other.stops.front().place != old.stops.front().place)
      continue;
    const Duration later = other.stops.front().depart - old.stops.front().depart;
    if (later < -kDay || later > kHelpsUntil) continue;
    auto left = trucks_of(model_, other);
    const bool enough = std::all_of(trucks.begin(), trucks.end(),
                                    [&](const auto& one) { return left[one.first] >= one.second; });
    const std::int64_t cost = cost_of_its_end(i) + std::max<Duration>(0, later) * kCostOfAChange / kDay;
    if (!enough || cost >= least) continue;
    best = i;
    least = cost;
  }
  return best;
}

Time Replay::short_from(std::size_t i) const {
  Time first = kEndOfTime;
  for (const StockMove& move : stock_moves(model_, *columns_[i].old))
    if (move.count > 0 && !move.key.people && !model_.in_zone(move.key.place))
      first = std::min(first, stocks_.first_shortage_of_depots(move.key, options_.at).value_or(kEndOfTime));
  return first;
}

std::int64_t Replay::cost_of_going_last(std::size_t giver, std::size_t taker, Time short_from) const {
  const Column& empties = *columns_[*courses_[giver].brought_by].old;
  std::int64_t cost = cost_of_its_end(giver);
  // Its trucks are there from when its empties would have left: then somebody else is short of them.
  const Duration late = empties.stops.front().arrive - short_from;
  cost += late > 0 ? late * kCostOfADayShort / kDay : -late * kCostOfADayEarly / kDay;
  auto there = trucks_of(model_, empties);
  for (const auto& [fleet, count] : trucks_of(model_, *columns_[taker].old))
    if (there[fleet] < count) cost += kCostOfShortage * (count - there[fleet]) / count;
  return cost;
}

std::vector<std::pair<std::int64_t, std::size_t>> Replay::who_could_go_last(
    std::size_t i, const std::optional<Column>& found) {
  const Column& taker = *columns_[i].old;
  const ServiceVisit& wanted = *turn_of(model_, taker);
  const Time there = has_begun(taker) ? kStartOfTime : at_the_crossing_from(i);
  const Time short_from = this->short_from(i);
  std::vector<std::pair<std::int64_t, std::size_t>> givers;
  for (std::size_t other = 0; other < columns_.size(); ++other) {
    if (other != i && (courses_[other].state == State::waiting || !columns_[other].now)) continue;
    if (!can_go_last(other)) continue;
    const Column& column = other == i ? taker : *columns_[other].now;
    const ServiceVisit& turn = *turn_of(model_, column);
    if (other != i) {
      if (turn.service != wanted.service || turn.begin < there || turn.begin <= wanted.begin) continue;
      if (turn.end - turn.begin < wanted.end - wanted.begin) continue;
      if (found && end_of(column) + kDay > end_of(*found)) continue;
    }
    givers.emplace_back(cost_of_going_last(other, i, short_from), other);
  }
  std::sort(givers.begin(), givers.end());
  if (givers.size() > kTurnsTried) givers.resize(kTurnsTried);
  return givers;
}

std::optional<Column> Replay::in_the_turn_of(std::size_t giver, std::size_t i,
                                             const std::optional<Column>& found) {
  const auto arcs = arcs_of(found ? *found : *columns_[i].old);
  const Column given = *columns_[giver].now;
  unbook(given);
  arrive_until_ = end_of(given) + kBearable;
  auto sooner = place_again(i, &arcs);
  arrive_until_ = useful_until_;
  book(given);
  return sooner;
}

std::optional<Column> Replay::place_in_turn(std::size_t i) {
  auto found = place_with_room(i);
  const Column& old = *columns_[i].old;
  if (options_.turns == Turns::none || (found && end_of(*found) <= end_of(old) + kBearable)) return found;
  if (found && !courses_[i].needs_open && short_from(i) == kEndOfTime) return found;
  for (const auto& [cost, giver] : who_could_go_last(i, found)) {
    if (giver == i) {
      send_last(i, "its turn is lost");
      return std::nullopt;
    }
    auto sooner = in_the_turn_of(giver, i, found);
    if (!sooner) continue;
    send_last(giver, "gives its turn to " + old.number);
    return sooner;
  }
  return found;
}

void Replay::place_turns(Budget& budget) {
  std::vector<std::size_t> waiting, placed;
  const bool last = std::get<0>(*queue_.begin()) == 3;
  for (const auto& [order, turn, i] : queue_)
    if (waits_for_turn(*columns_[i].old) && courses_[i].goes_last == last) waiting.push_back(i);
  for (const std::size_t i : waiting) {
    if (budget.interrupted()) return;
    if (courses_[i].state != State::waiting || courses_[i].goes_last != last) continue;
    queue_.erase(key_of(i));
    stop_expecting(i);
    if (is_idle(i)) continue;
    auto column = last ? place_with_room(i) : place_in_turn(i);
    if (column) {
      adopt(i, std::move(*column));
      placed.push_back(i);
    } else if (!courses_[i].goes_last || last) {
      lose(i);
    }
  }
  for (const std::size_t i : placed)
    if (courses_[i].state == State::placed) shortages_after(i, *columns_[i].now);
  if (!last)
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (courses_[i].goes_last && courses_[i].state == State::waiting) shortages_after(i, *columns_[i].old);
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

}  // namespace homeward
