// SPDX-License-Identifier: Apache-2.0
//
// Dates and times as people write them in a scenario: 2011-10-21, 2011-10-21 18:00 (local time of the
// scenario's zone) or 2011-10-21T18:00+03:00. Nothing else: 03/04/2011 is two dates.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.h"
#include "scenario/number.h"

namespace homeward::scenario {

/// Which end of the day a date without a time means: its first second, or the first second after it.
enum class DayEdge { begin, end };

inline constexpr int kFirstYear = 1900;
inline constexpr int kLastYear = 2037;  ///< until here the time zone tables know every change of the clocks

struct DateText {
  std::int64_t day = 0;                       ///< days since 1970-01-01
  std::optional<std::int64_t> second_of_day;  ///< 0 … 86400; absent: only a date
  std::optional<Duration> offset_s;           ///< east of Greenwich positive; absent: local
};

Reading<DateText> read_date(std::string_view text);

/// HH:MM or HH:MM:SS as seconds of the day, 0 … 86400.
Reading<std::int64_t> read_time_of_day(std::string_view text);

/// Days since 1970-01-01 of a proleptic Gregorian date, and back (H. Hinnant, chrono-compatible algorithms).
std::int64_t days_of(std::int64_t year, std::int64_t month, std::int64_t day);
struct CalendarDay {
  std::int64_t year = 1970;
  std::int64_t month = 1;
  std::int64_t day = 1;
};
CalendarDay calendar_day(std::int64_t days);

/// "2011-10-21", or "2011-10-21 18:00" with seconds only where they are not zero, of a local time counted in
/// seconds.
std::string format_date(std::int64_t days);
std::string format_local(std::int64_t local_seconds);

}  // namespace homeward::scenario
