// SPDX-License-Identifier: Apache-2.0
//
// Lanes and spaces that are missing for a time, together with other traffic: plans keep them, and no proof
// is above a plan.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "check/check_certificate.h"
#include "check/check_plan.h"
#include "check/plan_figures.h"
#include "planner/bounds/find_certificate.h"
#include "planner/bounds/find_prices.h"
#include "planner/plan_withdrawal.h"
#include "scenario/draw.h"

namespace homeward {
namespace {

Outcome plan_quickly(const Model& model) {
  Budget budget(1, Budget::Clock::now() + std::chrono::minutes(5));
  PlannerOptions options;
  options.threads = 1;
  Observer observer;
  return plan_withdrawal(model, options, budget, observer);
}

/// Few lorries and escorts, a post of three lanes and a ramp; lanes and spaces that are missing for a time,
/// and columns that nobody plans.
std::string scarce_scenario(Rng& rng) {
  const auto pick = [&](std::int64_t low, std::int64_t high) { return rng.between(low, high); };
  std::string text = fmt::format(
      "depot -{}min{}- mid(parking {}) -{}min- gate(outside, parking {}) -30min- port;camp -{}min- mid;",
      pick(10, 300), rng.chance(1, 2) ? " escort" : "", rng.chance(1, 2) ? 200 : 0, pick(10, 200),
      pick(60, 120), pick(10, 200));
  text += fmt::format("1st: depot to port, {} people, {} cars, {} boxes, ready {}h;", 20, pick(5, 9),
                      pick(1, 60), pick(0, 30));
  text += fmt::format("2nd: camp to port, 20 people, {} cars, ready {}h;", pick(5, 9), pick(0, 30));
  text += fmt::format("lorries haul: {} at port;escorts guard: 30 at gate;", pick(3, 20));
  text += fmt::format("service post at gate: leaving, {}/h, 3 lanes;", pick(2, 30));
  const bool ramp = rng.chance(1, 2);
  if (ramp) text += fmt::format("service ramp at depot: loading, {}/h, 2 lanes;", pick(2, 30));
  // One after the other, and one lane of the post is left for the others: nobody asks them to wait.
  for (std::int64_t at = pick(0, 20), until = 0; at < 150; at = until + pick(0, 20)) {
    until = at + pick(1, 40);
    const std::string what = ramp && rng.chance(1, 3) ? "ramp" : rng.chance(1, 4) ? "gate" : "post";
    text += fmt::format("reduced {} by {}: {}h to {}h;", what, what == "gate" ? pick(1, 10) : pick(1, 2), at,
                        until);
  }
  const bool back = rng.chance(1, 2);
  for (std::int64_t i = 0, at = pick(0, 9); i < 4; ++i, at += pick(30, 50))
    text += fmt::format("others o{}: {} over {} at {}h;", i, pick(1, 12),
                        back && i % 2 == 1 ? "port gate mid depot" : "depot mid gate port", at);
  return text + "deadline 20d";
}

/// The same certificate of one instant later than the plan's closure must not hold.
void expect_sound(const Model& model, const Certificate& certificate, Time closure, const std::string& text) {
  ASSERT_LE(bound_of(certificate), closure) << text << '\n' << certificate.sentence;
  Certificate wrong = certificate;
  wrong.no_closure_before = closure + 1;
  for (CertificateResource& row : wrong.resources)
    if (row.until == bound_of(certificate)) row.until = closure + 1;
  EXPECT_FALSE(check_certificate(model, wrong).holds) << text;
}

TEST(ReducedAndOtherTraffic, ProofsOfBothFormsAreNeverAboveAPlan) {
  int plans = 0, one = 0, prices = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 77);
    const std::string text = scarce_scenario(rng);
    const Model model = draw_scenario(text);
    ASSERT_FALSE(model.reductions.empty() || model.other_traffic.empty());
    const Outcome outcome = plan_quickly(model);
    if (!outcome.best || !outcome.missed.empty()) continue;
    EXPECT_TRUE(check_plan(model, *outcome.best).empty()) << text;
    const Time closure = plan_figures(model, *outcome.best).closure.value_or(kEndOfTime);
    ++plans;
    Budget budget;
    for (const ResourceBound& bound : bounds_by_resource(model, budget)) {
      if (!check_certificate(model, bound.certificate).holds) continue;
      one += bound.certificate.format == 1 ? 1 : 0;
      expect_sound(model, bound.certificate, closure, text);
    }
    const auto best = find_certificate(model, budget);
    ASSERT_TRUE(best) << text;
    EXPECT_TRUE(check_certificate(model, *best).holds) << text;
    prices += best->format == 2 ? 1 : 0;
    expect_sound(model, *best, closure, text);
  }
  EXPECT_GE(plans, 40);
  EXPECT_GE(one, 60);
  EXPECT_GE(prices, 20);
}

/// 120 cars in three columns at a post of two lanes, 5 an hour each: a lane less for 10 hours costs 50 cars,
/// other traffic of 20 cars two hours of both lanes.
TEST(ReducedAndOtherTraffic, BothMakeTheBoundLater) {
  const std::string world =
      "base -30min- port(parking 50)\n1st: base to port, 40 people, 40 cars\n2nd: base to port, 40 people, "
      "40 "
      "cars\n3rd: base to port, 40 people, 40 cars\nservice post at port: leaving, 5/h, 2 lanes\n";
  const Model alone = draw_scenario(world);
  const Model fewer = draw_scenario(world + "reduced post by 1: 1h to 11h\n");
  const Model both =
      draw_scenario(world + "reduced post by 1: 1h to 11h\nothers o: 20 over base port at 0h\n");
  Budget budget;
  const auto first = find_certificate(alone, budget), second = find_certificate(fewer, budget),
             third = find_certificate(both, budget);
  ASSERT_TRUE(first && second && third);
  EXPECT_EQ(bound_of(*second) - bound_of(*first), 5 * kHour);
  EXPECT_GT(bound_of(*third), bound_of(*second));
  for (const Model* model : {&alone, &fewer, &both}) {
    const Outcome outcome = plan_quickly(*model);
    ASSERT_TRUE(outcome.best && outcome.bound);
    EXPECT_TRUE(check_plan(*model, *outcome.best).empty());
    EXPECT_LE(*outcome.bound, plan_figures(*model, *outcome.best).closure.value_or(0));
  }
}

}  // namespace
}  // namespace homeward
