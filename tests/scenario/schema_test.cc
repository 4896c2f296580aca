// SPDX-License-Identifier: Apache-2.0
//
// The reader's list of tables and keys, docs/formats/scenario.md and scenario.schema.json say the same.
#include "scenario/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "model/rules.h"
#include "scenario/new_scenario.h"
#include "scenario/yaml.h"

namespace homeward::scenario {
namespace {

using nlohmann::json;
using Names = std::set<std::string>;

std::string text_of(const std::string& path) {
  std::ifstream stream(std::string(HOMEWARD_SOURCE_DIR) + "/docs/formats/" + path);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

json schema() { return json::parse(text_of("scenario.schema.json")); }

Names properties(const json& object) {
  Names names;
  for (const auto& [key, value] : object.at("properties").items()) names.insert(key);
  return names;
}

Names required(const json& object) {
  Names names;
  if (object.contains("required"))
    for (const json& key : object.at("required")) names.insert(key.get<std::string>());
  return names;
}

Names names_in(const SectionSpec& spec, bool required_only) {
  Names names;
  for (const ColumnSpec& key : spec.keys)
    if (!required_only || key.need == Need::required) names.insert(key.name);
  return names;
}

void expect_same(const json& object, std::string_view section) {
  EXPECT_EQ(properties(object), names_in(section_spec(section), false)) << section;
  EXPECT_EQ(required(object), names_in(section_spec(section), true)) << section;
  EXPECT_EQ(object.at("additionalProperties"), false) << section;
}

TEST(Schema, HasTheKeysOfTheReader) {
  const json whole = schema();
  const json& top = whole.at("properties");
  expect_same(whole, "");
  expect_same(top.at("rules"), "rules");
  expect_same(top.at("unknown"), "unknown");
  expect_same(top.at("conditions").at("additionalProperties"), "conditions.*");
}

TEST(Schema, HasTheDefaultsOfTheRules) {
  const Rules rules;
  const json figures = schema().at("properties").at("rules").at("properties");
  const auto value = [&](const char* key) { return figures.at(key).at("default").get<std::int64_t>(); };
  EXPECT_EQ(value("start_step_s"), rules.start_step_s);
  EXPECT_EQ(value("column_gap_min") * kMinute, rules.column_gap_s);
  EXPECT_EQ(value("vehicle_gap_m") * 1000, rules.vehicle_gap_mm);
  EXPECT_EQ(value("close_gap_m") * 1000, rules.close_gap_mm);
  EXPECT_EQ(value("march_rate_kmh") * 1000, rules.march_rate_m_per_hour);
  EXPECT_EQ(value("march_unit_vehicles"), rules.march_unit_vehicles);
  EXPECT_EQ(value("march_unit_gap_min") * kMinute, rules.march_unit_gap_s);
  EXPECT_EQ(value("extal_min") * kMinute, rules.extal_s);
  EXPECT_EQ(value("extal_vehicles"), rules.extal_vehicles);
  EXPECT_EQ(value("column_vehicles_max"), rules.column_vehicles_max);
  EXPECT_EQ(value("last_out_vehicles_max"), rules.last_out_vehicles_max);
  EXPECT_EQ(value("drive_max_h") * kHour, rules.drive_max_s);
  EXPECT_EQ(value("rest_min_h") * kHour, rules.rest_min_s);
  EXPECT_EQ(value("escort_ratio"), rules.escort_ratio);
  EXPECT_EQ(value("escort_min"), rules.escort_min);
  EXPECT_EQ(value("last_out_span_h") * kHour, rules.last_out_span_s);
  EXPECT_EQ(value("notice_column_h") * kHour, rules.notice_column_s);
  EXPECT_EQ(value("notice_flight_h") * kHour, rules.notice_flight_s);
  EXPECT_EQ(value("notice_sailing_h") * kHour, rules.notice_sailing_s);
}

// The row of the page's table of tables that begins with this file name.
std::string row_of(const std::string& page, const std::string& file) {
  const std::size_t at = page.find("\n| " + file + " ");
  if (at == std::string::npos) return "";
  return page.substr(at + 1, page.find('\n', at + 1) - at - 1);
}

Names columns_in(const std::string& row) {
  Names names;
  const std::regex pattern("`([a-z_]+)`(\\*?)");
  for (std::sregex_iterator match(row.begin(), row.end(), pattern), end; match != end; ++match)
    names.insert((*match)[1].str() + (*match)[2].str());
  return names;
}

TEST(Schema, FindsATableByItsFile) {
  EXPECT_EQ(table_spec("links.csv").file, "links.csv");
  EXPECT_EQ(table_spec("history.csv").columns[0].name, "series");
}

TEST(FormatPage, HasEveryTableAndColumnWithItsStar) {
  const std::string page = text_of("scenario.md");
  for (const TableSpec& spec : table_specs()) {
    const std::string row = row_of(page, spec.file);
    ASSERT_FALSE(row.empty()) << spec.file;
    EXPECT_EQ(row.starts_with("| " + spec.file + " * |"), spec.need == Need::required) << spec.file;
    Names expected;
    for (const ColumnSpec& column : spec.columns) {
      if (column.name == "source" || column.name == "certainty" || column.name == "note") continue;
      expected.insert(column.name + (column.need == Need::required ? "*" : ""));
    }
    EXPECT_EQ(columns_in(row), expected) << spec.file;
  }
}

TEST(FormatPage, ItsExampleHasEveryKey) {
  const std::string page = text_of("scenario.md");
  const std::size_t begin = page.find("```yaml\n") + 8;
  Problems problems;
  const auto root = read_yaml("scenario.yaml", page.substr(begin, page.find("```", begin) - begin), problems);
  ASSERT_TRUE(root.has_value());
  const auto keys = [](const YamlNode& node) {
    Names names;
    for (const YamlNode::Key& key : node.keys) names.insert(key.text);
    return names;
  };
  EXPECT_EQ(keys(*root), names_in(section_spec(""), false));
  EXPECT_EQ(keys(*root->child("rules")), names_in(section_spec("rules"), false));
  EXPECT_EQ(keys(*root->child("unknown")), names_in(section_spec("unknown"), false));
  EXPECT_EQ(keys(root->child("conditions")->children[0]), names_in(section_spec("conditions.*"), false));
}

}  // namespace
}  // namespace homeward::scenario
