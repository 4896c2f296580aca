// SPDX-License-Identifier: Apache-2.0
#include "planner/lift/closed_times.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "planner/lift/local_days.h"

namespace homeward {

namespace {

// A time of day that exists twice belongs to a closure both times, and to a permission neither time.
Interval on_day(const Window& window, const LocalDays& days, std::int64_t day) {
  const Duration until =
      window.until_second > window.from_second ? window.until_second : window.until_second + kDay;
  if (window.effect == WindowEffect::closed) {
    return Interval{days.first_instant(day, window.from_second), days.last_instant(day, until)};
  }
  return Interval{days.last_instant(day, window.from_second), days.first_instant(day, until)};
}

void write_out(const Model& model, const LocalDays& days, Time horizon, const Window& window,
               std::vector<Interval>& intervals) {
  if (!window.daily) return intervals.push_back(window.once);
  for (std::int64_t day = days.day(model.start) - 2; days.begin(day) < horizon; ++day) {
    const Time midnight = days.begin(day);
    if (midnight < window.first_day || midnight > window.last_day) continue;
    intervals.push_back(on_day(window, days, day));
  }
}

// All rows of one effect, daily ones written out.
template <class Matches>
std::vector<Interval> written_out(const Model& model, Time horizon, WindowEffect effect, Matches matches) {
  const LocalDays days{model.clock};
  std::vector<Interval> intervals;
  for (const Window& window : model.windows)
    if (window.effect == effect && matches(window)) write_out(model, days, horizon, window, intervals);
  return intervals;
}

std::vector<Interval> gaps_between(const ClosedTimes& granted) {
  std::vector<Interval> gaps;
  Time from = kStartOfTime;
  for (const Interval& open : granted.intervals()) {
    gaps.push_back(Interval{from, open.begin});
    from = open.end;
  }
  gaps.push_back(Interval{from, kEndOfTime});
  return gaps;
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
  const auto matches = [place](const Window& window) {
    return window.target == WindowTarget::airfield && window.place == place;
  };
  std::vector<Interval> closed = written_out(model, horizon, WindowEffect::closed, matches);
  const ClosedTimes granted{written_out(model, horizon, WindowEffect::granted, matches)};
  if (model.places[place].needs_permission && !granted.intervals().empty()) {
    const std::vector<Interval> gaps = gaps_between(granted);
    closed.insert(closed.end(), gaps.begin(), gaps.end());
  }
  return ClosedTimes{std::move(closed)};
}

ClosedTimes closed_times_of_service(const Model& model, ServiceId service, Time horizon) {
  return ClosedTimes{written_out(model, horizon, WindowEffect::closed, [service](const Window& window) {
    return window.target == WindowTarget::service && window.service == service;
  })};
}

std::vector<std::pair<Interval, std::int64_t>> lanes_taken(const Model& model, ServiceId service,
                                                           Time horizon) {
  const LocalDays days{model.clock};
  std::vector<std::pair<Interval, std::int64_t>> taken;
  for (const Reduction& reduction : model.reductions) {
    if (reduction.when.target != WindowTarget::service || reduction.when.service != service) continue;
    std::vector<Interval> spans;
    write_out(model, days, horizon, reduction.when, spans);
    for (const Interval& span : spans)
      if (!span.empty()) taken.emplace_back(span, reduction.fewer);
  }
  return taken;
}

Time lift_horizon(const Model& model) {
  constexpr Duration kAfterDeadline = 120 * kDay;
  return std::max(model.deadline, model.final_deadline.value_or(model.deadline)) + kAfterDeadline;
}

}  // namespace homeward
