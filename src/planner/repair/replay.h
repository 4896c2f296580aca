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
  of_the_same_way,  ///< rather of a round of its own base
  of_late_bases,    ///< rather of a round of a base that closes late
  none              ///< the next that is free
};

struct ReplayOptions {
  Time at = 0;
  Ways ways = Ways::as_planned;
  Turns turns = Turns::of_the_same_way;
  std::vector<ColumnDelay> delays;
  std::vector<std::string> conflicting;  ///< movement numbers that must move for another reason than closures
  std::string conflict_reason;
  Time freeze_end = 0;                ///< what begins before stays, unless it cannot happen
  std::int64_t work_max = 4'000'000;  ///< gives up beyond: too much hangs together
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

  /// False if the budget or the work ended first, or too many change; then columns() is not to be used.
  bool run(Budget& budget);

  /// In the order of the plan.
  const std::vector<Replayed>& columns() const { return columns_; }
  /// Of bases that close at or after `at`, and of all others as they were. Bases that the dispatch must close
  /// are missing.
  const std::vector<BaseClosing>& closings() const { return closings_; }
  /// A column waited on its old route for something to open again.
  bool waited() const { return waited_; }
  std::int64_t directly_affected() const { return directly_affected_; }
  /// Columns under way that can neither go on nor halt anywhere: they stand as they were.
  const std::vector<std::size_t>& stuck() const { return stuck_; }
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
    bool gave_way = false;                  ///< another column has its turn
    std::optional<std::size_t> brought_by;  ///< the empty column that brings its trucks
    std::optional<std::size_t> brings_for;  ///< of an empty column: the load that takes its trucks
    bool serve_again = false;               ///< a service of its way has no lane for it when it was planned
    bool held = false;                      ///< waits until the column is placed that it brings trucks for
  };
  /// A column on its way that could go on from one of its stops.
  struct Continuation {
    Column column;
    Time end = 0;
  };

  bool has_begun(const Column& column) const { return column.stops.front().arrive < options_.at; }
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
  void lose(std::size_t i);
  void settle(std::size_t i, Column column);
  void drain(Budget& budget);
  void shortages_after(std::size_t i, const Column& column);
  /// What a column brings, and when.
  struct Supply {
    std::size_t column;
    Time at;
  };
  /// Who takes it before it comes: somebody who can wait, or else the last.
  std::optional<std::size_t> taker(const StockKey& key, Time short_at, const Supply& supply);

  void find_rounds();
  /// An empty column whose load is not late if it comes so much later.
  bool can_wait(std::size_t empties, Duration delay);
  bool is_bearable(std::size_t i, const std::optional<Column>& found) const;
  /// The last empty column to the base whose vehicles all stand there unused until then.
  std::optional<std::size_t> idle_empties(PlaceId base, Time until) const;
  /// Its trucks being where they are, it comes to the crossing about then at the earliest.
  Time at_the_crossing_from(std::size_t i);
  void release(std::size_t giver);
  bool can_be_held(std::size_t empties) const;
  /// Another round that has not begun goes to the end of the plan, and this column takes its turn at the
  /// crossing: its trucks come back when the trucks of that round would.
  std::optional<Column> take_turn(std::size_t i, const std::optional<Column>& found);
  std::vector<std::size_t> turns_for(std::size_t i, Time before);
  bool gives_turn(std::size_t giver, const ServiceVisit& wanted) const;
  std::int64_t turn_cost(std::size_t giver, const Column& taker, bool trucks_wait) const;
  /// Trucks leave their depot when their load can leave its base.
  void hold_back(std::size_t i);

  /// Where it stands on its way others that come later are sent on later: places it again, if that helps.
  std::optional<Column> place_with_room(std::size_t i);
  bool make_room(std::size_t i);

  std::optional<Column> place_again(std::size_t i);
  std::optional<Column> place_again(std::size_t i, const IdVector<ArcId, char>* only_arcs);
  std::optional<Column> begin_anew(std::size_t i, const IdVector<ArcId, char>* only_arcs);
  std::optional<ColumnOrder> order_of(const Column& column) const;
  std::optional<Time> ready_from(const Column& column, const ColumnOrder& order, Time from) const;
  /// Leaving earlier only means to wait before a border that is busy.
  Time worth_leaving_from(const ColumnOrder& order, Time from);
  std::optional<Column> go_on(std::size_t i, const IdVector<ArcId, char>* only_arcs);
  std::optional<Continuation> go_on_from(std::size_t i, std::size_t stop,
                                         const IdVector<ArcId, char>* only_arcs, bool turn_back);
  /// As planned from stop `first` to stop `last`, nothing that was placed since being in its way.
  bool old_way_is_free(const Column& column, std::size_t first, std::size_t last);
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
    Time team_stays_until = kEndOfTime;  ///< the first departure that leaves too few of a team that loads
  };
  void find_bases();
  void settle_bases(Budget& budget);
  Time others_stand_until(const Base& base) const;
  bool move_last_out(Base& base, Time from);
  void reopen_bases(bool open);
  Time team_needed_until(const Base& base) const;
  Time team_leaves(PlaceId place) const;
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
  std::set<std::pair<Time, std::size_t>> queue_;
  std::vector<Base> bases_;
  std::vector<BaseClosing> closings_;
  std::map<std::pair<PlaceId, PlaceId>, IdVector<ArcId, char>> corridors_;
  std::vector<std::size_t> stuck_;
  bool waited_ = false;
  Time arrive_until_ = kEndOfTime;  ///< later is no use
  bool gave_up_ = false;
  std::size_t touched_ = 0;  ///< columns that were taken out at least once
  std::int64_t directly_affected_ = 0;
};

}  // namespace homeward
