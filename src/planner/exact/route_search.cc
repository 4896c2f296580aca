// SPDX-License-Identifier: Apache-2.0
#include "planner/exact/route_search.h"

#include <algorithm>

#include "base/check.h"

namespace homeward::exact {
namespace {

constexpr std::uint32_t kNoLabel = std::numeric_limits<std::uint32_t>::max();

/// Takes `out` out of the disjoint, ordered pieces; `spare` lends its memory.
void take_out(Interval out, std::vector<Interval>& pieces, std::vector<Interval>& spare) {
  spare.clear();
  for (const Interval& piece : pieces) {
    const Interval before{piece.begin, std::min(piece.end, out.begin)};
    const Interval after{std::max(piece.begin, out.end), piece.end};
    if (!before.empty()) spare.push_back(before);
    if (!after.empty()) spare.push_back(after);
  }
  pieces.swap(spare);
}

bool ends_by(const Interval& interval, Time time) { return interval.end <= time; }

/// Adds an interval that overlaps none of the ordered times; joins what touches.
void put_in(Interval added, std::vector<Interval>& times) {
  auto next = std::lower_bound(times.begin(), times.end(), added.begin, ends_by);
  if (next != times.begin() && std::prev(next)->end == added.begin) {
    --next;
    added.begin = next->begin;
    next = times.erase(next);
  }
  if (next != times.end() && next->begin == added.end) {
    next->begin = added.begin;
    return;
  }
  times.insert(next, added);
}

}  // namespace

RouteSearch::RouteSearch(const ConvoyProblem& problem, Variant variant, ConvoyId convoy)
    : problem_{problem},
      convoy_{problem.convoys[convoy]},
      variant_{variant},
      to_end_(problem.node_count(), kNoCost),
      bans_at_(problem.node_count()),
      guard_bit_(problem.node_count(), 0),
      labels_at_(problem.node_count()) {
  // Dijkstra against the arcs, by scanning: networks here are small and dense.
  std::vector<std::vector<Arc>> into(problem.node_count());
  for (std::size_t from = 0; from < problem.node_count(); ++from)
    for (const Arc& arc : problem.arcs_of(NodeId(from)))
      into[arc.to.index()].push_back({NodeId(from), arc.travel});
  std::vector<Entry> heap{{0, 0, convoy_.end.index()}};
  to_end_[convoy_.end.index()] = 0;
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end());
    const Entry top = heap.back();
    heap.pop_back();
    if (top.key > to_end_[top.label]) continue;
    for (const Arc& arc : into[top.label]) {
      const Duration through = top.key + arc.travel;
      if (through >= to_end_[arc.to.index()]) continue;
      to_end_[arc.to.index()] = through;
      heap.push_back({through, 0, arc.to.index()});
      std::push_heap(heap.begin(), heap.end());
    }
  }
}

std::optional<Route> RouteSearch::best(std::span<const Ban> bans, std::int64_t& work) {
  index_bans(bans);
  travel_counts_ = variant_ == Variant::p4;
  travel_cut_ = false;
  std::optional<std::uint32_t> end = search_simple(work);
  const bool within_limit = end && labels_[*end].leaves.begin - convoy_.earliest_start <= convoy_.travel_max;
  if (travel_cut_ && !within_limit && !travel_counts_) {
    travel_counts_ = true;
    end = search_simple(work);
  }
  if (!end) return std::nullopt;
  return unload(*end);
}

std::optional<std::uint32_t> RouteSearch::search_simple(std::int64_t& work) {
  for (const NodeId node : guarded_nodes_) guard_bit_[node.index()] = 0;
  guarded_nodes_.clear();
  std::optional<std::uint32_t> end = search(work);
  while (end && guard_repeated(*end)) end = search(work);
  return end;
}

void RouteSearch::index_bans(std::span<const Ban> bans) {
  for (const NodeId node : banned_nodes_) bans_at_[node.index()].clear();
  banned_nodes_.clear();
  last_ban_end_ = kStartOfTime;
  for (const Ban& ban : bans) {
    std::vector<Ban>& here = bans_at_[ban.node.index()];
    if (here.empty()) banned_nodes_.push_back(ban.node);
    here.push_back(ban);
    last_ban_end_ = std::max(last_ban_end_, ban.times.end);
  }
  for (const NodeId node : banned_nodes_) {
    std::vector<Ban>& here = bans_at_[node.index()];
    std::sort(here.begin(), here.end(),
              [](const Ban& a, const Ban& b) { return a.times.begin < b.times.begin; });
  }
}

/// Calls use(gap) for every part of `times` that no ban on (node, to) touches, in order.
template <class Use>
void RouteSearch::for_each_gap(NodeId node, NodeId to, Interval times, Use use) const {
  for (const Ban& ban : bans_at_[node.index()]) {
    if (ban.to != to || ban.times.end <= times.begin) continue;
    if (ban.times.begin >= times.end) break;
    if (ban.times.begin > times.begin) use(Interval{times.begin, ban.times.begin});
    times.begin = ban.times.end;
    if (times.empty()) return;
  }
  if (!times.empty()) use(times);
}

std::optional<std::uint32_t> RouteSearch::search(std::int64_t& work) {
  for (const Label& label : labels_) {
    labels_at_[label.node.index()].by_begin.clear();
    labels_at_[label.node.index()].longest = 0;
    labels_at_[label.node.index()].covers.clear();
  }
  labels_.clear();
  heap_.clear();
  start();
  std::optional<std::uint32_t> found;
  while (!heap_.empty() && !found) {
    std::pop_heap(heap_.begin(), heap_.end());
    const std::uint32_t label = heap_.back().label;
    heap_.pop_back();
    if (labels_[label].node == convoy_.end)
      found = label;
    else
      expand(label);
  }
  work += static_cast<std::int64_t>(labels_.size());
  return found;
}

void RouteSearch::start() {
  const Interval window{convoy_.earliest_start, convoy_.earliest_start + convoy_.wait_max + 1};
  for_each_gap(convoy_.start, convoy_.start, window, [this](Interval gap) {
    add({convoy_.start, kNoLabel, gap, gap.begin, gap.end - 1, 0, guard_bit_[convoy_.start.index()]});
  });
}

void RouteSearch::expand(std::uint32_t label) {
  const NodeId node = labels_[label].node;
  const Interval leaves = labels_[label].leaves;
  for (const Arc& arc : problem_.arcs_of(node)) {
    if (to_end_[arc.to.index()] >= kNoCost) continue;
    if (guard_bit_[arc.to.index()] != 0 && visits(label, arc.to)) continue;
    for_each_gap(node, arc.to, leaves, [&](Interval gap) { extend(label, arc, gap); });
  }
}

void RouteSearch::extend(std::uint32_t parent, const Arc& arc, Interval leaves) {
  const Interval arrives{leaves.begin + arc.travel, leaves.end + arc.travel};
  const Duration travel = labels_[parent].travel + arc.travel;
  const std::uint64_t guarded = labels_[parent].guarded | guard_bit_[arc.to.index()];
  if (variant_ != Variant::p3 || arc.to == convoy_.end) {
    for_each_gap(arc.to, arc.to, arrives, [&](Interval gap) {
      add({arc.to, parent, gap, gap.begin, gap.end - 1, travel, guarded});
    });
    return;
  }
  std::optional<Time> first_arrival;
  for_each_gap(arc.to, arc.to, arrives,
               [&](Interval gap) { first_arrival = first_arrival.value_or(gap.begin); });
  if (!first_arrival) return;
  const Interval halts{*first_arrival, convoy_.earliest_start + convoy_.wait_max + travel + 1};
  for_each_gap(arc.to, arc.to, halts, [&](Interval gap) {
    add({arc.to, parent, gap, *first_arrival, arrives.end - 1, travel, guarded});
  });
}

void RouteSearch::add(const Label& label) {
  const Duration rest = to_end_[label.node.index()];
  if (label.leaves.begin + rest > convoy_.latest_arrival) return;
  if (label.travel + rest > convoy_.travel_max) {
    travel_cut_ = true;
    return;
  }
  pieces_.assign(1, label.leaves);
  take_out_covered(label);
  Label part = label;
  for (const Interval& piece : pieces_) {
    part.leaves = piece;
    push(part);
  }
}

void RouteSearch::take_out_covered(const Label& label) {
  if (guarded_nodes_.size() > 64) return;
  if (!only_time_counts()) return take_out_one_by_one(label);
  for (const Cover& cover : labels_at_[label.node.index()].covers) {
    if ((cover.guarded & ~label.guarded) != 0) continue;
    auto time = std::lower_bound(cover.times.begin(), cover.times.end(), label.leaves.begin, ends_by);
    for (; time != cover.times.end() && time->begin < label.leaves.end && !pieces_.empty(); ++time)
      take_out(*time, pieces_, spare_);
  }
}

void RouteSearch::take_out_one_by_one(const Label& label) {
  const LabelsAtNode& here = labels_at_[label.node.index()];
  auto other = std::lower_bound(here.by_begin.begin(), here.by_begin.end(),
                                std::pair{label.leaves.begin - here.longest, std::uint32_t{0}});
  for (; other != here.by_begin.end() && other->first < label.leaves.end && !pieces_.empty(); ++other)
    if (may_cover(labels_[other->second], label)) take_out(labels_[other->second].leaves, pieces_, spare_);
}

void RouteSearch::push(const Label& label) {
  const auto index = static_cast<std::uint32_t>(labels_.size());
  labels_.push_back(label);
  LabelsAtNode& here = labels_at_[label.node.index()];
  if (only_time_counts()) {
    auto cover = std::find_if(here.covers.begin(), here.covers.end(),
                              [&label](const Cover& other) { return other.guarded == label.guarded; });
    if (cover == here.covers.end()) cover = here.covers.insert(cover, Cover{label.guarded, {}});
    put_in(label.leaves, cover->times);
  } else {
    const std::pair entry{label.leaves.begin, index};
    here.by_begin.insert(std::upper_bound(here.by_begin.begin(), here.by_begin.end(), entry), entry);
    here.longest = std::max(here.longest, label.leaves.length());
  }
  const Duration rest = to_end_[label.node.index()];
  const std::int64_t by_time = label.leaves.begin + rest;
  const std::int64_t by_travel = label.travel + rest;
  if (variant_ == Variant::p4)
    heap_.push_back({by_travel, by_time, index});
  else
    heap_.push_back({by_time, rest, index});
  std::push_heap(heap_.begin(), heap_.end());
}

/// Whatever can follow `label` at a time can follow `better` at that time and costs no more.
bool RouteSearch::may_cover(const Label& better, const Label& label) const {
  if (travel_counts_ && better.travel > label.travel) return false;
  // With halts on the way a shorter way leaves less time to halt; that is of no use once all bans are over.
  const Time halts_until = convoy_.earliest_start + convoy_.wait_max + better.travel;
  if (variant_ == Variant::p3 && better.travel < label.travel && halts_until < last_ban_end_) return false;
  return (better.guarded & ~label.guarded) == 0;
}

bool RouteSearch::visits(std::uint32_t label, NodeId node) const {
  for (; label != kNoLabel; label = labels_[label].parent)
    if (labels_[label].node == node) return true;
  return false;
}

/// Guards every node that the label's path visits twice; false when the path is simple. Guarded nodes beyond
/// the 64th have no bit: then nothing dominates, which is slow and right.
bool RouteSearch::guard_repeated(std::uint32_t label) {
  const std::size_t before = guarded_nodes_.size();
  for (; labels_[label].parent != kNoLabel; label = labels_[label].parent) {
    const NodeId node = labels_[label].node;
    if (guard_bit_[node.index()] != 0 || !visits(labels_[label].parent, node)) continue;
    guard_bit_[node.index()] = std::uint64_t{1} << (guarded_nodes_.size() % 64);
    guarded_nodes_.push_back(node);
  }
  return guarded_nodes_.size() > before;
}

Route RouteSearch::unload(std::uint32_t label) const {
  Route route;
  route.travel = labels_[label].travel;
  Time leave = labels_[label].leaves.begin;
  for (std::uint32_t at = label; at != kNoLabel; at = labels_[at].parent) {
    const Label& here = labels_[at];
    // Pass through where that is possible, else halt from the first possible arrival on.
    const bool passes = at == label || here.parent == kNoLabel || leave <= here.last_arrival;
    const Time arrive = passes ? leave : here.first_arrival;
    route.stops.push_back({here.node, arrive, leave});
    if (here.parent != kNoLabel) leave = arrive - (here.travel - labels_[here.parent].travel);
  }
  std::reverse(route.stops.begin(), route.stops.end());
  HW_CHECK(route.stops.front().node == convoy_.start);
  return route;
}

}  // namespace homeward::exact
