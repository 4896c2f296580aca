// SPDX-License-Identifier: Apache-2.0
//
// The flow of least driving time that brings work from its bases to the goals in a span of arrival times, and
// the potentials that prove it: successive shortest ways (Busacker & Gowen 1961) with node potentials
// (Edmonds & Karp 1972).
#pragma once

#include <vector>

#include "planner/many/timed_cut.h"

namespace homeward::many {

class CheapestFlow {
 public:
  /// `head_and_tail` as for TimedCut; both must outlive this.
  CheapestFlow(const Roads& roads, std::span<const PlaceId> goals,
               const IdVector<ArcId, Time>& head_and_tail);

  /// As much as goes through; lanes can be used only in this span of arrival times.
  void find(std::span<const Supply> supplies, Interval span);
  /// The flow of the last find() cut into ways. Once a find().
  std::vector<FlowWay> take_ways();
  /// Time from a place to the goals as the flow sees it: on an arc that is neither empty nor full it falls by
  /// the arc's travel time, on a full one by no less, on an empty one by no more.
  Duration left(PlaceId place) const { return potential_[sink_] - potential_[place.index()]; }
  std::int64_t looked_at() const { return looked_; }  ///< edges, since the beginning
  /// Of all times left that the flow of the last find() allows, those nearest below `wanted`.
  void keep_left(const IdVector<PlaceId, Duration>& wanted);

 private:
  struct Edge {
    std::uint32_t from;
    std::uint32_t to;
    Duration cost;
    std::int64_t capacity = 0;  ///< in the span
    std::int64_t flow = 0;
  };
  void set_capacities(std::span<const Supply> supplies, Interval span);
  bool find_way();
  void push();

  const Roads& roads_;
  const IdVector<ArcId, Time>& head_and_tail_;
  std::uint32_t source_;
  std::uint32_t sink_;
  std::vector<Edge> edges_;  ///< those of arcs first, then of bases, then of goals
  std::vector<std::vector<std::uint32_t>> at_;
  std::vector<Duration> potential_;
  std::vector<Duration> distance_;
  std::vector<std::uint32_t> by_;  ///< edge by which a node is reached
  std::int64_t looked_ = 0;
};

}  // namespace homeward::many
