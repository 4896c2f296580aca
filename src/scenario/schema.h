// SPDX-License-Identifier: Apache-2.0
//
// Which files, columns and keys a scenario has: the one list that the reader, docs/formats/scenario.md
// and scenario.schema.json are held against.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace homeward::scenario {

inline constexpr int kFormatVersion = 1;
inline constexpr std::string_view kSettingsFile = "scenario.yaml";
inline constexpr std::string_view kWorkbookFile = "tables.xlsx";

enum class Need { required, optional };

struct ColumnSpec {
  std::string name;
  Need need = Need::optional;
};

struct TableSpec {
  std::string file;
  Need need = Need::optional;
  std::vector<ColumnSpec> columns;  ///< the first one names the row in messages
};

/// Every table, the three columns of provenance included. units.csv has people_<category> beside them.
std::span<const TableSpec> table_specs();
const TableSpec& table_spec(std::string_view file);
/// Name of the sheet that holds this table in a workbook: "units" for "units.csv".
inline std::string_view sheet_name(std::string_view file) { return file.substr(0, file.size() - 4); }

inline constexpr std::string_view kPeoplePrefix = "people_";

struct SectionSpec {
  std::string path;  ///< "" is the top, "rules", "unknown", "conditions.*"
  std::vector<ColumnSpec> keys;
};

std::span<const SectionSpec> section_specs();
const SectionSpec& section_spec(std::string_view path);

/// Names of the columns or keys, for suggestions.
std::vector<std::string> names_of(std::span<const ColumnSpec> columns);

}  // namespace homeward::scenario
