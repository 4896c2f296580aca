// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/standing_room.h"

#include <algorithm>

#include "check/certificate_cut.h"
#include "check/ledger.h"

namespace homeward {

namespace {

constexpr std::size_t kPlacesAtMost = 1000;

}  // namespace

IdVector<PlaceId, std::int64_t> standing_room(const Model& model) {
  const std::int64_t most = std::max(model.rules.column_vehicles_max, model.rules.last_out_vehicles_max);
  IdVector<PlaceId, std::int64_t> room(model.places.size(), most);
  if (model.places.size() > kPlacesAtMost) return room;
  check::CutFigures figures(model, std::max(model.deadline, model.start + kDay));
  for (LotId lot : model.lots.ids())
    if (check::must_leave(model, lot) && model.in_zone(model.lots[lot].place))
      figures.add(check::claim_of(model, lot));
  if (figures.still().empty()) return room;
  const std::int64_t least =
      std::min(most, model.rules.escort_min + 1);  // shorter ones cannot drive with escorts
  for (const check::Claim& claim : figures.claims())
    room[claim.place] = std::clamp(figures.longest_that_stands(claim), least, room[claim.place]);
  return room;
}

}  // namespace homeward
