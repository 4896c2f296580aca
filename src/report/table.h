// SPDX-License-Identifier: Apache-2.0
//
// A table as plain data, built once and rendered alike as HTML, CSV and a sheet of a workbook.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/time.h"
#include "report/clock.h"

namespace homeward {

enum class CellKind {
  text,
  whole,    ///< int64
  decimal,  ///< double with TableColumn::decimals
  time,     ///< int64, an instant
  day       ///< int64, an instant within a local day
};

struct TableColumn {
  std::string key;    ///< for CSV, with its unit: distance_km
  std::string title;  ///< for people: Distance
  std::string unit;   ///< for people: km; empty for text
  CellKind kind = CellKind::text;
  int decimals = 0;
};

/// monostate: nothing to say, which is not zero.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double>;

struct Table {
  std::string name;  ///< file and sheet name: at most 31 of a–z, digits and _
  std::string title;
  std::string note;  ///< one or two sentences under the title; may be empty
  std::vector<TableColumn> columns;
  std::vector<std::vector<Cell>> rows;
};

/// The cell as people read it, not escaped; empty for monostate.
std::string cell_text(const Cell& cell, const TableColumn& column, const LocalClock& clock);
std::string csv_text(const Table& table, const LocalClock& clock);

/// <table class="data"> with its head repeated on every printed page. The id is the table's name.
std::string html_table(const Table& table, const LocalClock& clock);

TableColumn text_column(std::string key, std::string title);
TableColumn whole_column(std::string key, std::string title, std::string unit);
TableColumn decimal_column(std::string key, std::string title, std::string unit, int decimals);
TableColumn time_column(std::string key, std::string title);
TableColumn day_column(std::string key, std::string title);

template <class T>
Cell cell_of(const std::optional<T>& value) {
  Cell cell;
  if (value) cell = *value;
  return cell;
}

}  // namespace homeward
