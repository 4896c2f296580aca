// SPDX-License-Identifier: Apache-2.0
//
// The timetable of all aircraft: a chain of flights for each airframe and the MOG positions that they take.
// It finds the earliest flight from A to B, the empty positioning flights before it included, and grows a
// chain at its end. A value: copies are independent, so a search may keep snapshots (the tables behind it are
// shared).
//
// Promise: whatever has been committed keeps FLIGHT, MOG, CLOSED (places shut with close_from) and WINDOW of
// airfields exactly (docs/rules.md section 5, refinements 11 and 18). Take-offs are whole minutes. Towards
// MOG an airframe that has no next flight yet holds its position for the base's ground time, or, away from
// its base, until it could fly back empty: so no airframe is ever boxed in. The rules ask for less than that.
//
// The search is safe-interval planning (Phillips & Likhachev, ICRA 2011) along a fixed path of airfields: at
// each of them the free spans of MOG positions are tried in order, earliest landing first.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "model/ids.h"
#include "model/model.h"
#include "plan/plan.h"
#include "planner/lift/bed_book.h"
#include "planner/lift/step_ledger.h"

namespace homeward {

class AirTables;  // what never changes: blocks, paths, windows, clock

struct FlightLeg {
  PlaceId from;
  PlaceId to;
  Time take_off = 0;
  Time landing = 0;
};

/// A flight that could be flown: the legs before the last are empty positioning, the last is the one asked
/// for.
struct FlightOption {
  static constexpr std::size_t kLegsMax = 8;
  std::size_t airframe = 0;  ///< index in 0 … airframes() − 1
  std::array<FlightLeg, kLegsMax> legs{};
  std::size_t leg_count = 0;
  Time tail_until = 0;  ///< until then it holds its position where it lands

  const FlightLeg& loaded() const { return legs[leg_count - 1]; }
  Time take_off() const { return loaded().take_off; }
  Time landing() const { return loaded().landing; }
};

class AirSchedule {
 public:
  /// Nothing is planned from `horizon` on. The model must outlive the schedule and all copies.
  AirSchedule(const Model& model, Time horizon);
  /// Horizon: 120 days after the last deadline.
  explicit AirSchedule(const Model& model);

  const Model& model() const;
  Time horizon() const;
  std::size_t airframes() const { return airframes_.size(); }
  AircraftId aircraft(std::size_t airframe) const { return airframes_[airframe].aircraft; }
  std::int64_t number(std::size_t airframe) const { return airframes_[airframe].number; }
  std::int64_t seats(std::size_t airframe) const;
  /// True if the type has a block row from → to (positioning is not looked at).
  bool flies(AircraftId aircraft, PlaceId from, PlaceId to) const;
  /// The first second at which the airframe could take off again from where it is.
  Time free_at(std::size_t airframe) const;
  /// From `landing` at `place` to the first second at which the airframe is ready at its base again, without
  /// any waiting: to weigh flights against each other. 0 when there is no way back.
  Duration home_again_s(std::size_t airframe, PlaceId place) const;

  /// The quickest empty way from the type's base to take-off at `place`; 0 when there is none.
  Duration positioning_s(AircraftId aircraft, PlaceId place) const;

  /// From `at` on nobody lands, stands or takes off there; a take-off at `at` is still allowed.
  void close_from(PlaceId place, Time at);

  /// The earliest flight of this airframe from → to that takes off at or after not_before; its empty flights
  /// are as late as they can be. Absent: none before the horizon.
  std::optional<FlightOption> earliest(std::size_t airframe, PlaceId from, PlaceId to, Time not_before) const;
  /// The same over all airframes: earliest take-off, then landing, then the first airframe.
  std::optional<FlightOption> earliest(PlaceId from, PlaceId to, Time not_before) const;

  /// Takes the option, which must come from this schedule in its present state. Passengers fly on the last
  /// leg.
  void commit(const FlightOption& option, std::vector<Passengers> passengers);

  /// Takes flights that are planned already, as they are, into an empty schedule. They must keep the rules;
  /// nothing new takes off before the model's start.
  void book(std::vector<Flight> flights);

  /// People in transit, by place, as far as whoever planned these flights knew of them. Kept here so that a
  /// plan made on top of another leaves its people their beds.
  const IdVector<PlaceId, BedBook>& bed_books() const { return bed_books_; }
  void set_bed_books(IdVector<PlaceId, BedBook> books) { bed_books_ = std::move(books); }

  /// All flights, in the order and with the numbers of a Plan ("<aircraft key>-0001", by take-off; booked
  /// ones keep theirs).
  std::vector<Flight> flights() const;
  std::size_t flight_count() const;

 private:
  friend class AirSearch;
  struct Leg {
    FlightLeg flight;
    std::vector<Passengers> passengers;
    std::string number;  ///< given before; empty: a new flight
  };
  struct Airframe {
    AircraftId aircraft;
    std::int64_t number = 0;
    std::vector<Leg> chain;
    Interval tail;  ///< position held at the end of the chain; empty where none is
  };

  void stand(const Airframe& airframe, PlaceId place, Interval stay);
  void hold(const Airframe& airframe, PlaceId place, Interval stay, std::int64_t sign);

  std::shared_ptr<const AirTables> tables_;
  std::vector<Airframe> airframes_;
  IdVector<PlaceId, StepLedger> positions_;
  IdVector<PlaceId, Time> closed_from_;
  IdVector<PlaceId, BedBook> bed_books_;
};

}  // namespace homeward
