// SPDX-License-Identifier: Apache-2.0
#include "march/timetable.h"

#include "march/range.h"

namespace homeward::march {
namespace {

constexpr std::string_view kRate = "march_rate_m_per_h";

void check_points(Ranges& ranges, const std::vector<RoutePoint>& points) {
  ranges.require(points.size() >= 2, "points", "A march needs a start point and a release point.",
                 "Give at least two points with their distance from the start point.");
  std::int64_t before_m = 0;
  Duration halts_s = 0;
  for (std::size_t i = 0; i < points.size() && ranges.ok(); ++i) {
    const std::string figure = "points/" + std::to_string(i);
    ranges.within(figure + "/distance_m", points[i].distance_m, 0, kMetresMax);
    ranges.within(figure + "/halt_s", points[i].halt_s, 0, kSecondsMax);
    ranges.require(i > 0 || points[i].distance_m == 0, figure, "The start point is not at distance 0.",
                   "Measure distances from the start point.");
    ranges.require(points[i].distance_m >= before_m, figure, "The distance falls along the route.",
                   "List the points in the order of the march.");
    before_m = points[i].distance_m;
    halts_s += ranges.ok() ? points[i].halt_s : 0;
    ranges.require(halts_s <= kSecondsMax, figure, "The halts together last longer than a century.",
                   "Give shorter halts.");
  }
}

}  // namespace

Result<Duration> time_distance(std::int64_t distance_m, std::int64_t march_rate_m_per_h,
                               Duration long_halts_s) {
  Ranges ranges;
  ranges.within("distance_m", distance_m, 0, kMetresMax);
  ranges.within(kRate, march_rate_m_per_h, 1, kMetresPerHourMax);
  ranges.within("long_halts_s", long_halts_s, 0, kSecondsMax);
  if (!ranges.ok()) return ranges.take();
  return divide_up(distance_m * kHour, march_rate_m_per_h) + long_halts_s;
}

Duration road_clearance_time(Duration time_distance_s, Duration pass_time_s) {
  HW_CHECK(time_distance_s >= 0 && pass_time_s >= 0);
  return time_distance_s + pass_time_s;
}

Result<std::vector<PointTimes>> timetable(const March& march) {
  Ranges ranges;
  ranges.within("start_point_time", march.start_point_time, kStartOfTime / 2, kEndOfTime / 2);
  ranges.within(kRate, march.march_rate_m_per_h, 1, kMetresPerHourMax);
  ranges.within("pass_time_s", march.pass_time_s, 0, kSecondsMax);
  check_points(ranges, march.points);
  if (!ranges.ok()) return ranges.take();

  std::vector<PointTimes> rows;
  Duration halts_s = 0;
  for (const RoutePoint& point : march.points) {
    const Duration driving_s = divide_up(point.distance_m * kHour, march.march_rate_m_per_h);
    const Time due = march.start_point_time + driving_s + halts_s;
    const Time leaves = due + point.halt_s;
    rows.push_back({due, leaves, leaves + march.pass_time_s});
    halts_s += point.halt_s;
  }
  return rows;
}

Result<Time> completion(const March& march) {
  const Result<std::vector<PointTimes>> rows = timetable(march);
  if (!rows.ok()) return rows.problems();
  return rows.value().back().clear;
}

Result<Time> latest_start_point_time(March march, Time deadline) {
  march.start_point_time = 0;
  const Result<Time> takes = completion(march);
  if (!takes.ok()) return takes.problems();
  return deadline - takes.value();
}

Time earliest_next_due(Time previous_clear, Duration time_gap_s) { return previous_clear + time_gap_s; }

Duration headway_missing(Time previous_clear, Duration time_gap_s, Time next_due) {
  return std::max<Duration>(0, earliest_next_due(previous_clear, time_gap_s) - next_due);
}

}  // namespace homeward::march
