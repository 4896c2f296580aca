// SPDX-License-Identifier: Apache-2.0
//
// Cells by name, as spreadsheets write them: B7 is column 2 of row 7.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace homeward::scenario {

inline constexpr int kSheetRowsMax = 1'048'576;
inline constexpr int kSheetColumnsMax = 16'384;

struct SheetPlace {
  int row = 0;     ///< from 1
  int column = 0;  ///< from 1
  friend bool operator==(const SheetPlace&, const SheetPlace&) = default;
};

/// "A" for 1, "XFD" for 16,384.
std::string column_letters(int column);

/// Nothing unless it is letters and digits within the size of a sheet; a $ before either is allowed.
std::optional<SheetPlace> sheet_place(std::string_view name);

}  // namespace homeward::scenario
