// SPDX-License-Identifier: Apache-2.0
#include "planner/many/traffic.h"

#include <algorithm>
#include <queue>

namespace homeward::many {

namespace {

/// A group of one goal that fewer columns share is cheaper to search for than to tabulate.
constexpr std::size_t kColumnsForTable = 8;

IdVector<ArcId, Duration> travel_of(const Traffic& traffic, const RoadGraph& graph) {
  RoadNeeds needs;
  needs.march_rate_m_per_hour = traffic.model.rules.march_rate_m_per_hour;
  needs.classes[static_cast<std::size_t>(VehicleClass::wheeled)] = true;
  return travel_times(traffic.model, graph, needs);
}

using Tables = std::vector<IdVector<PlaceId, Duration>>;

Tables tables_of(const Traffic& traffic, const RoadGraph& graph, const IdVector<ArcId, Duration>& travel) {
  Tables tables(traffic.goals.size());
  std::vector<std::size_t> columns(traffic.goals.size(), 0);
  for (const Traveller& column : traffic.columns) ++columns[column.goals];
  for (std::size_t i = 0; i < tables.size(); ++i)
    if (columns[i] >= kColumnsForTable || traffic.goals[i].size() > 1)
      tables[i] = times_to_any(graph, travel, traffic.goals[i]);
  return tables;
}

bool any_empty(const Tables& tables) {
  return std::any_of(tables.begin(), tables.end(), [](const auto& table) { return table.empty(); });
}

}  // namespace

Roads::Roads(const Traffic& traffic)
    : traffic_{traffic},
      graph_(traffic.model),
      travel_(travel_of(traffic, graph_)),
      calendar_(traffic.model, graph_, {traffic.model.start, traffic.latest}),
      tables_(tables_of(traffic, graph_, travel_)),
      landmarks_(graph_, travel_, any_empty(tables_) ? kLandmarks : 0) {}

IdVector<PlaceId, Duration> times_to_any(const RoadGraph& graph, const IdVector<ArcId, Duration>& travel,
                                         std::span<const PlaceId> goals, std::span<const PlaceId> closed) {
  IdVector<PlaceId, Duration> best(graph.place_count(), kEndOfTime);
  IdVector<PlaceId, char> is_closed(graph.place_count(), 0);
  for (const PlaceId place : closed) is_closed[place] = 1;
  using Entry = std::pair<Duration, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  for (const PlaceId goal : goals) {
    best[goal] = 0;
    open.emplace(0, goal.index());
  }
  while (!open.empty()) {
    const auto [time, index] = open.top();
    open.pop();
    if (time > best[PlaceId(index)]) continue;
    for (const ArcId arc : graph.in(PlaceId(index))) {
      if (travel[arc] == kClosed || is_closed[graph.from(arc)]) continue;
      const Duration through = time + travel[arc];
      if (through >= best[graph.from(arc)]) continue;
      best[graph.from(arc)] = through;
      open.emplace(through, graph.from(arc).index());
    }
  }
  return best;
}

Duration gap_on(const Roads& roads, LinkId link) {
  const Model& model = roads.traffic().model;
  return std::max(model.rules.column_gap_s, model.links[link].gap_s);
}

std::optional<Headway> headway(const Roads& roads, Duration pass_s, ArcId arc, ArcId other) {
  const LinkId link = direction_of(arc).link;
  if (direction_of(other).link != link) return std::nullopt;
  const LinkUse use = roads.traffic().model.links[link].use;
  const Duration tail = pass_s + gap_on(roads, link);
  if (use == LinkUse::exclusive || (arc != other && use == LinkUse::alternating))
    return Headway{roads.travel()[arc] + tail, true};
  if (arc != other) return std::nullopt;
  return Headway{tail, roads.traffic().model.links[link].lanes == 1};
}

std::int64_t total_flow(const Traffic& traffic, const Routes& routes) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < routes.size(); ++i) sum += flow_of(traffic.columns[i], routes[i]);
  return sum;
}

}  // namespace homeward::many
