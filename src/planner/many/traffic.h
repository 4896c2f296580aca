// SPDX-License-Identifier: Apache-2.0
//
// Many columns on one road network and nothing else: where each starts and may end, when it is ready, how
// long it takes to pass. The network is a Model, so that timetable, search and checker are those of every
// plan.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "planner/convoys/fixed_way.h"

namespace homeward::many {

/// One column. All drive at the same rate and stand apart from traffic at their start and goal.
struct Traveller {
  PlaceId from;
  std::uint32_t goals = 0;  ///< into Traffic::goals
  Time ready = 0;
  Time depart_until = kEndOfTime;
  Duration pass_s = 0;
};

struct Traffic {
  std::string name;
  Model model;  ///< places, links and rules; parking is kAnyNumber wherever somebody may stand
  std::vector<std::vector<PlaceId>> goals;  ///< a traveller may end at any place of its group
  std::vector<Traveller> columns;
  Halting halting = Halting::nowhere;  ///< on the way
  Repeats repeats = Repeats::allowed;
  Time latest = kEndOfTime;  ///< nothing is planned after this
};

inline constexpr std::size_t kLandmarks = 8;

/// What is computed once for a Traffic and then only read, by any number of threads.
class Roads {
 public:
  /// The traffic must outlive this and stay as it is.
  explicit Roads(const Traffic& traffic);

  const Traffic& traffic() const { return traffic_; }
  const RoadGraph& graph() const { return graph_; }
  const IdVector<ArcId, Duration>& travel() const { return travel_; }
  const Calendar& calendar() const { return calendar_; }
  /// None where every group of goals has its table.
  const Landmarks& landmarks() const { return landmarks_; }
  /// Free-flow times to the nearest goal of the group; null for groups of few columns, which are searched for
  /// one at a time.
  const IdVector<PlaceId, Duration>* table(std::uint32_t goals) const {
    return tables_[goals].empty() ? nullptr : &tables_[goals];
  }

 private:
  const Traffic& traffic_;
  RoadGraph graph_;
  IdVector<ArcId, Duration> travel_;
  Calendar calendar_;
  std::vector<IdVector<PlaceId, Duration>> tables_;
  Landmarks landmarks_;
};

/// Least driving time from everywhere to the nearest of several places; kEndOfTime where there is no way. No
/// way leads on from a place of `closed`.
IdVector<PlaceId, Duration> times_to_any(const RoadGraph& graph, const IdVector<ArcId, Duration>& travel,
                                         std::span<const PlaceId> goals,
                                         std::span<const PlaceId> closed = {});

/// Seconds between two columns on the link, at least.
Duration gap_on(const Roads& roads, LinkId link);

/// How long after a column's entry nobody else may enter.
struct Headway {
  Duration behind_s = 0;
  bool any_lane = false;  ///< false: holds on the same lane only
};
/// FOLLOW, OPPOSE and EXCLUSIVE (docs/rules.md) for whoever enters `other` after a column of this length has
/// entered `arc`; nothing where they are never in each other's way.
std::optional<Headway> headway(const Roads& roads, Duration pass_s, ArcId arc, ArcId other);

/// One route for each column, in their order. A column without a route has one without stops.
using Routes = std::vector<Route>;

inline Duration flow_of(const Traveller& column, const Route& route) {
  return route.stops.back().arrive - column.ready;
}
/// Sum of head in − ready. Every column must have a route.
std::int64_t total_flow(const Traffic& traffic, const Routes& routes);

}  // namespace homeward::many
