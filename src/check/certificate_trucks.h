// SPDX-License-Identifier: Apache-2.0
//
// The best that one truck of a fleet can do at given rewards and prices (docs/formats/certificate.md,
// section 4): a dynamic programme over two states, ready outside the zone and about to be loaded at a place,
// on a grid of time. Each hop between the two is computed to the second and rounded down once.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "check/certificate_bills.h"

namespace homeward::check {

/// Cells [start + i · step, start + (i + 1) · step).
struct TimeGrid {
  Time start = 0;
  Duration step = kHour;
  std::size_t cells = 0;
  /// `cells` for all that is later.
  std::size_t cell(Time t) const;
  Time begin(std::size_t cell) const { return start + static_cast<Time>(cell) * step; }
};

/// The earliest times of one vehicle that sets off loaded.
struct TruckTrip {
  Time exit = kEndOfTime;   ///< out of the zone
  Time ready = kEndOfTime;  ///< in stock again
  std::vector<Time> come;   ///< by exit arc of its roads, at the place behind it
};

/// Where trucks of the fleet fetch things of claims that are alike but for reward and ready date.
struct Pickup {
  PlaceId place;
  std::size_t example = 0;          ///< of the claims
  std::vector<std::size_t> claims;  ///< by ready date
  const LotWay* way = nullptr;
  const MoverRoads* roads = nullptr;
  std::vector<std::size_t> exits;  ///< arcs out of the zone
  std::vector<TruckTrip> trips;
  std::vector<std::uint32_t> trip;  ///< by cell in which loading begins
};

/// Times of one fleet, whatever the prices are. The figures must outlive it and get no more claims.
class TruckTimes {
 public:
  TruckTimes(CutFigures& figures, FleetId fleet, const TimeGrid& grid);

  CutFigures& figures() const { return figures_; }
  FleetId fleet() const { return fleet_; }
  const TimeGrid& grid() const { return grid_; }
  const std::vector<Pickup>& pickups() const { return pickups_; }
  const std::vector<PlaceId>& goals() const { return goals_; }
  const MoverRoads& empty() const { return empty_; }
  /// By pickup: the cell in which a truck can be there that is ready outside in a cell; `cells`: none.
  const std::vector<std::uint32_t>& there(std::size_t pickup) const;
  /// The same for a truck of that stock, from the start or from when it comes.
  std::size_t first_there(const Fleet::Stock& stock, std::size_t pickup);
  /// Whoever is loaded there and sets off at this instant or later is not out of the zone before `end`.
  Time last_departure(const Pickup& pickup, Time end);
  /// The first instant at which a truck is ready that is served at the post behind the arc from `at` on.
  Time onward(const Pickup& pickup, std::size_t arc, ServiceId post, Time at);

 private:
  void add_pickup(std::size_t claim, const LotWay& way, PlaceId place);
  void find_trips(Pickup& pickup);
  TruckTrip trip_from(const Pickup& pickup, Time set_off) const;
  Time ready_at(const MoverRoads& roads, const Claim& claim, const std::vector<Time>& come) const;
  std::vector<Time> at_places(PlaceId from, Time leave) const;

  CutFigures& figures_;
  const Model& model_;
  FleetId fleet_;
  TimeGrid grid_;
  const MoverRoads empty_;
  std::vector<PlaceId> goals_;
  std::vector<Pickup> pickups_;
  std::map<PlaceId, std::vector<std::uint32_t>> there_;
  std::map<std::pair<PlaceId, Time>, std::vector<Time>> first_;
  std::map<std::tuple<const MoverRoads*, std::size_t, std::size_t, ServiceId, Time>, Time> onward_;
};

/// What one truck does, for whoever looks for better prices.
struct TruckTour {
  std::vector<std::pair<std::size_t, std::int64_t>> loads;  ///< claim, things
  std::vector<Payment> payments;
  Time last_exit = kStartOfTime;
};

/// Values of trucks at one list of rewards and prices.
class TruckValues {
 public:
  /// `rewards` by claim of the figures, for each thing.
  TruckValues(TruckTimes& times, const PriceList& prices, const std::vector<std::int64_t>& rewards);
  /// Some round fits into one cell: the grid is too coarse, and nothing else means anything.
  bool too_coarse() const { return too_coarse_; }
  /// The most that a truck of that stock can gain, up to `end` of the prices.
  std::int64_t best(const Fleet::Stock& stock);
  TruckTour tour(const Fleet::Stock& stock);

 private:
  struct Load {
    std::int64_t value = 0;  ///< of a loaded truck that sets off, without reward and ramp
    bool known = false;
    std::size_t exit = 0;
    Payment post;
    std::size_t ready = 0;  ///< cell
  };
  struct Desk {  ///< one pickup at these prices
    std::vector<ExitBill> bills;
    std::vector<std::vector<std::pair<Time, const PriceRow*>>> posts;  ///< by bill: instants of change
    std::vector<std::int64_t> rewards;                                 ///< by number of claims that are ready
    std::vector<std::size_t> chosen;                                   ///< claim with that reward
    std::vector<Load> loads;                                           ///< by trip
    std::vector<std::int64_t> value;                                   ///< by cell, waiting included
    std::int64_t inbound = 0;
    Time last_departure = 0;
  };
  void open_desk(std::size_t pickup, const std::vector<std::int64_t>& rewards);
  void fill_cell(std::size_t cell);
  const Load& load(std::size_t pickup, std::uint32_t trip, std::size_t cell);
  void try_exit(std::size_t pickup, const TruckTrip& trip, std::size_t bill, Load& best);
  std::int64_t value_at(const std::vector<std::int64_t>& values, std::size_t cell) const;
  std::size_t ready_claims(std::size_t pickup, std::size_t cell) const;
  std::int64_t gain(std::size_t pickup, std::size_t cell);
  void follow(std::size_t pickup, std::size_t cell, TruckTour& tour);

  TruckTimes& times_;
  const PriceList& prices_;
  Bills bills_;
  CheapWays empty_;
  std::vector<Desk> desks_;
  std::vector<std::int64_t> ready_;  ///< by cell
  bool too_coarse_ = false;
};

}  // namespace homeward::check
