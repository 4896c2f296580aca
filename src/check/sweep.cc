// SPDX-License-Identifier: Apache-2.0
#include "check/sweep.h"

#include <algorithm>
#include <tuple>

namespace homeward::check {

namespace {

void sort(std::vector<Step>& steps) {
  std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
    return std::tie(a.at, a.delta, a.who) < std::tie(b.at, b.delta, b.who);
  });
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
  for (std::size_t i = 0; i < steps.size(); ++i) {
    value += steps[i].delta;
    if (i + 1 < steps.size() && steps[i + 1].at == steps[i].at) continue;
    if (value > most && !above) result.push_back({steps[i].at, value, steps[i].who});
    above = value > most;
  }
  return result;
}

std::int64_t level_at(const std::vector<Level>& levels, std::int64_t initial, Time at) {
  const auto after = std::upper_bound(levels.begin(), levels.end(), at,
                                      [](Time t, const Level& level) { return t < level.at; });
  return after == levels.begin() ? initial : std::prev(after)->value;
}

std::vector<Level> clamped(std::vector<Level> levels, std::int64_t low, std::int64_t high) {
  for (Level& level : levels) level.value = std::clamp(level.value, low, high);
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
