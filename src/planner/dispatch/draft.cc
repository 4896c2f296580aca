// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/draft.h"

#include <algorithm>

#include "planner/dispatch/fleet_moves.h"

namespace homeward {

namespace {
/// Empties that would stand longer at the place where escorts join leave their depot later: the yard is for
/// others.
constexpr Duration kIdleAtChange = 2 * kHour;
constexpr Duration kSlackAtChange = kHour;
}  // namespace

Draft::Draft(const Model& the_model, const RoadGraph& the_graph, const Calendar& the_calendar,
             TravelCache& the_travel)
    : model{the_model},
      graph{the_graph},
      calendar{the_calendar},
      travel{the_travel},
      timetable{the_model, the_graph, the_calendar},
      search{the_model, the_graph} {
  stock.resize(model.fleets.size());
  away.assign(model.fleets.size(), Profile());
  for (FleetId fleet : model.fleets.ids()) {
    stock[fleet].assign(model.places.size(), Profile());
    for (const Fleet::Stock& at_start : model.fleets[fleet].stocks) {
      stock[fleet][at_start.place].add({at_start.from, kEndOfTime}, at_start.count);
      const bool inside = model.in_zone(at_start.place);
      away[fleet].add({kStartOfTime, inside ? kEndOfTime : at_start.from}, at_start.count);
    }
  }
  lot_left.resize(model.lots.size());
  for (LotId lot : model.lots.ids()) lot_left[lot] = model.lots[lot].stays ? 0 : model.lots[lot].count;
  people_left.resize(model.units.size());
  garrison_slack.assign(model.places.size(), Profile());
  for (UnitId id : model.units.ids()) {
    const Unit& unit = model.units[id];
    std::int64_t own_people = 0;
    for (std::int64_t count : unit.people) own_people += count;
    people_left[id] = unit.people;
    if (unit.stays) people_left[id].assign(model.categories.size(), 0);
    garrison_slack[unit.place].add({kStartOfTime, kEndOfTime}, own_people);
  }
  for (std::size_t i = 0; i < model.garrisons.size(); ++i) {
    const Garrison& row = model.garrisons[i];
    const bool more = i + 1 < model.garrisons.size() && model.garrisons[i + 1].place == row.place;
    garrison_slack[row.place].add({row.from, more ? model.garrisons[i + 1].from : kEndOfTime}, -row.people);
  }
  busy_until.assign(model.places.size(), model.start);
  loading_over.assign(model.places.size(), model.start);
  for (const OtherColumn& column : model.other_traffic)
    for (const OtherStop& stop : column.stops)
      if (!stop.stands.empty()) busy_until[stop.place] = std::max(busy_until[stop.place], stop.stands.end);
}

Draft::Saved Draft::save() const {
  return {timetable,    stock,          garrison_slack, away,         busy_until,
          loading_over, columns.size(), things.size(),  people.size()};
}

void Draft::restore(const Saved& saved) {
  timetable = saved.timetable;
  stock = saved.stock;
  garrison_slack = saved.garrison_slack;
  away = saved.away;
  busy_until = saved.busy_until;
  loading_over = saved.loading_over;
  columns.resize(saved.columns);
  orders.resize(saved.columns);
  things.erase(things.begin() + static_cast<std::ptrdiff_t>(saved.things), things.end());
  people.erase(people.begin() + static_cast<std::ptrdiff_t>(saved.people), people.end());
}

std::optional<Draft::EscortSpan> Draft::escort_span(const RoadNeeds& needs, PlaceId from, PlaceId to) {
  std::optional<EscortSpan> span;
  for (ArcId arc : travel.shortest_way(needs, from, to)) {
    if (!model.links[direction_of(arc).link].escort) continue;
    if (!span) span = EscortSpan{graph.from(arc), graph.to(arc)};
    span->leave = graph.to(arc);
  }
  return span;
}

Duration Draft::way(PlaceId from, PlaceId to) {
  const auto known = ways_.find({from, to});
  if (known != ways_.end()) return known->second;
  const Timetable empty(model, graph, calendar);
  const RoadNeeds needs = light_needs(model);
  const Duration all = model.deadline - model.start;
  // The middle first; a way that is open for a part of the time only is found from one of the others.
  Duration shortest = kEndOfTime;
  for (const std::int64_t part : {4, 0, 1, 2, 3, 5, 6, 7}) {
    const Time moment = model.start + all / 8 * part;
    RouteRequest request;
    request.from = from;
    request.to = to;
    request.standing_from = request.depart_from = moment;
    request.legs = {{&travel.travel(needs, Escorted::yes), &travel.to(needs, Escorted::yes, to), 600, 1, 0}};
    if (const auto route = search.find(empty, request)) shortest = std::min(shortest, route->end - moment);
    if (shortest < kEndOfTime) break;
  }
  return ways_[{from, to}] = shortest;
}

std::optional<PlaceId> Draft::escort_pool(PlaceId to, Time from, std::int64_t escorts) {
  std::optional<PlaceId> best;
  Time soonest = kEndOfTime;
  for (FleetId fleet : model.fleets.ids()) {
    if (model.fleets[fleet].kind != FleetKind::escort) continue;
    for (PlaceId place : model.places.ids()) {
      if (place == to) continue;
      const auto at = fleet_from(fleet, place, from, escorts);
      if (!at || way(place, to) >= kEndOfTime || *at + way(place, to) >= soonest) continue;
      soonest = *at + way(place, to);
      best = place;
    }
  }
  return best;
}

std::int64_t Draft::escorts_spare(PlaceId place, Time t) const {
  std::int64_t most = 0;
  for (FleetId fleet : model.fleets.ids())
    if (model.fleets[fleet].kind == FleetKind::escort) most = std::max(most, fleet_spare(fleet, place, t));
  return most;
}

std::optional<FleetId> Draft::choose_escort_fleet(const ColumnOrder& order, PlaceId join, Time& available) {
  std::optional<FleetId> best;
  for (FleetId fleet : model.fleets.ids()) {
    if (model.fleets[fleet].kind != FleetKind::escort) continue;
    const auto from = fleet_from(fleet, join, order.depart_from, order.escorts);
    if (!from || (best && *from >= available)) continue;
    if (!keeps_last_day(fleet, order.escorts, order)) {
      past_last_day = fleet;
      continue;
    }
    best = fleet;
    available = *from;
  }
  return best;
}

void Draft::add_legs(PlacedColumn& placed) {
  for (const Composition& leg : placed.legs) {
    const Measures sum = measure(model, leg);
    const Escorted mode = sum.escorts > 0 ? Escorted::yes : Escorted::no;
    // The first leg looks ahead over the whole way, also over links that only the second will drive.
    const IdVector<ArcId, Duration>* times = &travel.travel(sum.needs, mode);
    if (placed.order.only_arcs) {
      placed.own_travel.push_back(std::make_shared<IdVector<ArcId, Duration>>(*times));
      for (ArcId arc : times->ids())
        if (!(*placed.order.only_arcs)[arc]) (*placed.own_travel.back())[arc] = kClosed;
      times = placed.own_travel.back().get();
    }
    placed.request.legs.push_back({times, &travel.to(sum.needs, Escorted::yes, placed.order.to), sum.pass_s,
                                   sum.vehicles, sum.needs.width_mm});
  }
}

std::optional<Draft::Escorts> Draft::escorts_of(const ColumnOrder& order) {
  const bool only_escorts = order.load.groups.empty();
  const auto span =
      escort_span(only_escorts ? light_needs(model) : measure(model, order.load).needs, order.from, order.to);
  Escorts escorts;
  if (order.escorts <= 0 || (!span && !only_escorts)) return escorts;
  const auto can_change = [&](PlaceId place) { return model.places[place].parking_vehicles > 0; };
  if (!only_escorts && span->join != order.from && can_change(span->join)) escorts.join = span->join;
  escorts.fleet = choose_escort_fleet(order, escorts.join.value_or(order.from), escorts.from);
  if (!escorts.fleet) lacks_escorts = escorts.join.value_or(order.from);
  // They may stand at the start already, having come there with others; those in the zone must come out.
  Time at_start = 0;
  const auto here = escorts.join ? choose_escort_fleet(order, order.from, at_start) : std::nullopt;
  const bool rather = model.in_zone(order.from) ? at_start <= escorts.from : at_start < escorts.from;
  if (here && (!escorts.fleet || rather)) escorts = {here, at_start, std::nullopt, std::nullopt};
  if (!escorts.fleet) return std::nullopt;
  // In the zone nobody would take them home.
  if (!only_escorts && !escorts.join && span->leave != order.to && can_change(span->leave) &&
      !model.in_zone(span->leave))
    escorts.leave = span->leave;
  return escorts;
}

std::optional<PlacedColumn> Draft::place(const ColumnOrder& order) {
  lacks_escorts.reset();
  past_last_day = breaks_last_day(order);
  if (past_last_day) return std::nullopt;
  PlacedColumn placed;
  placed.order = order;
  Composition escorted = order.load;
  if (order.load.groups.empty() && order.escorts <= 0) return std::nullopt;
  const auto escorts = escorts_of(order);
  if (!escorts) return std::nullopt;
  if (escorts->fleet) {
    placed.escort_fleet = escorts->fleet;
    escorted.groups.push_back({escorts->fleet, std::nullopt, order.escorts, std::nullopt});
  }
  RouteRequest& request = placed.request;
  request.from = order.from;
  request.to = order.to;
  request.column_class = order.column_class;
  request.standing_from = order.gather_from;
  request.depart_from = order.depart_from;
  request.arrive_until = order.arrive_until;
  if (escorts->join) {
    placed.legs = {order.load, escorted};
    request.change_at = escorts->join;
    request.change_from = escorts->from;
  } else if (escorts->leave) {
    placed.legs = {escorted, order.load};
    request.change_at = escorts->leave;
  } else {
    placed.legs = {escorted};
  }
  if (!escorts->join && escorts->fleet) request.depart_from = std::max(request.depart_from, escorts->from);
  if (!order.loading) {
    request.standing_from = request.depart_from;
    request.gathering = Gathering::free;
  }
  add_legs(placed);
  auto route = search.find(timetable, request);
  if (!route) return std::nullopt;
  placed.route = std::move(*route);
  if (order.column_class == ColumnClass::empty && request.change_at) leave_later(placed);
  // The others gather when their first service begins, or when they leave.
  const RouteStop& first_stop = placed.route.stops.front();
  if (!order.loading)
    request.standing_from =
        first_stop.services.empty() ? first_stop.depart : first_stop.services.front().begin;
  return placed;
}

bool Draft::bring_escorts(PlaceId to, std::int64_t escorts, Time wanted) {
  ColumnOrder order;
  order.to = to;
  order.column_class = ColumnClass::empty;
  order.escorts = std::max(escorts, model.rules.escort_min);
  Time from = model.start;
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto pool = escort_pool(to, from, order.escorts);
    if (!pool) return false;
    from = std::max(from, wanted - way(*pool, to) - kDay);
  }
  order.from = *escort_pool(to, from, order.escorts);
  order.depart_from = from;
  order.serial = model.places[to].key + " escorts";
  const auto placed = place_when_last_days_allow(order);
  if (!placed) return false;
  commit(*placed);
  return true;
}

std::optional<PlacedColumn> Draft::place_with_escorts(const ColumnOrder& order) {
  auto placed = place_within_last_days(order);
  if (placed || !lacks_escorts) return placed;
  const Saved before = save();
  const std::size_t all = columns.size();
  if (bring_escorts(*lacks_escorts, order.escorts, order.depart_from)) placed = place_within_last_days(order);
  if (!placed && columns.size() > all) restore(before);
  return placed;
}

std::optional<PlacedColumn> Draft::take_over(const ColumnOrder& order) {
  HW_CHECK(order.under_way && !order.legs.empty());
  PlacedColumn placed;
  placed.order = order;
  placed.legs = order.legs;
  RouteRequest& request = placed.request;
  request.from = order.from;
  request.to = order.to;
  request.column_class = order.column_class;
  request.standing_from = order.under_way->arrive;
  request.depart_from = order.depart_from;
  request.arrive_until = order.arrive_until;
  request.change_at = order.change_at;
  request.change_from = order.change_from;
  request.under_way = order.under_way;
  add_legs(placed);
  auto route = search.find(timetable, request);
  if (!route) return std::nullopt;
  placed.route = std::move(*route);
  return placed;
}

void Draft::leave_later(PlacedColumn& placed) {
  const RouteStop& start = placed.route.stops.front();
  const RouteStop& change = placed.route.stops[placed.route.change_stop];
  if (placed.route.change_stop == 0 || change.depart - change.arrive < kIdleAtChange) return;
  Duration busy = placed.request.legs[0].pass_s;
  for (const ServiceVisit& visit : change.services) busy += visit.end - visit.begin;
  RouteRequest later = placed.request;
  later.depart_from = change.depart - busy - kSlackAtChange - (change.arrive - start.depart);
  later.arrive_until = placed.arrive();
  if (later.depart_from <= placed.request.depart_from) return;
  later.standing_from = later.depart_from;
  auto route = search.find(timetable, later);
  if (!route || route->end > placed.route.end) return;
  later.arrive_until = placed.request.arrive_until;
  placed.request = later;
  placed.route = std::move(*route);
}

void Draft::commit(const PlacedColumn& placed) {
  reserve(timetable, placed.request, placed.route);
  if (placed.order.loading) {
    const ServiceVisit& loading = *placed.order.loading;
    timetable.serve(loading.service, {loading.begin, loading.end});
    loading_over[placed.order.from] = std::max(loading_over[placed.order.from], loading.end);
  }
  columns.push_back(unload(placed));
  orders.emplace_back(placed.order);
  book_fleets(columns.back(), 1);
  book_people_and_things(placed);
  for (std::size_t i = 0; i < placed.route.stops.size(); ++i) {
    const RouteStop& stop = placed.route.stops[i];
    const bool last = i + 1 == placed.route.stops.size();
    const bool stands = i == 0 || last || stop.depart > stop.arrive || !stop.services.empty();
    const Duration pass = std::max(placed.request.legs[stop.leg].pass_s,
                                   placed.request.legs[i == 0 ? 0 : placed.route.stops[i - 1].leg].pass_s);
    if (stands)
      busy_until[stop.place] = std::max(busy_until[stop.place], last ? placed.route.end : stop.depart + pass);
  }
}

void Draft::book_fleets(const Column& column, std::int64_t sign) {
  for (const FleetMove& move : fleet_moves(model, column)) {
    stock[move.fleet][move.place].add({move.at, kEndOfTime}, sign * move.vehicles);
    if (!model.in_zone(move.place)) away[move.fleet].add({move.at, kEndOfTime}, -sign * move.vehicles);
  }
}

void Draft::book_people_and_things(const PlacedColumn& placed) {
  const PlaceId from = placed.order.from;
  const PlaceId to = placed.order.to;
  for (const VehicleGroup& group : placed.order.load.groups) {
    if (group.cargo) things.push_back({group.cargo->lot, to, group.cargo->count, placed.route.end});
    if (group.own_lot) things.push_back({*group.own_lot, to, group.vehicles, placed.route.end});
  }
  for (const Passengers& passengers : placed.order.load.passengers) {
    people.push_back({passengers, to, placed.route.end});
    if (model.units[passengers.unit].place == from)
      garrison_slack[from].add({placed.depart(), kEndOfTime}, -passengers.count);
  }
}

Column Draft::unload(const PlacedColumn& placed) const {
  Column column;
  column.serial = placed.order.serial;
  column.column_class = placed.order.column_class;
  for (const RouteStop& from : placed.route.stops) {
    Stop stop{from.place, from.arrive, from.depart, from.services, from.rest, std::nullopt, from.lane};
    if (from.out) stop.out = direction_of(*from.out);
    column.stops.push_back(std::move(stop));
  }
  Stop& start = column.stops.front();
  start.arrive = placed.order.loading ? placed.order.loading->begin : start.depart;
  if (placed.order.loading) start.services.insert(start.services.begin(), *placed.order.loading);
  if (!start.services.empty()) start.arrive = start.services.front().begin;
  const std::size_t last = column.stops.size() - 1;
  for (std::size_t i = 0; i < placed.legs.size(); ++i) {
    const RouteLeg& leg = placed.request.legs[i];
    const Measures sum = measure(model, placed.legs[i]);
    const bool two = placed.legs.size() == 2;
    column.legs.push_back({i == 0 ? 0 : placed.route.change_stop,
                           two && i == 0 ? placed.route.change_stop : last, sum.needs.march_rate_m_per_hour,
                           leg.pass_s, placed.legs[i].groups, placed.legs[i].passengers});
  }
  return column;
}

PlacedColumn Draft::placed_as(const Column& column) {
  PlacedColumn placed;
  ColumnOrder& order = placed.order;
  order.from = column.stops.front().place;
  order.to = column.stops.back().place;
  order.column_class = column.column_class;
  order.load = {column.legs.front().groups, column.legs.front().passengers};
  order.serial = column.serial;
  order.gather_from = column.stops.front().arrive;
  order.depart_from = column.stops.front().depart;
  const ServiceVisit* loading = loading_of(model, column);
  if (loading) order.loading = *loading;
  RouteRequest& request = placed.request;
  request.from = order.from;
  request.to = order.to;
  request.column_class = order.column_class;
  request.standing_from = order.gather_from;
  request.depart_from = order.depart_from;
  for (const Leg& leg : column.legs) placed.legs.push_back({leg.groups, leg.passengers});
  add_legs(placed);
  for (std::size_t i = 0; i < column.legs.size(); ++i) request.legs[i].pass_s = column.legs[i].pass_time_s;
  std::size_t leg = 0;
  for (std::size_t i = 0; i < column.stops.size(); ++i) {
    const Stop& stop = column.stops[i];
    while (leg + 1 < column.legs.size() && column.legs[leg + 1].first_stop <= i) ++leg;
    RouteStop to{stop.place, stop.arrive,  stop.depart, stop.services,
                 stop.rest,  std::nullopt, stop.lane,   leg};
    if (stop.out) to.out = arc_of(*stop.out);
    placed.route.stops.push_back(std::move(to));
  }
  auto& first = placed.route.stops.front();
  if (loading) first.services.erase(first.services.begin());
  if (column.legs.size() > 1) placed.route.change_stop = column.legs[1].first_stop;
  placed.route.end = end_of(column);
  return placed;
}

void Draft::book(const Column& column) {
  commit(placed_as(column));
  columns.back() = column;
  orders.back().reset();
}

void Draft::unbook(const Column& column) {
  const PlacedColumn placed = placed_as(column);
  unreserve(timetable, placed.request, placed.route);
  if (const ServiceVisit* loading = loading_of(model, column))
    timetable.unserve(loading->service, {loading->begin, loading->end});
  book_fleets(column, -1);
  const PlaceId from = placed.order.from;
  for (const Passengers& passengers : placed.order.load.passengers)
    if (model.units[passengers.unit].place == from)
      garrison_slack[from].add({placed.depart(), kEndOfTime}, passengers.count);
}

}  // namespace homeward
