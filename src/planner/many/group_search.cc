// SPDX-License-Identifier: Apache-2.0
#include "planner/many/group_search.h"

#include <algorithm>

namespace homeward::many {

namespace {

constexpr std::size_t kTried = 3;  ///< conflicts that are branched on to compare

}  // namespace

bool GroupSearch::later(const Node& a, const Node& b) {
  return a.flow != b.flow ? a.flow > b.flow : a.conflicts.size() > b.conflicts.size();
}

std::int64_t GroupSearch::work() const {
  std::int64_t sum = 0;
  for (const auto& search : backward_) sum += search->work();
  return sum;
}

bool GroupSearch::out_of_work() const { return workshop_->work() + work() >= work_until_; }

void GroupSearch::aim() {
  while (backward_.size() < columns_.size())
    backward_.push_back(
        std::make_unique<BackwardSearch>(roads_.graph(), roads_.travel(), roads_.landmarks()));
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Traveller& traveller = roads_.traffic().columns[columns_[i]];
    if (roads_.table(traveller.goals) == nullptr)
      backward_[i]->aim(traveller.from, roads_.traffic().goals[traveller.goals].front());
  }
}

ToGoal GroupSearch::left_of(std::size_t member) {
  const auto* table = roads_.table(roads_.traffic().columns[columns_[member]].goals);
  return table != nullptr ? ToGoal(table) : ToGoal(backward_[member].get());
}

std::shared_ptr<const GroupSearch::Way> GroupSearch::plan(std::size_t member, const Closed& closed,
                                                          Duration flow_max) {
  const Traveller& traveller = roads_.traffic().columns[columns_[member]];
  Limits limits;
  limits.arrive_until = traveller.ready + flow_max;
  limits.labels_max = limits_.labels_max;
  auto route = workshop_->plan_around(columns_[member], left_of(member), closed, limits);
  if (!route) return nullptr;
  auto way = std::make_shared<Way>();
  way->flow = flow_of(traveller, *route);
  const auto crosses = [&](PlaceId place, Time head) {
    if (roads_.traffic().model.places[place].exclusive) way->crossings.push_back({place, head});
  };
  for (std::size_t i = 0; i < route->stops.size(); ++i) {
    const RouteStop& stop = route->stops[i];
    if (i > 0) crosses(stop.place, stop.arrive);
    if (!stop.out) continue;
    if (i == 0 || stop.depart > stop.arrive) crosses(stop.place, stop.depart);
    way->passages.push_back({*stop.out, stop.lane, stop.depart});
  }
  way->route = std::move(*route);
  return way;
}

std::optional<GroupSearch::Conflict> GroupSearch::meet(const Passage& x, std::size_t a, const Passage& y,
                                                       std::size_t b) const {
  const auto& columns = roads_.traffic().columns;
  const auto behind_x = headway(roads_, columns[columns_[a]].pass_s, x.arc, y.arc);
  const auto behind_y = headway(roads_, columns[columns_[b]].pass_s, y.arc, x.arc);
  if (!behind_x || (!behind_x->any_lane && x.lane != y.lane)) return std::nullopt;
  const Duration after = behind_x->behind_s;   // y may enter so much behind x,
  const Duration before = behind_y->behind_s;  // or x so much behind y
  const Duration apart = y.entry - x.entry;
  if (apart <= -before || apart >= after) return std::nullopt;
  return Conflict{a,
                  b,
                  {{}, x.arc, behind_x->any_lane ? 0 : x.lane, {x.entry, y.entry + before}},
                  {{}, y.arc, behind_y->any_lane ? 0 : y.lane, {y.entry, x.entry + after}},
                  std::min(apart + before, after - apart)};
}

void GroupSearch::look_at(Node& node, std::size_t a, std::size_t b) const {
  for (const Passage& x : node.ways[a]->passages)
    for (const Passage& y : node.ways[b]->passages)
      if (const auto conflict = meet(x, a, y, b)) node.conflicts.push_back(*conflict);
  const Duration gap = roads_.traffic().model.rules.column_gap_s;
  const Duration after = roads_.traffic().columns[columns_[a]].pass_s + gap;
  const Duration before = roads_.traffic().columns[columns_[b]].pass_s + gap;
  for (const Crossing& x : node.ways[a]->crossings)
    for (const Crossing& y : node.ways[b]->crossings) {
      const Duration apart = y.head - x.head;
      if (x.place != y.place || apart <= -before || apart >= after) continue;
      node.conflicts.push_back({a,
                                b,
                                {x.place, ArcId(0), 0, {x.head, y.head + before}},
                                {y.place, ArcId(0), 0, {y.head, x.head + after}},
                                std::min(apart + before, after - apart)});
    }
}

void GroupSearch::look_again(Node& node, std::size_t member) const {
  std::erase_if(node.conflicts,
                [&](const Conflict& one) { return one.first == member || one.second == member; });
  for (std::size_t other = 0; other < columns_.size(); ++other)
    if (other != member) look_at(node, std::min(member, other), std::max(member, other));
  std::stable_sort(node.conflicts.begin(), node.conflicts.end(),
                   [](const Conflict& a, const Conflict& b) { return a.depth_s > b.depth_s; });
}

void GroupSearch::close(const Ban& ban, Closed& closed) const {
  const auto add = [&](ArcId arc, std::int64_t lane, Interval times) {
    const ClosedEntries one{arc, lane, times};
    closed.insert(std::upper_bound(closed.begin(), closed.end(), one), one);
  };
  const auto add_all = [&](ArcId arc, Interval times) {
    for (std::int64_t lane = 1; lane <= workshop_->timetable().lanes(arc); ++lane) add(arc, lane, times);
  };
  if (!ban.place) {
    if (ban.lane > 0) return add(ban.arc, ban.lane, ban.times);
    return add_all(ban.arc, ban.times);
  }
  for (const ArcId arc : roads_.graph().out(*ban.place)) {
    add_all(arc, ban.times);
    const Duration travel = roads_.travel()[opposite(arc)];
    if (travel != kClosed) add_all(opposite(arc), {ban.times.begin - travel, ban.times.end - travel});
  }
}

std::optional<GroupSearch::Node> GroupSearch::root() {
  Node node;
  const auto nothing = std::make_shared<const Closed>();
  Duration left = limits_.flow_max;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    auto way = plan(i, *nothing, left);
    if (!way) return std::nullopt;
    left -= way->flow;
    node.flow += way->flow;
    node.ways.push_back(std::move(way));
    node.closed.push_back(nothing);
  }
  for (std::size_t a = 0; a < columns_.size(); ++a)
    for (std::size_t b = a + 1; b < columns_.size(); ++b) look_at(node, a, b);
  std::stable_sort(node.conflicts.begin(), node.conflicts.end(),
                   [](const Conflict& a, const Conflict& b) { return a.depth_s > b.depth_s; });
  return node;
}

std::optional<GroupSearch::Node> GroupSearch::child(const Node& node, std::size_t member, const Ban& ban) {
  auto closed = std::make_shared<Closed>(*node.closed[member]);
  close(ban, *closed);
  const Duration others = node.flow - node.ways[member]->flow;
  auto way = plan(member, *closed, limits_.flow_max - others);
  if (!way) return std::nullopt;
  Node next = node;
  next.flow = others + way->flow;
  next.ways[member] = std::move(way);
  next.closed[member] = std::move(closed);
  look_again(next, member);
  return next;
}

void GroupSearch::push(Node node) {
  open_.push_back(std::move(node));
  std::push_heap(open_.begin(), open_.end(), later);
}

void GroupSearch::branch(Node node) {
  std::vector<Node> chosen;
  std::int64_t chosen_least = -1;
  for (std::size_t i = 0; i < std::min(kTried, node.conflicts.size()); ++i) {
    const Conflict conflict = node.conflicts[i];
    std::vector<Node> children;
    for (const bool first : {true, false}) {
      const std::size_t member = first ? conflict.first : conflict.second;
      auto next = child(node, member, first ? conflict.first_ban : conflict.second_ban);
      if (!next) continue;
      if (next->flow == node.flow && next->conflicts.size() < node.conflicts.size()) {
        next->closed[member] = node.closed[member];
        return push(std::move(*next));
      }
      children.push_back(std::move(*next));
    }
    if (children.empty()) return;
    const std::int64_t least = children.size() < 2 ? limits_.flow_max + children.front().flow
                                                   : std::min(children[0].flow, children[1].flow);
    if (least <= chosen_least) continue;
    chosen_least = least;
    chosen = std::move(children);
    if (chosen.size() < 2) break;
  }
  for (Node& next : chosen) push(std::move(next));
}

GroupWays GroupSearch::cheapest(Workshop& workshop, std::span<const std::uint32_t> columns,
                                const GroupLimits& limits) {
  workshop_ = &workshop;
  columns_ = columns;
  limits_ = limits;
  work_until_ = workshop.work() + work() + limits.work_max;
  open_.clear();
  aim();
  if (auto node = root()) push(std::move(*node));
  while (!open_.empty()) {
    std::pop_heap(open_.begin(), open_.end(), later);
    Node node = std::move(open_.back());
    open_.pop_back();
    if (node.conflicts.empty()) {
      GroupWays found{{}, node.flow, true};
      for (const auto& way : node.ways) found.routes.push_back(way->route);
      return found;
    }
    if (out_of_work()) return {};
    branch(std::move(node));
  }
  return {{}, 0, true};
}

}  // namespace homeward::many
