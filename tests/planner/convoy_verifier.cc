// SPDX-License-Identifier: Apache-2.0
#include "planner/convoy_verifier.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace homeward::exact {
namespace {

using Edge = std::pair<std::uint32_t, std::uint32_t>;

std::map<Edge, Duration> travel_times(const ConvoyProblem& problem) {
  std::map<Edge, Duration> times;
  for (std::uint32_t from = 0; from < problem.node_count(); ++from)
    for (std::size_t i = problem.first_arc[from]; i < problem.first_arc[from + 1]; ++i)
      times[{from, problem.arcs[i].to.index()}] = problem.arcs[i].travel;
  return times;
}

/// Broken rules of one convoy alone.
std::vector<std::string> verify_alone(const ConvoyProblem& problem, Variant variant, const Convoy& convoy,
                                      const Route& route) {
  std::vector<std::string> broken;
  const auto expect = [&broken](bool holds, const char* rule) {
    if (!holds) broken.emplace_back(rule);
  };
  const std::map<Edge, Duration> times = travel_times(problem);
  const std::vector<Stop>& stops = route.stops;
  if (stops.empty()) return {"a convoy has no stops"};
  expect(stops.front().node == convoy.start && stops.back().node == convoy.end, "wrong start or end");
  expect(stops.front().leave >= convoy.earliest_start, "starts too early");
  expect(stops.front().leave <= convoy.earliest_start + convoy.wait_max, "starts too late");
  expect(stops.back().arrive <= convoy.latest_arrival, "arrives too late");
  std::set<std::uint32_t> visited;
  Duration travel = 0;
  Duration waited = stops.front().leave - convoy.earliest_start;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    expect(visited.insert(stops[i].node.index()).second, "a node is visited twice");
    expect(stops[i].leave >= stops[i].arrive, "leaves before it arrives");
    if (i == 0) continue;
    const auto arc = times.find({stops[i - 1].node.index(), stops[i].node.index()});
    expect(arc != times.end(), "there is no such arc");
    if (arc == times.end()) continue;
    expect(stops[i].arrive == stops[i - 1].leave + arc->second, "wrong time on an arc");
    travel += arc->second;
    if (i + 1 < stops.size()) waited += stops[i].leave - stops[i].arrive;
    expect(variant == Variant::p3 || i + 1 == stops.size() || stops[i].leave == stops[i].arrive,
           "waits on its way");
  }
  expect(travel <= convoy.travel_max && travel == route.travel, "travels too long");
  expect(waited <= convoy.wait_max, "waits too long");
  return broken;
}

std::vector<Time> heads_at(const Route& route, std::size_t stop) {
  std::vector<Time> heads;
  if (stop > 0) heads.push_back(route.stops[stop].arrive);
  if (stop + 1 < route.stops.size() || stop == 0) heads.push_back(route.stops[stop].leave);
  return heads;
}

bool nodes_are_apart(Duration headway, const Route& a, const Route& b) {
  for (std::size_t i = 0; i < a.stops.size(); ++i)
    for (std::size_t j = 0; j < b.stops.size(); ++j) {
      if (a.stops[i].node != b.stops[j].node) continue;
      for (const Time x : heads_at(a, i))
        for (const Time y : heads_at(b, j))
          if (std::abs(x - y) < headway) return false;
    }
  return true;
}

/// The times of two convoys at the two ends of an edge that both use.
struct SharedEdge {
  Time a_here, a_there, b_here, b_there;
};

std::vector<SharedEdge> shared_edges(const Route& a, const Route& b) {
  std::vector<SharedEdge> shared;
  for (std::size_t i = 0; i + 1 < a.stops.size(); ++i)
    for (std::size_t j = 0; j + 1 < b.stops.size(); ++j) {
      const Stop &a0 = a.stops[i], &a1 = a.stops[i + 1], &b0 = b.stops[j], &b1 = b.stops[j + 1];
      if (a0.node == b0.node && a1.node == b1.node)
        shared.push_back({a0.leave, a1.arrive, b0.leave, b1.arrive});
      if (a0.node == b1.node && a1.node == b0.node)
        shared.push_back({a0.leave, a1.arrive, b1.arrive, b0.leave});
    }
  return shared;
}

bool edges_keep_order(const Route& a, const Route& b, Duration headway) {
  for (const SharedEdge& edge : shared_edges(a, b)) {
    const bool a_first = edge.a_here + headway <= edge.b_here && edge.a_there + headway <= edge.b_there;
    const bool b_first = edge.b_here + headway <= edge.a_here && edge.b_there + headway <= edge.a_there;
    if (!a_first && !b_first) return false;
  }
  return true;
}

bool fit_together(const ConvoyProblem& problem, Variant variant, const Route& a, const Route& b) {
  if (!edges_keep_order(a, b, problem.headway)) return false;
  return variant == Variant::p2 || nodes_are_apart(problem.headway, a, b);
}

std::int64_t verified_cost(const Convoy& convoy, Variant variant, const Route& route) {
  const Stop& last = route.stops.back();
  Duration travel = 0;
  for (std::size_t i = 0; i + 1 < route.stops.size(); ++i)
    travel += route.stops[i + 1].arrive - route.stops[i].leave;
  if (variant == Variant::p4) return travel;
  return variant == Variant::p5 ? last.arrive : last.arrive - convoy.earliest_start;
}

/// Every route a convoy can take on its own.
std::vector<Route> all_routes(const ConvoyProblem& problem, Variant variant, const Convoy& convoy) {
  std::vector<Route> found;
  Route route;
  const std::function<void(Duration)> go_on = [&](Duration waited) {
    const NodeId here = route.stops.back().node;
    if (here == convoy.end) {
      route.stops.back().leave = route.stops.back().arrive;
      if (verify_alone(problem, variant, convoy, route).empty()) found.push_back(route);
      return;
    }
    const Duration more = route.stops.size() == 1 || variant == Variant::p3 ? convoy.wait_max - waited : 0;
    for (Duration wait = 0; wait <= more; ++wait) {
      Stop& stop = route.stops.back();
      stop.leave = stop.arrive + wait;
      const Stop left = stop;
      for (const Arc& arc : problem.arcs_of(here)) {
        const bool seen = std::any_of(route.stops.begin(), route.stops.end(),
                                      [&arc](const Stop& other) { return other.node == arc.to; });
        if (seen) continue;
        route.travel += arc.travel;
        route.stops.push_back({arc.to, left.leave + arc.travel, left.leave + arc.travel});
        go_on(waited + wait);
        route.stops.pop_back();
        route.travel -= arc.travel;
        route.stops.back() = left;
      }
    }
  };
  if (convoy.start == convoy.end) {
    for (Duration wait = 0; wait <= convoy.wait_max; ++wait) {
      const Time at = convoy.earliest_start + wait;
      route.stops = {{convoy.start, at, at}};
      if (verify_alone(problem, variant, convoy, route).empty()) found.push_back(route);
    }
    return found;
  }
  route.stops = {{convoy.start, convoy.earliest_start, convoy.earliest_start}};
  go_on(0);
  for (Route& one : found) one.stops.front().arrive = one.stops.front().leave;
  return found;
}

}  // namespace

std::vector<std::string> verify(const ConvoyProblem& problem, Variant variant, const Routes& routes) {
  if (routes.size() != problem.convoys.size()) return {"not one route a convoy"};
  std::vector<std::string> broken;
  for (const ConvoyId convoy : problem.convoys.ids())
    for (std::string& rule : verify_alone(problem, variant, problem.convoys[convoy], routes[convoy.index()]))
      broken.push_back("convoy " + std::to_string(convoy.index()) + ": " + rule);
  if (!broken.empty()) return broken;
  for (std::size_t i = 0; i < routes.size(); ++i)
    for (std::size_t j = i + 1; j < routes.size(); ++j)
      if (!fit_together(problem, variant, routes[i], routes[j]))
        broken.push_back("convoys " + std::to_string(i) + " and " + std::to_string(j) + " conflict");
  return broken;
}

std::int64_t verified_objective(const ConvoyProblem& problem, Variant variant, const Routes& routes) {
  std::int64_t sum = 0;
  std::int64_t latest = kStartOfTime;
  for (const ConvoyId convoy : problem.convoys.ids()) {
    const std::int64_t cost = verified_cost(problem.convoys[convoy], variant, routes[convoy.index()]);
    sum += cost;
    latest = std::max(latest, cost);
  }
  return variant == Variant::p5 ? latest : sum;
}

std::optional<std::int64_t> best_by_trying_all(const ConvoyProblem& problem, Variant variant) {
  std::vector<std::vector<Route>> choices;
  for (const Convoy& convoy : problem.convoys) choices.push_back(all_routes(problem, variant, convoy));
  std::optional<std::int64_t> best;
  Routes chosen;
  const std::function<void()> go_on = [&] {
    if (chosen.size() == choices.size()) {
      const std::int64_t value = verified_objective(problem, variant, chosen);
      if (!best || value < *best) best = value;
      return;
    }
    for (const Route& route : choices[chosen.size()]) {
      const bool fits = std::all_of(chosen.begin(), chosen.end(), [&](const Route& other) {
        return fit_together(problem, variant, other, route);
      });
      if (!fits) continue;
      chosen.push_back(route);
      go_on();
      chosen.pop_back();
    }
  };
  go_on();
  return best;
}

ConvoyProblem tiny_problem(Rng& rng, const TinySize& size) {
  ConvoyProblem problem;
  const std::size_t nodes = 2 + rng.below(size.nodes_max - 1);
  std::map<Edge, Duration> travel;
  for (std::uint32_t i = 0; i < nodes; ++i)
    for (std::uint32_t j = i + 1; j < nodes; ++j)
      if (rng.chance(2, 3)) travel[{i, j}] = travel[{j, i}] = rng.between(1, 5);
  problem.headway = static_cast<Duration>(rng.below(size.headway_max + 1));
  problem.first_arc = {0};
  for (std::uint32_t i = 0; i < nodes; ++i) {
    for (std::uint32_t j = 0; j < nodes; ++j)
      if (const auto arc = travel.find({i, j}); arc != travel.end())
        problem.arcs.push_back({NodeId(j), arc->second});
    problem.first_arc.push_back(problem.arcs.size());
  }
  const std::size_t convoys = 1 + rng.below(size.convoys_max);
  for (std::size_t i = 0; i < convoys; ++i)
    problem.convoys.push_back(
        {NodeId(rng.below(nodes)), NodeId(rng.below(nodes)), static_cast<Time>(rng.below(5)),
         static_cast<Duration>(rng.below(size.wait_max + 1)), rng.between(5, 30), rng.between(4, 15)});
  return problem;
}

}  // namespace homeward::exact
