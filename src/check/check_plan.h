// SPDX-License-Identifier: Apache-2.0
//
// The judge of plans. It shares with the planner nothing but base, the raw model and the raw plan, and
// computes travel times, pass times, service ends, calendars and counts with its own code, in whole numbers.
#pragma once

#include <vector>

#include "model/model.h"
#include "plan/plan.h"
#include "plan/violation.h"

namespace homeward {

/// Every rule of docs/rules.md but SHARED. Empty: the plan holds. The model must come from the scenario
/// reader; the plan may be anything, and what is malformed is reported as FORM. Sorted by time, then code; at
/// most 1,000 entries and one that counts the rest, whose code keeps the verdict right. Throws nothing,
/// changes nothing.
std::vector<Violation> check_plan(const Model& model, const Plan& plan);

}  // namespace homeward
