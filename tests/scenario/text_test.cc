// SPDX-License-Identifier: Apache-2.0
//
// Numbers, dates, CSV and text by themselves: round trips over random values.
#include "scenario/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "scenario/csv.h"
#include "scenario/date_text.h"
#include "scenario/number.h"
#include "scenario/time_zone.h"

namespace homeward::scenario {
namespace {

using testing::HasSubstr;

constexpr Quantity kAnyHours{"hours", "seconds", 3600, {-1'000'000'000'000, 1'000'000'000'000}};
constexpr Quantity kAnyKilometres{"km", "metres", 1000, {-1'000'000'000'000, 1'000'000'000'000}};

RC_GTEST_PROP(Numbers, WholeNumbersComeBackAsTheyWereWritten, ()) {
  const auto value = *rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'000);
  RC_ASSERT(read_whole(std::to_string(value), {-1'000'000'000, 1'000'000'000}).value == value);
}

RC_GTEST_PROP(Numbers, LengthsComeBackAsTheyWereWritten, ()) {
  const auto metres = *rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'000);
  RC_ASSERT(read_quantity(format_quantity(metres, kAnyKilometres), kAnyKilometres).value == metres);
}

RC_GTEST_PROP(Numbers, DecimalHoursAreExactOrRefused, ()) {
  const auto before = *rc::gen::inRange<std::int64_t>(0, 10'000);
  const auto thousandths = *rc::gen::inRange<std::int64_t>(0, 1000);
  const std::string text = std::to_string(before) + "." + std::to_string(1000 + thousandths).substr(1);
  const auto reading = read_quantity(text, kAnyHours);
  const std::int64_t exact = (before * 1000 + thousandths) * 3600;
  RC_ASSERT(reading.value.has_value() == (exact % 1000 == 0));
  if (reading.value) RC_ASSERT(*reading.value == exact / 1000);
}

TEST(Numbers, LimitsAreIncluded) {
  EXPECT_EQ(read_whole("5", {5, 7}).value, 5);
  EXPECT_EQ(read_whole("7", {5, 7}).value, 7);
  EXPECT_FALSE(read_whole("4", {5, 7}).value.has_value());
  EXPECT_FALSE(read_whole("8", {5, 7}).value.has_value());
  EXPECT_EQ(read_quantity("0.001", kKilometres).value, 1);
  EXPECT_FALSE(read_quantity("0.000", kKilometres).value.has_value());
  EXPECT_EQ(read_quantity("90.0000000000", kMetres).value, 90'000) << "zeros at the end are no decimals";
  EXPECT_THAT(read_quantity("0.0000000001", kMetres).what, HasSubstr("more than 9 decimals"));
}

TEST(Numbers, DegreesAreRoundedToAMillionth) {
  EXPECT_EQ(read_degrees("33.3152474999", 90).value, 33'315'247);
  EXPECT_EQ(read_degrees("33.3152475", 90).value, 33'315'248);
  EXPECT_EQ(read_degrees("-33.3152475", 90).value, -33'315'248);
  EXPECT_EQ(read_degrees("90", 90).value, 90'000'000);
  EXPECT_FALSE(read_degrees("90.000001", 90).value.has_value());
}

RC_GTEST_PROP(Dates, DaysComeBackAsTheyWereWritten, ()) {
  const auto day = *rc::gen::inRange<std::int64_t>(days_of(1900, 1, 1), days_of(2038, 1, 1));
  const auto reading = read_date(format_date(day));
  RC_ASSERT(reading.value.has_value());
  RC_ASSERT(reading.value->day == day);
  RC_ASSERT(!reading.value->second_of_day.has_value());
}

RC_GTEST_PROP(Dates, TimesComeBackAsTheyWereWritten, ()) {
  const auto seconds =
      *rc::gen::inRange<std::int64_t>(days_of(1900, 1, 1) * kDay, days_of(2038, 1, 1) * kDay);
  const auto reading = read_date(format_local(seconds));
  RC_ASSERT(reading.value.has_value());
  RC_ASSERT(reading.value->day * kDay + reading.value->second_of_day.value() == seconds);
}

RC_GTEST_PROP(Dates, LocalTimesComeBackUnlessTheClocksChange, ()) {
  static const TimeZone zone = *TimeZone::find("Europe/Berlin").value;
  const auto t = *rc::gen::inRange<Time>(days_of(2000, 1, 1) * kDay, days_of(2037, 1, 1) * kDay);
  const auto reading = zone.instant(*read_date(zone.format(t)).value, DayEdge::begin);
  if (reading.value) {
    RC_ASSERT(*reading.value == t);
  } else {
    RC_ASSERT(zone.offset_at(t - kHour) != zone.offset_at(t + kHour));
  }
}

TEST(Dates, KnownDays) {
  EXPECT_EQ(days_of(1970, 1, 1), 0);
  EXPECT_EQ(days_of(2011, 10, 21), 15268);
  EXPECT_EQ(days_of(1900, 1, 1), -25567);
  EXPECT_EQ(format_date(11016), "2000-02-29");
}

TEST(Dates, OffsetsBothWays) {
  const auto utc = [](const char* text) {
    return *TimeZone().instant(*read_date(text).value, DayEdge::begin).value;
  };
  EXPECT_EQ(utc("2011-10-21T18:00+03:00"), utc("2011-10-21T15:00Z"));
  EXPECT_EQ(utc("2011-10-21T18:00-0530"), utc("2011-10-21 23:30"));
  EXPECT_FALSE(read_date("2011-10-21T18:00+15:00").value.has_value());
}

TEST(Dates, AMidnightThatTheClocksSkipIsTheFirstInstantOfItsDay) {
  const TimeZone beirut = *TimeZone::find("Asia/Beirut").value;
  const std::int64_t day = days_of(2022, 3, 27);  // 00:00 became 01:00
  const Time begin = beirut.day_begin(day);
  EXPECT_EQ(beirut.format(begin), "2022-03-27 01:00");
  EXPECT_EQ(beirut.format(begin - 1), "2022-03-26 23:59:59");
}

TEST(Dates, TheClockTableAgreesWithTheZone) {
  const TimeZone zone = *TimeZone::find("Europe/Berlin").value;
  const Time from = days_of(2029, 1, 1) * kDay;
  const Time until = days_of(2031, 1, 1) * kDay;
  const std::vector<ClockChange> clock = zone.changes(from, until);
  ASSERT_EQ(clock.size(), 5u);
  for (Time t = from; t < until; t += 1801) ASSERT_EQ(offset_at(clock, t), zone.offset_at(t)) << t;
}

std::string one_cell(const std::string& cell, Problems& problems) {
  const std::string bytes = "a,b\n" + csv_cell(cell) + ",x\n";
  const CellTable table = read_csv("t.csv", bytes, problems);
  return table.row_count() == 1 ? std::string(table.row(0)[0].text) : "(no row)";
}

RC_GTEST_PROP(Csv, ACellComesBackAsItWasQuoted, ()) {
  const std::string cell =
      *rc::gen::container<std::string>(rc::gen::element('a', '"', ',', '\n', ' ', ';', '\t', 'z'));
  Problems problems;
  RC_ASSERT(one_cell(cell, problems) == cell);
  RC_ASSERT(problems.empty());
}

RC_GTEST_PROP(Csv, NoBytesBreakTheReader, ()) {
  const std::string bytes =
      *rc::gen::container<std::string>(rc::gen::element('a', '"', ',', '\n', '\r', ' '));
  Problems problems;
  const CellTable table = read_csv("t.csv", bytes, problems);
  for (std::size_t i = 0; i < table.row_count(); ++i) RC_ASSERT(table.row(i).size() == table.header().size());
}

TEST(Csv, PositionsAreLinesAndCharacters) {
  Problems problems;
  const CellTable table = read_csv("t.csv", "a,b,c\n\"x\ny\",äöü,z\nü,\"q\",r", problems);
  ASSERT_EQ(table.row_count(), 2u);
  EXPECT_EQ(table.row(0)[0].text, "x\ny");
  EXPECT_EQ(table.row(0)[0].line, 2);
  EXPECT_EQ(table.row(0)[2].line, 3);
  EXPECT_EQ(table.row(0)[2].column, 8);
  EXPECT_EQ(table.row(1)[1].line, 4);
  EXPECT_EQ(table.row(1)[1].column, 3);
  EXPECT_EQ(table.row(1)[2].text, "r") << "the last line needs no end";
  EXPECT_TRUE(problems.empty());
}

TEST(Text, Utf8IsCheckedByTheBook) {
  EXPECT_FALSE(first_bad_utf8("aäß€😀").has_value());
  EXPECT_EQ(first_bad_utf8("a\xC0\x80"), 1u) << "overlong";
  EXPECT_EQ(first_bad_utf8("ab\xED\xA0\x80"), 2u) << "surrogate";
  EXPECT_EQ(first_bad_utf8("ab\xED\xBF\xBF"), 2u) << "last surrogate";
  EXPECT_EQ(first_bad_utf8("\xF4\x90\x80\x80"), 0u) << "beyond the last character";
  EXPECT_EQ(first_bad_utf8("abc\xE2\x82"), 3u) << "cut";
  EXPECT_EQ(first_bad_utf8("\xFF"), 0u);
}

TEST(Text, QuotingShortensAndShowsWhatIsInvisible) {
  EXPECT_EQ(in_quotes("a b"), "'a b'");
  EXPECT_EQ(in_quotes("a\tb\x01"), "'a\\u{9}b\\u{1}'");
  EXPECT_EQ(in_quotes("a\xC2\xA0"
                      "b"),
            "'a\\u{a0}b'");
  EXPECT_EQ(in_quotes("\xFF"), "'\\xff'");
  EXPECT_EQ(character_count(in_quotes(std::string(200, 'x'))), 63u);
  EXPECT_EQ(in_quotes("a\xE2\x80\x8B"
                      "b\xE3\x80\x80"),
            "'a\\u{200b}b\\u{3000}'");
}

TEST(Text, SuggestionsAreNearAndNotTooMany) {
  const std::vector<std::string> words{"alternating", "one_way", "two_way", "exclusive"};
  EXPECT_EQ(did_you_mean("alternatng", words), " Did you mean 'alternating'?");
  EXPECT_EQ(did_you_mean("EXCLUSIVE", words), " Did you mean 'exclusive'?");
  EXPECT_EQ(did_you_mean("banana", words), "");
  const std::vector<std::string> twice{"flatbed", "flatbed"};
  EXPECT_EQ(did_you_mean("flatbedd", twice), " Did you mean 'flatbed'?");
  EXPECT_EQ(did_you_mean("", words), "");
  const std::vector<std::string> pair{"form", "farm"};
  EXPECT_EQ(did_you_mean("frm", pair), " Did you mean 'farm' or 'form'?");
}

TEST(Text, KeysThatLookAlikeHaveOneForm) {
  EXPECT_EQ(look_alike_form("COB-1"), look_alike_form("c0b_I"));
  EXPECT_EQ(look_alike_form("a.l"), look_alike_form("A-1"));
  EXPECT_NE(look_alike_form("A1"), look_alike_form("A2"));
  EXPECT_NE(look_alike_form("A1"), look_alike_form("A-1"));
}

}  // namespace
}  // namespace homeward::scenario
