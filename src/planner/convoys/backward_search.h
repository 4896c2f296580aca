// SPDX-License-Identifier: Apache-2.0
//
// Exact free-flow times to one goal, found only where they are asked for: A* from the goal backwards that
// goes on where it stopped (resumable backward search: Silver 2005, "Cooperative pathfinding"), guided by
// landmarks (Goldberg & Harrelson, SODA 2005). A question near the shortest way costs a few steps, none costs
// more than one Dijkstra search in all.
#pragma once

#include <cstdint>
#include <vector>

#include "network/road_graph.h"

namespace homeward {

/// Distances to and from a few places far apart, from which every other distance is bounded below. Read-only
/// after construction, shared by threads.
class Landmarks {
 public:
  Landmarks(const RoadGraph& graph, const IdVector<ArcId, Duration>& travel, std::size_t count);
  /// Never more than the time from a to b; 0 where nothing is known.
  Duration least_between(PlaceId a, PlaceId b) const {
    const std::int32_t* const from_a = row(a);
    const std::int32_t* const from_b = row(b);
    std::int32_t best = 0;
    for (std::size_t i = 0; i < width_; i += 2) {
      best = std::max(best, from_a[i] - from_b[i]);          // a → landmark less b → landmark
      best = std::max(best, from_b[i + 1] - from_a[i + 1]);  // landmark → b less landmark → a
    }
    return best;
  }

 private:
  const std::int32_t* row(PlaceId place) const { return times_.data() + place.index() * width_; }
  std::size_t width_;  ///< two times for each landmark
  std::vector<std::int32_t> times_;
};

/// What is known of the time from a place to the goal: at least `time`, or exactly.
struct TimeLeft {
  Duration time;
  bool exact;
};

/// One goal at a time; its memory is used again. Not for two threads at once.
class BackwardSearch {
 public:
  /// All three must outlive this.
  BackwardSearch(const RoadGraph& graph, const IdVector<ArcId, Duration>& travel, const Landmarks& landmarks)
      : graph_{graph}, travel_{travel}, landmarks_{landmarks}, nodes_(graph.place_count()) {}
  /// From now on questions are about `goal`; those near a shortest way from `start` are cheap.
  void aim(PlaceId start, PlaceId goal);
  /// Exact; kEndOfTime where there is no way.
  Duration time_from(PlaceId place) {
    const Node& node = nodes_[place.index()];
    return node.round == round_ && node.settled ? node.time : resume(place);
  }
  /// What can be said without a step: exact for places settled before.
  TimeLeft at_least_from(PlaceId place) const {
    const Node& node = nodes_[place.index()];
    if (node.round == round_ && node.settled) return {node.time, true};
    return {landmarks_.least_between(place, goal_), false};
  }
  /// What landmarks alone say.
  Duration bound_from(PlaceId place) const { return landmarks_.least_between(place, goal_); }
  /// Never more than the time from the start that it was aimed with.
  Duration least_from_start(PlaceId place) const { return landmarks_.least_between(start_, place); }
  std::int64_t work() const { return work_; }  ///< places settled, in all

 private:
  struct Node {
    std::uint32_t round = 0;
    std::int32_t time = 0;
    bool settled = false;
  };
  struct Open {
    std::int32_t estimate;
    std::int32_t time;
    std::uint32_t place;
    bool operator<(
        const Open& other) const {  // the heap's top: least estimate, then the farthest from the goal
      return estimate != other.estimate ? estimate > other.estimate : time < other.time;
    }
  };
  Duration resume(PlaceId place);
  void relax(PlaceId place, std::int32_t time);

  const RoadGraph& graph_;
  const IdVector<ArcId, Duration>& travel_;
  const Landmarks& landmarks_;
  std::vector<Node> nodes_;
  std::vector<Open> open_;
  std::uint32_t round_ = 0;
  PlaceId start_;
  PlaceId goal_;
  std::int64_t work_ = 0;
};

/// Free-flow times to a goal: a table, or a search that fills in what is asked for.
class ToGoal {
 public:
  ToGoal() = default;
  ToGoal(const IdVector<PlaceId, Duration>* table) : table_{table} {}  // NOLINT: a table is one kind of it
  explicit ToGoal(BackwardSearch* search) : search_{search} {}
  Duration operator[](PlaceId place) const {
    return table_ != nullptr ? (*table_)[place] : search_->time_from(place);
  }
  TimeLeft at_least(PlaceId place) const {
    return table_ != nullptr ? TimeLeft{(*table_)[place], true} : search_->at_least_from(place);
  }

  /// Landmarks alone tell the time from the start, so much, to the goal: there is no need to ask for exact
  /// times.
  bool bounds_are_tight(PlaceId start, Duration time) const {
    return search_ != nullptr && search_->bound_from(start) == time;
  }
  Duration least_from_start(PlaceId place) const {
    return search_ != nullptr ? search_->least_from_start(place) : 0;
  }

 private:
  const IdVector<PlaceId, Duration>* table_ = nullptr;
  BackwardSearch* search_ = nullptr;
};

}  // namespace homeward
