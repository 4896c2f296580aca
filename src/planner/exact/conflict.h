// SPDX-License-Identifier: Apache-2.0
//
// Conflicts between two routes, and the pair of bans that splits the search on one.
//
// Every rule of the problem has one form: convoy i does something at time s, convoy j at time t, and
// −before < t − s < after must not be. At a node before = after = H. Where j uses an edge against i (i enters
// u→v at s, j enters v→u at t) keeping one order at both ends with headway H means after = τ(u→v) + H and
// before = τ(v→u) + H. Convoys that use an edge the same way need the same travel time, so they keep their
// order when they keep the headway at its first node.
#pragma once

#include <compare>
#include <vector>

#include "planner/exact/convoy_problem.h"

namespace homeward::exact {

/// A convoy must not use a node at these times, or not enter an arc at them.
struct Ban {
  NodeId node;
  NodeId to;  ///< equal to node: the ban is on the node
  Interval times;
  bool on_arc() const { return to != node; }
  friend auto operator<=>(const Ban&, const Ban&) = default;
};

struct Conflict {
  ConvoyId first;
  ConvoyId second;
  Ban first_ban;   ///< what `first` does now, widened to all times that conflict with all of second_ban
  Ban second_ban;  ///< every plan obeys first_ban or second_ban
};

/// All conflicts between the two routes, at most one a node and one an edge.
void add_conflicts(const ConvoyProblem& problem, Variant variant, ConvoyId first, const Route& first_route,
                   ConvoyId second, const Route& second_route, std::vector<Conflict>& conflicts);

/// What others must not do when this route is fixed.
void add_bans_of_fixed(const ConvoyProblem& problem, Variant variant, const Route& fixed,
                       std::vector<Ban>& bans);

/// Travel time of an arc that exists.
Duration travel_of(const ConvoyProblem& problem, NodeId from, NodeId to);

}  // namespace homeward::exact
