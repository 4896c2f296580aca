// SPDX-License-Identifier: Apache-2.0
//
// Patterns of flows (flow_patterns.h) one after the other, as streams of columns that drive. When a pattern
// ends at the exits, columns of the next are long on their way: so every place goes over to the next pattern
// at a time of its own, earlier by the time left to the exits as the flow of least driving time sees it
// (cheapest_flow.h). Then an arc that only one of two patterns of a flow uses is taken over at both its ends
// without a pause, and a way may begin in one pattern and end in the next.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "planner/many/cut_programme.h"
#include "planner/many/flow_patterns.h"

namespace homeward::many {

class FlowStreams {
 public:
  using Clock = IdVector<PlaceId, Duration>;  ///< time left to the exits

  /// The roads must outlive this.
  explicit FlowStreams(const Roads& roads);

  /// Their numbers.
  std::size_t add_pattern(const FlowPattern& pattern);
  std::size_t add_clock(Clock clock);
  /// In order of time; the pattern lasts until the next turn begins. `begin` is the time at the exits.
  void add_turn(std::size_t pattern, std::size_t clock, Time begin) {
    turns_.push_back({pattern, clock, begin});
  }

  /// All streams of at least `length_min_s`; nobody starts before `ready`, and the last turn ends at `until`.
  /// Turns of the ways are times of arrival. No two streams are on a lane at once. Once.
  std::vector<PacedWay> trace(Time ready, Time until, Duration length_min_s);

 private:
  /// Where one pattern sends what comes over an arc, and where its ways begin.
  struct Router {
    std::vector<std::pair<PlaceId, ArcId>> starts;
    std::vector<std::pair<ArcId, ArcId>> next;  ///< sorted
  };
  struct Turn {
    std::size_t pattern;
    std::size_t clock;
    Time begin;
  };
  using Starts = std::map<std::pair<PlaceId, ArcId>, std::vector<Interval>>;

  Starts starts_from(Time ready);
  std::optional<ArcId> after(std::size_t turn, ArcId arc) const;
  const std::vector<Time>& begins(PlaceId place);
  void follow(Interval at_end);
  void note(Interval arrivals);

  const Roads& roads_;
  std::vector<Router> routers_;
  std::vector<Clock> clocks_;
  std::vector<Turn> turns_;
  Time until_ = 0;
  Duration length_min_s_ = 0;
  IdVector<PlaceId, std::vector<Time>> begins_;  ///< by turn, and the end of the last; filled when asked for
  IdVector<PlaceId, char> is_goal_;
  std::vector<ArcId> way_;  ///< followed now
  std::map<std::vector<ArcId>, std::size_t> number_;
  std::vector<PacedWay> ways_;
};

}  // namespace homeward::many
