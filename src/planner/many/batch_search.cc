// SPDX-License-Identifier: Apache-2.0
#include "planner/many/batch_search.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "planner/many/exit_search.h"

namespace homeward::many {

namespace {

struct Level {
  std::size_t columns;     ///< of a batch
  std::int64_t warmth_s;   ///< of each batch, at first
  std::int64_t work_part;  ///< in quarters
};
/// Each a part of the one before, so that batches can be cut without moving anybody.
constexpr std::array<Level, 3> kLevels{{{32, 200, 1}, {8, 8, 2}, {2, 2, 1}}};
/// What batches lose where they do not fit must be won back by smaller ones and by single columns. So those
/// of n columns have to gain n times this part of the sum; where they do not, the plan lacks something else.
constexpr std::int64_t kGainPart = 1'600;
constexpr std::size_t kBatchesMin = 300;  ///< fewer fit too badly between each other
constexpr std::size_t kTakenOut = 12;     ///< batches at once
constexpr std::size_t kWays = 10;         ///< tried for each of them

struct Batches {
  std::vector<Traveller> columns;                   ///< one for each
  std::vector<std::vector<std::uint32_t>> members;  ///< of each, in order
};

Batches batches_of(std::span<const Traveller> columns, std::size_t size, Duration gap_s) {
  std::map<PlaceId, std::vector<std::uint32_t>> bases;
  for (std::uint32_t i = 0; i < columns.size(); ++i) bases[columns[i].from].push_back(i);
  Batches batches;
  for (auto& [place, base] : bases) {
    std::sort(base.begin(), base.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto key = [&](std::uint32_t i) { return std::tuple(columns[i].ready, columns[i].pass_s, i); };
      return key(a) < key(b);
    });
    for (std::size_t i = 0; i < base.size(); ++i) {
      const Traveller& column = columns[base[i]];
      if (i % size == 0) {
        batches.columns.push_back(column);
        batches.members.push_back({base[i]});
        continue;
      }
      Traveller& batch = batches.columns.back();
      batch.ready = std::max(batch.ready, column.ready);
      batch.pass_s += gap_s + column.pass_s;
      batches.members.back().push_back(base[i]);
    }
  }
  return batches;
}

std::vector<std::uint32_t> in_order(const std::vector<Time>& arrivals) {
  std::vector<std::uint32_t> order(arrivals.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return arrivals[a] < arrivals[b]; });
  return order;
}

/// Each batch where the first of its members is, or later.
void gather(const ExitBoard& from, const Batches& batches, ExitBoard& to) {
  std::vector<Time> arrivals;
  std::vector<std::uint32_t> ways;
  for (const auto& members : batches.members) {
    const auto first =
        *std::min_element(members.begin(), members.end(), [&](std::uint32_t a, std::uint32_t b) {
          return std::pair(from.arrival(a), a) < std::pair(from.arrival(b), b);
        });
    arrivals.push_back(from.arrival(first));
    ways.push_back(from.way(first));
  }
  for (const std::uint32_t batch : in_order(arrivals))
    to.put_in(batch, ways[batch], to.earliest(batch, ways[batch], arrivals[batch]));
}

/// The members of each batch one behind the other.
void scatter(const ExitBoard& from, const Batches& batches, Duration gap_s, ExitBoard& to) {
  std::vector<Time> arrivals;
  for (std::uint32_t batch = 0; batch < batches.members.size(); ++batch)
    arrivals.push_back(from.arrival(batch));
  for (const std::uint32_t batch : in_order(arrivals)) {
    Time at = arrivals[batch];
    for (const std::uint32_t column : batches.members[batch]) {
      at = to.earliest(column, from.way(batch), at);
      to.put_in(column, from.way(batch), at);
      at += to.columns()[column].pass_s + gap_s;
    }
  }
}

void copy(const ExitBoard& from, ExitBoard& to) {
  const auto count = static_cast<std::uint32_t>(from.columns().size());
  for (std::uint32_t column = 0; column < count; ++column) to.take_out(column);
  for (std::uint32_t column = 0; column < count; ++column)
    to.put_in(column, from.way(column), from.arrival(column));
}

}  // namespace

void search_in_batches(const Roads& roads, const BatchOptions& options, Rng& rng, Budget& budget,
                       ExitBoard& board) {
  const Duration gap_s = roads.traffic().model.rules.column_gap_s;
  for (const Level& level : kLevels) {
    if (board.columns().size() < kBatchesMin * level.columns) continue;
    if (board.sum() <= options.sum_enough || budget.exhausted()) return;
    const Batches batches = batches_of(board.columns(), level.columns, gap_s);
    ExitBoard coarse(batches.columns, board.lanes());
    gather(board, batches, coarse);
    budget.spend(coarse.work());
    ExitSearchOptions search;
    search.work = options.work * level.work_part / 4;
    search.warmth = level.warmth_s * static_cast<std::int64_t>(batches.columns.size());
    search.columns_max = kTakenOut;
    search.ways_max = kWays;
    search_exits(roads, search, rng, budget, coarse);
    ExitBoard fine(board.columns(), board.lanes());
    scatter(coarse, batches, gap_s, fine);
    budget.spend(fine.work());
    const std::int64_t gain = board.sum() - fine.sum();
    if (gain <= board.sum() / kGainPart * static_cast<std::int64_t>(level.columns)) return;
    copy(fine, board);
  }
}

}  // namespace homeward::many
