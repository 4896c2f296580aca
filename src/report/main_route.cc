// SPDX-License-Identifier: Apache-2.0
#include "report/main_route.h"

#include <algorithm>
#include <map>

#include "report/flows.h"

namespace homeward {

namespace {

using LinkFlows = std::vector<std::array<LinkFlow, 2>>;

/// Less than this share of the busiest link's traffic ends the route.
constexpr std::int64_t kTrafficPercentMin = 4;

PlaceId head_of(const Model& model, Direction d) {
  return d.forward ? model.links[d.link].to : model.links[d.link].from;
}
PlaceId foot_of(const Model& model, Direction d) {
  return d.forward ? model.links[d.link].from : model.links[d.link].to;
}

std::int64_t laden_on(const LinkFlows& flows, Direction d) {
  return flows[d.link.index()][d.forward ? 0 : 1].laden;
}

bool visits(const MainRoute& route, PlaceId place) {
  return std::find(route.places.begin(), route.places.end(), place) != route.places.end();
}

/// The busiest direction that begins at (or, backwards, ends at) place and leads to a place not yet on the
/// route.
std::optional<Direction> continuation(const Facts& facts, const LinkFlows& flows, const MainRoute& route,
                                      PlaceId place, std::int64_t least,
                                      PlaceId (*near)(const Model&, Direction),
                                      PlaceId (*far)(const Model&, Direction)) {
  std::optional<Direction> best;
  for (LinkId link : facts.model.links.ids())
    for (const bool forward : {true, false}) {
      const Direction d{link, forward};
      if (near(facts.model, d) != place || visits(route, far(facts.model, d))) continue;
      if (laden_on(flows, d) >= std::max<std::int64_t>(least, 1) &&
          (!best || laden_on(flows, d) > laden_on(flows, *best)))
        best = d;
    }
  return best;
}

std::optional<Direction> busiest_link(const Facts& facts, const LinkFlows& flows) {
  std::optional<Direction> best;
  for (LinkId link : facts.model.links.ids())
    for (const bool forward : {true, false}) {
      const Direction d{link, forward};
      if (laden_on(flows, d) > 0 && (!best || laden_on(flows, d) > laden_on(flows, *best))) best = d;
    }
  return best;
}

std::size_t index_on_route(const MainRoute& route, PlaceId place) {
  return static_cast<std::size_t>(std::find(route.places.begin(), route.places.end(), place) -
                                  route.places.begin());
}

/// 1 or −1 when stop i leads to the next or the one before on the route by the route's own link; else 0.
template <class Stops>
int step_along(const MainRoute& route, const Stops& stops, std::size_t i) {
  if (i + 1 >= stops.size() || !stops[i].out) return 0;
  const std::size_t here = index_on_route(route, stops[i].place);
  const std::size_t next = index_on_route(route, stops[i + 1].place);
  if (here >= route.places.size() || next >= route.places.size()) return 0;
  if (next == here + 1 && route.links[here].link == stops[i].out->link) return 1;
  if (here == next + 1 && route.links[next].link == stops[i].out->link) return -1;
  return 0;
}

/// The unbroken drives of one column; `at(i)` tells of its stop i.
template <class Stops, class At>
void add_runs(const MainRoute& route, std::size_t index, const Stops& stops, At at,
              std::vector<RouteRun>& runs) {
  RouteRun run;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const int step = step_along(route, stops, i);
    const bool going_on = step != 0 && (run.stops.empty() || run.outward == (step > 0));
    if (step != 0 && !going_on) {
      run.stops.push_back(at(i));
      runs.push_back(std::move(run));
      run = {};
    }
    if (step != 0 || !run.stops.empty()) run.stops.push_back(at(i));
    if (step != 0) {
      run.column = index;
      run.outward = step > 0;
    } else if (!run.stops.empty()) {
      runs.push_back(std::move(run));
      run = {};
    }
  }
}

RouteRun::At run_stop(const MainRoute& route, const Column& column, std::size_t i) {
  const Stop& stop = column.stops[i];
  const bool last = i + 1 == column.stops.size();
  const Duration leaving = last ? leg_arriving(column, i).pass_time_s : leg_leaving(column, i).pass_time_s;
  const Duration arriving = i == 0 ? leaving : leg_arriving(column, i).pass_time_s;
  return {index_on_route(route, stop.place), stop.arrive, stop.depart, arriving, leaving};
}

}  // namespace

std::optional<MainRoute> main_route(const Facts& facts) {
  const LinkFlows flows = link_flows(facts.model, facts.plan);
  const std::optional<Direction> first = busiest_link(facts, flows);
  if (!first) return std::nullopt;
  const std::int64_t least = laden_on(flows, *first) * kTrafficPercentMin / 100;
  MainRoute route;
  route.places = {foot_of(facts.model, *first), head_of(facts.model, *first)};
  route.links = {*first};
  while (const auto next = continuation(facts, flows, route, route.places.back(), least, foot_of, head_of)) {
    route.links.push_back(*next);
    route.places.push_back(head_of(facts.model, *next));
  }
  while (const auto next = continuation(facts, flows, route, route.places.front(), least, head_of, foot_of)) {
    route.links.insert(route.links.begin(), *next);
    route.places.insert(route.places.begin(), foot_of(facts.model, *next));
  }
  std::int64_t at_m = 0;
  route.at_m.push_back(0);
  for (const Direction& d : route.links) route.at_m.push_back(at_m += facts.model.links[d.link].length_m);
  return route;
}

std::vector<RouteRun> route_runs(const Facts& facts, const MainRoute& route) {
  std::vector<RouteRun> runs;
  for (std::size_t c = 0; c < facts.plan.columns.size(); ++c) {
    const Column& column = facts.plan.columns[c];
    add_runs(
        route, c, column.stops, [&](std::size_t i) { return run_stop(route, column, i); }, runs);
  }
  return runs;
}

std::vector<RouteRun> other_runs(const Facts& facts, const MainRoute& route) {
  std::vector<RouteRun> runs;
  for (std::size_t c = 0; c < facts.model.other_traffic.size(); ++c) {
    const OtherColumn& column = facts.model.other_traffic[c];
    const auto at = [&](std::size_t i) {
      const OtherStop& stop = column.stops[i];
      return RouteRun::At{index_on_route(route, stop.place), stop.arrive, stop.depart, column.pass_s,
                          column.pass_s};
    };
    add_runs(route, c, column.stops, at, runs);
  }
  return runs;
}

}  // namespace homeward
