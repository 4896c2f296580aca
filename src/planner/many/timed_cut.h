// SPDX-License-Identifier: Apache-2.0
//
// What stops columns from being at their goals by a given time: the least cut of the network whose arcs
// carry, until then, the time that is left of them (max flow: Ford & Fulkerson 1956, shortest augmenting ways
// first as Edmonds & Karp 1972 and Dinic 1970).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/many/traffic.h"

namespace homeward::many {

/// Work (pass times and gaps) that waits at a place.
struct Supply {
  PlaceId place;
  std::int64_t work_s = 0;
};

/// Work that goes one way from a base to a goal.
struct FlowWay {
  PlaceId from;
  std::vector<ArcId> arcs;
  std::int64_t work_s = 0;
};

/// What a group of columns with the same goals brings to its bases, and how early each arc can help it.
struct GroupFigures {
  std::vector<Supply> supplies;         ///< by place
  IdVector<ArcId, Time> head_and_tail;  ///< for TimedCut
  Time ready_min = kEndOfTime;
  Time first_all = kStartOfTime;  ///< nobody waiting for anybody, all would be there by then
  Duration work_s = 0;            ///< of all
  Duration gap_s = kEndOfTime;    ///< least of all arcs
};
/// Of those columns of the group only whose shortest way takes at least `least_way`.
GroupFigures figures_of(const Roads& roads, std::uint32_t group, Duration least_way = 0);
/// For each arc the least time at which somebody from these places who is ready at `ready` can be at a goal
/// by it; kEndOfTime where nobody can.
IdVector<ArcId, Time> arrivals_by_arc(const Roads& roads, std::uint32_t group, std::span<const Supply> from,
                                      Time ready);

class TimedCut {
 public:
  /// `head_and_tail`: least time from any start to the end of the arc and on to a goal; kEndOfTime where the
  /// arc is of no use.
  TimedCut(const Roads& roads, std::span<const PlaceId> goals, const IdVector<ArcId, Time>& head_and_tail);

  /// Places that work which cannot all be through by `until` still reaches; all 0 when everything can.
  const IdVector<PlaceId, char>& find(std::span<const Supply> supplies, Time until) {
    return find(supplies, Interval{kStartOfTime, until});
  }
  /// The same when lanes can be used only in this span of arrival times.
  const IdVector<PlaceId, char>& find(std::span<const Supply> supplies, Interval span);
  bool all_through() const { return all_through_; }
  /// The flow of the last find() cut into ways. Once a find().
  std::vector<FlowWay> take_ways();

 private:
  bool find_levels();
  /// Follows flow from `start` to a goal; false when it ran into a circle, which it then takes out.
  bool follow(PlaceId start, std::vector<ArcId>& way);
  std::int64_t capacity(ArcId arc) const;
  std::int64_t push(PlaceId place, std::int64_t amount);

  const Roads& roads_;
  const IdVector<ArcId, Time>& head_and_tail_;
  IdVector<PlaceId, char> is_goal_;
  IdVector<ArcId, std::int64_t> spare_;
  IdVector<ArcId, std::int64_t> flow_;  ///< filled by take_ways
  std::vector<Supply> supplies_;
  Interval span_{0, 0};
  bool all_through_ = false;
  std::vector<std::vector<ArcId>> arcs_;  ///< by place, both directions of every link there
  std::vector<std::size_t> next_;         ///< arc to try, by place
  IdVector<PlaceId, char> on_way_;
  IdVector<PlaceId, std::int32_t> level_;
  IdVector<PlaceId, char> reached_;
  std::vector<Supply> left_;
  std::vector<PlaceId> queue_;
};

}  // namespace homeward::many
