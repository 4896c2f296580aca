// SPDX-License-Identifier: Apache-2.0
#include "planner/many/priced_cluster.h"

#include <algorithm>

namespace homeward::many {

namespace {

/// Least cost first, then the fewest conflicts.
template <class Node>
bool later(const Node& a, const Node& b) {
  return a.cost != b.cost ? a.cost > b.cost : a.conflicts > b.conflicts;
}

}  // namespace

bool PricedCluster::search(Node& node, std::size_t member, PriceList& prices) {
  const std::uint32_t column = columns_[member];
  const auto& left = left_[roads_.traffic().columns[column].goals];
  std::int64_t most = PricedChains::kAnyCost;
  if (chains_.usable() && hints_ != nullptr) {
    for (const PricedWay* hint : (*hints_)[column]) {
      const bool allowed = std::none_of(hint->passages.begin(), hint->passages.end(), [&](const Passage& p) {
        return std::any_of(node.bans[member].begin(), node.bans[member].end(), [&](const EntryBan& ban) {
          return ban.arc == p.arc && ban.times.contains(p.entry);
        });
      });
      if (allowed) most = std::min(most, chains_.cost_of(column, *hint));
    }
  }
  auto way = chains_.usable() ? chains_.cheapest(column, left, node.bans[member], most)
                              : search_.cheapest(column, left, prices, node.bans[member]);
  if (!way) return false;
  node.cost += way->cost - node.ways[member].cost;
  node.ways[member] = std::move(*way);
  return true;
}

void PricedCluster::look_at(const Node& node, std::size_t a, std::size_t b, std::size_t& count,
                            Conflict& worst) const {
  const auto& columns = roads_.traffic().columns;
  for (const Passage& x : node.ways[a].passages)
    for (const Passage& y : node.ways[b].passages) {
      const auto behind_x = headway(roads_, columns[columns_[a]].pass_s, x.arc, y.arc);
      const auto behind_y = headway(roads_, columns[columns_[b]].pass_s, y.arc, x.arc);
      if (!behind_x || !behind_x->any_lane) continue;
      // y may enter `after` behind x, or x `before` behind y.
      const Duration after = behind_x->behind_s, before = behind_y->behind_s;
      const Duration apart = y.entry - x.entry;
      if (apart <= -before || apart >= after) continue;
      ++count;
      const Duration depth = std::min(apart + before, after - apart);
      if (depth <= worst.depth_s) continue;
      worst = {a, b, {x.arc, {x.entry, y.entry + before}}, {y.arc, {y.entry, x.entry + after}}, depth};
    }
}

void PricedCluster::look(Node& node, Conflict& worst) const {
  node.conflicts = 0;
  for (std::size_t a = 0; a < columns_.size(); ++a)
    for (std::size_t b = a + 1; b < columns_.size(); ++b) look_at(node, a, b, node.conflicts, worst);
}

PricedTogether PricedCluster::cheapest(std::span<const std::uint32_t> columns, PriceList& prices,
                                       std::size_t nodes_max,
                                       const std::vector<std::vector<const PricedWay*>>& hints) {
  hints_ = &hints;
  columns_ = columns;
  Node root;
  root.bans.resize(columns.size());
  root.ways.resize(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!search(root, i, prices)) return {false, 0, {}};
  }
  std::vector<Node> open;
  const auto push = [&](Node&& node) {
    Conflict none;
    look(node, none);
    open.push_back(std::move(node));
    std::push_heap(open.begin(), open.end(), later<Node>);
  };
  push(std::move(root));
  for (std::size_t nodes = 1; !open.empty(); nodes += 2) {
    if (open.front().conflicts == 0 || nodes >= nodes_max)
      return {true, open.front().cost, open.front().ways};
    std::pop_heap(open.begin(), open.end(), later<Node>);
    Node node = std::move(open.back());
    open.pop_back();
    Conflict worst;
    look(node, worst);
    for (const bool first : {true, false}) {
      Node child = node;
      const std::size_t member = first ? worst.first : worst.second;
      auto& list = child.bans[member];
      const EntryBan& ban = first ? worst.first_ban : worst.second_ban;
      list.insert(std::upper_bound(list.begin(), list.end(), ban), ban);
      if (search(child, member, prices)) push(std::move(child));
    }
  }
  return {false, 0, {}};
}

}  // namespace homeward::many
