// SPDX-License-Identifier: Apache-2.0
//
// The first conflict-free plan: one column after the other, never taken back. Columns with goals of their own
// go in order of their ready time; each tries its shortest way at once and searches only when that is taken.
// Columns that share few goals are dispatched by exit slot (exit_dispatch.h) before.
#pragma once

#include "base/budget.h"
#include "planner/many/workshop.h"

namespace homeward::many {

struct FirstPlan {
  Routes routes;  ///< without stops for columns that found no way
  std::size_t missing = 0;
};

/// Leaves what it planned in the workshop's timetable, which must be empty.
FirstPlan first_plan(const Roads& roads, Workshop& workshop, Budget& budget);

/// One column after the other in the order given; the workshop keeps them. Returns how many found no way.
std::size_t plan_in_order(Workshop& workshop, std::span<const std::uint32_t> order, Routes& routes,
                          Budget& budget);

}  // namespace homeward::many
