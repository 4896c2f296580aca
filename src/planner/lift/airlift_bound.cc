// SPDX-License-Identifier: Apache-2.0
//
// How many people can have taken off by T, if all airframes did nothing else from r on? Each type is limited
// twice: by the time from one loaded take-off to the next of the same airframe, and, where every loaded
// flight ends at its base, by landings there on the local days between. The smallest T that suffices for
// everybody ready at r or later is a bound; so is the same for each airfield alone, with the types that serve
// it.
#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "planner/lift/air_tables.h"
#include "planner/lift/airlift.h"
#include "planner/lift/people_waiting.h"

namespace homeward {

namespace {

struct TypeCapacity {
  std::int64_t airframes = 0;
  std::int64_t seats = 0;
  Time available_from = 0;
  Duration block_min_s = kEndOfTime;
  Duration block_max_s = 0;
  Duration cycle_min_s = kEndOfTime;  // loaded take-off to the next loaded take-off
  bool ends_at_base = true;           // every loaded flight does
  std::int64_t rotations_per_day = 0;
};

struct Need {
  Time ready = 0;
  std::int64_t people = 0;
};

class Bound {
 public:
  Bound(const Model& model, std::span<const AirDemand> demands)
      : model_{model}, tables_{model, lift_horizon(model)}, demands_{with_gateways(model, demands)} {}

  // For the demands that leave from one of these airfields.
  Time over(const std::set<PlaceId>& from) const {
    const std::vector<TypeCapacity> types = types_for(from);
    Time bound = kStartOfTime;
    std::vector<Need> needs;
    for (const AirDemand& demand : demands_) {
      if (from.contains(demand.from) && served(demand)) needs.push_back(Need{demand.ready, demand.count});
    }
    std::sort(needs.begin(), needs.end(), [](const Need& a, const Need& b) { return a.ready > b.ready; });
    std::int64_t people = 0;
    for (std::size_t i = 0; i < needs.size(); ++i) {
      people += needs[i].people;
      if (i + 1 < needs.size() && needs[i + 1].ready == needs[i].ready) continue;
      bound = std::max(bound, earliest(types, needs[i].ready, people));
    }
    return bound;
  }

 private:
  std::vector<PlaceId> ends(const AirDemand& demand) const {
    std::vector<PlaceId> ends{demand.to};
    if (demand.via) ends.push_back(*demand.via);
    return ends;
  }

  bool served(const AirDemand& demand) const {
    if (demand.count <= 0) return false;
    for (AircraftId aircraft : model_.aircraft.ids()) {
      for (const PlaceId end : ends(demand)) {
        if (model_.aircraft[aircraft].count > 0 && tables_.blocks[aircraft].block_s(demand.from, end))
          return true;
      }
    }
    return false;
  }

  // From a landing at `end` to the least time at which the same airframe can be loaded again.
  Duration again_s(AircraftId aircraft, PlaceId end, const std::set<PlaceId>& from) const {
    const Aircraft& type = model_.aircraft[aircraft];
    const Duration ground_s = end == type.base ? type.base_ground_s : type.ground_s;
    if (from.contains(end)) return ground_s;
    Duration shortest_s = kEndOfTime;
    for (const PlaceId next : from) {
      const auto way_s = tables_.blocks[aircraft].path_s(end, next);
      if (way_s) shortest_s = std::min(shortest_s, ground_s + *way_s);
    }
    return shortest_s;
  }

  void include(AircraftId aircraft, AirRoute route, const std::set<PlaceId>& from,
               TypeCapacity& capacity) const {
    const auto block_s = tables_.blocks[aircraft].block_s(route.from, route.to);
    if (!block_s) return;
    capacity.block_min_s = std::min(capacity.block_min_s, *block_s);
    capacity.block_max_s = std::max(capacity.block_max_s, *block_s);
    capacity.cycle_min_s = std::min(capacity.cycle_min_s, *block_s + again_s(aircraft, route.to, from));
    capacity.ends_at_base = capacity.ends_at_base && route.to == model_.aircraft[aircraft].base;
  }

  std::vector<TypeCapacity> types_for(const std::set<PlaceId>& from) const {
    std::vector<TypeCapacity> types;
    for (AircraftId aircraft : model_.aircraft.ids()) {
      const Aircraft& type = model_.aircraft[aircraft];
      TypeCapacity capacity;
      capacity.airframes = type.count;
      capacity.seats = type.seats;
      capacity.available_from = std::max(model_.start, type.available_from);
      capacity.rotations_per_day = type.rotations_per_day;
      for (const AirDemand& demand : demands_) {
        if (!from.contains(demand.from)) continue;
        for (const PlaceId end : ends(demand)) include(aircraft, AirRoute{demand.from, end}, from, capacity);
      }
      if (capacity.block_max_s > 0) types.push_back(capacity);
    }
    return types;
  }

  std::int64_t people_by(const std::vector<TypeCapacity>& types, Time ready, Time last_take_off) const {
    std::int64_t people = 0;
    for (const TypeCapacity& type : types) {
      const Time from = std::max(ready, type.available_from);
      if (last_take_off < from) continue;
      std::int64_t flights = 1 + (last_take_off - from) / std::max<Duration>(1, type.cycle_min_s);
      if (type.ends_at_base) {
        const std::int64_t days = tables_.days.day(last_take_off + type.block_max_s) -
                                  tables_.days.day(from + type.block_min_s) + 1;
        flights = std::min(flights, days * type.rotations_per_day);
      }
      people += flights * type.airframes * type.seats;
    }
    return people;
  }

  Time earliest(const std::vector<TypeCapacity>& types, Time ready, std::int64_t people) const {
    Time too_early = ready - 1;
    Time enough = std::max(tables_.horizon, ready);
    if (people_by(types, ready, enough) < people) return enough;
    while (enough - too_early > 1) {
      const Time middle = too_early + (enough - too_early) / 2;
      (people_by(types, ready, middle) >= people ? enough : too_early) = middle;
    }
    return enough;
  }

  const Model& model_;
  AirTables tables_;
  std::vector<AirDemand> demands_;
};

}  // namespace

Time airlift_bound(const Model& model, std::span<const AirDemand> demands) {
  const Bound bound{model, demands};
  std::set<PlaceId> everywhere;
  for (const AirDemand& demand : demands) everywhere.insert(demand.from);
  Time latest = std::max(model.start, bound.over(everywhere));
  for (const PlaceId place : everywhere) latest = std::max(latest, bound.over({place}));
  return latest;
}

}  // namespace homeward
