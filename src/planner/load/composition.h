// SPDX-License-Identifier: Apache-2.0
//
// What a column is made of in one leg, and what follows from it: pass time, needs of the road, seats,
// escorts (docs/rules.md, sections 1 and 5).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/model.h"
#include "network/road_graph.h"
#include "plan/plan.h"

namespace homeward {

struct Composition {
  std::vector<VehicleGroup> groups;
  std::vector<Passengers> passengers;
};

struct Measures {
  std::int64_t vehicles = 0;  ///< of all kinds, escorts included
  std::int64_t escorts = 0;
  std::int64_t loaded_vehicles = 0;  ///< with cargo: what a loading service has to do
  Duration pass_s = 0;
  RoadNeeds needs;
};

/// A restriction that nothing meets: an unknown measure under the policy "refuse".
inline constexpr std::int64_t kUnknownMeasure = std::int64_t{1} << 50;

Measures measure(const Model& model, const Composition& composition);

/// Pass time of `vehicles` whose lengths and gaps sum to length_mm at this rate.
Duration pass_time(const Rules& rules, std::int64_t vehicles, std::int64_t length_mm,
                   std::int64_t march_rate_m_per_hour);

/// Escorts that `others` other vehicles need on a link with escort; 0 for none at all.
std::int64_t escorts_needed(const Rules& rules, std::int64_t others);
/// The most other vehicles that go with their escorts into `size` vehicles.
std::int64_t others_at_most(const Rules& rules, std::int64_t size);

const LoadRule* load_rule(const Model& model, ItemTypeId truck, ItemTypeId item);

/// Needs of a single ordinary vehicle, for ways that any column may take.
RoadNeeds light_needs(const Model& model);

std::int64_t passenger_count(const Composition& composition);

}  // namespace homeward
