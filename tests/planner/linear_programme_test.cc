// SPDX-License-Identifier: Apache-2.0
#include "planner/linear_programme.h"

#include <gtest/gtest.h>

namespace homeward {
namespace {

using Sense = LinearProgramme::Sense;
using Status = LinearProgramme::Status;
constexpr std::int64_t kPlenty = 100'000;

/// max 3x + 5y, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: x = 2, y = 6, 36; prices 0, 3/2, 1 (Hillier & Lieberman,
/// Wyndor).
class Wyndor : public ::testing::Test {
 protected:
  Wyndor() {
    x = lp.add_column(3);
    y = lp.add_column(5);
    lp.add_row(-LinearProgramme::kInfinity, 4, {{x, 1}});
    lp.add_row(-LinearProgramme::kInfinity, 12, {{y, 2}});
    lp.add_row(-LinearProgramme::kInfinity, 18, {{x, 3}, {y, 1}, {y, 1}});
  }
  LinearProgramme lp;
  Budget budget;
  int x = 0, y = 0;
};

TEST_F(Wyndor, OptimumAndPrices) {
  const auto answer = lp.solve(Sense::maximise, budget, kPlenty);
  ASSERT_EQ(answer.status, Status::optimal);
  EXPECT_NEAR(answer.objective, 36, 1e-9);
  EXPECT_NEAR(answer.values[0], 2, 1e-9);
  EXPECT_NEAR(answer.values[1], 6, 1e-9);
  EXPECT_NEAR(answer.prices[0], 0, 1e-9);
  EXPECT_NEAR(answer.prices[1], 1.5, 1e-9);
  EXPECT_NEAR(answer.prices[2], 1, 1e-9);
  EXPECT_GT(budget.work(), 0);
}

TEST_F(Wyndor, ColumnsRowsAndBoundsMayBeAddedBetweenSolves) {
  lp.solve(Sense::maximise, budget, kPlenty);
  // A third product that takes one hour of plant 3 and earns 2: better than its price of 1.
  const int z = lp.add_column_in_rows(2, 0, 3, {{2, 1}});
  auto answer = lp.solve(Sense::maximise, budget, kPlenty);
  ASSERT_EQ(answer.status, Status::optimal);
  EXPECT_NEAR(answer.objective, 39, 1e-9);
  EXPECT_NEAR(answer.values[static_cast<std::size_t>(z)], 3, 1e-9);
  lp.add_row(-LinearProgramme::kInfinity, 5, {{x, 1}, {y, 1}, {z, 1}});
  answer = lp.solve(Sense::maximise, budget, kPlenty);
  EXPECT_NEAR(answer.objective, 25, 1e-9);
  lp.set_bounds(y, 0, 1);
  answer = lp.solve(Sense::maximise, budget, kPlenty);
  EXPECT_NEAR(answer.objective, 5 + 3 * 4, 1e-9);
  lp.set_cost(z, 10);
  answer = lp.solve(Sense::maximise, budget, kPlenty);
  EXPECT_NEAR(answer.objective, 5 + 30 + 3, 1e-9);
}

TEST_F(Wyndor, SaysInfeasibleAndUnbounded) {
  lp.add_column(1);
  EXPECT_EQ(lp.solve(Sense::maximise, budget, kPlenty).status, Status::unbounded);
  lp.set_bounds(2, 0, 1);
  lp.add_row(7, LinearProgramme::kInfinity, {{y, 1}});
  EXPECT_EQ(lp.solve(Sense::maximise, budget, kPlenty).status, Status::infeasible);
}

TEST_F(Wyndor, StopsAtTheLimitOfIterations) {
  const auto answer = lp.solve(Sense::maximise, budget, 0);
  EXPECT_EQ(answer.status, Status::stopped);
  EXPECT_TRUE(answer.values.empty());
}

TEST_F(Wyndor, StopsWhenInterrupted) {
  budget.cancel();
  EXPECT_EQ(lp.solve(Sense::maximise, budget, kPlenty).status, Status::stopped);
}

}  // namespace
}  // namespace homeward
