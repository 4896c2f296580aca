// SPDX-License-Identifier: Apache-2.0
//
// F20: the most that can flow from one source to one sink within a time limit T, when each arc takes a whole
// number of periods to cross and admits so many units a period.
//
// Ford and Fulkerson (1958): a flow over time that is largest repeats a static flow; its value is
// |f|·T − Σ τ_e·f_e for the static flow f that makes this largest, found by sending flow along shortest paths
// (by transit time, residual arcs with negated time) as long as such a path is shorter than T.
// A unit counts when it has arrived at time T or earlier; a path of transit time τ is used T − τ times.
#pragma once

#include <cstdint>
#include <span>

#include "base/result.h"

namespace homeward::march {

struct FlowArc {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::int64_t capacity_per_period = 0;
  std::int64_t transit_periods = 0;
};

/// The units that can have arrived by `periods`. Up to 10,000 nodes and 100,000 arcs, capacities and times up
/// to a million, 0 to a million periods. Problems: node out of range, source = sink, figures out of range.
Result<std::int64_t> flow_over_time(std::uint32_t nodes, std::span<const FlowArc> arcs, std::uint32_t source,
                                    std::uint32_t sink, std::int64_t periods);

}  // namespace homeward::march
