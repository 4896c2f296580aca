// SPDX-License-Identifier: Apache-2.0
//
// The route of one convoy under many random bans against enumeration: here loops would pay, long ways are cut
// off and halts matter, far more often than in whole plans.
#include <gtest/gtest.h>

#include <functional>

#include "planner/convoy_verifier.h"
#include "planner/exact/neighbourhoods.h"
#include "planner/exact/order_branching.h"
#include "planner/exact/route_search.h"
#include "random_cases.h"

namespace homeward::exact {
namespace {

bool banned(const std::vector<Ban>& bans, NodeId node, NodeId to, Time at) {
  for (const Ban& ban : bans)
    if (ban.node == node && ban.to == to && ban.times.contains(at)) return true;
  return false;
}

/// Walks every simple path and every time by which it can be gone, and keeps the least cost.
class Enumeration {
 public:
  Enumeration(const ConvoyProblem& problem, Variant variant, const std::vector<Ban>& bans)
      : problem_{problem}, variant_{variant}, convoy_{problem.convoys[ConvoyId(0)]}, bans_{bans} {
    visited_.assign(problem.node_count(), false);
    visited_[convoy_.start.index()] = true;
    for (Duration wait = 0; wait <= convoy_.wait_max; ++wait) {
      const Time at = convoy_.earliest_start + wait;
      if (!banned(bans, convoy_.start, convoy_.start, at)) leave(convoy_.start, at, 0);
    }
  }
  std::optional<std::int64_t> best() const { return best_; }

 private:
  void leave(NodeId node, Time at, Duration travel) {
    if (node == convoy_.end) return end(at, travel);
    for (const Arc& arc : problem_.arcs_of(node)) {
      if (visited_[arc.to.index()] || banned(bans_, node, arc.to, at)) continue;
      visited_[arc.to.index()] = true;
      arrive(arc.to, at + arc.travel, travel + arc.travel);
      visited_[arc.to.index()] = false;
    }
  }

  void arrive(NodeId node, Time at, Duration travel) {
    if (banned(bans_, node, node, at)) return;
    const Time latest = convoy_.earliest_start + convoy_.wait_max + travel;
    const Time until = variant_ == Variant::p3 && node != convoy_.end ? latest : at;
    for (Time time = at; time <= until; ++time)
      if (!banned(bans_, node, node, time)) leave(node, time, travel);
  }

  void end(Time at, Duration travel) {
    if (at > convoy_.latest_arrival || travel > convoy_.travel_max) return;
    const std::int64_t cost = variant_ == Variant::p4 ? travel : at - convoy_.earliest_start;
    if (!best_ || cost < *best_) best_ = cost;
  }

  const ConvoyProblem& problem_;
  Variant variant_;
  const Convoy& convoy_;
  const std::vector<Ban>& bans_;
  std::vector<bool> visited_;
  std::optional<std::int64_t> best_;
};

std::vector<Ban> random_bans(const ConvoyProblem& problem, Rng& rng) {
  std::vector<Ban> bans;
  const std::size_t count = rng.below(16);
  for (std::size_t i = 0; i < count; ++i) {
    const NodeId node(rng.below(problem.node_count()));
    const auto arcs = problem.arcs_of(node);
    const bool on_arc = !arcs.empty() && rng.chance(1, 3);
    const Time begin = rng.between(0, 20);
    bans.push_back(
        {node, on_arc ? arcs[rng.below(arcs.size())].to : node, {begin, begin + rng.between(1, 9)}});
  }
  return bans;
}

void compare_times(Variant variant, const TinySize& size, std::uint64_t all) {
  const std::uint64_t cases = random_cases(all);
  int found = 0;
  int none = 0;
  for (std::uint64_t seed = 0; seed < cases && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng{seed, 100 + static_cast<std::uint64_t>(variant)};
    ConvoyProblem problem = tiny_problem(rng, size);
    Convoy& convoy = problem.convoys[ConvoyId(0)];
    convoy.latest_arrival = 40;
    const std::vector<Ban> bans = random_bans(problem, rng);
    std::int64_t work = 0;
    const std::optional<Route> route = RouteSearch{problem, variant, ConvoyId(0)}.best(bans, work);
    const std::optional<std::int64_t> best = Enumeration{problem, variant, bans}.best();
    ASSERT_EQ(route.has_value(), best.has_value());
    (best ? found : none) += 1;
    if (!route) continue;
    EXPECT_EQ(route_cost(convoy, *route, variant), *best);
    EXPECT_EQ(verify(problem, variant, {*route}), std::vector<std::string>{});
  }
  EXPECT_GT(found, static_cast<int>(cases / 4));
  EXPECT_GT(none, static_cast<int>(cases / 20));
}

TEST(ExactRouteSearch, EqualsEnumerationWithoutHalts) { compare_times(Variant::p1, {7, 1, 4, 3}, 20'000); }
TEST(ExactRouteSearch, EqualsEnumerationWithHalts) { compare_times(Variant::p3, {5, 1, 7, 3}, 30'000); }
TEST(ExactRouteSearch, EqualsEnumerationForLeastTravelTime) {
  compare_times(Variant::p4, {7, 1, 4, 3}, 20'000);
}

TEST(OrderBranching, BeatsAKnownPlanThatIsNearlyTheBest) {
  int one_off = 0;
  for (std::uint64_t seed = 0; seed < 4'000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng{seed, 200};
    const ConvoyProblem problem = tiny_problem(rng, {5, 3, 8, 5});
    Budget budget;
    BranchingStart start;
    start.known = plan_one_by_one(problem, Variant::p1, 5, rng, budget);
    if (!start.known) continue;
    const std::int64_t known = objective(problem, *start.known, Variant::p1);
    const ConvoyOutcome outcome = branch_on_order(problem, Variant::p1, start, budget);
    const std::int64_t best = best_by_trying_all(problem, Variant::p1).value();
    ASSERT_EQ(outcome.objective, best);
    ASSERT_EQ(outcome.status, Status::optimal);
    one_off += known == best + 1 ? 1 : 0;
  }
  EXPECT_GT(one_off, 5);
}

}  // namespace
}  // namespace homeward::exact
