// SPDX-License-Identifier: Apache-2.0
#include "check/local_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>

namespace homeward::check {

namespace {

/// No zone is a day from UTC.
constexpr Duration kOffsetMax = kDay;

std::int64_t divide_down(std::int64_t dividend, std::int64_t divisor) {
  return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

/// Row of the clock that holds at `at`. There is one; a model without rows runs on UTC.
std::size_t row_at(const std::vector<ClockChange>& clock, Time at) {
  const auto second = std::next(clock.begin());
  const auto after = std::ranges::upper_bound(second, clock.end(), at, {}, &ClockChange::from);
  return static_cast<std::size_t>(std::distance(second, after));
}

Time row_end(const std::vector<ClockChange>& clock, std::size_t row) {
  return row + 1 < clock.size() ? clock[row + 1].from : kEndOfTime;
}

std::string date_text(std::int64_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
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
    const Time instant = std::max(clock[row].from, wall - clock[row].offset_s);
    if (instant < row_end(clock, row)) return instant;
  }
  return kEndOfTime;
}

Time last_instant(const Model& model, std::int64_t wall) {
  const auto& clock = model.clock;
  if (clock.empty()) return wall;
  for (std::size_t row = row_at(clock, wall + kOffsetMax) + 1; row-- > 0;)
    if (clock[row].from < wall - clock[row].offset_s)
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
