// SPDX-License-Identifier: Apache-2.0
#include "scenario/schema.h"

#include <sstream>

#include "base/check.h"

namespace homeward::scenario {
namespace {

// "place* name" → place is required, name is not.
std::vector<ColumnSpec> columns_of(const std::string& text) {
  std::vector<ColumnSpec> columns;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const Need need = word.ends_with('*') ? Need::required : Need::optional;
    if (need == Need::required) word.pop_back();
    columns.push_back({word, need});
  }
  return columns;
}

TableSpec table(const std::string& file, Need need, const std::string& columns) {
  return {file, need, columns_of(columns + " source certainty note")};
}

std::vector<TableSpec> all_tables() {
  using enum Need;
  return {
      table("places.csv", required,
            "place* name* kind* lat* lon* country zones exclusive parking_vehicles rest needs_permission "
            "closes beds "
            "mog_positions berths"),
      table("links.csv", required,
            "link from* to* length_km* use lanes speed_kmh* speed_heavy_kmh speed_tracked_kmh mlc height_m "
            "width_m "
            "meeting_width_m gap_min escort needs_permission risk_per_million_hours road_class route"),
      table("services.csv", optional,
            "service* name place* order use* zone rate_per_hour* lanes yard open_from open_until team_unit "
            "team_people"),
      table("windows.csv", optional,
            "effect* target* id* direction classes from until daily_from daily_until no_halt fewer reason when"),
      table("traffic.csv", optional,
            "traffic* name route* vehicles* march_rate_kmh lane departs daily from until no_services when"),
      table("item_types.csv", required,
            "type* name* self_propelled* vehicle_class length_m mass_t mlc height_m width_m crew seats "
            "march_rate_kmh "
            "ship_class"),
      table("units.csv", required,
            "uln* name* parent sidc place* ready due priority group last_out disposition stay_when "
            "destination*"),
      table("unit_dates.csv", optional, "uln* ready due when*"),
      table("items.csv", optional, "lot* unit* type* place count* ready due destination* process stay_when"),
      table("fleets.csv", optional,
            "fleet* name kind* vehicle* crew_category turn_h last_day last_day_count"),
      table("fleet_stocks.csv", optional, "fleet* place* count* from"),
      table("fleet_limits.csv", optional, "fleet* last_day* count when"),
      table("loads.csv", optional, "truck* item* count mlc height_m width_m"),
      table("aircraft.csv", optional,
            "aircraft* name count* seats* ground_h* positions rotations_per_day base* base_ground_h "
            "available_from "
            "available_until"),
      table("blocks.csv", optional, "aircraft* from* to* block_h* both_ways"),
      table("ships.csv", optional,
            "ship* name port* destination* available_from* load_h* passage_days* vehicle_capacity "
            "container_capacity"),
      table("garrisons.csv", optional, "place* from people* when"),
      table("targets.csv", optional, "kind* zone* categories people from until when"),
      table("totals.csv", optional, "what* count*"),
      table("history.csv", optional, "series* date* people* label"),
  };
}

std::vector<SectionSpec> all_sections() {
  return {
      {"",
       columns_of(
           "homeward* title* description time_zone* start* deadline* final_deadline zone* zones* categories* "
           "objective buffer_days rules unknown conditions")},
      {"rules",
       columns_of("start_step_s column_gap_min vehicle_gap_m close_gap_m march_rate_kmh march_unit_vehicles "
                  "march_unit_gap_min extal_min extal_vehicles column_vehicles_max last_out_vehicles_max "
                  "drive_max_h "
                  "rest_min_h escort_ratio escort_min last_out_span_h notice_column_h notice_flight_h "
                  "notice_sailing_h")},
      {"unknown",
       columns_of("link_mlc link_height_m link_width_m vehicle_mlc vehicle_height_m vehicle_width_m")},
      {"conditions.*", columns_of("name outcomes* planned* if_no_answer* expected_by prepare_days")},
  };
}

}  // namespace

std::span<const TableSpec> table_specs() {
  static const std::vector<TableSpec> specs = all_tables();
  return specs;
}

const TableSpec& table_spec(std::string_view file) {
  for (const TableSpec& spec : table_specs())
    if (spec.file == file) return spec;
  broken_invariant("a table of the schema", __FILE__, __LINE__);
}

std::span<const SectionSpec> section_specs() {
  static const std::vector<SectionSpec> specs = all_sections();
  return specs;
}

const SectionSpec& section_spec(std::string_view path) {
  for (const SectionSpec& spec : section_specs())
    if (spec.path == path) return spec;
  broken_invariant("a section of the schema", __FILE__, __LINE__);
}

std::vector<std::string> names_of(std::span<const ColumnSpec> columns) {
  std::vector<std::string> names;
  for (const ColumnSpec& column : columns) names.push_back(column.name);
  return names;
}

}  // namespace homeward::scenario
