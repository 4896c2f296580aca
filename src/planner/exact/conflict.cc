// SPDX-License-Identifier: Apache-2.0
#include "planner/exact/conflict.h"

#include <optional>

#include "base/check.h"

namespace homeward::exact {
namespace {

/// Something a convoy does: it uses a node, or enters an arc.
struct Deed {
  NodeId node;
  NodeId to;
  Time at = 0;
};

/// s of the first and t of the second convoy conflict when −before < t − s < after. The bans are the largest
/// intervals that begin at the present times and conflict throughout.
void add_conflict(ConvoyId first, const Deed& s, ConvoyId second, const Deed& t, Duration before,
                  Duration after, std::vector<Conflict>& conflicts) {
  const Duration apart = t.at - s.at;
  if (apart <= -before || apart >= after) return;
  conflicts.push_back(
      {first, second, {s.node, s.to, {s.at, t.at + before}}, {t.node, t.to, {t.at, s.at + after}}});
}

/// The times at which a route uses a node: once, or twice where it halts.
struct Uses {
  Time times[2];
  int count;
};

Uses uses_of(const Stop& stop) { return {{stop.arrive, stop.leave}, stop.arrive == stop.leave ? 1 : 2}; }

void add_node_conflicts(Duration headway, ConvoyId first, const Stop& a, ConvoyId second, const Stop& b,
                        std::vector<Conflict>& conflicts) {
  const Uses of_a = uses_of(a);
  const Uses of_b = uses_of(b);
  for (int i = 0; i < of_a.count; ++i)
    for (int j = 0; j < of_b.count; ++j)
      add_conflict(first, {a.node, a.node, of_a.times[i]}, second, {b.node, b.node, of_b.times[j]}, headway,
                   headway, conflicts);
}

}  // namespace

Duration travel_of(const ConvoyProblem& problem, NodeId from, NodeId to) {
  for (const Arc& arc : problem.arcs_of(from))
    if (arc.to == to) return arc.travel;
  HW_CHECK(false);
}

void add_conflicts(const ConvoyProblem& problem, Variant variant, ConvoyId first, const Route& first_route,
                   ConvoyId second, const Route& second_route, std::vector<Conflict>& conflicts) {
  const Duration headway = problem.headway;
  for (std::size_t i = 0; i < first_route.stops.size(); ++i) {
    const Stop& a = first_route.stops[i];
    const Stop* const a_next = i + 1 < first_route.stops.size() ? &first_route.stops[i + 1] : nullptr;
    for (std::size_t j = 0; j < second_route.stops.size(); ++j) {
      const Stop& b = second_route.stops[j];
      if (a.node == b.node && variant != Variant::p2)
        add_node_conflicts(headway, first, a, second, b, conflicts);
      const Stop* const b_next = j + 1 < second_route.stops.size() ? &second_route.stops[j + 1] : nullptr;
      if (!a_next || !b_next) continue;
      const Deed enters_a{a.node, a_next->node, a.leave};
      const Deed enters_b{b.node, b_next->node, b.leave};
      if (a.node == b.node && a_next->node == b_next->node && variant == Variant::p2)
        add_conflict(first, enters_a, second, enters_b, headway, headway, conflicts);
      if (a.node == b_next->node && a_next->node == b.node)
        add_conflict(first, enters_a, second, enters_b, b_next->arrive - b.leave + headway,
                     a_next->arrive - a.leave + headway, conflicts);
    }
  }
}

void add_bans_of_fixed(const ConvoyProblem& problem, Variant variant, const Route& fixed,
                       std::vector<Ban>& bans) {
  const Duration headway = problem.headway;
  for (std::size_t i = 0; i < fixed.stops.size(); ++i) {
    const Stop& stop = fixed.stops[i];
    const Uses uses = uses_of(stop);
    for (int use = 0; use < uses.count && variant != Variant::p2; ++use)
      bans.push_back({stop.node, stop.node, {uses.times[use] - headway + 1, uses.times[use] + headway}});
    if (i + 1 == fixed.stops.size()) break;
    const Stop& next = fixed.stops[i + 1];
    if (variant == Variant::p2)
      bans.push_back({stop.node, next.node, {stop.leave - headway + 1, stop.leave + headway}});
    for (const Arc& back : problem.arcs_of(next.node))
      if (back.to == stop.node)
        bans.push_back(
            {next.node,
             stop.node,
             {stop.leave - back.travel - headway + 1, stop.leave + (next.arrive - stop.leave) + headway}});
  }
}

}  // namespace homeward::exact
