// SPDX-License-Identifier: Apache-2.0
//
// Harder sets out of the public files: the convoys of all problems with one and the same network, headway
// included, put together.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "planner/exact/convoy_problem.h"

namespace homeward::exact {

/// One problem a network, in the order in which networks come up, convoys in the order of the problems. Its
/// name joins theirs with " + ". With wait_max every convoy's longest wait becomes that.
std::vector<ConvoyProblem> pool_by_network(std::span<const ConvoyProblem> problems,
                                           std::optional<Duration> wait_max);

}  // namespace homeward::exact
