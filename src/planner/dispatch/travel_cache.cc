// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/travel_cache.h"

namespace homeward {

TravelCache::TravelCache(const Model& model, const RoadGraph& graph, const Calendar& calendar,
                         std::optional<Time> from)
    : model_{model}, graph_{graph}, never_open_(graph.arc_count(), 1) {
  for (ArcId arc : never_open_.ids())
    for (std::size_t c = 0; c < kColumnClasses; ++c) {
      const auto open = first_open(calendar.arc(arc, static_cast<ColumnClass>(c)),
                                   from.value_or(calendar.horizon().begin), 1);
      if (open && *open < calendar.horizon().end) never_open_[arc] = 0;
    }
}

TravelCache::Entry& TravelCache::entry(const RoadNeeds& needs, Escorted escorted) {
  auto& slot = entries_[{needs, escorted}];
  if (!slot) {
    slot = std::make_unique<Entry>();
    slot->travel = travel_times(model_, graph_, needs);
    for (ArcId arc : slot->travel.ids())
      if (never_open_[arc] || (escorted == Escorted::no && model_.links[direction_of(arc).link].escort))
        slot->travel[arc] = kClosed;
  }
  return *slot;
}

const IdVector<ArcId, Duration>& TravelCache::travel(const RoadNeeds& needs, Escorted escorted) {
  return entry(needs, escorted).travel;
}

const IdVector<PlaceId, Duration>& TravelCache::to(const RoadNeeds& needs, Escorted escorted, PlaceId goal) {
  Entry& found = entry(needs, escorted);
  const auto known = found.to.find(goal);
  if (known != found.to.end()) return known->second;
  return found.to.emplace(goal, times_to(graph_, found.travel, goal)).first->second;
}

std::vector<ArcId> TravelCache::shortest_way(const RoadNeeds& needs, PlaceId from, PlaceId goal) {
  const auto& left = to(needs, Escorted::yes, goal);
  const auto& times = travel(needs, Escorted::yes);
  std::vector<ArcId> way;
  if (left[from] >= kEndOfTime) return way;
  for (PlaceId here = from; here != goal;) {
    for (ArcId arc : graph_.out(here)) {
      if (times[arc] == kClosed || left[graph_.to(arc)] >= kEndOfTime) continue;
      if (times[arc] + left[graph_.to(arc)] != left[here]) continue;
      way.push_back(arc);
      here = graph_.to(arc);
      break;
    }
  }
  return way;
}

}  // namespace homeward
