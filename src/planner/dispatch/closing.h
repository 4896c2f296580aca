// SPDX-License-Identifier: Apache-2.0
//
// The end of the withdrawal: who flies and when, empties brought out, and the last-out columns of every base,
// the farthest first, so that nearer bases stay open as long as somebody must rest there (CLOSED, LAST_OUT,
// GARRISON).
#pragma once

#include "base/budget.h"
#include "planner/dispatch/draft.h"
#include "planner/dispatch/work.h"
#include "planner/lift/airlift.h"

namespace homeward {

class Closing {
 public:
  /// On top of the flights in `air`; bases that are closed in the draft already stay so.
  Closing(Draft& draft, const Work& work, AirSchedule air)
      : draft_{draft}, model_{draft.model}, work_{work}, air_{std::move(air)} {}

  /// Flights of everybody who flies out of their base and is not last out. loading_over: when teams may go.
  /// on_the_road: people known to reach gateways by road; they fly home with the same aircraft.
  void fly_out(const IdVector<PlaceId, Time>& loading_over, std::span<const GatewayArrival> on_the_road);
  /// Empties, then last-out units, base after base, the one with the longest way out first; of ways that take
  /// as many nights the one that is driven longest, if wanted, else in order of place. False if some could
  /// not be placed.
  bool close_bases(bool by_time_driven);
  const AirSchedule& air() const { return air_; }
  bool everybody_flown() const { return everybody_flown_; }

 private:
  void demand_when_garrison_allows(const Ride& ride, std::vector<AirDemand>& demands);
  bool close(const BaseWork& base);
  bool is_closed(PlaceId place) const;
  void note_take_offs();
  /// Empty trucks and buses of the base that find room in its one last-out column: on their own they would
  /// need the fewest escorts there may be.
  IdVector<FleetId, std::int64_t> empties_in_last_out(const BaseWork& base) const;
  /// All but those that ride with the last-out column.
  bool bring_out_empties(PlaceId place);
  /// Escorts that are left over at a place as vehicles of their own.
  void add_spare_escorts(PlaceId place, ColumnOrder& order) const;
  bool send_escorts_home(PlaceId place, std::int64_t escorts);
  /// Its last-out units do; then spare escorts wait for them.
  static bool goes_by_road(const BaseWork& base);
  bool last_out(const BaseWork& base, Time from);
  /// Of last-out units, who has no seat in a vehicle of his own rides in buses of their columns; these come
  /// if there are too few. False: there are none.
  bool seat_riders(const BaseWork& base, Time from, std::vector<ColumnOrder>& orders);
  /// With the buses of riders the empties may no longer fit.
  bool has_room_for_empties(const ColumnOrder& order) const;
  bool bring_buses(PlaceId place, FleetId fleet, std::int64_t buses, Time wanted);
  ColumnOrder last_out_order(PlaceId from, PlaceId to, Time depart_from) const;
  bool last_out_alone(const BaseWork& base);
  bool last_out_columns(std::vector<ColumnOrder> orders, PlaceId place);
  bool last_out_flights(const BaseWork& base, Time from);
  std::vector<ColumnOrder> last_out_orders(const BaseWork& base, Time from) const;

  Draft& draft_;
  const Model& model_;
  const Work& work_;
  AirSchedule air_;
  IdVector<PlaceId, Time> last_take_off_;
  IdVector<FleetId, std::int64_t> riding_;  ///< with the last-out column of the base in hand
  bool last_out_drives_ = false;            ///< last-out units of the base in hand go by road
  Time first_out_ = kEndOfTime;             ///< first last-out departure of the base in hand
  Time last_out_ready_ = 0;                 ///< when all of its last-out units are ready to drive
  bool everybody_flown_ = true;
};

}  // namespace homeward
