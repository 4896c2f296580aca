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

/// Lanes that reduced windows take from a service in the span; never more than there are.
Steps missing_lanes(const Model& model, const LocalClock& clock, ServiceId service, Interval span) {
  std::vector<Change> changes;
  for (const Reduction& reduction : model.reductions) {
    if (reduction.when.target != WindowTarget::service || reduction.when.service != service) continue;
    for (const Interval& interval : window_intervals(reduction.when, clock, span)) {
      changes.push_back({interval.begin, reduction.fewer});
      changes.push_back({interval.end, -reduction.fewer});
    }
  }
  Steps steps = steps_from(std::move(changes), span.begin, 0);
  for (Step& step : steps) step.value = std::min(step.value, model.services[service].lanes);
  return steps;
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

Duration lane_seconds(const Model& model, const LocalClock& clock, ServiceId service, Interval span) {
  const auto open = open_intervals(span, closed_intervals(model, clock, service, span));
  Duration sum = total_length(open) * model.services[service].lanes;
  const Steps missing = missing_lanes(model, clock, service, span);
  for (std::size_t i = 0; i < missing.size(); ++i) {
    const Interval part{missing[i].at, i + 1 < missing.size() ? missing[i + 1].at : span.end};
    for (const Interval& hours : open)
      sum -= missing[i].value *
             std::max<Duration>(0, std::min(part.end, hours.end) - std::max(part.begin, hours.begin));
  }
  return sum;
}

}  // namespace homeward
