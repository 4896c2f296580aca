// SPDX-License-Identifier: Apache-2.0
//
// Customary units of movement tables as exact fractions of metric ones. A short ton is neither a
// metric tonne nor a measurement ton; the names keep them apart.
#pragma once

#include <cstdint>

#include "march/range.h"

namespace homeward::march {

/// One customary unit is numerator / denominator metric units.
struct Unit {
  std::int64_t numerator;
  std::int64_t denominator;
};

inline constexpr Unit kMetresPerMile{1'609'344, 1'000};                        // international mile
inline constexpr Unit kMillimetresPerFoot{3'048, 10};                          // international foot
inline constexpr Unit kKilogramsPerShortTon{90'718'474, 100'000};              // 2,000 lb
inline constexpr Unit kLitresPerMeasurementTon{113'267'386'368, 100'000'000};  // 40 cubic feet

/// Customary to metric, rounded up (loads, distances) or down (clearances, capacities). value ≥ 0.
inline std::int64_t metric_up(std::int64_t value, Unit unit) {
  return multiply_divide_up(value, unit.numerator, unit.denominator);
}
inline std::int64_t metric_down(std::int64_t value, Unit unit) {
  return multiply_divide_down(value, unit.numerator, unit.denominator);
}
/// Metric to customary, rounded down, so that customary_down(metric_up(x)) = x.
inline std::int64_t customary_down(std::int64_t value, Unit unit) {
  return multiply_divide_down(value, unit.denominator, unit.numerator);
}

}  // namespace homeward::march
