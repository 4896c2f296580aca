// SPDX-License-Identifier: Apache-2.0
#include "simulate/closed_times.h"

#include <algorithm>

namespace homeward::simulate {

namespace {

bool names(const Window& window, ColumnClass column_class) {
  return window.classes[static_cast<std::size_t>(column_class)];
}

void append(std::vector<Interval>& to, const std::vector<Interval>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

Closings joined(std::vector<Interval> intervals) {
  std::erase_if(intervals, [](const Interval& interval) { return interval.empty(); });
  std::sort(intervals.begin(), intervals.end());
  Closings result;
  for (const Interval& interval : intervals) {
    if (!result.empty() && interval.begin <= result.back().end)
      result.back().end = std::max(result.back().end, interval.end);
    else
      result.push_back(interval);
  }
  return result;
}

template <class Applies>
std::vector<Interval> ClosedTimes::expanded(WindowEffect effect, Applies applies) const {
  std::vector<Interval> pieces;
  for (const Window& window : model_.windows) {
    if (window.effect != effect || !applies(window)) continue;
    Interval rest = horizon_;
    while (const auto piece = calendar_.touch(window, rest)) {
      pieces.push_back(*piece);
      if (piece->end >= rest.end) break;
      rest.begin = std::max(piece->end, rest.begin + 1);
    }
  }
  return pieces;
}

Closings ClosedTimes::without_permission(std::vector<Interval> granted) const {
  Closings closed;
  Time covered = horizon_.begin;
  for (const Interval& open : joined(std::move(granted))) {
    if (covered < open.begin) closed.push_back({covered, open.begin});
    covered = std::max(covered, open.end);
  }
  if (covered < horizon_.end) closed.push_back({covered, horizon_.end});
  return closed;
}

Closings ClosedTimes::of_link(Direction direction, ColumnClass column_class) const {
  const Link& link = model_.links[direction.link];
  const auto applies = [&](const Window& window) {
    if (!names(window, column_class)) return false;
    if (window.target == WindowTarget::zone)
      return model_.in_zone(link.from, window.zone) || model_.in_zone(link.to, window.zone);
    if (window.target != WindowTarget::link || window.link != direction.link) return false;
    return direction.forward ? window.forward : window.backward;
  };
  std::vector<Interval> closed = expanded(WindowEffect::closed, applies);
  if (link.needs_permission) append(closed, without_permission(expanded(WindowEffect::granted, applies)));
  return joined(std::move(closed));
}

Closings ClosedTimes::of_crossing(PlaceId place, ColumnClass column_class) const {
  const auto applies = [&](const Window& window) {
    if (!names(window, column_class)) return false;
    if (window.target == WindowTarget::zone) return model_.in_zone(place, window.zone);
    return window.target == WindowTarget::place && window.place == place;
  };
  std::vector<Interval> closed = expanded(WindowEffect::closed, applies);
  if (model_.places[place].needs_permission)
    append(closed, without_permission(expanded(WindowEffect::granted, applies)));
  return joined(std::move(closed));
}

Closings ClosedTimes::of_service(ServiceId service, std::optional<ColumnClass> column_class) const {
  return joined(expanded(WindowEffect::closed, [&](const Window& window) {
    return window.target == WindowTarget::service && window.service == service &&
           (!column_class || names(window, *column_class));
  }));
}

Closings ClosedTimes::of_airfield(PlaceId place) const {
  const auto applies = [&](const Window& window) {
    return window.target == WindowTarget::airfield && window.place == place;
  };
  std::vector<Interval> closed = expanded(WindowEffect::closed, applies);
  const std::vector<Interval> granted = expanded(WindowEffect::granted, applies);
  if (model_.places[place].needs_permission && !granted.empty()) append(closed, without_permission(granted));
  return joined(std::move(closed));
}

template <class Compute>
const Closings& ClosedTimes::cached(Key key, Compute compute) {
  const auto known = known_.find(key);
  return known != known_.end() ? known->second : known_.emplace(key, compute()).first->second;
}

const Closings& ClosedTimes::link(Direction direction, ColumnClass column_class) {
  const std::size_t way = static_cast<std::size_t>(column_class) * 2 + (direction.forward ? 1 : 0);
  return cached({Kind::link, direction.link.index(), way}, [&] { return of_link(direction, column_class); });
}

const Closings& ClosedTimes::crossing(PlaceId place, ColumnClass column_class) {
  return cached({Kind::crossing, place.index(), static_cast<std::size_t>(column_class)},
                [&] { return of_crossing(place, column_class); });
}

const Closings& ClosedTimes::service(ServiceId service, std::optional<ColumnClass> column_class) {
  const std::size_t which = column_class ? static_cast<std::size_t>(*column_class) : kColumnClasses;
  return cached({Kind::service, service.index(), which}, [&] { return of_service(service, column_class); });
}

const Closings& ClosedTimes::airfield(PlaceId place) {
  return cached({Kind::airfield, place.index(), 0}, [&] { return of_airfield(place); });
}

}  // namespace homeward::simulate
