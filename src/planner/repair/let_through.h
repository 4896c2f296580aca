// SPDX-License-Identifier: Apache-2.0
//
// Who is in the middle of something when it is closed finishes it: a road closes behind the last that is on it,
// a place behind those who are on a road to it, a service when the last is served, parking spaces when those
// who stand on them have left.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "model/model.h"
#include "plan/plan.h"

namespace homeward {

/// When the last column is off the link that entered it, in this direction, before `at`; `at` if none is on
/// it. A road that is cut at `at` is closed from then on: who is on it drives on.
Time last_off(const Plan& plan, Direction direction, Time at);

/// When the last column has come in, or is through, that was crossing the place at `at`, or on the road to it
/// with no parking any more between; `at` if there is none.
Time last_through(const Model& model, const Plan& plan, PlaceId place, Time at);

/// The links to the place, each from the moment on at which none of these is on it until last_through():
/// nobody else must slip in.
std::vector<std::pair<Direction, Interval>> roads_to(const Model& model, const Plan& plan, PlaceId place,
                                                     Time at);

/// So much of a figure may be used at most in that time.
struct Limit {
  Interval when;
  std::int64_t most = 0;
};

/// A service that has `most` lanes in `when`: who is in service at its begin stays until he is served.
std::vector<Limit> lane_limits(const Plan& plan, ServiceId service, std::int64_t most, Interval when);

/// A place that has `most` parking spaces in `when`: who stands there at its begin stays until he leaves.
std::vector<Limit> parking_limits(const Plan& plan, PlaceId place, std::int64_t most, Interval when);

}  // namespace homeward
