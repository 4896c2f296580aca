// SPDX-License-Identifier: Apache-2.0
//
// Movement numbers such as 25-USV-08: day of the month 25, country US, command V, eighth movement of that day
// (STANAG 2154 with the country codes of 1059; example from MP1028). A column seen on the 24th with a number
// of the 25th is wrong.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace homeward::march {

struct MovementNumber {
  int day = 0;          ///< of the month, 1 to 31
  std::string country;  ///< two capital letters
  std::string command;  ///< one to six capital letters or digits
  int movement = 0;     ///< 1 to 999, two digits at least when written
  friend bool operator==(const MovementNumber&, const MovementNumber&) = default;
};

/// Problems for another shape, a day that no month has, or movement 0.
Result<MovementNumber> parse_movement_number(std::string_view text);
std::string format_movement_number(const MovementNumber& number);

/// Nothing when a column with this number may be on the road on that day of the month; else the Problem.
std::vector<Problem> check_movement_day(const MovementNumber& number, int day_of_month);

}  // namespace homeward::march
