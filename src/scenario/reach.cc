// SPDX-License-Identifier: Apache-2.0
#include "scenario/reach.h"

#include <algorithm>

namespace homeward::scenario {
namespace {

bool below(std::optional<std::int64_t> vehicle, const UnknownPolicy& vehicle_unknown,
           std::optional<std::int64_t> link, const UnknownPolicy& link_unknown) {
  const auto needed = vehicle ? vehicle : vehicle_unknown.assume;
  const auto offered = link ? link : link_unknown.assume;
  return needed && offered && *needed <= *offered;
}

bool drives(const Search& search, const Way& way, const Link& link) {
  return std::all_of(kFigures.begin(), kFigures.end(), [&](Figure figure) {
    return search.all_figures_ignored || search.ignored == figure || passes(search.model, way, link, figure);
  });
}

bool any_drives(const Search& search, const Link& link) {
  return std::any_of(search.ways.begin(), search.ways.end(),
                     [&](const Way& way) { return drives(search, way, link); });
}

}  // namespace

Way way_of(const ItemType& vehicle) { return {vehicle.mlc, vehicle.height_mm, vehicle.width_mm}; }
Way way_of(const LoadRule& load) { return {load.mlc, load.height_mm, load.width_mm}; }

bool passes(const Model& model, const Way& way, const Link& link, Figure figure) {
  const Rules& rules = model.rules;
  switch (figure) {
    case Figure::mlc:
      return below(way.mlc, rules.unknown_vehicle_mlc, link.mlc, rules.unknown_link_mlc);
    case Figure::height:
      return below(way.height_mm, rules.unknown_vehicle_height_mm, link.height_mm,
                   rules.unknown_link_height_mm);
    case Figure::width:
      return below(way.width_mm, rules.unknown_vehicle_width_mm, link.width_mm, rules.unknown_link_width_mm);
  }
  return false;
}

IdVector<PlaceId, bool> reachable(const Search& search, PlaceId from) {
  std::vector<std::vector<PlaceId>> next(search.model.places.size());
  for (const Link& link : search.model.links) {
    if (!any_drives(search, link)) continue;
    next[link.from.index()].push_back(link.to);
    if (link.use != LinkUse::one_way) next[link.to.index()].push_back(link.from);
  }
  for (const Hop& hop : search.hops) next[hop.from.index()].push_back(hop.to);
  std::vector<bool> seen(next.size(), false);
  std::vector<PlaceId> open{from};
  seen[from.index()] = true;
  while (!open.empty()) {
    const PlaceId here = open.back();
    open.pop_back();
    for (const PlaceId there : next[here.index()]) {
      if (seen[there.index()]) continue;
      seen[there.index()] = true;
      open.push_back(there);
    }
  }
  IdVector<PlaceId, bool> reached(next.size(), false);
  for (const PlaceId place : reached.ids()) reached[place] = seen[place.index()];
  return reached;
}

}  // namespace homeward::scenario
