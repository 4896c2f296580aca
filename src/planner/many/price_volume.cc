// SPDX-License-Identifier: Apache-2.0
#include "planner/many/price_volume.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace homeward::many {

namespace {

constexpr double kBlend = 0.1;         ///< part of a round's ways in the shares
constexpr double kShareLeast = 0.002;  ///< smaller ones are left out
constexpr double kFirstStep = 0.3;
constexpr double kLeastStep = 1e-4;
constexpr double kLonger = 1.1;
constexpr double kShorter = 0.7;
constexpr int kInVainMax = 15;  ///< rounds until steps get shorter
constexpr int kLookEvery = 5;   ///< rounds between two searches for instants
constexpr int kForgetEvery = 50;
constexpr double kRowBroken = 0.05;  ///< a row is, when shares are more than 1 by this
constexpr std::size_t kRowsALink = 4;
constexpr double kEnough = 0.7;  ///< of what is too much

}  // namespace

PriceVolume::PriceVolume(const Roads& roads)
    : roads_{roads},
      search_(roads),
      pool_(roads),
      rows_(roads),
      chains_(roads),
      together_(roads, left_, search_, chains_) {
  for (std::uint32_t i = 0; i < roads.traffic().columns.size(); ++i) clusters_.push_back({i});
  for (const std::vector<PlaceId>& goals : roads.traffic().goals)
    left_.push_back(times_to_any(roads.graph(), roads.travel(), goals));
}

void PriceVolume::run(PriceState& state, std::int64_t target, int rounds, Budget& budget) {
  load(state);
  step_ = state.shares.empty() ? kFirstStep : kFirstStep / 3;
  in_vain_ = 0;
  for (int i = 1; i <= rounds && state.possible && state.proved < target && step_ > kLeastStep; ++i) {
    const std::int64_t before = work();
    round(state, i, target);
    budget.spend(work() - before);
    if (budget.exhausted()) break;
  }
}

std::int64_t PriceVolume::certified(const PriceState& state) {
  PriceList list(roads_, state.prices, state.rows);
  std::int64_t sum = -list.for_capacity();
  const auto& columns = roads_.traffic().columns;
  for (std::uint32_t i = 0; i < columns.size(); ++i) {
    const auto way = search_.cheapest(i, left_[columns[i].goals], list);
    if (!way) return 0;
    sum += way->cost;
  }
  return sum;
}

void PriceVolume::load(const PriceState& state) {
  pool_.clear();
  for (const PricedInstant& instant : state.prices)
    pool_.add(instant.point, instant.at, static_cast<double>(instant.price));
  for (const PricedRow& row : state.rows) pool_.add(row);
  for (const Share& share : state.shares)
    pool_.for_uses(share.column, share.way,
                   [&](std::uint32_t number) { pool_.instants()[number].load += share.part; });
}

void PriceVolume::add_rows(const std::vector<Share>& shares) {
  for (const PricedRow& row : rows_.broken(shares, kRowBroken, kRowsALink)) {
    // One that rises by itself is enough.
    double most = 0;
    std::map<std::uint32_t, double> common;
    for (const Share& share : shares) {
      const auto& passages = share.way.passages;
      const bool inside = std::any_of(passages.begin(), passages.end(), [&](const Passage& passage) {
        return std::any_of(row.members.begin(), row.members.end(), [&](const RowMember& member) {
          return member.arc == passage.arc && member.has(share.column, passage.entry);
        });
      });
      if (!inside) continue;
      most += share.part;
      pool_.for_uses(share.column, share.way, [&](std::uint32_t number) { common[number] += share.part; });
    }
    const bool rises = std::any_of(common.begin(), common.end(), [&](const auto& part) {
      return !pool_.instants()[part.first].members.empty() && part.second > 1 + kEnough * (most - 1);
    });
    if (rises) continue;
    pool_.add(row);
    pool_.instants().back().load = most;
  }
}

void PriceVolume::cluster(const PriceState& state, std::size_t size_max, std::size_t nodes_max) {
  nodes_max_ = nodes_max;
  load(state);
  // How much two columns want the same instants.
  std::vector<std::map<std::uint32_t, double>> parts(pool_.instants().size());
  for (const Share& share : state.shares)
    pool_.for_uses(share.column, share.way,
                   [&](std::uint32_t number) { parts[number][share.column] += share.part; });
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> wanted;
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (auto a = parts[i].begin(); a != parts[i].end(); ++a)
      for (auto b = std::next(a); b != parts[i].end(); ++b)
        wanted[{a->first, b->first}] += pool_.instants()[i].price * a->second * b->second;
  std::vector<std::pair<double, std::pair<std::uint32_t, std::uint32_t>>> pairs;
  for (const auto& [pair, much] : wanted) pairs.push_back({-much, pair});
  std::sort(pairs.begin(), pairs.end());
  std::vector<std::uint32_t> group(roads_.traffic().columns.size());
  std::iota(group.begin(), group.end(), 0U);
  for (const auto& [much, pair] : pairs) {
    const std::uint32_t a = group[pair.first], b = group[pair.second];
    if (a == b) continue;
    if (static_cast<std::size_t>(std::count(group.begin(), group.end(), a) +
                                 std::count(group.begin(), group.end(), b)) > size_max)
      continue;
    std::replace(group.begin(), group.end(), b, a);
  }
  clusters_.clear();
  for (std::uint32_t g = 0; g < group.size(); ++g) {
    std::vector<std::uint32_t> members;
    for (std::uint32_t i = 0; i < group.size(); ++i)
      if (group[i] == g) members.push_back(i);
    if (!members.empty()) clusters_.push_back(std::move(members));
  }
}

void PriceVolume::round(PriceState& state, int number, std::int64_t target) {
  const std::int64_t before = state.proved;
  // The first round looks at the prices that the state came with: its bans may be new.
  std::vector<double> prices;
  if (number == 1)
    for (const auto& instant : pool_.instants()) prices.push_back(instant.price);
  else
    prices = next_prices(state, target);
  const bool better = ask(state, prices) && state.proved > before + before / 100'000;
  if (!state.possible) return;
  in_vain_ = better ? 0 : in_vain_ + 1;
  if (better) step_ = std::min(1.0, step_ * kLonger);
  if (in_vain_ >= kInVainMax) {
    step_ *= kShorter;
    in_vain_ = 0;
  }
  blend(state, state.shares.empty() ? 1 : kBlend);
  if (number % kLookEvery == 1) {
    pool_.add_broken(state.shares);
    if (rows_wanted_) add_rows(state.shares);
  }
  if (number % kForgetEvery == 0) pool_.forget(kForgetEvery);
}

std::vector<double> PriceVolume::next_prices(const PriceState& state, std::int64_t target) {
  double norm = 0;
  for (const auto& instant : pool_.instants()) {
    const double over = instant.load - instant.capacity;
    if (over > 0 || instant.price > 0) norm += over * over;
  }
  const double length = step_ * static_cast<double>(target - state.proved) / std::max(norm, 0.01);
  std::vector<double> prices;
  for (auto& instant : pool_.instants()) {
    prices.push_back(std::max(0.0, instant.price + length * (instant.load - instant.capacity)));
    instant.idle = prices.back() > 0 || instant.price > 0 ? 0 : instant.idle + 1;
  }
  return prices;
}

bool PriceVolume::ask(PriceState& state, const std::vector<double>& prices) {
  std::vector<PricedInstant> whole;
  std::vector<PricedRow> rows;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const auto price = static_cast<std::int64_t>(std::llround(prices[i]));
    const InstantPool::Instant& instant = pool_.instants()[i];
    if (price > 0 && instant.members.empty()) whole.push_back({instant.point, instant.at, price});
    if (price > 0 && !instant.members.empty()) rows.push_back({instant.members, price});
  }
  PriceList list(roads_, whole, rows);
  std::int64_t sum = -list.for_capacity();
  if (chains_.usable()) chains_.load(list);
  std::vector<std::vector<const PricedWay*>> hints(roads_.traffic().columns.size());
  for (const Share& share : state.shares) hints[share.column].push_back(&share.way);
  last_.clear();
  for (const auto& columns : clusters_) {
    PricedTogether found = together_.cheapest(columns, list, nodes_max_, hints);
    if (!found.possible) {
      state.possible = false;
      return false;
    }
    sum += found.cost;
    for (std::size_t i = 0; i < columns.size(); ++i)
      last_.push_back({columns[i], std::move(found.ways[i]), 1});
  }
  if (sum <= state.proved && !(state.prices.empty() && state.rows.empty())) return false;
  state.proved = std::max(state.proved, sum);
  state.prices = std::move(whole);
  state.rows = std::move(rows);
  for (std::size_t i = 0; i < prices.size(); ++i) pool_.instants()[i].price = prices[i];
  return true;
}

void PriceVolume::blend(PriceState& state, double part) {
  for (auto& instant : pool_.instants()) instant.now = 0;
  for (const Share& share : last_)
    pool_.for_uses(share.column, share.way, [&](std::uint32_t number) { pool_.instants()[number].now += 1; });
  for (auto& instant : pool_.instants()) instant.load += part * (instant.now - instant.load);
  for (Share& share : state.shares) share.part *= 1 - part;
  std::erase_if(state.shares, [](const Share& share) { return share.part < kShareLeast; });
  for (Share& share : last_) {
    const auto same = std::find_if(state.shares.begin(), state.shares.end(), [&](const Share& other) {
      return other.column == share.column && other.way.passages == share.way.passages;
    });
    if (same != state.shares.end()) {
      same->part += part;
    } else {
      share.part = part;
      state.shares.push_back(std::move(share));
    }
  }
  last_.clear();
}

}  // namespace homeward::many
