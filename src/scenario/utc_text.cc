// SPDX-License-Identifier: Apache-2.0
#include "scenario/utc_text.h"

#include <chrono>

#include "base/check.h"

namespace homeward {

namespace {

constexpr std::string_view kPattern = "dddd-dd-ddTdd:dd:ddZ";

void put_digits(std::string& text, std::size_t at, std::size_t width, std::int64_t value) {
  for (std::size_t i = width; i-- > 0; value /= 10) text[at + i] = static_cast<char>('0' + value % 10);
}

int digits(std::string_view text, std::size_t at, std::size_t width) {
  int value = 0;
  for (std::size_t i = at; i < at + width; ++i) value = value * 10 + (text[i] - '0');
  return value;
}

bool has_form(std::string_view text) {
  if (text.size() != kPattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    if (kPattern[i] == 'd' ? !is_digit : text[i] != kPattern[i]) return false;
  }
  return true;
}

}  // namespace

std::string utc_text(Time time) {
  HW_CHECK(time >= kFirstUtcText && time <= kLastUtcText);
  const std::chrono::sys_seconds instant{std::chrono::seconds{time}};
  const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{day};
  const std::int64_t second = (instant - day).count();
  std::string text{kPattern};
  put_digits(text, 0, 4, static_cast<int>(date.year()));
  put_digits(text, 5, 2, static_cast<unsigned>(date.month()));
  put_digits(text, 8, 2, static_cast<unsigned>(date.day()));
  put_digits(text, 11, 2, second / kHour);
  put_digits(text, 14, 2, second % kHour / kMinute);
  put_digits(text, 17, 2, second % kMinute);
  return text;
}

std::optional<Time> parse_utc_text(std::string_view text) {
  if (!has_form(text)) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{digits(text, 0, 4)},
                                         std::chrono::month{static_cast<unsigned>(digits(text, 5, 2))},
                                         std::chrono::day{static_cast<unsigned>(digits(text, 8, 2))}};
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const int second = digits(text, 17, 2);
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const Time days = std::chrono::sys_days{date}.time_since_epoch().count();
  return days * kDay + hour * kHour + minute * kMinute + second;
}

}  // namespace homeward
