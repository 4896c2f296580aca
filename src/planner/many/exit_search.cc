// SPDX-License-Identifier: Apache-2.0
#include "planner/many/exit_search.h"

#include <algorithm>
#include <bit>
#include <queue>

namespace homeward::many {

namespace {

class ExitSearch {
 public:
  ExitSearch(const Roads& roads, const ExitSearchOptions& options, Rng& rng, ExitBoard& board)
      : options_{options}, rng_{rng}, board_{board}, lanes_{board.lanes()} {
    for (const Traveller& column : board.columns())
      turn_s_ = std::max(turn_s_, column.pass_s + roads.traffic().model.rules.column_gap_s);
    queued_.assign(board.columns().size(), 0);
    is_unkept_ = queued_;
    best_.resize(queued_.size());
  }

  void run(Budget& budget) {
    const std::int64_t begin = board_.work();
    std::int64_t reported = begin;
    move_up_all();
    while (board_.work() - begin < options_.work && board_.sum() > options_.sum_enough &&
           !budget.exhausted()) {
      const std::int64_t spent = board_.work() - begin;
      const std::int64_t share = std::max<std::int64_t>(0, 1024 - spent * 1280 / options_.work);
      try_one(options_.warmth * share / 1024);
      if (board_.sum() < least_) keep();
      budget.spend(board_.work() - reported + 1);
      reported = board_.work();
    }
    if (board_.sum() > least_) restore();
  }

 private:
  struct Before {
    std::uint32_t column;
    std::uint32_t way;
    Time arrival;
  };

  /// −log2 of a random number in (0, 1], times 1024.
  std::int64_t random_log() {
    const std::uint64_t bits = rng_.bits() | 1;
    const int zeros = std::countl_zero(bits);
    const std::uint64_t mantissa = (bits << zeros) >> 53;  // 1024 … 2047
    return (zeros + 1) * 1024 - static_cast<std::int64_t>(mantissa - 1024);
  }
  std::uint32_t any() { return static_cast<std::uint32_t>(rng_.below(queued_.size())); }

  /// The best so far, in case warmth leads away from it.
  void keep() {
    least_ = board_.sum();
    for (const std::uint32_t column : unkept_) {
      best_[column] = {column, board_.way(column), board_.arrival(column)};
      is_unkept_[column] = 0;
    }
    unkept_.clear();
  }
  void restore() {
    for (const std::uint32_t column : unkept_) board_.take_out(column);
    for (const std::uint32_t column : unkept_)
      board_.put_in(column, best_[column].way, best_[column].arrival);
  }
  void note(std::uint32_t column) {
    if (!is_unkept_[column]) unkept_.push_back(column);
    is_unkept_[column] = 1;
  }

  void try_one(std::int64_t warmth) {
    const std::int64_t before = board_.sum();
    choose();
    if (chosen_.size() < 2) return;
    behind_.clear();
    Time from = kEndOfTime;
    for (const std::uint32_t column : chosen_) {
      from = std::min(from, board_.arrival(column));
      board_.next_behind(column, [&](std::uint32_t next) { behind_.push_back(next); });
    }
    for (const std::uint32_t column : chosen_) {
      old_.push_back({column, board_.way(column), board_.arrival(column)});
      board_.take_out(column);
    }
    order();
    for (const std::uint32_t column : chosen_) put_back(column, from - 2 * turn_s_);
    for (const std::uint32_t column : behind_) queue(column);
    for (const std::uint32_t column : chosen_) {
      queue(column);
      board_.next_behind(column, [&](std::uint32_t next) { queue(next); });
    }
    move_up();
    const std::int64_t room = warmth > 0 ? warmth * random_log() / 1024 : 0;
    if (board_.sum() - before > room) {
      undo_all();
    } else {
      for (const Before& change : old_) note(change.column);
      for (const Before& change : moved_) note(change.column);
    }
    moved_.clear();
    old_.clear();
  }

  void choose() {
    chosen_.clear();
    const std::size_t count = 2 + rng_.below(options_.columns_max - 1);
    const std::uint32_t seed = any();
    const auto add = [&](std::uint32_t column) {
      if (chosen_.size() < count && std::find(chosen_.begin(), chosen_.end(), column) == chosen_.end())
        chosen_.push_back(column);
    };
    add(seed);
    const auto uses = lanes_.uses(board_.way(seed));
    const std::size_t lanes = 1 + rng_.below(2);
    for (std::size_t i = 0; i < lanes; ++i) {
      const ExitLanes::Use& use = uses[rng_.below(uses.size())];
      const Time entry = board_.arrival(seed) - use.before_s;
      const std::size_t each = 1 + (count - 1) / lanes;
      board_.on_lane(use.lane, entry - static_cast<Time>(rng_.below(each)) * turn_s_, each + 1, add);
    }
  }

  void order() {
    switch (rng_.below(4)) {
      case 0:
        std::sort(chosen_.begin(), chosen_.end(), [&](std::uint32_t a, std::uint32_t b) {
          const auto columns = board_.columns();
          return std::pair(columns[a].pass_s, a) < std::pair(columns[b].pass_s, b);
        });
        break;
      default:
        rng_.shuffle(std::span(chosen_));
    }
  }

  void put_back(std::uint32_t column, Time from) {
    const auto ways = lanes_.ways_from(board_.columns()[column].from);
    const auto own =
        std::find_if(old_.begin(), old_.end(), [&](const Before& b) { return b.column == column; });
    std::uint32_t best = own->way;
    Time least = board_.earliest(column, best, from);
    for (std::size_t i = 0; i < options_.ways_max; ++i) {
      const std::uint32_t way = ways[rng_.below(ways.size())];
      const Time arrival = board_.earliest(column, way, from, least);
      if (arrival < least) best = way;
      least = std::min(least, arrival);
    }
    board_.put_in(column, best, least);
  }

  void queue(std::uint32_t column) {
    if (queued_[column] || !board_.is_in(column)) return;
    queued_[column] = 1;
    open_.emplace(board_.arrival(column), column);
  }
  void move_up() {
    while (!open_.empty()) {
      const std::uint32_t column = open_.top().second;
      open_.pop();
      queued_[column] = 0;
      const Time arrival = board_.could_arrive(column);
      if (arrival == board_.arrival(column)) continue;
      moved_.push_back({column, board_.way(column), board_.arrival(column)});
      board_.move(column, arrival);
      board_.next_behind(column, [&](std::uint32_t next) { queue(next); });
    }
  }
  void move_up_all() {
    for (std::uint32_t column = 0; column < queued_.size(); ++column) queue(column);
    move_up();
    moved_.clear();
    for (std::uint32_t column = 0; column < queued_.size(); ++column) note(column);
    keep();
  }

  void undo_all() {
    for (auto change = moved_.rbegin(); change != moved_.rend(); ++change)
      board_.move(change->column, change->arrival);
    for (const Before& change : old_) board_.take_out(change.column);
    for (const Before& change : old_) board_.put_in(change.column, change.way, change.arrival);
  }

  const ExitSearchOptions& options_;
  Rng& rng_;
  ExitBoard& board_;
  const ExitLanes& lanes_;
  Duration turn_s_ = 1;  ///< longest from one column to the next
  std::vector<std::uint32_t> chosen_;
  std::vector<std::uint32_t> behind_;
  std::vector<Before> old_;
  std::vector<Before> moved_;
  std::vector<Before> best_;  ///< by column
  std::vector<std::uint32_t> unkept_;
  std::vector<char> is_unkept_;
  std::int64_t least_ = 0;
  using Open = std::pair<Time, std::uint32_t>;
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open_;
  std::vector<char> queued_;
};

}  // namespace

void search_exits(const Roads& roads, const ExitSearchOptions& options, Rng& rng, Budget& budget,
                  ExitBoard& board) {
  ExitSearch(roads, options, rng, board).run(budget);
}

}  // namespace homeward::many
