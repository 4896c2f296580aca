// SPDX-License-Identifier: Apache-2.0
#include "scenario/time_zone.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "scenario/text.h"

namespace homeward::scenario {
namespace {

date::sys_seconds sys(Time t) { return date::sys_seconds{std::chrono::seconds{t}}; }
date::local_seconds local(std::int64_t seconds) { return date::local_seconds{std::chrono::seconds{seconds}}; }

std::vector<std::string> zone_names() {
  std::vector<std::string> names;
  for (const date::time_zone& zone : date::get_tzdb().zones) names.push_back(zone.name());
  return names;
}

}  // namespace

Reading<TimeZone> TimeZone::find(std::string_view name) {
  using Bad = Reading<TimeZone>;
  try {
    TimeZone zone;
    zone.zone_ = date::locate_zone(std::string(name));
    zone.offset_at(0);
    return Bad::good(zone);
  } catch (const std::runtime_error&) {
    return Bad::bad(
        "is not the name of a time zone",
        "Write a name of the IANA list, for example Asia/Baghdad or UTC." + did_you_mean(name, zone_names()));
  }
}

Duration TimeZone::offset_at(Time t) const {
  return zone_ == nullptr ? 0 : zone_->get_info(sys(t)).offset.count();
}

Time TimeZone::day_begin(std::int64_t day) const { return clock_time(day, 0); }

Time TimeZone::clock_time(std::int64_t day, std::int64_t second) const {
  const std::int64_t seconds = day * kDay + second;
  if (zone_ == nullptr) return seconds;
  const date::local_info info = zone_->get_info(local(seconds));
  if (info.result == date::local_info::nonexistent) return info.first.end.time_since_epoch().count();
  return seconds - info.first.offset.count();
}

Reading<Time> TimeZone::instant(const DateText& date, DayEdge edge) const {
  using Bad = Reading<Time>;
  if (!date.second_of_day) return Bad::good(day_begin(date.day + (edge == DayEdge::end ? 1 : 0)));
  const std::int64_t seconds = date.day * kDay + *date.second_of_day;
  if (date.offset_s) return Bad::good(seconds - *date.offset_s);
  if (zone_ == nullptr) return Bad::good(seconds);
  const date::local_info info = zone_->get_info(local(seconds));
  if (info.result == date::local_info::nonexistent)
    return Bad::bad(
        "does not exist: the clocks are put forward over it",
        fmt::format("Write a time before {} or from {} on.",
                    format_local(info.first.end.time_since_epoch().count() + info.first.offset.count()),
                    format_local(info.second.begin.time_since_epoch().count() + info.second.offset.count())));
  if (info.result == date::local_info::ambiguous)
    return Bad::bad("exists twice: the clocks are put back over it",
                    "Add the offset from UTC that is meant, for example 2011-10-30T02:30+02:00");
  return Bad::good(seconds - info.first.offset.count());
}

std::string TimeZone::format(Time t) const { return format_local(t + offset_at(t)); }

std::vector<ClockChange> TimeZone::changes(Time from, Time until) const {
  std::vector<ClockChange> rows{{kStartOfTime, offset_at(from)}};
  if (zone_ == nullptr) return rows;
  for (Time t = from;;) {
    const date::sys_info info = zone_->get_info(sys(t));
    const Time end = info.end.time_since_epoch().count();
    if (end <= t || end > until) return rows;
    t = end;
    const Duration offset = offset_at(t);
    if (offset != rows.back().offset_s) rows.push_back({t, offset});
  }
}

Duration offset_at(const std::vector<ClockChange>& clock, Time t) {
  const auto next = std::upper_bound(clock.begin(), clock.end(), t,
                                     [](Time value, const ClockChange& row) { return value < row.from; });
  return next == clock.begin() ? 0 : std::prev(next)->offset_s;
}

}  // namespace homeward::scenario
