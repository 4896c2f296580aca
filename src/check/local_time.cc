// SPDX-License-Identifier: Apache-2.0
#include "check/local_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace homeward::check {

namespace {

/// No zone is a day from UTC.
constexpr Duration kOffsetMax = kDay;

std::int64_t divide_down(std::int64_t dividend, std::int64_t divisor) {
  return dividend >= 0 ? dividend / divisor : -((-dividend + divisor - 1) / divisor);
}

/// Row of the clock that holds at `at`; a model without rows runs on UTC.
std::size_t row_at(const std::vector<ClockChange>& clock, Time at) {
  const auto after = std::upper_bound(clock.begin(), clock.end(), at,
                                      [](Time value, const ClockChange& row) { return value < row.from; });
  return after == clock.begin() ? 0 : static_cast<std::size_t>(after - clock.begin()) - 1;
}

Time row_begin(const std::vector<ClockChange>& clock, std::size_t row) {
  return row == 0 ? kStartOfTime : clock[row].from;
}

Time row_end(const std::vector<ClockChange>& clock, std::size_t row) {
  return row + 1 < clock.size() ? clock[row + 1].from : kEndOfTime;
}

/// Gregorian date of a day (H. Hinnant, "chrono-compatible low-level date algorithms").
std::string date_text(std::int64_t day) {
  const std::int64_t shifted = day + 719468;
  const std::int64_t era = divide_down(shifted, 146097);
  const std::int64_t day_of_era = shifted - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t march_month = (5 * day_of_year + 2) / 153;
  const std::int64_t day_of_month = day_of_year - (153 * march_month + 2) / 5 + 1;
  const std::int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;
  return fmt::format("{:04}-{:02}-{:02}", year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
                     day_of_month);
}

}  // namespace

std::int64_t wall_clock(const Model& model, Time at) {
  return model.clock.empty() ? at : at + model.clock[row_at(model.clock, at)].offset_s;
}

std::int64_t local_day(const Model& model, Time at) { return divide_down(wall_clock(model, at), kDay); }

Time first_instant(const Model& model, std::int64_t wall) {
  const auto& clock = model.clock;
  if (clock.empty()) return wall;
  for (std::size_t row = row_at(clock, wall - kOffsetMax); row < clock.size(); ++row) {
    const Time instant = std::max(row_begin(clock, row), wall - clock[row].offset_s);
    if (instant < row_end(clock, row)) return instant;
  }
  return kEndOfTime;
}

Time last_instant(const Model& model, std::int64_t wall) {
  const auto& clock = model.clock;
  if (clock.empty()) return wall;
  for (std::size_t row = row_at(clock, wall + kOffsetMax) + 1; row-- > 0;)
    if (row_begin(clock, row) < wall - clock[row].offset_s)
      return std::min(row_end(clock, row), wall - clock[row].offset_s);
  return kStartOfTime;
}

std::string local_text(const Model& model, Time at) {
  const std::int64_t wall = wall_clock(model, at);
  const std::int64_t day = divide_down(wall, kDay);
  const std::int64_t second = wall - day * kDay;
  std::string text = fmt::format("{} {:02}:{:02}", date_text(day), second / kHour, second / kMinute % 60);
  if (second % kMinute != 0) text += fmt::format(":{:02}", second % kMinute);
  return text;
}

}  // namespace homeward::check
