// SPDX-License-Identifier: Apache-2.0
//
// What the planner is measured against: independent shortest-path searches, plain prioritised planning, and a
// plain conflict-based search.
#pragma once

#include "base/budget.h"
#include "planner/exact/order_branching.h"
#include "planner/many/workshop.h"

namespace homeward::bench {

/// One search a column, each stopped when its goal is reached. The sum of the ways found, so that nothing can
/// be left out by a compiler.
std::int64_t search_all_dijkstra(const many::Roads& roads);
/// The same with A* and landmarks.
std::int64_t search_all_astar(const many::Roads& roads, const Landmarks& landmarks);

/// Plain prioritised planning: every column in order of its ready time on its shortest way, leaving when that
/// is free. Routes without stops where there is no way.
many::Routes plain_prioritised(const many::Roads& roads);

/// Plain conflict-based search (Sharon et al. 2015): best first, the first conflict found, no choice among
/// them.
exact::ConvoyOutcome plain_conflict_based(const exact::ConvoyProblem& problem, Budget& budget);

}  // namespace homeward::bench
