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

/// People who have come by road since number `from` of draft.people, at the gateways from which they fly; bus
/// columns that take them there are added to the draft. Clears `complete` if some have no way on.
std::vector<GatewayArrival> bring_to_gateways(Draft& draft, std::size_t from, bool& complete);

/// People of draft.people up to number `flown` have their flights in `air`; the others are flown home on top
/// of it.
OnwardPlan plan_onward(Draft& draft, const AirSchedule& air, std::size_t flown, const SealiftOptions& sea);

}  // namespace homeward
