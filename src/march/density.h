// SPDX-License-Identifier: Apache-2.0
//
// Density of a march column as an exact fraction, so that 15 vehicles/km is not 66.67 m a vehicle.
//
// Formula F1: k = 1000 / (s + ℓ) with s the mean gap from bumper to bumper and ℓ the mean vehicle length in
// metres. Source: standard road-march doctrine (movement control manuals); the normal interval of 100 m =
// 10 vehicles/km is ST 100-3, chapter 8.
#pragma once

#include <cstdint>

#include "base/result.h"

namespace homeward::march {

/// `vehicles` vehicles take `over_mm` millimetres of road. Both > 0.
struct Density {
  std::int64_t vehicles = 1;
  std::int64_t over_mm = 1;
  friend bool operator==(const Density&, const Density&) = default;
};

/// F1. Gap 0 to 10 km, length 1 mm to 1 km, both in millimetres; Problems otherwise.
Result<Density> density_from_spacing(std::int64_t vehicle_gap_mm, std::int64_t vehicle_length_mm);

/// Density given in thousandths of a vehicle per kilometre (15.9 veh/km = 15,900): 1 to 1,000,000.
Result<Density> density_from_milli_per_km(std::int64_t vehicles_per_km_milli);

/// Density seen on the road: 1 to 1,000,000 vehicles over 1 m to 100,000 km.
Result<Density> density_of_observed(std::int64_t vehicles, std::int64_t road_space_m);

/// Thousandths of a vehicle per kilometre, rounded down.
std::int64_t milli_vehicles_per_km(Density density);

/// Road taken by one vehicle and the gap behind it, in millimetres, rounded up.
std::int64_t spacing_mm(Density density);

}  // namespace homeward::march
