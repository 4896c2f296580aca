// SPDX-License-Identifier: Apache-2.0
//
// Where things must stand on their way while all roads of the zone are closed (docs/formats/certificate.md,
// section 3, "Stands"). A *still* span is one in which every link with an end in the zone is closed to all
// columns. Passages do not touch it (WINDOW), so whatever is on its way stands at a place with parking all
// the time, and between two of them it gets no further than one *hop*.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "check/certificate_claims.h"

namespace homeward::check {

/// Who only looks for proofs asks no larger network where things must stand: it takes a search from every
/// place.
inline constexpr std::size_t kPlacesForStands = 1000;

/// What a mover can do between two still spans, in some of the open times: from a place to places with
/// parking where it stands next, or out of the zone.
struct Hops {
  IdVector<PlaceId, std::vector<PlaceId>> next;
  IdVector<PlaceId, bool> out;
};

/// The model, the closed times and all roads asked for must outlive it. Answers are kept: one thread.
class Stands {
 public:
  /// Knows hops that begin before `until`.
  Stands(const Model& model, ClosedTimes& closed, Time until);

  /// From the start on, ascending.
  const Pieces& still() const { return still_; }
  /// All that is possible in some open time that ends after `ready`, without a rest in between where drivers
  /// need one.
  const Hops& hops(const MoverRoads& roads, Time ready);

 private:
  Hops night_hops(const MoverRoads& roads, Interval open) const;
  const std::vector<std::size_t>& kinds_of_nights(const MoverRoads& roads);

  const Model& model_;
  Pieces still_;
  Pieces open_;  ///< between them
  struct Known {
    std::vector<std::size_t> kind;  ///< by open time: nights that are alike have the same
    std::vector<Hops> hops;         ///< by kind
  };
  std::map<const MoverRoads*, Known> known_;
  std::map<std::pair<const MoverRoads*, std::size_t>, Hops> from_night_;  ///< and all later nights
};

/// By place, what standing there costs; 0 where nothing is charged. The least sum over all ways of hops from
/// `place` out of the zone; 0 if there is none.
std::int64_t least_stands(const Hops& hops, PlaceId place, const IdVector<PlaceId, std::int64_t>& cost);

/// Thousandths of a space that one thing takes while it stands there, with its part of the escorts.
std::int64_t stand_use(const Model& model, const Claim& claim, const LotWay& way, const MoverRoads& roads,
                       PlaceId place);

}  // namespace homeward::check
