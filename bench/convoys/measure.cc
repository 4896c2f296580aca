// SPDX-License-Identifier: Apache-2.0
#include "convoys/measure.h"

#include <algorithm>
#include <optional>

#include "convoys/baselines.h"
#include "convoys/resources.h"
#include "convoys/verify.h"
#include "planner/many/first_plan.h"
#include "planner/many/flow_bound.h"
#include "planner/many/flow_certificate.h"
#include "planner/many/improve.h"

namespace homeward::bench {

namespace {

double gap_percent(std::int64_t value, std::int64_t bound) {
  return value > 0 ? 100.0 * static_cast<double>(value - bound) / static_cast<double>(value) : 0;
}

/// Prices of instants are looked for where columns have goals of their own and tables of distances are small.
bool wants_prices(const many::Traffic& traffic) {
  constexpr std::size_t kTablesMax = 10'000'000;
  return traffic.goals.size() > 1 && traffic.columns.size() <= 1'000 &&
         traffic.goals.size() * traffic.model.places.size() <= kTablesMax;
}

/// Raises the bound by prices; what their certificate proves is judged by src/check.
void raise_bound(const many::Roads& roads, const Effort& effort, std::int64_t flow, std::int64_t bound,
                 Outcome& outcome) {
  many::PriceBoundOptions wanted;
  wanted.plan_flow = flow;
  many::PriceBound prices;
  if (effort.bound_work > 0 && wants_prices(roads.traffic()))
    outcome.bound_s += seconds_of([&] {
      Budget budget(effort.bound_work, Budget::Clock::time_point::max());
      prices = many::price_bound(roads, wanted, budget);
    });
  if (prices.certified > bound) {
    outcome.resource = prices.value > prices.certified ? "clusters and prices" : "prices";
    const FlowVerdict verdict =
        check_flow(many::flow_set_of(roads.traffic()), many::flow_certificate_of(prices));
    for (const std::string& reason : verdict.reasons) outcome.sentences.push_back("certificate: " + reason);
  }
  outcome.certified = gap_percent(flow, std::max(bound, prices.certified));
  outcome.gap = gap_percent(flow, std::max(bound, prices.value));
}

bool complete(const many::Routes& routes) {
  return std::all_of(routes.begin(), routes.end(), [](const Route& route) { return !route.stops.empty(); });
}

std::vector<Duration> shortest_of(const many::Traffic& traffic, many::Workshop& workshop) {
  std::vector<Duration> shortest;
  for (std::uint32_t i = 0; i < traffic.columns.size(); ++i) shortest.push_back(workshop.shortest(i));
  return shortest;
}

/// A network prepared, and the first plan on it.
struct Planned {
  std::optional<many::Roads> roads;
  std::optional<many::Workshop> workshop;
  many::FirstPlan plan;
};

double plan_first(const many::Traffic& traffic, Planned& planned) {
  return seconds_of([&] {
    planned.roads.emplace(traffic);
    planned.workshop.emplace(*planned.roads);
    Budget budget;
    planned.plan = many::first_plan(*planned.roads, *planned.workshop, budget);
  });
}

void search_beside(const many::Roads& roads, Outcome& outcome) {
  outcome.dijkstra_s = seconds_of([&] { search_all_dijkstra(roads); });
  const Landmarks landmarks(roads.graph(), roads.travel(), many::kLandmarks);
  outcome.astar_s = seconds_of([&] { search_all_astar(roads, landmarks); });
}

many::ImproveOptions options_of(const Effort& effort, std::uint64_t seed) {
  many::ImproveOptions options;
  options.seed = seed;
  options.threads = effort.threads;
  return options;
}

}  // namespace

Outcome measure(const many::Traffic& traffic, const Effort& effort, std::uint64_t seed) {
  forget_peak_memory();
  Outcome outcome;
  outcome.columns = traffic.columns.size();
  outcome.places = traffic.model.places.size();
  Planned planned;
  outcome.first_s = plan_first(traffic, planned);
  const many::Roads& roads = *planned.roads;
  many::Routes& routes = planned.plan.routes;
  outcome.missing = planned.plan.missing;
  outcome.memory_mb = peak_memory_mb();
  search_beside(roads, outcome);
  if (outcome.missing > 0) return outcome;
  outcome.sentences = verify(traffic, routes);
  const std::int64_t first_flow = verified_flow(traffic, routes);
  forget_peak_memory();
  many::FlowBound bound;
  const std::vector<Duration> shortest = shortest_of(traffic, *planned.workshop);
  outcome.bound_s = seconds_of([&] { bound = many::flow_bound(roads, shortest); });
  outcome.resource = bound.resource;
  Budget budget(effort.work, Budget::Clock::time_point::max());
  outcome.improve_s =
      seconds_of([&] { many::improve(roads, shortest, options_of(effort, seed), budget, routes); });
  const std::int64_t flow = verified_flow(traffic, routes);
  raise_bound(roads, effort, flow, bound.value, outcome);
  outcome.memory_mb = std::max(outcome.memory_mb, peak_memory_mb());
  for (std::string& sentence : verify(traffic, routes)) outcome.sentences.push_back(std::move(sentence));
  outcome.faults = outcome.sentences.size();
  const auto best_bound = static_cast<double>(flow) * (1 - outcome.gap / 100);
  const auto gap_of = [&](std::int64_t value) { return 100 * (1 - best_bound / static_cast<double>(value)); };
  const many::Routes plain = plain_prioritised(roads);
  outcome.first_gap = gap_of(first_flow);
  outcome.plain_gap = complete(plain) ? gap_of(verified_flow(traffic, plain)) : 100;
  return outcome;
}

Reached reach_gap(const many::Traffic& traffic, double gap, const Effort& effort, std::uint64_t seed) {
  forget_peak_memory();
  const double before_mb = memory_mb();
  Reached reached;
  Planned planned;
  reached.first_s = plan_first(traffic, planned);
  many::Routes& routes = planned.plan.routes;
  if (planned.plan.missing > 0) return reached;
  many::FlowBound bound;
  const std::vector<Duration> shortest = shortest_of(traffic, *planned.workshop);
  reached.proof_s = seconds_of([&] { bound = many::flow_bound(*planned.roads, shortest); });
  many::ImproveOptions options = options_of(effort, seed);
  options.flow_enough = static_cast<std::int64_t>(static_cast<double>(bound.value) / (1 - gap / 100));
  Budget budget(effort.work, Budget::Clock::time_point::max());
  reached.plan_s = reached.first_s;
  const std::int64_t first_flow = verified_flow(traffic, routes);
  reached.first_gap = gap_percent(first_flow, bound.value);
  if (first_flow > options.flow_enough)
    reached.plan_s += seconds_of([&] { many::improve(*planned.roads, shortest, options, budget, routes); });
  reached.memory_mb = peak_memory_mb() - before_mb;
  reached.work = static_cast<double>(budget.work());
  reached.reached = verified_flow(traffic, routes) <= options.flow_enough;
  reached.faults = verify(traffic, routes).size();
  return reached;
}

}  // namespace homeward::bench
