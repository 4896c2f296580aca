// SPDX-License-Identifier: Apache-2.0
//
// The checker's small tools by themselves.
#include "check/build.h"
#include "check/findings.h"
#include "check/local_time.h"
#include "check/sweep.h"

namespace homeward::testing {
namespace {

using check::Findings;
using check::Level;
using check::Step;

TEST(LocalText, EveryDayOfFiveHundredYearsIsTheDayAfterTheOneBefore) {
  int year = 1900, month = 1, day = 1;
  const Model model;
  for (Time at = -2208988800; year < 2400; at += kDay) {
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d 00:00", year, month, day);
    ASSERT_EQ(check::local_text(model, at), text);
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (++day > kDays[month - 1] + (leap && month == 2 ? 1 : 0)) day = 1, ++month;
    if (month > 12) month = 1, ++year;
  }
}
TEST(LocalText, DaysBeginAtMidnightBefore1970Too) {
  const Model model;
  EXPECT_EQ(check::local_day(model, -1), -1);
  EXPECT_EQ(check::local_day(model, -kDay), -1);
  EXPECT_EQ(check::local_day(model, -kDay - 1), -2);
  EXPECT_EQ(check::local_day(model, 0), 0);
  EXPECT_EQ(check::local_day(model, kDay - 1), 0);
  EXPECT_EQ(check::first_instant(model, 5), 5);
  EXPECT_EQ(check::last_instant(model, 5), 5);
}
TEST(Clock, InstantsAreTheInverseOfTheWallClock) {
  Model model;
  model.clock = {{kStartOfTime, 3600}, {100000, 7200}, {200000, 3600}, {300000, 10800}};
  for (const Time at : {0, 99999, 150000, 250000, 400000}) {
    EXPECT_EQ(check::first_instant(model, check::wall_clock(model, at)), at);
    EXPECT_EQ(check::last_instant(model, check::wall_clock(model, at)), at);
  }
  EXPECT_EQ(check::first_instant(model, 100000 + 5000), 100000);  // the hour that does not come
  EXPECT_EQ(check::last_instant(model, 100000 + 5000), 100000);
  EXPECT_EQ(check::first_instant(model, 200000 + 5000), 200000 - 2200);  // the hour that comes twice
  EXPECT_EQ(check::last_instant(model, 200000 + 5000), 200000 + 1400);
  EXPECT_EQ(check::first_instant(model, 200000 + 3600), 200000 - 3600);
  EXPECT_EQ(check::last_instant(model, 200000 + 3600), 200000 - 3600);
  EXPECT_EQ(check::last_instant(model, 200000 + 7200), 200000 + 3600);
}

TEST(Sweep, ChangesOfOneSecondAreTakenTogether) {
  const auto levels = check::levels(5, {{20, -3}, {10, 4}, {10, -4}, {20, 1}});
  ASSERT_EQ(levels.size(), 2u);
  EXPECT_EQ(levels[0].value, 5);
  EXPECT_EQ(levels[1].value, 3);
  EXPECT_EQ(check::level_at(levels, 5, 9), 5);
  EXPECT_EQ(check::level_at(levels, 5, 19), 5);
  EXPECT_EQ(check::level_at(levels, 5, 20), 3);
}
TEST(Sweep, EachRiseAboveTheLimitIsOneExcess) {
  const auto found =
      check::excesses({{40, -2, 3}, {10, 1, 1}, {20, 1, 2}, {30, 1, 3}, {50, 2, 7}, {60, -3, 1}}, 1);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].at, 20);
  EXPECT_EQ(found[0].value, 2);
  EXPECT_EQ(found[0].who, 2u);
  EXPECT_EQ(found[1].at, 50);
  EXPECT_EQ(found[1].value, 3);
  EXPECT_EQ(found[1].who, 7u);
}
TEST(Sweep, AChangeThatIsUndoneInTheSameSecondIsNone) {
  EXPECT_TRUE(check::excesses({{10, 1, 0}, {20, 1, 1}, {20, -1, 0}, {30, -1, 1}}, 1).empty());
}
TEST(Sweep, ALevelSettlesAtItsLastChangeToTheTarget) {
  EXPECT_EQ(check::settled({{10, 0}, {20, 1}, {30, 0}, {40, 0}}, 1, 0, 5), 30);
  EXPECT_EQ(check::settled({{10, 0}, {20, 0}}, 1, 0, 5), 10);
  EXPECT_EQ(check::settled({{10, 0}}, 0, 0, 5), 5);
  EXPECT_EQ(check::settled({}, 0, 0, 5), 5);
  EXPECT_EQ(check::settled({}, 1, 0, 5), std::nullopt);
  EXPECT_EQ(check::settled({{10, 2}}, 0, 0, 5), std::nullopt);
  EXPECT_EQ(check::settled({{1, 0}}, 1, 0, 5), 5);
}

TEST(Findings, TheyAreSortedByTimeCodeAndObjects) {
  const Model model;
  Findings findings(model);
  findings.add(Rule::LEG, {"b"}, 5, "3");
  findings.add(Rule::LEG, {"a"}, 5, "2b");
  findings.add(Rule::LEG, {"a"}, 5, "2a");
  findings.add(Rule::FORM, {"a"}, 4, "1");
  findings.add(Rule::SIZE, {"a"}, 5, "4");
  std::string order;
  for (const Violation& violation : findings.take()) order += violation.sentence + " ";
  EXPECT_EQ(order, "1 2a 2b 3 4 ");
}
TEST(Findings, AThousandAreAThousand) {
  const Model model;
  Findings findings(model);
  for (int i = 0; i < 1000; ++i) findings.add(Rule::DUE, {}, i, "");
  EXPECT_EQ(findings.take().size(), 1000u);
}
TEST(Findings, WhatIsTooMuchIsCounted) {
  const Model model;
  Findings findings(model);
  for (int i = 0; i < 100'005; ++i) findings.add(i == 100'004 ? Rule::PARK : Rule::DUE, {}, i, "");
  const auto listed = findings.take();
  ASSERT_EQ(listed.size(), 1001u);
  EXPECT_EQ(listed.back().sentence, "99005 more are not listed: PARK 1, DUE 99004");
  EXPECT_EQ(listed.back().rule, Rule::PARK);
  EXPECT_EQ(listed.back().late_s, 0);
}
TEST(Findings, AHardRuleGivesItsCodeEvenWhenItComesLater) {
  const Model model;
  Findings findings(model);
  for (int i = 0; i < 1001; ++i) findings.add(Rule::DUE, {}, i, "");
  findings.add(Rule::FLEET, {}, 5000, "");
  EXPECT_EQ(findings.take().back().rule, Rule::FLEET);
}

}  // namespace
}  // namespace homeward::testing
