// SPDX-License-Identifier: Apache-2.0
#include "planner/many/block_dispatch.h"

#include <algorithm>
#include <array>
#include <queue>

#include "planner/many/cheapest_flow.h"
#include "planner/many/exit_plan.h"
#include "planner/many/exit_slots.h"
#include "planner/many/flow_streams.h"

namespace homeward::many {

namespace {

constexpr std::array<std::size_t, 3> kLengths{CutProgramme::kLengths, 12, 9};
constexpr std::array<std::size_t, 5> kBlocks{4, 6, 3, 9, 12};
constexpr std::array<std::size_t, 4> kFirst{2, 1, 4, 3};
constexpr std::array<Duration, 3> kPatternMin{12'000, 6'000, 3'000};
constexpr Duration kStreamMin = 600;     ///< shorter streams are not worth a way
constexpr Duration kClose = 600;         ///< the end of a block is found to this precision
constexpr std::int64_t kArcsOfWork = 4;  ///< of the network, for a unit of work when a flow is looked for

struct Options {
  std::size_t blocks = 4;      ///< as long as the longest, about
  std::size_t first = 2;       ///< periods of the first block; the next are twice as long each
  std::size_t repeats = 1;     ///< of all patterns of a block
  Duration pattern_min_s = 0;  ///< shorter ones are left out
};

struct Send {
  std::uint32_t column;
  std::size_t way;
};

struct Base {
  std::vector<std::uint32_t> waiting;  ///< longest first, so that the shortest is at the back
  Duration left_s = 0;                 ///< work that is in no pattern yet
};

class BlockDispatch {
 public:
  BlockDispatch(const Roads& roads, const CutProgramme& programme, const Options& options);

  void plan(Budget& budget);
  /// Who goes which way, in order.
  const std::vector<Send>& sends() const { return sends_; }
  const std::vector<FlowWay>& ways() const { return ways_; }

 private:
  struct Outlet {
    std::size_t way;
    Base* base;
    std::vector<PacedWay::Turn> turns;
    Duration used_s = 0;
    std::size_t turn = 0;   ///< that the next column belongs to
    Duration before_s = 0;  ///< length of the turns before it
  };

  Duration work_of(std::uint32_t column) const {
    return roads_.traffic().columns[column].pass_s + roads_.traffic().model.rules.column_gap_s;
  }
  std::vector<Supply> shares(std::size_t from, std::size_t to) const;
  Time end_of(const std::vector<Supply>& work, Duration planned_s, Budget& budget);
  void plan_block(std::size_t from, std::size_t to, Budget& budget);
  std::vector<std::size_t> in_order(const std::vector<FlowPattern>& patterns);
  void add_turns(const std::vector<FlowPattern>& patterns, Interval span);
  static std::optional<Time> due(Outlet& outlet, Duration work_s);
  void send(const std::vector<PacedWay>& paced);

  const Roads& roads_;
  const Options& options_;
  GroupFigures figures_;
  CheapestFlow flow_;
  TimedCut cut_;
  std::vector<BaseArrivals> arrivals_;
  std::vector<Time> borders_;
  Time begin_;  ///< of the next block
  FlowStreams streams_;
  FlowStreams::Clock left_;               ///< of the last block
  std::vector<std::vector<ArcId>> last_;  ///< ways of the last pattern, sorted
  IdVector<PlaceId, Base> bases_;
  std::vector<Send> sends_;
  std::vector<FlowWay> ways_;
};

BlockDispatch::BlockDispatch(const Roads& roads, const CutProgramme& programme, const Options& options)
    : roads_{roads},
      options_{options},
      figures_{figures_of(roads, 0)},
      flow_(roads, roads.traffic().goals[0], figures_.head_and_tail),
      cut_(roads, roads.traffic().goals[0], figures_.head_and_tail),
      arrivals_{programme.arrivals()},
      borders_{programme.borders()},
      begin_{borders_.front()},
      streams_(roads),
      left_(*roads.table(0)),
      bases_(roads.graph().place_count()) {
  const auto& columns = roads.traffic().columns;
  for (std::uint32_t i = 0; i < columns.size(); ++i) {
    bases_[columns[i].from].waiting.push_back(i);
    bases_[columns[i].from].left_s += work_of(i);
  }
  for (Base& base : bases_)
    std::sort(base.waiting.begin(), base.waiting.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto key = [&](std::uint32_t i) { return std::tuple(columns[i].ready, columns[i].pass_s, i); };
      return key(a) > key(b);
    });
}

/// Work for the periods [from, to) as the programme shares out what is left; everything for the last ones.
std::vector<Supply> BlockDispatch::shares(std::size_t from, std::size_t to) const {
  std::vector<Supply> supplies;
  for (const BaseArrivals& of : arrivals_) {
    double now = 0;
    double later = 0;
    for (std::size_t k = from; k < of.work_s.size(); ++k) (k < to ? now : later) += of.work_s[k];
    const double share = to == of.work_s.size() ? 1 : now > 0 ? now / (now + later) : 0;
    const auto work_s = static_cast<Duration>(share * static_cast<double>(bases_[of.base].left_s));
    if (work_s > 0) supplies.push_back({of.base, work_s});
  }
  return supplies;
}

/// By when all of it can be through, but no sooner than after half of the planned time.
Time BlockDispatch::end_of(const std::vector<Supply>& work, Duration planned_s, Budget& budget) {
  const auto through = [&](Duration length_s) {
    budget.spend(static_cast<std::int64_t>(roads_.graph().arc_count()) / kArcsOfWork);
    cut_.find(work, Interval{begin_, begin_ + length_s});
    return cut_.all_through();
  };
  Duration low = planned_s / 2;
  Duration high = planned_s;
  while (!through(high) && high < 16 * planned_s) {
    low = high;
    high = high * 5 / 4;
  }
  while (high - low > kClose) {
    const Duration middle = low + (high - low) / 2;
    (through(middle) ? high : low) = middle;
  }
  return begin_ + high;
}

std::vector<std::vector<ArcId>> sorted_ways(const FlowPattern& pattern) {
  std::vector<std::vector<ArcId>> ways;
  for (const FlowWay& way : pattern.ways) ways.push_back(way.arcs);
  std::sort(ways.begin(), ways.end());
  return ways;
}

/// Patterns that are long enough, each behind the one that it is most like.
std::vector<std::size_t> BlockDispatch::in_order(const std::vector<FlowPattern>& patterns) {
  std::vector<std::vector<std::vector<ArcId>>> ways;
  for (const FlowPattern& pattern : patterns) ways.push_back(sorted_ways(pattern));
  std::vector<std::size_t> open;
  const Duration least_s = options_.pattern_min_s * static_cast<Duration>(options_.repeats);
  for (std::size_t i = 0; i < patterns.size(); ++i)
    if (patterns[i].length_s >= least_s) open.push_back(i);
  if (open.empty() && !patterns.empty()) open.push_back(0);
  std::vector<std::size_t> order;
  while (!open.empty()) {
    const auto same = [&](std::size_t i) {
      std::vector<std::vector<ArcId>> both;
      std::set_intersection(ways[i].begin(), ways[i].end(), last_.begin(), last_.end(),
                            std::back_inserter(both));
      return both.size();
    };
    const auto best = std::max_element(open.begin(), open.end(),
                                       [&](std::size_t a, std::size_t b) { return same(a) < same(b); });
    order.push_back(*best);
    last_ = ways[*best];
    open.erase(best);
  }
  return order;
}

/// One pattern after the other, there and back again as often as wanted, over all of the block.
void BlockDispatch::add_turns(const std::vector<FlowPattern>& patterns, Interval span) {
  std::vector<std::size_t> order = in_order(patterns);
  if (order.empty()) return;
  const std::size_t clock = streams_.add_clock(left_);
  std::vector<std::size_t> number(patterns.size(), 0);
  Duration all_s = 0;
  for (const std::size_t i : order) {
    number[i] = streams_.add_pattern(patterns[i]);
    all_s += patterns[i].length_s * static_cast<Duration>(options_.repeats);
  }
  Duration passed_s = 0;
  for (std::size_t repeat = 0; repeat < options_.repeats; ++repeat) {
    for (const std::size_t i : order) {
      const Time begin = span.begin + passed_s * (span.end - span.begin) / all_s;
      passed_s += patterns[i].length_s;
      const Time end = span.begin + passed_s * (span.end - span.begin) / all_s;
      streams_.add_turn(number[i], clock, begin);
      for (const FlowWay& way : patterns[i].ways) {
        const Time first = std::max(begin, figures_.ready_min + left_[way.from]);
        bases_[way.from].left_s -= std::min(bases_[way.from].left_s, std::max<Duration>(0, end - first));
      }
    }
    std::reverse(order.begin(), order.end());
  }
  last_ = sorted_ways(patterns[order.front()]);
}

void BlockDispatch::plan_block(std::size_t from, std::size_t to, Budget& budget) {
  const std::vector<Supply> work = shares(from, to);
  const Interval span{begin_, end_of(work, borders_[to] - borders_[from], budget)};
  begin_ = span.end;
  const std::int64_t before = flow_.looked_at();
  flow_.find(work, span);
  flow_.keep_left(left_);
  budget.spend((flow_.looked_at() - before) / kArcsOfWork);
  for (const PlaceId place : left_.ids()) left_[place] = flow_.left(place);
  add_turns(cut_into_patterns(roads_.graph(), flow_.take_ways(), span.end - span.begin), span);
}

void BlockDispatch::plan(Budget& budget) {
  const std::size_t periods = borders_.size() - 1;
  const std::size_t longest = std::max<std::size_t>(1, periods / options_.blocks);
  // The first blocks are short: there bases come in reach one after the other.
  std::size_t length = std::min(options_.first, longest);
  for (std::size_t begin = 0; begin < periods && !budget.exhausted();
       length = std::min(longest, 2 * length)) {
    const std::size_t end = begin + length + longest / 2 >= periods ? periods : begin + length;
    plan_block(begin, end, budget);
    begin = end;
  }
  if (!budget.exhausted()) send(streams_.trace(figures_.ready_min, begin_, kStreamMin));
}

/// When the middle of its next column should arrive; nothing when its turns are over.
std::optional<Time> BlockDispatch::due(Outlet& outlet, Duration work_s) {
  const Duration middle = outlet.used_s + work_s / 2;
  while (outlet.turn < outlet.turns.size() && outlet.before_s + outlet.turns[outlet.turn].length_s <= middle)
    outlet.before_s += outlet.turns[outlet.turn++].length_s;
  if (outlet.turn == outlet.turns.size()) return std::nullopt;
  return outlet.turns[outlet.turn].begin + middle - outlet.before_s;
}

void BlockDispatch::send(const std::vector<PacedWay>& paced) {
  std::vector<Outlet> outlets;
  using Turn = std::pair<Time, std::size_t>;
  std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
  for (const PacedWay& way : paced) {
    turns.emplace(kStartOfTime, outlets.size());
    outlets.push_back({ways_.size(), &bases_[way.from], way.turns});
    ways_.push_back({way.from, way.arcs, 0});
  }
  while (!turns.empty()) {
    const Turn turn = turns.top();
    turns.pop();
    Outlet& outlet = outlets[turn.second];
    auto& waiting = outlet.base->waiting;
    if (waiting.empty()) continue;
    const auto now = due(outlet, work_of(waiting.back()));
    if (!now) continue;
    turns.emplace(std::max(*now, turn.first), turn.second);
    if (*now > turn.first) continue;
    outlet.used_s += work_of(waiting.back());
    sends_.push_back({waiting.back(), outlet.way});
    waiting.pop_back();
  }
}

/// Puts everybody in, in this order, each as early as it can; the others by slot. False when the budget ended
/// before.
bool put_in_order(const Roads& roads, const std::vector<Send>& sends,
                  const std::vector<std::uint32_t>& numbers, ExitBoard& board, Budget& budget) {
  std::vector<Time> from(board.lanes().ways().size(), kStartOfTime);
  std::int64_t reported = board.work();
  for (const Send& send : sends) {
    if (budget.exhausted()) return false;
    const std::uint32_t way = numbers[send.way];
    from[way] = board.earliest(send.column, way, from[way]);
    board.put_in(send.column, way, from[way]);
    budget.spend(board.work() - reported);
    reported = board.work();
  }
  return send_by_slot(roads, board, budget);
}

void attempt(const Roads& roads, const CutProgramme& programme, const Options& options, Routes& routes,
             Budget& budget) {
  BlockDispatch dispatch(roads, programme, options);
  dispatch.plan(budget);
  std::vector<ExitWay> ways = shortest_exit_ways(roads, 0);
  const std::vector<std::uint32_t> numbers = add_ways(roads, dispatch.ways(), ways);
  const ExitLanes lanes(roads, std::move(ways));
  ExitBoard board(roads, lanes);
  if (!put_in_order(roads, dispatch.sends(), numbers, board, budget)) return;
  if (board.sum() - sum_of_readies(roads.traffic()) < total_flow(roads.traffic(), routes))
    routes = routes_of(roads, board);
}

std::vector<Options> all_options() {
  std::vector<Options> all;
  for (const std::size_t repeats : {1, 2})
    for (const Duration least_s : kPatternMin)
      for (const std::size_t first : kFirst)
        for (const std::size_t blocks : kBlocks) all.push_back({blocks, first, repeats, least_s});
  return all;
}

}  // namespace

void dispatch_by_blocks(const Roads& roads, const CutProgramme& programme, std::int64_t work_until,
                        Routes& routes, Budget& budget) {
  const std::vector<Options> all = all_options();
  const std::int64_t each = (work_until - budget.work()) / static_cast<std::int64_t>(kLengths.size());
  for (std::size_t i = 0; i < kLengths.size(); ++i) {
    const std::int64_t until = budget.work() + each;
    const auto try_all = [&](const CutProgramme& with) {
      for (const Options& options : all)
        if (!budget.exhausted() && budget.work() < until) attempt(roads, with, options, routes, budget);
    };
    if (kLengths[i] == CutProgramme::kLengths) {
      try_all(programme);
      continue;
    }
    CutProgramme other(roads, 0, kLengths[i]);
    if (!budget.exhausted() && other.solve(budget)) try_all(other);
  }
}

}  // namespace homeward::many
