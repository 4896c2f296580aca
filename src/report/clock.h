// SPDX-License-Identifier: Apache-2.0
//
// Instants as people read them: local time of the scenario's zone, with the zone's letter, and date-time
// groups. Local time comes from Model::clock; no zone file is read.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "model/network.h"

namespace homeward {

/// A date and time of day without zone.
struct CivilTime {
  std::int64_t year = 1970;
  int month = 1;    ///< 1 … 12
  int day = 1;      ///< 1 … 31
  int weekday = 4;  ///< 0 Sunday … 6 Saturday
  int hour = 0;
  int minute = 0;
  int second = 0;
};

/// seconds: since 1970-01-01T00:00:00 of whatever zone is meant.
CivilTime civil_time(std::int64_t seconds);

/// Date-time group in UTC: 251830ZOCT11.
std::string dtg(Time t);

class LocalClock {
 public:
  /// clock: sorted by `from`; empty means UTC.
  LocalClock(std::string time_zone, std::vector<ClockChange> clock);

  Duration offset(Time t) const;
  CivilTime local(Time t) const { return civil_time(t + offset(t)); }
  Time midnight(Time t) const;       ///< begin of the local day that holds t
  Time noon(Time t) const;           ///< of the local day that holds t
  Time next_midnight(Time t) const;  ///< begin of the next local day

  std::string date(Time t) const;         ///< 25 Oct 2011
  std::string short_date(Time t) const;   ///< 25 Oct
  std::string date_time(Time t) const;    ///< 25 Oct 2011 21:30
  std::string long_date(Time t) const;    ///< Tuesday 25 October 2011
  std::string time_of_day(Time t) const;  ///< 21:30
  /// Ends and deadlines: midnight is 24:00 of the day before.
  std::string end_date_time(Time t) const;
  std::string local_dtg(Time t) const;   ///< 252130COCT11
  std::string short_dtg(Time t) const;   ///< 252130C
  std::string both(Time t) const;        ///< 25 Oct 2011 21:30 C (251830ZOCT11)
  std::string iso(Time t) const;         ///< 2011-10-25T21:30:00+03:00
  std::string iso_date(Time t) const;    ///< 2011-10-25
  std::string letter(Time t) const;      ///< C; empty where the offset is not a whole hour
  std::string utc_offset(Time t) const;  ///< UTC+03:00
  const std::string& time_zone() const { return time_zone_; }

 private:
  std::string time_zone_;
  std::vector<ClockChange> clock_;
};

/// 3 d 4 h, 5 h 20 min, 40 min; negative durations carry a minus sign.
std::string duration_text(Duration seconds);

}  // namespace homeward
