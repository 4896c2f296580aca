// SPDX-License-Identifier: Apache-2.0
//
// Relations that hold whatever the figures: they need no authority.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "march/column.h"
#include "march/decimal.h"
#include "march/generators.h"
#include "march/timetable.h"
#include "march/units.h"

namespace homeward::march {
namespace {

Column any_column() {
  Column column;
  column.vehicles = *in_range<std::int64_t>(1, 5'000);
  column.density = {1, *in_range<std::int64_t>(5'000, 300'000)};
  column.march_rate_m_per_h = *in_range<std::int64_t>(1'000, 100'000);
  column.order.serials = *in_range<std::int64_t>(1, 5);
  column.order.march_units = column.order.serials * *in_range<std::int64_t>(1, 5);
  column.order.march_unit_gap_s = *in_range<std::int64_t>(0, 900);
  column.order.serial_gap_s = column.order.march_unit_gap_s + *in_range<std::int64_t>(0, 900);
  return column;
}

Duration vehicles_part(const Column& column) {
  const ColumnFigures figures = column_figures(column).value();
  return figures.pass_time_s - figures.time_gaps_s;
}

RC_GTEST_PROP(ColumnRelations, PassTimeIsLinearInVehiclesWhenGapsAreFixed, ()) {
  Column column = any_column();
  const Duration single = vehicles_part(column);
  column.vehicles *= 3;
  const Duration triple = vehicles_part(column);
  RC_ASSERT(triple <= 3 * single);
  RC_ASSERT(triple >= 3 * single - 2);  // three roundings against one
}

RC_GTEST_PROP(ColumnRelations, DoublingTheRateHalvesTheVehiclesPartAndLeavesTheGaps, ()) {
  Column column = any_column();
  const ColumnFigures slow = column_figures(column).value();
  column.march_rate_m_per_h *= 2;
  const ColumnFigures fast = column_figures(column).value();
  RC_ASSERT(fast.time_gaps_s == slow.time_gaps_s);
  RC_ASSERT(fast.pass_time_s - fast.time_gaps_s == divide_up(slow.pass_time_s - slow.time_gaps_s, 2));
}

RC_GTEST_PROP(ColumnRelations, TwoColumnsBackToBackClearAfterTheFirstTheGapAndTheSecond, ()) {
  Column whole = any_column();
  whole.order = {2, 1, *in_range<std::int64_t>(0, 3'600), 0};
  Column first = whole;
  first.order = {};
  first.vehicles = *in_range<std::int64_t>(0, whole.vehicles);
  RC_PRE(first.vehicles > 0);
  Column second = first;
  second.vehicles = whole.vehicles - first.vehicles;
  const Time clear_first = column_figures(first).value().pass_time_s;
  const Time due_second = earliest_next_due(clear_first, whole.order.march_unit_gap_s);
  const Time clear_second = due_second + column_figures(second).value().pass_time_s;
  const Time clear_whole = column_figures(whole).value().pass_time_s;
  RC_ASSERT(clear_second - clear_whole >= 0);
  RC_ASSERT(clear_second - clear_whole <= 1);
}

RC_GTEST_PROP(ColumnRelations, RoadSpaceIsWhatThePassTimeCoversAtTheMarchRate, ()) {
  const Column column = any_column();
  const ColumnFigures figures = column_figures(column).value();
  const std::int64_t covered_m = multiply_divide_up(figures.pass_time_s, column.march_rate_m_per_h, kHour);
  const std::int64_t slack_m = 2 + divide_up(column.march_rate_m_per_h, kHour);
  RC_ASSERT(covered_m - figures.road_space_m <= slack_m);
  RC_ASSERT(figures.road_space_m - covered_m <= slack_m);
}

RC_GTEST_PROP(ColumnRelations, TimeGapsAreTheGapsSummedOneByOne, ()) {
  const Column column = any_column();
  const MarchOrder& order = column.order;
  const std::int64_t units_a_serial = order.march_units / order.serials;
  Duration sum_s = 0;
  for (std::int64_t unit = 1; unit < order.march_units; ++unit)
    sum_s += unit % units_a_serial == 0 ? order.serial_gap_s : order.march_unit_gap_s;
  RC_ASSERT(time_gaps(order).value() == sum_s);
}

RC_GTEST_PROP(ColumnRelations, ExtraTimeNeverFallsAndDoublesAbove600, ()) {
  const auto vehicles = *in_range<std::int64_t>(1, 3'000);
  const Duration here = extal(vehicles).value();
  RC_ASSERT(extal(vehicles + 1).value() >= here);
  RC_ASSERT(extal(vehicles + 25).value() - here == (vehicles >= 600 ? 2 : 1) * kMinute ||
            (vehicles > 575 && vehicles < 600));
}

March any_march() {
  March march;
  march.start_point_time = *in_range<Time>(-100'000, 2'000'000'000);
  march.march_rate_m_per_h = *in_range<std::int64_t>(1'000, 100'000);
  march.pass_time_s = *in_range<Duration>(0, 20'000);
  march.points.push_back({"SP", 0, 0});
  const auto legs_m =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(in_range<std::int64_t>(0, 500'000)));
  for (const std::int64_t leg_m : legs_m)
    march.points.push_back({"CP", march.points.back().distance_m + leg_m, *in_range<Duration>(0, 7'200)});
  return march;
}

RC_GTEST_PROP(TimetableRelations, CompletionIsStartPlusRoadClearanceTime, ()) {
  const March march = any_march();
  Duration halts_s = 0;
  for (const RoutePoint& point : march.points) halts_s += point.halt_s;
  const Duration tdis =
      time_distance(march.points.back().distance_m, march.march_rate_m_per_h, halts_s).value();
  RC_ASSERT(completion(march).value() ==
            march.start_point_time + road_clearance_time(tdis, march.pass_time_s));
}

RC_GTEST_PROP(TimetableRelations, LeavingAtTheLatestStartPointTimeMeetsTheDeadlineExactly, ()) {
  March march = any_march();
  const Time deadline = *in_range<Time>(0, 3'000'000'000);
  march.start_point_time = latest_start_point_time(march, deadline).value();
  RC_ASSERT(completion(march).value() == deadline);
}

RC_GTEST_PROP(TimetableRelations, TimesNeverFallAndClearIsPassTimeAfterTheHeadLeaves, ()) {
  const March march = any_march();
  const auto rows = timetable(march).value();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    RC_ASSERT(rows[i].leaves - rows[i].due == march.points[i].halt_s);
    RC_ASSERT(rows[i].clear - rows[i].leaves == march.pass_time_s);
    if (i > 0) RC_ASSERT(rows[i].due >= rows[i - 1].leaves);
  }
}

RC_GTEST_PROP(TimetableRelations, AnotherPointOnTheWayChangesNoOtherTime, ()) {
  March march = any_march();
  const auto before = timetable(march).value();
  const auto at = *in_range<std::size_t>(1, march.points.size());
  march.points.insert(march.points.begin() + static_cast<std::ptrdiff_t>(at),
                      {"CP", march.points[at].distance_m, 0});
  const auto after = timetable(march).value();
  RC_ASSERT(after[at].due == before[at].due);
  RC_ASSERT(after.back().clear == before.back().clear);
}

TEST(Headway, IsMissingOnlyWhenTheNextHeadComesBeforeClearPlusGap) {
  EXPECT_EQ(headway_missing(1'000, 300, 1'299), 1);
  EXPECT_EQ(headway_missing(1'000, 300, 1'300), 0);
  EXPECT_EQ(headway_missing(1'000, 300, 2'000), 0);
}

TEST(Figures, OutOfRangeAreAllReportedByName) {
  Column column;
  column.order = {1, 2, 60, 30};
  const Result<ColumnFigures> result = column_figures(column);
  ASSERT_FALSE(result.ok());
  std::vector<std::string> names;
  for (const Problem& problem : result.problems()) names.push_back(problem.place.pointer);
  EXPECT_EQ(names,
            (std::vector<std::string>{"vehicles", "march_rate_m_per_h", "march_units", "serial_gap_s"}));
}

TEST(Figures, AMarchMustStartAtZeroAndGoForward) {
  March march;
  march.march_rate_m_per_h = 40'000;
  EXPECT_FALSE(timetable(march).ok());
  march.points = {{"SP", 1, 0}, {"RP", 10, 0}};
  EXPECT_FALSE(timetable(march).ok());
  march.points = {{"SP", 0, 0}, {"CP", 20, 0}, {"RP", 10, 0}};
  ASSERT_FALSE(timetable(march).ok());
  EXPECT_EQ(timetable(march).problems().front().place.pointer, "points/2");
}

RC_GTEST_PROP(DecimalText, ComesBackFromItsOwnText, ()) {
  const auto value = *in_range<std::int64_t>(0, 1'000'000'000);
  const int digits = *in_range(0, 7);
  RC_ASSERT(parse_decimal(format_decimal(value, digits), digits, "x").value() == value);
}

TEST(DecimalText, RefusesWhatItWouldHaveToGuess) {
  for (const char* text : {"", ".", "1.", ".5", "-1", "+1", "1e3", "1,5", "1.2345", "1 ", "9999999999999"})
    EXPECT_FALSE(parse_decimal(text, 3, "x").ok()) << text;
  EXPECT_EQ(parse_decimal("15.9", 3, "x").value(), 15'900);
  EXPECT_EQ(parse_decimal("007", 0, "x").value(), 7);
}

RC_GTEST_PROP(UnitRelations, CustomaryUnitsComeBackFromMetricOnes, ()) {
  const auto value = *in_range<std::int64_t>(0, 1'000'000'000);
  for (const Unit unit :
       {kMetresPerMile, kMillimetresPerFoot, kKilogramsPerShortTon, kLitresPerMeasurementTon})
    RC_ASSERT(customary_down(metric_up(value, unit), unit) == value);
}

TEST(Units, AShortTonIsNeitherATonneNorAMeasurementTon) {
  EXPECT_EQ(metric_up(100'000, kKilogramsPerShortTon), 90'718'474);
  EXPECT_EQ(metric_down(1'000, kLitresPerMeasurementTon), 1'132'673);
  EXPECT_EQ(metric_down(1'000, kMetresPerMile), 1'609'344);
}

}  // namespace
}  // namespace homeward::march
