// SPDX-License-Identifier: Apache-2.0
#include "report/column_facts.h"

#include <fmt/format.h>

#include <algorithm>

namespace homeward {

namespace {

bool is_escort(const Model& model, const VehicleGroup& group) {
  return group.fleet && model.fleets[*group.fleet].kind == FleetKind::escort;
}

void add_leg(const Model& model, const Leg& leg, ColumnFacts& facts) {
  std::int64_t escorts = 0;
  std::int64_t people = 0;
  std::int64_t pieces = 0;
  for (const VehicleGroup& group : leg.groups) {
    if (is_escort(model, group)) escorts += group.vehicles;
    if (group.cargo) pieces += group.cargo->count;
    const std::optional<std::int64_t> mlc = group_mlc(model, group);
    if (!mlc) facts.mlc_unknown = true;
    if (mlc) facts.heaviest_mlc = std::max(facts.heaviest_mlc.value_or(0), *mlc);
  }
  for (const Passengers& passengers : leg.passengers) people += passengers.count;
  facts.vehicles = std::max(facts.vehicles, leg_vehicles(leg));
  facts.escorts = std::max(facts.escorts, escorts);
  facts.people = std::max(facts.people, people);
  facts.pieces = std::max(facts.pieces, pieces);
}

std::string group_text(const Model& model, const VehicleGroup& group) {
  const ItemTypeId vehicle =
      group.fleet ? model.fleets[*group.fleet].vehicle : model.lots[*group.own_lot].type;
  std::string text = fmt::format("{} × {}", group.vehicles, model.item_types[vehicle].name);
  if (group.cargo)
    text += fmt::format(" ({} × {})", group.cargo->count,
                        model.item_types[model.lots[group.cargo->lot].type].name);
  return text;
}

}  // namespace

std::int64_t leg_vehicles(const Leg& leg) {
  std::int64_t sum = 0;
  for (const VehicleGroup& group : leg.groups) sum += group.vehicles;
  return sum;
}

const Leg& leg_arriving(const Column& column, std::size_t stop) {
  for (const Leg& leg : column.legs)
    if (leg.first_stop < stop && stop <= leg.last_stop) return leg;
  return column.legs.back();
}

const Leg& leg_leaving(const Column& column, std::size_t stop) {
  for (const Leg& leg : column.legs)
    if (leg.first_stop <= stop && stop < leg.last_stop) return leg;
  return column.legs.back();
}

Time clear_time(const Column& column, std::size_t stop) {
  const bool last = stop + 1 == column.stops.size();
  const Leg& leg = last ? leg_arriving(column, stop) : leg_leaving(column, stop);
  return column.stops[stop].depart + leg.pass_time_s;
}

ColumnFacts column_facts(const Model& model, const Column& column) {
  ColumnFacts facts;
  facts.begin = column.stops.front().arrive;
  facts.end = clear_time(column, column.stops.size() - 1);
  for (const ServiceVisit& visit : column.stops.back().services) facts.end = std::max(facts.end, visit.end);
  for (const Leg& leg : column.legs) add_leg(model, leg, facts);
  for (std::size_t i = 0; i + 1 < column.stops.size(); ++i) {
    const Stop& stop = column.stops[i];
    const Stop& next = column.stops[i + 1];
    if (stop.out) facts.distance_m += model.links[stop.out->link].length_m;
    const bool inside = model.in_zone(stop.place);
    if (inside && !model.in_zone(next.place))
      facts.left_zone = next.arrive + leg_arriving(column, i + 1).pass_time_s;
    if (!inside && model.in_zone(next.place) && !facts.entered_zone) facts.entered_zone = stop.depart;
  }
  return facts;
}

std::optional<std::int64_t> group_mlc(const Model& model, const VehicleGroup& group) {
  const ItemTypeId vehicle =
      group.fleet ? model.fleets[*group.fleet].vehicle : model.lots[*group.own_lot].type;
  std::optional<std::int64_t> mlc = model.item_types[vehicle].mlc;
  if (group.cargo) {
    const ItemTypeId item = model.lots[group.cargo->lot].type;
    for (const LoadRule& rule : model.load_rules)
      if (rule.truck == vehicle && rule.item == item) mlc = rule.mlc;
  }
  return mlc ? mlc : model.rules.unknown_vehicle_mlc.assume;
}

std::string composition_text(const Model& model, const Leg& leg) {
  std::string text;
  for (const VehicleGroup& group : leg.groups) text += (text.empty() ? "" : ", ") + group_text(model, group);
  return text;
}

std::string column_units_text(const Model& model, const Column& column) {
  std::vector<UnitId> units;
  const auto note = [&units](UnitId unit) {
    if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
  };
  for (const Leg& leg : column.legs) {
    for (const Passengers& passengers : leg.passengers) note(passengers.unit);
    for (const VehicleGroup& group : leg.groups) {
      if (group.own_lot) note(model.lots[*group.own_lot].unit);
      if (group.cargo) note(model.lots[group.cargo->lot].unit);
    }
  }
  std::string text;
  for (std::size_t i = 0; i < units.size() && i < 2; ++i)
    text += (i > 0 ? ", " : "") + model.units[units[i]].name;
  if (units.size() > 2) text += fmt::format(" (+{})", units.size() - 2);
  return text.empty() ? "empty vehicles" : text;
}

}  // namespace homeward
