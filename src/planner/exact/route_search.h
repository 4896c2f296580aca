// SPDX-License-Identifier: Apache-2.0
//
// The best route of one convoy that obeys a list of bans: safe-interval search (Phillips and Likhachev 2011)
// adapted to convoys that cannot stop on the way. A label is a node with a whole interval of times at which
// the convoy may leave it; arcs shift the interval, bans cut it. A* with the exact remaining travel time.
//
// The path must be simple. The search ignores that at first; a node that its answer visits twice becomes
// guarded: no label visits a guarded node twice, labels remember which ones they have visited, and the search
// starts again (decremental state space relaxation: Righini and Salani 2008).
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "planner/exact/conflict.h"
#include "planner/exact/convoy_problem.h"

namespace homeward::exact {

/// Searches for one convoy; keeps its memory between calls. Not for two threads at once.
class RouteSearch {
 public:
  RouteSearch(const ConvoyProblem& problem, Variant variant, ConvoyId convoy);

  /// The route of least cost (P4: travel time, then arrival; else arrival) that obeys all bans, or nothing
  /// when there is none. `work` grows by the number of labels made.
  std::optional<Route> best(std::span<const Ban> bans, std::int64_t& work);

  /// Travel time of the shortest path from a node to the convoy's end; kNoCost when there is none.
  Duration to_end(NodeId node) const { return to_end_[node.index()]; }

 private:
  struct Label {
    NodeId node;
    std::uint32_t parent;
    Interval leaves;     ///< possible leaving times, half-open (at the end: arrivals)
    Time first_arrival;  ///< earliest possible arrival
    Time last_arrival;   ///< latest arrival without a halt here
    Duration travel;
    std::uint64_t guarded;  ///< guarded nodes on the way, one bit each
  };
  struct Entry {
    std::int64_t key;
    std::int64_t tie;
    std::uint32_t label;
    bool operator<(const Entry& other) const {  // the heap's top is the least
      if (key != other.key) return key > other.key;
      if (tie != other.tie) return tie > other.tie;
      return label > other.label;
    }
  };
  /// All times at which labels with the same guarded nodes leave a node: disjoint, in order.
  struct Cover {
    std::uint64_t guarded;
    std::vector<Interval> times;
  };
  /// Labels of one node by the begin of their interval.
  struct LabelsAtNode {
    std::vector<std::pair<Time, std::uint32_t>> by_begin;
    Duration longest = 0;  ///< interval
    std::vector<Cover> covers;
  };

  void index_bans(std::span<const Ban> bans);
  std::optional<std::uint32_t> search(std::int64_t& work);
  std::optional<std::uint32_t> search_simple(std::int64_t& work);
  void start();
  void expand(std::uint32_t label);
  void extend(std::uint32_t label, const Arc& arc, Interval leaves);
  void add(const Label& label);
  void push(const Label& label);
  void take_out_covered(const Label& label);
  void take_out_one_by_one(const Label& label);
  bool only_time_counts() const { return !travel_counts_ && variant_ != Variant::p3; }
  bool may_cover(const Label& better, const Label& label) const;
  bool visits(std::uint32_t label, NodeId node) const;
  bool guard_repeated(std::uint32_t label);
  Route unload(std::uint32_t label) const;
  template <class Use>
  void for_each_gap(NodeId node, NodeId to, Interval times, Use use) const;

  const ConvoyProblem& problem_;
  const Convoy& convoy_;
  Variant variant_;
  std::vector<Duration> to_end_;
  std::vector<std::vector<Ban>> bans_at_;  ///< by node: its own and those of its arcs, by begin
  std::vector<NodeId> banned_nodes_;
  Time last_ban_end_ = kStartOfTime;
  std::vector<std::uint64_t> guard_bit_;  ///< by node; 0: not guarded
  std::vector<NodeId> guarded_nodes_;
  bool travel_counts_ = false;  ///< a label covers another only when its way is no longer
  bool travel_cut_ = false;     ///< the longest travel time has cut off a label
  std::vector<Interval> pieces_;
  std::vector<Interval> spare_;
  std::vector<Label> labels_;
  std::vector<Entry> heap_;
  std::vector<LabelsAtNode> labels_at_;
};

}  // namespace homeward::exact
