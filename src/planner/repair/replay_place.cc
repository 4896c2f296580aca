// SPDX-License-Identifier: Apache-2.0
//
// How a column is placed again: anew from its start, or from a stop of its way.
#include <algorithm>
#include <utility>

#include "planner/dispatch/fleet_moves.h"
#include "planner/repair/replay.h"

namespace homeward {

namespace {

constexpr int kDaysToLoad = 5;
/// Who would stand in line for longer comes later, if that costs no time, but so long before.
constexpr Duration kShortLine = 6 * kHour;
constexpr Duration kReserve = 2 * kHour;
/// Whoever finds his turn only when his base is closed leaves so long before it closes, or so much earlier.
constexpr Duration kBeforeClosing = 30 * kHour;
/// Before a crossing that is busy for days a column waits at its start, but for so long.
constexpr Duration kLongestWait = 20 * kHour;
/// A base is kept open for a column only if that saves so much.
constexpr Duration kWorthOpening = 6 * kHour;

bool is_escort(const Model& model, const VehicleGroup& group) {
  return group.fleet && model.fleets[*group.fleet].kind == FleetKind::escort;
}

Composition without_escorts(const Model& model, const Leg& leg) {
  Composition plain{leg.groups, leg.passengers};
  std::erase_if(plain.groups, [&](const VehicleGroup& group) { return is_escort(model, group); });
  return plain;
}

bool same_groups(const Composition& a, const Composition& b) {
  return std::equal(a.groups.begin(), a.groups.end(), b.groups.begin(), b.groups.end(),
                    [](const VehicleGroup& x, const VehicleGroup& y) {
                      return x.fleet == y.fleet && x.own_lot == y.own_lot && x.vehicles == y.vehicles &&
                             x.cargo == y.cargo;
                    });
}

bool is_crossing(const Model& model, const Stop& stop) {
  return std::any_of(stop.services.begin(), stop.services.end(), [&](const ServiceVisit& visit) {
    const ServiceUse use = model.services[visit.service].use;
    return use == ServiceUse::leaving || use == ServiceUse::entering;
  });
}

/// How long it waits at its first crossing before it is served.
Duration stands_in_line(const Model& model, const Column& column) {
  for (const Stop& stop : column.stops)
    if (is_crossing(model, stop)) {
      Duration served = 0;
      for (const ServiceVisit& visit : stop.services) served += visit.end - visit.begin;
      return stop.depart - stop.arrive - served;
    }
  return 0;
}

/// When it leaves its start or, if that was before `at`, the last place before its first crossing where it
/// could stand longer; absent: there is none.
std::optional<Time> sets_out(const Model& model, const Column& column, Time at) {
  if (column.stops.front().depart >= at) return column.stops.front().depart;
  std::optional<Time> last;
  for (const Stop& stop : column.stops) {
    if (is_crossing(model, stop)) return last;
    if (stop.depart >= at && model.places[stop.place].parking_vehicles > 0) last = stop.depart;
  }
  return std::nullopt;
}

/// Where a column of the old plan meets something closed there is a road round it, however long.
bool has_other_road(const Ground& ground, const IdVector<ArcId, Duration>& travel, const Column& column,
                    Time at) {
  const auto trouble = first_trouble(ground.model, ground.calendar, column, at);
  if (!trouble) return false;
  const std::size_t last = column.stops.size() - 1;
  const std::size_t from =
      std::min(last - 1, trouble->stop - (trouble->on_leaving || trouble->stop == 0 ? 0 : 1));
  std::vector<char> seen(ground.model.places.size(), 0);
  std::vector<PlaceId> open{column.stops[from].place};
  while (!open.empty()) {
    const PlaceId place = open.back();
    open.pop_back();
    if (place == column.stops[last].place) return true;
    for (ArcId arc : ground.graph.out(place)) {
      const PlaceId next = ground.graph.to(arc);
      if (travel[arc] == kClosed || seen[next.index()] || arc == arc_of(*column.stops[from].out)) continue;
      if (!trouble->on_leaving && next == column.stops[from + 1].place) continue;
      seen[next.index()] = 1;
      open.push_back(next);
    }
  }
  return false;
}

}  // namespace

std::optional<ColumnOrder> Replay::order_of(const Column& column) const {
  ColumnOrder order;
  order.from = column.stops.front().place;
  order.to = column.stops.back().place;
  order.column_class = column.column_class;
  order.serial = column.serial;
  order.load = without_escorts(model_, column.legs.front());
  for (const Leg& leg : column.legs) {
    const Composition plain = without_escorts(model_, leg);
    if (!same_groups(plain, order.load) || plain.passengers != order.load.passengers) return std::nullopt;
    std::int64_t escorts = 0;
    for (const VehicleGroup& group : leg.groups)
      if (is_escort(model_, group)) escorts += group.vehicles;
    order.escorts = std::max(order.escorts, escorts);
  }
  return order;
}

IdVector<ArcId, char> Replay::arcs_of(const Column& column) const {
  IdVector<ArcId, char> arcs(ground_.graph.arc_count(), 0);
  for (const Stop& stop : column.stops)
    if (stop.out) arcs[arc_of(*stop.out)] = 1;
  return arcs;
}

const IdVector<ArcId, char>& Replay::corridor(PlaceId from, PlaceId to) {
  auto [found, is_new] = corridors_.try_emplace({from, to});
  IdVector<ArcId, char>& arcs = found->second;
  if (!is_new) return arcs;
  arcs.assign(ground_.graph.arc_count(), 0);
  const RoadNeeds needs = light_needs(model_);
  const auto& travel = travel_.travel(needs, Escorted::yes);
  const auto& ahead = travel_.to(needs, Escorted::yes, to);
  // Roads are about as long in both directions: this only says where to look first.
  const auto& behind = travel_.to(needs, Escorted::yes, from);
  const Duration longest = ahead[from] + ahead[from] / 4 + kHour;
  for (ArcId arc : arcs.ids()) {
    const Duration before = behind[ground_.graph.from(arc)], after = ahead[ground_.graph.to(arc)];
    if (travel[arc] == kClosed || before >= kEndOfTime || after >= kEndOfTime) continue;
    if (before + travel[arc] + after <= longest) arcs[arc] = 1;
  }
  return arcs;
}

bool Replay::can_open_again(const Column& column) {
  const auto& times = travel_.travel(light_needs(model_), Escorted::yes);
  return std::all_of(column.stops.begin(), column.stops.end(), [&](const Stop& stop) {
    if (!stop.out || stop.depart < options_.at) return true;
    const ArcId arc = arc_of(*stop.out);
    if (times[arc] == kClosed) return false;
    const auto open = first_open(ground_.calendar.arc(arc, column.column_class), stop.depart, times[arc]);
    return open && *open < ground_.calendar.horizon().end;
  });
}

std::optional<Column> Replay::place_again(std::size_t i) {
  const Column& old = *columns_[i].old;
  std::optional<Column> found;
  if (options_.ways == Ways::as_planned && can_open_again(old)) {
    const IdVector<ArcId, char> arcs = arcs_of(old);
    found = place_again(i, &arcs);
    if (!waited_ && found && end_of(*found) > end_of(old))
      waited_ = has_other_road(ground_, travel_.travel(light_needs(model_), Escorted::yes), old, options_.at);
  }
  if (!found) {
    const PlaceId from = old.stops.front().place;
    found = place_again(i, &corridor(from, old.stops.back().place));
  }
  courses_[i].needs_open = false;
  // Perhaps only because bases on its way are closed by then: those that close last are kept open rather.
  for (const Opened more : {Opened::late, Opened::all}) {
    if (found && (more == Opened::all || end_of(*found) <= end_of(old) + kWorthOpening)) return found;
    reopen_bases(more);
    const Time until = arrive_until_;
    if (found) arrive_until_ = std::min(until, end_of(*found) - kWorthOpening);
    auto open = place_again(i, &corridor(old.stops.front().place, old.stops.back().place));
    arrive_until_ = until;
    reopen_bases(Opened::none);
    if (!open || (found && end_of(*open) + kWorthOpening >= end_of(*found))) continue;
    courses_[i].needs_open = true;
    found = std::move(open);
  }
  if (!found) found = place_again(i, nullptr);
  return found;
}

std::optional<Column> Replay::place_again(std::size_t i, const IdVector<ArcId, char>* only_arcs) {
  const Column& old = *columns_[i].old;
  const bool on_its_way = old.stops.front().depart < options_.at;
  auto found = on_its_way ? go_on(i, only_arcs) : begin_anew(i, only_arcs);
  const auto left = found ? sets_out(model_, *found, options_.at) : std::nullopt;
  if (!left || stands_in_line(model_, *found) <= kShortLine) return found;
  // It stands in line no longer than it must: the yard is for others.
  Course& course = courses_[i];
  const Time not_before = std::exchange(course.not_before, *left + stands_in_line(model_, *found) - kReserve);
  const Time until = std::exchange(arrive_until_, end_of(*found));
  auto later = on_its_way ? go_on(i, only_arcs) : begin_anew(i, only_arcs);
  course.not_before = not_before;
  arrive_until_ = until;
  if (later && end_of(*later) <= end_of(*found)) return later;
  return found;
}

std::optional<Time> Replay::ready_from(const Column& column, const ColumnOrder& order, Time from) const {
  std::map<StockKey, std::int64_t> needs;
  for (const VehicleGroup& group : order.load.groups)
    if (group.fleet) needs[{false, group.fleet->index(), 0, order.from}] += group.vehicles;
  std::int64_t own_people = 0;
  for (const Passengers& people : order.load.passengers) {
    if (model_.units[people.unit].place == order.from)
      own_people += people.count;
    else
      needs[{true, people.unit.index(), people.category.index(), order.from}] += people.count;
  }
  Time ready = from;
  for (const auto& [key, count] : needs) {
    const auto at = stocks_.first_at_least(key, ready, count);
    if (!at) return std::nullopt;
    ready = std::max(ready, *at);
  }
  if (own_people > 0 && column.column_class != ColumnClass::last_out) {
    const auto free = draft_.garrison_slack[order.from].first_at_least_for_ever(ready, own_people);
    if (!free) return std::nullopt;
    ready = std::max(ready, *free);
  }
  return ready;
}

Time Replay::worth_leaving_from(const ColumnOrder& order, Time from, Duration loading) {
  if (!model_.in_zone(order.from) || model_.in_zone(order.to)) return from;
  const std::int64_t vehicles = measure(model_, order.load).vehicles + order.escorts;
  std::optional<Time> first;
  for (ServiceId id : model_.services.ids()) {
    const Service& service = model_.services[id];
    if (service.use != ServiceUse::leaving) continue;
    const Duration way = draft_.way(order.from, service.place);
    if (way >= kEndOfTime) continue;
    const Duration work = divide_up(3600 * vehicles, service.rate_per_hour);
    const auto visit = draft_.timetable.service_visit(id, from + way / 2, work, from + way / 2);
    if (!visit) continue;
    const Time leave = visit->begin - way - loading - kLongestWait;
    first = std::min(first.value_or(leave), leave);
  }
  return std::max(from, first.value_or(from));
}

std::optional<Column> Replay::begin_anew(std::size_t i, const IdVector<ArcId, char>* only_arcs) {
  const Column& old = *columns_[i].old;
  auto order = order_of(old);
  if (!order) return std::nullopt;
  if (courses_[i].depot) order->from = *courses_[i].depot;
  order->only_arcs = only_arcs;
  order->arrive_until = arrive_until_;
  const Stop& start = old.stops.front();
  const ServiceVisit* loading = loading_of(model_, old);
  if (has_begun(old)) {
    order->gather_from = order->depart_from = std::max(start.depart, courses_[i].not_before);
    if (loading) {
      order->loading = *loading;
      order->gather_from = start.arrive;
    }
    return placed_in_draft(*order);
  }
  const auto ready = ready_from(old, *order, std::max(start.arrive, courses_[i].not_before));
  if (!ready) return std::nullopt;
  std::vector<Hopeless> tried;
  for (const Time at : times_to_begin(*order, *ready, loading)) {
    order->gather_from = order->depart_from = std::max(at, loading ? start.arrive : start.depart);
    if (loading) {
      const Measures sum = measure(model_, order->load);
      const Service& ramp = model_.services[loading->service];
      const Duration work = divide_up(3600 * sum.loaded_vehicles, ramp.rate_per_hour);
      const auto visit = draft_.timetable.service_visit(loading->service, at, work, at);
      if (!visit) continue;
      order->loading = ServiceVisit{loading->service, visit->begin, visit->end};
      order->gather_from = visit->begin;
      order->depart_from = std::max(visit->end, start.depart);
    }
    const Hopeless now{order->depart_from, room_until(*order)};
    const bool in_vain = std::any_of(tried.begin(), tried.end(), [&](const Hopeless& one) {
      return one.depart_from <= now.depart_from && one.room_until == now.room_until;
    });
    if (in_vain) continue;
    if (auto column = placed_in_draft(*order)) return column;
    if (!draft_.lacks_escorts && !draft_.past_last_day) tried.push_back(now);
  }
  return std::nullopt;
}

Time Replay::room_until(const ColumnOrder& order) const {
  if (!order.loading) return kEndOfTime;
  const std::int64_t vehicles = measure(model_, order.load).vehicles + order.escorts;
  const Profile& parking = draft_.timetable.parking(order.from);
  return parking.below_from(order.gather_from, model_.places[order.from].parking_vehicles - vehicles).end;
}

std::vector<Time> Replay::times_to_begin(const ColumnOrder& order, Time ready, bool loads) {
  const Time at = worth_leaving_from(order, ready, loads ? kDay : 0);
  std::vector<Time> times;
  const bool last_out = order.column_class == ColumnClass::last_out;
  const Time by = last_out || is_open(order.from) ? kEndOfTime : must_load_by(order.from);
  if (at > by - kBeforeClosing)
    for (Time earlier = by - kBeforeClosing; earlier > ready && times.size() < kDaysToLoad; earlier -= kDay)
      times.push_back(earlier);
  if (at > by - kBeforeClosing) times.push_back(ready);
  for (int day = 0; day < (loads ? kDaysToLoad : 1); ++day)
    if (at + day * kDay < by) times.push_back(at + day * kDay);
  return times;
}

std::optional<Column> Replay::placed_in_draft(const ColumnOrder& order) {
  const auto placed = draft_.place(order);
  if (!placed) return std::nullopt;
  const std::size_t before = draft_.columns.size();
  draft_.commit(*placed);
  Column column = draft_.columns[before];
  draft_.unbook(column);
  forget_written();
  return column;
}

Duration Replay::driven_until(const Column& column, std::size_t stop) const {
  Duration driven = 0;
  for (std::size_t i = 0; i < stop; ++i) {
    const Stop& here = column.stops[i];
    const bool rests =
        i > 0 && model_.places[here.place].rest && here.depart - here.arrive >= model_.rules.rest_min_s;
    if (rests) driven = 0;
    driven += column.stops[i + 1].arrive - here.depart;
  }
  return driven;
}

std::optional<Column> Replay::go_on(std::size_t i, const IdVector<ArcId, char>* only_arcs) {
  const Column& old = *columns_[i].old;
  const Course& course = courses_[i];
  std::size_t first = 1;
  while (first + 1 < old.stops.size() && old.stops[first].depart < options_.at) ++first;
  std::size_t last = course.halt.value_or(std::min(course.stop.value_or(first), old.stops.size() - 2));
  if (course.serve_again) last = std::max(last, first);
  std::optional<Continuation> best;
  for (const bool turn_back : {false, true}) {
    if (best || (turn_back && only_arcs)) break;
    for (std::size_t stop = course.halt.value_or(first); stop <= last; ++stop) {
      if (!old_way_is_free(old, first, stop)) break;
      if (turn_back && !can_turn_back(old, stop)) continue;
      auto way = go_on_from(i, stop, only_arcs, turn_back);
      // The later stop of two that are as good, but for the grid of departures: more of the old way is kept,
      // and who comes behind finds the room at the one before.
      if (way && (!best || way->end <= best->end + model_.rules.start_step_s)) best = std::move(way);
    }
  }
  if (!best) return std::nullopt;
  return std::move(best->column);
}

bool Replay::has_room(const Column& column, std::size_t stop) const {
  // Where it changes its composition it stands with the larger one.
  std::int64_t vehicles = 0;
  Duration pass = 0;
  for (const Leg& leg : column.legs) {
    if (leg.first_stop > stop || leg.last_stop < stop) continue;
    vehicles = std::max(vehicles, measure(model_, {leg.groups, leg.passengers}).vehicles);
    pass = std::max(pass, leg.pass_time_s);
  }
  const Stop& here = column.stops[stop];
  return draft_.timetable.parking(here.place).highest({here.arrive, here.depart + pass}) + vehicles <=
         model_.places[here.place].parking_vehicles;
}

bool Replay::old_way_is_free(const Column& column, std::size_t first, std::size_t last) {
  const Timetable& timetable = draft_.timetable;
  std::size_t leg = 0;
  for (std::size_t k = 0; k < last; ++k) {
    while (leg + 1 < column.legs.size() && column.legs[leg + 1].first_stop <= k) ++leg;
    if (k < first) continue;
    const Stop& stop = column.stops[k];
    const Measures sum = measure(model_, {column.legs[leg].groups, column.legs[leg].passengers});
    const Duration pass = column.legs[leg].pass_time_s;
    const LinkUseRequest use{arc_of(*stop.out), column.stops[k + 1].arrive - stop.depart, pass,
                             sum.needs.width_mm, column.column_class};
    const auto entries = timetable.safe_entries(use, stop.lane, stop.depart);
    if (!entries || entries->begin != stop.depart) return false;
    if (stop.depart == stop.arrive && timetable.place_is_free(stop.place)) continue;
    for (const Time head : {stop.arrive, stop.depart}) {
      const auto crossing = timetable.safe_crossings(stop.place, column.column_class, pass, head);
      if (!crossing || crossing->begin != head) return false;
    }
    if (stop.depart > stop.arrive && !has_room(column, k)) return false;
    for (const ServiceVisit& visit : stop.services) {
      const auto again =
          timetable.service_visit(visit.service, visit.begin, visit.end - visit.begin, visit.end);
      if (!again || again->begin != visit.begin) return false;
    }
  }
  return true;
}

bool Replay::can_turn_back(const Column& column, std::size_t stop) const {
  const Direction in = *column.stops[stop - 1].out;
  const Link& link = model_.links[in.link];
  if (link.use != LinkUse::two_way) return false;
  std::int64_t widest_mm = 0;
  for (const Leg& leg : column.legs)
    if (leg.first_stop < stop) widest_mm = measure(model_, {leg.groups, leg.passengers}).needs.width_mm;
  return !link.meeting_width_mm || 2 * widest_mm <= *link.meeting_width_mm;
}

std::optional<Time> Replay::joined_from(const Column& column) const {
  Time from = kStartOfTime;
  if (column.legs.size() < 2) return from;
  const PlaceId place = column.stops[column.legs[1].first_stop].place;
  for (const StockMove& move : stock_moves(model_, column)) {
    if (move.count >= 0 || move.key.people || move.key.place != place || place == column.stops.front().place)
      continue;
    const auto at = stocks_.first_at_least(move.key, options_.at, -move.count);
    if (!at) return std::nullopt;
    from = std::max(from, *at);
  }
  return from;
}

void Replay::take_over_visits(std::size_t i, const Stop& here, UnderWay& way) const {
  for (const ServiceVisit& visit : here.services) {
    if (model_.services[visit.service].use != ServiceUse::entering)
      way.services.push_back(visit);
    else if (visit.begin < options_.at)
      way.on_leaving.push_back(visit);
  }
  way.serve_from = options_.at;
  way.serve_again =
      courses_[i].serve_again && !way.services.empty() && way.services.front().begin >= options_.at;
  if (way.serve_again) way.services.clear();
}

std::optional<Replay::Continuation> Replay::go_on_from(std::size_t i, std::size_t stop,
                                                       const IdVector<ArcId, char>* only_arcs,
                                                       bool turn_back) {
  const Column& old = *columns_[i].old;
  const Stop& here = old.stops[stop];
  const std::size_t leg_in = old.legs.size() > 1 && stop > old.legs[1].first_stop ? 1 : 0;
  const bool changes_here = old.legs.size() > 1 && stop == old.legs[1].first_stop;
  ColumnOrder order;
  order.from = here.place;
  order.to = old.stops.back().place;
  order.column_class = old.column_class;
  order.only_arcs = only_arcs;
  order.arrive_until = arrive_until_;
  UnderWay way;
  way.arrive = here.arrive;
  way.go_on_from = courses_[i].not_before;
  way.driven_s = driven_until(old, stop);
  std::size_t halt = stop - 1;
  while (halt > 0 && old.stops[halt].depart == old.stops[halt].arrive) --halt;
  way.since_halt_s = here.arrive - old.stops[halt].depart;
  way.in = arc_of(*old.stops[stop - 1].out);
  take_over_visits(i, here, way);
  way.must_halt = courses_[i].halt == stop || changes_here;
  way.may_turn_back = turn_back;
  for (std::size_t k = changes_here ? 1 : leg_in; k < old.legs.size(); ++k)
    order.legs.push_back({old.legs[k].groups, old.legs[k].passengers});
  if (changes_here) {
    way.go_on_from = std::max(way.go_on_from, here.arrive + old.legs[0].pass_time_s);
    way.pass_in_s = old.legs[0].pass_time_s;
    for (const VehicleGroup& group : old.legs[0].groups) way.vehicles_in += group.vehicles;
  }
  if (order.legs.size() > 1) order.change_at = old.stops[old.legs[1].first_stop].place;
  const auto joined = joined_from(old);
  if (!joined) return std::nullopt;
  order.change_from = *joined;
  if (changes_here) way.go_on_from = std::max(way.go_on_from, *joined);
  order.depart_from = way.arrive;
  order.under_way = way;
  const auto placed = draft_.take_over(order);
  if (!placed) return std::nullopt;
  Continuation found{old, placed->route.end};
  Column& column = found.column;
  column.stops.resize(stop);
  const std::size_t base = column.stops.size();
  for (const RouteStop& from : placed->route.stops) {
    Stop to{from.place, from.arrive, from.depart, from.services, from.rest, std::nullopt, from.lane};
    if (from.out) to.out = direction_of(*from.out);
    column.stops.push_back(std::move(to));
  }
  column.stops[base].arrive = here.arrive;
  if (order.legs.size() > 1)
    column.legs[0].last_stop = column.legs[1].first_stop = base + placed->route.change_stop;
  column.legs.back().last_stop = column.stops.size() - 1;
  return found;
}

}  // namespace homeward
