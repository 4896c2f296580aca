// SPDX-License-Identifier: Apache-2.0
#include "planner/many/exit_slots.h"

#include <algorithm>
#include <optional>
#include <queue>

namespace homeward::many {

namespace {

/// When the next column of a way would be clear of the exit, or at least not before.
using Turn = std::pair<Time, std::uint32_t>;

class Slots {
 public:
  Slots(const Roads& roads, ExitBoard& board)
      : roads_{roads},
        board_{board},
        waiting_(roads.graph().place_count()),
        from_(board.lanes().ways().size(), kStartOfTime) {
    const auto& columns = roads.traffic().columns;
    for (std::uint32_t i = 0; i < columns.size(); ++i)
      if (!board.is_in(i)) waiting_[columns[i].from].push_back(i);
    for (auto& waiting : waiting_)
      std::sort(waiting.begin(), waiting.end(), [&](std::uint32_t a, std::uint32_t b) {
        const auto key = [&](std::uint32_t i) { return std::tuple(columns[i].ready, columns[i].pass_s, i); };
        return key(a) > key(b);
      });
  }

  bool run(Budget& budget) {
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
    for (std::uint32_t way = 0; way < from_.size(); ++way)
      if (const auto turn = turn_of(way)) turns.push(*turn);
    std::int64_t reported = board_.work();
    while (!turns.empty()) {
      if (budget.exhausted()) return false;
      const auto [clear, way] = turns.top();
      turns.pop();
      const auto now = turn_of(way);
      if (!now) continue;
      if (now->first <= clear && ask(way) <= (turns.empty() ? kEndOfTime : turns.top().first)) send(way);
      budget.spend(board_.work() - reported);
      reported = board_.work();
      if (const auto next = turn_of(way)) turns.push(*next);
    }
    return true;
  }

 private:
  PlaceId base(std::uint32_t way) const { return board_.lanes().ways()[way].from; }
  std::optional<Turn> turn_of(std::uint32_t way) const {
    const auto& waiting = waiting_[base(way)];
    if (waiting.empty()) return std::nullopt;
    const Traveller& column = roads_.traffic().columns[waiting.back()];
    return Turn{std::max(from_[way], column.ready + board_.lanes().ways()[way].length_s) + column.pass_s,
                way};
  }
  /// When the next column would be clear; no column of this way arrives before it does.
  Time ask(std::uint32_t way) {
    const std::uint32_t column = waiting_[base(way)].back();
    from_[way] = board_.earliest(column, way, from_[way]);
    return from_[way] + roads_.traffic().columns[column].pass_s;
  }
  void send(std::uint32_t way) {
    board_.put_in(waiting_[base(way)].back(), way, from_[way]);
    waiting_[base(way)].pop_back();
  }

  const Roads& roads_;
  ExitBoard& board_;
  IdVector<PlaceId, std::vector<std::uint32_t>> waiting_;  ///< the shortest at the back
  std::vector<Time> from_;                                 ///< by way: nobody arrives before
};

}  // namespace

bool send_by_slot(const Roads& roads, ExitBoard& board, Budget& budget) {
  return Slots(roads, board).run(budget);
}

}  // namespace homeward::many
