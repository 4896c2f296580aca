// SPDX-License-Identifier: Apache-2.0
//
// What a column takes from and gives back to the stocks of fleet vehicles (FLEET, ESCORT of docs/rules.md).
#pragma once

#include <vector>

#include "model/model.h"
#include "plan/plan.h"

namespace homeward {

/// From `at` on so many more (or, negative, fewer) vehicles of the fleet stand at the place.
struct FleetMove {
  FleetId fleet;
  PlaceId place;
  Time at = 0;
  std::int64_t vehicles = 0;
};

/// Taken when loading begins (empties: when the head leaves), given back when everything is done at the end
/// of their last leg, turn time included. In the order of legs and groups. The column must be well formed.
std::vector<FleetMove> fleet_moves(const Model& model, const Column& column);

/// Tail in and last service done at its last place.
Time end_of(const Column& column);

/// The loading service with which it begins; null if there is none.
const ServiceVisit* loading_of(const Model& model, const Column& column);

}  // namespace homeward
