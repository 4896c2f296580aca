// SPDX-License-Identifier: Apache-2.0
#include "decide/sweep.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "scenario/draw.h"

namespace homeward {
namespace {

std::vector<std::string> values_of(const std::string& text) {
  const auto axis = parse_sweep_axis(text);
  return std::holds_alternative<SweepAxis>(axis) ? std::get<SweepAxis>(axis).values
                                                 : std::vector<std::string>{};
}

std::string wrong_with(const std::string& text) {
  const auto axis = parse_sweep_axis(text);
  return std::holds_alternative<std::string>(axis) ? std::get<std::string>(axis) : "";
}

using Words = std::vector<std::string>;

TEST(SweepAxis, ARangeHasBothEndsAndEveryStep) {
  EXPECT_EQ(values_of("a.b=800:1200:100"), (Words{"800", "900", "1000", "1100", "1200"}));
  EXPECT_EQ(values_of("a=1:4:2"), (Words{"1", "3"}));
  EXPECT_EQ(values_of("a=5:5:1"), (Words{"5"}));
  EXPECT_EQ(values_of("a=-1:1:1"), (Words{"-1", "0", "1"}));
}

TEST(SweepAxis, DecimalsAreExact) {
  EXPECT_EQ(values_of("a=0.1:0.5:0.1"), (Words{"0.1", "0.2", "0.3", "0.4", "0.5"}));
  EXPECT_EQ(values_of("a=1:2:0.25"), (Words{"1", "1.25", "1.5", "1.75", "2"}));
  EXPECT_EQ(values_of("a=-0.5:0.5:0.5"), (Words{"-0.5", "0", "0.5"}));
}

TEST(SweepAxis, WordsAreTakenAsTheyAre) {
  EXPECT_EQ(values_of("deadline=2011-12-15,2011-12-31"), (Words{"2011-12-15", "2011-12-31"}));
  EXPECT_EQ(values_of("a.b=06:00,07:30"), (Words{"06:00", "07:30"})) << "times are no ranges";
  EXPECT_EQ(values_of("use=alternating"), (Words{"alternating"}));
}

TEST(SweepAxis, SaysWhatIsWrong) {
  for (const char* text :
       {"a", "=1", "a=", "a=3:1:1", "a=1:3:0", "a=1:3:-1", "a=1,1", "a=1,,2", "a=1:100000:1"})
    EXPECT_NE(wrong_with(text), "") << text;
  EXPECT_NE(wrong_with("a=3:1:1").find("has no value"), std::string::npos);
}

TEST(SweepPoints, EveryValueWithEveryOther) {
  const auto points = sweep_points({{"a", {"1", "2"}}, {"b", {"x", "y", "z"}}}, SweepMode::combinations);
  ASSERT_TRUE(points);
  ASSERT_EQ(points->size(), 6u);
  const std::set<SweepPoint> unlike(points->begin(), points->end());
  EXPECT_EQ(unlike.size(), 6u);
  for (const SweepPoint& point : *points)
    for (const auto& value : point) EXPECT_TRUE(value.has_value());
}

TEST(SweepPoints, OneAtATimeBeginsWithTheScenarioItself) {
  const auto points = sweep_points({{"a", {"1", "2"}}, {"b", {"x", "y", "z"}}}, SweepMode::one_at_a_time);
  ASSERT_TRUE(points);
  ASSERT_EQ(points->size(), 6u);
  EXPECT_EQ(points->front(), SweepPoint(2));
  for (std::size_t i = 1; i < points->size(); ++i)
    EXPECT_EQ((*points)[i][0].has_value() + (*points)[i][1].has_value(), 1);
}

TEST(SweepPoints, TooManyAreRefused) {
  SweepAxis axis{"a", {}};
  for (int i = 0; i < 1000; ++i) axis.values.push_back(std::to_string(i));
  EXPECT_TRUE(sweep_points({axis}, SweepMode::combinations));
  EXPECT_FALSE(sweep_points({axis, axis}, SweepMode::combinations));
  EXPECT_TRUE(sweep_points({axis, axis}, SweepMode::one_at_a_time));
}

RC_GTEST_PROP(SweepPoints, EveryPointIsInExactlyOneShard, (std::uint16_t point, std::uint8_t more)) {
  const std::size_t shards = 1 + more;
  std::size_t found = 0;
  for (std::size_t shard = 1; shard <= shards; ++shard) found += in_shard(point, shard, shards) ? 1 : 0;
  RC_ASSERT(found == 1u);
}

TEST(SweepStatus, NamesAreFoundAgain) {
  for (const auto status : {SweepStatus::valid, SweepStatus::late, SweepStatus::infeasible,
                            SweepStatus::none_found, SweepStatus::refused, SweepStatus::not_solved})
    EXPECT_EQ(sweep_status_of(sweep_status_name(status)), status);
  EXPECT_FALSE(sweep_status_of("lucky"));
}

TEST(SweepSolve, GivesClosureAndBoundOfAPoint) {
  const Model model = draw_scenario("depot -30min- bridge -30min- port\n1st: depot to port");
  Budget budget;
  const SweepResult result = solve_sweep_point(model, {1, 1}, budget);
  EXPECT_EQ(result.status, SweepStatus::valid);
  EXPECT_EQ(result.closure, kHour + 32 + 60) << "as in the planner's own first test";
  ASSERT_TRUE(result.bound);
  EXPECT_LE(*result.bound, *result.closure);
  EXPECT_EQ(result.zone_person_s, 10 * *result.closure);
  EXPECT_GT(budget.work(), 0);
}

TEST(SweepSolve, IsNotSolvedWhenTheTimeIsOver) {
  const Model model = draw_scenario("depot -30min- port\n1st: depot to port");
  Budget budget;
  budget.cancel();
  EXPECT_EQ(solve_sweep_point(model, {}, budget).status, SweepStatus::not_solved);
}

}  // namespace
}  // namespace homeward
