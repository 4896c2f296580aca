// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "planner/lift/airlift.h"

namespace homeward {

namespace {

// The shortest block time of any type; kEndOfTime when nobody flies that way.
Duration shortest_block_s(const Model& model, PlaceId from, PlaceId to) {
  Duration shortest_s = kEndOfTime;
  for (const Aircraft& aircraft : model.aircraft) {
    for (const Aircraft::Block& block : aircraft.blocks) {
      if (block.from == from && block.to == to) shortest_s = std::min(shortest_s, block.block_s);
    }
  }
  return shortest_s;
}

}  // namespace

std::optional<PlaceId> gateway_between(const Model& model, PlaceId from, PlaceId to) {
  std::optional<PlaceId> gateway;
  Duration shortest_s = kEndOfTime;
  for (PlaceId place : model.places.ids()) {
    if (place == from || place == to || model.in_zone(place) || model.places[place].beds <= 0) continue;
    const Duration way_s = shortest_block_s(model, from, place) + shortest_block_s(model, place, to);
    if (way_s >= shortest_s) continue;
    shortest_s = way_s;
    gateway = place;
  }
  return gateway;
}

std::vector<AirDemand> with_gateways(const Model& model, std::span<const AirDemand> demands) {
  std::map<std::pair<PlaceId, PlaceId>, std::optional<PlaceId>> gateways;
  std::vector<AirDemand> complete{demands.begin(), demands.end()};
  for (AirDemand& demand : complete) {
    if (demand.via) continue;
    const auto [way, is_new] = gateways.try_emplace({demand.from, demand.to});
    // Nobody who is out flies back in to change, when there is a flight from where he is.
    if (is_new &&
        (model.in_zone(demand.from) || shortest_block_s(model, demand.from, demand.to) >= kEndOfTime)) {
      way->second = gateway_between(model, demand.from, demand.to);
    }
    demand.via = way->second;
  }
  return complete;
}

}  // namespace homeward
