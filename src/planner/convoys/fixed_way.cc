// SPDX-License-Identifier: Apache-2.0
#include "planner/convoys/fixed_way.h"

#include <algorithm>

namespace homeward {

std::optional<Route> FixedWay::drive(const Timetable& timetable, const RouteRequest& request,
                                     std::span<const ArcId> way) {
  if (way.empty()) return std::nullopt;
  timetable_ = &timetable;
  request_ = &request;
  way_ = way;
  lanes_.assign(way.size(), 1);
  offset_.assign(1, 0);
  for (const ArcId arc : way) offset_.push_back(offset_.back() + (*request.legs[0].travel)[arc]);
  const Time last = std::min({request.depart_until, request.arrive_until - offset_.back(),
                              timetable.horizon().end - offset_.back()});
  Time depart = round_up(std::max(request.depart_from, request.standing_from), model_.rules.start_step_s);
  // Arcs are asked in turn until all of them in a row agree with one departure.
  for (std::size_t i = 0, agreed = 0; agreed < way.size(); i = (i + 1) % way.size()) {
    if (depart > last) return std::nullopt;
    const auto pushed = push(i, depart);
    if (!pushed) return std::nullopt;
    agreed = *pushed == depart ? agreed + 1 : 1;
    depart = *pushed;
  }
  if (depart > last) return std::nullopt;
  return unload(way, depart);
}

std::optional<Time> FixedWay::push(std::size_t i, Time depart) {
  const RouteLeg& leg = request_->legs[0];
  const ArcId arc = way_[i];
  const LinkUseRequest use{arc, (*leg.travel)[arc], leg.pass_s, leg.widest_mm, request_->column_class};
  const Duration step = model_.rules.start_step_s;
  Time t = depart;
  while (true) {
    std::optional<Time> best;
    for (std::int64_t lane = 1; lane <= timetable_->lanes(arc); ++lane) {
      ++work_;
      const auto safe = timetable_->safe_entries(use, lane, t + offset_[i]);
      if (!safe || (best && safe->begin >= *best)) continue;
      best = safe->begin;
      lanes_[i] = lane;
    }
    if (!best) return std::nullopt;
    const Time next = round_up(*best - offset_[i], step);
    auto crossed = i == 0 ? push_past_crossing(request_->from, 0, next) : next;
    if (crossed) crossed = push_past_crossing(graph_.to(arc), offset_[i + 1], *crossed);
    if (!crossed) return std::nullopt;
    if (*crossed == t || (*crossed == next && next == *best - offset_[i])) return crossed;
    t = *crossed;
  }
}

std::optional<Time> FixedWay::push_past_crossing(PlaceId place, Time offset, Time depart) const {
  if (timetable_->place_is_free(place)) return depart;
  const auto safe =
      timetable_->safe_crossings(place, request_->column_class, request_->legs[0].pass_s, depart + offset);
  if (!safe) return std::nullopt;
  return round_up(safe->begin - offset, model_.rules.start_step_s);
}

Route FixedWay::unload(std::span<const ArcId> way, Time depart) const {
  Route route;
  route.stops.resize(way.size() + 1);
  for (std::size_t i = 0; i <= way.size(); ++i) {
    RouteStop& stop = route.stops[i];
    stop.arrive = stop.depart = depart + offset_[i];
    stop.place = i < way.size() ? graph_.from(way[i]) : graph_.to(way[i - 1]);
    if (i == way.size()) continue;
    stop.out = way[i];
    stop.lane = lanes_[i];
  }
  route.stops.front().arrive = request_->standing_from;
  route.end = route.stops.back().arrive + request_->legs[0].pass_s;
  return route;
}

}  // namespace homeward
