// SPDX-License-Identifier: Apache-2.0
#include "planner/bounds/narrowest_stands.h"

#include <algorithm>
#include <limits>
#include <map>
#include <queue>
#include <utility>

namespace homeward {

namespace {

using check::Hops;

/// More than all parking spaces together.
constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max() / 4;

/// A residual network of places, each twice: entered, left.
class Narrowing {
 public:
  Narrowing(const Model& model, const Hops& hops, PlaceId source)
      : model_{model}, hops_{hops}, source_{source}, places_{model.places.size()} {}

  std::vector<PlaceId> run() {
    while (augment())
      if (unlimited_) return {};
    std::vector<PlaceId> cut;
    for (PlaceId place : model_.places.ids())
      if (seen_[entered(place)] && !seen_[left(place)]) cut.push_back(place);
    return cut;
  }

 private:
  std::size_t entered(PlaceId place) const { return place.index(); }
  std::size_t left(PlaceId place) const { return places_ + place.index(); }
  std::size_t sink() const { return 2 * places_; }

  /// Arcs that lead on from a node, with their capacities.
  std::vector<std::pair<std::size_t, std::int64_t>> arcs(std::size_t node) const {
    std::vector<std::pair<std::size_t, std::int64_t>> result;
    const PlaceId place(static_cast<std::uint32_t>(node % places_));
    if (node < places_) return {{left(place), model_.places[place].parking_vehicles}};
    for (PlaceId next : hops_.next[place])
      if (next != source_) result.emplace_back(entered(next), kUnlimited);
    if (hops_.out[place]) result.emplace_back(sink(), kUnlimited);
    return result;
  }

  std::int64_t room(std::size_t from, std::size_t to, std::int64_t capacity) const {
    const auto used = flow_.find({from, to});
    return capacity - (used == flow_.end() ? 0 : used->second);
  }

  /// One more way through the network, the one with the fewest hops (Edmonds and Karp 1972).
  bool augment() {
    seen_.assign(2 * places_ + 1, false);
    std::vector<std::pair<std::size_t, std::int64_t>> came(2 * places_ + 1);
    std::queue<std::size_t> open;
    open.push(left(source_));
    seen_[open.front()] = true;
    came[open.front()] = {open.front(), kUnlimited};
    const auto visit = [&](std::size_t from, std::size_t to, std::int64_t room) {
      if (room <= 0 || seen_[to]) return;
      seen_[to] = true;
      came[to] = {from, std::min(came[from].second, room)};
      open.push(to);
    };
    while (!open.empty() && !seen_[sink()]) {
      const std::size_t node = open.front();
      open.pop();
      for (const auto& [to, capacity] : arcs(node)) visit(node, to, room(node, to, capacity));
      for (auto back = flow_.lower_bound({node, 0}); back != flow_.end() && back->first.first == node; ++back)
        visit(node, back->first.second, -back->second);
    }
    if (!seen_[sink()]) return false;
    const std::int64_t more = came[sink()].second;
    unlimited_ = more >= kUnlimited;
    for (std::size_t node = sink(); node != left(source_); node = came[node].first) {
      flow_[{came[node].first, node}] += more;
      flow_[{node, came[node].first}] -= more;
    }
    return true;
  }

  const Model& model_;
  const Hops& hops_;
  PlaceId source_;
  std::size_t places_;
  std::map<std::pair<std::size_t, std::size_t>, std::int64_t> flow_;  ///< negative: can be taken back
  std::vector<bool> seen_;
  bool unlimited_ = false;
};

}  // namespace

std::vector<PlaceId> narrowest_stands(const Model& model, const Hops& hops, PlaceId place) {
  return Narrowing(model, hops, place).run();
}

}  // namespace homeward
