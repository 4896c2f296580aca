// SPDX-License-Identifier: Apache-2.0
//
// Time in whole seconds. A Time is a count of seconds since 1970-01-01T00:00:00Z,
// a Duration a number of seconds. Intervals are half-open: something may begin at
// the very second at which another thing ends (docs/rules.md, section 0).
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "base/check.h"

namespace homeward {

using Time = std::int64_t;
using Duration = std::int64_t;

inline constexpr Duration kMinute = 60;
inline constexpr Duration kHour = 3600;
inline constexpr Duration kDay = 86400;
/// Far enough to never be reached, near enough to add durations without overflow.
inline constexpr Time kEndOfTime = std::numeric_limits<std::int64_t>::max() / 4;
inline constexpr Time kStartOfTime = -kEndOfTime;

/// [begin, end)
struct Interval {
  Time begin = 0;
  Time end = 0;
  constexpr Duration length() const { return end - begin; }
  constexpr bool empty() const { return end <= begin; }
  constexpr bool contains(Time t) const { return begin <= t && t < end; }
  constexpr bool contains(Interval other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(Interval other) const { return begin < other.end && other.begin < end; }
  friend constexpr auto operator<=>(const Interval&, const Interval&) = default;
};

/// Smallest whole number not below dividend / divisor. dividend ≥ 0, divisor > 0.
/// Durations that come from a division are rounded up, capacities down (ordinary /).
constexpr std::int64_t divide_up(std::int64_t dividend, std::int64_t divisor) {
  HW_CHECK(dividend >= 0 && divisor > 0);
  return (dividend + divisor - 1) / divisor;
}

/// The first multiple of step that is not before t. step > 0; t may be negative.
constexpr Time round_up(Time t, Duration step) {
  const Duration rest = ((t % step) + step) % step;
  return rest == 0 ? t : t + step - rest;
}

}  // namespace homeward
