// SPDX-License-Identifier: Apache-2.0
#include "scenario/risk_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace homeward {
namespace {

using testing::HasSubstr;

Problem only_problem(const std::string& text) {
  const Result<Risks> risks = read_risks(text, "risks.yaml");
  EXPECT_FALSE(risks.ok());
  if (risks.ok()) return {};
  EXPECT_EQ(risks.problems().size(), 1u);
  return risks.problems().front();
}

TEST(RiskFile, WhatIsWrittenIsReadAgain) {
  Risks risks;
  risks.breakdown = {7 * kMinute, 9 * kHour};
  risks.scale_percent[6] = 250;
  risks.overrun_s = 90 * kMinute;
  risks.late_ships_permille = 0;
  const std::string text = write_risks(risks);
  const Result<Risks> again = read_risks(text, "risks.yaml");
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(write_risks(again.value()), text);
  EXPECT_EQ(again.value().breakdown.most_s, 9 * kHour);
  EXPECT_EQ(again.value().scale(RiskFamily::weather), 250);
  EXPECT_EQ(again.value().overrun_s, 90 * kMinute);
}

TEST(RiskFile, WhatIsNotNamedKeepsItsDefault) {
  const Result<Risks> risks =
      read_risks("homeward_risks: 1\r\nships: {late_permille: 7, most_h: 13.5}\r\n", "r");
  ASSERT_TRUE(risks.ok());
  EXPECT_EQ(risks.value().late_ships_permille, 7);
  EXPECT_EQ(risks.value().ship_late.most_s, 48'600);
  EXPECT_EQ(risks.value().ship_late.least_s, Risks().ship_late.least_s);
  EXPECT_EQ(risks.value().late_aircraft_permille, Risks().late_aircraft_permille);
}

TEST(RiskFile, UnknownKeysAreRefusedWithTheirLineAndWhatIsNear) {
  const Problem group = only_problem("homeward_risks: 1\nwether: {late_permille: 7}\n");
  EXPECT_EQ(group.place.line, 2);
  EXPECT_THAT(group.mend, HasSubstr("Did you mean 'weather'?"));
  const Problem key = only_problem("homeward_risks: 1\nships:\n  late_permile: 7\n");
  EXPECT_EQ(key.place.line, 3);
  EXPECT_EQ(key.place.file, "risks.yaml");
  EXPECT_THAT(key.mend, HasSubstr("Did you mean 'late_permille'?"));
}

TEST(RiskFile, FiguresOutOfRangeAreRefused) {
  EXPECT_EQ(only_problem("homeward_risks: 1\nships: {late_permille: 1001}\n").place.line, 2);
  EXPECT_EQ(only_problem("homeward_risks: 1\nships: {late_permille: -1}\n").place.line, 2);
  EXPECT_EQ(only_problem("homeward_risks: 1\nships: {late_permille: 1.5}\n").place.line, 2);
  EXPECT_EQ(only_problem("homeward_risks: 1\nservices: {slow_day_percent: 99}\n").place.line, 2);
  EXPECT_EQ(only_problem("homeward_risks: 1\nships: {late_permille: [1]}\n").place.line, 2);
  EXPECT_EQ(only_problem("homeward_risks: 1\nships: 12\n").place.line, 2);
}

TEST(RiskFile, ALeastDelayAboveTheMostIsRefused) {
  EXPECT_THAT(only_problem("homeward_risks: 1\nships: {least_h: 100}\n").what, HasSubstr("least_h of ships"));
  EXPECT_TRUE(read_risks("homeward_risks: 1\nships: {least_h: 100, most_h: 100}\n", "r").ok());
}

TEST(RiskFile, TheVersionMustBeNamedAndKnown) {
  EXPECT_THAT(only_problem("ships: {late_permille: 7}\n").what, HasSubstr("homeward_risks"));
  EXPECT_EQ(only_problem("homeward_risks: 2\n").place.line, 1);
}

TEST(RiskFile, AllProblemsAreReportedAtOnce) {
  const Result<Risks> risks =
      read_risks("homeward_risks: 1\nships: {late: 1}\nroads: {least_h: x}\nweather: {most_h: 1}\n", "r");
  ASSERT_FALSE(risks.ok());
  EXPECT_EQ(risks.problems().size(), 3u);
}

TEST(RiskFile, RepeatedKeysAreRefused) {
  EXPECT_FALSE(read_risks("homeward_risks: 1\nships: {late_permille: 7, late_permille: 8}\n", "r").ok());
}

}  // namespace
}  // namespace homeward
