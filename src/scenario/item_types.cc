// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "scenario/common.h"
#include "scenario/force_tables.h"

namespace homeward::scenario {
namespace {

constexpr std::array<Choice<VehicleClass>, 3> kVehicleClassWords{
    {{"wheeled", VehicleClass::wheeled}, {"heavy", VehicleClass::heavy}, {"tracked", VehicleClass::tracked}}};
constexpr std::array<Choice<ShipClass>, 3> kShipClasses{
    {{"none", ShipClass::none}, {"vehicle", ShipClass::vehicle}, {"container", ShipClass::container}}};
constexpr Quantity kSize{"m", "millimetres", 1000, {1, 100'000}};

void check_vehicle(const Row& row, const ItemType& type, Draft& draft) {
  if (!type.self_propelled) return;
  if (!row["length_m"].filled())
    draft.problems.add(row.place(), fmt::format("the vehicle '{}' has no length", type.key),
                       "Fill length_m: columns need it.");
  if (type.crew == 0)
    draft.problems.add(row.place(), fmt::format("the vehicle '{}' has no crew", type.key),
                       "Fill crew with the number of people it needs to drive, at least 1.");
  if (type.seats < type.crew)
    draft.problems.add(
        row.place(),
        fmt::format("the vehicle '{}' has {} seats for a crew of {}", type.key, type.seats, type.crew),
        "Fill seats with all seats, those of the crew included.");
}

ItemType read_item_type(const Row& row, Draft& draft) {
  Problems& problems = draft.problems;
  ItemType type;
  type.key = take_key(row, "type", draft.item_types, draft);
  type.name = row.text("name");
  type.self_propelled = yes(row, "self_propelled", draft);
  type.vehicle_class =
      to_choice(row["vehicle_class"], kVehicleClassWords, problems).value_or(VehicleClass::wheeled);
  type.length_mm = to_quantity(row["length_m"], kSize, problems).value_or(0);
  type.mass_kg = to_quantity(row["mass_t"], kTonnes, problems).value_or(0);
  type.mlc = to_whole(row["mlc"], kMilitaryLoadClass, problems);
  type.height_mm = to_quantity(row["height_m"], kSize, problems);
  type.width_mm = to_quantity(row["width_m"], kSize, problems);
  type.crew = to_whole(row["crew"], {0, 1000}, problems).value_or(0);
  type.seats = to_whole(row["seats"], {0, 1000}, problems).value_or(0);
  const std::int64_t usual = type.self_propelled ? draft.model.rules.march_rate_m_per_hour : 0;
  type.march_rate_m_per_hour = to_quantity(row["march_rate_kmh"], kSpeed, problems).value_or(usual);
  type.ship_class = to_choice(row["ship_class"], kShipClasses, problems).value_or(ShipClass::none);
  type.provenance = to_provenance(row, problems);
  check_vehicle(row, type, draft);
  return type;
}

}  // namespace

void read_item_types(const Table& table, Draft& draft) {
  for (std::size_t i = 0; i < table.row_count(); ++i)
    draft.model.item_types.push_back(read_item_type(table.row(i), draft));
}

}  // namespace homeward::scenario
