// SPDX-License-Identifier: Apache-2.0
//
// Which places a plan fills. Reads the plan's own times; proves nothing.
#pragma once

#include <vector>

#include "model/model.h"
#include "plan/plan.h"

namespace homeward {

/// Places where columns stand on at least four fifths of the parking at once; by place.
std::vector<PlaceId> full_places(const Model& model, const Plan& plan);

/// Airfields with a limit of positions where aircraft of the plan land; by place.
std::vector<PlaceId> used_airfields(const Model& model, const Plan& plan);

}  // namespace homeward
