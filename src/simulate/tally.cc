// SPDX-License-Identifier: Apache-2.0
#include "simulate/tally.h"

#include <algorithm>

#include "base/check.h"

namespace homeward::simulate {

namespace {

using Counts = std::map<std::int64_t, std::int64_t>;  // DelayCounts, PeopleCounts

void add(Counts& sum, const Counts& more) {
  for (const auto& [value, count] : more) sum[value] += count;
}

}  // namespace

std::int64_t count_of(const Counts& counts) {
  std::int64_t sum = 0;
  for (const auto& [value, count] : counts) sum += count;
  return sum;
}

bool same_days(const ForceLevelTally& one, const ForceLevelTally& other) {
  const auto same = [](const ForceLevelDay& a, const ForceLevelDay& b) {
    return a.at == b.at && a.planned == b.planned && a.actual == b.actual;
  };
  return one.category == other.category && one.name == other.name &&
         std::equal(one.days.begin(), one.days.end(), other.days.begin(), other.days.end(), same);
}

void add(Tally& sum, const Tally& more) {
  HW_CHECK(sum.bases.size() == more.bases.size() && sum.causes.size() == more.causes.size() &&
           same_days(sum.force_level, more.force_level));
  sum.shards.insert(sum.shards.end(), more.shards.begin(), more.shards.end());
  std::sort(sum.shards.begin(), sum.shards.end());
  add(sum.closure, more.closure);
  add(sum.final_closure, more.final_closure);
  add(sum.compared, more.compared);
  for (std::size_t i = 0; i < kRiskFamilies; ++i) add(sum.without[i], more.without[i]);
  for (std::size_t i = 0; i < sum.bases.size(); ++i) add(sum.bases[i].delays, more.bases[i].delays);
  for (std::size_t i = 0; i < sum.force_level.days.size(); ++i)
    add(sum.force_level.days[i].people, more.force_level.days[i].people);
  for (std::size_t i = 0; i < sum.causes.size(); ++i) {
    sum.causes[i].added_s += more.causes[i].added_s;
    sum.causes[i].replications += more.causes[i].replications;
    sum.causes[i].misses += more.causes[i].misses;
  }
}

}  // namespace homeward::simulate
