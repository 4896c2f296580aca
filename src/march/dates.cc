// SPDX-License-Identifier: Apache-2.0
#include "march/dates.h"

#include <chrono>
#include <optional>

#include "march/decimal.h"
#include "march/range.h"

namespace homeward::march {
namespace {

constexpr std::int64_t kDaysMax = 200'000;

std::string padded(std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); }

/// Two digits of a clock, below limit.
std::optional<std::int64_t> clock_part(std::string_view text, std::int64_t limit) {
  const Result<std::int64_t> value = parse_decimal(text.size() == 2 ? text : "", 0, "time");
  if (!value.ok() || value.value() >= limit) return std::nullopt;
  return value.value();
}

}  // namespace

Result<std::int64_t> day_of(std::string_view date) {
  const bool shape = date.size() == 10 && date[4] == '-' && date[7] == '-';
  const Result<std::int64_t> year = parse_decimal(shape ? date.substr(0, 4) : "", 0, "date");
  const Result<std::int64_t> month = parse_decimal(shape ? date.substr(5, 2) : "", 0, "date");
  const Result<std::int64_t> day = parse_decimal(shape ? date.substr(8, 2) : "", 0, "date");
  if (year.ok() && month.ok() && day.ok() && year.value() >= 1900 && year.value() < 2200) {
    const std::chrono::year_month_day civil{std::chrono::year{static_cast<int>(year.value())},
                                            std::chrono::month{static_cast<unsigned>(month.value())},
                                            std::chrono::day{static_cast<unsigned>(day.value())}};
    if (civil.ok()) return std::int64_t{std::chrono::sys_days{civil}.time_since_epoch().count()};
  }
  return problem_of("date", "\"" + std::string(date) + "\" is no date from 1900 to 2199.",
                    "Write year, month and day: 2011-12-18.");
}

std::string date_of(std::int64_t day) {
  HW_CHECK(day > -kDaysMax && day < kDaysMax);
  const std::chrono::year_month_day civil{std::chrono::sys_days{std::chrono::days{day}}};
  return std::to_string(static_cast<int>(civil.year())) + "-" + padded(static_cast<unsigned>(civil.month())) +
         "-" + padded(static_cast<unsigned>(civil.day()));
}

Result<Time> time_of(std::string_view text) {
  const Result<std::int64_t> day = day_of(text.substr(0, 10));
  const bool has_seconds = text.size() == 19 && text[16] == ':';
  const bool shape = (text.size() == 16 || has_seconds) && text[10] == 'T' && text[13] == ':';
  const auto hours = clock_part(shape ? text.substr(11, 2) : "", 24);
  const auto minutes = clock_part(shape ? text.substr(14, 2) : "", 60);
  const auto seconds = clock_part(has_seconds ? text.substr(17, 2) : "00", 60);
  if (!day.ok() || !hours || !minutes || !seconds)
    return problem_of("time", "\"" + std::string(text) + "\" is no time.",
                      "Write date and clock time: 2011-12-18T02:30 or 2011-12-18T02:30:15.");
  return day.value() * kDay + *hours * kHour + *minutes * kMinute + *seconds;
}

std::string time_text(Time time) {
  const Time midnight = round_up(time - kDay + 1, kDay);
  const Duration clock = time - midnight;
  const std::string text =
      date_of(midnight / kDay) + "T" + padded(clock / kHour) + ":" + padded(clock / kMinute % 60);
  return clock % kMinute == 0 ? text : text + ":" + padded(clock % kMinute);
}

Result<RequirementDates> requirement_dates(const Requirement& requirement) {
  Ranges ranges;
  ranges.within("ready_to_load_day", requirement.ready_to_load_day, -kDaysMax, kDaysMax);
  ranges.within("earliest_arrival_day", requirement.earliest_arrival_day, -kDaysMax, kDaysMax);
  ranges.within("latest_arrival_day", requirement.latest_arrival_day, -kDaysMax, kDaysMax);
  ranges.within("movement_days", requirement.movement_days, 0, kDaysMax);
  ranges.require(requirement.earliest_arrival_day <= requirement.latest_arrival_day, "latest_arrival_day",
                 "The latest arrival date lies before the earliest.", "Give EAD not after LAD.");
  if (!ranges.ok()) return ranges.take();
  RequirementDates dates;
  dates.required_load_day = requirement.earliest_arrival_day - requirement.movement_days;
  dates.earliest_departure_day = std::max(requirement.ready_to_load_day, dates.required_load_day);
  dates.arrival_day = dates.earliest_departure_day + requirement.movement_days;
  dates.meets_published_rule = dates.earliest_departure_day <= requirement.latest_arrival_day;
  dates.arrives_in_time = dates.arrival_day <= requirement.latest_arrival_day;
  return dates;
}

Result<OutflowFigures> outflow(const Outflow& flow, PeriodCount count) {
  Ranges ranges;
  ranges.within("things", flow.things, 0, kCountMax);
  ranges.within("things_per_period", flow.things_per_period, 0, kCountMax);
  ranges.within("period_days", flow.period_days, 1, kDaysMax);
  ranges.within("begin_day", flow.begin_day, -kDaysMax, kDaysMax);
  ranges.within("end_day", flow.end_day, -kDaysMax, kDaysMax);
  ranges.require(flow.begin_day < flow.end_day, "end_day", "No day is left.", "Give an end after the begin.");
  const std::int64_t days = flow.end_day - flow.begin_day;
  if (!ranges.ok()) return ranges.take();
  const std::int64_t used_days =
      count == PeriodCount::by_day ? days : days / flow.period_days * flow.period_days;
  ranges.require(used_days > 0, "period_days", "Not one whole period fits in.",
                 "Count by day or shorten the period.");
  if (!ranges.ok()) return ranges.take();
  OutflowFigures figures;
  figures.days = days;
  figures.out = multiply_divide_down(flow.things_per_period, used_days, flow.period_days);
  figures.missing = std::max<std::int64_t>(0, flow.things - figures.out);
  figures.needed_per_period = multiply_divide_up(flow.things, flow.period_days, used_days);
  return figures;
}

}  // namespace homeward::march
