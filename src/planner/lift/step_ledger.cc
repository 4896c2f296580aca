// SPDX-License-Identifier: Apache-2.0
#include "planner/lift/step_ledger.h"

#include <algorithm>
#include <iterator>

#include "base/check.h"

namespace homeward {

std::size_t StepLedger::step_at(Time at) const {
  const auto after = std::upper_bound(steps_.begin(), steps_.end(), at,
                                      [](Time time, const Step& step) { return time < step.from; });
  return static_cast<std::size_t>(std::distance(steps_.begin(), after)) - 1;
}

std::size_t StepLedger::split(Time at) {
  const std::size_t index = step_at(at);
  if (steps_[index].from == at) return index;
  steps_.insert(steps_.begin() + static_cast<std::ptrdiff_t>(index) + 1, Step{at, steps_[index].used});
  return index + 1;
}

void StepLedger::add(Interval interval, std::int64_t amount) {
  if (interval.empty() || amount == 0) return;
  HW_CHECK(interval.begin > kStartOfTime);
  const std::size_t first = split(interval.begin);
  const std::size_t last = split(interval.end);
  for (std::size_t i = first; i < last; ++i) steps_[i].used += amount;
  // Neighbours that became equal are joined, so that taking back leaves no trace.
  if (steps_[last].used == steps_[last - 1].used) {
    steps_.erase(steps_.begin() + static_cast<std::ptrdiff_t>(last));
  }
  if (steps_[first].used == steps_[first - 1].used) {
    steps_.erase(steps_.begin() + static_cast<std::ptrdiff_t>(first));
  }
}

std::int64_t StepLedger::used_at(Time at) const { return steps_[step_at(at)].used; }

std::int64_t StepLedger::used_max(Interval interval) const {
  if (interval.empty()) return 0;
  std::int64_t most = 0;
  for (std::size_t i = step_at(interval.begin); i < steps_.size() && steps_[i].from < interval.end; ++i) {
    most = std::max(most, steps_[i].used);
  }
  return most;
}

Time StepLedger::earliest_free(Time from, Duration length, std::int64_t amount, std::int64_t capacity) const {
  if (amount > capacity) return kEndOfTime;
  Time begin = from;
  for (std::size_t i = step_at(from); i < steps_.size() && steps_[i].from < begin + length; ++i) {
    if (steps_[i].used + amount <= capacity) continue;
    if (i + 1 == steps_.size()) return kEndOfTime;
    begin = steps_[i + 1].from;
  }
  return begin;
}

Time StepLedger::free_until(Time from, std::int64_t amount, std::int64_t capacity) const {
  for (std::size_t i = step_at(from); i < steps_.size(); ++i) {
    if (steps_[i].used + amount > capacity) return std::max(from, steps_[i].from);
  }
  return kEndOfTime;
}

}  // namespace homeward
