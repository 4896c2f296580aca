// SPDX-License-Identifier: Apache-2.0
//
// A table held against its schema: columns by name, rows whose cells are Fields.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "model/network.h"
#include "scenario/cell_table.h"
#include "scenario/field.h"
#include "scenario/schema.h"

namespace homeward::scenario {

class Row {
 public:
  Row(std::string_view file, std::span<const Cell> header, std::span<const Cell> cells)
      : file_{file}, header_{header}, cells_{cells} {}

  /// Empty where the table has no such column.
  Field operator[](std::string_view column) const;
  std::string text(std::string_view column) const { return std::string((*this)[column].text); }
  int line() const { return cells_.empty() ? 0 : cells_.front().line; }
  Source place() const { return {std::string(file_), line(), 1, ""}; }
  std::string_view file() const { return file_; }
  std::span<const Cell> cells() const { return cells_; }

 private:
  std::string_view file_;
  std::span<const Cell> header_;
  std::span<const Cell> cells_;
};

/// Absent tables have no rows.
class Table {
 public:
  explicit Table(const TableSpec& spec) : spec_{&spec} {}
  Table(const TableSpec& spec, CellTable cells) : spec_{&spec}, cells_{std::move(cells)} {}

  const TableSpec& spec() const { return *spec_; }
  bool present() const { return cells_.has_value(); }
  std::span<const Cell> header() const { return cells_ ? cells_->header() : std::span<const Cell>{}; }
  std::size_t row_count() const { return cells_ ? cells_->row_count() : 0; }
  Row row(std::size_t index) const { return {spec_->file, cells_->header(), cells_->row(index)}; }

 private:
  const TableSpec* spec_;
  std::optional<CellTable> cells_;
};

/// Checks columns, required cells, formulas and control characters of a table that has been read.
Table check_table(const TableSpec& spec, CellTable cells, Problems& problems);
/// The same of a CSV file.
Table read_table(const TableSpec& spec, std::string_view bytes, Problems& problems);

/// source, certainty, note and line of a row.
Provenance to_provenance(const Row& row, Problems& problems);

}  // namespace homeward::scenario
