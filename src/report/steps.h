// SPDX-License-Identifier: Apache-2.0
//
// Step curves: a whole number that changes at instants and holds until the next.
#pragma once

#include <cstdint>
#include <vector>

#include "base/time.h"

namespace homeward {

struct Change {
  Time at = 0;
  std::int64_t by = 0;
};

struct Step {
  Time at = 0;
  std::int64_t value = 0;  ///< from `at` to the next step
};

using Steps = std::vector<Step>;  ///< strictly increasing in time

/// initial holds from `from` on; changes before `from` are taken at `from`.
Steps steps_from(std::vector<Change> changes, Time from, std::int64_t initial);
/// steps not empty; before the first step its value.
std::int64_t value_at(const Steps& steps, Time t);
std::int64_t largest_value(const Steps& steps);

/// Σ of lengths after overlaps are joined, and the joined intervals themselves, sorted.
std::vector<Interval> joined(std::vector<Interval> intervals);
Duration total_length(const std::vector<Interval>& disjoint);
/// What of `span` lies in none of `closed`, which is joined.
std::vector<Interval> open_intervals(Interval span, const std::vector<Interval>& closed);

}  // namespace homeward
