// SPDX-License-Identifier: Apache-2.0
//
// Technical halts and rests by rule of thumb: every two hours of driving a technical halt of 15 minutes for
// every three vehicles or part of it; at six hours of driving the halt is a rest of two hours (never shorter
// than the technical halt would be). The rule is that of the open planner ConvoyPlan and of German march
// norms; the figures are defaults that a staff may change.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace homeward::march {

struct HaltRule {
  Duration drive_between_halts_s = 2 * kHour;
  Duration halt_per_group_s = 15 * kMinute;
  std::int64_t vehicles_per_group = 3;
  Duration drive_before_rest_s = 6 * kHour;
  Duration rest_s = 2 * kHour;
};

enum class HaltKind { technical, rest };

struct Halt {
  Duration after_driving_s = 0;  ///< driving time since the start point
  Duration length_s = 0;
  HaltKind kind = HaltKind::technical;
};

/// Length of one technical halt in seconds; 1 to 1,000,000 vehicles.
Result<Duration> technical_halt(std::int64_t vehicles, const HaltRule& rule);

/// Halts of a march with that much driving, in order. None falls on its end. At most a century of driving; at
/// most 100,000 halts.
Result<std::vector<Halt>> halts_for(Duration driving_s, std::int64_t vehicles, const HaltRule& rule);

}  // namespace homeward::march
