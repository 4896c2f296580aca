// SPDX-License-Identifier: Apache-2.0
//
// Local time of the scenario's zone, from the IANA tables of the machine. A local time that the clocks
// skip or show twice is refused: a planner's night curfew must not hang on a guess.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/network.h"
#include "scenario/date_text.h"

namespace date {
class time_zone;
}

namespace homeward::scenario {

class TimeZone {
 public:
  /// UTC.
  TimeZone() = default;
  static Reading<TimeZone> find(std::string_view name);

  /// A date alone means the first instant of its local day, or of the next one.
  Reading<Time> instant(const DateText& date, DayEdge edge) const;
  /// First instant of a local day (midnight, or the end of a gap that swallows it).
  Time day_begin(std::int64_t day) const;
  /// When the clocks show so many seconds of a local day: where they show it twice the first time, where they
  /// skip it the change.
  Time clock_time(std::int64_t day, std::int64_t second) const;
  Duration offset_at(Time t) const;
  /// "2011-10-21 18:00" in this zone.
  std::string format(Time t) const;
  /// All changes in [from, until]; the first row reaches back for ever.
  std::vector<ClockChange> changes(Time from, Time until) const;

 private:
  const date::time_zone* zone_ = nullptr;
};

/// Local time by the table of a model instead of the IANA tables.
Duration offset_at(const std::vector<ClockChange>& clock, Time t);

}  // namespace homeward::scenario
