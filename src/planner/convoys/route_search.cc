// SPDX-License-Identifier: Apache-2.0
#include "planner/convoys/route_search.h"

#include <algorithm>
#include <functional>

namespace homeward {

namespace {
constexpr ArcId kNoArc{0xffffffffu};
/// A column that may gather when it likes tries this many spans in which there is room for it.
constexpr int kStartSpans = 200;
}  // namespace

RouteSearch::RouteSearch(const Model& model, const RoadGraph& graph)
    : model_{model},
      graph_{graph},
      at_place_(2 * model.places.size()),
      covered_(model.places.size()),
      places_(model.places.size()),
      step_{model.rules.start_step_s} {
  for (PlaceId place : places_.ids())
    places_[place] = {model.places[place].parking_vehicles, !model.places[place].services.empty(),
                      model.places[place].rest};
}

std::optional<Route> RouteSearch::find(const Timetable& timetable, const RouteRequest& request) {
  timetable_ = &timetable;
  request_ = &request;
  horizon_end_ = timetable.horizon().end;
  labels_.clear();
  visits_.clear();
  open_.clear();
  for (std::uint32_t slot : touched_) {
    at_place_[slot].clear();
    covered_[slot / 2].clear();
  }
  touched_.clear();
  only_time_counts_ = only_time_counts();
  shortest_ = request.legs[0].to_goal[request.from];
  if (shortest_ >= kEndOfTime) return std::nullopt;
  bounds_do_ = request.legs.size() == 1 && request.legs[0].to_goal.bounds_are_tight(request.from, shortest_);
  give_up_after_ = std::min({request.arrive_until, horizon_end_, last_arrival()});
  start();
  while (!open_.empty()) {
    std::pop_heap(open_.begin(), open_.end(), std::greater<>());
    const Open top = open_.back();
    const std::uint32_t index = top.label;
    open_.pop_back();
    ++work_;
    if (!top.exact && put_back(top)) continue;
    if (request.labels_max > 0 && labels_.size() > request.labels_max) return std::nullopt;
    const Label& label = labels_[index];
    const bool last_leg = label.leg + 1u == request.legs.size();
    if (label.halted && is_goal(label.place) && last_leg && label.parent != kNone) return unload(index);
    expand(index);
  }
  return std::nullopt;
}

Time RouteSearch::last_arrival() const {
  const RouteLeg& last = request_->legs.back();
  const auto until = [&](PlaceId goal) {
    const std::int64_t spaces = places_[goal].parking_vehicles - last.vehicles;
    const Time full = timetable_->parking(goal).above_for_ever_from(spaces);
    return full >= kEndOfTime ? full : full - last.pass_s;
  };
  Time latest = until(request_->to);
  for (PlaceId goal : request_->or_to) latest = std::max(latest, until(goal));
  return latest;
}

bool RouteSearch::dominated(const Label& label) const {
  const auto& kept = at_place_[2 * label.place.index() + (label.halted ? 1 : 0)];
  // Those before the first whose `latest` reaches so far all end too early.
  for (auto one = kept.rbegin(); one != kept.rend() && one->latest >= label.high; ++one) {
    const Label& other = labels_[one->label];
    if (other.leg >= label.leg && other.low <= label.low && other.high >= label.high &&
        other.driving <= label.driving)
      return true;
  }
  return false;
}

Time RouteSearch::arrives_not_before(const Label& label, Duration rest_of_way) const {
  if (!count_rests_) return label.low + rest_of_way;
  // Beyond what its drivers may drive without one it needs a rest, and one more for every such time.
  const Duration beyond = label.driving + rest_of_way - model_.rules.drive_max_s;
  const Duration rests =
      beyond <= 0 ? 0 : divide_up(beyond, model_.rules.drive_max_s) * model_.rules.rest_min_s;
  return label.low + rest_of_way + rests;
}

void RouteSearch::open(const Label& label, TimeLeft rest_of_way) {
  labels_.push_back(label);
  queue(static_cast<std::uint32_t>(labels_.size() - 1), rest_of_way);
}

void RouteSearch::queue(std::uint32_t label, TimeLeft rest_of_way) {
  const Label& from = labels_[label];
  open_.push_back({arrives_not_before(from, rest_of_way.time), rest_of_way.time, label, rest_of_way.exact});
  std::push_heap(open_.begin(), open_.end(), std::greater<>());
}

void RouteSearch::trim(Label& label) const {
  const auto& kept = at_place_[2 * label.place.index()];
  for (bool again = true; again && label.low <= label.high;) {
    again = false;
    auto one = std::partition_point(kept.begin(), kept.end(),
                                    [&](const Kept& before) { return before.latest < label.low; });
    for (; one != kept.end(); ++one) {
      const Label& other = labels_[one->label];
      if (other.leg < label.leg || other.driving > label.driving || other.low > label.low ||
          other.high < label.low)
        continue;
      label.low = on_grid(other.high + 1 - label.since_halt) + label.since_halt;
      again = true;
    }
  }
}

bool RouteSearch::put_back(const Open& top) {
  const Label& label = labels_[top.label];
  const Duration rest_of_way = leg(label.leg).to_goal[label.place];
  if (rest_of_way == top.rest_of_way) return false;
  if (rest_of_way < kEndOfTime && arrives_not_before(label, rest_of_way) <= give_up_after())
    queue(top.label, {rest_of_way, true});
  return true;
}

void RouteSearch::push(Label label) {
  const bool covers = only_time_counts_ && !label.halted;
  if (!covers && !label.halted) trim(label);
  if (label.low > label.high || label.low > give_up_after()) return;
  TimeLeft rest_of_way = leg(label.leg).to_goal.at_least(label.place);
  rest_of_way.exact = rest_of_way.exact || bounds_do_;
  if (arrives_not_before(label, rest_of_way.time) > give_up_after()) return;
  if (covers) return push_uncovered(label, rest_of_way);
  if (dominated(label)) return;
  const std::uint32_t slot = 2 * label.place.index() + (label.halted ? 1 : 0);
  if (at_place_[slot].empty()) touched_.push_back(slot);
  auto& kept = at_place_[slot];
  kept.push_back({static_cast<std::uint32_t>(labels_.size()),
                  kept.empty() ? label.high : std::max(kept.back().latest, label.high)});
  open(label, rest_of_way);
}

void RouteSearch::push_uncovered(const Label& label, TimeLeft rest_of_way) {
  auto& covered = covered_[label.place.index()];
  if (covered.empty()) touched_.push_back(2 * label.place.index());
  const Interval all{label.low, std::min(label.high, give_up_after() - rest_of_way.time) + 1};
  const auto first = std::lower_bound(covered.begin(), covered.end(), all.begin,
                                      [](const Interval& span, Time t) { return span.end < t; });
  pieces_.clear();
  Interval merged = all;
  Time t = all.begin;
  auto last = first;
  for (; last != covered.end() && last->begin <= all.end; ++last) {
    if (t < last->begin) pieces_.push_back({t, std::min(last->begin, all.end)});
    t = std::max(t, last->end);
    merged = {std::min(merged.begin, last->begin), std::max(merged.end, last->end)};
  }
  if (t < all.end) pieces_.push_back({t, all.end});
  if (pieces_.empty()) return;
  if (first == last) {
    covered.insert(first, merged);
  } else {
    *first = merged;
    covered.erase(first + 1, last);
  }
  for (const Interval& piece : pieces_) {
    Label part = label;
    part.low = piece.begin;
    part.high = piece.end - 1;
    open(part, rest_of_way);
  }
}

void RouteSearch::take_over(const UnderWay& column) {
  const RouteLeg& first = leg(0);
  const PlaceRow& place = places_[request_->from];
  Label label{kNone,
              request_->from,
              column.in.value_or(kNoArc),
              1,
              0,
              false,
              false,
              column.arrive,
              column.arrive,
              column.arrive,
              column.since_halt_s,
              column.driven_s,
              0,
              0};
  if (column.in && !column.must_halt && column.services.empty() && !column.serve_again &&
      column.arrive >= column.go_on_from)
    push(label);
  const std::int64_t spaces = place.parking_vehicles - std::max(first.vehicles, column.vehicles_in);
  if (spaces < 0) return;
  const Interval room = timetable_->parking(request_->from).below_from(column.arrive, spaces);
  if (room.empty()) return;
  label.halted = true;
  label.since_halt = 0;
  label.visits_begin = static_cast<std::uint32_t>(visits_.size());
  visits_.insert(visits_.end(), column.services.begin(), column.services.end());
  if (column.serve_again && column.in) {
    const Duration pass = column.vehicles_in > 0 ? column.pass_in_s : first.pass_s;
    const std::int64_t vehicles = column.vehicles_in > 0 ? column.vehicles_in : first.vehicles;
    if (!serve(request_->from, column.in, std::nullopt, {column.arrive, column.arrive, pass, vehicles}))
      return;
  }
  label.visits_end = static_cast<std::uint32_t>(visits_.size());
  const Time served =
      label.visits_end == label.visits_begin ? column.arrive : visits_[label.visits_end - 1].end;
  label.low = on_grid(std::max({served, column.go_on_from, request_->depart_from}));
  label.high = room.end - std::max(first.pass_s, column.pass_in_s);
  if (label.low <= label.high) push(label);
  if (!place.rest) return;
  label.rested = true;
  label.driving = 0;
  label.low = std::max(label.low, on_grid(column.arrive + model_.rules.rest_min_s));
  if (label.low <= label.high) push(label);
}

void RouteSearch::start() {
  if (request_->under_way) return take_over(*request_->under_way);
  const RouteLeg& first = leg(0);
  const std::int64_t spaces = places_[request_->from].parking_vehicles - first.vehicles;
  if (spaces < 0) return;
  const Profile& parking = timetable_->parking(request_->from);
  Time standing = request_->standing_from;
  for (int spans = 0; spans < kStartSpans && standing < horizon_end_; ++spans) {
    const Interval room = parking.below_from(standing, spaces);
    const Time ready = round_up(std::max(request_->depart_from, standing), model_.rules.start_step_s);
    if (!room.empty())
      push({kNone, request_->from, kNoArc, 1, 0, true, false, ready,
            std::min(room.end - first.pass_s, request_->depart_until), standing, 0, 0, 0, 0});
    if (request_->gathering == Gathering::fixed) return;
    standing = room.empty() ? parking.next_change(standing) : room.end;
  }
}

void RouteSearch::push_later(Label label, Time from) {
  label.low = on_grid(from);
  const Duration rest_of_way = leg(label.leg).to_goal[label.place];
  if (label.low <= label.high && arrives_not_before(label, rest_of_way) <= give_up_after())
    open(label, {rest_of_way, true});
}

void RouteSearch::expand(std::uint32_t index) {
  const Label label = labels_[index];
  const Time until =
      label.halted ? std::min(label.high, label.low + request_->look_ahead) + 1 : label.high + 1;
  for (ArcId arc : graph_.out(label.place)) {
    const bool turns_back =
        label.parent == kNone && request_->under_way && request_->under_way->may_turn_back;
    if (label.in != kNoArc && arc == opposite(label.in) && !label.halted && !turns_back) continue;
    if ((*leg(label.leg).travel)[arc] == kClosed) continue;
    if (!label.halted) {
      if (!must_halt(label.place, label.in, arc)) depart(index, label, arc, {label.low, until});
    } else if (places_[label.place].has_services && must_serve_on_leaving(label.place, arc)) {
      serve_and_drive(label, arc);
    } else {
      depart(index, label, arc, {label.low, until});
    }
  }
  if (label.halted && until <= label.high) push_later(label, until);
}

void RouteSearch::serve_and_drive(Label label, ArcId arc) {
  const bool starts = label.parent == kNone && !request_->under_way;
  const auto begin = static_cast<std::uint32_t>(visits_.size());
  for (std::uint32_t i = label.visits_begin; i < label.visits_end; ++i)
    visits_.push_back(ServiceVisit(visits_[i]));
  // At the start a = arrive and p = 0; elsewhere the last vehicle must have come. Vehicles: of the leg that
  // arrived.
  const bool changed = !starts && request_->change_at == label.place && label.leg == 1;
  RouteLeg arrived = leg(changed ? 0 : label.leg);
  if (label.parent == kNone && !starts && request_->under_way->vehicles_in > 0) {
    arrived.vehicles = request_->under_way->vehicles_in;
    arrived.pass_s = request_->under_way->pass_in_s;
  }
  const bool served = label.visits_end > label.visits_begin;
  Time from = served ? std::max(label.arrive, visits_[label.visits_end - 1].end) : label.arrive;
  std::optional<Time> ready;
  if (label.parent == kNone && !starts) {
    from = std::max(from, request_->under_way->serve_from);
    for (const ServiceVisit& visit : request_->under_way->on_leaving)
      ready = visit.end, visits_.push_back(visit);
  }
  const Client client{from, label.arrive, starts ? 0 : arrived.pass_s, arrived.vehicles};
  if (!ready && !(ready = serve(label.place, std::nullopt, arc, client))) return;
  label.low = std::max(label.low, on_grid(*ready));
  label.visits_begin = begin;
  label.visits_end = static_cast<std::uint32_t>(visits_.size());
  if (label.low > label.high) return;
  labels_.push_back(label);
  const auto index = static_cast<std::uint32_t>(labels_.size() - 1);
  depart(index, label, arc, {label.low, std::min(label.high, label.low + request_->look_ahead) + 1});
}

bool RouteSearch::comes_again(std::uint32_t label, PlaceId place, Duration driving) const {
  // The time left is exact wherever this column has been, unless bounds do. On a shortest way so far nothing
  // comes again.
  const TimeLeft left = leg(0).to_goal.at_least(place);
  if (!bounds_do_ && !left.exact) return false;
  if (left.exact && driving + left.time == shortest_) return false;
  // Whoever never rests was there after so much driving at the earliest.
  const bool rests = request_->halting != Halting::nowhere;
  const Duration earliest = rests        ? 0
                            : left.exact ? shortest_ - left.time
                                         : leg(0).to_goal.least_from_start(place);
  for (std::uint32_t i = label; i != kNone && labels_[i].driving >= earliest; i = labels_[i].parent)
    if (labels_[i].place == place) return true;
  return false;
}

void RouteSearch::depart(std::uint32_t index, const Label& from, ArcId arc, Interval departures) {
  if (!from.halted || timetable_->place_is_free(from.place)) return drive(index, from, arc, departures);
  // Setting off is a use of the crossing, too.
  for (Time t = departures.begin; t < departures.end;) {
    const auto safe = timetable_->safe_crossings(from.place, request_->column_class, leg(from.leg).pass_s, t);
    if (!safe || safe->begin >= departures.end) return;
    drive(index, from, arc, {safe->begin, std::min(safe->end, departures.end)});
    t = std::max(safe->end, t + 1);
  }
}

std::optional<Interval> RouteSearch::entries_open(const LinkUseRequest& use, std::int64_t lane, Time from) {
  while (true) {
    ++work_;
    auto open = timetable_->safe_entries(use, lane, from);
    if (!open || request_->closed.empty()) return open;
    const ClosedEntries first{use.arc, lane, {kStartOfTime, kStartOfTime}};
    auto closed = std::lower_bound(request_->closed.begin(), request_->closed.end(), first);
    for (; closed != request_->closed.end() && closed->arc == use.arc && closed->lane == lane; ++closed) {
      if (closed->times.end <= open->begin) continue;
      if (closed->times.begin > open->begin) {
        open->end = std::min(open->end, closed->times.begin);
        break;
      }
      open->begin = closed->times.end;
    }
    if (!open->empty()) return open;
    from = open->begin;
  }
}

void RouteSearch::drive(std::uint32_t index, const Label& from, ArcId arc, Interval entries) {
  const RouteLeg& now = leg(from.leg);
  const Duration travel = (*now.travel)[arc];
  if (from.driving + travel > model_.rules.drive_max_s) return;
  // Nobody comes back to where it started or changed: waiting is done elsewhere. Who is on its way comes back
  // to where it could not wait.
  const PlaceId to = graph_.to(arc);
  const bool comes_back = request_->under_way &&
                          (request_->under_way->may_turn_back || places_[to].parking_vehicles < now.vehicles);
  if ((to == request_->from && !comes_back) || (from.leg > 0 && to == request_->change_at)) return;
  if (request_->repeats == Repeats::no_place_twice && comes_again(index, to, from.driving + travel)) return;
  const LinkUseRequest use{arc, travel, now.pass_s, now.widest_mm, request_->column_class};
  const Duration since_halt = from.halted ? 0 : from.since_halt;
  const std::int64_t lanes = timetable_->lanes(arc);
  for (std::int64_t lane = 1; lane <= lanes; ++lane) {
    Time t = entries.begin;
    while (t < entries.end) {
      const auto safe = entries_open(use, lane, t);
      if (!safe || safe->begin >= entries.end) break;
      // Departures of the last halt are on the grid; the entry follows them by since_halt.
      const Time low = on_grid(safe->begin - since_halt) + since_halt;
      const Time high = std::min(safe->end, entries.end) - 1;
      if (low <= high)
        arrive({index, to, arc, static_cast<std::int32_t>(lane), from.leg, false, false, low + travel,
                high + travel, 0, since_halt + travel, from.driving + travel, 0, 0});
      if (safe->end >= kEndOfTime) break;
      t = std::max(safe->end, t + 1);
    }
  }
}

void RouteSearch::arrive(const Label& passing) {
  if (timetable_->place_is_free(passing.place)) {
    if (!is_goal(passing.place)) push(passing);
    try_halts(passing);
    return;
  }
  const Duration pass = leg(passing.leg).pass_s;
  Time t = passing.low;
  while (t <= passing.high) {
    const auto safe = timetable_->safe_crossings(passing.place, request_->column_class, pass, t);
    if (!safe || safe->begin > passing.high) return;
    Label part = passing;
    part.low = on_grid(safe->begin - passing.since_halt) + passing.since_halt;
    part.high = std::min(passing.high, safe->end - 1);
    if (part.low <= part.high) {
      if (!is_goal(passing.place)) push(part);
      try_halts(part);
    }
    t = std::max(safe->end, t + 1);
  }
}

void RouteSearch::try_halts(const Label& passing) {
  if (request_->halting == Halting::nowhere && !is_goal(passing.place)) return;
  const bool changes = request_->change_at == passing.place && passing.leg == 0 && request_->legs.size() == 2;
  const RouteLeg& now = leg(passing.leg);
  const std::int64_t vehicles = changes ? std::max(now.vehicles, leg(1).vehicles) : now.vehicles;
  const std::int64_t spaces = places_[passing.place].parking_vehicles - vehicles;
  if (spaces < 0) return;
  const Profile& parking = timetable_->parking(passing.place);
  Time t = passing.low;
  while (t <= passing.high) {
    const Interval room = parking.below_from(t, spaces);
    if (room.empty()) {
      t = parking.next_change(t);
      if (t > passing.high) return;
      t = on_grid(t - passing.since_halt) + passing.since_halt;
      continue;
    }
    halt(passing, t, room);
    if (room.end >= kEndOfTime) return;
    t = on_grid(room.end - passing.since_halt) + passing.since_halt;
  }
}

void RouteSearch::halt(const Label& passing, Time at, Interval room) {
  const bool changes = request_->change_at == passing.place && passing.leg == 0 && request_->legs.size() == 2;
  const Duration pass = changes ? std::max(leg(0).pass_s, leg(1).pass_s) : leg(passing.leg).pass_s;
  Label halted = passing;
  halted.halted = true;
  halted.arrive = at;
  halted.since_halt = 0;
  halted.visits_begin = static_cast<std::uint32_t>(visits_.size());
  const auto served = serve(passing.place, passing.in, std::nullopt,
                            {at, at, leg(passing.leg).pass_s, leg(passing.leg).vehicles});
  halted.visits_end = static_cast<std::uint32_t>(visits_.size());
  if (!served) return;
  halted.low = *served;
  halted.high = room.end - pass;
  // A halt keeps the whole column off the road: it must at least fit in.
  if (at + leg(passing.leg).pass_s > room.end || *served > room.end) return;
  // Services that depend on whether this is the end (unloading) are taken on arrival there only.
  if (is_goal(passing.place) && passing.leg + 1u == request_->legs.size()) {
    push(halted);
    return;
  }
  if (changes) {
    halted.leg = 1;
    halted.low = std::max({halted.low, at + leg(0).pass_s, request_->change_from});
  }
  halted.low = on_grid(halted.low);
  if (halted.low <= halted.high) push(halted);
  if (!places_[passing.place].rest) return;
  halted.rested = true;
  halted.driving = 0;
  halted.low = std::max(halted.low, on_grid(at + model_.rules.rest_min_s));
  if (halted.low <= halted.high) push(halted);
}

Route RouteSearch::unload(std::uint32_t goal) const {
  Route route;
  route.labels = static_cast<std::int64_t>(labels_.size());
  std::vector<std::uint32_t> chain;
  for (std::uint32_t i = goal; i != kNone; i = labels_[i].parent) chain.push_back(i);
  std::reverse(chain.begin(), chain.end());
  route.stops.resize(chain.size());
  // Backwards: the time of a halt fixes the departure of the halt before it and all passages between.
  Time departure = 0;
  Time arrival = labels_[goal].arrive;
  for (std::size_t i = chain.size(); i-- > 0;) {
    const Label& label = labels_[chain[i]];
    RouteStop& stop = route.stops[i];
    stop.place = label.place;
    stop.leg = label.leg;
    const bool last = i + 1 == chain.size();
    if (label.halted) {
      stop.arrive = label.arrive;
      stop.depart = last ? label.arrive : departure;
      stop.rest = label.rested;
      stop.services.assign(visits_.begin() + label.visits_begin, visits_.begin() + label.visits_end);
      arrival = label.arrive;
    } else {
      stop.arrive = stop.depart = departure;
    }
    if (i == 0) break;
    departure = (label.halted ? arrival : departure) - (*leg(labels_[chain[i - 1]].leg).travel)[label.in];
    route.stops[i - 1].out = label.in;
    route.stops[i - 1].lane = label.lane;
  }
  for (std::size_t i = 1; i < chain.size(); ++i)
    if (route.stops[i].leg != route.stops[i - 1].leg) route.change_stop = i;
  route.end = std::max(labels_[goal].arrive + leg(labels_[goal].leg).pass_s, labels_[goal].low);
  return route;
}

}  // namespace homeward
