// SPDX-License-Identifier: Apache-2.0
#include "planner/convoys/timetable.h"

#include <algorithm>

namespace homeward {

Timetable::Timetable(const Model& model, const RoadGraph& graph, const Calendar& calendar)
    : model_{&model}, calendar_{&calendar} {
  lanes_.resize(graph.arc_count());
  gaps_.resize(graph.arc_count());
  longest_stay_.assign(graph.arc_count(), 0);
  for (ArcId arc : lanes_.ids()) {
    const Link& link = model.links[direction_of(arc).link];
    lanes_[arc].resize(static_cast<std::size_t>(link.lanes));
    gaps_[arc] = std::max(model.rules.column_gap_s, link.gap_s);
  }
  crossings_.resize(model.places.size());
  parking_.assign(model.places.size(), Profile());
  services_.assign(model.services.size(), Profile());
}

Time Timetable::follow_limit(const Lane& lane, const LinkUseRequest& use, Time& t) const {
  const Duration gap = gaps_[use.arc];
  const auto after = std::upper_bound(lane.begin(), lane.end(), t,
                                      [](Time time, const Passage& passage) { return time < passage.entry; });
  const auto clear_of = [&](const Passage& before) {
    return before.entry + before.pass_s + gap + std::max<Duration>(0, before.travel_s - use.travel_s);
  };
  if (after != lane.begin()) {
    const Time clear = clear_of(*(after - 1));
    if (clear > t) {
      t = clear;
      return t;
    }
  }
  if (after == lane.end()) return kEndOfTime;
  const Time last = after->entry - use.pass_s - gap - std::max<Duration>(0, use.travel_s - after->travel_s);
  if (t <= last) return last + 1;
  t = clear_of(*after);
  return t;
}

Time Timetable::oppose_limit(ArcId other, const LinkUseRequest& use, Time& t) const {
  const Link& link = model_->links[direction_of(use.arc).link];
  const bool by_width = link.use == LinkUse::two_way;
  const Duration gap = gaps_[use.arc];
  const Duration own_stay = use.travel_s + use.pass_s + gap;
  Time limit = kEndOfTime;
  for (const Lane& lane : lanes_[other]) {
    auto next = std::lower_bound(lane.begin(), lane.end(), t - longest_stay_[other],
                                 [](const Passage& passage, Time time) { return passage.entry < time; });
    for (; next != lane.end(); ++next) {
      if (by_width && next->widest_mm + use.widest_mm <= *link.meeting_width_mm) continue;
      const Time end = next->entry + next->travel_s + next->pass_s + gap;
      if (end <= t) continue;
      if (next->entry < t + own_stay) {
        t = end;
        return t;
      }
      limit = std::min(limit, next->entry - own_stay + 1);
      break;
    }
  }
  return limit;
}

std::optional<Interval> Timetable::safe_entries(const LinkUseRequest& use, std::int64_t lane_number,
                                                Time from) const {
  const Link& link = model_->links[direction_of(use.arc).link];
  const Closures& closures = calendar_->arc(use.arc, use.column_class);
  const Lane& lane = lanes_[use.arc][static_cast<std::size_t>(lane_number - 1)];
  const Duration stay = use.travel_s + use.pass_s;
  const bool meets = link.use == LinkUse::two_way && link.meeting_width_mm.has_value();
  const bool shares = link.use == LinkUse::alternating || link.use == LinkUse::exclusive || meets;
  Time t = from;
  while (t < calendar_->horizon().end) {
    const auto open = first_open(closures, t, stay);
    if (!open) return std::nullopt;
    t = *open;
    const Time closing = next_closure(closures, t);
    Time limit = closing >= kEndOfTime ? kEndOfTime : closing - stay + 1;
    const Time before = t;
    limit = std::min(limit, follow_limit(lane, use, t));
    if (t != before) continue;
    if (shares) limit = std::min(limit, oppose_limit(opposite(use.arc), use, t));
    if (t != before) continue;
    if (link.use == LinkUse::exclusive) limit = std::min(limit, oppose_limit(use.arc, use, t));
    if (t != before) continue;
    return Interval{t, limit};
  }
  return std::nullopt;
}

bool Timetable::place_is_free(PlaceId place) const {
  if (model_->places[place].exclusive) return false;
  for (std::size_t c = 0; c < kColumnClasses; ++c)
    if (!calendar_->place(place, static_cast<ColumnClass>(c)).empty()) return false;
  return true;
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
  Lane& lane = lanes_[use.arc][static_cast<std::size_t>(lane_number - 1)];
  const auto after = std::upper_bound(lane.begin(), lane.end(), entry,
                                      [](Time time, const Passage& passage) { return time < passage.entry; });
  lane.insert(after, {entry, use.travel_s, use.pass_s, use.widest_mm});
  longest_stay_[use.arc] = std::max(longest_stay_[use.arc], use.travel_s + use.pass_s + gaps_[use.arc]);
}

void Timetable::cross(PlaceId place, Time head, Duration pass_s) {
  if (!model_->places[place].exclusive) return;
  const Interval span{head, head + pass_s + model_->rules.column_gap_s};
  auto& busy = crossings_[place];
  busy.insert(std::upper_bound(busy.begin(), busy.end(), span), span);
}

}  // namespace homeward
