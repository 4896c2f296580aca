// SPDX-License-Identifier: Apache-2.0
#include "scenario/sheet_place.h"

#include <algorithm>

namespace homeward::scenario {

std::string column_letters(int column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26) letters += static_cast<char>('A' + (column - 1) % 26);
  std::reverse(letters.begin(), letters.end());
  return letters;
}

std::optional<SheetPlace> sheet_place(std::string_view name) {
  SheetPlace place;
  std::size_t at = name.starts_with('$') ? 1 : 0;
  for (; at < name.size() && ((name[at] | 0x20) >= 'a' && (name[at] | 0x20) <= 'z'); ++at) {
    place.column = place.column * 26 + ((name[at] | 0x20) - 'a' + 1);
    if (place.column > kSheetColumnsMax) return std::nullopt;
  }
  if (at < name.size() && name[at] == '$') ++at;
  for (; at < name.size() && name[at] >= '0' && name[at] <= '9'; ++at) {
    place.row = place.row * 10 + (name[at] - '0');
    if (place.row > kSheetRowsMax) return std::nullopt;
  }
  if (at < name.size() || place.row == 0 || place.column == 0) return std::nullopt;
  return place;
}

}  // namespace homeward::scenario
