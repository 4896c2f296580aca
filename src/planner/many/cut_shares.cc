// SPDX-License-Identifier: Apache-2.0
#include "planner/many/cut_shares.h"

#include <algorithm>

namespace homeward::many {

namespace {
constexpr int kSweeps = 2;  ///< over all cuts, one price after the other
}

CutShares::CutShares(std::vector<std::vector<Duration>> work, std::vector<std::vector<std::uint32_t>> inside)
    : inside_{std::move(inside)}, price_(inside_.size(), 0), price_of_(work.size(), 0) {
  Duration least = kUnit;
  for (auto& of_base : work) {
    std::sort(of_base.begin(), of_base.end());
    Base base{std::move(of_base), {0}};
    for (const Duration work_s : base.work) base.sum.push_back(base.sum.back() + work_s);
    if (!base.work.empty()) least = std::min(least, base.work.front());
    bases_.push_back(std::move(base));
  }
  price_max_ = kUnit / least + 1;
}

std::size_t CutShares::worth(const Base& base, std::int64_t price) {
  if (price == 0) return base.work.size();
  const Duration most = (kUnit - 1) / price;  // work · price < kUnit
  return static_cast<std::size_t>(std::upper_bound(base.work.begin(), base.work.end(), most) -
                                  base.work.begin());
}

std::int64_t CutShares::surplus(const Base& base, std::int64_t price) {
  const std::size_t count = worth(base, price);
  return static_cast<std::int64_t>(count) * kUnit - base.sum[count] * price;
}

std::int64_t CutShares::shares_at_most(std::span<const Duration> passed,
                                       std::span<const std::int64_t> alone) const {
  std::int64_t sum = 0;
  for (std::size_t b = 0; b < bases_.size(); ++b) sum += std::min(alone[b], surplus(bases_[b], price_of_[b]));
  for (std::size_t c = 0; c < price_.size(); ++c) sum += price_[c] * passed[c];
  return sum;
}

std::int64_t CutShares::slope(std::size_t cut, std::int64_t price, Duration passed,
                              std::span<const std::int64_t> alone) const {
  std::int64_t slope = passed;
  for (const std::uint32_t b : inside_[cut]) {
    const std::int64_t all = price_of_[b] - price_[cut] + price;
    const std::size_t count = worth(bases_[b], all);
    if (static_cast<std::int64_t>(count) * kUnit - bases_[b].sum[count] * all < alone[b])
      slope -= bases_[b].sum[count];
  }
  return slope;
}

void CutShares::improve(std::span<const Duration> passed, std::span<const std::int64_t> alone) {
  for (int sweep = 0; sweep < kSweeps; ++sweep)
    for (std::size_t c = 0; c < price_.size(); ++c) {
      // The least price from which on a higher one proves less.
      std::int64_t low = 0;
      std::int64_t high = price_max_;
      while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        if (slope(c, middle, passed[c], alone) < 0)
          low = middle + 1;
        else
          high = middle;
      }
      const std::int64_t before = shares_at_most(passed, alone);
      const std::int64_t change = low - price_[c];
      if (change == 0) continue;
      const auto add = [&](std::int64_t by) {
        price_[c] += by;
        for (const std::uint32_t b : inside_[c]) price_of_[b] += by;
      };
      add(change);
      if (shares_at_most(passed, alone) > before) add(-change);
    }
}

}  // namespace homeward::many
