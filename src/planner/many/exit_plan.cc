// SPDX-License-Identifier: Apache-2.0
#include "planner/many/exit_plan.h"

#include <algorithm>
#include <map>
#include <set>

namespace homeward::many {

namespace {

constexpr std::size_t kColumnsPerGoal = 20;  ///< fewer are not worth slots
constexpr Duration kClose = 60;              ///< the last moment of the flow is found to this precision
constexpr int kMoments = 8;

bool ever_closed(const Roads& roads) {
  const Calendar& calendar = roads.calendar();
  for (const ArcId arc : roads.travel().ids())
    if (!calendar.arc(arc, ColumnClass::loaded).empty()) return true;
  for (const PlaceId place : roads.traffic().model.places.ids())
    if (!calendar.place(place, ColumnClass::loaded).empty()) return true;
  return false;
}

ExitWay way_of(const Roads& roads, PlaceId from, std::vector<ArcId> arcs) {
  ExitWay way{from, std::move(arcs), 0};
  for (const ArcId arc : way.arcs) way.length_s += roads.travel()[arc];
  return way;
}

/// The shortest way from a place with these times to go, which end where they are 0.
std::vector<ArcId> follow(const Roads& roads, const IdVector<PlaceId, Duration>& times, PlaceId from) {
  std::vector<ArcId> arcs;
  for (PlaceId here = from; times[here] > 0;) {
    const auto out = roads.graph().out(here);
    const auto next = std::find_if(out.begin(), out.end(), [&](ArcId arc) {
      const Duration travel = roads.travel()[arc];
      return travel != kClosed && times[roads.graph().to(arc)] + travel == times[here];
    });
    arcs.push_back(*next);
    here = roads.graph().to(*next);
  }
  return arcs;
}

}  // namespace

bool is_exit_traffic(const Roads& roads) {
  const Traffic& traffic = roads.traffic();
  if (traffic.columns.empty() || traffic.halting != Halting::nowhere || roads.table(0) == nullptr)
    return false;
  if (traffic.columns.size() < kColumnsPerGoal * traffic.goals[0].size()) return false;
  const bool one_lane = std::all_of(traffic.model.links.begin(), traffic.model.links.end(),
                                    [](const Link& link) { return link.lanes == 1; });
  return one_lane && traffic.model.rules.start_step_s == 1 && !ever_closed(roads) &&
         std::all_of(traffic.columns.begin(), traffic.columns.end(), [&](const Traveller& column) {
           const Duration left = (*roads.table(0))[column.from];
           return column.goals == 0 && left > 0 && left < kEndOfTime && column.depart_until >= kEndOfTime;
         });
}

std::vector<ExitWay> shortest_exit_ways(const Roads& roads, std::uint32_t group) {
  const auto& goals = roads.traffic().goals[group];
  std::set<PlaceId> bases;
  for (const Traveller& column : roads.traffic().columns)
    if (column.goals == group) bases.insert(column.from);
  std::vector<ExitWay> ways;
  for (const PlaceId goal : goals)
    for (const ArcId approach : roads.graph().in(goal)) {
      const PlaceId before = roads.graph().from(approach);
      if (roads.travel()[approach] == kClosed) continue;
      const auto times = times_to_any(roads.graph(), roads.travel(), {&before, 1}, goals);
      for (const PlaceId base : bases) {
        if (times[base] >= kEndOfTime) continue;
        auto arcs = follow(roads, times, base);
        arcs.push_back(approach);
        ways.push_back(way_of(roads, base, std::move(arcs)));
      }
    }
  return ways;
}

std::vector<ExitWay> exit_ways(const Roads& roads, std::uint32_t group) {
  std::vector<ExitWay> ways = shortest_exit_ways(roads, group);
  const GroupFigures figures = figures_of(roads, group);
  const auto& goals = roads.traffic().goals[group];
  TimedCut cut(roads, goals, figures.head_and_tail);
  Time low = figures.first_all;
  Time high = low + figures.work_s + 1;
  while (high - low > kClose) {
    const Time middle = low + (high - low) / 2;
    cut.find(figures.supplies, middle);
    (cut.all_through() ? high : low) = middle;
  }
  for (int i = 1; i <= kMoments; ++i) {
    cut.find(figures.supplies, figures.ready_min + (high - figures.ready_min) * i / kMoments);
    add_ways(roads, cut.take_ways(), ways);
  }
  return ways;
}

std::vector<std::uint32_t> add_ways(const Roads& roads, std::span<const FlowWay> more,
                                    std::vector<ExitWay>& ways) {
  std::map<std::vector<ArcId>, std::uint32_t> known;
  for (const ExitWay& way : ways) known.emplace(way.arcs, static_cast<std::uint32_t>(known.size()));
  std::vector<std::uint32_t> numbers;
  for (const FlowWay& way : more) {
    const auto [at, fresh] = known.emplace(way.arcs, static_cast<std::uint32_t>(ways.size()));
    if (fresh) ways.push_back(way_of(roads, way.from, way.arcs));
    numbers.push_back(at->second);
  }
  return numbers;
}

std::int64_t sum_of_readies(const Traffic& traffic) {
  std::int64_t sum = 0;
  for (const Traveller& column : traffic.columns) sum += column.ready;
  return sum;
}

namespace {

Route route_of(const Roads& roads, const Traveller& column, const ExitWay& way, Time arrival) {
  Route route;
  route.stops.resize(way.arcs.size() + 1);
  Time t = arrival - way.length_s;
  for (std::size_t i = 0; i <= way.arcs.size(); ++i) {
    RouteStop& stop = route.stops[i];
    stop.arrive = stop.depart = t;
    stop.place = i == 0 ? way.from : roads.graph().to(way.arcs[i - 1]);
    if (i == way.arcs.size()) break;
    stop.out = way.arcs[i];
    t += roads.travel()[way.arcs[i]];
  }
  route.stops.front().arrive = column.ready;
  route.end = arrival + column.pass_s;
  return route;
}

}  // namespace

Routes routes_of(const Roads& roads, const ExitBoard& board) {
  Routes routes(roads.traffic().columns.size());
  for (std::uint32_t column = 0; column < routes.size(); ++column)
    if (board.is_in(column) && board.arrival(column) < roads.traffic().latest)
      routes[column] = route_of(roads, roads.traffic().columns[column],
                                board.lanes().ways()[board.way(column)], board.arrival(column));
  return routes;
}

bool put_in_all(const Routes& routes, ExitBoard& board) {
  std::map<std::vector<ArcId>, std::uint32_t> number;
  for (std::uint32_t way = 0; way < board.lanes().ways().size(); ++way)
    number.emplace(board.lanes().ways()[way].arcs, way);
  std::vector<std::uint32_t> chosen;
  std::vector<ArcId> arcs;
  for (const Route& route : routes) {
    arcs.clear();
    for (const RouteStop& stop : route.stops)
      if (stop.out) arcs.push_back(*stop.out);
    const auto at = number.find(arcs);
    if (at == number.end()) return false;
    chosen.push_back(at->second);
  }
  for (std::uint32_t column = 0; column < routes.size(); ++column)
    board.put_in(column, chosen[column], routes[column].stops.back().arrive);
  return true;
}

}  // namespace homeward::many
