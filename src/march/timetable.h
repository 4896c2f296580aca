// SPDX-License-Identifier: Apache-2.0
//
// A march in time: time distance, road clearance time, due and clear at every point, completion, the latest
// time at the start point, and the headway between two columns (F2, F7 to F11).
//
// *Due* is when the head reaches a point, *clear* when the tail has left it. The march rate includes short
// halts and excludes long ones (ATP 4-90, C-33 to C-37). Times at points follow the distance, never an even
// split between points. Table structure: FM 55-10 appendix E; headway rule: T_i + L_i/S_i + h ≤ T_j.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace homeward::march {

/// F2: TDIS = D / V + long halts, seconds, the quotient rounded up. Distance 0 to 100,000 km, march rate 1
/// m/h to 1,000 km/h, halts 0 to a century.
Result<Duration> time_distance(std::int64_t distance_m, std::int64_t march_rate_m_per_h,
                               Duration long_halts_s);

/// F7: road clearance time = TDIS + pass time: the road is in use that long. Both ≥ 0.
Duration road_clearance_time(Duration time_distance_s, Duration pass_time_s);

struct RoutePoint {
  std::string name;
  std::int64_t distance_m = 0;  ///< from the start point along the route
  Duration halt_s = 0;          ///< long halt here: head stands from due until it leaves
};

struct March {
  Time start_point_time = 0;  ///< head at the start point
  std::int64_t march_rate_m_per_h = 0;
  Duration pass_time_s = 0;
  std::vector<RoutePoint>
      points;  ///< in order; the first is the start point (0 m), the last the release point
};

struct PointTimes {
  Time due = 0;     ///< head arrives
  Time leaves = 0;  ///< head leaves; equals due where there is no halt
  Time clear = 0;   ///< tail has left
};

/// F8: due(x) = SP + dist(x)/V + halts before x; clear(x) = due(x) + halt at x + pass time. One row a point.
/// Problems: fewer than two points, first not at 0 m, distances that fall, figures out of range.
Result<std::vector<PointTimes>> timetable(const March& march);

/// F9: tail at the release point. F10: the latest start point time for which it is not after the deadline.
/// Both give the Problems of timetable().
Result<Time> completion(const March& march);
Result<Time> latest_start_point_time(March march, Time deadline);

/// F11: the next column may be due at a shared point from previous clear + time gap on.
Time earliest_next_due(Time previous_clear, Duration time_gap_s);
/// Seconds by which next_due is too early under F11; 0 when it is not.
Duration headway_missing(Time previous_clear, Duration time_gap_s, Time next_due);

}  // namespace homeward::march
