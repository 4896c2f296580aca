// SPDX-License-Identifier: Apache-2.0
#include "check/measure.h"

#include <algorithm>

namespace homeward::check {

namespace {

std::int64_t known(const std::optional<std::int64_t>& figure, const UnknownPolicy& policy) {
  return figure ? *figure : policy.assume.value_or(kRefused);
}

void add_group(const Model& model, const VehicleGroup& group, LegFacts& facts) {
  const ItemType& type = model.item_types[vehicle_type(model, group)];
  facts.vehicles += group.vehicles;
  if (group.cargo) facts.carrying += group.vehicles;
  facts.marching_mm += group.vehicles * (type.length_mm + model.rules.vehicle_gap_mm);
  facts.closed_mm += group.vehicles * (type.length_mm + model.rules.close_gap_mm);
  facts.slowest_m_per_hour = std::min(facts.slowest_m_per_hour, type.march_rate_m_per_hour);
  facts.classes[static_cast<std::size_t>(type.vehicle_class)] = true;
  if (group.fleet) {
    if (model.fleets[*group.fleet].kind == FleetKind::escort) facts.escorts += group.vehicles;
    facts.seats += group.vehicles * std::max<std::int64_t>(0, type.seats - type.crew);
  } else {
    facts.seats += group.vehicles * type.seats;
    facts.drivers += group.vehicles * type.crew;
  }
  const Profile one = profile(model, group);
  facts.largest.mlc = std::max(facts.largest.mlc, one.mlc);
  facts.largest.height_mm = std::max(facts.largest.height_mm, one.height_mm);
  facts.largest.width_mm = std::max(facts.largest.width_mm, one.width_mm);
}

}  // namespace

ItemTypeId vehicle_type(const Model& model, const VehicleGroup& group) {
  return group.fleet ? model.fleets[*group.fleet].vehicle : model.lots[*group.own_lot].type;
}

const LoadRule* load_rule(const Model& model, const VehicleGroup& group) {
  const ItemTypeId truck = vehicle_type(model, group);
  const ItemTypeId item = model.lots[group.cargo->lot].type;
  for (const LoadRule& rule : model.load_rules)
    if (rule.truck == truck && rule.item == item) return &rule;
  return nullptr;
}

Profile profile(const Model& model, const VehicleGroup& group) {
  const Rules& rules = model.rules;
  const ItemType& type = model.item_types[vehicle_type(model, group)];
  const LoadRule* load = group.cargo ? load_rule(model, group) : nullptr;
  return {known(load ? load->mlc : type.mlc, rules.unknown_vehicle_mlc),
          known(load ? load->height_mm : type.height_mm, rules.unknown_vehicle_height_mm),
          known(load ? load->width_mm : type.width_mm, rules.unknown_vehicle_width_mm)};
}

LegFacts measure(const Model& model, const Leg& leg) {
  LegFacts facts;
  for (const VehicleGroup& group : leg.groups) add_group(model, group, facts);
  for (const Passengers& people : leg.passengers) facts.passengers += people.count;
  return facts;
}

const std::string& group_name(const Model& model, const VehicleGroup& group) {
  return group.fleet ? model.fleets[*group.fleet].key : model.lots[*group.own_lot].key;
}

std::int64_t speed_m_per_hour(const Model& model, const LegFacts& facts, std::int64_t march_rate,
                              LinkId link) {
  std::int64_t speed = march_rate;
  for (std::size_t i = 0; i < kVehicleClasses; ++i)
    if (facts.classes[i]) speed = std::min(speed, model.links[link].speed_m_per_hour[i]);
  return speed;
}

Duration travel_time(const Model& model, const LegFacts& facts, std::int64_t march_rate, LinkId link) {
  return divide_up(kHour * model.links[link].length_m, speed_m_per_hour(model, facts, march_rate, link));
}

Duration pass_time(const Rules& rules, const LegFacts& facts, std::int64_t march_rate) {
  const std::int64_t march_units = divide_up(facts.vehicles, rules.march_unit_vehicles);
  return divide_up(kHour * facts.marching_mm, 1000 * march_rate) +
         rules.march_unit_gap_s * (march_units - 1) +
         rules.extal_s * divide_up(facts.vehicles, rules.extal_vehicles);
}

Duration gap(const Model& model, LinkId link) {
  return std::max(model.rules.column_gap_s, model.links[link].gap_s);
}

Duration service_time(std::int64_t pieces, std::int64_t rate_per_hour) {
  return divide_up(kHour * pieces, rate_per_hour);
}

}  // namespace homeward::check
