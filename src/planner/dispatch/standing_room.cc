// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/standing_room.h"

#include <algorithm>
#include <queue>
#include <utility>

#include "check/certificate_cut.h"
#include "check/ledger.h"

namespace homeward {

namespace {

/// The most vehicles of a column that finds room wherever it must stand on some way of hops; kEndOfTime if it
/// need stand nowhere, or has no way.
std::int64_t widest_way(const Model& model, const check::Hops& hops, PlaceId place) {
  using Label = std::pair<std::int64_t, PlaceId>;
  std::priority_queue<Label> open;
  IdVector<PlaceId, bool> done(model.places.size(), false);
  open.push({kEndOfTime, place});
  while (!open.empty()) {
    const auto [room, here] = open.top();
    open.pop();
    if (done[here]) continue;
    done[here] = true;
    if (hops.out[here]) return room;
    for (PlaceId next : hops.next[here])
      if (!done[next]) open.push({std::min(room, model.places[next].parking_vehicles), next});
  }
  return kEndOfTime;
}

}  // namespace

IdVector<PlaceId, std::int64_t> standing_room(const Model& model) {
  const std::int64_t most = std::max(model.rules.column_vehicles_max, model.rules.last_out_vehicles_max);
  IdVector<PlaceId, std::int64_t> room(model.places.size(), most);
  if (model.places.size() > check::kPlacesForStands) return room;
  check::CutFigures figures(model, std::max(model.deadline, model.start + kDay));
  for (LotId lot : model.lots.ids())
    if (check::must_leave(model, lot) && model.in_zone(model.lots[lot].place))
      figures.add(check::claim_of(model, lot));
  if (figures.still().empty()) return room;
  const std::int64_t least =
      std::min(most, model.rules.escort_min + 1);  // shorter ones cannot drive with escorts
  for (const check::Claim& claim : figures.claims()) {
    if (!figures.stands_on_way(claim)) continue;
    std::int64_t& known = room[claim.place];
    for (const check::LotWay& way : claim.ways)
      known = std::clamp(widest_way(model, figures.hops(claim, way), claim.place), least, known);
  }
  return room;
}

}  // namespace homeward
