// SPDX-License-Identifier: Apache-2.0
//
// Travel times and exact free-flow distances, computed once for each kind of column and goal.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "planner/convoys/calendar.h"

namespace homeward {

/// May a leg drive links that ask for escorts?
enum class Escorted { no, yes };

/// Not shared between threads.
class TravelCache {
 public:
  /// Links that are never open (a permission that was not granted, a road that is cut) are left out: from
  /// `from` on; absent: in the whole horizon.
  TravelCache(const Model& model, const RoadGraph& graph, const Calendar& calendar,
              std::optional<Time> from = std::nullopt);

  /// The references stay valid as long as the cache.
  const IdVector<ArcId, Duration>& travel(const RoadNeeds& needs, Escorted escorted);
  const IdVector<PlaceId, Duration>& to(const RoadNeeds& needs, Escorted escorted, PlaceId goal);
  /// The arcs of a shortest way; empty if there is none (or from = to).
  std::vector<ArcId> shortest_way(const RoadNeeds& needs, PlaceId from, PlaceId to);

 private:
  struct Entry {
    IdVector<ArcId, Duration> travel;
    std::map<PlaceId, IdVector<PlaceId, Duration>> to;
  };
  Entry& entry(const RoadNeeds& needs, Escorted escorted);

  const Model& model_;
  const RoadGraph& graph_;
  IdVector<ArcId, char> never_open_;
  std::map<std::pair<RoadNeeds, Escorted>, std::unique_ptr<Entry>> entries_;
};

}  // namespace homeward
