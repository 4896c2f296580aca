// SPDX-License-Identifier: Apache-2.0
//
// The convoy movement problem as the operations research literature states it (Chardaire, McKeown,
// Verity-Harrison and Richardson 2005; Ram Kumar et al. 2020): convoys are points with one common headway,
// arcs take the same time for all, a convoy chooses its path and its departure.
//
// Times are whole numbers in the unit of the file. docs/mathematics-exact.md has the model and the proofs.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"

namespace homeward::exact {

using NodeId = Id<struct ConvoyNodeTag>;
using ConvoyId = Id<struct ConvoyTag>;

struct Arc {
  NodeId to;
  Duration travel = 0;
  friend bool operator==(const Arc&, const Arc&) = default;
};

struct Convoy {
  NodeId start;
  NodeId end;
  Time earliest_start = 0;  ///< a
  Duration wait_max = 0;    ///< w: latest departure is a + w
  Time latest_arrival = 0;  ///< b
  Duration travel_max = 0;  ///< longest travel time
};

/// What the variants of the problem change. The default is P1.
enum class Variant {
  p1,  ///< headway at nodes, no waiting on the way, least sum of arrival − a
  p2,  ///< P1, but headway only where two convoys share an edge
  p3,  ///< P1, but a convoy may also wait at nodes on its way; all its waiting is at most w
  p4,  ///< P1 with the least sum of travel times (waiting at the start is free)
  p5,  ///< P1 with the least makespan (latest arrival of all)
};

struct ConvoyProblem {
  std::string name;
  Duration headway = 0;
  std::vector<std::size_t> first_arc;  ///< arcs of node v: [first_arc[v], first_arc[v + 1])
  std::vector<Arc> arcs;               ///< travel > 0
  IdVector<ConvoyId, Convoy> convoys;

  std::size_t node_count() const { return first_arc.empty() ? 0 : first_arc.size() - 1; }
  std::span<const Arc> arcs_of(NodeId node) const {
    const std::size_t first = first_arc[node.index()];
    return std::span<const Arc>(arcs).subspan(first, first_arc[node.index() + 1] - first);
  }
};

/// One node of a convoy's way. The head stands there during [arrive, leave]; equal at a passage, at the start
/// (arrive = leave = departure) and at the end.
struct Stop {
  NodeId node;
  Time arrive = 0;
  Time leave = 0;
  friend bool operator==(const Stop&, const Stop&) = default;
};

struct Route {
  std::vector<Stop> stops;
  Duration travel = 0;  ///< sum of the arcs' travel times
  Time departure() const { return stops.front().leave; }
  Time arrival() const { return stops.back().arrive; }
};

using Routes = std::vector<Route>;  ///< one a convoy, in the order of the problem

inline constexpr std::int64_t kNoCost = std::numeric_limits<std::int64_t>::max() / 8;

/// What one convoy adds to the objective: arrival − a, its travel time (P4), or its arrival (P5).
std::int64_t route_cost(const Convoy& convoy, const Route& route, Variant variant);
/// The objective: the sum of route costs, or their maximum (P5).
std::int64_t objective(const ConvoyProblem& problem, const Routes& routes, Variant variant);

}  // namespace homeward::exact
