// SPDX-License-Identifier: Apache-2.0
#include "convoys/baselines.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <queue>
#include <set>

#include "planner/exact/route_search.h"

namespace homeward::bench {

namespace {

/// A* from a place to the first of some goals; `least` bounds the time left.
template <class Least>
Duration search(const many::Roads& roads, PlaceId from, std::span<const PlaceId> goals,
                std::vector<Duration>& best, Least least) {
  using Entry = std::tuple<Duration, Duration, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  std::vector<std::uint32_t> touched;
  const auto reach = [&](PlaceId place, Duration time) {
    if (time >= best[place.index()]) return;
    if (best[place.index()] == kEndOfTime) touched.push_back(place.index());
    best[place.index()] = time;
    open.emplace(time + least(place), -time, place.index());
  };
  reach(from, 0);
  Duration answer = kEndOfTime;
  while (!open.empty() && answer == kEndOfTime) {
    const auto [estimate, minus_time, index] = open.top();
    open.pop();
    if (-minus_time > best[index]) continue;
    if (std::find(goals.begin(), goals.end(), PlaceId(index)) != goals.end()) answer = -minus_time;
    for (const ArcId arc : roads.graph().out(PlaceId(index)))
      if (roads.travel()[arc] != kClosed) reach(roads.graph().to(arc), -minus_time + roads.travel()[arc]);
  }
  for (const std::uint32_t place : touched) best[place] = kEndOfTime;
  return answer;
}

}  // namespace

std::int64_t search_all_dijkstra(const many::Roads& roads) {
  std::vector<Duration> best(roads.graph().place_count(), kEndOfTime);
  std::int64_t sum = 0;
  for (const many::Traveller& column : roads.traffic().columns)
    sum += search(roads, column.from, roads.traffic().goals[column.goals], best,
                  [](PlaceId) { return Duration{0}; });
  return sum;
}

std::int64_t search_all_astar(const many::Roads& roads, const Landmarks& landmarks) {
  std::vector<Duration> best(roads.graph().place_count(), kEndOfTime);
  std::int64_t sum = 0;
  for (const many::Traveller& column : roads.traffic().columns) {
    const auto& goals = roads.traffic().goals[column.goals];
    sum += search(roads, column.from, goals, best, [&](PlaceId place) {
      Duration least = kEndOfTime;
      for (const PlaceId goal : goals) least = std::min(least, landmarks.least_between(place, goal));
      return least;
    });
  }
  return sum;
}

many::Routes plain_prioritised(const many::Roads& roads) {
  const many::Traffic& traffic = roads.traffic();
  many::Workshop workshop(roads);
  many::Routes routes(traffic.columns.size());
  std::vector<std::uint32_t> order(routes.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return traffic.columns[a].ready < traffic.columns[b].ready;
  });
  for (const std::uint32_t column : order) {
    auto route = workshop.plan_shortest(column, {});
    if (!route) continue;
    workshop.put_in(column, *route);
    routes[column] = std::move(*route);
  }
  return routes;
}

namespace {

struct TreeNode {
  std::vector<std::vector<exact::Ban>> bans;
  exact::Routes routes;
  std::int64_t bound = 0;
};

class PlainTree {
 public:
  PlainTree(const exact::ConvoyProblem& problem, Budget& budget) : problem_{problem}, budget_{budget} {
    for (const exact::ConvoyId convoy : problem.convoys.ids())
      searches_.push_back(std::make_unique<exact::RouteSearch>(problem, exact::Variant::p1, convoy));
  }

  exact::ConvoyOutcome run() {
    exact::ConvoyOutcome outcome;
    auto root = std::make_shared<TreeNode>();
    root->bans.resize(problem_.convoys.size());
    root->routes.resize(problem_.convoys.size());
    for (const exact::ConvoyId convoy : problem_.convoys.ids())
      if (!plan(*root, convoy)) {
        outcome.status = exact::Status::infeasible;
        return outcome;
      }
    add(std::move(root));
    while (!open_.empty()) {
      const auto [bound, number, node] = open_.top();
      outcome.bound = bound;
      if (budget_.exhausted()) return outcome;
      open_.pop();
      ++outcome.tree_nodes;
      const auto conflict = first_conflict(*node);
      if (!conflict) {
        outcome.status = exact::Status::optimal;
        outcome.routes = node->routes;
        outcome.objective = bound;
        return outcome;
      }
      branch(*node, conflict->first, conflict->first_ban);
      branch(*node, conflict->second, conflict->second_ban);
    }
    outcome.status = exact::Status::infeasible;
    return outcome;
  }

 private:
  bool plan(TreeNode& node, exact::ConvoyId convoy) {
    std::int64_t work = 0;
    auto route = searches_[convoy.index()]->best(node.bans[convoy.index()], work);
    budget_.spend(work);
    if (!route) return false;
    node.routes[convoy.index()] = std::move(*route);
    return true;
  }

  void add(std::shared_ptr<TreeNode> node) {
    node->bound = exact::objective(problem_, node->routes, exact::Variant::p1);
    const std::int64_t bound = node->bound;
    open_.emplace(bound, made_++, std::move(node));
  }

  void branch(const TreeNode& node, exact::ConvoyId convoy, const exact::Ban& ban) {
    auto child = std::make_shared<TreeNode>(node);
    child->bans[convoy.index()].push_back(ban);
    if (plan(*child, convoy)) add(std::move(child));
  }

  std::optional<exact::Conflict> first_conflict(const TreeNode& node) {
    for (const exact::ConvoyId a : problem_.convoys.ids())
      for (const exact::ConvoyId b : problem_.convoys.ids()) {
        if (b <= a) continue;
        conflicts_.clear();
        exact::add_conflicts(problem_, exact::Variant::p1, a, node.routes[a.index()], b,
                             node.routes[b.index()], conflicts_);
        if (!conflicts_.empty()) return conflicts_.front();
      }
    return std::nullopt;
  }

  using Entry = std::tuple<std::int64_t, std::int64_t, std::shared_ptr<TreeNode>>;
  const exact::ConvoyProblem& problem_;
  Budget& budget_;
  std::vector<std::unique_ptr<exact::RouteSearch>> searches_;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open_;
  std::vector<exact::Conflict> conflicts_;
  std::int64_t made_ = 0;
};

}  // namespace

exact::ConvoyOutcome plain_conflict_based(const exact::ConvoyProblem& problem, Budget& budget) {
  return PlainTree(problem, budget).run();
}

}  // namespace homeward::bench
