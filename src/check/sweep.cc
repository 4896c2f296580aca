// SPDX-License-Identifier: Apache-2.0
#include "check/sweep.h"

#include <algorithm>
#include <tuple>

#include "check/group.h"

namespace homeward::check {

namespace {

void sort(std::vector<Step>& steps) {
  std::ranges::sort(steps, {}, [](const Step& step) { return std::tie(step.at, step.delta, step.who); });
}

}  // namespace

std::vector<Level> levels(std::int64_t initial, std::vector<Step> steps) {
  sort(steps);
  std::vector<Level> result;
  std::int64_t value = initial;
  for (const Step& step : steps) {
    value += step.delta;
    if (!result.empty() && result.back().at == step.at)
      result.back().value = value;
    else
      result.push_back({step.at, value});
  }
  return result;
}

std::vector<Excess> excesses(std::vector<Step> steps, std::int64_t most) {
  sort(steps);
  std::vector<Excess> result;
  std::int64_t value = 0;
  bool above = false;
  const auto one_second = [](const Step& a, const Step& b) { return a.at == b.at; };
  for_each_group(std::span<const Step>(steps), one_second, [&](std::span<const Step> changes) {
    for (const Step& step : changes) value += step.delta;
    if (value > most && !above) result.push_back({changes.back().at, value, changes.back().who});
    above = value > most;
  });
  return result;
}

std::vector<Level> levels_in(const std::vector<Level>& levels, std::int64_t initial, Interval within) {
  if (within.empty()) return {};
  std::vector<Level> result{{within.begin, level_at(levels, initial, within.begin)}};
  auto next = std::ranges::upper_bound(levels, within.begin, {}, &Level::at);
  for (; next != levels.end() && next->at < within.end; ++next) result.push_back(*next);
  return result;
}

std::int64_t level_at(const std::vector<Level>& levels, std::int64_t initial, Time at) {
  const auto after = std::ranges::upper_bound(levels, at, {}, &Level::at);
  return after == levels.begin() ? initial : std::prev(after)->value;
}

std::vector<Level> at_least(std::vector<Level> levels, std::int64_t low) {
  for (Level& level : levels) level.value = std::max(level.value, low);
  return levels;
}

std::vector<Level> at_most(std::vector<Level> levels, std::int64_t high) {
  for (Level& level : levels) level.value = std::min(level.value, high);
  return levels;
}

std::optional<Time> settled(const std::vector<Level>& levels, std::int64_t initial, std::int64_t target,
                            Time start) {
  if ((levels.empty() ? initial : levels.back().value) != target) return std::nullopt;
  for (std::size_t i = levels.size(); i-- > 0;) {
    const std::int64_t before = i == 0 ? initial : levels[i - 1].value;
    if (before != target) return std::max(start, levels[i].at);
  }
  return start;
}

}  // namespace homeward::check
