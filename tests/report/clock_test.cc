// SPDX-License-Identifier: Apache-2.0
#include "report/clock.h"

#include <gtest/gtest.h>

namespace homeward {
namespace {

constexpr Time kEvening = 1319567400;  // 2011-10-25T18:30:00Z

LocalClock baghdad() { return {"Asia/Baghdad", {{kStartOfTime, 3 * kHour}}}; }

TEST(Clock, a_date_time_group_is_day_hour_minute_zone_month_year) {
  EXPECT_EQ(dtg(kEvening), "251830ZOCT11");
  EXPECT_EQ(baghdad().local_dtg(kEvening), "252130COCT11");
  EXPECT_EQ(baghdad().short_dtg(kEvening), "252130C");
  EXPECT_EQ(baghdad().both(kEvening), "25 Oct 2011 21:30 C (251830ZOCT11)");
}

TEST(Clock, local_time_carries_its_offset) {
  EXPECT_EQ(baghdad().iso(kEvening), "2011-10-25T21:30:00+03:00");
  EXPECT_EQ(baghdad().long_date(kEvening), "Tuesday 25 October 2011");
  EXPECT_EQ(baghdad().utc_offset(kEvening), "UTC+03:00");
}

TEST(Clock, midnight_as_an_end_is_2400_of_the_day_before) {
  const Time new_year = 1325365200;  // 2012-01-01 00:00 +03:00
  EXPECT_EQ(baghdad().end_date_time(new_year), "31 Dec 2011 24:00");
  EXPECT_EQ(baghdad().end_date_time(new_year + kMinute), "1 Jan 2012 00:01");
}

TEST(Clock, zones_of_half_hours_have_no_letter) {
  const LocalClock kabul("Asia/Kabul", {{kStartOfTime, 4 * kHour + 30 * kMinute}});
  EXPECT_EQ(kabul.letter(kEvening), "");
  EXPECT_EQ(kabul.iso(kEvening), "2011-10-25T23:00:00+04:30");
}

TEST(Clock, letters_skip_juliett_and_turn_west_at_november) {
  const auto letter = [](std::int64_t hours) {
    return LocalClock("", {{kStartOfTime, hours * kHour}}).letter(0);
  };
  EXPECT_EQ(letter(0), "Z");
  EXPECT_EQ(letter(9), "I");
  EXPECT_EQ(letter(10), "K");
  EXPECT_EQ(letter(12), "M");
  EXPECT_EQ(letter(-1), "N");
  EXPECT_EQ(letter(-12), "Y");
}

TEST(Clock, days_of_23_and_25_hours_begin_at_local_midnight) {
  const Time summer_begins = 1301187600;  // 2011-03-27T01:00:00Z
  const Time winter_begins = 1319936400;  // 2011-10-30T01:00:00Z
  const LocalClock berlin("Europe/Berlin",
                          {{kStartOfTime, kHour}, {summer_begins, 2 * kHour}, {winter_begins, kHour}});
  const Time spring = berlin.midnight(summer_begins + 5 * kHour);
  EXPECT_EQ(berlin.iso(spring), "2011-03-27T00:00:00+01:00");
  EXPECT_EQ(berlin.next_midnight(spring) - spring, 23 * kHour);
  const Time autumn = berlin.midnight(winter_begins + 5 * kHour);
  EXPECT_EQ(berlin.iso(autumn), "2011-10-30T00:00:00+02:00");
  EXPECT_EQ(berlin.next_midnight(autumn) - autumn, 25 * kHour);
  EXPECT_EQ(berlin.iso(berlin.noon(spring)), "2011-03-27T12:00:00+02:00");
  EXPECT_EQ(berlin.iso(berlin.noon(autumn + kHour)), "2011-10-30T12:00:00+01:00");
}

TEST(Clock, dates_before_1970_and_leap_days_are_right) {
  EXPECT_EQ(dtg(-1), "312359ZDEC69");
  EXPECT_EQ(dtg(951782400), "290000ZFEB00");
}

TEST(Clock, durations_name_their_two_largest_units) {
  EXPECT_EQ(duration_text(3 * kDay + 4 * kHour + 59 * kMinute), "3 d 4 h");
  EXPECT_EQ(duration_text(5 * kHour + 20 * kMinute), "5 h 20 min");
  EXPECT_EQ(duration_text(2 * kDay), "2 d");
  EXPECT_EQ(duration_text(-kHour), "−1 h");
  EXPECT_EQ(duration_text(0), "0 min");
}

}  // namespace
}  // namespace homeward
