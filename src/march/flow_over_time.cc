// SPDX-License-Identifier: Apache-2.0
#include "march/flow_over_time.h"

#include <algorithm>
#include <limits>
#include <string>

#include "march/range.h"

namespace homeward::march {
namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 2;
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// Arc 2i is arc i of the network, arc 2i + 1 takes its flow back.
struct Residual {
  std::uint32_t to;
  std::int64_t capacity;
  std::int64_t transit;
};

class ShortestPathFlow {
 public:
  ShortestPathFlow(std::uint32_t nodes, std::span<const FlowArc> arcs) : distance_(nodes), by_(nodes) {
    residual_.reserve(arcs.size() * 2);
    for (const FlowArc& arc : arcs) {
      residual_.push_back({arc.to, arc.capacity_per_period, arc.transit_periods});
      residual_.push_back({arc.from, 0, -arc.transit_periods});
    }
  }

  /// Bellman–Ford: the residual network holds negative times but no negative cycle.
  void search(std::uint32_t source) {
    std::fill(distance_.begin(), distance_.end(), kFar);
    std::fill(by_.begin(), by_.end(), kNone);
    distance_[source] = 0;
    for (bool changed = true; changed;) {
      changed = false;
      for (std::uint32_t i = 0; i < residual_.size(); ++i) changed = relax(i) || changed;
    }
  }

  std::int64_t distance(std::uint32_t node) const { return distance_[node]; }

  /// Sends as much as fits along the path just found; returns the amount.
  std::int64_t augment(std::uint32_t source, std::uint32_t sink) {
    std::int64_t amount = kFar;
    for (std::uint32_t node = sink; node != source; node = residual_[by_[node] ^ 1U].to)
      amount = std::min(amount, residual_[by_[node]].capacity);
    for (std::uint32_t node = sink; node != source; node = residual_[by_[node] ^ 1U].to) {
      residual_[by_[node]].capacity -= amount;
      residual_[by_[node] ^ 1U].capacity += amount;
    }
    return amount;
  }

 private:
  bool relax(std::uint32_t arc) {
    const std::uint32_t from = residual_[arc ^ 1U].to;
    if (residual_[arc].capacity == 0 || distance_[from] >= kFar) return false;
    const std::int64_t reached = distance_[from] + residual_[arc].transit;
    if (reached >= distance_[residual_[arc].to]) return false;
    distance_[residual_[arc].to] = reached;
    by_[residual_[arc].to] = arc;
    return true;
  }

  std::vector<Residual> residual_;
  std::vector<std::int64_t> distance_;
  std::vector<std::uint32_t> by_;
};

}  // namespace

Result<std::int64_t> flow_over_time(std::uint32_t nodes, std::span<const FlowArc> arcs, std::uint32_t source,
                                    std::uint32_t sink, std::int64_t periods) {
  Ranges ranges;
  ranges.within("nodes", nodes, 2, 10'000);
  ranges.within("arcs", static_cast<std::int64_t>(arcs.size()), 0, 100'000);
  ranges.within("source", source, 0, std::int64_t{nodes} - 1);
  ranges.within("sink", sink, 0, std::int64_t{nodes} - 1);
  ranges.within("periods", periods, 0, 1'000'000);
  ranges.require(source != sink, "sink", "Source and sink are the same node.", "Name two nodes.");
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const std::string figure = "arcs/" + std::to_string(i);
    ranges.within(figure + "/from", arcs[i].from, 0, std::int64_t{nodes} - 1);
    ranges.within(figure + "/to", arcs[i].to, 0, std::int64_t{nodes} - 1);
    ranges.within(figure + "/capacity_per_period", arcs[i].capacity_per_period, 0, 1'000'000);
    ranges.within(figure + "/transit_periods", arcs[i].transit_periods, 0, 1'000'000);
  }
  if (!ranges.ok()) return ranges.take();

  ShortestPathFlow flow{nodes, arcs};
  std::int64_t arrived = 0;
  for (flow.search(source); flow.distance(sink) < periods; flow.search(source))
    arrived += (periods - flow.distance(sink)) * flow.augment(source, sink);
  return arrived;
}

}  // namespace homeward::march
