// SPDX-License-Identifier: Apache-2.0
#include "planner/exact/order_branching.h"

#include <algorithm>
#include <map>
#include <queue>
#include <tuple>

#include "planner/exact/route_search.h"

namespace homeward::exact {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kConflictsTried = 24;

struct TreeNode {
  std::uint32_t parent = kNone;
  ConvoyId convoy;  ///< whose ban this node adds
  Ban ban;
  std::vector<std::uint32_t> routes;  ///< in the pool, by convoy
  std::int64_t bound = 0;
  std::int64_t sum = 0;
  std::size_t conflicts = 0;
};

struct Child {
  ConvoyId convoy;
  Ban ban;
  std::optional<std::uint32_t> route;  ///< in the pool
  std::int64_t bound = kNoCost;
  std::int64_t sum = kNoCost;
};

class Tree {
 public:
  Tree(const ConvoyProblem& problem, Variant variant, const BranchingStart& start, Budget& budget)
      : problem_{problem},
        variant_{variant},
        budget_{budget},
        work_max_{start.work_max},
        fixed_bans_{start.bans},
        known_(problem.convoys.size()) {
    fixed_bans_.resize(problem.convoys.size());
    for (const ConvoyId convoy : problem.convoys.ids()) searches_.emplace_back(problem, variant, convoy);
    if (start.known) accept(*start.known);
  }

  ConvoyOutcome run();

 private:
  using Key = std::tuple<std::int64_t, std::size_t, std::int64_t, std::uint32_t>;

  bool plant();
  bool expand(std::uint32_t node);
  std::vector<Conflict> conflicts_of(const TreeNode& node) const;
  void conflicts_with(const TreeNode& node, ConvoyId convoy, std::vector<Conflict>& conflicts) const;
  std::pair<Child, Child> choose(std::uint32_t node, const std::vector<Conflict>& conflicts);
  std::optional<std::uint32_t> best_route(ConvoyId convoy, std::vector<Ban> bans);
  Child child_of(std::uint32_t node, ConvoyId convoy, const Ban& ban);
  void push(std::uint32_t parent, Child child);
  void accept(const Routes& routes);
  Routes routes_of(const TreeNode& node) const;
  std::int64_t cost(ConvoyId convoy, const Route& route) const {
    return route_cost(problem_.convoys[convoy], route, variant_);
  }
  void price(TreeNode& node) const;
  bool exhausted() const { return work_ >= work_max_ || budget_.exhausted(); }

  const ConvoyProblem& problem_;
  Variant variant_;
  Budget& budget_;
  std::int64_t work_max_;
  std::int64_t work_ = 0;
  std::vector<std::vector<Ban>> fixed_bans_;  ///< by convoy
  std::vector<RouteSearch> searches_;
  std::vector<Route> pool_;
  std::vector<std::map<std::vector<Ban>, std::optional<std::uint32_t>>>
      known_;  ///< best routes in the pool, by bans
  std::vector<TreeNode> nodes_;
  std::priority_queue<Key, std::vector<Key>, std::greater<>> open_;
  std::optional<Routes> best_;
  std::int64_t best_cost_ = kNoCost;
};

void Tree::accept(const Routes& routes) {
  const std::int64_t value = objective(problem_, routes, variant_);
  if (value >= best_cost_) return;
  best_ = routes;
  best_cost_ = value;
}

Routes Tree::routes_of(const TreeNode& node) const {
  Routes routes;
  for (const std::uint32_t route : node.routes) routes.push_back(pool_[route]);
  return routes;
}

void Tree::price(TreeNode& node) const {
  node.sum = 0;
  node.bound = variant_ == Variant::p5 ? kStartOfTime : 0;
  for (const ConvoyId convoy : problem_.convoys.ids()) {
    const std::int64_t value = cost(convoy, pool_[node.routes[convoy.index()]]);
    node.sum += value;
    node.bound = std::max(node.bound, value);
  }
  if (variant_ != Variant::p5) node.bound = node.sum;
}

bool Tree::plant() {
  TreeNode root;
  for (const ConvoyId convoy : problem_.convoys.ids()) {
    const std::optional<std::uint32_t> route = best_route(convoy, fixed_bans_[convoy.index()]);
    if (!route) return false;
    root.routes.push_back(*route);
  }
  price(root);
  nodes_.push_back(std::move(root));
  open_.push({nodes_[0].bound, 0, nodes_[0].sum, 0});
  return true;
}

ConvoyOutcome Tree::run() {
  ConvoyOutcome outcome;
  bool finished = !plant();
  while (!open_.empty() && !finished && !exhausted()) {
    const auto [bound, conflicts, sum, node] = open_.top();
    if (bound >= best_cost_) break;
    if (!expand(node)) break;
    ++outcome.tree_nodes;
  }
  const std::int64_t open_bound = open_.empty() ? kNoCost : std::get<0>(open_.top());
  outcome.bound = std::min(open_bound, best_cost_);
  finished = open_bound >= best_cost_ || open_.empty();
  outcome.objective = best_ ? best_cost_ : 0;
  outcome.routes = best_;
  outcome.status = best_      ? (finished ? Status::optimal : Status::feasible)
                   : finished ? Status::infeasible
                              : Status::unknown;
  return outcome;
}

std::vector<Conflict> Tree::conflicts_of(const TreeNode& node) const {
  std::vector<Conflict> conflicts;
  for (const ConvoyId first : problem_.convoys.ids())
    for (std::size_t second = first.index() + 1; second < problem_.convoys.size(); ++second)
      add_conflicts(problem_, variant_, first, pool_[node.routes[first.index()]], ConvoyId(second),
                    pool_[node.routes[second]], conflicts);
  return conflicts;
}

std::optional<std::uint32_t> Tree::best_route(ConvoyId convoy, std::vector<Ban> bans) {
  std::sort(bans.begin(), bans.end());
  const auto [entry, is_new] = known_[convoy.index()].try_emplace(std::move(bans));
  if (!is_new) return entry->second;
  std::int64_t work = 0;
  std::optional<Route> route = searches_[convoy.index()].best(entry->first, work);
  budget_.spend(work);
  work_ += work;
  if (!route) return std::nullopt;
  entry->second = static_cast<std::uint32_t>(pool_.size());
  pool_.push_back(*std::move(route));
  return entry->second;
}

Child Tree::child_of(std::uint32_t index, ConvoyId convoy, const Ban& ban) {
  Child child{convoy, ban, std::nullopt, kNoCost, kNoCost};
  std::vector<Ban> bans = fixed_bans_[convoy.index()];
  bans.push_back(ban);
  for (std::uint32_t at = index; nodes_[at].parent != kNone; at = nodes_[at].parent)
    if (nodes_[at].convoy == convoy) bans.push_back(nodes_[at].ban);
  child.route = best_route(convoy, std::move(bans));
  if (!child.route) return child;
  const TreeNode& node = nodes_[index];
  const std::int64_t value = cost(convoy, pool_[*child.route]);
  child.sum = node.sum + value - cost(convoy, pool_[node.routes[convoy.index()]]);
  child.bound = variant_ == Variant::p5 ? std::max(node.bound, value) : child.sum;
  return child;
}

std::pair<Child, Child> Tree::choose(std::uint32_t node, const std::vector<Conflict>& conflicts) {
  std::pair<Child, Child> chosen;
  std::tuple<std::int64_t, std::int64_t, std::int64_t> best_score{-1, -1, -1};
  for (std::size_t i = 0; i < conflicts.size() && i < kConflictsTried && !exhausted(); ++i) {
    Child first = child_of(node, conflicts[i].first, conflicts[i].first_ban);
    Child second = child_of(node, conflicts[i].second, conflicts[i].second_ban);
    const auto [low, high] = std::minmax(first.bound, second.bound);
    const std::tuple score{low, high, first.sum + second.sum};
    if (score <= best_score) continue;
    best_score = score;
    chosen = {std::move(first), std::move(second)};
    if (low >= best_cost_) break;
  }
  return chosen;
}

/// Replaces the top of the open nodes by its children; false, and nothing is changed, when the budget ends
/// before.
bool Tree::expand(std::uint32_t node) {
  const std::vector<Conflict> conflicts = conflicts_of(nodes_[node]);
  auto [first, second] = choose(node, conflicts);
  if (exhausted()) return false;
  open_.pop();
  if (conflicts.empty()) {
    accept(routes_of(nodes_[node]));
    return true;
  }
  push(node, std::move(first));
  push(node, std::move(second));
  return true;
}

void Tree::push(std::uint32_t parent, Child child) {
  if (!child.route || child.bound >= best_cost_) return;
  TreeNode node;
  node.parent = parent;
  node.convoy = child.convoy;
  node.ban = child.ban;
  node.routes = nodes_[parent].routes;
  node.routes[child.convoy.index()] = *child.route;
  node.bound = std::max(child.bound, nodes_[parent].bound);
  node.sum = child.sum;
  node.conflicts = conflicts_of(node).size();
  open_.push({node.bound, node.conflicts, node.sum, static_cast<std::uint32_t>(nodes_.size())});
  nodes_.push_back(std::move(node));
}

}  // namespace

ConvoyOutcome branch_on_order(const ConvoyProblem& problem, Variant variant, const BranchingStart& start,
                              Budget& budget) {
  return Tree{problem, variant, start, budget}.run();
}

}  // namespace homeward::exact
