// SPDX-License-Identifier: Apache-2.0
//
// Dates of a workbook, which are days and decimals of a day since the end of 1899 or the start of 1904, as
// text that read_date() and read_time_of_day() understand.
#pragma once

#include <string>
#include <string_view>

#include "scenario/number.h"
#include "scenario/number_format.h"

namespace homeward::scenario {

enum class Epoch { year_1900, year_1904 };

/// `days` is a plain decimal (number_text()), `shown` anything but a number. "2011-10-21", "2011-10-21
/// 18:00", "18:00", "24:00" (elapsed). Whole seconds to within a millisecond; refuses what the format hides
/// (a time behind a date, a date behind a time), fractions of a second, and days before 1 March 1900, on
/// which programs disagree.
Reading<std::string> serial_date(std::string_view days, Shown shown, Epoch epoch);

}  // namespace homeward::scenario
