// SPDX-License-Identifier: Apache-2.0
#include "cli/plan_limits.h"

#include <algorithm>

namespace homeward {

namespace {

using std::chrono::milliseconds;

/// Some thirty seconds for iraq-2011 on two quiet cores.
constexpr std::int64_t kDefaultWork = 240'000'000;
constexpr milliseconds kDefaultTime{180'000};
constexpr milliseconds kFinishMax{600};  ///< checking and writing a large plan
constexpr int kFinishPart = 10;          ///< of a short limit at most a tenth

}  // namespace

SearchLimits search_limits(std::optional<std::int64_t> work, std::optional<milliseconds> time) {
  if (!work && !time) return {kDefaultWork, kDefaultTime};
  return {work.value_or(Budget::kUnlimited), time};
}

Budget::Clock::time_point search_deadline(Budget::Clock::time_point started, const SearchLimits& limits) {
  if (!limits.time) return Budget::Clock::time_point::max();
  return started + *limits.time - std::min(kFinishMax, *limits.time / kFinishPart);
}

}  // namespace homeward
