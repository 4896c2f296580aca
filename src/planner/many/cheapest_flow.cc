// SPDX-License-Identifier: Apache-2.0
#include "planner/many/cheapest_flow.h"

#include <algorithm>
#include <queue>

namespace homeward::many {

namespace {
constexpr std::uint32_t kNone = 0xffffffff;
constexpr std::int64_t kNoLimit = std::int64_t{1} << 60;
}  // namespace

CheapestFlow::CheapestFlow(const Roads& roads, std::span<const PlaceId> goals,
                           const IdVector<ArcId, Time>& head_and_tail)
    : roads_{roads},
      head_and_tail_{head_and_tail},
      source_{static_cast<std::uint32_t>(roads.graph().place_count())},
      sink_{source_ + 1},
      at_(source_ + 2) {
  const auto add = [&](std::uint32_t from, std::uint32_t to, Duration cost) {
    at_[from].push_back(static_cast<std::uint32_t>(edges_.size()));
    at_[to].push_back(static_cast<std::uint32_t>(edges_.size()));
    edges_.push_back({from, to, cost});
  };
  for (const ArcId arc : roads.travel().ids())
    add(roads.graph().from(arc).index(), roads.graph().to(arc).index(),
        roads.travel()[arc] == kClosed ? 0 : roads.travel()[arc]);
  for (std::uint32_t place = 0; place < source_; ++place) add(source_, place, 0);
  for (const PlaceId goal : goals) add(goal.index(), sink_, 0);
}

void CheapestFlow::set_capacities(std::span<const Supply> supplies, Interval span) {
  for (Edge& edge : edges_) edge.capacity = edge.flow = 0;
  for (const ArcId arc : roads_.travel().ids()) {
    const Time open = std::max(span.begin, head_and_tail_[arc]);
    if (roads_.travel()[arc] == kClosed || open >= span.end) continue;
    edges_[arc.index()].capacity =
        roads_.traffic().model.links[direction_of(arc).link].lanes * (span.end - open);
  }
  for (const Supply& supply : supplies)
    edges_[roads_.travel().size() + supply.place.index()].capacity += supply.work_s;
  for (const std::uint32_t edge : at_[sink_]) edges_[edge].capacity = kNoLimit;
  // Nothing leads on from a goal but the end.
  for (const std::uint32_t last : at_[sink_])
    for (const std::uint32_t edge : at_[edges_[last].from])
      if (edge != last && edges_[edge].from == edges_[last].from) edges_[edge].capacity = 0;
}

bool CheapestFlow::find_way() {
  distance_.assign(at_.size(), kEndOfTime);
  by_.assign(at_.size(), kNone);
  using Entry = std::pair<Duration, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  distance_[source_] = 0;
  open.emplace(0, source_);
  while (!open.empty()) {
    const auto [here, node] = open.top();
    open.pop();
    if (here > distance_[node]) continue;
    if (node == sink_) break;
    for (const std::uint32_t i : at_[node]) {
      const Edge& edge = edges_[i];
      ++looked_;
      const bool forward = edge.from == node;
      if (forward ? edge.flow >= edge.capacity : edge.flow <= 0) continue;
      const std::uint32_t to = forward ? edge.to : edge.from;
      const Duration reduced = (forward ? edge.cost : -edge.cost) + potential_[node] - potential_[to];
      if (here + reduced >= distance_[to]) continue;
      distance_[to] = here + reduced;
      by_[to] = i;
      open.emplace(distance_[to], to);
    }
  }
  if (distance_[sink_] >= kEndOfTime) return false;
  for (std::size_t node = 0; node < at_.size(); ++node)
    potential_[node] += std::min(distance_[node], distance_[sink_]);
  return true;
}

void CheapestFlow::push() {
  std::int64_t amount = kNoLimit;
  const auto along_way = [&](auto act) {
    for (std::uint32_t node = sink_; node != source_;) {
      Edge& edge = edges_[by_[node]];
      const bool forward = edge.to == node;
      act(edge, forward);
      node = forward ? edge.from : edge.to;
    }
  };
  along_way([&](const Edge& edge, bool forward) {
    amount = std::min(amount, forward ? edge.capacity - edge.flow : edge.flow);
  });
  along_way([&](Edge& edge, bool forward) { edge.flow += forward ? amount : -amount; });
}

void CheapestFlow::find(std::span<const Supply> supplies, Interval span) {
  set_capacities(supplies, span);
  potential_.assign(at_.size(), 0);
  while (find_way()) push();
}

void CheapestFlow::keep_left(const IdVector<PlaceId, Duration>& wanted) {
  // left(v) <= cost(v, w) + left(w) for every edge on which more could flow; costs are as reduced by what is
  // known.
  std::vector<Duration> change(at_.size(), kEndOfTime);
  using Entry = std::pair<Duration, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  const auto set = [&](std::uint32_t node, Duration value) {
    if (value >= change[node]) return;
    change[node] = value;
    open.emplace(value, node);
  };
  for (const PlaceId place : wanted.ids())
    if (wanted[place] < kEndOfTime) set(place.index(), wanted[place] - left(place));
  set(sink_, 0);
  while (!open.empty()) {
    const auto [here, node] = open.top();
    open.pop();
    if (here > change[node]) continue;
    for (const std::uint32_t i : at_[node]) {
      const Edge& edge = edges_[i];
      ++looked_;
      // Against the way in which more could flow.
      const bool forward = edge.to == node;
      const std::uint32_t to = forward ? edge.from : edge.to;
      if (to == source_ || (forward ? edge.flow >= edge.capacity : edge.flow <= 0)) continue;
      const Duration reduced = (forward ? edge.cost : -edge.cost) + potential_[to] - potential_[node];
      set(to, here + reduced);
    }
  }
  const Duration sink = change[sink_];
  for (std::uint32_t node = 0; node < source_; ++node)
    if (change[node] < kEndOfTime) potential_[node] -= change[node] - sink;
}

std::vector<FlowWay> CheapestFlow::take_ways() {
  // Ways of least time have no circles, so every walk along the flow ends at a goal.
  std::vector<FlowWay> ways;
  for (const std::uint32_t first : at_[source_])
    while (edges_[first].flow > 0) {
      std::vector<std::uint32_t> walk{first};
      while (edges_[walk.back()].to != sink_) {
        const auto& near = at_[edges_[walk.back()].to];
        walk.push_back(*std::find_if(near.begin(), near.end(), [&](std::uint32_t i) {
          return edges_[i].from == edges_[walk.back()].to && edges_[i].flow > 0;
        }));
      }
      FlowWay way{PlaceId(edges_[first].to), {}, edges_[first].flow};
      for (const std::uint32_t i : walk) way.work_s = std::min(way.work_s, edges_[i].flow);
      for (const std::uint32_t i : walk) edges_[i].flow -= way.work_s;
      for (std::size_t i = 1; i + 1 < walk.size(); ++i) way.arcs.push_back(ArcId(walk[i]));
      ways.push_back(std::move(way));
    }
  return ways;
}

}  // namespace homeward::many
