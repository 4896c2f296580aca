// SPDX-License-Identifier: Apache-2.0
#include "simulate/tally.h"

#include <algorithm>

#include "base/check.h"

namespace homeward::simulate {

namespace {

void add(DelayCounts& sum, const DelayCounts& more) {
  for (const auto& [delay, count] : more) sum[delay] += count;
}

}  // namespace

std::int64_t count_of(const DelayCounts& counts) {
  std::int64_t sum = 0;
  for (const auto& [delay, count] : counts) sum += count;
  return sum;
}

void add(Tally& sum, const Tally& more) {
  HW_CHECK(sum.bases.size() == more.bases.size() && sum.causes.size() == more.causes.size());
  sum.shards.insert(sum.shards.end(), more.shards.begin(), more.shards.end());
  std::sort(sum.shards.begin(), sum.shards.end());
  add(sum.closure, more.closure);
  add(sum.final_closure, more.final_closure);
  add(sum.compared, more.compared);
  for (std::size_t i = 0; i < kRiskFamilies; ++i) add(sum.without[i], more.without[i]);
  for (std::size_t i = 0; i < sum.bases.size(); ++i) add(sum.bases[i].delays, more.bases[i].delays);
  for (std::size_t i = 0; i < sum.causes.size(); ++i) {
    sum.causes[i].added_s += more.causes[i].added_s;
    sum.causes[i].replications += more.causes[i].replications;
    sum.causes[i].misses += more.causes[i].misses;
  }
}

}  // namespace homeward::simulate
