// SPDX-License-Identifier: Apache-2.0
#include "planner/many/flow_bound.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <queue>
#include <set>

#include "planner/many/cut_shares.h"
#include "planner/many/shared_links.h"
#include "planner/many/timed_cut.h"

namespace homeward::many {

LaneMachine::LaneMachine(std::vector<Time> opens, std::vector<Duration> work)
    : opens_{std::move(opens)}, work_{std::move(work)} {
  std::sort(opens_.begin(), opens_.end());
  std::sort(work_.begin(), work_.end());
  opens_sum_.assign(1, 0);
  for (const Time open : opens_) opens_sum_.push_back(opens_sum_.back() + open);
  work_sum_.assign(1, 0);
  for (const Duration work_s : work_) work_sum_.push_back(work_sum_.back() + work_s);
}

Duration LaneMachine::passed_by(Time t) const {
  const auto open =
      static_cast<std::size_t>(std::upper_bound(opens_.begin(), opens_.end(), t) - opens_.begin());
  return static_cast<Time>(open) * t - opens_sum_[open];
}

std::int64_t LaneMachine::shares_at(Time t) const {
  const Duration passed = passed_by(t);
  const auto after = std::upper_bound(work_sum_.begin(), work_sum_.end(), passed);
  const std::int64_t whole = after - work_sum_.begin() - 1;
  if (after == work_sum_.end()) return whole * kShareUnit;
  const Duration next = *after - *(after - 1);
  return whole * kShareUnit + ((passed - *(after - 1)) * kShareUnit + next - 1) / next;
}

std::int64_t LaneMachine::least_sum() const {
  std::priority_queue<Time, std::vector<Time>, std::greater<>> free(opens_.begin(), opens_.end());
  std::int64_t sum = 0;
  for (const Duration job : work_) {
    if (free.empty()) return 0;
    const Time start = free.top();
    free.pop();
    sum += start;
    free.push(start + job);
  }
  return sum;
}

namespace {

constexpr Duration kClose = 60;        ///< the last moment of a cut is found to this precision
constexpr int kCutTimes = 16;          ///< moments at which cuts are looked for
constexpr std::size_t kRings = 12;     ///< sets of bases, each without the nearer ones of the set before
constexpr std::int64_t kSteps = 8192;  ///< of the sum over time
constexpr std::int64_t kStepsForPrices = 16;  ///< prices of all cuts together serve so many

class GroupBound {
 public:
  GroupBound(const Roads& roads, std::uint32_t group, std::span<const Duration> shortest)
      : roads_{roads}, group_{group}, gap_s_{figures_of(roads, group).gap_s} {
    for (std::uint32_t i = 0; i < roads.traffic().columns.size(); ++i) {
      const Traveller& column = roads.traffic().columns[i];
      if (column.goals != group) continue;
      bases_[column.from].push_back(i);
      last_ = std::max(last_, column.ready + shortest[i] + 1);
      shortest_ += shortest[i];
      readies_ += column.ready;
      ready_min_ = std::min(ready_min_, column.ready);
    }
  }

  /// Total flow time of the group at least; `resource` says why.
  std::int64_t best(std::string& resource);

 private:
  /// Bases behind a cut and what the cut lets through.
  struct Part {
    LaneMachine machine;
    std::vector<std::uint32_t> inside;  ///< bases
    std::vector<std::size_t> others;    ///< bases elsewhere
    std::int64_t others_sum;            ///< of their columns' earliest arrivals
  };
  void find_all_parts();
  void find_parts(Duration least_way);
  void add_part(const GroupFigures& figures, const IdVector<PlaceId, char>& reached);
  /// Even without any pass time no two enter a lane at once.
  Duration work_of(const Traveller& column) const { return std::max<Duration>(1, column.pass_s + gap_s_); }
  /// Shares of the columns of each base by the end of each step, nobody waiting for anybody.
  std::vector<std::vector<std::int64_t>> shares_alone() const;
  Time time_of(std::int64_t step) const { return ready_min_ + (last_ - ready_min_) * step / kSteps; }
  CutShares all_cuts() const;
  std::int64_t sum_over_time() const;

  const Roads& roads_;
  std::uint32_t group_;
  std::map<PlaceId, std::vector<std::uint32_t>> bases_;
  Duration gap_s_ = 0;
  std::int64_t shortest_ = 0;
  std::int64_t readies_ = 0;
  Time ready_min_ = kEndOfTime;
  std::vector<Part> parts_;
  std::set<std::tuple<std::size_t, PlaceId, std::vector<ArcId>>> known_;  ///< cuts that have their part
  Time last_ = 0;                                                         ///< by then the machines are done
};

void GroupBound::add_part(const GroupFigures& figures, const IdVector<PlaceId, char>& reached) {
  std::vector<Supply> behind;
  for (const Supply& supply : figures.supplies)
    if (reached[supply.place]) behind.push_back(supply);
  std::vector<ArcId> cut;
  for (const ArcId arc : figures.head_and_tail.ids())
    if (reached[roads_.graph().from(arc)] && !reached[roads_.graph().to(arc)]) cut.push_back(arc);
  if (behind.empty() || cut.empty()) return;
  if (!known_.emplace(behind.size(), behind.front().place, cut).second) return;
  const auto arrivals = arrivals_by_arc(roads_, group_, behind, figures.ready_min);
  std::vector<Time> opens;
  for (const ArcId arc : cut) {
    const std::int64_t lanes = roads_.traffic().model.links[direction_of(arc).link].lanes;
    if (arrivals[arc] < kEndOfTime) opens.insert(opens.end(), static_cast<std::size_t>(lanes), arrivals[arc]);
  }
  if (opens.empty()) return;
  std::vector<Duration> work;
  std::vector<std::uint32_t> bases_inside;
  std::vector<std::size_t> others;
  std::int64_t others_sum = 0;
  std::size_t base = 0;
  for (const auto& [place, columns] : bases_) {
    const bool inside = std::any_of(behind.begin(), behind.end(),
                                    [&, at = place](const Supply& supply) { return supply.place == at; });
    for (const std::uint32_t i : columns) {
      const Traveller& column = roads_.traffic().columns[i];
      if (inside)
        work.push_back(work_of(column));
      else
        others_sum += column.ready + (*roads_.table(group_))[place];
    }
    if (inside)
      bases_inside.push_back(static_cast<std::uint32_t>(base));
    else
      others.push_back(base);
    ++base;
  }
  Duration all = 0;
  for (const Duration work_s : work) all += work_s;
  const Time last_open = *std::max_element(opens.begin(), opens.end());
  last_ = std::max(last_, last_open + all / static_cast<Duration>(opens.size()) + 1);
  parts_.push_back({LaneMachine(std::move(opens), std::move(work)), std::move(bases_inside),
                    std::move(others), others_sum});
}

void GroupBound::find_parts(Duration least_way) {
  const GroupFigures figures = figures_of(roads_, group_, least_way);
  TimedCut cut(roads_, roads_.traffic().goals[group_], figures.head_and_tail);
  // The last moment at which anything is left, then moments before it.
  Time low = figures.first_all;
  Time high = low + figures.work_s + 1;
  while (high - low > kClose) {
    const Time middle = low + (high - low) / 2;
    const auto& reached = cut.find(figures.supplies, middle);
    if (!cut.all_through()) add_part(figures, reached);
    (cut.all_through() ? high : low) = middle;
  }
  for (int i = 1; i < kCutTimes; ++i)
    add_part(figures,
             cut.find(figures.supplies, figures.ready_min + (low - figures.ready_min) * i / kCutTimes));
}

void GroupBound::find_all_parts() {
  std::vector<Duration> ways;
  for (const auto& [place, columns] : bases_) ways.push_back((*roads_.table(group_))[place]);
  std::sort(ways.begin(), ways.end());
  ways.erase(std::unique(ways.begin(), ways.end()), ways.end());
  const std::size_t rings = std::min(kRings, ways.size());
  for (std::size_t ring = 0; ring < rings; ++ring) find_parts(ways[ring * ways.size() / rings]);
}

std::vector<std::vector<std::int64_t>> GroupBound::shares_alone() const {
  std::vector<std::vector<std::int64_t>> shares;
  for (const auto& [place, columns] : bases_) {
    shares.emplace_back(kSteps + 1, 0);
    for (const std::uint32_t i : columns) {
      const Traveller& column = roads_.traffic().columns[i];
      const Time arrival = column.ready + (*roads_.table(group_))[place];
      const Duration work_s = work_of(column);
      auto step = (arrival - ready_min_) * kSteps / (last_ - ready_min_);
      // What is added in a step, then summed up.
      for (std::int64_t before = 0; before < kShareUnit && step <= kSteps; ++step) {
        const Duration done = std::clamp<Duration>(time_of(step) - arrival, 0, work_s);
        const std::int64_t share = (done * kShareUnit + work_s - 1) / work_s;
        shares.back()[static_cast<std::size_t>(step)] += share - before;
        before = share;
      }
    }
    std::partial_sum(shares.back().begin(), shares.back().end(), shares.back().begin());
  }
  return shares;
}

CutShares GroupBound::all_cuts() const {
  std::vector<std::vector<Duration>> work;
  for (const auto& [place, columns] : bases_) {
    work.emplace_back();
    for (const std::uint32_t i : columns) work.back().push_back(work_of(roads_.traffic().columns[i]));
  }
  std::vector<std::vector<std::uint32_t>> inside;
  for (const Part& part : parts_) inside.push_back(part.inside);
  return {std::move(work), std::move(inside)};
}

std::int64_t GroupBound::sum_over_time() const {
  // Shares never fall, so those at the end of a step are enough for all of it.
  const auto alone = shares_alone();
  std::int64_t columns = 0;
  Duration work_s = 0;
  for (const auto& [place, of] : bases_) {
    columns += static_cast<std::int64_t>(of.size());
    for (const std::uint32_t i : of) work_s += work_of(roads_.traffic().columns[i]);
  }
  CutShares together = all_cuts();
  std::vector<Duration> passed(parts_.size());
  std::vector<std::int64_t> at_most(alone.size());
  std::int64_t sum = columns * ready_min_ * kShareUnit;
  for (std::int64_t step = 1; step <= kSteps; ++step) {
    const auto i = static_cast<std::size_t>(step);
    std::int64_t fewest = 0;
    for (std::size_t b = 0; b < alone.size(); ++b) {
      fewest += alone[b][i];
      at_most[b] = alone[b][i] * (CutShares::kUnit / kShareUnit);
    }
    for (const Part& part : parts_) {
      std::int64_t shares = part.machine.shares_at(time_of(step));
      for (const std::size_t base : part.others) shares += alone[base][i];
      fewest = std::min(fewest, shares);
    }
    for (std::size_t c = 0; c < parts_.size(); ++c) passed[c] = parts_[c].machine.passed_by(time_of(step));
    if (step % kStepsForPrices == 1) together.improve(passed, at_most);
    fewest = std::min(fewest, together.shares_at_most(passed, at_most) / (CutShares::kUnit / kShareUnit) + 1);
    sum += (time_of(step) - time_of(step - 1)) * (columns * kShareUnit - fewest);
  }
  // A column counts half of its work longer, on the mean, than it should.
  return sum / kShareUnit - (work_s + 1) / 2;
}

std::int64_t GroupBound::best(std::string& resource) {
  resource = "shortest ways";
  find_all_parts();
  if (parts_.empty()) return shortest_;
  std::int64_t best = sum_over_time();
  for (const Part& part : parts_) best = std::max(best, part.machine.least_sum() + part.others_sum);
  const std::int64_t value = best - readies_;
  if (value <= shortest_) return shortest_;
  resource = std::to_string(parts_.size()) + " cuts, the last of " +
             std::to_string(parts_.front().machine.lanes()) + " lanes";
  return value;
}

constexpr std::size_t kColumnsForMachine = 2;
/// Groups whose cuts could all together prove no more than this part of the shortest ways are left out.
constexpr std::int64_t kWorthCuts = 2'000;

/// No cut proves more delay for the columns of a group: what they lose if all come in over one lane, first come,
/// first served. That obeys every cut, whatever lanes it has.
std::int64_t delays_on_one_lane(const Roads& roads, std::span<const Duration> shortest,
                                const std::vector<std::uint32_t>& columns) {
  std::vector<std::pair<Time, Duration>> arrivals;
  Duration gap_s = roads.traffic().model.rules.column_gap_s;
  for (const Link& link : roads.traffic().model.links) gap_s = std::max(gap_s, link.gap_s);
  for (const std::uint32_t i : columns) {
    const Traveller& column = roads.traffic().columns[i];
    arrivals.emplace_back(column.ready + shortest[i], std::max<Duration>(1, column.pass_s + gap_s));
  }
  std::sort(arrivals.begin(), arrivals.end());
  std::int64_t delays = 0;
  Time free = kStartOfTime;
  for (const auto& [arrival, work_s] : arrivals) {
    const Time at = std::max(arrival, free);
    delays += at - arrival;
    free = at + work_s;
  }
  return delays;
}

/// Groups for which cuts are looked for.
std::vector<char> worth_cuts(const Roads& roads, std::span<const Duration> shortest) {
  std::vector<std::vector<std::uint32_t>> groups(roads.traffic().goals.size());
  std::int64_t ways = 0;
  for (std::uint32_t i = 0; i < shortest.size(); ++i) {
    groups[roads.traffic().columns[i].goals].push_back(i);
    ways += shortest[i];
  }
  std::vector<std::pair<std::int64_t, std::uint32_t>> delays;
  for (std::uint32_t group = 0; group < groups.size(); ++group)
    if (groups[group].size() >= kColumnsForMachine && roads.table(group) != nullptr)
      delays.emplace_back(delays_on_one_lane(roads, shortest, groups[group]), group);
  std::sort(delays.begin(), delays.end());
  std::vector<char> worth(groups.size(), 0);
  std::int64_t left_out = 0;
  for (const auto& [delay, group] : delays)
    worth[group] = (left_out += delay) > ways / kWorthCuts;
  return worth;
}

}  // namespace

FlowBound flow_bound(const Roads& roads, std::span<const Duration> shortest) {
  FlowBound bound;
  std::vector<std::size_t> columns(roads.traffic().goals.size(), 0);
  for (const Traveller& column : roads.traffic().columns) ++columns[column.goals];
  const std::vector<char> has_machine = worth_cuts(roads, shortest);
  std::vector<std::uint32_t> alone;
  for (std::uint32_t i = 0; i < shortest.size(); ++i) {
    bound.shortest_ways += shortest[i];
    if (has_machine[roads.traffic().columns[i].goals]) continue;
    bound.value += shortest[i];
    const std::uint32_t group = roads.traffic().columns[i].goals;
    if (columns[group] < kColumnsForMachine || roads.table(group) == nullptr) alone.push_back(i);
  }
  bound.resource = "shortest ways";
  const Duration delays = shared_link_delays(roads, shortest, alone);
  bound.value += delays;
  if (delays > 0) bound.resource = "shared links";
  std::size_t largest = 0;
  for (std::uint32_t group = 0; group < columns.size(); ++group) {
    if (!has_machine[group]) continue;
    std::string resource;
    bound.value += GroupBound(roads, group, shortest).best(resource);
    if (columns[group] <= largest) continue;
    largest = columns[group];
    bound.resource = resource;
  }
  return bound;
}

}  // namespace homeward::many
