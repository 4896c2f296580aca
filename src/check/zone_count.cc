// SPDX-License-Identifier: Apache-2.0
#include "check/zone_count.h"

#include <algorithm>
#include <utility>

namespace homeward::check {

namespace {

void add_move(const Ledger& ledger, const ZoneMove& move, ZoneId zone, std::int64_t weight,
              std::vector<Step>& steps) {
  const bool from = ledger.model.in_zone(move.from, zone);
  const bool to = ledger.model.in_zone(move.to, zone);
  if (from && !to) steps.push_back({move.leave, -weight * move.count, move.source.index});
  if (!from && to) steps.push_back({move.enter, weight * move.count, move.source.index});
}

std::int64_t crew(const Model& model, const Fleet& fleet) { return model.item_types[fleet.vehicle].crew; }

/// People for whom `counts` is true, and crews of fleets for which `crews` is.
template <class Counts, class Crews>
Curve count(const Ledger& ledger, ZoneId zone, Counts counts, Crews crews) {
  const Model& model = ledger.model;
  Curve curve;
  std::vector<Step> steps;
  for (const Unit& unit : model.units)
    if (model.in_zone(unit.place, zone))
      for (CategoryId category : unit.people.ids())
        if (counts(category)) curve.initial += unit.people[category];
  for (const Fleet& fleet : model.fleets)
    if (crews(fleet))
      for (const Fleet::Stock& stock : fleet.stocks) {
        if (!model.in_zone(stock.place, zone)) continue;
        const std::int64_t people = crew(model, fleet) * stock.count;
        if (stock.comes_later())
          steps.push_back({stock.from, people, 0});
        else
          curve.initial += people;
      }
  for (const ZoneMove& move : ledger.zone_moves) {
    if (move.kind == ZoneMove::Kind::people && counts(move.category)) add_move(ledger, move, zone, 1, steps);
    if (move.kind != ZoneMove::Kind::vehicles) continue;
    const Fleet& fleet = model.fleets[FleetId(move.index)];
    if (crews(fleet)) add_move(ledger, move, zone, crew(model, fleet), steps);
  }
  curve.levels = levels(curve.initial, std::move(steps));
  return curve;
}

/// `steps`: what comes from nowhere.
Curve one_in_zone(const Ledger& ledger, ZoneMove::Kind kind, std::size_t index, std::int64_t initial,
                  std::vector<Step> steps = {}) {
  const auto first = std::lower_bound(
      ledger.zone_moves.begin(), ledger.zone_moves.end(), std::pair(kind, index),
      [](const ZoneMove& move, const auto& wanted) { return std::pair(move.kind, move.index) < wanted; });
  for (auto move = first; move != ledger.zone_moves.end() && move->kind == kind && move->index == index;
       ++move)
    add_move(ledger, *move, ledger.model.zone, 1, steps);
  return {initial, at_least(levels(initial, std::move(steps)), 0)};
}

}  // namespace

Curve people_in_zone(const Ledger& ledger, ZoneId zone, std::optional<CategoryId> category) {
  return count(
      ledger, zone, [&](CategoryId c) { return !category || c == *category; },
      [&](const Fleet& fleet) { return !category || fleet.crew_category == category; });
}

Curve people_in_zone(const Ledger& ledger, ZoneId zone, const std::vector<CategoryId>& categories) {
  if (categories.empty()) return people_in_zone(ledger, zone, std::optional<CategoryId>());
  const auto named = [&](const auto& category) {
    return std::find(categories.begin(), categories.end(), category) != categories.end();
  };
  return count(ledger, zone, named, [&](const Fleet& fleet) { return named(fleet.crew_category); });
}

Curve nameless_crews_in_zone(const Ledger& ledger, ZoneId zone) {
  return count(
      ledger, zone, [](CategoryId) { return false; },
      [](const Fleet& fleet) { return !fleet.crew_category; });
}

Curve unit_in_zone(const Ledger& ledger, UnitId id) {
  const Unit& unit = ledger.model.units[id];
  std::int64_t initial = 0;
  if (ledger.model.in_zone(unit.place))
    for (std::int64_t people : unit.people) initial += people;
  return one_in_zone(ledger, ZoneMove::Kind::people, id.index(), initial);
}

Curve lot_in_zone(const Ledger& ledger, LotId id) {
  const Lot& lot = ledger.model.lots[id];
  return one_in_zone(ledger, ZoneMove::Kind::things, id.index(),
                     ledger.model.in_zone(lot.place) ? lot.count : 0);
}

Curve fleet_in_zone(const Ledger& ledger, FleetId id) {
  std::int64_t initial = 0;
  std::vector<Step> later;
  for (const Fleet::Stock& stock : ledger.model.fleets[id].stocks) {
    if (!ledger.model.in_zone(stock.place)) continue;
    if (stock.comes_later())
      later.push_back({stock.from, stock.count, 0});
    else
      initial += stock.count;
  }
  return one_in_zone(ledger, ZoneMove::Kind::vehicles, id.index(), initial, std::move(later));
}

std::optional<Time> closure(const Ledger& ledger) {
  const Model& model = ledger.model;
  Time latest = model.start;
  bool closed = true;
  const auto add = [&](const Curve& curve) {
    const std::optional<Time> out = settled(curve.levels, curve.initial, 0, model.start);
    closed = closed && out.has_value();
    latest = std::max(latest, out.value_or(latest));
  };
  for (UnitId unit : model.units.ids())
    if (must_leave(model, unit)) add(unit_in_zone(ledger, unit));
  for (LotId lot : model.lots.ids())
    if (must_leave(model, lot)) add(lot_in_zone(ledger, lot));
  for (FleetId fleet : model.fleets.ids()) add(fleet_in_zone(ledger, fleet));
  return closed ? std::optional(latest) : std::nullopt;
}

std::optional<Time> people_home(const Ledger& ledger, UnitId id) {
  const Unit& unit = ledger.model.units[id];
  std::int64_t total = 0;
  for (std::int64_t people : unit.people) total += people;
  std::vector<Step> steps;
  const auto first = std::lower_bound(ledger.people.begin(), ledger.people.end(), id,
                                      [](const PeopleChange& c, UnitId u) { return c.unit < u; });
  for (auto change = first; change != ledger.people.end() && change->unit == id; ++change)
    if (change->place == unit.destination) steps.push_back({change->at, change->delta});
  const std::int64_t initial = unit.place == unit.destination ? total : 0;
  return settled(at_most(levels(initial, std::move(steps)), total), initial, total, ledger.model.start);
}

std::optional<Time> final_closure(const Ledger& ledger, const LotStories& stories) {
  const Model& model = ledger.model;
  Time latest = model.start;
  bool all = true;
  const auto add = [&](std::optional<Time> home) {
    all = all && home.has_value();
    latest = std::max(latest, home.value_or(latest));
  };
  for (UnitId unit : model.units.ids())
    if (!model.units[unit].stays) add(people_home(ledger, unit));
  for (LotId lot : model.lots.ids())
    if (!model.lots[lot].stays) add(stories.lots[lot].finished);
  return all ? std::optional(latest) : std::nullopt;
}

}  // namespace homeward::check
