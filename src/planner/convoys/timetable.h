// SPDX-License-Identifier: Apache-2.0
//
// Who is on which link, place and service when: the reservations of other traffic, which is there from the
// beginning, and of all columns planned so far. A new column asks for safe intervals (Phillips & Likhachev
// 2011, with pass time and gap as headway) and is then written in. The rules meant are FOLLOW, OPPOSE,
// EXCLUSIVE, WINDOW, CROSS, PARK and SERVICE of docs/rules.md.
// Lanes and spaces that reduced windows take are written in from the start, too.
//
// Invariant: on one lane passages are sorted by entry and pairwise apart at both ends, so only the
// nearest one before and after a new entry can be in its way.
#pragma once

#include <algorithm>
#include <limits>
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
  std::uint32_t column = 0;  ///< whose passage it is: only handed back by columns_on
};

/// LinkUseRequest::column of other traffic: no column of ours.
inline constexpr std::uint32_t kOtherTraffic = std::numeric_limits<std::uint32_t>::max();

class Timetable {
 public:
  Timetable(const Model& model, const RoadGraph& graph, const Calendar& calendar);

  /// Maximal interval [begin, end) of safe entries on one lane that reaches past `from`, clipped to begin ≥
  /// from; absent if there is none within the horizon.
  std::optional<Interval> safe_entries(const LinkUseRequest& use, std::int64_t lane, Time from) const;
  /// The same for a head's arrival at a place that it only passes (or halts at, or starts from).
  std::optional<Interval> safe_crossings(PlaceId place, ColumnClass column_class, Duration pass_s,
                                         Time from) const;
  bool place_is_free(PlaceId place) const { return free_places_[place] != 0; }

  /// The service begins at or after `from` and ends not before `tail_end`; both in one opening.
  std::optional<Interval> service_visit(ServiceId service, Time from, Duration work_s, Time tail_end) const;

  /// Columns in service; lanes that reduced windows take count as well.
  const Profile& lanes_in_use(ServiceId service) const { return services_[service]; }
  Profile& parking(PlaceId place) { return parking_[place]; }
  const Profile& parking(PlaceId place) const { return parking_[place]; }

  void enter(const LinkUseRequest& use, std::int64_t lane, Time entry);
  void cross(PlaceId place, Time head, Duration pass_s);
  /// Take out what was written in with the same figures; it must be there.
  void leave(const LinkUseRequest& use, std::int64_t lane, Time entry);
  void uncross(PlaceId place, Time head, Duration pass_s);
  void serve(ServiceId service, Interval span) { services_[service].add(span, 1); }
  void unserve(ServiceId service, Interval span) { services_[service].add(span, -1); }
  /// Vehicles that stand at a place; where parking is without limit nothing is kept.
  void stand(PlaceId place, Interval span, std::int64_t vehicles) {
    if (model_->places[place].parking_vehicles < kAnyNumber) parking_[place].add(span, vehicles);
  }
  /// A place with this much parking never fills up.
  static constexpr std::int64_t kAnyNumber = 1'000'000'000'000;
  /// Nothing may halt at the place from `t` on.
  void close(PlaceId place, Time t) { parking_[place].add({t, kEndOfTime}, kShut); }
  void reopen(PlaceId place, Time t) { parking_[place].add({t, kEndOfTime}, -kShut); }

  /// Calls act(column) for each passage that occupies the arc (FOLLOW, OPPOSE) at some second of `span`,
  /// other traffic left out.
  template <class Act>
  void columns_on(ArcId arc, Interval span, Act act) const;

  /// Nothing can be planned outside of it.
  Interval horizon() const { return calendar_->horizon(); }
  std::int64_t lanes(ArcId arc) const { return rows_[arc].lanes; }
  Duration gap(ArcId arc) const { return rows_[arc].gap_s; }

 private:
  void write_in(const OtherColumn& column);

  static constexpr std::int64_t kShut = 1'000'000'000;
  struct Passage {
    Time entry;
    std::int32_t travel_s;
    std::int32_t pass_s;
    std::int32_t widest_mm;
    std::uint32_t column;
  };
  /// Sorted by entry and, since FOLLOW holds, by end as well.
  using Lane = std::vector<Passage>;
  /// What a query needs to know of an arc, side by side.
  struct ArcRow {
    std::uint32_t first_lane = 0;  ///< into lanes_
    std::uint32_t lanes = 0;
    std::int32_t gap_s = 0;
    std::int32_t meeting_width_mm = -1;  ///< -1: opposing columns are never too wide for each other
    LinkUse use = LinkUse::two_way;
    bool closable = false;  ///< some window closes it for somebody
  };
  static Time end_of(const Passage& passage, Duration gap_s) {
    return passage.entry + passage.travel_s + passage.pass_s + gap_s;
  }
  static bool wide_only(const ArcRow& row) { return row.use == LinkUse::two_way; }

  /// Moves t to the first entry that FOLLOW (OPPOSE, EXCLUSIVE) allows and returns the end of that safe
  /// interval.
  static Time follow_limit(const Lane& lane, Duration gap_s, const LinkUseRequest& use, Time& t);
  Time oppose_limit(ArcId other, const LinkUseRequest& use, Time& t) const;
  const Lane& lane_of(ArcId arc, std::int64_t number) const {
    return lanes_[rows_[arc].first_lane + static_cast<std::size_t>(number - 1)];
  }

  const Model* model_;
  const Calendar* calendar_;
  IdVector<ArcId, ArcRow> rows_;
  std::vector<Lane> lanes_;
  IdVector<PlaceId, std::uint8_t> free_places_;  ///< nothing there but parking
  IdVector<PlaceId, std::vector<Interval>> crossings_;
  IdVector<PlaceId, Profile> parking_;
  IdVector<ServiceId, Profile> services_;
};

template <class Act>
void Timetable::columns_on(ArcId arc, Interval span, Act act) const {
  const ArcRow& row = rows_[arc];
  for (std::uint32_t i = 0; i < row.lanes; ++i) {
    const Lane& lane = lanes_[row.first_lane + i];
    auto next = std::partition_point(lane.begin(), lane.end(), [&](const Passage& passage) {
      return end_of(passage, row.gap_s) <= span.begin;
    });
    for (; next != lane.end() && next->entry < span.end; ++next)
      if (next->column != kOtherTraffic) act(next->column);
  }
}

}  // namespace homeward
