// SPDX-License-Identifier: Apache-2.0
//
// The exact solver against enumeration on thousands of tiny instances, every plan judged by the verifier.
#include <gtest/gtest.h>

#include "planner/convoy_verifier.h"
#include "planner/exact/order_branching.h"
#include "random_cases.h"

namespace homeward::exact {
namespace {

void expect_best(const ConvoyProblem& problem, Variant variant) {
  Budget budget;
  const ConvoyOutcome outcome = branch_on_order(problem, variant, {}, budget);
  const std::optional<std::int64_t> best = best_by_trying_all(problem, variant);
  if (!best) {
    EXPECT_EQ(outcome.status, Status::infeasible);
    return;
  }
  ASSERT_EQ(outcome.status, Status::optimal);
  EXPECT_EQ(outcome.objective, *best);
  EXPECT_EQ(outcome.bound, *best);
  EXPECT_EQ(verify(problem, variant, *outcome.routes), std::vector<std::string>{});
  EXPECT_EQ(verified_objective(problem, variant, *outcome.routes), *best);
}

void compare(Variant variant, const TinySize& size, std::uint64_t all) {
  const std::uint64_t cases = random_cases(all);
  int feasible = 0;
  for (std::uint64_t seed = 0; seed < cases && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng{seed, static_cast<std::uint64_t>(variant)};
    const ConvoyProblem problem = tiny_problem(rng, size);
    expect_best(problem, variant);
    feasible += best_by_trying_all(problem, variant).has_value() ? 1 : 0;
  }
  EXPECT_GT(feasible, static_cast<int>(cases / 10));  // the generator makes instances worth solving
}

TEST(ExactConvoys, EqualEnumerationWithHeadwayAtNodes) { compare(Variant::p1, {}, 3'000); }
TEST(ExactConvoys, EqualEnumerationWithHeadwayOnEdgesOnly) { compare(Variant::p2, {}, 3'000); }
TEST(ExactConvoys, EqualEnumerationWithWaitingOnTheWay) { compare(Variant::p3, {4, 3, 4, 5}, 2'000); }
TEST(ExactConvoys, EqualEnumerationForLeastTravelTime) { compare(Variant::p4, {}, 3'000); }
TEST(ExactConvoys, EqualEnumerationForLeastMakespan) { compare(Variant::p5, {}, 3'000); }
TEST(ExactConvoys, EqualEnumerationWithLongWaits) { compare(Variant::p1, {5, 3, 14, 8}, 600); }

}  // namespace
}  // namespace homeward::exact
