// SPDX-License-Identifier: Apache-2.0
#include "check/ledger.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "check/transfers.h"

namespace homeward::check {

namespace {

std::vector<std::size_t> legs_by_stop(const Column& column) {
  std::vector<std::size_t> leg_from(column.stops.size(), column.legs.size() - 1);
  for (std::size_t i = 0; i < column.legs.size(); ++i)
    for (std::size_t stop = column.legs[i].first_stop; stop < column.legs[i].last_stop; ++stop)
      leg_from[stop] = i;
  return leg_from;
}

bool any_cargo(const Leg& leg) {
  return std::any_of(leg.groups.begin(), leg.groups.end(),
                     [](const VehicleGroup& group) { return group.cargo.has_value(); });
}

bool any_last_out(const Model& model, const Leg& leg) {
  const std::vector<UnitId> units = units_aboard(model, leg);
  return std::any_of(units.begin(), units.end(), [&](UnitId unit) { return model.units[unit].last_out; });
}

ColumnClass class_of(const Model& model, const Column& column) {
  bool last_out = false, cargo = false, own = false, people = false;
  for (const Leg& leg : column.legs) {
    last_out = last_out || any_last_out(model, leg);
    cargo = cargo || any_cargo(leg);
    people = people || !leg.passengers.empty();
    for (const VehicleGroup& group : leg.groups) own = own || group.own_lot.has_value();
  }
  if (last_out) return ColumnClass::last_out;
  if (cargo) return ColumnClass::loaded;
  if (own) return ColumnClass::self_driving;
  return people ? ColumnClass::people : ColumnClass::empty;
}

bool has_ramp(const Model& model, PlaceId place) {
  for (ServiceId service : model.places[place].services)
    if (model.services[service].use == ServiceUse::loading) return true;
  return false;
}

ColumnFacts facts_of(const Model& model, const Plan& plan, std::size_t index) {
  const Column& column = plan.columns[index];
  ColumnFacts facts;
  facts.column = &column;
  facts.index = index;
  for (const Leg& leg : column.legs) facts.legs.push_back(measure(model, leg));
  facts.column_class = class_of(model, column);
  facts.loads = facts.column_class != ColumnClass::last_out && any_cargo(column.legs.front()) &&
                has_ramp(model, column.stops.front().place);
  facts.leg_from = legs_by_stop(column);
  const Stop& last = column.stops.back();
  facts.end = last.arrive + column.legs.back().pass_time_s;
  for (const ServiceVisit& visit : last.services) facts.end = std::max(facts.end, visit.end);
  return facts;
}

void add_passages(Ledger& ledger, std::size_t index) {
  const Model& model = ledger.model;
  const ColumnFacts& facts = ledger.columns[index];
  const auto& stops = facts.column->stops;
  for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
    const Leg& leg = facts.leg_out(i);
    const LegFacts& figures = facts.legs[facts.leg_from[i]];
    const LinkId link = stops[i].out->link;
    ledger.passages.push_back({index, i, *stops[i].out, stops[i].lane, stops[i].depart,
                               travel_time(model, figures, leg.march_rate_m_per_hour, link), leg.pass_time_s,
                               gap(model, link), figures.largest.width_mm});
  }
}

void add_standings(Ledger& ledger, std::size_t index) {
  const ColumnFacts& facts = ledger.columns[index];
  const auto& stops = facts.column->stops;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const bool passes = i > 0 && !facts.is_last(i) && stops[i].depart <= stops[i].arrive;
    if (passes && stops[i].services.empty()) continue;
    const std::int64_t vehicles =
        std::max(facts.legs[facts.leg_into(i)].vehicles, facts.legs[facts.leg_from[i]].vehicles);
    const Duration pass = std::max(facts.leg_in(i).pass_time_s, facts.leg_out(i).pass_time_s);
    const Time end = facts.is_last(i) ? facts.end : stops[i].depart + pass;
    ledger.standings.push_back({index, i, stops[i].place, {stops[i].arrive, end}, vehicles});
  }
}

/// What is there anyway: its times are the scenario's, the gaps are ours.
void add_other_traffic(Ledger& ledger) {
  const Model& model = ledger.model;
  for (std::size_t i = 0; i < model.other_traffic.size(); ++i) {
    const OtherColumn& column = model.other_traffic[i];
    const std::size_t index = ledger.columns.size() + i;
    for (std::size_t k = 0; k < column.stops.size(); ++k) {
      const OtherStop& stop = column.stops[k];
      if (stop.out)
        ledger.other_passages.push_back({index, k, *stop.out, stop.lane, stop.depart, stop.travel_s,
                                         column.pass_s, gap(model, stop.out->link), column.widest_mm});
      if (!stop.stands.empty())
        ledger.other_standings.push_back({index, k, stop.place, stop.stands, column.vehicles});
    }
  }
}

/// Vehicles of fleets that are not there at the start.
void add_late_stocks(Ledger& ledger) {
  for (FleetId id : ledger.model.fleets.ids())
    for (const Fleet::Stock& stock : ledger.model.fleets[id].stocks) {
      if (!stock.comes_later() || stock.count == 0) continue;
      const FleetChange change{id, stock.place, stock.from, stock.count, {Source::Kind::fleet, id.index()}};
      ledger.stock.push_back(change);
      ledger.present.push_back(change);
    }
}

void sort(Ledger& ledger) {
  const auto people = [](const PeopleChange& c) {
    return std::tie(c.unit, c.category, c.place, c.at, c.delta, c.source);
  };
  const auto fleet = [](const FleetChange& c) { return std::tie(c.fleet, c.place, c.at, c.delta, c.source); };
  std::ranges::sort(ledger.people, {}, people);
  std::ranges::sort(ledger.stock, {}, fleet);
  const auto zone = [](const ZoneMove& m) {
    return std::tie(m.kind, m.index, m.category, m.leave, m.source);
  };
  std::ranges::sort(ledger.zone_moves, {}, zone);
}

}  // namespace

const std::string& Ledger::name(Source source) const {
  if (source.kind == Source::Kind::column) return plan.columns[source.index].number;
  if (source.kind == Source::Kind::flight) return plan.flights[source.index].number;
  if (source.kind == Source::Kind::fleet) return model.fleets[FleetId(source.index)].key;
  return model.ships[plan.sailings[source.index].ship].key;
}

Ledger build_ledger(const Model& model, const Plan& plan, Sound sound) {
  Ledger ledger{model, plan, std::move(sound), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  for (std::size_t i : ledger.sound.columns) ledger.columns.push_back(facts_of(model, plan, i));
  for (std::size_t i = 0; i < ledger.columns.size(); ++i) {
    add_passages(ledger, i);
    add_standings(ledger, i);
    add_transfers(ledger, i);
  }
  add_other_traffic(ledger);
  add_late_stocks(ledger);
  add_lift(ledger);
  sort(ledger);
  return ledger;
}

std::vector<UnitId> units_aboard(const Model& model, const Leg& leg) {
  std::vector<UnitId> units;
  for (const Passengers& people : leg.passengers) units.push_back(people.unit);
  for (const VehicleGroup& group : leg.groups) {
    if (group.own_lot) units.push_back(model.lots[*group.own_lot].unit);
    if (group.cargo) units.push_back(model.lots[group.cargo->lot].unit);
  }
  return units;
}

std::int64_t headcount(const Model& model, UnitId unit, CategoryId category) {
  return model.units[unit].people.contains(category) ? model.units[unit].people[category] : 0;
}

bool must_leave(const Model& model, UnitId unit) {
  return !model.units[unit].stays && !model.in_zone(model.units[unit].destination);
}

bool must_leave(const Model& model, LotId lot) {
  return !model.lots[lot].stays && !model.in_zone(model.lots[lot].destination);
}

}  // namespace homeward::check
