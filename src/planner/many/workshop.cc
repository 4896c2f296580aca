// SPDX-License-Identifier: Apache-2.0
#include "planner/many/workshop.h"

namespace homeward::many {

namespace {
constexpr Duration kLookAhead = kHour;
}

Workshop::Workshop(const Roads& roads)
    : roads_{roads},
      timetable_(roads.traffic().model, roads.graph(), roads.calendar()),
      search_(roads.traffic().model, roads.graph()),
      fixed_(roads.traffic().model, roads.graph()),
      backward_(roads.graph(), roads.travel(), roads.landmarks()) {
  request_.legs.resize(1);
  request_.legs[0].travel = &roads.travel();
  request_.legs[0].vehicles = 1;
  request_.halting = roads.traffic().halting;
  request_.repeats = roads.traffic().repeats;
  request_.look_ahead = kLookAhead;
}

void Workshop::aim(std::uint32_t column) {
  if (aimed_ == column) return;
  const Traveller& traveller = roads_.traffic().columns[column];
  if (const auto* table = roads_.table(traveller.goals)) {
    to_goal_ = ToGoal(table);
  } else {
    backward_.aim(traveller.from, roads_.traffic().goals[traveller.goals].front());
    to_goal_ = ToGoal(&backward_);
  }
  aimed_ = column;
}

Duration Workshop::shortest(std::uint32_t column) {
  aim(column);
  return to_goal_[roads_.traffic().columns[column].from];
}

const RouteRequest& Workshop::request_for(std::uint32_t column, const Limits& limits) {
  aim(column);
  return request_for(column, to_goal_, limits);
}

const RouteRequest& Workshop::request_for(std::uint32_t column, const ToGoal& left, const Limits& limits) {
  const Traveller& traveller = roads_.traffic().columns[column];
  const std::vector<PlaceId>& goals = roads_.traffic().goals[traveller.goals];
  request_.from = traveller.from;
  request_.to = goals.front();
  request_.or_to = std::span(goals).subspan(1);
  request_.standing_from = traveller.ready;
  request_.depart_from = std::max(traveller.ready, limits.depart_from);
  request_.depart_until = traveller.depart_until;
  request_.arrive_until = limits.arrive_until;
  request_.labels_max = limits.labels_max;
  request_.column = column;
  request_.legs[0].to_goal = left;
  request_.legs[0].pass_s = traveller.pass_s;
  return request_;
}

void Workshop::find_shortest_way(std::uint32_t column) {
  way_.clear();
  PlaceId here = roads_.traffic().columns[column].from;
  Duration left = shortest(column);
  while (left > 0 && left < kEndOfTime) {
    for (const ArcId arc : roads_.graph().out(here)) {
      const Duration travel = roads_.travel()[arc];
      if (travel == kClosed || travel > left) continue;
      const PlaceId to = roads_.graph().to(arc);
      if (to_goal_.at_least(to).time > left - travel || to_goal_[to] != left - travel) continue;
      way_.push_back(arc);
      here = to;
      left -= travel;
      break;
    }
  }
}

std::optional<Route> Workshop::plan(std::uint32_t column, const Limits& limits) {
  const Duration least = shortest(column);
  if (least >= kEndOfTime) return std::nullopt;
  RouteRequest request = request_for(column, limits);
  const Time ideal = request.depart_from + least;
  if (ideal > limits.arrive_until) return std::nullopt;
  find_shortest_way(column);
  auto pushed = fixed_.drive(timetable_, request, way_);
  if (pushed && pushed->stops.back().arrive == ideal) return pushed;
  request = request_for(column, limits);
  if (pushed) request.arrive_until = pushed->stops.back().arrive - 1;
  auto found = search_.find(timetable_, request);
  return found ? found : pushed;
}

std::optional<Route> Workshop::plan_around(std::uint32_t column, const ToGoal& left,
                                           std::span<const ClosedEntries> closed, const Limits& limits) {
  RouteRequest request = request_for(column, left, limits);
  request.closed = closed;
  return search_.find(timetable_, request);
}

std::optional<Route> Workshop::plan_shortest(std::uint32_t column, const Limits& limits) {
  if (shortest(column) >= kEndOfTime) return std::nullopt;
  find_shortest_way(column);
  return fixed_.drive(timetable_, request_for(column, limits), way_);
}

std::optional<Route> Workshop::plan_along(std::uint32_t column, std::span<const ArcId> way,
                                          const Limits& limits) {
  return fixed_.drive(timetable_, request_for(column, limits), way);
}

bool Workshop::fits(std::uint32_t column, const Route& route) {
  const Traveller& traveller = roads_.traffic().columns[column];
  for (std::size_t i = 0; i < route.stops.size(); ++i) {
    const RouteStop& stop = route.stops[i];
    const auto crosses = [&](Time head) {
      if (timetable_.place_is_free(stop.place)) return true;
      const auto safe = timetable_.safe_crossings(stop.place, request_.column_class, traveller.pass_s, head);
      return safe && safe->begin == head;
    };
    if ((i > 0 && !crosses(stop.arrive)) || (stop.out && !crosses(stop.depart))) return false;
    if (!stop.out) continue;
    const LinkUseRequest use{*stop.out, roads_.travel()[*stop.out], traveller.pass_s, 0};
    const auto safe = timetable_.safe_entries(use, stop.lane, stop.depart);
    if (!safe || safe->begin != stop.depart) return false;
  }
  return true;
}

void Workshop::put_in(std::uint32_t column, const Route& route) {
  reserve(timetable_, request_for(column, {}), route);
}

void Workshop::take_out(std::uint32_t column, const Route& route) {
  unreserve(timetable_, request_for(column, {}), route);
}

}  // namespace homeward::many
