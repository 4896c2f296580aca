// SPDX-License-Identifier: Apache-2.0
#include "planner/many/timed_cut.h"

#include <algorithm>
#include <map>
#include <queue>

namespace homeward::many {

TimedCut::TimedCut(const Roads& roads, std::span<const PlaceId> goals,
                   const IdVector<ArcId, Time>& head_and_tail)
    : roads_{roads},
      head_and_tail_{head_and_tail},
      is_goal_(roads.graph().place_count(), 0),
      spare_(roads.graph().arc_count(), 0),
      arcs_(roads.graph().place_count()),
      level_(roads.graph().place_count(), -1),
      reached_(roads.graph().place_count(), 0) {
  for (const PlaceId goal : goals) is_goal_[goal] = 1;
  for (const ArcId arc : spare_.ids()) arcs_[roads.graph().from(arc).index()].push_back(arc);
  // Early arcs first, so that of ways with equally many links short ones are taken.
  for (auto& arcs : arcs_)
    std::sort(arcs.begin(), arcs.end(), [&](ArcId a, ArcId b) {
      return std::pair(head_and_tail[a], a) < std::pair(head_and_tail[b], b);
    });
}

std::int64_t TimedCut::capacity(ArcId arc) const {
  const Time open = std::max(span_.begin, head_and_tail_[arc]);
  if (roads_.travel()[arc] == kClosed || open >= span_.end) return 0;
  return roads_.traffic().model.links[direction_of(arc).link].lanes * (span_.end - open);
}

bool TimedCut::find_levels() {
  std::fill(level_.begin(), level_.end(), -1);
  queue_.clear();
  for (const Supply& supply : left_) {
    if (supply.work_s == 0) continue;
    level_[supply.place] = 0;
    queue_.push_back(supply.place);
  }
  bool found = false;
  for (std::size_t i = 0; i < queue_.size(); ++i) {
    const PlaceId here = queue_[i];
    found = found || is_goal_[here];
    for (const ArcId arc : arcs_[here.index()]) {
      const PlaceId to = roads_.graph().to(arc);
      if (spare_[arc] <= 0 || level_[to] >= 0) continue;
      level_[to] = level_[here] + 1;
      queue_.push_back(to);
    }
  }
  return found;
}

std::int64_t TimedCut::push(PlaceId place, std::int64_t amount) {
  if (is_goal_[place] || amount == 0) return amount;
  const auto& arcs = arcs_[place.index()];
  std::int64_t sent = 0;
  for (std::size_t& i = next_[place.index()]; i < arcs.size(); ++i) {
    const ArcId arc = arcs[i];
    const PlaceId to = roads_.graph().to(arc);
    if (spare_[arc] <= 0 || level_[to] != level_[place] + 1) continue;
    const std::int64_t through = push(to, std::min(amount - sent, spare_[arc]));
    spare_[arc] -= through;
    spare_[opposite(arc)] += through;
    sent += through;
    if (sent == amount) break;
  }
  return sent;
}

const IdVector<PlaceId, char>& TimedCut::find(std::span<const Supply> supplies, Interval span) {
  span_ = span;
  supplies_.assign(supplies.begin(), supplies.end());
  left_ = supplies_;
  for (const ArcId arc : spare_.ids()) spare_[arc] = capacity(arc);
  while (find_levels()) {
    next_.assign(arcs_.size(), 0);
    for (Supply& supply : left_) supply.work_s -= push(supply.place, supply.work_s);
  }
  all_through_ =
      std::all_of(left_.begin(), left_.end(), [](const Supply& supply) { return supply.work_s == 0; });
  for (const PlaceId place : reached_.ids()) reached_[place] = level_[place] >= 0;
  return reached_;
}

bool TimedCut::follow(PlaceId start, std::vector<ArcId>& way) {
  way.clear();
  on_way_.assign(reached_.size(), 0);
  PlaceId here = start;
  while (!is_goal_[here]) {
    on_way_[here] = 1;
    const auto& arcs = arcs_[here.index()];
    const auto next = std::find_if(arcs.begin(), arcs.end(), [&](ArcId arc) { return flow_[arc] > 0; });
    HW_CHECK(next != arcs.end());  // what flows in flows out
    way.push_back(*next);
    here = roads_.graph().to(*next);
    if (!on_way_[here]) continue;
    const auto begin =
        std::find_if(way.begin(), way.end(), [&](ArcId arc) { return roads_.graph().from(arc) == here; });
    std::int64_t least = flow_[*begin];
    for (auto arc = begin; arc != way.end(); ++arc) least = std::min(least, flow_[*arc]);
    for (auto arc = begin; arc != way.end(); ++arc) flow_[*arc] -= least;
    return false;
  }
  return true;
}

std::vector<FlowWay> TimedCut::take_ways() {
  flow_.assign(spare_.size(), 0);
  for (const ArcId arc : flow_.ids()) flow_[arc] = std::max<std::int64_t>(0, capacity(arc) - spare_[arc]);
  std::vector<FlowWay> ways;
  std::vector<ArcId> way;
  for (std::size_t i = 0; i < supplies_.size(); ++i) {
    std::int64_t left = supplies_[i].work_s - left_[i].work_s;
    while (left > 0) {
      if (!follow(supplies_[i].place, way)) continue;
      std::int64_t amount = left;
      for (const ArcId arc : way) amount = std::min(amount, flow_[arc]);
      for (const ArcId arc : way) flow_[arc] -= amount;
      left -= amount;
      ways.push_back({supplies_[i].place, way, amount});
    }
  }
  return ways;
}

namespace {

/// Least driving time from any of the supplies to everywhere.
IdVector<PlaceId, Duration> times_from_any(const Roads& roads, std::span<const Supply> supplies) {
  IdVector<PlaceId, Duration> best(roads.graph().place_count(), kEndOfTime);
  using Entry = std::pair<Duration, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  for (const Supply& supply : supplies) {
    best[supply.place] = 0;
    open.emplace(0, supply.place.index());
  }
  while (!open.empty()) {
    const auto [time, index] = open.top();
    open.pop();
    if (time > best[PlaceId(index)]) continue;
    for (const ArcId arc : roads.graph().out(PlaceId(index))) {
      const Duration through = time + roads.travel()[arc];
      if (roads.travel()[arc] == kClosed || through >= best[roads.graph().to(arc)]) continue;
      best[roads.graph().to(arc)] = through;
      open.emplace(through, roads.graph().to(arc).index());
    }
  }
  return best;
}

}  // namespace

IdVector<ArcId, Time> arrivals_by_arc(const Roads& roads, std::uint32_t group, std::span<const Supply> from,
                                      Time ready) {
  const auto before = times_from_any(roads, from);
  const auto& after = *roads.table(group);
  IdVector<ArcId, Time> arrivals(roads.graph().arc_count(), kEndOfTime);
  for (const ArcId arc : roads.travel().ids()) {
    const Duration head = before[roads.graph().from(arc)];
    const Duration tail = after[roads.graph().to(arc)];
    if (roads.travel()[arc] != kClosed && head < kEndOfTime && tail < kEndOfTime)
      arrivals[arc] = ready + head + roads.travel()[arc] + tail;
  }
  return arrivals;
}

GroupFigures figures_of(const Roads& roads, std::uint32_t group, Duration least_way) {
  const Traffic& traffic = roads.traffic();
  const auto& left = *roads.table(group);
  GroupFigures figures;
  for (const ArcId arc : roads.travel().ids())
    if (roads.travel()[arc] != kClosed)
      figures.gap_s = std::min(figures.gap_s, std::max(traffic.model.rules.column_gap_s,
                                                       traffic.model.links[direction_of(arc).link].gap_s));
  std::map<PlaceId, std::int64_t> work;
  for (const Traveller& column : traffic.columns) {
    if (column.goals != group || left[column.from] < least_way || left[column.from] >= kEndOfTime) continue;
    work[column.from] += column.pass_s + figures.gap_s;
    figures.ready_min = std::min(figures.ready_min, column.ready);
    figures.first_all = std::max(figures.first_all, column.ready + left[column.from]);
  }
  for (const auto& [place, work_s] : work) {
    figures.supplies.push_back({place, work_s});
    figures.work_s += work_s;
  }
  figures.head_and_tail = arrivals_by_arc(roads, group, figures.supplies, figures.ready_min);
  return figures;
}

}  // namespace homeward::many
