// SPDX-License-Identifier: Apache-2.0
//
// Uses and capacities of a weighted cut (docs/formats/certificate.md, section 3), in thousandths of a second.
// Deterministic; answers are kept, so an object serves one thread. The model must outlive it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "check/certificate_other.h"
#include "check/certificate_resource.h"
#include "check/certificate_rounds.h"
#include "check/certificate_stands.h"
#include "plan/certificate.h"

namespace homeward::check {

/// Above this, figures count as too large.
inline constexpr std::int64_t kLarge = kEndOfTime / 1000;
/// The product, at most that.
inline std::int64_t capped(std::int64_t a, std::int64_t b) {
  std::int64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? kLarge : std::min(product, kLarge);
}

/// It carries such things.
bool takes(const Model& model, const Ship& ship, const Claim& claim);

class CutFigures {
 public:
  /// Claims are added before anything is asked. Departures are looked at in [start, until).
  CutFigures(const Model& model, Time until);
  void add(Claim claim);
  /// The others do not count from now on: capacities and intervals are those of the claims counted.
  void count(std::vector<bool> counted);
  const std::vector<Claim>& claims() const { return claims_; }
  const Model& model() const { return model_; }

  /// The first instant at which one of the claim can be out of the zone.
  Time earliest_exit(const Claim& claim);
  /// The first instant at which one of the claim can use the resource (service, link).
  Time first_use(const Claim& claim, const CutResource& resource);
  /// The first instant at which something of the claims that leaves the place at `at` can be out of the zone.
  Time first_exit_from(PlaceId place, Time at);
  /// Could anybody or anything of the claims use the resource outside its interval and be out before `end`?
  bool used_outside(const CutResource& resource, Time end);
  /// Least weighted use by one of the claim over all its ways out; absent when too large for 64 bits.
  std::optional<std::int64_t> need(std::size_t claim, const std::vector<CutResource>& resources);
  bool sails(const Claim& claim) const;
  /// Without the weight, for what is out of the zone before an instant.
  std::int64_t capacity(const CutResource& resource, Time before);
  /// Rounds are counted by this clock from now on. Any clock gives a proof; another one may give a better
  /// one.
  void use_clock(const std::vector<FleetId>& fleets, const TickClock& clock) { clocks_[fleets] = clock; }
  /// The clock with which the claims counted need most beyond the capacity.
  TickClock best_clock(const std::vector<FleetId>& fleets, Time end);
  FleetRounds& rounds(const std::vector<FleetId>& fleets);
  /// Least use of the fleets alone by one of the claim, by the clock in use.
  std::int64_t least_fleet_use(std::size_t claim, const std::vector<FleetId>& fleets);
  const std::vector<bool>& counted() const { return counted_; }
  /// Whatever of the claims counted is out of the zone before an instant is out before this one.
  Time last_end(Time before);
  /// By place: the first instant at which an escort can be there.
  const IdVector<PlaceId, Time>& escorts();
  /// Spans in which all roads of the zone are closed, from the start on.
  const Pieces& still() { return stands().still(); }
  /// Must one of the claim stand in a column wherever it stops? Otherwise `hops` says nothing about it.
  bool stands_on_way(const Claim& claim) const;
  /// What one of it can do between two of these spans, from its ready date on.
  const Hops& hops(const Claim& claim, const LotWay& way) {
    return stands().hops(roads(claim, way), claim.ready);
  }
  /// How often something of the claims can stand there in the resource's interval and be out before `end`, or
  /// more.
  std::int64_t stands_of(const CutResource& resource, PlaceId place, Time end);

 private:
  friend class FleetRounds;
  friend class LeastArrival;
  friend class TruckTimes;
  friend class EscortTimes;
  friend class Bills;
  std::int64_t fleet_use(std::size_t claim, const LotWay& way, const std::vector<FleetId>& fleets);
  const MoverRoads& roads(const Claim& claim, const LotWay& way);
  const MoverRoads& people_roads();
  Time loaded(const Claim& claim, const LotWay& way, Time at);
  const Arrivals& earliest(const Claim& claim);
  std::vector<const MoverRoads*> roads_counted();
  Time last_exit_before(Time end);
  Time first_exit(const MoverRoads& roads, Time at);
  std::int64_t way_cost(std::size_t claim, const LotWay& way, const std::vector<CutResource>& resources);
  std::int64_t arc_cost(const Claim& claim, const MoverRoads::Arc& arc, const CutResource& resource) const;
  std::int64_t hop_use(const CutResource& resource, const Claim& claim) const;
  struct LinkFigures {
    Duration least_s = kEndOfTime;  ///< of a passage, tail included
    std::int64_t column = 0;        ///< the most that one column is charged
  };
  const LinkFigures& link_figures(Direction direction);
  struct RoadUse {
    std::int64_t link = 0;    ///< by one thing
    std::int64_t escort = 0;  ///< by one vehicle
  };
  const RoadUse& road_use(const Claim& claim, const LotWay& way, LinkId link);
  std::int64_t service_capacity(const CutResource& resource, Time end);
  std::int64_t link_capacity(const CutResource& resource, Time end);
  std::int64_t stand_capacity(const CutResource& resource, Time end);
  std::int64_t stand_need(const Claim& claim, const std::vector<CutResource>& resources);
  Time exit_after_stand(PlaceId place, Time at);
  Stands& stands();

  const Model& model_;
  Time until_;
  ClosedTimes closed_;
  OtherUse other_;
  std::vector<Claim> claims_;
  std::vector<bool> counted_;  ///< by claim
  std::map<std::pair<std::size_t, std::size_t>, std::unique_ptr<MoverRoads>> roads_;
  std::map<std::tuple<std::optional<LotId>, std::optional<UnitId>, std::optional<FleetId>, PlaceId>, Arrivals>
      earliest_;
  IdVector<PlaceId, Time> escorts_;
  std::map<std::pair<const MoverRoads*, Time>, Time> exits_;  ///< first after an instant, from any halt
  std::map<std::vector<FleetId>, std::unique_ptr<FleetRounds>> rounds_;
  std::map<std::vector<FleetId>, TickClock> clocks_;
  std::map<Direction, LinkFigures> link_figures_;
  std::map<std::tuple<std::size_t, std::size_t, bool, LinkId>, RoadUse> road_uses_;
  std::unique_ptr<Stands> stands_;
  std::map<std::pair<PlaceId, Time>, Time> exits_from_;  ///< of all claims that stand on their way
};

}  // namespace homeward::check
