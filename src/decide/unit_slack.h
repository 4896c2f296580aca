// SPDX-License-Identifier: Apache-2.0
//
// How much later each unit could still leave.
#pragma once

#include <vector>

#include "model/model.h"
#include "plan/plan.h"

namespace homeward::decide {

/// Latest start of a unit in the outcome in which everybody waits for the answer longest.
struct UnitSlack {
  UnitId unit;
  Time last_departure = 0;  ///< planned: of its last people or things, so it can be at that time
  Time too_late_at = 0;     ///< whatever of it leaves its place then cannot be out by the deadline
  Duration slack_s() const { return too_late_at - last_departure; }
};

/// Of all units that leave the zone in the plan; least first.
std::vector<UnitSlack> unit_slack(const Model& model, const Plan& plan);

}  // namespace homeward::decide
