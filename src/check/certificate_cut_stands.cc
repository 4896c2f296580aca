// SPDX-License-Identifier: Apache-2.0
//
// What certificates of form 1 take from places to stand (docs/formats/certificate.md, section 3, "Stands").
#include <algorithm>
#include <set>

#include "check/certificate_cut.h"

namespace homeward::check {

namespace {

/// Spans that end earlier before the end are counted without a look at who can still be out then.
constexpr Duration kLastDays = 5 * kDay;

}  // namespace

Stands& CutFigures::stands() {
  if (!stands_) stands_ = std::make_unique<Stands>(model_, closed_, until_);
  return *stands_;
}

/// People and vehicles of fleets may change columns anywhere, and things where they may be given up: none of
/// them need stand in a column.
bool CutFigures::stands_on_way(const Claim& claim) const {
  return claim.lot && claim.transfers.empty() && !claim.ways.empty() && !sails(claim);
}

std::int64_t CutFigures::stand_need(const Claim& claim, const std::vector<CutResource>& resources) {
  const bool asked = std::any_of(resources.begin(), resources.end(), [](const CutResource& resource) {
    return resource.kind == CutResource::Kind::stand;
  });
  if (!asked || !stands_on_way(claim)) return 0;
  std::int64_t least = kLarge;
  for (const LotWay& way : claim.ways) {
    const MoverRoads& one = roads(claim, way);
    IdVector<PlaceId, std::int64_t> cost(model_.places.size(), 0);
    for (const CutResource& resource : resources)
      for (PlaceId place : resource.places)
        cost[place] = std::min(
            kLarge, cost[place] + capped(stand_use(model_, claim, way, one, place), resource.weight));
    least = std::min(least, least_stands(hops(claim, way), claim.place, cost));
  }
  return least;
}

Time CutFigures::exit_after_stand(PlaceId place, Time at) {
  const auto [found, is_new] = exits_from_.try_emplace({place, at}, kEndOfTime);
  std::set<const MoverRoads*> asked;
  for (const Claim& claim : claims_)
    for (const LotWay& way : claim.ways)
      if (is_new && stands_on_way(claim) && asked.insert(&roads(claim, way)).second)
        found->second = std::min(found->second, roads(claim, way).from(place, at, Rests::free).exit);
  return found->second;
}

/// Whoever stands there in a span has come before it begins, and leaves after it ends.
std::int64_t CutFigures::stands_of(const CutResource& resource, PlaceId place, Time end) {
  std::int64_t spans = 0;
  const Time before = std::min(resource.when.end, end);
  for (const Interval& span : still()) {
    if (span.begin < resource.when.begin || span.end >= before) continue;
    if (span.end < before - kLastDays || exit_after_stand(place, span.end) < before) ++spans;
  }
  return spans;
}

std::int64_t CutFigures::stand_capacity(const CutResource& resource, Time end) {
  std::int64_t sum = 0;
  for (PlaceId place : resource.places)
    sum += 1000 * model_.places[place].parking_vehicles * stands_of(resource, place, end);
  return sum;
}

}  // namespace homeward::check
