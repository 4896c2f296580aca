// SPDX-License-Identifier: Apache-2.0
#include "planner/load/composition.h"

#include <algorithm>

namespace homeward {

namespace {

std::int64_t known(const std::optional<std::int64_t>& measure, const UnknownPolicy& unknown) {
  return measure ? *measure : unknown.assume.value_or(kUnknownMeasure);
}

ItemTypeId vehicle_type(const Model& model, const VehicleGroup& group) {
  return group.fleet ? model.fleets[*group.fleet].vehicle : model.lots[*group.own_lot].type;
}

void add_needs(const Model& model, const VehicleGroup& group, RoadNeeds& needs) {
  const ItemType& type = model.item_types[vehicle_type(model, group)];
  const Rules& rules = model.rules;
  needs.classes[static_cast<std::size_t>(type.vehicle_class)] = true;
  needs.march_rate_m_per_hour = needs.march_rate_m_per_hour == 0
                                    ? type.march_rate_m_per_hour
                                    : std::min(needs.march_rate_m_per_hour, type.march_rate_m_per_hour);
  std::optional<std::int64_t> mlc = type.mlc, height = type.height_mm, width = type.width_mm;
  if (group.cargo) {
    const LoadRule* rule = load_rule(model, vehicle_type(model, group), model.lots[group.cargo->lot].type);
    HW_CHECK(rule != nullptr);
    mlc = rule->mlc, height = rule->height_mm, width = rule->width_mm;
  }
  needs.mlc = std::max(needs.mlc, known(mlc, rules.unknown_vehicle_mlc));
  needs.height_mm = std::max(needs.height_mm, known(height, rules.unknown_vehicle_height_mm));
  needs.width_mm = std::max(needs.width_mm, known(width, rules.unknown_vehicle_width_mm));
}

}  // namespace

Measures measure(const Model& model, const Composition& composition) {
  Measures measures;
  if (composition.groups.empty()) return measures;
  std::int64_t length_mm = 0;
  for (const VehicleGroup& group : composition.groups) {
    const ItemType& type = model.item_types[vehicle_type(model, group)];
    measures.vehicles += group.vehicles;
    if (group.fleet && model.fleets[*group.fleet].kind == FleetKind::escort)
      measures.escorts += group.vehicles;
    if (group.cargo) measures.loaded_vehicles += group.vehicles;
    length_mm += group.vehicles * (type.length_mm + model.rules.vehicle_gap_mm);
    add_needs(model, group, measures.needs);
  }
  measures.pass_s =
      pass_time(model.rules, measures.vehicles, length_mm, measures.needs.march_rate_m_per_hour);
  return measures;
}

Duration pass_time(const Rules& rules, std::int64_t vehicles, std::int64_t length_mm,
                   std::int64_t march_rate_m_per_hour) {
  const std::int64_t march_units = divide_up(vehicles, rules.march_unit_vehicles);
  return divide_up(3600 * length_mm, 1000 * march_rate_m_per_hour) +
         rules.march_unit_gap_s * (march_units - 1) +
         rules.extal_s * divide_up(vehicles, rules.extal_vehicles);
}

std::int64_t escorts_needed(const Rules& rules, std::int64_t others) {
  return others == 0 ? 0 : std::max(rules.escort_min, divide_up(others, rules.escort_ratio));
}

std::int64_t others_at_most(const Rules& rules, std::int64_t size) {
  std::int64_t others = std::max<std::int64_t>(0, size - rules.escort_min);
  while (others > 0 && others + escorts_needed(rules, others) > size) --others;
  return others;
}

const LoadRule* load_rule(const Model& model, ItemTypeId truck, ItemTypeId item) {
  for (const LoadRule& rule : model.load_rules)
    if (rule.truck == truck && rule.item == item) return &rule;
  return nullptr;
}

RoadNeeds light_needs(const Model& model) {
  RoadNeeds needs;
  needs.march_rate_m_per_hour = model.rules.march_rate_m_per_hour;
  needs.classes[static_cast<std::size_t>(VehicleClass::wheeled)] = true;
  return needs;
}

std::int64_t passenger_count(const Composition& composition) {
  std::int64_t sum = 0;
  for (const Passengers& passengers : composition.passengers) sum += passengers.count;
  return sum;
}

}  // namespace homeward
