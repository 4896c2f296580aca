// SPDX-License-Identifier: Apache-2.0
//
// What a number format of a workbook shows: dates and times of a workbook are numbers, and only their format
// tells them from other numbers.
#pragma once

#include <optional>
#include <string_view>

namespace homeward::scenario {

enum class Shown {
  number,
  date,           ///< 2011-10-21
  time,           ///< 18:00
  date_and_time,  ///< 2011-10-21 18:00
  hours,          ///< elapsed: 24:00, 30:00
  local_date      ///< a date or time in a way that depends on the language of the program
};

/// Of a format as it stands in the workbook ("yyyy\-mm\-dd hh:mm", "0.00", "[h]:mm"). Its first section
/// counts.
Shown shown_by(std::string_view format);

/// Of the formats with fixed numbers (below 164, ECMA-376 part 1, 18.8.30); numbers without a meaning there
/// show numbers.
Shown shown_by_fixed_format(int id);

}  // namespace homeward::scenario
