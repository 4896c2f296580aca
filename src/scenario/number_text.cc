// SPDX-License-Identifier: Apache-2.0
#include "scenario/number_text.h"

#include <algorithm>
#include <optional>

namespace homeward::scenario {
namespace {

constexpr int kDigitsShown = 15;
constexpr int kDecimalsMax = 30;
constexpr int kExponentMax = 400;

using Text = Reading<std::string>;

/// 0.d1d2d3… · 10^point, d1 not 0.
struct Digits {
  bool negative = false;
  std::string digits;  ///< none for zero
  int point = 0;
};

std::size_t count_digits(std::string_view text) {
  return std::min(text.find_first_not_of("0123456789"), text.size());
}

std::optional<int> exponent_of(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
  text.remove_prefix(1);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || text.size() > 4 || count_digits(text) != text.size()) return std::nullopt;
  int exponent = 0;
  for (const char c : text) exponent = exponent * 10 + (c - '0');
  return std::min(exponent, kExponentMax) * (negative ? -1 : 1);
}

std::optional<Digits> split(std::string_view text) {
  if (text.size() > 400) return std::nullopt;
  Digits number;
  number.negative = text.starts_with('-');
  if (number.negative) text.remove_prefix(1);
  const std::size_t before = count_digits(text);
  number.digits = text.substr(0, before);
  number.point = static_cast<int>(before);
  text.remove_prefix(before);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const std::size_t behind = count_digits(text);
    number.digits += text.substr(0, behind);
    text.remove_prefix(behind);
  }
  const std::optional<int> exponent = exponent_of(text);
  if (number.digits.empty() || !exponent) return std::nullopt;
  const std::size_t zeros = std::min(number.digits.find_first_not_of('0'), number.digits.size());
  number.digits.erase(0, zeros);
  number.point += *exponent - static_cast<int>(zeros);
  return number;
}

// Half away from zero, as spreadsheets show it.
void round_to_shown(Digits& number) {
  std::string& digits = number.digits;
  if (digits.size() > kDigitsShown) {
    const bool up = digits[kDigitsShown] >= '5';
    digits.resize(kDigitsShown);
    if (up) {
      while (!digits.empty() && digits.back() == '9') digits.pop_back();
      if (digits.empty()) {
        digits = "1";
        ++number.point;
      } else {
        ++digits.back();
      }
    }
  }
  while (digits.ends_with('0')) digits.pop_back();
}

std::string plain(const Digits& number) {
  const int size = static_cast<int>(number.digits.size());
  const auto zeros = [](int count) { return std::string(static_cast<std::size_t>(std::max(count, 0)), '0'); };
  std::string text = number.negative ? "-" : "";
  if (number.point <= 0) return text + "0." + zeros(-number.point) + number.digits;
  const auto before = static_cast<std::size_t>(std::min(number.point, size));
  text += number.digits.substr(0, before) + zeros(number.point - size);
  if (number.point < size) text += "." + number.digits.substr(before);
  return text;
}

}  // namespace

Reading<std::string> number_text(std::string_view stored) {
  std::optional<Digits> number = split(stored);
  if (!number)
    return Text::bad("is stored as a number but is none",
                     "The workbook is damaged here; type the number anew.");
  round_to_shown(*number);
  if (number->digits.empty()) return Text::good("0");
  if (number->point > kDigitsShown)
    return Text::bad("has more than 15 digits, of which spreadsheets keep 15",
                     "Format the cell as text and type the number anew.");
  if (static_cast<int>(number->digits.size()) - number->point > kDecimalsMax)
    return Text::bad("has more than 30 decimals", "Write 0, or correct the figure.");
  return Text::good(plain(*number));
}

}  // namespace homeward::scenario
