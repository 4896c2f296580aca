// SPDX-License-Identifier: Apache-2.0
//
// A step function of time: how much of something is in use (parking, lanes of a service) or at hand
// (stock). Steps are kept sorted; a range add costs the steps that it touches.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.h"

namespace homeward {

class Profile {
 public:
  /// `initial` holds from the beginning of time.
  explicit Profile(std::int64_t initial = 0) : steps_{{kStartOfTime, initial}} {}

  /// Adds `amount` (may be negative) in [span.begin, span.end).
  void add(Interval span, std::int64_t amount);
  std::int64_t at(Time t) const;
  std::int64_t highest(Interval span) const;
  std::int64_t lowest(Interval span) const;

  /// First t ≥ from such that the value stays ≤ limit during [t, t + duration); absent if never.
  std::optional<Time> first_below(Time from, Duration duration, std::int64_t limit) const;
  /// First t ≥ from at which the value is > limit; absent if never.
  std::optional<Time> first_above(Time from, std::int64_t limit) const;
  /// First t ≥ from such that the value stays ≥ least for ever after.
  std::optional<Time> first_at_least_for_ever(Time from, std::int64_t least) const;
  /// The first t such that the value stays > limit for ever after; kEndOfTime if it does not.
  Time above_for_ever_from(std::int64_t limit) const;
  /// From t until the value is > limit; empty if it is at t.
  Interval below_from(Time t, std::int64_t limit) const;
  /// The first time after t at which the value changes; kEndOfTime if never.
  Time next_change(Time t) const;

 private:
  struct Step {
    Time from;
    std::int64_t value;
  };
  std::size_t index_at(Time t) const;
  std::size_t split(Time t);
  void merge(std::size_t i);  ///< drops step i if the value does not change there
  std::vector<Step> steps_;
};

}  // namespace homeward
