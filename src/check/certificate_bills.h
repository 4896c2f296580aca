// SPDX-License-Identifier: Apache-2.0
//
// What vehicles pay on their ways at least, at the prices of a certificate of form 2
// (docs/formats/certificate.md, section 4): for links and escorts the cheapest way at the cheapest instants
// at which they can be used at all; for the post behind the exit of the zone by the instant.
#pragma once

#include <optional>
#include <vector>

#include "check/certificate_cut.h"
#include "check/certificate_prices.h"

namespace homeward::check {

/// Cheapest ways from some places.
struct CheapWays {
  IdVector<PlaceId, std::int64_t> cost;              ///< kMostPaid: none that anybody would take
  IdVector<PlaceId, std::optional<std::size_t>> by;  ///< arc by which the cheapest way comes
};

/// A post that serves what comes out over an arc, and its price.
struct Post {
  const PriceCurve* curve = nullptr;  ///< null: nothing is paid here
  std::int64_t use = 0;               ///< by one vehicle
  Duration longest_s = 0;             ///< visit of the largest column, rounded up
  ServiceId service;
};

/// One arc out of the zone, for vehicles of one kind from some places.
struct ExitBill {
  std::size_t arc = 0;            ///< of their roads
  std::vector<Payment> payments;  ///< until behind the arc
  std::int64_t cost = 0;          ///< sum of them
  Post post;
};

/// Reads figures and prices, which must outlive it.
class Bills {
 public:
  Bills(CutFigures& figures, const PriceList& prices) : figures_{figures}, prices_{prices} {}

  /// By arc out of the zone that can be reached; for one vehicle with things of these claims, which are alike
  /// but for their ready dates.
  std::vector<ExitBill> exits(const std::vector<std::size_t>& claims, const LotWay& way,
                              const std::vector<PlaceId>& from);
  /// An empty vehicle's ways, wherever it comes from.
  CheapWays empty_ways(const MoverRoads& roads, const Mover& mover, const std::vector<PlaceId>& from);
  std::vector<Payment> empty_payments(const MoverRoads& roads, const Mover& mover, const CheapWays& ways,
                                      PlaceId to);
  /// What one of the claim pays at least that no truck carries; payments of one cheapest way.
  std::vector<Payment> alone(std::size_t claim);
  /// The ramp, for one vehicle that is loaded from some instant of `begins` on and sets off before `latest`.
  Payment ramp(const Claim& claim, const LotWay& way, PlaceId place, Interval begins, Time latest) const;

 private:
  bool can_enter(const MoverRoads& roads, const MoverRoads::Arc& arc) const;
  std::vector<Payment> loaded_payments(const std::vector<std::size_t>& claims, const LotWay& way,
                                       const MoverRoads::Arc& arc);
  Post post_at(const Claim& claim, const LotWay& way, const MoverRoads::Arc& arc,
               std::vector<Payment>& payments) const;
  std::vector<Payment> empty_arc(const Mover& mover, const MoverRoads::Arc& arc) const;

  CutFigures& figures_;
  const PriceList& prices_;
};

}  // namespace homeward::check
