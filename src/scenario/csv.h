// SPDX-License-Identifier: Apache-2.0
//
// Tables as RFC 4180 describes them: commas, quotes where needed, first row = column names. CR-LF is
// accepted. Files with semicolons or tabs, as spreadsheets write them in half of Europe, are recognised
// and refused with advice, for guessing would read 1,5 as two cells.
#pragma once

#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/problems.h"

namespace homeward::scenario {

struct Cell {
  std::string_view text;
  int line = 0;
  int column = 0;  ///< in characters, of the cell's first
};

/// A table that keeps the positions of its cells. Cells point into the bytes it was read from, which must
/// outlive it. Movable, not copyable.
class CsvTable {
 public:
  explicit CsvTable(std::string file) : file_{std::move(file)} {}
  CsvTable(CsvTable&&) = default;
  CsvTable& operator=(CsvTable&&) = default;

  const std::string& file() const { return file_; }
  std::span<const Cell> header() const { return std::span(cells_).first(cells_.empty() ? 0 : width_); }
  std::size_t row_count() const { return cells_.empty() ? 0 : cells_.size() / width_ - 1; }
  std::span<const Cell> row(std::size_t index) const {
    return {cells_.data() + (index + 1) * width_, width_};
  }

 private:
  friend class CsvReader;
  std::string file_;
  std::vector<Cell> cells_;
  std::deque<std::string> unescaped_;  ///< cells with doubled quotes
  std::size_t width_ = 0;
};

/// Reads a whole table; what is wrong goes to `problems`. Rows of the wrong width are left out after they
/// have been reported; rows without any text are skipped. `bytes` is UTF-8 without a byte order mark.
CsvTable read_csv(std::string file, std::string_view bytes, Problems& problems);

/// A cell as it must be written: quoted when it holds a comma, a quote, a line break or a blank at an end.
std::string csv_cell(std::string_view text);

}  // namespace homeward::scenario
