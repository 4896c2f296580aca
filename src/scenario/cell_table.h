// SPDX-License-Identifier: Apache-2.0
//
// A table as text with positions, wherever it stood: in a CSV file or on a sheet of a workbook.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "scenario/text_arena.h"

namespace homeward::scenario {

inline constexpr std::size_t kColumnsMax = 200;
inline constexpr std::size_t kRowsMax = 200'000;
inline constexpr std::size_t kCellBytesMax = 10'000;

struct Cell {
  std::string_view text;
  int line = 0;    ///< of the file, or row of the sheet
  int column = 0;  ///< of a file: in characters, of the cell's first; of a sheet: its column, A is 1
};

/// The first row names the columns; all rows have as many cells. Cells point into the bytes they were read
/// from, which must outlive the table, or to what it keeps itself. Movable, not copyable.
class CellTable {
 public:
  explicit CellTable(std::string file) : file_{std::move(file)} {}
  CellTable(CellTable&&) = default;
  CellTable& operator=(CellTable&&) = default;

  const std::string& file() const { return file_; }
  std::size_t width() const { return width_; }  ///< 0 while the table is empty
  std::span<const Cell> header() const { return std::span(cells_).first(width_); }
  std::size_t row_count() const { return width_ == 0 ? 0 : cells_.size() / width_ - 1; }
  std::span<const Cell> row(std::size_t index) const {
    return {cells_.data() + (index + 1) * width_, width_};
  }

  /// The first row gives the width, which every later one must have.
  void add_row(std::span<const Cell> cells) {
    if (width_ == 0) width_ = cells.size();
    HW_CHECK(cells.size() == width_);
    cells_.insert(cells_.end(), cells.begin(), cells.end());
  }
  /// A copy that lives as long as the table.
  std::string_view keep(std::string_view text) { return kept_.keep(text); }

 private:
  std::string file_;
  std::vector<Cell> cells_;
  TextArena kept_;
  std::size_t width_ = 0;
};

}  // namespace homeward::scenario
