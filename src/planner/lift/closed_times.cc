// SPDX-License-Identifier: Apache-2.0
#include "planner/lift/closed_times.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "planner/lift/local_days.h"

namespace homeward {

namespace {

void write_out_daily(const Window& window, const LocalDays& days, Interval span,
                     std::vector<Interval>& closed) {
  const Duration until =
      window.until_second > window.from_second ? window.until_second : window.until_second + kDay;
  for (std::int64_t day = days.day(span.begin) - 1; days.begin(day) < span.end; ++day) {
    const Time midnight = days.begin(day);
    if (midnight < window.first_day || midnight > window.last_day) continue;
    const Time end = until > kDay ? days.instant(day + 1, until - kDay) : days.instant(day, until);
    closed.push_back(Interval{days.instant(day, window.from_second), end});
  }
}

template <class Matches>
ClosedTimes collect(const Model& model, Time horizon, Matches matches) {
  const LocalDays days{model.clock};
  std::vector<Interval> closed;
  for (const Window& window : model.windows) {
    if (window.effect != WindowEffect::closed || !matches(window)) continue;
    if (window.daily) {
      write_out_daily(window, days, Interval{model.start, horizon}, closed);
    } else {
      closed.push_back(window.once);
    }
  }
  return ClosedTimes{std::move(closed)};
}

}  // namespace

ClosedTimes::ClosedTimes(std::vector<Interval> closed) {
  std::erase_if(closed, [](const Interval& interval) { return interval.empty(); });
  std::sort(closed.begin(), closed.end());
  for (const Interval& interval : closed) {
    if (!closed_.empty() && interval.begin <= closed_.back().end) {
      closed_.back().end = std::max(closed_.back().end, interval.end);
    } else {
      closed_.push_back(interval);
    }
  }
}

std::size_t ClosedTimes::first_ending_after(Time at) const {
  const auto found =
      std::upper_bound(closed_.begin(), closed_.end(), at,
                       [](Time time, const Interval& interval) { return time < interval.end; });
  return static_cast<std::size_t>(std::distance(closed_.begin(), found));
}

Time ClosedTimes::next_open(Time at) const {
  const std::size_t i = first_ending_after(at);
  return i < closed_.size() && closed_[i].begin <= at ? closed_[i].end : at;
}

Time ClosedTimes::last_open(Time at) const {
  const std::size_t i = first_ending_after(at);
  return i < closed_.size() && closed_[i].begin <= at ? closed_[i].begin - 1 : at;
}

Time ClosedTimes::next_closed(Time at) const {
  const std::size_t i = first_ending_after(at);
  return i < closed_.size() ? std::max(at, closed_[i].begin) : kEndOfTime;
}

ClosedTimes closed_times_of_airfield(const Model& model, PlaceId place, Time horizon) {
  return collect(model, horizon, [place](const Window& window) {
    return window.target == WindowTarget::airfield && window.place == place;
  });
}

ClosedTimes closed_times_of_service(const Model& model, ServiceId service, Time horizon) {
  return collect(model, horizon, [service](const Window& window) {
    return window.target == WindowTarget::service && window.service == service;
  });
}

Time lift_horizon(const Model& model) {
  constexpr Duration kAfterDeadline = 120 * kDay;
  return std::max(model.deadline, model.final_deadline.value_or(model.deadline)) + kAfterDeadline;
}

}  // namespace homeward
