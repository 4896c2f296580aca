// SPDX-License-Identifier: Apache-2.0
//
// Plans to play with: drawn at random and planned, or the small example of the tree.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/model.h"
#include "plan/plan.h"
#include "simulate/replay.h"

namespace homeward::testing {

struct Planned {
  std::string text;  ///< the drawing
  Model model;
  Plan plan;
};

/// A checked plan, or nothing where the planner finds none.
std::optional<Plan> plan_of(const Model& model, std::int64_t work = 1);

/// Bases, alternating and exclusive roads, nights without driving, ramps, a border post whose lanes may be
/// missing for a time, trucks that go round, flights, a ship. Nothing where no valid plan is found.
std::optional<Planned> random_plan(std::uint64_t seed);

/// scenarios/iraq-2011-small, planned with little work; planned once for all tests.
const Planned& small_example();

/// Ends the test program when the plan cannot be compiled.
simulate::Replay compiled(const Planned& planned, Duration overrun_s = 0);

}  // namespace homeward::testing
