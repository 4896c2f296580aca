// SPDX-License-Identifier: Apache-2.0
#include "planner/convoys/calendar.h"

#include <algorithm>

namespace homeward {

std::optional<Time> first_open(const Closures& closures, Time from, Duration duration) {
  Time t = from;
  auto next = std::lower_bound(closures.begin(), closures.end(), t,
                               [](const Interval& closure, Time time) { return closure.end <= time; });
  for (; next != closures.end() && next->begin < t + duration; ++next) t = std::max(t, next->end);
  if (t >= kEndOfTime) return std::nullopt;
  return t;
}

Time next_closure(const Closures& closures, Time t) {
  const auto next = std::lower_bound(closures.begin(), closures.end(), t,
                                     [](const Interval& closure, Time time) { return closure.begin < time; });
  return next == closures.end() ? kEndOfTime : next->begin;
}

namespace {

Duration offset_at(const Model& model, Time utc) {
  Duration offset = 0;
  for (const ClockChange& change : model.clock)
    if (change.from <= utc) offset = change.offset_s;
  return offset;
}

/// The UTC instant of a local wall-clock reading (seconds since 1970 as if local were UTC).
Time utc_of_local(const Model& model, Time local) {
  const Time guess = local - offset_at(model, local - offset_at(model, local));
  return guess;
}

Closures normalised(Closures spans) {
  std::sort(spans.begin(), spans.end());
  Closures merged;
  for (const Interval& span : spans) {
    if (span.empty()) continue;
    if (!merged.empty() && span.begin <= merged.back().end)
      merged.back().end = std::max(merged.back().end, span.end);
    else
      merged.push_back(span);
  }
  return merged;
}

Closures expand(const Model& model, const Window& window, Interval horizon) {
  if (!window.daily) return normalised({window.once});
  Closures spans;
  const Time first = std::max(horizon.begin - 2 * kDay, window.first_day);
  const Time last = std::min(horizon.end + kDay, window.last_day);
  const Time first_local = first + offset_at(model, first);
  Time day = first_local - ((first_local % kDay) + kDay) % kDay;
  for (; utc_of_local(model, day) <= last; day += kDay) {
    if (utc_of_local(model, day) < window.first_day) continue;
    const Time until = day + window.until_second + (window.until_second <= window.from_second ? kDay : 0);
    spans.push_back({utc_of_local(model, day + window.from_second), utc_of_local(model, until)});
  }
  return normalised(std::move(spans));
}

Closures complement(const Closures& spans) {
  Closures gaps;
  Time from = kStartOfTime;
  for (const Interval& span : spans) {
    if (from < span.begin) gaps.push_back({from, span.begin});
    from = std::max(from, span.end);
  }
  if (from < kEndOfTime) gaps.push_back({from, kEndOfTime});
  return gaps;
}

void append(Closures& to, const Closures& spans) { to.insert(to.end(), spans.begin(), spans.end()); }

}  // namespace

Calendar::Calendar(const Model& model, const RoadGraph& graph, Interval horizon) : horizon_{horizon} {
  for (auto& arcs : arcs_) arcs.resize(graph.arc_count());
  for (auto& places : places_) places.resize(model.places.size());
  halts_.resize(model.places.size());
  services_.resize(model.services.size());
  airfields_.resize(model.places.size());
  // What needs permission is closed except in granted windows: first gather the grants, then turn them round.
  for (const Window& window : model.windows)
    if (window.effect == WindowEffect::granted)
      apply(model, graph, window, expand(model, window, horizon), WindowEffect::granted);
  for (std::size_t c = 0; c < kColumnClasses; ++c) {
    for (ArcId arc : arcs_[c].ids())
      arcs_[c][arc] = model.links[direction_of(arc).link].needs_permission
                          ? complement(normalised(arcs_[c][arc]))
                          : Closures{};
    for (PlaceId place : model.places.ids())
      places_[c][place] =
          model.places[place].needs_permission ? complement(normalised(places_[c][place])) : Closures{};
  }
  for (Closures& closures : services_) closures.clear();
  for (Closures& closures : airfields_) closures.clear();
  for (const Window& window : model.windows)
    if (window.effect == WindowEffect::closed)
      apply(model, graph, window, expand(model, window, horizon), WindowEffect::closed);
  const auto tidy = [](auto& all) {
    for (Closures& closures : all) closures = normalised(std::move(closures));
  };
  for (auto& arcs : arcs_) tidy(arcs);
  for (auto& places : places_) tidy(places);
  tidy(halts_);
  tidy(services_);
  tidy(airfields_);
  block(model, horizon);
}

void Calendar::block(const Model& model, Interval horizon) {
  blocked_lanes_.resize(model.services.size());
  blocked_parking_.resize(model.places.size());
  for (const Reduction& reduction : model.reductions) {
    const bool lanes = reduction.when.target == WindowTarget::service;
    auto& list = lanes ? blocked_lanes_[reduction.when.service] : blocked_parking_[reduction.when.place];
    for (const Interval& span : expand(model, reduction.when, horizon))
      list.push_back({span, reduction.fewer});
  }
}

void Calendar::apply(const Model& model, const RoadGraph& graph, const Window& window, const Closures& spans,
                     WindowEffect effect) {
  const auto to_place = [&](PlaceId place) {
    for (std::size_t c = 0; c < kColumnClasses; ++c)
      if (window.classes[c]) append(places_[c][place], spans);
    if (window.no_halt && effect == WindowEffect::closed) append(halts_[place], spans);
  };
  const auto to_arc = [&](ArcId arc) {
    for (std::size_t c = 0; c < kColumnClasses; ++c)
      if (window.classes[c]) append(arcs_[c][arc], spans);
  };
  switch (window.target) {
    case WindowTarget::zone:
      for (PlaceId place : model.places.ids())
        if (model.in_zone(place, window.zone)) to_place(place);
      for (ArcId arc : arcs_[0].ids())
        if (model.in_zone(graph.from(arc), window.zone) || model.in_zone(graph.to(arc), window.zone))
          to_arc(arc);
      break;
    case WindowTarget::link:
      if (window.forward) to_arc(arc_of({window.link, true}));
      if (window.backward) to_arc(arc_of({window.link, false}));
      break;
    case WindowTarget::place:
      to_place(window.place);
      break;
    case WindowTarget::service:
      append(services_[window.service], spans);
      break;
    case WindowTarget::airfield:
      append(airfields_[window.place], spans);
      break;
  }
}

}  // namespace homeward
