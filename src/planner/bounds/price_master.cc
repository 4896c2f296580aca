// SPDX-License-Identifier: Apache-2.0
#include "planner/bounds/price_master.h"

#include <algorithm>

namespace homeward {

namespace {

/// Uses and capacities in thousandths are large numbers: a price column is one for so many of them.
constexpr double kScale = 1e6;
constexpr std::int64_t kIterations = 1'000'000;
/// No reward is worth more than so many others: keeps the first answers near the ground.
constexpr double kRewardMost = 20;

}  // namespace

PriceMaster::PriceMaster(const MasterSize& size) {
  std::vector<LinearProgramme::Term> all;
  for (const std::int64_t demand : size.demands) {
    rewards_.push_back(programme_.add_column(0, 0, kRewardMost));
    all.push_back({rewards_.back(), static_cast<double>(demand)});
    demand_ += static_cast<double>(demand);
  }
  for (const std::int64_t count : size.movers)
    movers_.push_back(programme_.add_column(static_cast<double>(count)));
  for (const std::int64_t capacity : size.capacities)
    prices_.push_back(programme_.add_column(static_cast<double>(capacity) / kScale));
  programme_.add_row(demand_, LinearProgramme::kInfinity, all);
}

void PriceMaster::add_at_least(Gain what, const std::vector<Share>& shares, const PriceUses& uses) {
  std::vector<LinearProgramme::Term> terms{{what, 1}};
  for (const Share& share : shares) terms.push_back({share.of, -share.factor});
  for (const auto& [price, use] : uses) terms.push_back({prices_[price], static_cast<double>(use) / kScale});
  programme_.add_row(0, LinearProgramme::kInfinity, terms);
}

void PriceMaster::add(const TourRow& tour) {
  std::vector<Share> shares;
  for (const auto& [reward, things] : tour.rewards)
    shares.push_back({rewards_[reward], static_cast<double>(things)});
  add_at_least(movers_[tour.mover], shares, tour.uses);
}

void PriceMaster::add(const PathRow& path) {
  std::vector<LinearProgramme::Term> terms{{rewards_[path.reward], -1}};
  for (const auto& [price, use] : path.uses)
    terms.push_back({prices_[price], static_cast<double>(use) / kScale});
  programme_.add_row(0, LinearProgramme::kInfinity, terms);
}

void PriceMaster::set_price_bounds(std::size_t price, double low, double high) {
  programme_.set_bounds(prices_[price], low * kScale, high * kScale);
}

std::optional<PriceMaster::Answer> PriceMaster::solve(Budget& budget) {
  const LinearProgramme::Answer found =
      programme_.solve(LinearProgramme::Sense::minimise, budget, kIterations);
  if (found.status != LinearProgramme::Status::optimal) return std::nullopt;
  Answer answer;
  answer.ratio = found.objective / demand_;
  const auto value = [&](int column) {
    return std::max(0.0, found.values[static_cast<std::size_t>(column)]);
  };
  for (const int column : rewards_) answer.rewards.push_back(value(column));
  for (const int column : prices_) answer.prices.push_back(value(column) / kScale);
  return answer;
}

}  // namespace homeward
