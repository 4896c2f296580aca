// SPDX-License-Identifier: Apache-2.0
//
// The local part of a repair. All columns of the old plan are written into a draft of the changed model as
// they are; those that cannot happen any more are taken out and placed again with the same composition, in
// the order of their old begin. What a column brings later (trucks, escorts, people) makes those short that
// count on it: they are taken out and placed again too, until nobody is short; then bases stay open as long
// as somebody stands there, and their last-out columns follow. Columns under way keep every stop that their
// head has left.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/budget.h"
#include "planner/dispatch/build_plan.h"
#include "planner/repair/stocks.h"
#include "planner/repair/trouble.h"

namespace homeward {

/// A report from the road: the column is late, or stands broken down at a place of its way.
struct ColumnDelay {
  std::string number;
  std::optional<PlaceId> place;  ///< absent: its next halt, or its start
  Duration by = 0;
};

enum class Ways {
  as_planned,  ///< the old route whenever it can still be had, however long it waits
  any          ///< the one with the earliest arrival
};

/// Whose turn at a crossing a column takes that has missed its own.
enum class Turns {
  given,  ///< of a round that goes to the end of the plan for it
  none    ///< the next that is free
};

/// Who is sent on so that somebody on its way can halt: only those who find another place without sending
/// others on, or all.
enum class SentOn { only_who_can, all };

struct ReplayOptions {
  Time at = 0;
  Ways ways = Ways::as_planned;
  Turns turns = Turns::given;
  std::vector<ColumnDelay> delays;
  /// Movement numbers that must move for another reason than closures, and why.
  std::map<std::string, std::string> conflicting;
  SentOn sent_on = SentOn::all;
  Time freeze_end = 0;                 ///< what begins before stays, unless it cannot happen
  std::int64_t work_max = 10'000'000;  ///< gives up beyond this and some more for each column affected
  std::size_t others_max = 1'000'000;  ///< gives up when more columns change that are not directly affected
};

/// One column of the old plan and what became of it.
struct Replayed {
  const Column* old = nullptr;
  std::optional<Column> now;  ///< absent: no way was found
  std::string reason;         ///< why it is not as it was; empty: it is
};

class Replay {
 public:
  Replay(const Ground& ground, const Plan& plan, const ReplayOptions& options);

  /// False if the budget or the work ended first, too many change, or somebody is stuck; then columns() is
  /// not to be used.
  bool run(Budget& budget);
  /// After run(): the dispatch found no end for these bases, which work until then. Perhaps nobody can rest
  /// on the way out any more, so it plans the ends of bases on that way as well. False if there are none, or
  /// as run().
  bool leave_rests_to_dispatch(const std::vector<BaseClosing>& ends, Budget& budget);

  /// In the order of the plan.
  const std::vector<Replayed>& columns() const { return columns_; }
  /// Of bases that close at or after `at`, and of all others as they were. Bases that the dispatch must close
  /// are missing.
  const std::vector<BaseClosing>& closings() const { return closings_; }
  /// A column waited on its old route for something to open again.
  bool waited() const { return waited_; }
  std::int64_t directly_affected() const { return directly_affected_; }
  /// A place with parking to which a column can come before its drivers must rest.
  struct HaltAhead {
    PlaceId place;
    Time at = 0;            ///< there at the earliest
    std::int64_t free = 0;  ///< spaces that others leave then
  };
  struct Stuck {
    std::size_t column;
    std::vector<HaltAhead> halts;
  };
  /// Columns under way that can neither go on nor halt anywhere, of those who are tried first.
  const std::vector<Stuck>& stuck() const { return stuck_; }
  /// Bases whose end the dispatch must plan: loading goes on there after its team was to leave, or its last
  /// out fly.
  bool must_plan_end_of(PlaceId place) const;

 private:
  enum class State { kept, waiting, placed, lost };
  struct Course {
    State state = State::kept;
    Time not_before = 0;              ///< begins, or goes on, not before
    std::optional<std::size_t> stop;  ///< goes on from here or before it; absent: begins anew
    std::optional<std::size_t> halt;  ///< stands here until not_before (a breakdown)
    int tries = 0;
    bool needs_open = false;                ///< as placed: only because a base stays open longer
    std::optional<PlaceId> depot;           ///< begins there instead
    bool goes_last = false;                 ///< to the end of the plan: another column has its turn
    bool expected = false;                  ///< what it brings is counted on at its old time
    std::optional<std::size_t> brought_by;  ///< the empty column that brings its trucks
    std::optional<std::size_t> brings_for;  ///< of an empty column: the load that takes its trucks
    bool serve_again = false;               ///< a service of its way has no lane for it when it was planned
    bool held = false;      ///< stays in its depot: the load that it brings trucks for goes last
    bool left_out = false;  ///< in conflict with another: it is not in the timetable yet
  };
  /// A column on its way that could go on from one of its stops.
  struct Continuation {
    Column column;
    Time end = 0;
  };

  bool has_begun(const Column& column) const { return column.stops.front().arrive < options_.at; }
  /// With somebody stuck no plan will come of it: only who is on the way is still looked at.
  bool is_idle(std::size_t i) const { return !stuck_.empty() && !has_begun(*columns_[i].old); }
  void book(const Column& column);
  void unbook(const Column& column);
  void forget_written();
  /// The minimum of a garrison ends with the first last-out departure: these do not lessen it.
  void last_out_holds_garrison(const Column& column, std::int64_t sign);
  void find_affected();
  /// Who no longer fits where there are fewer lanes or spaces than before.
  void find_overloads();
  template <class Uses>
  void thin_out(const Profile& used, std::int64_t most, const std::string& reason, Uses uses);
  void delay(std::size_t i, const ColumnDelay& delay);
  void affect(std::size_t i, std::string reason, std::optional<std::size_t> stop = std::nullopt);
  void stop_expecting(std::size_t i);
  void lose(std::size_t i);
  void adopt(std::size_t i, Column column);
  void drain(Budget& budget);
  void shortages_after(std::size_t i, const Column& column);
  /// What a column brings, and when.
  struct Supply {
    std::size_t column;
    Time at;
  };
  /// Who takes it before it comes: somebody who can wait, or else the last.
  std::optional<std::size_t> taker(const StockKey& key, Time short_at, const Supply& supply);
  /// Buses outside the zone go as planned, without those of theirs who come late, so many, and empty if all
  /// do: others count on them where they go. Who comes late finds others later. False if it is no bus column.
  bool leave_behind(std::size_t i, const StockKey& key, std::int64_t late, const std::string& reason);

  void find_rounds();
  /// An empty column whose load is not late if it comes so much later.
  bool can_wait(std::size_t empties, Duration delay);
  /// Who comes first: those who wait for no turn, then by the old turns (those on their way first: they
  /// cannot wait at their start), then those who go last, then those who stay outside the zone: on them
  /// nobody else hangs.
  using QueueKey = std::tuple<int, Time, std::size_t>;
  QueueKey key_of(std::size_t i) const;
  bool waits_for_turn(const Column& column) const;
  /// An empty column whose load can go last at little cost.
  bool can_stay(std::size_t empties) const;
  /// Its load would miss its turn, and both can go last.
  bool comes_too_late(std::size_t empties, const std::optional<Column>& found);
  /// Absent: none, or its load goes last and it is still to be placed.
  std::optional<Column> place_empties(std::size_t i);
  /// From its own depot or, if that is sooner, from another outside the zone.
  std::optional<Column> from_any_depot(std::size_t i);
  /// Of rounds whose empties could stay for it the one that costs least; its own if it is that.
  std::size_t who_stays_for(std::size_t empties) const;
  /// At the end of the plan there are trucks for it before its base must have loaded.
  bool loads_before_its_base_closes(std::size_t i) const;
  std::int64_t cost_of_its_end(std::size_t i) const;
  bool can_be_held(std::size_t empties) const;
  bool can_go_last(std::size_t i) const;
  /// Before its last-out people leave, and before a team does that loads there.
  Time must_load_by(PlaceId place) const;
  /// When it should leave if its load goes last.
  Time due_of(std::size_t empties) const;
  void send_last(std::size_t i, const std::string& reason);
  /// A round of a base that closes later, whose trucks it could have late in the plan.
  std::optional<std::size_t> who_goes_last_for(std::size_t i) const;
  /// What the stocks lose if the column is not there, or comes only at the end.
  std::vector<StockMove> without(std::size_t i) const;
  std::int64_t cost_of_missing(std::vector<StockMove> moves) const;
  /// That giver goes last and taker has its turn.
  std::int64_t cost_of_going_last(std::size_t giver, std::size_t taker, Time short_from) const;
  /// When trucks of the kinds that it brings are short in the depots, as long as it does not come.
  Time short_from(std::size_t i) const;
  /// With costs, the cheapest first.
  std::vector<std::pair<std::int64_t, std::size_t>> who_could_go_last(std::size_t i,
                                                                      const std::optional<Column>& found);
  std::optional<Column> in_the_turn_of(std::size_t giver, std::size_t i, const std::optional<Column>& found);
  std::optional<Column> place_in_turn(std::size_t i);
  /// All that wait for a turn.
  void place_turns(Budget& budget);
  /// Its trucks being where they are, it comes to the crossing about then at the earliest.
  Time at_the_crossing_from(std::size_t i);

  /// Where it stands on its way others that come later are sent on later: places it again, if that helps.
  std::optional<Column> place_with_room(std::size_t i);
  /// Those who come there later are sent on, as many as it takes; nobody if that does not help.
  std::optional<Column> place_with_room_at(std::size_t i, PlaceId place, Time from, SentOn others);
  std::optional<std::size_t> who_cannot_go_elsewhere(
      const Column& column, const std::vector<std::pair<std::size_t, std::size_t>>& sent_on);
  /// Who it is that is sent on, and the stop before that place.
  std::optional<std::pair<std::size_t, std::size_t>> last_to_come(std::size_t i, PlaceId place, Time full,
                                                                  const std::set<std::size_t>& stay) const;
  /// Where one that is on its way can halt next and when it comes there at the earliest: first on its old
  /// way, then the nearest.
  std::vector<HaltAhead> halts_ahead(std::size_t i);
  /// Whoever crosses the border here is served.
  bool has_post(PlaceId place) const;
  /// The first that it has not left yet.
  std::size_t next_stop(const Column& column) const;

  std::optional<Column> place_again(std::size_t i);
  std::optional<Column> place_again(std::size_t i, const IdVector<ArcId, char>* only_arcs);
  std::optional<Column> begin_anew(std::size_t i, const IdVector<ArcId, char>* only_arcs);
  /// When it could begin, what is tried first first.
  std::vector<Time> times_to_begin(const ColumnOrder& order, Time ready, bool loads);
  std::optional<Column> placed_in_draft(const ColumnOrder& order);
  /// There is no way for a column that sets out at `depart_from` or later and may stand at its start until
  /// then: a later try with the same room has the same ways or fewer.
  struct Hopeless {
    Time depart_from;
    Time room_until;
  };
  Time room_until(const ColumnOrder& order) const;
  std::optional<ColumnOrder> order_of(const Column& column) const;
  std::optional<Time> ready_from(const Column& column, const ColumnOrder& order, Time from) const;
  /// Leaving earlier only means to wait before a border that is busy.
  Time worth_leaving_from(const ColumnOrder& order, Time from, Duration loading);
  std::optional<Column> go_on(std::size_t i, const IdVector<ArcId, char>* only_arcs);
  std::optional<Continuation> go_on_from(std::size_t i, std::size_t stop,
                                         const IdVector<ArcId, char>* only_arcs, bool turn_back);
  /// What it takes at the stop, and what it has taken there already.
  void take_over_visits(std::size_t i, const Stop& here, UnderWay& way) const;
  /// As planned from stop `first` to stop `last`, nothing that was placed since being in its way.
  bool old_way_is_free(const Column& column, std::size_t first, std::size_t last);
  /// Its vehicles can stand at a stop of its old way as long as they did.
  bool has_room(const Column& column, std::size_t stop) const;
  /// Opposing vehicles as wide as its own can pass each other on the link out of the stop before.
  bool can_turn_back(const Column& column, std::size_t stop) const;
  /// When those who join it on its way are to be had.
  std::optional<Time> joined_from(const Column& column) const;
  Duration driven_until(const Column& column, std::size_t stop) const;
  IdVector<ArcId, char> arcs_of(const Column& column) const;
  /// Links on ways that are not much longer than the shortest.
  const IdVector<ArcId, char>& corridor(PlaceId from, PlaceId to);
  /// No link of its way is closed for ever.
  bool can_open_again(const Column& column);

  struct Base {
    PlaceId place;
    Time closes = 0;
    Time first_out = 0;
    std::vector<std::size_t> last_out;  ///< columns that begin there and belong to it
    bool by_air = false;
    bool dropped = false;                ///< left to the dispatch
    bool open = true;                    ///< in the timetable: beyond first_out too
    Time team_stays_until = kEndOfTime;  ///< the first departure that leaves too few of a team that loads
  };
  void find_bases();
  /// Where a column that begins at its start from then on passes, by its old road or by the one that it would
  /// take if bases were open.
  std::set<PlaceId> on_ways_of(std::size_t i, Time from);
  void note_closings();
  void settle_bases(Budget& budget);
  Time others_stand_until(const Base& base) const;
  bool move_last_out(Base& base, Time from);
  /// Bases that are open for longer than planned, to see what that gives.
  enum class Opened { none, late, all };
  void reopen_bases(Opened opened);
  bool is_open(PlaceId place) const;
  Time team_needed_until(const Base& base) const;
  Time team_leaves(PlaceId place) const;
  /// Somebody who was to leave it finds no way and is left to the dispatch.
  bool has_lost_work(const Base& base) const;
  void leave_to_dispatch(Base& base);
  /// Its last-out columns, later than planned, must find a base on their way where they can rest; true if
  /// that must stay open longer.
  bool keep_a_rest_open(const Base& base);

  const Ground& ground_;
  const Model& model_;
  const Plan& plan_;
  ReplayOptions options_;
  TravelCache travel_;
  Draft draft_;
  Stocks stocks_;
  std::vector<Replayed> columns_;
  std::vector<Course> courses_;
  std::set<QueueKey> queue_;
  Time last_turn_ = kStartOfTime;  ///< of the old plan
  std::map<PlaceId, int> last_loads_;
  std::vector<Base> bases_;
  std::vector<BaseClosing> closings_;
  std::map<std::pair<PlaceId, PlaceId>, IdVector<ArcId, char>> corridors_;
  std::vector<Stuck> stuck_;
  bool waited_ = false;
  Time useful_until_;  ///< a plan in which somebody arrives later is not worth having
  Time arrive_until_;  ///< in the try that is being made, later is no use
  bool gave_up_ = false;
  std::size_t touched_ = 0;  ///< columns that were taken out at least once
  std::int64_t directly_affected_ = 0;
};

}  // namespace homeward
