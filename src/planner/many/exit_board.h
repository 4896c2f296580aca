// SPDX-License-Identifier: Apache-2.0
//
// Who is on which lane when, for columns that leave by a few exits and never halt (exit_lanes.h). What
// Timetable is for every kind of column this is for these: a column is put in or taken out in a dozen short
// searches, and everybody can move up when one ahead of them is gone.
#pragma once

#include "planner/many/exit_lanes.h"

namespace homeward::many {

class ExitBoard {
 public:
  /// All columns of the traffic.
  ExitBoard(const Roads& roads, const ExitLanes& lanes) : ExitBoard(roads.traffic().columns, lanes) {}
  /// Others on the same roads. They and the lanes must outlive this.
  ExitBoard(std::span<const Traveller> columns, const ExitLanes& lanes);

  const ExitLanes& lanes() const { return lanes_; }
  std::span<const Traveller> columns() const { return columns_; }
  /// The first arrival by the way, at or after `from`, that is in nobody's way; some time from `until` on
  /// where it is not before that, found sooner.
  Time earliest(std::uint32_t column, std::uint32_t way, Time from, Time until = kEndOfTime) const;
  void put_in(std::uint32_t column, std::uint32_t way, Time arrival);
  void take_out(std::uint32_t column);
  bool is_in(std::uint32_t column) const { return way_[column] != kNone; }
  std::uint32_t way(std::uint32_t column) const { return way_[column]; }
  Time arrival(std::uint32_t column) const { return arrival_[column]; }
  std::int64_t sum() const { return sum_; }  ///< of the arrivals of those that are in

  /// Earliest arrival of a column that is in when all keep their order on every lane.
  Time could_arrive(std::uint32_t column) const;
  /// Moves a column between those before and behind it.
  void move(std::uint32_t column, Time arrival);
  /// Calls act(column) for the next one behind it on each of its lanes.
  template <class Act>
  void next_behind(std::uint32_t column, Act act) const {
    for (const ExitLanes::Use& use : lanes_.uses(way_[column])) {
      const auto& lane = passages_[use.lane];
      const std::size_t i = find(lane, arrival_[column] - use.before_s);
      if (i + 1 < lane.size()) act(lane[i + 1].column);
    }
  }
  /// Calls act(column) for up to `count` columns on this lane from the first that enters at or after `from`.
  template <class Act>
  void on_lane(std::uint32_t number, Time from, std::size_t count, Act act) const {
    const auto& lane = passages_[number];
    for (std::size_t i = find(lane, from); i < lane.size() && count > 0; ++i, --count) act(lane[i].column);
  }
  std::int64_t work() const { return work_; }  ///< lanes asked, in all

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;
  struct Passage {
    Time entry;
    std::int32_t clear_s;  ///< to the next entry in the same direction
    std::int32_t stay_s;   ///< more, against it
    std::uint32_t column;
    std::uint32_t backward;
  };
  using Lane = std::vector<Passage>;
  static Time clear_of(const Passage& passage, std::uint32_t backward) {
    return passage.entry + passage.clear_s + (passage.backward != backward ? passage.stay_s : 0);
  }
  /// The first that enters at or after `t`.
  static std::size_t find(const Lane& lane, Time t) {
    std::size_t low = 0;
    std::size_t count = lane.size();
    while (count > 0) {
      const std::size_t half = count / 2;
      const bool before = lane[low + half].entry < t;
      low = before ? low + half + 1 : low;
      count = before ? count - half - 1 : half;
    }
    return low;
  }
  Duration pass_s(std::uint32_t column) const { return columns_[column].pass_s; }

  std::span<const Traveller> columns_;
  const ExitLanes& lanes_;
  std::vector<Lane> passages_;  ///< by entry
  std::vector<std::uint32_t> way_;
  std::vector<Time> arrival_;
  std::int64_t sum_ = 0;
  mutable std::int64_t work_ = 0;
};

}  // namespace homeward::many
