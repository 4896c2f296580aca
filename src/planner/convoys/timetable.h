// SPDX-License-Identifier: Apache-2.0
//
// Who is on which link, place and service when: the reservations of all columns planned so far. A new
// column asks for safe intervals (Phillips & Likhachev 2011, with pass time and gap as headway) and is
// then written in. The rules meant are FOLLOW, OPPOSE, EXCLUSIVE, WINDOW, CROSS, PARK and SERVICE of
// docs/rules.md.
//
// Invariant: on one lane passages are sorted by entry and pairwise apart at both ends, so only the
// nearest one before and after a new entry can be in its way.
#pragma once

#include <optional>
#include <vector>

#include "planner/convoys/calendar.h"
#include "planner/convoys/profile.h"

namespace homeward {

/// What one leg of a column asks of a link.
struct LinkUseRequest {
  ArcId arc;
  Duration travel_s = 0;
  Duration pass_s = 0;
  std::int64_t widest_mm = 0;
  ColumnClass column_class = ColumnClass::loaded;
};

class Timetable {
 public:
  Timetable(const Model& model, const RoadGraph& graph, const Calendar& calendar);

  /// Maximal interval [begin, end) of safe entries on one lane that reaches past `from`, clipped to begin ≥
  /// from; absent if there is none within the horizon.
  std::optional<Interval> safe_entries(const LinkUseRequest& use, std::int64_t lane, Time from) const;
  /// The same for a head's arrival at a place that it only passes (or halts at, or starts from).
  std::optional<Interval> safe_crossings(PlaceId place, ColumnClass column_class, Duration pass_s,
                                         Time from) const;
  bool place_is_free(PlaceId place) const;

  /// The service begins at or after `from` and ends not before `tail_end`; both in one opening.
  std::optional<Interval> service_visit(ServiceId service, Time from, Duration work_s, Time tail_end) const;

  Profile& parking(PlaceId place) { return parking_[place]; }
  const Profile& parking(PlaceId place) const { return parking_[place]; }

  void enter(const LinkUseRequest& use, std::int64_t lane, Time entry);
  void cross(PlaceId place, Time head, Duration pass_s);
  void serve(ServiceId service, Interval span) { services_[service].add(span, 1); }
  /// Nothing may halt at the place from `t` on.
  void close(PlaceId place, Time t) { parking_[place].add({t, kEndOfTime}, kShut); }
  void reopen(PlaceId place, Time t) { parking_[place].add({t, kEndOfTime}, -kShut); }

  /// Nothing can be planned outside of it.
  Interval horizon() const { return calendar_->horizon(); }
  Duration gap(ArcId arc) const { return gaps_[arc]; }

 private:
  static constexpr std::int64_t kShut = 1'000'000'000;
  struct Passage {
    Time entry;
    Duration travel_s;
    Duration pass_s;
    std::int64_t widest_mm;
  };
  using Lane = std::vector<Passage>;

  /// Moves t past what forbids it and returns the end of the safe interval, or `t` again if it moved.
  Time follow_limit(const Lane& lane, const LinkUseRequest& use, Time& t) const;
  Time oppose_limit(ArcId other, const LinkUseRequest& use, Time& t) const;

  const Model* model_;
  const Calendar* calendar_;
  IdVector<ArcId, std::vector<Lane>> lanes_;
  IdVector<ArcId, Duration> gaps_;
  IdVector<ArcId, Duration> longest_stay_;  ///< largest travel + pass + gap written in
  IdVector<PlaceId, std::vector<Interval>> crossings_;
  IdVector<PlaceId, Profile> parking_;
  IdVector<ServiceId, Profile> services_;
};

}  // namespace homeward
