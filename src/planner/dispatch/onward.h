// SPDX-License-Identifier: Apache-2.0
//
// What comes after the zone: people who came by road go by bus to a gateway and fly home; things pass wash
// and customs at the port and sail. Closure of the zone does not depend on it, final closure does.
#pragma once

#include "planner/dispatch/closing.h"
#include "planner/dispatch/draft.h"
#include "planner/lift/sealift.h"

namespace homeward {

struct OnwardPlan {
  std::vector<Flight> flights;
  std::vector<Sailing> sailings;
  std::vector<Batch> batches;
  bool all_home = true;  ///< everybody and everything reaches its destination
};

/// Adds bus columns to the draft.
OnwardPlan plan_onward(Draft& draft, const AirSchedule& air);

}  // namespace homeward
