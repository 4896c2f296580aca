// SPDX-License-Identifier: Apache-2.0
#include "planner/many/paced_dispatch.h"

#include <algorithm>
#include <array>
#include <map>
#include <queue>

#include "planner/many/cut_programme.h"
#include "planner/many/exit_dispatch.h"

namespace homeward::many {

namespace {

constexpr std::size_t kColumnsPerGoal = 20;  ///< fewer are not worth a programme
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
  Base* base;
  Duration used_s = 0;
  std::size_t turn = 0;             ///< that the next column belongs to
  Duration before_s = 0;            ///< length of the turns before it
  Time depart_from = kStartOfTime;  ///< no column of this way leaves before
};

class PacedDispatch {
 public:
  PacedDispatch(const Roads& roads, std::uint32_t group, Workshop& workshop)
      : roads_{roads}, workshop_{workshop} {
    const auto& columns = roads.traffic().columns;
    for (std::uint32_t i = 0; i < columns.size(); ++i)
      if (columns[i].goals == group) bases_[columns[i].from].waiting.push_back(i);
    for (auto& [place, base] : bases_)
      std::sort(base.waiting.begin(), base.waiting.end(), [&](std::uint32_t a, std::uint32_t b) {
        const auto key = [&](std::uint32_t i) { return std::tuple(columns[i].ready, columns[i].pass_s, i); };
        return key(a) > key(b);
      });
  }

  /// False when somebody found no way.
  void follow(const std::vector<PacedWay>& ways, std::size_t columns_max, Routes& routes, Budget& budget) {
    std::vector<Outlet> outlets;
    using Turn = std::pair<Time, std::size_t>;
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
    for (const PacedWay& way : ways) {
      outlets.push_back({&way, &bases_[way.from]});
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
      } else if (send(outlet, routes, budget)) {
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

  bool send(Outlet& outlet, Routes& routes, Budget& budget) {
    const std::uint32_t column = outlet.base->waiting.back();
    Limits limits;
    limits.depart_from = outlet.depart_from;
    const std::int64_t before = workshop_.work();
    auto route = workshop_.plan_along(column, outlet.way->arcs, limits);
    budget.spend(workshop_.work() - before);
    if (!route) return false;
    outlet.depart_from = route->stops.front().depart;
    outlet.used_s += work_of(column);
    workshop_.put_in(column, *route);
    routes[column] = std::move(*route);
    outlet.base->waiting.pop_back();
    return true;
  }

  const Roads& roads_;
  Workshop& workshop_;
  std::map<PlaceId, Base> bases_;
};

/// The one group that all columns belong to, if it is shared by many and all may go there.
bool is_exit_traffic(const Roads& roads) {
  const Traffic& traffic = roads.traffic();
  if (traffic.halting != Halting::nowhere || roads.table(0) == nullptr) return false;
  if (traffic.columns.size() < kColumnsPerGoal * traffic.goals[0].size()) return false;
  return std::all_of(traffic.columns.begin(), traffic.columns.end(), [&](const Traveller& column) {
    return column.goals == 0 && (*roads.table(0))[column.from] < kEndOfTime;
  });
}

}  // namespace

void dispatch_at_pace(const Roads& roads, Routes& routes, Budget& budget) {
  if (!is_exit_traffic(roads)) return;
  CutProgramme programme(roads, 0);
  if (!programme.solve(budget)) return;
  std::int64_t best = total_flow(roads.traffic(), routes);
  const auto attempt = [&](const PaceOptions& options, std::size_t percent) {
    Workshop workshop(roads);
    Routes other(routes.size());
    PacedDispatch(roads, 0, workshop)
        .follow(programme.pace(options), routes.size() * percent / 100, other, budget);
    dispatch_by_exit_slot(roads, workshop, other, budget);
    if (std::any_of(other.begin(), other.end(), [](const Route& route) { return route.stops.empty(); }))
      return kEndOfTime;
    const std::int64_t value = total_flow(roads.traffic(), other);
    if (value < best) routes = std::move(other);
    best = std::min(best, value);
    return value;
  };
  std::vector<std::tuple<std::int64_t, std::size_t, Duration>> tried;
  for (const std::size_t blocks : kBlocks)
    for (const Duration least_s : kPatternMin)
      if (!budget.exhausted()) tried.emplace_back(attempt({blocks, least_s}, kPercentFirst), blocks, least_s);
  std::sort(tried.begin(), tried.end());
  tried.resize(std::min(kRefined, tried.size()));
  for (const auto& [value, blocks, least_s] : tried)
    for (const std::size_t percent : kPercents)
      if (!budget.exhausted()) attempt({blocks, least_s}, percent);
}

}  // namespace homeward::many
