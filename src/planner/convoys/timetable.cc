// SPDX-License-Identifier: Apache-2.0
#include "planner/convoys/timetable.h"

#include <algorithm>

namespace homeward {

namespace {

bool any_closure(const Calendar& calendar, ArcId arc) {
  for (std::size_t c = 0; c < kColumnClasses; ++c)
    if (!calendar.arc(arc, static_cast<ColumnClass>(c)).empty()) return true;
  return false;
}

bool any_closure(const Calendar& calendar, PlaceId place) {
  for (std::size_t c = 0; c < kColumnClasses; ++c)
    if (!calendar.place(place, static_cast<ColumnClass>(c)).empty()) return true;
  return false;
}

}  // namespace

Timetable::Timetable(const Model& model, const RoadGraph& graph, const Calendar& calendar)
    : model_{&model}, calendar_{&calendar}, rows_(graph.arc_count()), free_places_(model.places.size()) {
  std::uint32_t lanes = 0;
  for (ArcId arc : rows_.ids()) {
    const Link& link = model.links[direction_of(arc).link];
    const bool meets = link.use == LinkUse::two_way && link.meeting_width_mm.has_value();
    ArcRow& row = rows_[arc];
    row.first_lane = lanes;
    row.lanes = static_cast<std::uint32_t>(link.lanes);
    row.gap_s = static_cast<std::int32_t>(std::max(model.rules.column_gap_s, link.gap_s));
    if (meets) row.meeting_width_mm = static_cast<std::int32_t>(*link.meeting_width_mm);
    row.use = link.use;
    row.closable = any_closure(calendar, arc);
    lanes += row.lanes;
  }
  lanes_.resize(lanes);
  for (PlaceId place : free_places_.ids())
    free_places_[place] = !model.places[place].exclusive && !any_closure(calendar, place);
  crossings_.resize(model.places.size());
  parking_.assign(model.places.size(), Profile());
  services_.assign(model.services.size(), Profile());
  for (PlaceId place : model.places.ids())
    for (const Blocked& blocked : calendar.blocked_parking(place))
      stand(place, blocked.when, blocked.amount);
  for (ServiceId service : model.services.ids())
    for (const Blocked& blocked : calendar.blocked_lanes(service))
      services_[service].add(blocked.when, blocked.amount);
  for (const OtherColumn& column : model.other_traffic) write_in(column);
}

void Timetable::write_in(const OtherColumn& column) {
  for (std::size_t i = 0; i < column.stops.size(); ++i) {
    const OtherStop& stop = column.stops[i];
    if (i > 0) cross(stop.place, stop.arrive, column.pass_s);
    if (stop.out) {
      enter({arc_of(*stop.out), stop.travel_s, column.pass_s, column.widest_mm, ColumnClass::loaded,
             kOtherTraffic},
            stop.lane, stop.depart);
      if (i == 0 || stop.depart > stop.arrive) cross(stop.place, stop.depart, column.pass_s);
    }
    for (const OtherVisit& visit : stop.visits) serve(visit.service, visit.when);
    if (!stop.stands.empty()) stand(stop.place, stop.stands, column.vehicles);
  }
}

Time Timetable::follow_limit(const Lane& lane, Duration gap_s, const LinkUseRequest& use, Time& t) {
  const auto clear_of = [&](const Passage& before) {
    return before.entry + before.pass_s + gap_s + std::max<Duration>(0, before.travel_s - use.travel_s);
  };
  auto after = std::upper_bound(lane.begin(), lane.end(), t,
                                [](Time time, const Passage& passage) { return time < passage.entry; });
  if (after != lane.begin()) t = std::max(t, clear_of(*(after - 1)));
  for (; after != lane.end(); ++after) {
    const Duration slower = std::max<Duration>(0, use.travel_s - after->travel_s);
    const Time last = after->entry - use.pass_s - gap_s - slower;
    if (t <= last) return last + 1;
    t = std::max(t, clear_of(*after));
  }
  return kEndOfTime;
}

Time Timetable::oppose_limit(ArcId other, const LinkUseRequest& use, Time& t) const {
  const ArcRow& row = rows_[other];
  const Duration own_stay = use.travel_s + use.pass_s + row.gap_s;
  Time limit = kEndOfTime;
  for (std::uint32_t i = 0; i < row.lanes; ++i) {
    const Lane& lane = lanes_[row.first_lane + i];
    auto next = std::partition_point(lane.begin(), lane.end(),
                                     [&](const Passage& passage) { return end_of(passage, row.gap_s) <= t; });
    for (; next != lane.end(); ++next) {
      if (wide_only(row) && next->widest_mm + use.widest_mm <= row.meeting_width_mm) continue;
      if (next->entry >= t + own_stay) {
        limit = std::min(limit, next->entry - own_stay + 1);
        break;
      }
      t = std::max(t, end_of(*next, row.gap_s));
    }
  }
  return limit;
}

std::optional<Interval> Timetable::safe_entries(const LinkUseRequest& use, std::int64_t lane_number,
                                                Time from) const {
  const ArcRow& row = rows_[use.arc];
  const Lane& lane = lane_of(use.arc, lane_number);
  const bool exclusive = row.use == LinkUse::exclusive;
  const bool shares = exclusive || row.use == LinkUse::alternating || row.meeting_width_mm >= 0;
  const Duration stay = use.travel_s + use.pass_s;
  Time t = from;
  while (t < calendar_->horizon().end) {
    Time limit = kEndOfTime;
    if (row.closable) {
      const Closures& closures = calendar_->arc(use.arc, use.column_class);
      const auto open = first_open(closures, t, stay);
      if (!open) return std::nullopt;
      t = *open;
      const Time closing = next_closure(closures, t);
      if (closing < kEndOfTime) limit = closing - stay + 1;
    }
    const Time opened = t;
    limit = std::min(limit, follow_limit(lane, row.gap_s, use, t));
    if (row.closable && t != opened) continue;
    const Time followed = t;
    if (shares) limit = std::min(limit, oppose_limit(opposite(use.arc), use, t));
    if (exclusive) limit = std::min(limit, oppose_limit(use.arc, use, t));
    if (t == followed) return t < calendar_->horizon().end ? std::optional(Interval{t, limit}) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Interval> Timetable::safe_crossings(PlaceId place, ColumnClass column_class, Duration pass_s,
                                                  Time from) const {
  const Closures& closures = calendar_->place(place, column_class);
  const bool exclusive = model_->places[place].exclusive;
  const Duration use = pass_s + model_->rules.column_gap_s;
  Time t = from;
  while (t < calendar_->horizon().end) {
    const auto open = first_open(closures, t, pass_s);
    if (!open) return std::nullopt;
    t = *open;
    const Time closing = next_closure(closures, t);
    const Time limit = closing >= kEndOfTime ? kEndOfTime : closing - pass_s + 1;
    if (!exclusive) return Interval{t, limit};
    const auto& busy = crossings_[place];
    const auto next = std::lower_bound(busy.begin(), busy.end(), t,
                                       [](const Interval& span, Time time) { return span.end <= time; });
    if (next == busy.end()) return Interval{t, limit};
    if (next->begin >= t + use) return Interval{t, std::min(limit, next->begin - use + 1)};
    t = next->end;
  }
  return std::nullopt;
}

std::optional<Interval> Timetable::service_visit(ServiceId service, Time from, Duration work_s,
                                                 Time tail_end) const {
  const Closures& closures = calendar_->service(service);
  const std::int64_t lanes = model_->services[service].lanes;
  Time t = from;
  while (t < calendar_->horizon().end) {
    const Duration length = std::max(work_s, tail_end - t);
    const auto open = first_open(closures, t, length);
    if (!open) return std::nullopt;
    const Duration length_open = std::max(work_s, tail_end - *open);
    const auto begin = services_[service].first_below(*open, length_open, lanes - 1);
    if (!begin) return std::nullopt;
    const Time end = std::max(*begin + work_s, tail_end);
    if (*begin == *open || first_open(closures, *begin, end - *begin) == *begin) return Interval{*begin, end};
    t = *begin;
  }
  return std::nullopt;
}

void Timetable::enter(const LinkUseRequest& use, std::int64_t lane_number, Time entry) {
  Lane& lane = lanes_[rows_[use.arc].first_lane + static_cast<std::size_t>(lane_number - 1)];
  const auto after = std::upper_bound(lane.begin(), lane.end(), entry,
                                      [](Time time, const Passage& passage) { return time < passage.entry; });
  lane.insert(after, {entry, static_cast<std::int32_t>(use.travel_s), static_cast<std::int32_t>(use.pass_s),
                      static_cast<std::int32_t>(use.widest_mm), use.column});
}

void Timetable::leave(const LinkUseRequest& use, std::int64_t lane_number, Time entry) {
  Lane& lane = lanes_[rows_[use.arc].first_lane + static_cast<std::size_t>(lane_number - 1)];
  const auto at = std::lower_bound(lane.begin(), lane.end(), entry,
                                   [](const Passage& passage, Time time) { return passage.entry < time; });
  HW_CHECK(at != lane.end() && at->entry == entry && at->pass_s == use.pass_s);
  lane.erase(at);
}

void Timetable::cross(PlaceId place, Time head, Duration pass_s) {
  if (!model_->places[place].exclusive) return;
  const Interval span{head, head + pass_s + model_->rules.column_gap_s};
  auto& busy = crossings_[place];
  busy.insert(std::upper_bound(busy.begin(), busy.end(), span), span);
}

void Timetable::uncross(PlaceId place, Time head, Duration pass_s) {
  if (!model_->places[place].exclusive) return;
  const Interval span{head, head + pass_s + model_->rules.column_gap_s};
  auto& busy = crossings_[place];
  const auto at = std::lower_bound(busy.begin(), busy.end(), span);
  HW_CHECK(at != busy.end() && *at == span);
  busy.erase(at);
}

}  // namespace homeward
