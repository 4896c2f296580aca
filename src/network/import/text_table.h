// SPDX-License-Identifier: Apache-2.0
//
// Rows of a large table in RFC 4180 form, one at a time: commas, quotes where needed, LF or CR-LF. Made for
// tables of millions of rows; scenarios have a reader of their own with smaller limits.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace homeward::roads {

class TextTable {
 public:
  /// `bytes` must outlive the table. Reads the first row.
  TextTable(std::string name, std::string_view bytes);

  const std::vector<std::string>& header() const { return header_; }
  std::optional<std::size_t> column(std::string_view name) const;

  /// Moves to the next row that has any text; false at the end and after a problem.
  bool next();
  std::string_view cell(std::size_t column) const { return cells_[column]; }
  std::string_view cell(std::optional<std::size_t> column) const {
    return column ? cells_[*column] : std::string_view{};
  }
  int line() const { return row_line_; }  ///< of the row

  const std::string& name() const { return name_; }
  const std::vector<Problem>& problems() const { return problems_; }
  Problem problem(std::size_t column, std::string what, std::string mend) const;

 private:
  bool read_row();
  bool read_cell();
  bool read_quoted();

  std::string name_;
  std::string_view bytes_;
  std::size_t at_ = 0;
  int line_ = 1;
  int row_line_ = 1;
  std::vector<std::string> header_;
  std::vector<std::string_view> cells_;
  std::deque<std::string> unescaped_;  ///< of the row
  std::vector<Problem> problems_;
};

/// The cell as RFC 4180 writes it.
std::string table_cell(std::string_view text);

}  // namespace homeward::roads
