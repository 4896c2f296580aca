// SPDX-License-Identifier: Apache-2.0
#include "decide/unit_slack.h"

#include <algorithm>
#include <optional>
#include <set>

#include "check/certificate_cut.h"
#include "check/ledger.h"

namespace homeward::decide {

namespace {

/// Last departure of people and things of each unit from where they start.
IdVector<UnitId, Time> last_departures(const Model& model, const Plan& plan) {
  IdVector<UnitId, Time> last(model.units.size(), kStartOfTime);
  const auto note = [&](UnitId unit, PlaceId from, PlaceId start, Time at) {
    if (from == start) last[unit] = std::max(last[unit], at);
  };
  for (const Column& column : plan.columns) {
    const Stop& start = column.stops.front();
    for (const Passengers& some : column.legs.front().passengers)
      note(some.unit, start.place, model.units[some.unit].place, start.depart);
    for (const VehicleGroup& group : column.legs.front().groups) {
      const auto lot = group.own_lot ? group.own_lot
                       : group.cargo ? std::optional(group.cargo->lot)
                                     : std::nullopt;
      if (lot) note(model.lots[*lot].unit, start.place, model.lots[*lot].place, start.depart);
    }
  }
  for (const Flight& flight : plan.flights)
    for (const Passengers& some : flight.passengers)
      note(some.unit, flight.from, model.units[some.unit].place, flight.take_off);
  return last;
}

/// The first whole minute from which something of the unit cannot be out by the deadline.
std::optional<Time> too_late_to_start(const Model& model, UnitId unit, check::CutFigures& figures) {
  std::vector<check::Claim> claims;
  for (LotId lot : model.lots.ids())
    if (model.lots[lot].unit == unit && check::must_leave(model, lot) && model.lots[lot].count > 0)
      claims.push_back(check::claim_of(model, lot));
  if (check::must_leave(model, unit)) claims.push_back(check::claim_of(model, unit));
  std::optional<Time> first;
  std::set<std::vector<std::int64_t>> seen;
  for (check::Claim& claim : claims) {
    if (claim.count <= 0) continue;
    if (claim.lot && !seen.insert({static_cast<std::int64_t>(model.lots[*claim.lot].type.index()),
                                   static_cast<std::int64_t>(claim.place.index())})
                          .second)
      continue;
    Time low = model.start, high = model.deadline;
    while (high - low > kMinute) {
      const Time middle = low + (high - low) / 2;
      claim.ready = middle;
      (figures.earliest_exit(claim) <= model.deadline ? low : high) = middle;
    }
    first = std::min(first.value_or(high), high);
  }
  return first;
}

}  // namespace

std::vector<UnitSlack> unit_slack(const Model& model, const Plan& plan) {
  const auto last = last_departures(model, plan);
  check::CutFigures figures(model, model.deadline + 60 * kDay);
  std::vector<UnitSlack> list;
  for (UnitId unit : model.units.ids()) {
    if (last[unit] == kStartOfTime || !model.in_zone(model.units[unit].place)) continue;
    const auto too_late = too_late_to_start(model, unit, figures);
    if (too_late) list.push_back({unit, last[unit], *too_late});
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const UnitSlack& a, const UnitSlack& b) { return a.slack_s() < b.slack_s(); });
  return list;
}

}  // namespace homeward::decide
