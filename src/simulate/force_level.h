// SPDX-License-Identifier: Apache-2.0
//
// The force level of one replication: people in the zone at noon of each day (docs/simulate.md).
#pragma once

#include <cstdint>
#include <vector>

#include "simulate/play.h"
#include "simulate/tally.h"

namespace homeward::simulate {

/// Fills `people`, one for each of ForceLevelCount::at; it allocates only the first time.
void count_people(const ForceLevelCount& count, const Times& times, std::vector<std::int64_t>& people);

/// The same for the times of the plan.
std::vector<std::int64_t> planned_people(const Replay& replay);

/// The days with what the plan and the scenario's history ("actual") say of them, and nothing counted. Of
/// several points of history on one local day the last one is taken.
ForceLevelTally blank_force_level(const Model& model, const Replay& replay);

}  // namespace homeward::simulate
