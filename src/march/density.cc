// SPDX-License-Identifier: Apache-2.0
#include "march/density.h"

#include <numeric>

#include "base/time.h"
#include "march/range.h"

namespace homeward::march {
namespace {

constexpr std::int64_t kMillimetresPerKm = 1'000'000;

Density reduced(std::int64_t vehicles, std::int64_t over_mm) {
  const std::int64_t divisor = std::gcd(vehicles, over_mm);
  return {vehicles / divisor, over_mm / divisor};
}

}  // namespace

Result<Density> density_from_spacing(std::int64_t vehicle_gap_mm, std::int64_t vehicle_length_mm) {
  Ranges ranges;
  ranges.within("vehicle_gap_mm", vehicle_gap_mm, 0, 10 * kMillimetresPerKm);
  ranges.within("vehicle_length_mm", vehicle_length_mm, 1, kMillimetresPerKm);
  if (!ranges.ok()) return ranges.take();
  return Density{1, vehicle_gap_mm + vehicle_length_mm};
}

Result<Density> density_from_milli_per_km(std::int64_t vehicles_per_km_milli) {
  Ranges ranges;
  ranges.within("vehicles_per_km_milli", vehicles_per_km_milli, 1, 1'000'000);
  if (!ranges.ok()) return ranges.take();
  return reduced(vehicles_per_km_milli, 1'000 * kMillimetresPerKm);
}

Result<Density> density_of_observed(std::int64_t vehicles, std::int64_t road_space_m) {
  Ranges ranges;
  ranges.within("vehicles", vehicles, 1, kVehiclesMax);
  ranges.within("road_space_m", road_space_m, 1, kMetresMax);
  if (!ranges.ok()) return ranges.take();
  return reduced(vehicles, road_space_m * 1'000);
}

std::int64_t milli_vehicles_per_km(Density density) {
  return multiply_divide_down(density.vehicles, 1'000 * kMillimetresPerKm, density.over_mm);
}

std::int64_t spacing_mm(Density density) { return divide_up(density.over_mm, density.vehicles); }

}  // namespace homeward::march
