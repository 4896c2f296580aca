// SPDX-License-Identifier: Apache-2.0
//
// How long a search goes on. Work is the limit that gives the same plan on every machine; wall time is for
// people who wait. Whoever names one of them gets that one alone; whoever names none gets the default work,
// with a wall time that only a machine in trouble reaches.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "base/budget.h"

namespace homeward {

struct SearchLimits {
  std::int64_t work = Budget::kUnlimited;
  std::optional<std::chrono::milliseconds> time;
};

SearchLimits search_limits(std::optional<std::int64_t> work, std::optional<std::chrono::milliseconds> time);

/// When the search must end, so that the plan can still be checked and written within the time limit.
Budget::Clock::time_point search_deadline(Budget::Clock::time_point started, const SearchLimits& limits);

}  // namespace homeward
