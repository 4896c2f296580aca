// SPDX-License-Identifier: Apache-2.0
//
// Date logic of movement requirements. Days are whole numbers counted from any fixed day (C-day or
// 1970-01-01); a day of a calendar date comes from day_of().
//
// Date rule of the time-phased requirement (published with the CH0828 course):
//   DRL = EAD − movement time           (day required to load)
//   RDYLD = alert + assembly + movement to the loading point + training + processing, from the alert day
//   EDD = max(RDYLD, DRL);              EDD > LAD: the unit cannot meet its requirement.
// The published rule compares a departure with an arrival date, so it is necessary, not sufficient. We add
// EDD + movement time > LAD, which says that the unit arrives too late.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace homeward::march {

/// Days from 1970-01-01 to a date "YYYY-MM-DD" of the Gregorian calendar, years 1900 to 2199.
Result<std::int64_t> day_of(std::string_view date);
/// The inverse.
std::string date_of(std::int64_t day);

/// Seconds from 1970-01-01T00:00 to "2011-12-18T02:30" or "2011-12-18T02:30:15" on the same clock: no zone is
/// read or applied.
Result<Time> time_of(std::string_view text);
/// The inverse; seconds are written only when there are any.
std::string time_text(Time time);

struct Requirement {
  std::int64_t ready_to_load_day = 0;     ///< RDYLD
  std::int64_t earliest_arrival_day = 0;  ///< EAD
  std::int64_t latest_arrival_day = 0;    ///< LAD
  std::int64_t movement_days = 0;         ///< origin to port of debarkation
};

struct RequirementDates {
  std::int64_t required_load_day = 0;       ///< DRL
  std::int64_t earliest_departure_day = 0;  ///< EDD
  std::int64_t arrival_day = 0;             ///< EDD + movement
  bool meets_published_rule = false;        ///< EDD ≤ LAD
  bool arrives_in_time = false;             ///< EDD + movement ≤ LAD
};

/// Problems: movement below 0, EAD after LAD.
Result<RequirementDates> requirement_dates(const Requirement& requirement);

/// Things leave at a fixed number a period of days; how many are out by the end?
struct Outflow {
  std::int64_t things = 0;  ///< that must leave
  std::int64_t things_per_period = 0;
  std::int64_t period_days = 0;
  std::int64_t begin_day = 0;
  std::int64_t end_day = 0;  ///< exclusive: end − begin days are there
};

enum class PeriodCount { by_day, whole_periods };

struct OutflowFigures {
  std::int64_t days = 0;
  std::int64_t out = 0;                ///< rounded down
  std::int64_t missing = 0;            ///< max(0, things − out)
  std::int64_t needed_per_period = 0;  ///< least whole number that brings everything out
};

/// by_day counts parts of a period, whole_periods does not. Problems: no day (or no whole period) is left,
/// figures out of range.
Result<OutflowFigures> outflow(const Outflow& flow, PeriodCount count);

}  // namespace homeward::march
