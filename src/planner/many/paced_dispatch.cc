// SPDX-License-Identifier: Apache-2.0
#include "planner/many/paced_dispatch.h"

#include <algorithm>
#include <array>
#include <map>
#include <queue>

#include "planner/many/exit_plan.h"
#include "planner/many/exit_slots.h"

namespace homeward::many {

namespace {

constexpr std::array<std::size_t, 6> kBlocks{1, 2, 3, 4, 6, 8};
constexpr std::size_t kPercentFirst = 90;  ///< of the columns keep the pace, the others go by slot
constexpr std::array<std::size_t, 8> kPercents{10, 25, 40, 50, 60, 70, 80, 100};
constexpr std::size_t kRefined = 3;
constexpr std::array<Duration, 4> kPatternMin{0, 1'500, 3'000, 6'000};

struct Base {
  std::vector<std::uint32_t> waiting;  ///< longest first, so that the shortest is at the back
};

struct Outlet {
  const PacedWay* way;
  std::uint32_t number;  ///< of the way on the board
  Base* base;
  Duration used_s = 0;
  std::size_t turn = 0;      ///< that the next column belongs to
  Duration before_s = 0;     ///< length of the turns before it
  Time from = kStartOfTime;  ///< no column of this way arrives before
};

class PacedDispatch {
 public:
  PacedDispatch(const Roads& roads, ExitBoard& board) : roads_{roads}, board_{board} {
    const auto& columns = roads.traffic().columns;
    for (std::uint32_t i = 0; i < columns.size(); ++i) bases_[columns[i].from].waiting.push_back(i);
    for (auto& [place, base] : bases_)
      std::sort(base.waiting.begin(), base.waiting.end(), [&](std::uint32_t a, std::uint32_t b) {
        const auto key = [&](std::uint32_t i) { return std::tuple(columns[i].ready, columns[i].pass_s, i); };
        return key(a) > key(b);
      });
  }

  /// Sends so many columns at the pace of these ways, whose numbers on the board are given.
  void follow(const std::vector<PacedWay>& ways, const std::vector<std::uint32_t>& numbers,
              std::size_t columns_max, Budget& budget) {
    std::vector<Outlet> outlets;
    using Turn = std::pair<Time, std::size_t>;
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
    for (std::size_t i = 0; i < ways.size(); ++i) {
      outlets.push_back({&ways[i], numbers[i], &bases_[ways[i].from]});
      turns.emplace(kStartOfTime, outlets.size() - 1);
    }
    std::size_t sent = 0;
    while (!turns.empty() && sent < columns_max && !budget.exhausted()) {
      const Turn turn = turns.top();
      turns.pop();
      Outlet& outlet = outlets[turn.second];
      if (outlet.base->waiting.empty()) continue;
      const Time now = due(outlet, work_of(outlet.base->waiting.back()));
      if (now > turn.first) {
        turns.emplace(now, turn.second);
      } else {
        send(outlet, budget);
        turns.push(turn);
        ++sent;
      }
    }
  }

 private:
  Duration work_of(std::uint32_t column) const {
    return roads_.traffic().columns[column].pass_s + roads_.traffic().model.rules.column_gap_s;
  }

  /// When the middle of its next column should pass.
  static Time due(Outlet& outlet, Duration work_s) {
    const auto& turns = outlet.way->turns;
    const Duration middle = outlet.used_s + work_s / 2;
    while (outlet.turn < turns.size() && outlet.before_s + turns[outlet.turn].length_s <= middle)
      outlet.before_s += turns[outlet.turn++].length_s;
    if (outlet.turn == turns.size()) return kEndOfTime / 2 + middle - outlet.before_s;
    return turns[outlet.turn].begin + middle - outlet.before_s;
  }

  void send(Outlet& outlet, Budget& budget) {
    const std::uint32_t column = outlet.base->waiting.back();
    const std::int64_t before = board_.work();
    outlet.from = board_.earliest(column, outlet.number, outlet.from);
    budget.spend(board_.work() - before);
    outlet.used_s += work_of(column);
    board_.put_in(column, outlet.number, outlet.from);
    outlet.base->waiting.pop_back();
  }

  const Roads& roads_;
  ExitBoard& board_;
  std::map<PlaceId, Base> bases_;
};

}  // namespace

void dispatch_at_pace(const Roads& roads, CutProgramme& programme, std::int64_t work_until, Routes& routes,
                      Budget& budget) {
  const auto may_begin = [&] { return !budget.exhausted() && budget.work() < work_until; };
  const std::vector<ExitWay> shortest = exit_ways(roads, 0);
  std::int64_t best = total_flow(roads.traffic(), routes);
  const auto attempt = [&](const PaceOptions& options, std::size_t percent) {
    const std::vector<PacedWay> paced = programme.pace(options);
    std::vector<FlowWay> flow;
    for (const PacedWay& way : paced) flow.push_back({way.from, way.arcs, 0});
    std::vector<ExitWay> ways = shortest;
    const std::vector<std::uint32_t> numbers = add_ways(roads, flow, ways);
    const ExitLanes lanes(roads, std::move(ways));
    ExitBoard board(roads, lanes);
    PacedDispatch(roads, board).follow(paced, numbers, routes.size() * percent / 100, budget);
    if (!send_by_slot(roads, board, budget)) return kEndOfTime;
    const std::int64_t value = board.sum() - sum_of_readies(roads.traffic());
    if (value < best) routes = routes_of(roads, board);
    best = std::min(best, value);
    return value;
  };
  std::vector<std::tuple<std::int64_t, std::size_t, Duration>> tried;
  for (const std::size_t blocks : kBlocks)
    for (const Duration least_s : kPatternMin)
      if (may_begin()) tried.emplace_back(attempt({blocks, least_s}, kPercentFirst), blocks, least_s);
  std::sort(tried.begin(), tried.end());
  tried.resize(std::min(kRefined, tried.size()));
  for (const auto& [value, blocks, least_s] : tried)
    for (const std::size_t percent : kPercents)
      if (may_begin()) attempt({blocks, least_s}, percent);
}

}  // namespace homeward::many
