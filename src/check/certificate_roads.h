// SPDX-License-Identifier: Apache-2.0
//
// Least times for certificates: when something can be where at the earliest. Every answer is a lower bound of
// what a valid plan can do: columns wait free at every place, meet no other column and are as short as they
// can be; links, services, windows, and for loaded columns rests, are obeyed (docs/formats/certificate.md,
// section 3).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "check/calendar.h"
#include "check/measure.h"
#include "model/model.h"

namespace homeward::check {

/// Sorted, disjoint intervals in which something is closed.
using Pieces = std::vector<Interval>;

/// First time from `at` on from which `lasts` seconds are open without a break.
Time next_open(const Pieces& closed, Time at, Duration lasts);
/// What is in both.
Pieces common_pieces(const Pieces& a, const Pieces& b);
/// The open rest of `span`.
Pieces open_pieces(const Pieces& closed, Interval span);

using ColumnClasses = std::array<bool, kColumnClasses>;
inline constexpr ColumnClasses kEveryClass{true, true, true, true, true};

/// What is closed to all of the classes named. After the horizon everything is open. Read-only view of a
/// model, which must outlive it; answers are kept, so it serves one thread.
class ClosedTimes {
 public:
  ClosedTimes(const Model& model, Interval horizon);
  const Pieces& link(Direction direction, const ColumnClasses& classes);
  const Pieces& service(ServiceId service, const ColumnClasses& classes);

 private:
  template <class Applies>
  Pieces closed_to_all(Applies applies, const ColumnClasses& classes, bool needs_permission) const;

  const Model& model_;
  Interval horizon_;
  std::vector<Pieces> windows_;  ///< by index into Model::windows
  std::map<std::pair<std::size_t, ColumnClasses>, Pieces> links_;
  std::map<std::pair<std::size_t, ColumnClasses>, Pieces> services_;
};

/// One kind of vehicle as it drives, and the columns that it may be part of.
struct Mover {
  std::int64_t rate_m_per_hour = 1;
  std::array<bool, kVehicleClasses> classes{};  ///< several: the fastest counts
  Profile profile;                              ///< as it drives
  std::int64_t length_mm = 0;
  ColumnClasses columns = kEveryClass;
  std::int64_t escorts = 0;  ///< that one of them needs on a link with escort
};

enum class Rests {
  free,   ///< it may change to another column at any halt, which sets driving to 0
  needed  ///< one column all the way
};

/// By place: when the head can leave, its services there over, and when it can come at all. `exit`: the first
/// instant at which the tail can be out of the model's zone.
struct Arrivals {
  IdVector<PlaceId, Time> at;
  IdVector<PlaceId, Time> come;
  Time exit = kEndOfTime;
};

/// Escorts that `others` vehicles need on a link with escort.
std::int64_t escorts_for(const Rules& rules, std::int64_t others);

/// The roads as one mover sees them.
class MoverRoads {
 public:
  struct Arc {
    Direction direction;
    PlaceId from;
    PlaceId to;
    Duration travel_s = 0;
    Duration pass_s = 0;  ///< of the shortest column
    const Pieces* closed = nullptr;
    Time escorted_from = kStartOfTime;  ///< before this no escort can be at `from`
    std::vector<ServiceId> services;    ///< taken at `to`
    std::int64_t vehicles = 1;          ///< of the shortest column
    bool exit = false;                  ///< from the zone out of it
    bool entry = false;                 ///< into it
  };
  /// `escorts`: by place, the first instant at which an escort can be there; empty where none is needed.
  MoverRoads(const Model& model, ClosedTimes& closed, const Mover& mover,
             const IdVector<PlaceId, Time>& escorts);

  Arrivals from(PlaceId place, Time at, Rests rests) const;
  const std::vector<Arc>& arcs() const { return arcs_; }
  const std::vector<std::size_t>& out(PlaceId place) const { return out_[place]; }
  Duration pass_s() const { return pass_s_; }
  /// When a head that is at the arc's beginning at `at` can enter it.
  Time entry(const Arc& arc, Time at) const;
  /// The latest instant before `end` at which a tail can come out of the zone; the beginning of time if none.
  Time last_exit_before(Time end) const;
  /// The last instant before `end` at which all links of the zone are closed, so that nothing of this kind is
  /// on one; absent if there is none from the start on.
  std::optional<Time> still_before(Time end) const;
  /// All of the roads, services and escorts that changes what can be done in the span, in seconds from its
  /// begin: in two spans with the same answer the same can be done.
  std::vector<std::int64_t> closings_in(Interval span) const;
  /// End of a service of the model taken by `vehicles` that are there at `at`.
  Time served(ServiceId service, Time at, std::int64_t vehicles) const;

 private:
  void add(Direction direction, const Mover& mover, ClosedTimes& closed,
           const IdVector<PlaceId, Time>& escorts);

  const Model& model_;
  std::vector<Arc> arcs_;  ///< by `from`
  IdVector<PlaceId, std::vector<std::size_t>> out_;
  IdVector<ServiceId, const Pieces*> service_closed_;
  void find_still();

  Duration pass_s_ = 0;
  Pieces still_;                           ///< every link with an end in the zone is closed
  IdVector<PlaceId, Duration> from_halt_;  ///< least driving since the last place to halt at, or from outside
};

}  // namespace homeward::check
