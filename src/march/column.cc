// SPDX-License-Identifier: Apache-2.0
#include "march/column.h"

#include "march/range.h"

namespace homeward::march {
namespace {

constexpr std::int64_t kExtalVehicles = 25;
constexpr std::int64_t kExtalDoubledAbove = 600;

void check_order(Ranges& ranges, const MarchOrder& order) {
  ranges.within("march_units", order.march_units, 1, kVehiclesMax);
  ranges.within("serials", order.serials, 1, kVehiclesMax);
  ranges.within("march_unit_gap_s", order.march_unit_gap_s, 0, kDay);
  ranges.within("serial_gap_s", order.serial_gap_s, 0, kDay);
  ranges.require(order.march_units >= order.serials, "march_units",
                 "There are fewer march units than serials.",
                 "Count march units over the whole column: every serial has at least one.");
  ranges.require(order.serials <= 1 || order.serial_gap_s >= order.march_unit_gap_s, "serial_gap_s",
                 "The gap between serials is shorter than the gap between march units.",
                 "Give a serial gap that is at least the march unit gap.");
}

Duration time_gaps_of(const MarchOrder& order) {
  return (order.march_units - 1) * order.march_unit_gap_s +
         (order.serials - 1) * (order.serial_gap_s - order.march_unit_gap_s);
}

}  // namespace

Result<Duration> time_gaps(const MarchOrder& order) {
  Ranges ranges;
  check_order(ranges, order);
  if (!ranges.ok()) return ranges.take();
  return time_gaps_of(order);
}

Result<Duration> extal(std::int64_t vehicles) {
  Ranges ranges;
  ranges.within("vehicles", vehicles, 1, kVehiclesMax);
  if (!ranges.ok()) return ranges.take();
  const std::int64_t single = std::min(vehicles, kExtalDoubledAbove);
  const std::int64_t doubled = vehicles - single;
  return (divide_up(single, kExtalVehicles) + 2 * divide_up(doubled, kExtalVehicles)) * kMinute;
}

Result<ColumnFigures> column_figures(const Column& column) {
  Ranges ranges;
  ranges.within("vehicles", column.vehicles, 1, kVehiclesMax);
  ranges.within("march_rate_m_per_h", column.march_rate_m_per_h, 1, kMetresPerHourMax);
  ranges.within("density.vehicles", column.density.vehicles, 1, kVehiclesMax);
  ranges.within("density.over_mm", column.density.over_mm, 1, kMetresMax * 1'000);
  ranges.within("extal_s", column.extal_s, 0, kSecondsMax);
  check_order(ranges, column.order);
  if (!ranges.ok()) return ranges.take();

  const std::int64_t rate = column.march_rate_m_per_h;
  const std::int64_t per_metre = column.density.vehicles * 1'000;
  const Duration gaps_s = time_gaps_of(column.order);
  const Duration vehicles_s =
      multiply_divide_up(column.vehicles * kHour, column.density.over_mm, per_metre * rate);
  const std::int64_t vehicles_m = multiply_divide_up(column.vehicles, column.density.over_mm, per_metre);
  return ColumnFigures{gaps_s, vehicles_s + gaps_s + column.extal_s,
                       vehicles_m + multiply_divide_up(gaps_s, rate, kHour)};
}

}  // namespace homeward::march
