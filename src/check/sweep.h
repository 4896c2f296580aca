// SPDX-License-Identifier: Apache-2.0
//
// Levels over time from changes. Half-open: what ends at a second has ended before what begins at it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/time.h"

namespace homeward::check {

struct Step {
  Time at = 0;
  std::int64_t delta = 0;
  std::size_t who = 0;  ///< the caller's index, to name what brought the level up
};

/// Level from `at` on until the next one's `at`. Changes of one second are taken together.
struct Level {
  Time at = 0;
  std::int64_t value = 0;
};

std::vector<Level> levels(std::int64_t initial, std::vector<Step> steps);

/// The first moment at which a level is above `most`, the step that brought it there, and the level itself.
struct Excess {
  Time at = 0;
  std::int64_t value = 0;
  std::size_t who = 0;
};
/// One for each rise from a permitted level to one that is not.
std::vector<Excess> excesses(std::vector<Step> steps, std::int64_t most);

/// What changes take away: as many steps, to be compared with what is there at first.
template <class Change>
std::vector<Step> taken(std::span<const Change> changes) {
  std::vector<Step> steps;
  for (const Change& change : changes) steps.push_back({change.at, -change.delta, steps.size()});
  return steps;
}

/// Levels of an interval: the one at its begin, dated there, and each later change. Empty: none.
std::vector<Level> levels_in(const std::vector<Level>& levels, std::int64_t initial, Interval within);
/// Level at `at`; `initial` before the first.
std::int64_t level_at(const std::vector<Level>& levels, std::int64_t initial, Time at);
/// Levels no lower than `low`, or no higher than `high`: for counts that a broken plan drives out of all
/// sense.
std::vector<Level> at_least(std::vector<Level> levels, std::int64_t low);
std::vector<Level> at_most(std::vector<Level> levels, std::int64_t high);
/// The first second from which the level is `target` for ever; absent if it does not end there.
std::optional<Time> settled(const std::vector<Level>& levels, std::int64_t initial, std::int64_t target,
                            Time start);

}  // namespace homeward::check
