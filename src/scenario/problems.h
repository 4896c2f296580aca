// SPDX-License-Identifier: Apache-2.0
//
// Collects what is wrong with a scenario. All problems are found in one run; the first
// fifty are kept in full, the rest is counted. All code below names a table by its CSV file; where it is a
// sheet of the workbook, the user is told the sheet and the cell.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace homeward {

/// 'file:line:column: what' ('tables.xlsx:units:B7: what' for a cell of a sheet) and, on a second line
/// indented by four, how to mend it. Without a final newline.
std::string describe(const Problem& problem);

namespace scenario {

class Problems {
 public:
  static constexpr std::size_t kKept = 50;

  void add(Source place, std::string what, std::string mend);
  /// From now on, what is said of this table is said of the sheet of its name.
  void stands_on_sheet(std::string_view file) { sheets_.emplace(file); }
  /// This file could not be read, for a reason reported elsewhere: it is no longer clean.
  void unread(std::string_view file) { files_.emplace(file); }
  bool empty() const { return count_ == 0; }
  std::size_t count() const { return count_; }
  /// Nothing wrong was found in this file so far.
  bool clean(std::string_view file) const { return !files_.contains(file); }
  /// A problem in full was reported at this very place.
  bool reported_at(const Source& place) const;
  /// The problems by file, line and column; a last one says how many more there are.
  std::vector<Problem> take();

 private:
  std::vector<Problem> kept_;
  std::set<std::string, std::less<>> files_;
  std::set<std::string, std::less<>> sheets_;  ///< files of tables that are sheets
  std::size_t count_ = 0;
};

}  // namespace scenario
}  // namespace homeward
