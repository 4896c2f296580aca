// SPDX-License-Identifier: Apache-2.0
#include "march/decimal.h"

#include <algorithm>

#include "march/range.h"

namespace homeward::march {
namespace {

constexpr std::int64_t kDecimalMax = 1'000'000'000'000'000;

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<std::int64_t> parse_decimal(std::string_view text, int digits, std::string_view figure) {
  HW_CHECK(digits >= 0 && digits <= 9);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view part = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  const bool shape = !whole.empty() && all_digits(whole) && all_digits(part) &&
                     (point == std::string_view::npos || !part.empty());
  if (!shape)
    return problem_of(figure, "\"" + std::string(text) + "\" is not a decimal number.",
                      "Write digits with at most one point, for example 15.9.");
  if (part.size() > static_cast<std::size_t>(digits))
    return problem_of(
        figure, "\"" + std::string(text) + "\" has more than " + std::to_string(digits) + " decimal places.",
        "Round it to " + std::to_string(digits) + " places.");
  std::string text_digits = std::string(whole) + std::string(part);
  text_digits.append(static_cast<std::size_t>(digits) - part.size(), '0');
  std::int64_t value = 0;
  for (const char c : text_digits) {
    value = value * 10 + (c - '0');
    if (value >= kDecimalMax)
      return problem_of(figure, "\"" + std::string(text) + "\" is too large.", "Give a smaller number.");
  }
  return value;
}

std::string format_decimal(std::int64_t value, int digits) {
  HW_CHECK(value >= 0 && digits >= 0 && digits <= 9);
  std::string text = std::to_string(value);
  const auto places = static_cast<std::size_t>(digits);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  if (places == 0) return text;
  text.insert(text.size() - places, ".");
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace homeward::march
