// SPDX-License-Identifier: Apache-2.0
#include "scenario/serial_date.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/time.h"
#include "scenario/date_text.h"

namespace homeward::scenario {
namespace {

using Text = Reading<std::string>;

constexpr std::int64_t kDaysTo1970From1900 = 25'569;  // counted as if 1900 had been a leap year
constexpr std::int64_t kDaysTo1970From1904 = 24'107;
constexpr std::int64_t kFirstSureDay = 61;    // 1 March 1900
constexpr std::int64_t kDaysMax = 2'958'465;  // 31 December 9999
constexpr std::size_t kDecimals = 11;         // of a day: about a microsecond
constexpr std::int64_t kDecimalsUnit = 100'000'000'000;
constexpr std::int64_t kDayMilliseconds = 86'400'000;

struct Moment {
  std::int64_t day = 0;
  std::int64_t millisecond = 0;  ///< of the day
};

Moment moment_of(std::string_view days) {
  Moment moment;
  const std::size_t point = std::min(days.find('.'), days.size());
  for (const char c : days.substr(0, point)) moment.day = moment.day * 10 + (c - '0');
  std::string decimals(days.substr(std::min(point + 1, days.size())));
  decimals.resize(kDecimals, '0');
  std::int64_t part = 0;
  for (const char c : decimals) part = part * 10 + (c - '0');
  moment.millisecond = (part * kDayMilliseconds + kDecimalsUnit / 2) / kDecimalsUnit;
  return moment;
}

std::string clock_text(std::int64_t seconds) {
  const std::string text = fmt::format("{:02}:{:02}", seconds / kHour, seconds % kHour / kMinute);
  return seconds % kMinute == 0 ? text : text + fmt::format(":{:02}", seconds % kMinute);
}

Text date_text(std::int64_t day, std::int64_t second, Shown shown, Epoch epoch) {
  if (epoch == Epoch::year_1900 && day < kFirstSureDay)
    return Text::bad("is formatted as a date but lies before March 1900",
                     "Correct the date, or give the cell another format.");
  if (shown == Shown::date && second != 0)
    return Text::bad("holds a time that its format does not show",
                     "Format it as yyyy-mm-dd hh:mm to see it, then keep or delete the time.");
  day -= epoch == Epoch::year_1900 ? kDaysTo1970From1900 : kDaysTo1970From1904;
  return Text::good(format_date(day) + (shown == Shown::date ? "" : " " + clock_text(second)));
}

}  // namespace

Reading<std::string> serial_date(std::string_view days, Shown shown, Epoch epoch) {
  if (shown == Shown::local_date)
    return Text::bad("has a date format that depends on the language of the program",
                     "Format the cell as yyyy-mm-dd hh:mm, or as text and type the date anew.");
  if (days.starts_with('-'))
    return Text::bad("is formatted as a date but is none", "Correct it, or give the cell another format.");
  Moment moment = moment_of(days);
  std::int64_t second = (moment.millisecond + 500) / 1000;
  const std::int64_t off = moment.millisecond - second * 1000;
  if (off < -1 || off > 1) return Text::bad("has a fraction of a second", "Round the time to whole seconds.");
  if (moment.day > kDaysMax)
    return Text::bad("is formatted as a date but is none", "Correct it, or give the cell another format.");
  if (shown == Shown::hours) return Text::good(clock_text(moment.day * kDay + second));
  if (second == kDay) {
    ++moment.day;
    second = 0;
  }
  if (shown != Shown::time) return date_text(moment.day, second, shown, epoch);
  if (moment.day > 0)
    return Text::bad("holds a date that its format does not show",
                     "Format it as yyyy-mm-dd hh:mm to see it; 24:00 is kept by the format [h]:mm.");
  return Text::good(clock_text(second));
}

}  // namespace homeward::scenario
