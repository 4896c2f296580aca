// SPDX-License-Identifier: Apache-2.0
#include "planner/many/flow_patterns.h"

#include <algorithm>
#include <map>

namespace homeward::many {

namespace {

/// An edge of the flow, between places or the source (bases draw from it) and the sink (goals give to it).
struct Edge {
  std::uint32_t from;
  std::uint32_t to;
  std::int64_t amount = 0;   ///< seconds of lanes still to be used
  std::int64_t rounded = 0;  ///< lanes in the pattern, then in its ways
};

class Patterns {
 public:
  Patterns(const RoadGraph& graph, const std::vector<FlowWay>& ways, Duration length_s)
      : graph_{graph}, left_s_{length_s}, at_(2) {
    for (const FlowWay& way : ways) {
      edge(kSource, node(way.from), {Key::base, way.from.index()}).amount += way.work_s;
      for (const ArcId arc : way.arcs)
        edge(node(graph.from(arc)), node(graph.to(arc)), {Key::arc, arc.index()}).amount += way.work_s;
      const PlaceId goal = graph.to(way.arcs.back());
      edge(node(goal), kSink, {Key::goal, goal.index()}).amount += way.work_s;
      edge(kSink, kSource, {Key::back, 0}).amount += way.work_s;
    }
    for (std::uint32_t i = 0; i < edges_.size(); ++i) {
      at_[edges_[i].from].push_back(i);
      at_[edges_[i].to].push_back(i);
    }
  }

  std::vector<FlowPattern> run() {
    std::vector<FlowPattern> patterns;
    while (left_s_ > 0) {
      round();
      FlowPattern pattern;
      pattern.length_s = longest();
      for (Edge& each : edges_) each.amount -= each.rounded * pattern.length_s;
      left_s_ -= pattern.length_s;
      take_ways(pattern);
      patterns.push_back(std::move(pattern));
    }
    return patterns;
  }

 private:
  struct Key {
    enum Kind { base, arc, goal, back };  ///< source → base, link, goal → sink, sink → source
    Kind kind;
    std::uint32_t index;
    auto operator<=>(const Key&) const = default;
  };
  static constexpr std::uint32_t kSource = 0;
  static constexpr std::uint32_t kSink = 1;

  std::uint32_t node(PlaceId place) {
    return node_.try_emplace(place, static_cast<std::uint32_t>(node_.size()) + 2).first->second;
  }
  Edge& edge(std::uint32_t from, std::uint32_t to, Key key) {
    at_.resize(node_.size() + 2);
    const auto [at, fresh] = number_.try_emplace(key, edges_.size());
    if (fresh) {
      edges_.push_back({from, to});
      arcs_.push_back(ArcId(key.index));
    }
    return edges_[at->second];
  }

  bool fractional(const Edge& each) const { return work_[index(each)] % left_s_ != 0; }
  std::size_t index(const Edge& each) const { return static_cast<std::size_t>(&each - edges_.data()); }

  /// Moves flow round cycles of edges that are not yet whole lanes until all are.
  void round() {
    work_.clear();
    for (const Edge& each : edges_) work_.push_back(each.amount);
    for (std::uint32_t start = 0; start < edges_.size(); ++start)
      while (fractional(edges_[start])) push_round(cycle_from(start));
    for (std::size_t i = 0; i < edges_.size(); ++i) edges_[i].rounded = work_[i] / left_s_;
  }

  struct Turned {
    std::uint32_t edge;
    bool forward;
  };
  /// Every node has none or at least two edges that are not whole, so one can go on until a node comes again.
  std::vector<Turned> cycle_from(std::uint32_t start) {
    std::vector<Turned> walk{{start, true}};
    std::vector<std::uint32_t> nodes{edges_[start].from, edges_[start].to};
    while (true) {
      const std::uint32_t here = nodes.back();
      const auto seen = std::find(nodes.begin(), nodes.end() - 1, here);
      if (seen != nodes.end() - 1) {
        walk.erase(walk.begin(), walk.begin() + (seen - nodes.begin()));
        return walk;
      }
      const std::uint32_t last = walk.back().edge;
      const auto next = std::find_if(at_[here].begin(), at_[here].end(),
                                     [&](std::uint32_t i) { return i != last && fractional(edges_[i]); });
      HW_CHECK(next != at_[here].end());
      const bool forward = edges_[*next].from == here;
      walk.push_back({*next, forward});
      nodes.push_back(forward ? edges_[*next].to : edges_[*next].from);
    }
  }

  void push_round(const std::vector<Turned>& cycle) {
    // Up to the next whole number of lanes in the one direction or the other, whichever is nearer.
    std::int64_t up = left_s_;
    std::int64_t down = left_s_;
    for (const auto& [i, forward] : cycle) {
      const std::int64_t over = work_[i] % left_s_;
      up = std::min(up, forward ? left_s_ - over : over);
      down = std::min(down, forward ? over : left_s_ - over);
    }
    const std::int64_t by = up <= down ? up : -down;
    for (const auto& [i, forward] : cycle) work_[i] += forward ? by : -by;
  }

  /// How long the pattern can last so that what is left can still be done in what is left of the time.
  Duration longest() const {
    Duration length = left_s_;
    for (const Edge& each : edges_) {
      const std::int64_t whole = each.amount / left_s_;
      const std::int64_t over = each.amount % left_s_;
      if (over != 0) length = std::min(length, each.rounded > whole ? over : left_s_ - over);
    }
    return length;
  }

  void take_ways(FlowPattern& pattern) {
    for (const std::uint32_t first : at_[kSource])
      for (; edges_[first].from == kSource && edges_[first].rounded > 0; --edges_[first].rounded) {
        FlowWay way{PlaceId{}, {}, pattern.length_s};
        for (const std::uint32_t i : follow(first)) way.arcs.push_back(arcs_[i]);
        way.from = graph_.from(way.arcs.front());
        pattern.ways.push_back(std::move(way));
      }
  }

  /// The links of a way that begins with this edge of the source.
  std::vector<std::uint32_t> follow(std::uint32_t first) {
    std::vector<std::uint32_t> walk;
    std::vector<std::uint32_t> nodes{edges_[first].to};
    while (true) {
      const auto& near = at_[nodes.back()];
      const auto next = std::find_if(near.begin(), near.end(), [&](std::uint32_t i) {
        return edges_[i].from == nodes.back() && edges_[i].rounded > 0;
      });
      HW_CHECK(next != near.end());  // what flows in flows out
      --edges_[*next].rounded;
      if (edges_[*next].to == kSink) return walk;
      walk.push_back(*next);
      const auto seen = std::find(nodes.begin(), nodes.end(), edges_[*next].to);
      if (seen == nodes.end()) {
        nodes.push_back(edges_[*next].to);
        continue;
      }
      walk.resize(static_cast<std::size_t>(seen - nodes.begin()));  // a circle: its flow serves nobody
      nodes.erase(seen + 1, nodes.end());
    }
  }

  const RoadGraph& graph_;
  Duration left_s_;
  std::map<PlaceId, std::uint32_t> node_;
  std::map<Key, std::size_t> number_;
  std::vector<Edge> edges_;
  std::vector<ArcId> arcs_;  ///< by edge; of links only
  std::vector<std::vector<std::uint32_t>> at_;
  std::vector<std::int64_t> work_;
};

}  // namespace

std::vector<FlowPattern> cut_into_patterns(const RoadGraph& graph, std::vector<FlowWay> ways,
                                           Duration length_s) {
  return Patterns(graph, ways, length_s).run();
}

}  // namespace homeward::many
