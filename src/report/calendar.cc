// SPDX-License-Identifier: Apache-2.0
#include "report/calendar.h"

#include <algorithm>

#include "report/steps.h"

namespace homeward {

namespace {

bool window_closes_link(const Model& model, const Window& window, Direction direction) {
  const Link& link = model.links[direction.link];
  switch (window.target) {
    case WindowTarget::zone:
      return model.in_zone(link.from, window.zone) || model.in_zone(link.to, window.zone);
    case WindowTarget::link:
      return window.link == direction.link && (direction.forward ? window.forward : window.backward);
    case WindowTarget::place:
      return window.place == link.from || window.place == link.to;
    default:
      return false;
  }
}

}  // namespace

std::vector<Interval> window_intervals(const Window& window, const LocalClock& clock, Interval span) {
  const auto clipped = [&](Interval interval) {
    return Interval{std::max(interval.begin, span.begin), std::min(interval.end, span.end)};
  };
  std::vector<Interval> result;
  if (!window.daily) {
    if (window.once.overlaps(span)) result.push_back(clipped(window.once));
    return result;
  }
  const std::int64_t until_second =
      window.until_second > window.from_second ? window.until_second : window.until_second + kDay;
  Time day =
      clock.midnight(std::max(span.begin - 2 * kDay, std::max(window.first_day, span.begin - 2 * kDay)));
  for (; day < span.end && day <= window.last_day; day = clock.next_midnight(day)) {
    if (day < window.first_day) continue;
    const Interval interval = clipped({day + window.from_second, day + until_second});
    if (!interval.empty()) result.push_back(interval);
  }
  return result;
}

std::vector<Interval> closed_intervals(const Model& model, const LocalClock& clock, Direction direction,
                                       ColumnClass column_class, Interval span) {
  std::vector<Interval> closed;
  for (const Window& window : model.windows) {
    if (window.effect != WindowEffect::closed || !window.classes[static_cast<std::size_t>(column_class)])
      continue;
    if (!window_closes_link(model, window, direction)) continue;
    for (const Interval& interval : window_intervals(window, clock, span)) closed.push_back(interval);
  }
  return joined(std::move(closed));
}

std::vector<Interval> closed_intervals(const Model& model, const LocalClock& clock, ServiceId service,
                                       Interval span) {
  std::vector<Interval> closed;
  for (const Window& window : model.windows) {
    if (window.effect != WindowEffect::closed || window.target != WindowTarget::service) continue;
    if (window.service != service) continue;
    for (const Interval& interval : window_intervals(window, clock, span)) closed.push_back(interval);
  }
  return joined(std::move(closed));
}

}  // namespace homeward
