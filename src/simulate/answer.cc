// SPDX-License-Identifier: Apache-2.0
//
// Wilson (1927), "Probable inference, the law of succession, and statistical inference": the interval of all
// shares that a score test at 5 % does not reject. It stays within 0 and 1 and is sound for few or no misses.
#include "simulate/answer.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/check.h"

namespace homeward::simulate {

namespace {

constexpr double kNormal975 = 1.959963984540054;
constexpr std::int64_t kMillion = 1'000'000;

std::int64_t percentile(const std::map<std::int64_t, std::int64_t>& counts, std::int64_t total, int percent) {
  const std::int64_t rank = divide_up(total * percent, 100);
  std::int64_t seen = 0;
  for (const auto& [value, count] : counts) {
    seen += count;
    if (seen >= rank) return value;
  }
  return 0;
}

std::int64_t late(const DelayCounts& counts, Duration allowed) {
  std::int64_t sum = 0;
  for (auto it = counts.upper_bound(allowed); it != counts.end(); ++it) sum += it->second;
  return sum;
}

std::int64_t sum_of(const DelayCounts& counts) {
  std::int64_t sum = 0;
  for (const auto& [delay, count] : counts) sum += delay * count;
  return sum;
}

/// Second moment about the mean. The order of the sum is fixed, and so is every digit.
double variance_of(const DelayCounts& counts) {
  const auto total = static_cast<double>(count_of(counts));
  const double mean = static_cast<double>(sum_of(counts)) / total;
  double sum = 0;
  for (const auto& [delay, count] : counts) {
    const double off = static_cast<double>(delay) - mean;
    sum += off * off * static_cast<double>(count);
  }
  return sum / total;
}

Spread spread_of(const DelayCounts& counts, Time planned) {
  Spread spread;
  spread.planned = planned;
  const std::int64_t total = count_of(counts);
  spread.mean_delay_s = sum_of(counts) / total;
  for (std::size_t i = 0; i < kPercentiles.size(); ++i)
    spread.at[i] = planned + percentile(counts, total, kPercentiles[i]);
  spread.latest = planned + counts.rbegin()->first;
  return spread;
}

std::vector<ForceLevelSpread> force_level_of(const ForceLevelTally& tally) {
  std::vector<ForceLevelSpread> spreads;
  std::size_t told = 0;  // days that have something to say, and all before
  for (const ForceLevelDay& day : tally.days) {
    ForceLevelSpread spread{day.at, day.planned, {}, day.actual};
    const std::int64_t total = count_of(day.people);
    for (std::size_t i = 0; i < kForceLevelPercentiles.size(); ++i)
      spread.people[i] = percentile(day.people, total, kForceLevelPercentiles[i]);
    spreads.push_back(spread);
    const std::int64_t last = tally.days.back().planned;
    const bool at_rest = day.planned == last && day.people.size() == 1 && day.people.begin()->first == last;
    if (!at_rest) told = std::min(tally.days.size(), spreads.size() + 1);
    if (day.actual) told = std::max(told, spreads.size());
  }
  spreads.resize(told);
  return spreads;
}

Reserve reserve_of(const Tally& tally, int percent) {
  const TallyFrame& frame = tally.frame;
  Reserve reserve;
  reserve.percent = percent;
  reserve.reserve_s = percentile(tally.closure, count_of(tally.closure), percent);
  reserve.out_by = frame.planned_closure + reserve.reserve_s;
  reserve.short_s = reserve.out_by - frame.deadline;
  reserve.plan_to_close = frame.deadline - reserve.reserve_s;
  return reserve;
}

std::vector<Driver> drivers_of(const Tally& tally, Duration allowed) {
  const std::int64_t misses = late(tally.compared, allowed);
  const double variance = variance_of(tally.compared);
  std::vector<Driver> drivers;
  for (std::size_t i = 0; i < kRiskFamilies; ++i) {
    const DelayCounts& without = tally.without[i];
    if (without == tally.compared) continue;
    Driver driver;
    driver.family = static_cast<RiskFamily>(i);
    driver.misses_without = late(without, allowed);
    if (misses > 0) driver.misses_per_million = (misses - driver.misses_without) * kMillion / misses;
    if (variance > 0)
      driver.variance_per_million = static_cast<std::int64_t>(
          std::floor((variance - variance_of(without)) / variance * kMillion + 0.5));
    driver.mean_s = (sum_of(tally.compared) - sum_of(without)) / count_of(tally.compared);
    drivers.push_back(driver);
  }
  std::stable_sort(drivers.begin(), drivers.end(), [](const Driver& a, const Driver& b) {
    return std::tie(a.misses_without, b.mean_s) < std::tie(b.misses_without, a.mean_s);
  });
  return drivers;
}

}  // namespace

Share share_of(std::int64_t hits, std::int64_t of) {
  HW_CHECK(of > 0 && hits >= 0 && hits <= of);
  Share share{hits, of, hits * kMillion / of, 0, 0};
  const auto n = static_cast<double>(of);
  const double p = static_cast<double>(hits) / n;
  const double z2 = kNormal975 * kNormal975;
  const double middle = p + z2 / (2 * n);
  const double half = kNormal975 * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  const double scale = static_cast<double>(kMillion) / (1 + z2 / n);
  const auto low = static_cast<std::int64_t>(std::floor((middle - half) * scale));
  const auto high = static_cast<std::int64_t>(std::ceil((middle + half) * scale));
  share.low_per_million = hits == 0 ? 0 : std::clamp<std::int64_t>(low, 0, kMillion);
  share.high_per_million = hits == of ? kMillion : std::clamp<std::int64_t>(high, 0, kMillion);
  return share;
}

Simulation answer_of(const Tally& tally) {
  const TallyFrame& frame = tally.frame;
  const std::int64_t total = count_of(tally.closure);
  HW_CHECK(total == frame.replications && count_of(tally.compared) > 0);
  Simulation answer;
  answer.frame = frame;
  const Duration allowed = frame.deadline - frame.planned_closure;
  answer.out_by_deadline = share_of(total - late(tally.closure, allowed), total);
  if (frame.final_deadline) {
    const Duration final_allowed = *frame.final_deadline - frame.planned_final_closure;
    answer.home_by_final_deadline = share_of(total - late(tally.final_closure, final_allowed), total);
  }
  answer.beyond_horizon = late(tally.closure, frame.horizon - frame.planned_closure - 1);
  answer.closure = spread_of(tally.closure, frame.planned_closure);
  answer.final_closure = spread_of(tally.final_closure, frame.planned_final_closure);
  for (const BaseTally& base : tally.bases)
    answer.bases.push_back({base.key, base.name, spread_of(base.delays, base.planned)});
  answer.force_level_category = tally.force_level.category;
  answer.force_level_name = tally.force_level.name;
  answer.force_level = force_level_of(tally.force_level);
  for (std::size_t i = 0; i < kReserves.size(); ++i) answer.reserves[i] = reserve_of(tally, kReserves[i]);
  answer.compared = count_of(tally.compared);
  answer.compared_misses = late(tally.compared, allowed);
  answer.drivers = drivers_of(tally, allowed);
  for (const Cause& cause : tally.causes)
    if (cause.added_s > 0) answer.causes.push_back(cause);
  std::stable_sort(answer.causes.begin(), answer.causes.end(),
                   [](const Cause& a, const Cause& b) { return a.added_s > b.added_s; });
  return answer;
}

}  // namespace homeward::simulate
