// SPDX-License-Identifier: Apache-2.0
#include "planner/lift/local_days.h"

namespace homeward {

LocalDays::LocalDays(const std::vector<ClockChange>& clock) : clock_{clock} {
  if (clock_.empty()) clock_.push_back(ClockChange{});
}

std::int64_t LocalDays::day(Time at) const {
  std::size_t i = 0;
  while (i + 1 < clock_.size() && clock_[i + 1].from <= at) ++i;
  const Time local = at + clock_[i].offset_s;
  return local >= 0 ? local / kDay : -((-local + kDay - 1) / kDay);
}

Time LocalDays::first_instant(std::int64_t day, Duration second) const {
  const Time local = day * kDay + second;
  for (std::size_t i = 0; i < clock_.size(); ++i) {
    const Time at = local - clock_[i].offset_s;
    // Before this row began, and not in the row before: skipped when the clocks were put forward.
    if (i > 0 && at < clock_[i].from) return clock_[i].from;
    if (i + 1 == clock_.size() || at < clock_[i + 1].from) return at;
  }
  return local;
}

Time LocalDays::last_instant(std::int64_t day, Duration second) const {
  const Time local = day * kDay + second;
  for (std::size_t i = clock_.size(); i-- > 0;) {
    const Time at = local - clock_[i].offset_s;
    if (i + 1 < clock_.size() && at >= clock_[i + 1].from) return clock_[i + 1].from;
    if (i == 0 || at >= clock_[i].from) return at;
  }
  return local;
}

}  // namespace homeward
