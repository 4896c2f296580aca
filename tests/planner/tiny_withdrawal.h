// SPDX-License-Identifier: Apache-2.0
//
// The earliest closure of tiny withdrawals by trying everything: a base (and perhaps a second one whose cars
// only have a way out), a middle where nothing halts, a gate outside the zone that is everybody's
// destination; one or two lorries and escorts, some loads and cars. Heads depart only at multiples of the
// scenario's step, and nothing halts on the way, so that trying every departure, every composition and every
// lorry is exact: no order, no left shift and no priority is assumed. Columns drive at their march rate and
// are not re-formed on the way. All arithmetic is its own; nothing of the planner or the checker is used.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/random.h"
#include "model/model.h"
#include "plan/plan.h"

namespace homeward::tiny {

/// Text for draw_scenario(); places base, mid, gate and perhaps spur, fleets haul and guard.
std::string draw_tiny(Rng& rng);

struct Optimum {
  bool complete = true;         ///< false: more than `nodes_max` nodes
  std::optional<Time> closure;  ///< the least that is ≤ `at_most`; absent: there is none
  Plan plan;                    ///< with that closure
  std::int64_t nodes = 0;
};

/// `model` is one of draw_tiny()'s, with any start_step_s, turn_s and escort figures.
Optimum best_closure(const Model& model, Time at_most, std::int64_t nodes_max);

}  // namespace homeward::tiny
