// SPDX-License-Identifier: Apache-2.0
//
// Earliest arrival of one column among all reservations: safe-interval path planning (Phillips &
// Likhachev, ICRA 2011) in whole seconds. A label is an interval of possible times, not a single one: heads
// leave a halt on a grid (start_step_s) and cannot wait between halts, so from one halt to the next all times
// of a label move together. At a halt a label is an interval of departures. A* with exact free-flow times.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "plan/plan.h"
#include "planner/convoys/backward_search.h"
#include "planner/convoys/timetable.h"

namespace homeward {

/// One composition of the column while it is on the way.
struct RouteLeg {
  const IdVector<ArcId, Duration>* travel = nullptr;  ///< of its vehicles, kClosed where they may not go
  ToGoal to_goal;                                     ///< exact free-flow times to the (nearest) goal
  Duration pass_s = 0;
  std::int64_t vehicles = 0;
  std::int64_t widest_mm = 0;
};

/// fixed: it stands at its start from `standing_from` on. free: it gathers when there is room, from then on.
enum class Gathering { fixed, free };
/// Where it may halt on its way, parking allowing.
enum class Halting { anywhere, nowhere };
/// no_place_twice: a way that comes to a place a second time is not looked at.
enum class Repeats { allowed, no_place_twice };

/// A column that is on its way already: the search takes it over at `from`, where its head comes (or came) in
/// at `arrive`. It may go on from there without a halt, or halt.
struct UnderWay {
  Time arrive = 0;
  Time go_on_from = 0;        ///< leaves a halt here not before; a passage at `arrive` needs arrive ≥ it
  Duration driven_s = 0;      ///< since its start or last rest
  Duration since_halt_s = 0;  ///< from the departure of its last halt to `arrive`
  std::optional<ArcId> in;    ///< the link by which it comes
  std::vector<ServiceVisit> services;  ///< that it takes here on arrival, in order
  bool serve_again = false;  ///< `services` is empty: it takes what is due here when there is a lane
  std::vector<ServiceVisit>
      on_leaving;                  ///< visits before it leaves that have begun: they are not taken again
  Time serve_from = kStartOfTime;  ///< no other visit here begins before
  bool must_halt = false;          ///< it halts here in any case
  std::int64_t vehicles_in = 0;    ///< with which it comes; 0: as the first leg
  Duration pass_in_s = 0;          ///< of these
  bool may_turn_back = false;      ///< it may go back by the link by which it comes, and come here again
};

/// The head must not enter this lane of the arc in these times.
struct ClosedEntries {
  ArcId arc;
  std::int64_t lane = 1;
  Interval times;
  friend auto operator<=>(const ClosedEntries&, const ClosedEntries&) = default;
};

struct RouteRequest {
  PlaceId from;
  PlaceId to;
  ColumnClass column_class = ColumnClass::loaded;
  Time standing_from = 0;  ///< it stands at `from` from here (begin of loading, or when it gathers)
  Gathering gathering = Gathering::fixed;
  Time depart_from = 0;            ///< head, at the earliest
  Time depart_until = kEndOfTime;  ///< head, at the latest
  Time arrive_until = kEndOfTime;  ///< head, give up beyond it
  std::span<const PlaceId> or_to;  ///< other goals that are as good
  Halting halting = Halting::anywhere;
  Repeats repeats = Repeats::allowed;
  Duration look_ahead = 26 * kHour;  ///< departures of this span are tried before later ones are thought of
  std::size_t labels_max = 0;        ///< give up after so many; 0: never
  std::uint32_t column = 0;          ///< written into the timetable with its passages
  std::vector<RouteLeg> legs{};      ///< 1 or 2
  std::optional<PlaceId> change_at;  ///< with 2 legs: halts here and goes on with the second
  Time change_from = 0;              ///< … not before
  bool starts_with_services = true;  ///< border services of the start place apply
  std::optional<UnderWay> under_way{};
  std::span<const ClosedEntries> closed{};  ///< sorted; holds for this column alone
};

struct RouteStop {
  PlaceId place;
  Time arrive = 0;
  Time depart = 0;
  std::vector<ServiceVisit> services;
  bool rest = false;
  std::optional<ArcId> out;
  std::int64_t lane = 1;
  std::size_t leg = 0;  ///< the leg that leaves here (at the last stop: that arrives)
};

struct Route {
  std::vector<RouteStop> stops;
  Time end = 0;                 ///< tail in and last service done
  std::size_t change_stop = 0;  ///< where the second leg begins; 0: none
  std::int64_t labels = 0;      ///< work done
};

/// Reusable memory of searches; one a thread.
class RouteSearch {
 public:
  RouteSearch(const Model& model, const RoadGraph& graph);
  /// The route with the earliest arrival, or nothing if there is none within the horizon. Reserves nothing.
  std::optional<Route> find(const Timetable& timetable, const RouteRequest& request);
  /// From now on estimates know that drivers must rest: fewer labels where ways are long, and other ways where
  /// several arrive at the same second.
  void count_rests() { count_rests_ = true; }
  std::int64_t work() const { return work_; }  ///< labels expanded and safe intervals asked for, in all

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;
  struct Label {
    std::uint32_t parent;
    PlaceId place;
    ArcId in;
    std::int32_t lane;  ///< on `in`
    std::uint8_t leg;
    bool halted;
    bool rested;
    Time low;             ///< halted: earliest departure; passing: earliest arrival
    Time high;            ///< latest, included
    Time arrive;          ///< halted: head in
    Duration since_halt;  ///< passing: arrival = departure of the last halt + since_halt
    Duration driving;     ///< since the start or the last rest
    std::uint32_t visits_begin, visits_end;
  };
  /// The least estimate first; of equal ones that which is nearest to the goal, so that of many ways of equal
  /// length only one is followed to its end.
  struct Open {
    Time estimate;
    Duration rest_of_way;
    std::uint32_t label;
    bool exact;  ///< rest_of_way is; else it is at most the truth, which is found when its turn comes
    bool operator>(const Open& other) const {
      if (estimate != other.estimate) return estimate > other.estimate;
      return rest_of_way != other.rest_of_way ? rest_of_way > other.rest_of_way : label < other.label;
    }
  };
  /// What every step needs to know of a place, side by side.
  struct PlaceRow {
    std::int64_t parking_vehicles = 0;
    bool has_services = false;
    bool rest = false;
  };

  /// Who comes to a service: ready from then on, head in at `arrive`, tail `pass_s` later.
  struct Client {
    Time ready;
    Time arrive;
    Duration pass_s;
    std::int64_t vehicles;
  };

  void push(Label label);
  /// Cuts off what other labels cover: without this every way through a network would keep its last seconds.
  void trim(Label& passing) const;
  /// Pushes those times of a passing label at which no label has passed there before.
  void push_uncovered(const Label& label, TimeLeft rest_of_way);
  /// A halted label whose departures of the next day are not yet looked at.
  void push_later(Label label, Time from);
  bool dominated(const Label& label) const;
  /// Finds the exact time left of a label whose turn has come; true if that made it wait again.
  bool put_back(const Open& top);
  void start();
  void take_over(const UnderWay& column);
  void expand(std::uint32_t index);
  void serve_and_drive(Label label, ArcId arc);
  void depart(std::uint32_t index, const Label& from, ArcId arc, Interval departures);
  void drive(std::uint32_t index, const Label& from, ArcId arc, Interval departures);
  /// Safe among others and not closed to this column: the next such interval that reaches past `from`.
  std::optional<Interval> entries_open(const LinkUseRequest& use, std::int64_t lane, Time from);
  void arrive(const Label& passing);
  void try_halts(const Label& passing);
  void halt(const Label& passing, Time at, Interval room);
  bool must_halt(PlaceId place, ArcId in, ArcId out) const;
  bool must_serve_on_leaving(PlaceId place, ArcId out) const;
  bool must_serve_on_arrival(PlaceId place, ArcId in) const;
  /// Takes the services in order; appends the visits; absent if they cannot be had.
  std::optional<Time> serve(PlaceId place, std::optional<ArcId> in, std::optional<ArcId> out,
                            const Client& client);
  bool applies(const Service& service, std::optional<ArcId> in, std::optional<ArcId> out) const;
  Route unload(std::uint32_t goal) const;
  bool is_goal(PlaceId place) const {
    return place == request_->to ||
           (!request_->or_to.empty() &&
            std::find(request_->or_to.begin(), request_->or_to.end(), place) != request_->or_to.end());
  }
  bool comes_again(std::uint32_t label, PlaceId place, Duration driving) const;
  /// What follows a passage depends on place and time alone: no grid, no rests, no change of composition.
  bool only_time_counts() const {
    return step_ == 1 && model_.rules.drive_max_s >= kEndOfTime && request_->legs.size() == 1;
  }
  /// No head comes to the goal later than that: it is closed, or full, for ever.
  Time last_arrival() const;
  /// At the goal: with the time left and, if they count, the rests that its drivers must take until then.
  Time arrives_not_before(const Label& label, Duration rest_of_way) const;
  void open(const Label& label, TimeLeft rest_of_way);
  void queue(std::uint32_t label, TimeLeft rest_of_way);
  Time give_up_after() const { return give_up_after_; }
  Time on_grid(Time t) const { return step_ == 1 ? t : round_up(t, step_); }
  const RouteLeg& leg(std::size_t number) const { return request_->legs[number]; }

  const Model& model_;
  const RoadGraph& graph_;
  const Timetable* timetable_ = nullptr;
  const RouteRequest* request_ = nullptr;
  std::vector<Label> labels_;
  std::vector<ServiceVisit> visits_;
  std::vector<Open> open_;
  struct Kept {
    std::uint32_t label;
    Time latest;  ///< the largest `high` of this and all kept before it
  };
  std::vector<std::vector<Kept>> at_place_;     ///< labels kept by place, for dominance
  std::vector<std::vector<Interval>> covered_;  ///< by place: times at which labels pass, sorted, apart
  std::vector<Interval> pieces_;
  std::vector<std::uint32_t> touched_;
  bool only_time_counts_ = false;
  Duration shortest_ = 0;   ///< way from the start
  bool bounds_do_ = false;  ///< no time left is asked for exactly: landmarks are as good
  IdVector<PlaceId, PlaceRow> places_;
  Duration step_ = 1;  ///< departures from halts are multiples of it
  Time horizon_end_ = 0;
  Time give_up_after_ = 0;
  bool count_rests_ = false;
  std::int64_t work_ = 0;
};

/// Writes a route into the timetable. The request must be the one that the route was found for.
void reserve(Timetable& timetable, const RouteRequest& request, const Route& route);
/// Takes the same out again; nothing may have been closed meanwhile (Timetable::close) that it relied on.
void unreserve(Timetable& timetable, const RouteRequest& request, const Route& route);

}  // namespace homeward
