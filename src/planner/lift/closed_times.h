// SPDX-License-Identifier: Apache-2.0
//
// When an airfield or a service of things is closed: the rows of Model::windows for it, daily ones written
// out, as sorted disjoint intervals. Only `closed` rows count: neither has a "needs permission" that a row
// could grant.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/time.h"
#include "model/ids.h"
#include "model/model.h"

namespace homeward {

class ClosedTimes {
 public:
  ClosedTimes() = default;
  /// Any order, may overlap.
  explicit ClosedTimes(std::vector<Interval> closed);

  /// The first open second ≥ at.
  Time next_open(Time at) const;
  /// The last open second ≤ at.
  Time last_open(Time at) const;
  /// The first closed second ≥ at; kEndOfTime when there is none.
  Time next_closed(Time at) const;
  const std::vector<Interval>& intervals() const { return closed_; }

 private:
  std::size_t first_ending_after(Time at) const;

  std::vector<Interval> closed_;
};

/// Daily rows are written out for the local days that touch [model.start, horizon).
ClosedTimes closed_times_of_airfield(const Model& model, PlaceId place, Time horizon);
ClosedTimes closed_times_of_service(const Model& model, ServiceId service, Time horizon);

/// Lanes that reduced windows take from a service, and when; those that overlap add up.
std::vector<std::pair<Interval, std::int64_t>> lanes_taken(const Model& model, ServiceId service,
                                                           Time horizon);

/// 120 days after the last deadline: far enough for every late plan worth showing.
Time lift_horizon(const Model& model);

}  // namespace homeward
