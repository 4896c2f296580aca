// SPDX-License-Identifier: Apache-2.0
#include "march/movement_number.h"

#include <algorithm>

#include "march/decimal.h"
#include "march/range.h"

namespace homeward::march {
namespace {

bool capital(char c) { return c >= 'A' && c <= 'Z'; }
bool capital_or_digit(char c) { return capital(c) || (c >= '0' && c <= '9'); }

Problem shape_problem(std::string_view text) {
  return problem_of("movement_number", "\"" + std::string(text) + "\" is no movement number.",
                    "Write day, country with command, and movement: 25-USV-08.");
}

std::string two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

Result<MovementNumber> parse_movement_number(std::string_view text) {
  const std::size_t first = text.find('-');
  const std::size_t last = text.rfind('-');
  if (first != 2 || last == first || text.size() - last < 3 || text.size() - last > 4)
    return shape_problem(text);
  const std::string_view middle = text.substr(3, last - 3);
  const bool letters = middle.size() >= 3 && middle.size() <= 8 && capital(middle[0]) && capital(middle[1]) &&
                       std::all_of(middle.begin() + 2, middle.end(), capital_or_digit);
  const Result<std::int64_t> day = parse_decimal(text.substr(0, 2), 0, "day");
  const Result<std::int64_t> movement = parse_decimal(text.substr(last + 1), 0, "movement");
  if (!letters || !day.ok() || !movement.ok()) return shape_problem(text);
  Ranges ranges;
  ranges.within("day", day.value(), 1, 31);
  ranges.within("movement", movement.value(), 1, 999);
  if (!ranges.ok()) return ranges.take();
  return MovementNumber{static_cast<int>(day.value()), std::string(middle.substr(0, 2)),
                        std::string(middle.substr(2)), static_cast<int>(movement.value())};
}

std::string format_movement_number(const MovementNumber& number) {
  return two_digits(number.day) + "-" + number.country + number.command + "-" + two_digits(number.movement);
}

std::vector<Problem> check_movement_day(const MovementNumber& number, int day_of_month) {
  Ranges ranges;
  ranges.within("day_of_month", day_of_month, 1, 31);
  ranges.require(number.day == day_of_month, "movement_number",
                 "Movement " + format_movement_number(number) + " is for day " + std::to_string(number.day) +
                     ", not for day " + std::to_string(day_of_month) + ".",
                 "Stop the column and ask movement control for its credit.");
  return ranges.take();
}

}  // namespace homeward::march
