// SPDX-License-Identifier: Apache-2.0
#include "scenario/openings.h"

#include <algorithm>

#include "scenario/time_zone.h"

namespace homeward::scenario {
namespace {

Interval span_of(const Model& model) {
  return {model.start, std::max(model.deadline, model.final_deadline.value_or(model.deadline))};
}

// A time of the local clock as UTC, by the offset of its midnight: an hour off on two days of the year, which
// does not matter where only the longest opening is asked for.
Time utc_of(const Model& model, Time local_midnight, std::int64_t second) {
  return local_midnight + second - offset_at(model.clock, local_midnight);
}

void add_daily(const Model& model, const Window& window, const Interval& span, std::vector<Interval>& out) {
  const Time local_start = span.begin + offset_at(model.clock, span.begin);
  const Time first = (local_start / kDay - 2) * kDay;
  const std::int64_t until = window.until_second + (window.until_second <= window.from_second ? kDay : 0);
  for (Time day = first; day < span.end + 2 * kDay; day += kDay) {
    const Time midnight = utc_of(model, day, 0);
    // Half a day of tolerance: midnights may be shifted by a change of the clocks.
    if (midnight + kDay / 2 < window.first_day || midnight - kDay / 2 > window.last_day) continue;
    out.push_back({utc_of(model, day, window.from_second), utc_of(model, day, until)});
  }
}

std::vector<Interval> merged(const Model& model, const std::vector<std::size_t>& windows,
                             const Interval& span) {
  std::vector<Interval> all;
  for (const std::size_t index : windows) {
    const Window& window = model.windows[index];
    if (window.daily) {
      add_daily(model, window, span, all);
    } else {
      all.push_back(window.once);
    }
  }
  std::sort(all.begin(), all.end());
  std::vector<Interval> merged_rows;
  for (const Interval& interval : all) {
    if (!merged_rows.empty() && interval.begin <= merged_rows.back().end) {
      merged_rows.back().end = std::max(merged_rows.back().end, interval.end);
    } else {
      merged_rows.push_back(interval);
    }
  }
  return merged_rows;
}

std::vector<Interval> gaps_between(const std::vector<Interval>& closed, const Interval& span) {
  std::vector<Interval> open;
  Time at = span.begin;
  for (const Interval& interval : closed) {
    if (interval.begin > at && at < span.end) open.push_back({at, interval.begin});
    at = std::max(at, interval.end);
  }
  if (at < span.end) open.push_back({at, kEndOfTime});
  return open;
}

}  // namespace

Duration longest_opening(const Model& model, const Closings& closings) {
  const Interval span = span_of(model);
  const std::vector<Interval> open = gaps_between(merged(model, closings.closed, span), span);
  std::vector<Interval> granted{{span.begin, kEndOfTime}};
  if (closings.granted) granted = merged(model, *closings.granted, span);
  Duration longest = 0;
  for (std::size_t i = 0, k = 0; i < open.size() && k < granted.size();) {
    const Interval both{std::max(open[i].begin, granted[k].begin), std::min(open[i].end, granted[k].end)};
    if (both.end > span.begin) longest = std::max(longest, both.length());
    if (open[i].end < granted[k].end) {
      ++i;
    } else {
      ++k;
    }
  }
  return longest;
}

}  // namespace homeward::scenario
