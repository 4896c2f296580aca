// SPDX-License-Identifier: Apache-2.0
#include "scenario/number.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/text.h"

namespace homeward::scenario {
namespace {

constexpr std::size_t kDigitsBefore = 12;
constexpr std::size_t kDigitsBehind = 9;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::int64_t digits_value(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

struct Decimal {
  bool negative = false;
  std::string_view before;
  std::string_view behind;  ///< without trailing zeros
};

std::optional<Decimal> split_decimal(std::string_view text) {
  Decimal decimal;
  decimal.negative = text.starts_with('-');
  if (decimal.negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  decimal.before = text.substr(0, point);
  if (!all_digits(decimal.before)) return std::nullopt;
  if (point != std::string_view::npos) {
    decimal.behind = text.substr(point + 1);
    if (!all_digits(decimal.behind)) return std::nullopt;
    while (decimal.behind.ends_with('0')) decimal.behind.remove_suffix(1);
  }
  while (decimal.before.size() > 1 && decimal.before.starts_with('0')) decimal.before.remove_prefix(1);
  return decimal;
}

bool has(std::string_view text, std::string_view any) {
  return text.find_first_of(any) != std::string_view::npos;
}

bool one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return std::find(words.begin(), words.end(), lower) != words.end();
}

// Says what kind of damage this is. `text` is known not to be a plain decimal.
Reading<std::int64_t> no_number(std::string_view text) {
  using Bad = Reading<std::int64_t>;
  if (one_of(text, {"nan", ".nan", "inf", "-inf", ".inf", "-.inf", "infinity", "unlimited"}))
    return Bad::bad("is not a number",
                    "Leave the cell empty if the figure is not known; write a finite number if it is.");
  if (one_of(text, {"-", "?", "n/a", "na", "none", "null", "unknown", "tbd"}))
    return Bad::bad("is not a number", "Leave it empty if the figure is not known.");
  if (text.starts_with('+') && split_decimal(text.substr(1)))
    return Bad::bad("begins with a plus sign", "Write the digits only.");
  const bool has_digit = std::any_of(text.begin(), text.end(), is_digit);
  if (!has_digit) return Bad::bad("is not a number", "Write digits, with a point before decimals.");
  if (!has(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz/:;") && has(text, ",' \xC2\xE2_"))
    return Bad::bad("is ambiguous: a comma, blank or mark may separate thousands or decimals",
                    "Write digits without separators, with a point before decimals: 1234.5");
  if (std::count(text.begin(), text.end(), '.') > 1)
    return Bad::bad(
        "has more than one point",
        "Write digits without separators; if a spreadsheet made a date of it, format the column as text.");
  if (text.find_first_not_of("0123456789.eE+-") == std::string_view::npos && has(text, "eE"))
    return Bad::bad("is written with an exponent",
                    "Write all digits; format the column as number without exponent.");
  if (is_digit(text.front()))
    return Bad::bad("holds more than a number", "Write digits only; the unit stands in the name.");
  return Bad::bad("is not a number", "Write digits, with a point before decimals.");
}

Reading<std::int64_t> out_of_range(std::string least, std::string most, std::string_view unit) {
  const std::string tail = unit.empty() ? "" : fmt::format(" {}", unit);
  return Reading<std::int64_t>::bad(fmt::format("is not between {} and {}{}", least, most, tail),
                                    "Correct the figure; look for a slipped digit or a wrong unit.");
}

std::int64_t power_of_ten(std::size_t exponent) {
  std::int64_t power = 1;
  for (std::size_t i = 0; i < exponent; ++i) power *= 10;
  return power;
}

}  // namespace

Reading<std::int64_t> read_whole(std::string_view text, Limits limits) {
  const std::optional<Decimal> decimal = split_decimal(text);
  if (!decimal) return no_number(text);
  if (text.find('.') != std::string_view::npos)
    return Reading<std::int64_t>::bad(
        "is not a whole number",
        "Write a whole number, without a point and without separators of thousands.");
  const bool fits = decimal->before.size() <= kDigitsBefore;
  const std::int64_t value = fits ? digits_value(decimal->before) * (decimal->negative ? -1 : 1) : 0;
  if (!fits || value < limits.min || value > limits.max)
    return out_of_range(std::to_string(limits.min), std::to_string(limits.max), "");
  return Reading<std::int64_t>::good(value);
}

Reading<std::int64_t> read_quantity(std::string_view text, const Quantity& quantity) {
  const std::optional<Decimal> decimal = split_decimal(text);
  if (!decimal) return no_number(text);
  if (decimal->behind.size() > kDigitsBehind)
    return Reading<std::int64_t>::bad(fmt::format("has more than {} decimals", kDigitsBehind), "Round it.");
  const std::int64_t scale = power_of_ten(decimal->behind.size());
  const std::int64_t fraction = digits_value(decimal->behind) * quantity.per_unit;
  if (fraction % scale != 0)
    return Reading<std::int64_t>::bad(
        fmt::format("{} is not a whole number of {}", quantity.unit, quantity.inner),
        fmt::format("Round it so that it comes out in whole {}.", quantity.inner));
  // Six digits more than the largest limit needs: no overflow below.
  const bool fits = decimal->before.size() <= kDigitsBefore;
  const std::int64_t size = fits ? digits_value(decimal->before) * quantity.per_unit + fraction / scale : 0;
  const std::int64_t value = decimal->negative ? -size : size;
  if (!fits || value < quantity.limits.min || value > quantity.limits.max)
    return out_of_range(format_quantity(quantity.limits.min, quantity),
                        format_quantity(quantity.limits.max, quantity), quantity.unit);
  return Reading<std::int64_t>::good(value);
}

Reading<std::int64_t> read_degrees(std::string_view text, std::int64_t degrees_max) {
  using Bad = Reading<std::int64_t>;
  const std::optional<Decimal> decimal = split_decimal(text);
  if (!decimal && has(text, "NSEWnsew\xC2\"'"))
    return Bad::bad("is not in decimal degrees",
                    "Write 33.3152 instead of 33°18'55\"N; south and west are negative.");
  if (!decimal) return no_number(text);
  std::string digits(decimal->behind.substr(0, 7));
  digits.resize(7, '0');
  const bool fits = decimal->before.size() <= 4;
  const std::int64_t tenths = fits ? digits_value(decimal->before) * 10'000'000 + digits_value(digits) : 0;
  const std::int64_t size = (tenths + 5) / 10;
  if (!fits || size > degrees_max * 1'000'000)
    return Bad::bad(fmt::format("is not between -{0} and {0} degrees", degrees_max),
                    degrees_max == 90 ? "Give the latitude; perhaps latitude and longitude are exchanged."
                                      : "Give the longitude, east of Greenwich positive.");
  return Bad::good(decimal->negative ? -size : size);
}

std::string format_quantity(std::int64_t inner, const Quantity& quantity) {
  const std::int64_t size = inner < 0 ? -inner : inner;
  std::string text = fmt::format("{}{}", inner < 0 ? "-" : "", size / quantity.per_unit);
  std::int64_t rest = size % quantity.per_unit;
  if (rest == 0) return text;
  text += '.';
  for (std::size_t i = 0; i < kDigitsBehind && rest > 0; ++i) {
    rest *= 10;
    text += static_cast<char>('0' + rest / quantity.per_unit);
    rest %= quantity.per_unit;
  }
  return text;
}

}  // namespace homeward::scenario
