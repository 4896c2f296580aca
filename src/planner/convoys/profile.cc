// SPDX-License-Identifier: Apache-2.0
#include "planner/convoys/profile.h"

#include <algorithm>

namespace homeward {

std::size_t Profile::index_at(Time t) const {
  const auto after = std::upper_bound(steps_.begin(), steps_.end(), t,
                                      [](Time time, const Step& step) { return time < step.from; });
  return static_cast<std::size_t>(after - steps_.begin()) - 1;
}

std::size_t Profile::split(Time t) {
  const std::size_t i = index_at(t);
  if (steps_[i].from == t) return i;
  steps_.insert(steps_.begin() + static_cast<std::ptrdiff_t>(i) + 1, {t, steps_[i].value});
  return i + 1;
}

void Profile::add(Interval span, std::int64_t amount) {
  if (span.empty() || amount == 0) return;
  const std::size_t first = split(span.begin);
  const std::size_t last = span.end >= kEndOfTime ? steps_.size() : split(span.end);
  for (std::size_t i = first; i < last; ++i) steps_[i].value += amount;
  // Only at the two ends can a step now be no step any more.
  if (last < steps_.size()) merge(last);
  merge(first);
}

void Profile::merge(std::size_t i) {
  if (i > 0 && steps_[i].value == steps_[i - 1].value)
    steps_.erase(steps_.begin() + static_cast<std::ptrdiff_t>(i));
}

std::int64_t Profile::at(Time t) const { return steps_[index_at(t)].value; }

std::int64_t Profile::highest(Interval span) const {
  std::size_t i = index_at(span.begin);
  std::int64_t best = steps_[i].value;
  for (++i; i < steps_.size() && steps_[i].from < span.end; ++i) best = std::max(best, steps_[i].value);
  return best;
}

std::int64_t Profile::lowest(Interval span) const {
  std::size_t i = index_at(span.begin);
  std::int64_t best = steps_[i].value;
  for (++i; i < steps_.size() && steps_[i].from < span.end; ++i) best = std::min(best, steps_[i].value);
  return best;
}

std::optional<Time> Profile::first_below(Time from, Duration duration, std::int64_t limit) const {
  Time candidate = from;
  for (std::size_t i = index_at(from); i < steps_.size(); ++i) {
    if (steps_[i].from >= candidate + duration) return candidate;
    if (steps_[i].value > limit) {
      if (i + 1 == steps_.size()) return std::nullopt;
      candidate = std::max(from, steps_[i + 1].from);
    }
  }
  return candidate;
}

std::optional<Time> Profile::first_above(Time from, std::int64_t limit) const {
  for (std::size_t i = index_at(from); i < steps_.size(); ++i)
    if (steps_[i].value > limit) return std::max(from, steps_[i].from);
  return std::nullopt;
}

std::optional<Time> Profile::first_at_least_for_ever(Time from, std::int64_t least) const {
  if (steps_.back().value < least) return std::nullopt;
  std::size_t i = steps_.size();
  while (i > 0 && steps_[i - 1].value >= least) --i;
  return i == 0 ? from : std::max(from, steps_[i].from);
}

Time Profile::above_for_ever_from(std::int64_t limit) const {
  Time from = kEndOfTime;
  for (auto step = steps_.rbegin(); step != steps_.rend() && step->value > limit; ++step) from = step->from;
  return from;
}

Interval Profile::below_from(Time t, std::int64_t limit) const {
  return {t, first_above(t, limit).value_or(kEndOfTime)};
}

Time Profile::next_change(Time t) const {
  const std::size_t i = index_at(t) + 1;
  return i == steps_.size() ? kEndOfTime : steps_[i].from;
}

}  // namespace homeward
