// SPDX-License-Identifier: Apache-2.0
#include "scenario/assumptions.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>

#include "scenario/number.h"

namespace homeward::scenario {
namespace {

// What a row is called: its first cell, or more of them where one alone is not a key.
std::string label_of(const Table& table, const Row& row) {
  const std::string& file = table.spec().file;
  const bool pair = file == "fleet_stocks.csv" || file == "fleet_limits.csv" || file == "loads.csv" ||
                    file == "blocks.csv" || file == "garrisons.csv" || file == "targets.csv" ||
                    file == "history.csv";
  std::size_t cells = pair ? 2 : 1;
  if (file == "windows.csv") cells = 3;
  std::string label;
  for (std::size_t i = 0; i < cells; ++i) {
    const std::string text = row.text(table.spec().columns[i].name);
    if (!text.empty()) label += (label.empty() ? "" : " ") + text;
  }
  return label.empty() ? row.text("from") + "-" + row.text("to") : label;
}

struct Group {
  std::size_t count = 0;
  std::vector<std::string> labels;  ///< of the first rows
  std::string note;                 ///< of the first row
};

void add_table(const Table& table, std::vector<Assumption>& assumptions) {
  std::map<std::string, Group> by_certainty;
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const Row row = table.row(i);
    const std::string certainty = row.text("certainty");
    if (certainty != "assumed" && certainty != "poor") continue;
    Group& group = by_certainty[certainty];
    ++group.count;
    if (group.labels.size() < 3) group.labels.push_back(label_of(table, row));
    if (group.count == 1) group.note = row.text("note");
  }
  for (const auto& [certainty, group] : by_certainty) {
    const std::string how = certainty == "poor" ? "poorly known" : "assumed";
    const std::string note = group.note.empty() ? "" : fmt::format(" ({})", group.note);
    const std::string text = group.count == 1
                                 ? fmt::format("{} is {}{}", group.labels[0], how, note)
                                 : fmt::format("{} of {} rows are {}, for example {}{}", group.count,
                                               table.row_count(), how, group.labels[0], note);
    assumptions.push_back({table.spec().file, text});
  }
}

template <class Rows, class Member>
std::size_t missing(const Rows& rows, Member member) {
  std::size_t count = 0;
  for (const auto& row : rows) count += (row.*member).has_value() ? 0 : 1;
  return count;
}

// Vehicles that drive: loads on trucks have figures of their own.
template <class Member, class LoadMember>
std::size_t missing_of_vehicles(const Model& model, Member member, LoadMember load_member) {
  std::size_t count = missing(model.load_rules, load_member);
  for (const ItemType& type : model.item_types)
    count += type.self_propelled && !(type.*member).has_value() ? 1 : 0;
  return count;
}

void add_unknown(const char* figure, const UnknownPolicy& policy, std::size_t count, const Quantity& quantity,
                 std::vector<Assumption>& assumptions) {
  if (!policy.assume) return;
  const std::string unit = quantity.unit.empty() ? "" : fmt::format(" {}", quantity.unit);
  assumptions.push_back(
      {"scenario.yaml", fmt::format("unknown {} is taken as {}{} ({} rows)", figure,
                                    format_quantity(*policy.assume, quantity), unit, count)});
}

}  // namespace

std::vector<Assumption> collect_assumptions(const std::vector<Table>& tables, const Model& model) {
  std::vector<Assumption> assumptions;
  for (const Table& table : tables) add_table(table, assumptions);
  constexpr Quantity kClass{"", "", 1, {}};
  const Rules& rules = model.rules;
  add_unknown("load class of links", rules.unknown_link_mlc, missing(model.links, &Link::mlc), kClass,
              assumptions);
  add_unknown("height of links", rules.unknown_link_height_mm, missing(model.links, &Link::height_mm),
              kMetres, assumptions);
  add_unknown("width of links", rules.unknown_link_width_mm, missing(model.links, &Link::width_mm), kMetres,
              assumptions);
  add_unknown("load class of vehicles", rules.unknown_vehicle_mlc,
              missing_of_vehicles(model, &ItemType::mlc, &LoadRule::mlc), kClass, assumptions);
  add_unknown("height of vehicles", rules.unknown_vehicle_height_mm,
              missing_of_vehicles(model, &ItemType::height_mm, &LoadRule::height_mm), kMetres, assumptions);
  add_unknown("width of vehicles", rules.unknown_vehicle_width_mm,
              missing_of_vehicles(model, &ItemType::width_mm, &LoadRule::width_mm), kMetres, assumptions);
  return assumptions;
}

}  // namespace homeward::scenario
