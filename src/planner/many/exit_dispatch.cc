// SPDX-License-Identifier: Apache-2.0
#include "planner/many/exit_dispatch.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "planner/many/timed_cut.h"

namespace homeward::many {

namespace {

constexpr std::size_t kColumnsPerGoal = 20;  ///< fewer are not worth slots
constexpr std::size_t kColumnsPerBase = 3;   ///< with fewer each column is a base of its own
constexpr Duration kClose = 60;              ///< the last moment of the flow is found to this precision

/// The columns of a base that wait, longest first, so that the shortest is at the back.
struct Base {
  std::vector<std::uint32_t> waiting;
};

struct Outlet {
  FlowWay way;
  Duration length_s = 0;
  std::size_t base = 0;
  Time depart_from = kStartOfTime;  ///< no column of this way leaves before
};

/// When the next column of an outlet would be clear of the exit, or at least not before.
struct Turn {
  Time clear;
  std::size_t outlet;
  bool operator<(const Turn& other) const {  // the heap's top is the least
    return clear != other.clear ? clear > other.clear : outlet > other.outlet;
  }
};

class ExitDispatch {
 public:
  ExitDispatch(const Roads& roads, Workshop& workshop, std::uint32_t group)
      : roads_{roads}, workshop_{workshop}, group_{group} {}
  void run(Routes& routes, Budget& budget);

 private:
  void find_bases(const Routes& routes);
  void find_outlets();
  template <class Add>
  void add_shortest(Add add);
  std::optional<Turn> turn_of(std::size_t outlet) const;
  std::optional<Route> try_next(const Outlet& outlet);
  const Traveller& next_of(const Outlet& outlet) const {
    return roads_.traffic().columns[bases_[outlet.base].waiting.back()];
  }

  const Roads& roads_;
  Workshop& workshop_;
  std::uint32_t group_;
  Duration gap_s_ = 0;
  std::vector<Base> bases_;
  std::map<PlaceId, std::size_t> base_at_;
  std::vector<Outlet> outlets_;
};

void ExitDispatch::find_bases(const Routes& routes) {
  const auto& columns = roads_.traffic().columns;
  for (std::uint32_t i = 0; i < columns.size(); ++i) {
    if (columns[i].goals != group_ || !routes[i].stops.empty()) continue;
    const auto [at, fresh] = base_at_.try_emplace(columns[i].from, bases_.size());
    if (fresh) bases_.emplace_back();
    bases_[at->second].waiting.push_back(i);
  }
  for (Base& base : bases_)
    std::sort(base.waiting.begin(), base.waiting.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto key = [&](std::uint32_t i) { return std::tuple(columns[i].ready, columns[i].pass_s, i); };
      return key(a) > key(b);
    });
}

void ExitDispatch::find_outlets() {
  const GroupFigures figures = figures_of(roads_, group_);
  gap_s_ = figures.gap_s;
  TimedCut cut(roads_, roads_.traffic().goals[group_], figures.head_and_tail);
  Time low = figures.first_all;
  Time high = low + figures.work_s + 1;
  while (high - low > kClose) {
    const Time middle = low + (high - low) / 2;
    cut.find(figures.supplies, middle);
    (cut.all_through() ? high : low) = middle;
  }
  std::set<std::vector<ArcId>> known;
  const auto add = [&](FlowWay way) {
    if (!known.insert(way.arcs).second) return;
    Outlet outlet;
    for (const ArcId arc : way.arcs) outlet.length_s += roads_.travel()[arc];
    const auto base = base_at_.find(way.from);
    if (base == base_at_.end()) return;  // nobody is left there
    outlet.base = base->second;
    outlet.way = std::move(way);
    outlet.way.work_s = kEndOfTime;
    outlets_.push_back(std::move(outlet));
  };
  const int n = 8;
  for (int i = 1; i <= n; ++i) {
    cut.find(figures.supplies, figures.ready_min + (high - figures.ready_min) * i / n);
    for (FlowWay& way : cut.take_ways()) add(std::move(way));
  }
  add_shortest(add);
}

template <class Add>
void ExitDispatch::add_shortest(Add add) {
  const auto& goals = roads_.traffic().goals[group_];
  for (const PlaceId goal : goals)
    for (const ArcId approach : roads_.graph().in(goal)) {
      const PlaceId before = roads_.graph().from(approach);
      if (roads_.travel()[approach] == kClosed) continue;
      const auto times = times_to_any(roads_.graph(), roads_.travel(), {&before, 1}, goals);
      for (const auto& [from, base] : base_at_) {
        if (times[from] >= kEndOfTime) continue;
        FlowWay way{from, {}, 0};
        for (PlaceId here = from; times[here] > 0;) {
          const auto arcs = roads_.graph().out(here);
          const auto next = std::find_if(arcs.begin(), arcs.end(), [&](ArcId arc) {
            const Duration travel = roads_.travel()[arc];
            return travel != kClosed && times[roads_.graph().to(arc)] + travel == times[here];
          });
          way.arcs.push_back(*next);
          here = roads_.graph().to(*next);
        }
        way.arcs.push_back(approach);
        add(std::move(way));
      }
    }
}

std::optional<Turn> ExitDispatch::turn_of(std::size_t i) const {
  const Outlet& outlet = outlets_[i];
  if (outlet.way.work_s <= 0 || bases_[outlet.base].waiting.empty()) return std::nullopt;
  const Traveller& column = next_of(outlet);
  return Turn{std::max(outlet.depart_from, column.ready) + outlet.length_s + column.pass_s, i};
}

std::optional<Route> ExitDispatch::try_next(const Outlet& outlet) {
  Limits limits;
  limits.depart_from = outlet.depart_from;
  return workshop_.plan_along(bases_[outlet.base].waiting.back(), outlet.way.arcs, limits);
}

void ExitDispatch::run(Routes& routes, Budget& budget) {
  find_bases(routes);
  find_outlets();
  std::vector<Turn> turns;
  for (std::size_t i = 0; i < outlets_.size(); ++i)
    if (const auto turn = turn_of(i)) turns.push_back(*turn);
  std::make_heap(turns.begin(), turns.end());
  while (!turns.empty() && !budget.exhausted()) {
    std::pop_heap(turns.begin(), turns.end());
    const Turn turn = turns.back();
    turns.pop_back();
    Outlet& outlet = outlets_[turn.outlet];
    const auto now = turn_of(turn.outlet);
    if (!now) continue;
    const std::int64_t before = workshop_.work();
    std::optional<Route> route;
    if (now->clear <= turn.clear) {
      route = try_next(outlet);
      if (!route) continue;
      outlet.depart_from = route->stops.front().depart;
    }
    budget.spend(workshop_.work() - before);
    const Time clear = turn_of(turn.outlet)->clear;
    if (route && (turns.empty() || clear <= turns.front().clear)) {
      const std::uint32_t column = bases_[outlet.base].waiting.back();
      bases_[outlet.base].waiting.pop_back();
      outlet.way.work_s -= roads_.traffic().columns[column].pass_s + gap_s_;
      workshop_.put_in(column, *route);
      routes[column] = std::move(*route);
    }
    if (const auto next = turn_of(turn.outlet)) {
      turns.push_back(*next);
      std::push_heap(turns.begin(), turns.end());
    }
  }
}

}  // namespace

void dispatch_by_exit_slot(const Roads& roads, Workshop& workshop, Routes& routes, Budget& budget) {
  const Traffic& traffic = roads.traffic();
  std::vector<std::size_t> columns(traffic.goals.size(), 0);
  std::vector<std::set<PlaceId>> bases(traffic.goals.size());
  for (const Traveller& column : traffic.columns) {
    ++columns[column.goals];
    bases[column.goals].insert(column.from);
  }
  for (std::uint32_t i = 0; i < traffic.goals.size(); ++i)
    if (columns[i] >= std::max(kColumnsPerGoal * traffic.goals[i].size(), kColumnsPerBase * bases[i].size()))
      ExitDispatch(roads, workshop, i).run(routes, budget);
}

}  // namespace homeward::many
