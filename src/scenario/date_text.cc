// SPDX-License-Identifier: Apache-2.0
#include "scenario/date_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/text.h"

namespace homeward::scenario {
namespace {

using BadDate = Reading<DateText>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads exactly `count` digits at the front.
std::optional<std::int64_t> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count || !std::all_of(text.begin(), text.begin() + static_cast<long>(count), is_digit))
    return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text.substr(0, count)) value = value * 10 + (c - '0');
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(1);
  return true;
}

bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::int64_t days_in_month(std::int64_t year, std::int64_t month) {
  constexpr std::array<std::int64_t, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

struct CalendarText {
  std::int64_t year, month, day;
};

std::optional<CalendarText> take_calendar(std::string_view& text) {
  std::string_view rest = text;
  const auto year = take_digits(rest, 4);
  if (!year || !take(rest, '-')) return std::nullopt;
  const auto month = take_digits(rest, 2);
  if (!month || !take(rest, '-')) return std::nullopt;
  const auto day = take_digits(rest, 2);
  if (!day) return std::nullopt;
  text = rest;
  return CalendarText{*year, *month, *day};
}

// HH:MM[:SS] at the front; -1 where the clock has no such time.
std::optional<std::int64_t> take_time(std::string_view& text) {
  std::string_view rest = text;
  auto hour = take_digits(rest, 2);
  if (!hour) hour = take_digits(rest, 1);
  if (!hour || !take(rest, ':')) return std::nullopt;
  const auto minute = take_digits(rest, 2);
  if (!minute) return std::nullopt;
  std::int64_t second = 0;
  if (take(rest, ':')) {
    const auto read = take_digits(rest, 2);
    if (!read) return std::nullopt;
    second = *read;
  }
  text = rest;
  const std::int64_t total = *hour * 3600 + *minute * 60 + second;
  return *minute > 59 || second > 59 || total > 86400 ? -1 : total;
}

std::optional<Duration> take_offset(std::string_view& text) {
  if (take(text, 'Z')) return 0;
  std::string_view rest = text;
  const bool west = rest.starts_with('-');
  if (!west && !rest.starts_with('+')) return std::nullopt;
  rest.remove_prefix(1);
  const auto hour = take_digits(rest, 2);
  if (!hour || *hour > 14) return std::nullopt;
  take(rest, ':');
  const auto minute = take_digits(rest, 2);
  if (!minute || *minute > 59) return std::nullopt;
  text = rest;
  return (*hour * 3600 + *minute * 60) * (west ? -1 : 1);
}

BadDate no_date(std::string_view text) {
  const bool only_digits = std::all_of(text.begin(), text.end(), is_digit);
  if (only_digits && text.size() == 5)
    return BadDate::bad("is a spreadsheet's day number, not a date",
                        "Format the column as text or as YYYY-MM-DD and save again: 2011-10-21");
  if (only_digits && text.size() == 8)
    return BadDate::bad("is not a date as YYYY-MM-DD", "Put hyphens between year, month and day: 2011-10-21");
  if (text.find('/') != std::string_view::npos || std::count(text.begin(), text.end(), '.') >= 2)
    return BadDate::bad("is ambiguous: day and month may be exchanged", "Write year, month, day: 2011-10-21");
  return BadDate::bad("is not a date or time",
                      "Write 2011-10-21, 2011-10-21 18:00 (local time) or 2011-10-21T18:00+03:00.");
}

}  // namespace

Reading<DateText> read_date(std::string_view text) {
  std::string_view rest = text;
  const auto calendar = take_calendar(rest);
  if (!calendar) return no_date(text);
  if (calendar->month < 1 || calendar->month > 12 || calendar->day < 1 ||
      calendar->day > days_in_month(calendar->year, calendar->month))
    return BadDate::bad("is a day that the calendar does not have",
                        "Correct it; the order is year, month, day.");
  if (calendar->year < kFirstYear || calendar->year > kLastYear)
    return BadDate::bad(fmt::format("is not between the years {} and {}", kFirstYear, kLastYear),
                        "Correct the year.");
  DateText date;
  date.day = days_of(calendar->year, calendar->month, calendar->day);
  if (rest.empty()) return BadDate::good(date);
  if (!take(rest, 'T') && !take(rest, ' ')) return no_date(text);
  date.second_of_day = take_time(rest);
  if (!date.second_of_day) return no_date(text);
  if (*date.second_of_day < 0)
    return BadDate::bad("has a time that the clock does not have",
                        "Write hours 00 to 24 and minutes 00 to 59.");
  if (!rest.empty()) {
    date.offset_s = take_offset(rest);
    if (!date.offset_s || !rest.empty())
      return BadDate::bad("has something behind the time that is no offset from UTC",
                          "Write nothing (local time), Z, or an offset: 2011-10-21T18:00+03:00");
  }
  return BadDate::good(date);
}

Reading<std::int64_t> read_time_of_day(std::string_view text) {
  using Bad = Reading<std::int64_t>;
  std::string_view rest = text;
  const auto seconds = take_time(rest);
  if (!seconds || !rest.empty())
    return Bad::bad("is not a time of day", "Write hours and minutes: 06:00 or 18:30");
  if (*seconds < 0)
    return Bad::bad("is a time that the clock does not have", "Write hours 00 to 24, minutes 00 to 59.");
  return Bad::good(*seconds);
}

std::int64_t days_of(std::int64_t year, std::int64_t month, std::int64_t day) {
  const std::int64_t shifted = month <= 2 ? year - 1 : year;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 399) / 400;
  const std::int64_t year_of_era = shifted - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

CalendarDay calendar_day(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * day_of_year + 2) / 153;
  const std::int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * shifted + 2) / 5 + 1};
}

std::string format_date(std::int64_t days) {
  const CalendarDay date = calendar_day(days);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string format_local(std::int64_t local_seconds) {
  const std::int64_t second = ((local_seconds % kDay) + kDay) % kDay;
  std::string text = format_date((local_seconds - second) / kDay) +
                     fmt::format(" {:02}:{:02}", second / kHour, second % kHour / kMinute);
  if (second % kMinute != 0) text += fmt::format(":{:02}", second % kMinute);
  return text;
}

}  // namespace homeward::scenario
