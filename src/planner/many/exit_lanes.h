// SPDX-License-Identifier: Apache-2.0
//
// The ways of columns to a few exits, reduced to the lanes on which columns of different ways can meet.
// Nobody halts on the way, so a column has one unknown, its arrival, and every lane of its way is entered a
// fixed time before. A lane all of whose ways also share another lane, always as long before or after, adds
// nothing and is left out: of some thirty links of a way about a dozen remain.
//
// Rules meant: FOLLOW, OPPOSE, EXCLUSIVE and CROSS of docs/rules.md, on links of one lane without windows.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "planner/many/traffic.h"

namespace homeward::many {

struct ExitWay {
  PlaceId from;
  std::vector<ArcId> arcs;
  Duration length_s = 0;
};

class ExitLanes {
 public:
  /// How a way uses a lane. Both directions of a link that only one can use are one lane.
  struct Use {
    std::uint32_t lane = 0;
    std::uint32_t backward = 0;  ///< 1: against those with 0
    Duration before_s = 0;       ///< entry to arrival at the exit
    Duration gap_s = 0;          ///< with the pass time: from an entry to the next in the same direction
    Duration stay_s = 0;         ///< and so much longer to the next against it
  };

  /// `roads` must outlive this.
  ExitLanes(const Roads& roads, std::vector<ExitWay> ways);

  const std::vector<ExitWay>& ways() const { return ways_; }
  std::span<const Use> uses(std::size_t way) const {
    return {uses_.data() + first_use_[way], first_use_[way + 1] - first_use_[way]};
  }
  std::size_t lane_count() const { return lane_count_; }
  std::span<const std::uint32_t> ways_from(PlaceId place) const { return from_[place]; }

 private:
  struct Resource {
    bool is_place = false;
    std::uint32_t index = 0;  ///< of the arc or place
    Duration gap_s = 0;
    Duration stay_s = 0;
    bool opposed = false;
    bool dropped = false;
    std::uint32_t lane = 0;
    std::vector<std::pair<std::uint32_t, Duration>> ways =
        {};  ///< and the time from the entry to the arrival
  };
  void find_resources();
  void drop_covered();
  static bool covers(const Resource& other, const Resource& resource);
  void number_lanes();

  const Roads& roads_;
  std::vector<ExitWay> ways_;
  IdVector<PlaceId, std::vector<std::uint32_t>> from_;
  std::vector<Resource> resources_;
  std::vector<std::vector<std::uint32_t>> by_way_;  ///< resources, in order
  IdVector<ArcId, std::uint32_t> of_arc_;           ///< resource; kNone
  std::vector<Use> uses_;
  std::vector<std::size_t> first_use_;
  std::size_t lane_count_ = 0;
};

}  // namespace homeward::many
