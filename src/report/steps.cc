// SPDX-License-Identifier: Apache-2.0
#include "report/steps.h"

#include <algorithm>

#include "base/check.h"

namespace homeward {

Steps steps_from(std::vector<Change> changes, Time from, std::int64_t initial) {
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Change& a, const Change& b) { return a.at < b.at; });
  Steps steps{{from, initial}};
  for (const Change& change : changes) {
    const Time at = std::max(change.at, from);
    const std::int64_t value = steps.back().value + change.by;
    if (steps.back().at == at) {
      steps.back().value = value;
    } else {
      steps.push_back({at, value});
    }
  }
  return steps;
}

std::int64_t value_at(const Steps& steps, Time t) {
  HW_CHECK(!steps.empty());
  const auto after = std::upper_bound(steps.begin(), steps.end(), t,
                                      [](Time wanted, const Step& step) { return wanted < step.at; });
  return after == steps.begin() ? steps.front().value : std::prev(after)->value;
}

std::int64_t largest_value(const Steps& steps) {
  std::int64_t largest = steps.empty() ? 0 : steps.front().value;
  for (const Step& step : steps) largest = std::max(largest, step.value);
  return largest;
}

std::vector<Interval> joined(std::vector<Interval> intervals) {
  std::erase_if(intervals, [](const Interval& interval) { return interval.empty(); });
  std::sort(intervals.begin(), intervals.end());
  std::vector<Interval> result;
  for (const Interval& interval : intervals) {
    if (!result.empty() && interval.begin <= result.back().end) {
      result.back().end = std::max(result.back().end, interval.end);
    } else {
      result.push_back(interval);
    }
  }
  return result;
}

Duration total_length(const std::vector<Interval>& disjoint) {
  Duration sum = 0;
  for (const Interval& interval : disjoint) sum += interval.length();
  return sum;
}

std::vector<Interval> open_intervals(Interval span, const std::vector<Interval>& closed) {
  std::vector<Interval> open;
  Time from = span.begin;
  for (const Interval& interval : closed) {
    if (interval.begin > from) open.push_back({from, std::min(interval.begin, span.end)});
    from = std::max(from, interval.end);
    if (from >= span.end) break;
  }
  if (from < span.end) open.push_back({from, span.end});
  std::erase_if(open, [](const Interval& interval) { return interval.empty(); });
  return open;
}

}  // namespace homeward
