// SPDX-License-Identifier: Apache-2.0
#include "march/capacity.h"

#include "march/range.h"

namespace homeward::march {
namespace {

constexpr std::int64_t kPayloadMax = 10'000'000;
constexpr Duration kYear = 366 * kDay;

}  // namespace

Result<std::int64_t> trucks_needed(const TruckNeed& need) {
  Ranges ranges;
  ranges.within("load_kg", need.load_kg, 0, kKilogramsMax);
  ranges.within("payload_kg", need.payload_kg, 1, kPayloadMax);
  ranges.within("turnaround_s", need.turnaround_s, 1, kYear);
  ranges.within("operating_s", need.operating_s, 1, kYear);
  ranges.within("availability_permille", need.availability_permille, 1, 1'000);
  if (!ranges.ok()) return ranges.take();
  return multiply_divide_up(need.load_kg * 1'000, need.turnaround_s,
                            need.payload_kg * need.availability_permille * need.operating_s);
}

Result<AirfieldFigures> airfield_throughput(const Airfield& airfield) {
  Ranges ranges;
  ranges.within("mog", airfield.mog, 0, 10'000);
  ranges.within("operating_s", airfield.operating_s, 0, kYear);
  ranges.within("ground_time_s", airfield.ground_time_s, 1, kYear);
  ranges.within("payload_kg", airfield.payload_kg, 0, kPayloadMax);
  ranges.within("efficiency_permille", airfield.efficiency_permille, 1, 1'000);
  if (!ranges.ok()) return ranges.take();
  const std::int64_t worked = airfield.mog * airfield.operating_s * airfield.efficiency_permille;
  const std::int64_t per_aircraft = airfield.ground_time_s * 1'000;
  return AirfieldFigures{worked / per_aircraft,
                         multiply_divide_down(worked, airfield.payload_kg, per_aircraft)};
}

Result<PortFigures> port_capacity(const Port& port) {
  Ranges ranges;
  ranges.within("reception_per_day", port.reception_per_day, 0, kCountMax);
  ranges.within("discharge_per_day", port.discharge_per_day, 0, kCountMax);
  ranges.within("clearance_per_day", port.clearance_per_day, 0, kCountMax);
  if (!ranges.ok()) return ranges.take();
  PortFigures figures{port.reception_per_day, PortStage::reception};
  if (port.discharge_per_day < figures.capacity_per_day)
    figures = {port.discharge_per_day, PortStage::discharge};
  if (port.clearance_per_day < figures.capacity_per_day)
    figures = {port.clearance_per_day, PortStage::clearance};
  return figures;
}

}  // namespace homeward::march
