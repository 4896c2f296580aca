// SPDX-License-Identifier: Apache-2.0
//
// A convoy movement problem as columns on a road network (docs/rules.md, section 11), so that prices of instants
// bound it and the judge of certificates can read it. A relaxation: longest travel times, latest arrivals and the
// limit on waiting on the way are left out.
#pragma once

#include <optional>

#include "planner/exact/convoy_problem.h"
#include "planner/many/traffic.h"

namespace homeward::many {

/// Nothing for P4 and P5, whose objectives are others, and where an arc takes another time back or has no way
/// back, which links of ours cannot say.
std::optional<Traffic> traffic_of(const exact::ConvoyProblem& problem, exact::Variant variant);

}  // namespace homeward::many
