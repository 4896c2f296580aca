// SPDX-License-Identifier: Apache-2.0
//
// Lower bounds on the total flow time (sum of head in − ready) of many columns; docs/mathematics-many.md has
// the proofs. Nothing here looks at a plan.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "planner/many/traffic.h"

namespace homeward::many {

inline constexpr std::int64_t kShareUnit = 1 << 16;

/// Everything that must pass some lanes: jobs in order of their work, and when the lanes open. Times are
/// those of the arrival at the goal.
class LaneMachine {
 public:
  /// `opens`: one time a lane, before which nothing that uses it arrives. Any order.
  LaneMachine(std::vector<Time> opens, std::vector<Duration> work);
  std::size_t lanes() const { return opens_.size(); }
  /// How many jobs are through by t, at most, each counted by the share of its work that is done, in
  /// 1/kShareUnit, rounded up.
  std::int64_t shares_at(Time t) const;
  /// Seconds that the lanes have been open by t, all together.
  Duration passed_by(Time t) const;
  /// Least sum of arrival times: shortest first on the lane that is free first, which is exact when every job
  /// may use every lane (Kaspi & Montreuil 1988).
  std::int64_t least_sum() const;

 private:
  std::vector<Time> opens_;         ///< sorted
  std::vector<Time> opens_sum_;     ///< of the first i
  std::vector<Duration> work_;      ///< sorted
  std::vector<Duration> work_sum_;  ///< of the first i
};

struct FlowBound {
  std::int64_t value = 0;          ///< no plan has a smaller total flow time
  std::int64_t shortest_ways = 0;  ///< the part that follows from driving times alone
  std::string resource;            ///< what decides: "shortest ways", "7 lanes into 4 goals", …
};

/// Shortest ways; for each group of goals that many columns share, in addition, all cuts of the network that
/// stop somebody at some time, each as a machine, the one that leaves most at each moment.
FlowBound flow_bound(const Roads& roads, std::span<const Duration> shortest);

}  // namespace homeward::many
