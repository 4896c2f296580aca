// SPDX-License-Identifier: Apache-2.0
//
// Rounds of trucks: the fleet resource of a weighted cut. A round lasts from a truck's being ready outside
// the zone until it is ready again, with one load of a claim between. Time is counted by a clock that only
// ticks every step (docs/formats/certificate.md, section 3): with one tick a day, waiting for the night is
// counted whole, which the least time of a single round would miss.
#pragma once

#include <map>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#include "check/certificate_claims.h"

namespace homeward::check {

class CutFigures;

/// ψ(t) = the last tick at or before t. Ticks are offset + k · step.
struct TickClock {
  Time offset = 0;
  Duration step = kDay;
  /// Some stand unused from their last day on, but trucks may be exchanged outside: another proof, of which
  /// neither is always the better one.
  bool last_days = false;
  Time last_tick(Time t) const;
};

/// Everything about the rounds of one set of fleets; by claim of `figures`, which must outlive it and not
/// grow.
class FleetRounds {
 public:
  FleetRounds(CutFigures& figures, const std::vector<FleetId>& fleets)
      : FleetRounds(figures, fleets, false) {}

  /// Clocks worth a try.
  std::vector<TickClock> clocks() const;
  /// Least ticked time of a round with a load of the claim; kEndOfTime if these fleets cannot carry it.
  Duration round(std::size_t claim, const TickClock& clock);
  /// Ticked time that all trucks together can spend on rounds of the claims counted whose loads are out of
  /// the zone before `end`, the last round of each truck counted whole.
  Duration capacity(const TickClock& clock, Time end, const std::vector<bool>& counted);

 private:
  FleetRounds(CutFigures& figures, const std::vector<FleetId>& fleets, bool last_days);
  FleetRounds& by(const TickClock& clock) { return clock.last_days && exchanged_ ? *exchanged_ : *this; }
  struct Trip {
    Time exit = kEndOfTime;
    std::vector<Time> ready;  ///< by goal
  };
  /// Claims with the same rounds, and their rounds by departure: one every kDepartureStep from the start.
  struct Kind {
    std::size_t example = 0;
    std::vector<Time> exit;
    std::vector<Time> ready;
  };
  const LotWay* way_of(const Claim& claim) const;
  MoverRoads empty_roads() const;
  void find_kinds();
  void add_places_outside();
  void go(Time leave);
  std::pair<Time, Time> best_trip(const Claim& claim, const IdVector<PlaceId, Time>& there, Time not_before);
  const Trip& trip_from(const Claim& claim, const LotWay& way, PlaceId place, Time set_off);
  Time arrived(const Arrivals& arrivals, PlaceId from, PlaceId place) const;
  bool serves_arrivals(PlaceId place) const;
  const std::vector<Duration>& least_rounds(const TickClock& clock);
  Duration least_round(const Kind& kind, const TickClock& clock) const;
  const std::vector<std::pair<Time, Time>>& first_trips(const Fleet::Stock& stock);
  IdVector<PlaceId, Time> there_from(PlaceId start, Time leave) const;
  IdVector<PlaceId, Time> there_from_any(Time leave) const;
  /// Which claims count, by kind and load.
  struct Counted {
    std::vector<bool> kind, load;
  };
  Time last_of_rounds(const TickClock& clock, Time end, const Counted& counted);
  Duration of_one(const Fleet::Stock& stock, const TickClock& clock, Time end, Time last,
                  const Counted& counted);
  Duration of_fleet(const Fleet& fleet, const TickClock& clock, Time end, const Counted& counted);

  CutFigures& figures_;
  const Model& model_;
  std::vector<FleetId> fleets_;
  const MoverRoads empty_;
  std::vector<PlaceId> goals_;              ///< where trucks get ready again, or are exchanged for others
  bool last_days_ = false;                  ///< some stand unused from a day on: which, is not known
  std::unique_ptr<FleetRounds> exchanged_;  ///< the same with last days, where there are any that matter
  Duration turn_s_ = kEndOfTime;
  std::vector<std::size_t> kind_of_;  ///< by claim
  std::vector<std::size_t> load_of_;  ///< by claim: index into loads_
  std::vector<std::size_t> loads_;    ///< one claim for each kind and ready date
  std::vector<Kind> kinds_;
  std::map<std::tuple<const MoverRoads*, PlaceId, Time>, Trip> trips_;
  std::map<std::pair<Time, Duration>, std::vector<Duration>> least_rounds_;  ///< by clock, kind
  /// By stock and when it comes, then load: exit, ready.
  std::map<std::pair<PlaceId, Time>, std::vector<std::pair<Time, Time>>> first_trips_;
};

}  // namespace homeward::check
