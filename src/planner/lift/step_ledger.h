// SPDX-License-Identifier: Apache-2.0
//
// How much of something with a capacity is used at every second: MOG positions, beds, berths. A sorted list
// of steps; each lasts until the next. Queries are logarithmic plus the steps walked over.
#pragma once

#include <cstdint>
#include <vector>

#include "base/time.h"

namespace homeward {

class StepLedger {
 public:
  /// Adds `amount` (negative: takes back) during the interval. An empty interval adds nothing.
  void add(Interval interval, std::int64_t amount);
  std::int64_t used_at(Time at) const;
  /// Most in use at any second of the interval; 0 for an empty one.
  std::int64_t used_max(Interval interval) const;
  /// The first t ≥ from such that `amount` more fits during [t, t + length). amount ≤ capacity, else
  /// kEndOfTime.
  Time earliest_free(Time from, Duration length, std::int64_t amount, std::int64_t capacity) const;
  /// The first second ≥ from at which `amount` more does not fit; kEndOfTime when it always does.
  Time free_until(Time from, std::int64_t amount, std::int64_t capacity) const;

  struct Step {
    Time from = kStartOfTime;
    std::int64_t used = 0;
  };
  const std::vector<Step>& steps() const { return steps_; }

 private:
  std::size_t step_at(Time at) const;
  std::size_t split(Time at);

  std::vector<Step> steps_{Step{}};
};

}  // namespace homeward
