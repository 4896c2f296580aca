// SPDX-License-Identifier: Apache-2.0
#include "report/clock.h"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

namespace homeward {

namespace {

constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<const char*, 12> kLongMonths{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
constexpr std::array<const char*, 12> kDtgMonths{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                 "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
constexpr std::array<const char*, 7> kWeekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                               "Thursday", "Friday", "Saturday"};

std::int64_t divide_down(std::int64_t dividend, std::int64_t divisor) {
  const std::int64_t quotient = dividend / divisor;
  return dividend % divisor < 0 ? quotient - 1 : quotient;
}

std::string group_text(const CivilTime& c, std::string_view letter) {
  return fmt::format("{:02}{:02}{:02}{}{}{:02}", c.day, c.hour, c.minute, letter, kDtgMonths[c.month - 1],
                     c.year % 100);
}

}  // namespace

// Days to dates after Howard Hinnant, "chrono-compatible low-level date algorithms".
CivilTime civil_time(std::int64_t seconds) {
  const std::int64_t days = divide_down(seconds, kDay);
  const std::int64_t of_day = seconds - days * kDay;
  const std::int64_t shifted = days + 719468;
  const std::int64_t era = divide_down(shifted, 146097);
  const std::int64_t day_of_era = shifted - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t march_month = (5 * day_of_year + 2) / 153;
  CivilTime civil;
  civil.day = static_cast<int>(day_of_year - (153 * march_month + 2) / 5 + 1);
  civil.month = static_cast<int>(march_month < 10 ? march_month + 3 : march_month - 9);
  civil.year = year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0);
  civil.weekday = static_cast<int>(((days + 4) % 7 + 7) % 7);
  civil.hour = static_cast<int>(of_day / kHour);
  civil.minute = static_cast<int>(of_day / kMinute % 60);
  civil.second = static_cast<int>(of_day % 60);
  return civil;
}

std::string dtg(Time t) { return group_text(civil_time(t), "Z"); }

LocalClock::LocalClock(std::string time_zone, std::vector<ClockChange> clock)
    : time_zone_{std::move(time_zone)}, clock_{std::move(clock)} {}

Duration LocalClock::offset(Time t) const {
  Duration offset_s = clock_.empty() ? 0 : clock_.front().offset_s;
  for (const ClockChange& change : clock_)
    if (change.from <= t) offset_s = change.offset_s;
  return offset_s;
}

Time LocalClock::midnight(Time t) const {
  const Time local_now = t + offset(t);
  const Time guess = divide_down(local_now, kDay) * kDay - offset(t);
  return guess + offset(t) - offset(guess);
}

Time LocalClock::noon(Time t) const {
  const Time begin = midnight(t);
  const Time guess = begin + kDay / 2;
  return guess + offset(begin) - offset(guess);
}

Time LocalClock::next_midnight(Time t) const { return midnight(midnight(t) + kDay + 6 * kHour); }

std::string LocalClock::date(Time t) const {
  const CivilTime c = local(t);
  return fmt::format("{} {} {}", c.day, kMonths[c.month - 1], c.year);
}

std::string LocalClock::short_date(Time t) const {
  const CivilTime c = local(t);
  return fmt::format("{} {}", c.day, kMonths[c.month - 1]);
}

std::string LocalClock::time_of_day(Time t) const {
  const CivilTime c = local(t);
  return fmt::format("{:02}:{:02}", c.hour, c.minute);
}

std::string LocalClock::date_time(Time t) const { return date(t) + " " + time_of_day(t); }

std::string LocalClock::long_date(Time t) const {
  const CivilTime c = local(t);
  return fmt::format("{} {} {} {}", kWeekdays[c.weekday], c.day, kLongMonths[c.month - 1], c.year);
}

std::string LocalClock::end_date_time(Time t) const {
  return midnight(t) == t ? date(t - 1) + " 24:00" : date_time(t);
}

std::string LocalClock::local_dtg(Time t) const { return group_text(local(t), letter(t)); }

std::string LocalClock::short_dtg(Time t) const {
  const CivilTime c = local(t);
  return fmt::format("{:02}{:02}{:02}{}", c.day, c.hour, c.minute, letter(t));
}

std::string LocalClock::both(Time t) const {
  const std::string zone_letter = letter(t);
  return date_time(t) + (zone_letter.empty() ? "" : " " + zone_letter) + " (" + dtg(t) + ")";
}

std::string LocalClock::iso(Time t) const {
  const CivilTime c = local(t);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}", c.year, c.month, c.day, c.hour, c.minute,
                     c.second, utc_offset(t).substr(3));
}

std::string LocalClock::iso_date(Time t) const {
  const CivilTime c = local(t);
  return fmt::format("{:04}-{:02}-{:02}", c.year, c.month, c.day);
}

// A … M without J is east of Greenwich, N … Y west.
std::string LocalClock::letter(Time t) const {
  const Duration offset_s = offset(t);
  if (offset_s % kHour != 0) return "";
  const std::int64_t hours = offset_s / kHour;
  if (hours == 0) return "Z";
  if (hours >= 1 && hours <= 12) return std::string(1, "ABCDEFGHIKLM"[hours - 1]);
  if (hours <= -1 && hours >= -12) return std::string(1, "NOPQRSTUVWXY"[-hours - 1]);
  return "";
}

std::string LocalClock::utc_offset(Time t) const {
  const Duration offset_s = offset(t);
  const Duration size = offset_s < 0 ? -offset_s : offset_s;
  return fmt::format("UTC{}{:02}:{:02}", offset_s < 0 ? '-' : '+', size / kHour, size / kMinute % 60);
}

std::string duration_text(Duration seconds) {
  if (seconds < 0) return "−" + duration_text(-seconds);
  const std::int64_t days = seconds / kDay;
  const std::int64_t hours = seconds / kHour % 24;
  const std::int64_t minutes = seconds / kMinute % 60;
  if (days > 0) return hours > 0 ? fmt::format("{} d {} h", days, hours) : fmt::format("{} d", days);
  if (hours > 0) return minutes > 0 ? fmt::format("{} h {} min", hours, minutes) : fmt::format("{} h", hours);
  return fmt::format("{} min", minutes);
}

}  // namespace homeward
