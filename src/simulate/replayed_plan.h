// SPDX-License-Identifier: Apache-2.0
//
// One replication as a plan: the same columns, flights, sailings and closings at the times at which they
// happened.
#pragma once

#include "plan/plan.h"
#include "simulate/play.h"

namespace homeward::simulate {

/// `plan` is the one that the replay was compiled from. What is not a matter of time is copied; bounds are
/// left out.
Plan replayed_plan(const Plan& plan, const Replay& replay, const Times& times);

}  // namespace homeward::simulate
