// SPDX-License-Identifier: Apache-2.0
//
// Plans without proof for convoys: one convoy after the other (prioritised planning), then a few convoys at a
// time taken out and put back as well as possible while the others stay.
#pragma once

#include <optional>

#include "base/budget.h"
#include "base/random.h"
#include "planner/exact/convoy_problem.h"

namespace homeward::exact {

/// A plan, or nothing when `tries_max` orders led to none. A convoy that finds no way goes to the front.
std::optional<Routes> plan_one_by_one(const ConvoyProblem& problem, Variant variant, int tries_max, Rng& rng,
                                      Budget& budget);

/// Takes `out` convoys out and solves for them exactly, within `work_max` labels. True when that made the
/// plan cheaper.
bool improve(const ConvoyProblem& problem, Variant variant, std::size_t out, std::int64_t work_max, Rng& rng,
             Budget& budget, Routes& routes);

}  // namespace homeward::exact
