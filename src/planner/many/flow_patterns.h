// SPDX-License-Identifier: Apache-2.0
//
// A flow that lasts for a while, cut into patterns one after the other: in each, every lane serves one stream
// only or none. Streams that share no lane do not disturb each other, however long their columns are. That
// such patterns add up to the flow is the integrality of flows (Ford & Fulkerson 1956), found by rounding
// along cycles.
#pragma once

#include <vector>

#include "planner/many/timed_cut.h"

namespace homeward::many {

struct FlowPattern {
  Duration length_s = 0;
  std::vector<FlowWay> ways;  ///< lanes of one arc are used by at most as many of them; work_s is length_s
};

/// Ways whose works together need no arc longer than `length_s` times its lanes.
std::vector<FlowPattern> cut_into_patterns(const RoadGraph& graph, std::vector<FlowWay> ways,
                                           Duration length_s);

}  // namespace homeward::many
