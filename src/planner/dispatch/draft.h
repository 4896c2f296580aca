// SPDX-License-Identifier: Apache-2.0
//
// A plan in the making: columns planned so far, the timetable they occupy, and what is left where.
// Columns are planned one after another; what one takes another cannot have. Stocks are kept as functions of
// time, so a column planned later may leave earlier if nothing that is already planned goes short (FLEET).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "planner/convoys/route_search.h"
#include "planner/dispatch/travel_cache.h"
#include "planner/load/composition.h"

namespace homeward {

/// A column to be planned. Escorts are added where its way needs them.
struct ColumnOrder {
  PlaceId from;
  PlaceId to;
  ColumnClass column_class = ColumnClass::loaded;
  Composition load;          ///< everything but escorts
  std::int64_t escorts = 0;  ///< taken along where links ask for escorts; ≥ escorts_needed
  Time gather_from = 0;      ///< stands at `from` from then on (begin of loading)
  Time depart_from = 0;
  Time arrive_until = kEndOfTime;
  std::optional<ServiceVisit> loading;
  bool after_loading =
      false;  ///< takes the team of a ramp along: leaves when nothing is loaded there any more
  std::string serial;
  const IdVector<ArcId, char>* only_arcs = nullptr;  ///< if set: its way uses no others
  std::optional<UnderWay> under_way;  ///< takes over at `from`; see RouteRequest. Legs: as `legs` says
  std::vector<Composition> legs;      ///< if not empty: with escorts, and where they change
  std::optional<PlaceId> change_at;
  Time change_from = 0;
};

/// Things or people that have reached a place.
struct ThingsArrived {
  LotId lot;
  PlaceId place;
  std::int64_t count = 0;
  Time at = 0;
};
struct PeopleArrived {
  Passengers people;
  PlaceId place;
  Time at = 0;
};

/// A column with its times, not yet written in.
struct PlacedColumn {
  ColumnOrder order;
  RouteRequest request;
  Route route;
  std::vector<Composition> legs;
  std::optional<FleetId> escort_fleet;
  std::vector<std::shared_ptr<IdVector<ArcId, Duration>>> own_travel;  ///< of an order with only_arcs
  Time depart() const { return route.stops.front().depart; }
  Time arrive() const { return route.stops.back().arrive; }
  Time clear_of_start() const { return depart() + request.legs.front().pass_s; }
};

class Draft {
 public:
  Draft(const Model& model, const RoadGraph& graph, const Calendar& calendar, TravelCache& travel);

  /// Earliest arrival for the order among everything written in; absent if there is no way before the
  /// horizon.
  std::optional<PlacedColumn> place(const ColumnOrder& order);
  /// Vehicles, escorts included, of the longest column (last-out column) that should begin or end there: what
  /// the rules allow, and no more than finds room where it must stand on its way.
  std::int64_t column_most(PlaceId place) const { return room_for(place, model.rules.column_vehicles_max); }
  std::int64_t last_out_most(PlaceId place) const {
    return room_for(place, model.rules.last_out_vehicles_max);
  }
  /// The same; where no escorts stand that it could take, some come first from where there are any, and are
  /// written in, if that helps.
  std::optional<PlacedColumn> place_with_escorts(const ColumnOrder& order);
  /// The same as place; if a fleet's last day forbids it, vehicles of that fleet that stand idle elsewhere in
  /// the zone go home first, and are written in, if that helps.
  std::optional<PlacedColumn> place_within_last_days(const ColumnOrder& order);
  /// The same; where that is not enough it leaves when others are home again.
  std::optional<PlacedColumn> place_when_last_days_allow(ColumnOrder order);
  /// So many vehicles more may leave for the zone at `depart` without a way back and the fleet keeps its last
  /// day; < 0: too many are away already.
  std::int64_t room_on_last_day(FleetId fleet, Time depart) const;
  /// The first time from `from` on at which so many may leave for the zone; absent: they never may.
  std::optional<Time> last_day_allows(FleetId fleet, std::int64_t vehicles, Time from) const;
  /// Sends vehicles home that stand idle in the zone at other places than these, until there is that room or
  /// none are left.
  void send_idle_home(FleetId fleet, std::int64_t room, Time depart, std::span<const PlaceId> except);
  /// The same for all fleets, as long as too many are away on their last day.
  void send_idle_home();
  /// A column of so many escorts, or as many as a column must have, to the place, there at about `wanted`;
  /// false: none can come.
  bool bring_escorts(PlaceId to, std::int64_t escorts, Time wanted);
  /// The same for a column that is on its way: from order.from, with order.under_way and order.legs.
  std::optional<PlacedColumn> take_over(const ColumnOrder& order);
  void commit(const PlacedColumn& placed);
  /// Writes in a column that is planned already, as it is: times, number and all. It must keep the rules.
  void book(const Column& column);
  /// Takes it out of timetable, stocks and garrison again, but not out of columns, things and people.
  void unbook(const Column& column);

  /// What place and commit change: to try something and take it back.
  struct Saved {
    Timetable timetable;
    IdVector<FleetId, IdVector<PlaceId, Profile>> stock;
    IdVector<PlaceId, Profile> garrison_slack;
    IdVector<FleetId, Profile> away;
    IdVector<PlaceId, Time> busy_until;
    IdVector<PlaceId, Time> loading_over;
    std::size_t columns = 0, things = 0, people = 0;
  };
  Saved save() const;
  void restore(const Saved& saved);

  /// First time from which `count` more vehicles are to spare at the place for ever. Absent if never.
  std::optional<Time> fleet_from(FleetId fleet, PlaceId place, Time from, std::int64_t count) const {
    return stock[fleet][place].first_at_least_for_ever(from, count);
  }
  /// Vehicles at hand at the place at t that nothing planned needs later.
  std::int64_t fleet_spare(FleetId fleet, PlaceId place, Time t) const {
    return stock[fleet][place].lowest({t, kEndOfTime});
  }
  /// Where escorts are needed on the way from → to: they join and leave here. Absent: no escort on the way.
  struct EscortSpan {
    PlaceId join;
    PlaceId leave;
  };
  std::optional<EscortSpan> escort_span(const RoadNeeds& needs, PlaceId from, PlaceId to);

  /// Door to door on empty roads from a noon well inside the plan, nights and rests included; kEndOfTime: no
  /// way.
  Duration way(PlaceId from, PlaceId to);
  /// Where `escorts` can be had so that they reach `to` soonest.
  std::optional<PlaceId> escort_pool(PlaceId to, Time from, std::int64_t escorts);
  std::int64_t escorts_spare(PlaceId place, Time t) const;

  const Model& model;
  const RoadGraph& graph;
  const Calendar& calendar;
  TravelCache& travel;
  Timetable timetable;
  RouteSearch search;

  IdVector<FleetId, IdVector<PlaceId, Profile>> stock;
  IdVector<LotId, std::int64_t> lot_left;                            ///< not yet given to a column
  IdVector<UnitId, IdVector<CategoryId, std::int64_t>> people_left;  ///< at their start, not yet given a seat
  IdVector<PlaceId, Profile> garrison_slack;                         ///< own people − garrison minimum
  IdVector<FleetId, Profile> away;       ///< vehicles not standing outside the zone
  IdVector<PlaceId, Time> busy_until;    ///< last departure or standing of anybody there
  IdVector<PlaceId, Time> loading_over;  ///< end of the last loading there: teams are free to go
  std::optional<PlaceId> lacks_escorts;  ///< the last order failed because too few will ever stand here
  std::optional<FleetId> past_last_day;  ///< the last order failed because of this fleet's last day
  IdVector<FleetId, PlaceId> homes;      ///< where vehicles go that nobody needs any more; empty: not known
  IdVector<PlaceId, std::int64_t> standing_room;  ///< of columns from or to a place; empty: no limit
  bool returns_are_planned = false;  ///< the way back of trucks that go out is in the draft already
  std::vector<Column> columns;
  std::vector<std::optional<ColumnOrder>> orders;  ///< of the columns; absent: written in as it was (book)
  std::vector<ThingsArrived> things;
  std::vector<PeopleArrived> people;
  std::vector<Flight> flights;
  std::vector<BaseClosing> closings;

 private:
  std::int64_t room_for(PlaceId place, std::int64_t most) const {
    return standing_room.empty() ? most : std::min(most, standing_room[place]);
  }
  std::map<std::pair<PlaceId, PlaceId>, Duration> ways_;
  std::optional<FleetId> choose_escort_fleet(const ColumnOrder& order, PlaceId join, Time& available);
  /// Those that go with a column.
  struct Escorts {
    std::optional<FleetId> fleet;  ///< absent: it needs none
    Time from = 0;                 ///< there from then on
    std::optional<PlaceId> join;   ///< absent: at its start
    std::optional<PlaceId> leave;  ///< absent: at its end
  };
  /// Absent: there are none; then lacks_escorts says where.
  std::optional<Escorts> escorts_of(const ColumnOrder& order);
  void add_legs(PlacedColumn& placed);
  /// The same arrival with a later start, if there is one.
  void leave_later(PlacedColumn& placed);
  /// The first of its fleets that would break its last day with it.
  std::optional<FleetId> breaks_last_day(const ColumnOrder& order) const;
  bool keeps_last_day(FleetId id, std::int64_t vehicles, const ColumnOrder& order) const;
  /// A column of vehicles of the fleet that stand idle at another place of the zone than these, home by `by`
  /// or, if that cannot be, as soon as they can. Absent: there are none that can go.
  std::optional<ColumnOrder> idle_home(FleetId fleet, Time by, std::span<const PlaceId> except);
  bool send_home(const ColumnOrder& idle);
  void book_fleets(const Column& column, std::int64_t sign);
  void book_people_and_things(const PlacedColumn& placed);
  Column unload(const PlacedColumn& placed) const;
  PlacedColumn placed_as(const Column& column);
};

}  // namespace homeward
