// SPDX-License-Identifier: Apache-2.0
#include "scenario/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "scenario/csv.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

bool is_people_column(const TableSpec& spec, std::string_view name) {
  return spec.file == "units.csv" && name.starts_with(kPeoplePrefix);
}

bool is_known_column(const TableSpec& spec, std::string_view name) {
  return is_people_column(spec, name) ||
         std::any_of(spec.columns.begin(), spec.columns.end(),
                     [&](const ColumnSpec& column) { return column.name == name; });
}

void check_header(const TableSpec& spec, std::span<const Cell> header, Problems& problems) {
  std::set<std::string_view> seen;
  for (const Cell& cell : header) {
    const Source place{spec.file, cell.line, cell.column, ""};
    if (cell.text.empty()) {
      problems.add(place, "a column has no name", "Name it, or delete the empty column.");
    } else if (!seen.insert(cell.text).second) {
      problems.add(place, fmt::format("the column {} stands here a second time", in_quotes(cell.text)),
                   "Delete one.");
    } else if (!is_known_column(spec, cell.text)) {
      const std::vector<std::string> names = names_of(spec.columns);
      const std::string hint = did_you_mean(cell.text, names);
      problems.add(
          place, fmt::format("{} has no column {}", spec.file, in_quotes(cell.text)),
          hint.empty() ? "Use one of: " + listed(names) + "." : "Correct its name, or delete it." + hint);
    }
  }
  for (const ColumnSpec& column : spec.columns) {
    if (column.need == Need::required && !seen.contains(column.name))
      problems.add({spec.file, header.front().line, 0, ""},
                   fmt::format("the column {} is missing", in_quotes(column.name)),
                   "Add it; every row must fill it.");
  }
}

bool is_spreadsheet_error(std::string_view text) {
  return text.starts_with('#') &&
         (text.ends_with('!') || text == "#N/A" || text == "#NAME?" || text == "#NV" || text == "#BEZUG");
}

bool may_break_lines(std::string_view column) {
  return column == "note" || column == "source" || column == "reason" || column == "label";
}

void check_cell(const Field& cell, Problems& problems) {
  if (!cell.filled()) return;
  if (cell.text.front() == '=') {
    refuse(cell, "is a formula, not a value", "Paste the values instead of the formulas, then save again.",
           problems);
  } else if (is_spreadsheet_error(cell.text)) {
    refuse(cell, "is an error of the spreadsheet", "Mend the formula there, paste values, then save again.",
           problems);
  } else if (first_control_character(cell.text) ||
             (cell.text.find('\n') != std::string_view::npos && !may_break_lines(cell.name))) {
    refuse(cell, "holds a line break or control character", "Delete it; type the text anew.", problems);
  }
}

void check_rows(const Table& table, Problems& problems) {
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const Row row = table.row(i);
    for (std::size_t column = 0; column < row.cells().size(); ++column) {
      const Cell& cell = row.cells()[column];
      check_cell({cell.text, table.spec().file, cell.line, cell.column, table.header()[column].text},
                 problems);
    }
    for (const ColumnSpec& column : table.spec().columns) {
      if (column.need == Need::optional) continue;
      const Field cell = row[column.name];
      if (cell.filled() || cell.line == 0 || problems.reported_at(cell.place())) continue;
      problems.add(cell.place(), fmt::format("{} is empty", column.name), "Fill it; the column is required.");
    }
  }
}

}  // namespace

Field Row::operator[](std::string_view column) const {
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (header_[i].text == column)
      return {cells_[i].text, file_, cells_[i].line, cells_[i].column, header_[i].text};
  }
  return {{}, file_, 0, 0, {}};
}

Table read_table(const TableSpec& spec, std::string_view bytes, Problems& problems) {
  return check_table(spec, read_csv(spec.file, bytes, problems), problems);
}

Table check_table(const TableSpec& spec, CellTable cells, Problems& problems) {
  Table table(spec, std::move(cells));
  if (table.header().empty()) return table;
  check_header(spec, table.header(), problems);
  check_rows(table, problems);
  return table;
}

Provenance to_provenance(const Row& row, Problems& problems) {
  static constexpr std::array<Choice<int>, 4> kWords{{{"good", 0}, {"fair", 1}, {"poor", 2}, {"assumed", 3}}};
  const Field certainty = row["certainty"];
  to_choice(certainty, kWords, problems);
  return {row.text("source"), std::string(certainty.text), row.text("note"), row.line()};
}

}  // namespace homeward::scenario
