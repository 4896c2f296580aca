// SPDX-License-Identifier: Apache-2.0
//
// Worked examples that others have published; each test names its source. Nobody here wrote the figures.
#include <gtest/gtest.h>

#include "march/capacity.h"
#include "march/column.h"
#include "march/dates.h"
#include "march/halts.h"
#include "march/range.h"
#include "march/timetable.h"
#include "march/units.h"

namespace homeward::march {
namespace {

Column column_of(std::int64_t vehicles, Density density, std::int64_t rate_km_per_h) {
  Column column;
  column.vehicles = vehicles;
  column.density = density;
  column.march_rate_m_per_h = rate_km_per_h * 1'000;
  return column;
}

// ST 100-3, chapter 8, section 8-1: a corps of 25,000 vehicles at the normal interval of 100 m.
TEST(PublishedExamples, ACorpsAtTheNormalIntervalTakes2500KmOfRoad) {
  const Density density = density_from_spacing(92'000, 8'000).value();
  EXPECT_EQ(milli_vehicles_per_km(density), 10'000);
  EXPECT_EQ(column_figures(column_of(25'000, density, 25)).value().road_space_m, 2'500'000);
}

TEST(PublishedExamples, ACorpsAt25KmInTheHourPassesInMoreThanFourDays) {
  const Duration pass_time_s = column_figures(column_of(25'000, {1, 100'000}, 25)).value().pass_time_s;
  EXPECT_EQ(pass_time_s, 100 * kHour);
  EXPECT_GT(pass_time_s, 4 * kDay);
  EXPECT_LT(pass_time_s, 5 * kDay);
}

// Same section: 1,200 km occupied and 1,300 km of gaps over eight routes at 30 km/h pass in 10.5 h.
TEST(PublishedExamples, ACorpsOnEightRoutesPassesInTenAndAHalfHours) {
  const Density density = density_of_observed(25'000, (1'200 + 1'300) * 1'000).value();
  const ColumnFigures figures = column_figures(column_of(25'000 / 8, density, 30)).value();
  EXPECT_EQ(figures.road_space_m, 312'500);
  EXPECT_EQ(figures.pass_time_s, 37'500);  // 10 h 25 min
  EXPECT_LE(std::abs(figures.pass_time_s - 37'800), 1'080);
}

// Same section: a reinforced division of 6,000 vehicles on four routes, 155 km a column, 30 km/h.
TEST(PublishedExamples, AReinforcedDivisionOnFourRoutesPassesInJustOverFiveHours) {
  const Density density = density_of_observed(1'500, 155'000).value();
  const Duration pass_time_s = column_figures(column_of(1'500, density, 30)).value().pass_time_s;
  EXPECT_EQ(pass_time_s, 18'600);  // 5 h 10 min
  EXPECT_GT(pass_time_s, 5 * kHour);
}

// ST 100-3, section 8-2: an armoured division counts 5,314 wheeled and tracked vehicles; at the same
// normal interval that is 531.4 km of road.
TEST(PublishedExamples, AnArmouredDivisionTakes531KmOfRoad) {
  EXPECT_EQ(column_figures(column_of(5'314, {1, 100'000}, 25)).value().road_space_m, 531'400);
}

// The time-gap example recalled from FM 55-10: two serials of two march units, gaps of 5 and 10 minutes.
TEST(PublishedExamples, TwoSerialsOfTwoMarchUnitsHaveTwentyMinutesOfTimeGaps) {
  Column column = column_of(150, density_from_milli_per_km(15'000).value(), 50);
  column.order = {4, 2, 5 * kMinute, 10 * kMinute};
  EXPECT_EQ(time_gaps(column.order).value(), 20 * kMinute);
  const ColumnFigures figures = column_figures(column).value();
  EXPECT_EQ(figures.time_gaps_s, 20 * kMinute);
  EXPECT_EQ(figures.pass_time_s, 32 * kMinute);
  EXPECT_EQ(figures.road_space_m, 26'667);  // 10 km + 16.67 km, up
}

// CH0828: EDD = max(RDYLD, EAD − movement); EDD > LAD: not capable of meeting the date.
TEST(PublishedExamples, AUnitReadyAfterItsLatestArrivalDateCannotMeetIt) {
  const RequirementDates late = requirement_dates({30, 20, 25, 4}).value();
  EXPECT_EQ(late.required_load_day, 16);
  EXPECT_EQ(late.earliest_departure_day, 30);
  EXPECT_FALSE(late.meets_published_rule);
  EXPECT_FALSE(late.arrives_in_time);
  const RequirementDates good = requirement_dates({10, 20, 25, 4}).value();
  EXPECT_EQ(good.earliest_departure_day, 16);
  EXPECT_TRUE(good.meets_published_rule);
  EXPECT_TRUE(good.arrives_in_time);
}

TEST(PublishedExamples, ThePublishedDateRuleAloneAcceptsAUnitThatArrivesTooLate) {
  const RequirementDates dates = requirement_dates({24, 20, 25, 4}).value();
  EXPECT_TRUE(dates.meets_published_rule);
  EXPECT_FALSE(dates.arrives_in_time);
}

// Star-Advertiser, 15 Feb 2013: 40,000 vehicles in Afghanistan, 1,500 leave a month, all out by the end of
// 2014.
TEST(PublishedExamples, FifteenHundredVehiclesAMonthDoNotEmptyAfghanistanByTheEndOf2014) {
  const Outflow flow{40'000, 1'500, 30, day_of("2013-02-13").value(), day_of("2014-12-31").value()};
  const OutflowFigures by_day = outflow(flow, PeriodCount::by_day).value();
  EXPECT_EQ(by_day.days, 686);
  EXPECT_EQ(by_day.out, 34'300);
  EXPECT_EQ(by_day.missing, 5'700);
  EXPECT_EQ(by_day.needed_per_period, 1'750);  // 1,749 is not enough: 1,749.27 rounded up
  const OutflowFigures whole = outflow(flow, PeriodCount::whole_periods).value();
  EXPECT_EQ(whole.out, 33'000);
  EXPECT_EQ(whole.missing, 7'000);
  EXPECT_EQ(whole.needed_per_period, 1'819);  // 1,818.18 rounded up
}

TEST(PublishedExamples, TheNeededRateIsTheLeastThatBringsAllVehiclesOut) {
  Outflow flow{40'000, 1'749, 30, day_of("2013-02-13").value(), day_of("2014-12-31").value()};
  EXPECT_GT(outflow(flow, PeriodCount::by_day).value().missing, 0);
  flow.things_per_period = 1'750;
  EXPECT_EQ(outflow(flow, PeriodCount::by_day).value().missing, 0);
}

// MINUSMA, Kidal, 31 Oct to 7 Nov 2023: 143 vehicles, 9 km long, 848 people, about 350 km.
TEST(PublishedExamples, TheKidalConvoyHad63MetresAVehicle) {
  const Density density = density_of_observed(143, 9'000).value();
  EXPECT_EQ(milli_vehicles_per_km(density), 15'888);
  EXPECT_EQ(spacing_mm(density), 62'938);
  EXPECT_EQ(multiply_divide_down(848, 10, 143), 59);  // 5.9 people a vehicle
  const std::int64_t days = day_of("2023-11-07").value() - day_of("2023-10-31").value();
  EXPECT_EQ(350 / days, 50);  // km a day
}

// 1st Theater Sustainment Command: 481 convoys, 3,600 trucks, 16,032 truckloads, 11 million miles.
TEST(PublishedExamples, ATruckloadOutOfIraqWent1104KmAndAConvoyTook33) {
  EXPECT_EQ(multiply_divide_down(16'032, 10, 481), 333);
  EXPECT_EQ(multiply_divide_down(11'000'000, 1, 16'032), 686);
  EXPECT_EQ(metric_down(686, kMetresPerMile) / 1'000, 1'104);
  EXPECT_EQ(multiply_divide_down(16'032, 100, 3'600), 445);
}

TEST(PublishedExamples, TheTrucksNeededFollowFromTheLoadsATruckCanCarry) {
  // 16,032 loads of 20 t in 445 turnarounds' time per 100 trucks: 3,603 trucks for 4.45 turnarounds each.
  const TruckNeed need{16'032 * 20'000, 20'000, 100 * kHour, 445 * kHour, 1'000};
  EXPECT_EQ(trucks_needed(need).value(), 3'603);
}

March two_points(std::int64_t distance_m, std::int64_t rate_m_per_h, Time start, Duration pass_time_s) {
  March march;
  march.start_point_time = start;
  march.march_rate_m_per_h = rate_m_per_h;
  march.pass_time_s = pass_time_s;
  march.points = {{"start", 0, 0}, {"middle", distance_m * 2 / 5, 0}, {"end", distance_m, 0}};
  return march;
}

// A defect once reported of another planner: a point at 40 % of the way stood at 50 % of the time (08:36).
TEST(PublishedExamples, APointAtFortyPercentOfTheWayIsDueAtFortyPercentOfTheTime) {
  const Time six = 6 * kHour;
  const auto rows = timetable(two_points(312'000, 60'000, six, 0)).value();
  EXPECT_EQ(rows[2].due - six, 312 * kMinute);
  EXPECT_EQ(rows[1].due, 8 * kHour + 4 * kMinute + 48);
}

// ConvoyPlan's halts: 15 min for every started three vehicles, every two hours; 120 min from six hours on.
TEST(PublishedExamples, TechnicalHaltsGrowWithEveryStartedGroupOfThreeVehicles) {
  EXPECT_EQ(technical_halt(7, HaltRule{}).value(), 45 * kMinute);
  EXPECT_EQ(technical_halt(12, HaltRule{}).value(), 60 * kMinute);
}

TEST(PublishedExamples, AMarchOfMoreThanSixHoursHasARestOfTwoHours) {
  const std::vector<Halt> halts = halts_for(7 * kHour, 7, HaltRule{}).value();
  ASSERT_EQ(halts.size(), 3U);
  EXPECT_EQ(halts[0].length_s, 45 * kMinute);
  EXPECT_EQ(halts[1].after_driving_s, 4 * kHour);
  EXPECT_EQ(halts[2].kind, HaltKind::rest);
  EXPECT_EQ(halts[2].length_s, 120 * kMinute);
  EXPECT_EQ(halts_for(6 * kHour, 7, HaltRule{}).value().size(), 2U);
}

// The last convoy, 18 December 2011: 110 vehicles leave at 02:30, head at the border 07:30, tail 8 min later.
TEST(PublishedExamples, TheLastConvoyOfDecember2011ClearsTheBorderEightMinutesAfterItsHead) {
  const Time midnight = day_of("2011-12-18").value() * kDay;
  const Time start = midnight + 2 * kHour + 30 * kMinute;
  const Density density = density_from_spacing(40'000, 8'000).value();
  const ColumnFigures figures = column_figures(column_of(110, density, 40)).value();
  EXPECT_EQ(figures.road_space_m, 5'280);
  EXPECT_EQ(figures.pass_time_s, 476);  // 7 min 56 s
  const auto rows = timetable(two_points(200'000, 40'000, start, figures.pass_time_s)).value();
  EXPECT_EQ(rows.back().due, midnight + 7 * kHour + 30 * kMinute);
  EXPECT_EQ(round_up(rows.back().clear, kMinute), midnight + 7 * kHour + 38 * kMinute);
}

}  // namespace
}  // namespace homeward::march
