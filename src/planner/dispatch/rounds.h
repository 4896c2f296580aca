// SPDX-License-Identifier: Apache-2.0
//
// The dispatch: which base gets the next trucks and escorts, how full, and when. Each decision is a whole
// round: an empty column from a depot with escorts to a base, loading there, a loaded column back with as
// many of the base's own vehicles as fit. Rounds are taken in order of the time at which trucks are free;
// among the bases the one that would finish last goes first (longest remaining work, Graham's rule), less
// what its trucks would wait for the ramp. The figures of Tuning are what restarts and neighbourhoods vary.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "base/budget.h"
#include "planner/allocate/allocation.h"
#include "planner/dispatch/draft.h"
#include "planner/dispatch/work.h"

namespace homeward {

struct Tuning {
  Duration hold_s = 0;                              ///< nobody leaves before start + hold
  IdVector<PlaceId, std::int64_t> weight_permille;  ///< of a base's urgency
  std::int64_t wait_permille = 1000;   ///< of a second that trucks wait at the ramp, against urgency
  Duration load_wait_s = kDay;         ///< a column that is not full waits so long for more to be ready
  std::int64_t window_s = 12 * kHour;  ///< trucks free within it compete
  std::int64_t fill_permille = 1000;   ///< size of columns against the most efficient one
  std::int64_t exit_permille = 500;    ///< of a second that a column comes after an idle crossing
  std::int64_t later_permille = 1000;  ///< of a second that trucks are free later
  bool fill_escorts = false;           ///< a few own vehicles wait rather than need one escort more
  RidesEnd rides_end = RidesEnd::outside;
  bool even_tails = false;   ///< shorter columns, where the last of a base would be a very short one
  Duration patience_s = -1;  ///< short columns wait for more loads as long as this much is left; < 0: a day
  std::int64_t flow_permille = 0;  ///< weight of the flow's dates in place of urgency; 0: none are used
  int passes = 1;                  ///< how often columns are placed again (place_again.h); of the first part
  Duration earlier_s = kDay;       ///< and how much earlier one may go than it did; of the first part
  bool fill_columns = true;        ///< fill_columns.h, before they are placed again; of the first part
  Duration ahead_s = 0;            ///< trucks for loads that get ready later come so long before
  bool pack_ramps = false;  ///< with fit_ramps: of two destinations the one that leaves no rest of an opening
  bool close_by_time_driven = false;  ///< of bases whose ways take as many nights the farthest closes first
  bool fit_ramps = false;  ///< loads of a column: an equal part of what the ramp does in one opening
};

class Rounds {
 public:
  /// With a flow: bases are taken in the order of its dates, as far as tuning.flow_permille says.
  /// Tunings (at least one): each holds for an equal part of the time from start to deadline.
  Rounds(Draft& draft, const Work& work, std::span<const Tuning> tunings, const Allocation* flow = nullptr);

  /// Plans rounds until nothing ordinary is left at the bases, nothing more can be placed, or the budget
  /// ends.
  void run(Budget& budget);

  /// Things and riders that could not be placed.
  bool all_placed() const;

  /// Of each lot: people who have yet to drive it.
  const IdVector<LotId, std::int64_t>& drivers_left() const { return drivers_left_; }

 private:
  enum class Kind { haul, drive, ride };
  struct Candidate {
    Kind kind = Kind::haul;
    std::size_t base = 0;
    PlaceId to;                    ///< where the column goes from the base
    std::optional<PlaceId> depot;  ///< trucks come from here; absent: all that is needed is at the base
    Time start = 0;                ///< when they could leave the depot (local: the base)
    Time ready = 0;                ///< estimate: when loading could begin
    std::int64_t score = 0;
  };
  struct Share {
    FleetId fleet;
    std::int64_t vehicles = 0;
  };

  Time& blocked_until(const Candidate& candidate) {
    return (candidate.kind == Kind::ride ? rides_blocked_until_ : blocked_until_)[candidate.base];
  }
  const Tuning& tuning() const;
  /// After a round that went: how long its base's columns may be in the next.
  void settle_size(PlaceId base);
  std::optional<Candidate> best_candidate();
  bool lends(PlaceId depot) const;
  /// The buses of rides inside the zone stay inside: from the base itself and from where the rides end.
  bool has_buses_inside(PlaceId base, PlaceId to) const;
  void consider_rides(std::size_t base, std::vector<Candidate>& candidates);
  /// When the flow has sent what has gone and half of these vehicles too; absent: it says nothing.
  std::optional<Time> flow_date(const Candidate& candidate, std::int64_t vehicles) const;
  void consider_base(std::size_t base, std::vector<Candidate>& candidates);
  void consider(Candidate candidate, std::vector<Candidate>& candidates);
  void consider_fewer(Candidate candidate, const std::vector<Share>& shares,
                      std::vector<Candidate>& candidates);
  void finish_estimate(Candidate candidate, Time start, std::int64_t vehicles,
                       std::vector<Candidate>& candidates);
  bool execute(const Candidate& candidate);
  /// Where one fleet has too few at the depot, another takes more of its own loads.
  void fill_up(const Candidate& candidate, std::int64_t wanted, std::vector<Share>& shares) const;
  /// Those of its vehicles that stand there are not idle.
  std::vector<PlaceId> places_that_use(FleetId fleet) const;
  /// Not more than may be away on the last days of their fleets; false: none may.
  bool keep_last_days(const Candidate& candidate, std::vector<Share>& shares);
  std::optional<Time> bring(const Candidate& candidate, const std::vector<Share>& shares,
                            std::int64_t escorts);
  /// With their escorts, at once: whoever waits for the next trip would find the escorts gone.
  void bring_buses_back(const Candidate& candidate);
  bool send_home(const Candidate& candidate, Time arrived);
  /// Own vehicles that a column takes beside `taken` others.
  std::int64_t room_for_drives(const Candidate& candidate, Time at, std::int64_t room,
                               std::int64_t taken) const;
  /// Vehicles of the teams of a base's ramps that go the same way.
  std::int64_t team_vehicles(const BaseWork& base, PlaceId to) const;
  /// The last column that is loaded takes the team along, if all of it has room: later it would need escorts
  /// of its own.
  void add_team(const Candidate& candidate, ColumnOrder& order) const;
  bool try_order(ColumnOrder& order, const Candidate& candidate);
  /// Where its base has failed some times, with escorts that come for it.
  std::optional<PlacedColumn> placed_somehow(const ColumnOrder& order, const Candidate& candidate);

  /// In the first nights, before trucks are loaded, own vehicles use roads and crossing that would lie idle.
  bool drives_first(const BaseWork& base, PlaceId to);
  std::vector<Share> shares_wanted(const Candidate& candidate);
  /// Loads that are ready by then are worth waiting for; later ones get columns of their own.
  Time loads_until(const Candidate& candidate);
  /// Stands wholly outside the zone while another fleet of its kind stands inside: kept for shuttles there.
  bool is_rear_fleet(FleetId fleet) const;
  std::optional<FleetId> bus_fleet(const Candidate& candidate) const;
  std::optional<FleetId> bus_fleet_at_base(const Candidate& candidate, Time at) const;
  std::int64_t efficient_size(PlaceId from, PlaceId to);
  std::int64_t size_for_a_good_tail(PlaceId from, PlaceId to, std::int64_t size) const;
  /// A column of fewer takes more escorts than its share.
  std::int64_t fewest_worth_escorts() const;
  Time patient_until(const Candidate& candidate);
  std::optional<ServiceId> ramp(PlaceId place) const;
  std::int64_t loaded_at_once(PlaceId place);
  /// What the ramp can still load in the opening in which it first has room from `at` on.
  std::int64_t room_at_ramp(PlaceId place, Time at, std::int64_t most);
  std::int64_t loaded_a_day(PlaceId place);
  /// Time of the ramp that a column of so many leaves between it and the end of the opening, if that is too
  /// short for another column and there is more to load.
  Duration lost_at_ramp(const BaseWork& base, Time at, std::int64_t vehicles);
  std::vector<PlaceId> targets(const std::vector<Haul>& hauls) const;
  std::int64_t ready_count(const std::vector<Haul>& hauls, PlaceId to, Time at) const;
  Time ready_time(const std::vector<Haul>& hauls, PlaceId to, std::int64_t count) const;
  std::int64_t left(const Haul& haul) const {
    return std::max<std::int64_t>(0, draft_.lot_left[haul.lot] - haul.kept);
  }
  std::int64_t left(const std::vector<Haul>& hauls, Time ready_by = kEndOfTime) const;

  /// Put things and people into a load; counts go down only when the column is written in (take).
  void add_loads(const BaseWork& base, const Candidate& candidate, Time at, std::int64_t room,
                 Composition& load) const;
  /// Of a lot that drives itself, and of those who drive it.
  struct Rest {
    std::int64_t vehicles = 0;
    std::int64_t drivers = 0;
  };
  /// What is not yet in a column, nor in this load.
  Rest rest_of(LotId lot, const Composition& load) const;
  /// Who goes with so many of them.
  static std::int64_t drivers_of(std::int64_t vehicles, const Rest& rest);
  std::int64_t add_drives(const std::vector<Haul>& drives, PlaceId to, Time at, std::int64_t room,
                          Composition& load) const;
  void add_riders(const Candidate& candidate, Time at, Composition& load) const;
  void book_exit(const Column& column);
  void book_other_exits();
  void book_exit(Time at, std::int64_t vehicles);
  /// Begin of the first day, from `t` on, on which the crossing has work left to give.
  Time idle_exit(Time t) const;
  void take(const Candidate& candidate, const Composition& load);

  Draft& draft_;
  const Model& model_;
  const Work& work_;
  std::span<const Tuning> tunings_;
  const Allocation* flow_;
  IdVector<LotId, std::int64_t> lot_at_start_;
  IdVector<LotId, std::int64_t> drivers_left_;
  std::vector<std::vector<std::int64_t>> riders_left_;  ///< by base, as BaseWork::rides
  std::vector<Time> blocked_until_;                     ///< by base: a round failed, not tried again before
  std::vector<Time> rides_blocked_until_;               ///< the same for buses
  IdVector<PlaceId, int> shrink_;                       ///< columns of the base are halved so often
  IdVector<PlaceId, int> small_rounds_;                 ///< that went only so, one after the other
  std::vector<int> tries_left_;                         ///< by base
  std::map<PlaceId, std::int64_t> at_once_;
  Time time_ = 0;        ///< latest start of a round taken so far: rounds are taken in order of time, nearly
  bool scarce_ = false;  ///< small columns and trucks of other bases are taken too
  std::vector<PlaceId> depots_;
  std::vector<std::int64_t>
      exit_booked_;              ///< vehicles that come to border services out, by day from the start
  std::int64_t exit_a_day_ = 0;  ///< what these services can do; 0: none
};

}  // namespace homeward
