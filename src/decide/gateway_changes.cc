// SPDX-License-Identifier: Apache-2.0
#include "decide/gateway_changes.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace homeward {

namespace {

/// Disjoint sets of places.
class PlaceSets {
 public:
  explicit PlaceSets(std::size_t places) : parent_(places) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t find(PlaceId place) {
    std::size_t at = place.index();
    while (parent_[at] != at) at = parent_[at] = parent_[parent_[at]];
    return at;
  }
  void join(PlaceId a, PlaceId b) {
    const std::size_t first = find(a), second = find(b);
    parent_[std::max(first, second)] = std::min(first, second);
  }

 private:
  std::vector<std::size_t> parent_;
};

void name_it(const Model& model, ClosedGateway& gateway) {
  std::vector<PlaceId> ends = gateway.places;
  for (const LinkId id : gateway.links)
    for (const PlaceId end : {model.links[id].from, model.links[id].to})
      if (std::count(ends.begin(), ends.end(), end) == 0) ends.push_back(end);
  std::stable_sort(ends.begin(), ends.end(), [&](PlaceId a, PlaceId b) {
    const auto is_crossing = [&](PlaceId place) { return model.places[place].kind == PlaceKind::crossing; };
    return is_crossing(a) > is_crossing(b);
  });
  gateway.key = model.places[ends.front()].key;
  constexpr std::size_t kNamed = 3;
  for (std::size_t i = 0; i < std::min(kNamed, ends.size()); ++i)
    gateway.name += (i > 0 ? " – " : "") + model.places[ends[i]].name;
  if (ends.size() > kNamed) gateway.name += " and " + std::to_string(ends.size() - kNamed) + " more";
}

}  // namespace

std::vector<ClosedGateway> closed_gateways(const Model& model) {
  PlaceSets sets(model.places.size());
  const auto is_shut = [&](PlaceId place) { return model.places[place].needs_permission; };
  for (const Link& link : model.links)
    if (link.needs_permission || (is_shut(link.from) && is_shut(link.to))) sets.join(link.from, link.to);
  std::map<std::size_t, ClosedGateway> by_root;
  for (const PlaceId id : model.places.ids())
    if (is_shut(id)) by_root[sets.find(id)].places.push_back(id);
  for (const LinkId id : model.links.ids())
    if (model.links[id].needs_permission) by_root[sets.find(model.links[id].from)].links.push_back(id);
  std::vector<ClosedGateway> gateways;
  for (auto& [root, gateway] : by_root) {
    name_it(model, gateway);
    gateways.push_back(std::move(gateway));
  }
  return gateways;
}

void open_gateway(Model& model, const ClosedGateway& gateway) {
  for (const PlaceId id : gateway.places) model.places[id].needs_permission = false;
  for (const LinkId id : gateway.links) model.links[id].needs_permission = false;
}

}  // namespace homeward
