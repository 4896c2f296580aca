// SPDX-License-Identifier: Apache-2.0
//
// Who can be out of the zone but never where he must be in the end: least arrivals are not above what plans
// reach, and without a way nothing is planned.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "check/certificate_arrival.h"
#include "check/check_certificate.h"
#include "check/check_plan.h"
#include "check/form.h"
#include "check/lot_story.h"
#include "check/zone_count.h"
#include "planner/bounds/certificate_sentence.h"
#include "planner/bounds/find_certificate.h"
#include "planner/dispatch/build_plan.h"
#include "planner/plan_withdrawal.h"
#include "random_cases.h"
#include "scenario/draw.h"

namespace homeward {
namespace {

/// Two ways out; behind them a port and an airfield; what goes home takes the ship or the aircraft.
std::string with_gateways(Rng& rng) {
  const auto pick = [&](std::int64_t low, std::int64_t high) { return rng.between(low, high); };
  const bool escorted = pick(0, 2) == 0;
  std::string text = fmt::format(
      "depot -{}min{}- mid(parking {}) -{}min- gate(outside, parking 300) -{}min- port; depot -{}min- "
      "side(outside, parking 100) -{}min- strip(outside, parking 300); gate -{}min- strip; port -60min- "
      "strip;",
      pick(10, 300), escorted ? " escort" : "", pick(40, 100), pick(10, 200), pick(10, 200), pick(100, 500),
      pick(10, 200), pick(10, 200));
  text += fmt::format("1st: depot to port, 20 people, {} cars, {} boxes, ready {}h;", pick(1, 9), pick(0, 20),
                      pick(0, 30));
  text += fmt::format("2nd: mid to home, 40 people, {} cars, ready {}h;", pick(1, 9), pick(0, 30));
  if (pick(0, 1) == 0) text += fmt::format("3rd: depot to home, 60 people, 0 cars, ready {}h;", pick(0, 60));
  text +=
      "ship ferry: port to home, 2d, 50 vehicles, 80 containers; aircraft jet: 2 at strip, 100 seats, 3h to "
      "home;";
  text += "lorries haul: 30 at port; buses coach: 12 at strip; escorts guard: 20 at gate;";
  for (const char* link : {"depot-mid", "mid-gate", "gate-port", "depot-side", "gate-strip", "port-strip"})
    if (pick(0, 2) == 0) {
      const std::int64_t from = pick(0, 60);
      text += fmt::format("closed {}: {}h to {}h;", link, from, from + pick(1, 60));
    }
  return text + "deadline 20d";
}

/// When all of each lot and unit are where they must be, as the checker counts.
void set_dues(Model& model, const Plan& plan) {
  check::Findings findings(model);
  const check::Ledger ledger = check::build_ledger(model, plan, check::check_form(model, plan, findings));
  const check::LotStories stories = check::tell_stories(ledger);
  for (UnitId unit : model.units.ids())
    if (!model.units[unit].stays) model.units[unit].due = check::people_home(ledger, unit);
  for (LotId lot : model.lots.ids()) model.lots[lot].due = stories.lots[lot].finished;
}

TEST(Arrivals, AreNeverAboveThoseOfAPlan) {
  Rng rng(11);
  std::int64_t planned = 0, close = 0, claims = 0;
  for (std::size_t i = 0; i < random_cases(150); ++i) {
    const std::string text = with_gateways(rng);
    Model model = draw_scenario(text);
    const Ground ground(model);
    Budget budget;
    const Plan plan = build_plan(ground, plain_tuning(model), budget).plan;
    if (!check_plan(model, plan).empty()) continue;
    ++planned;
    set_dues(model, plan);
    ASSERT_TRUE(check_plan(model, plan).empty()) << text;
    const auto none = find_no_way(model, std::nullopt, budget);
    EXPECT_FALSE(none.has_value()) << text << "\n" << (none ? none->sentence : "");
    check::CutFigures figures(model, model.deadline);
    const auto look = [&](const check::Claim& claim) {
      if (claim.count <= 0) return;
      const Time due = *check::arrival_due(model, claim), least = check::earliest_arrival(figures, claim);
      EXPECT_LE(least, due) << text;
      ++claims;
      close += 2 * (least - model.start) > due - model.start ? 1 : 0;
    };
    for (LotId lot : model.lots.ids()) look(check::claim_of(model, lot));
    for (UnitId unit : model.units.ids()) look(check::claim_of(model, unit));
  }
  EXPECT_GE(planned, static_cast<std::int64_t>(random_cases(150)) / 2);
  EXPECT_GE(close, claims / 3) << "a bound that is always far below shows nothing";
}

constexpr const char* kBehindTheBorder =
    "depot -60min- gate(outside, parking 100) -60min- port; gate -30min- camp(outside, parking 100);"
    "1st: depot to port, 20 people, 5 cars; 2nd: depot to camp, 20 people, 5 cars; deadline 5d;"
    "closed gate-port: 0h to 4000h";

TEST(Arrivals, WhoHasNoWayBehindTheBorderIsNamed) {
  Model model = draw_scenario(kBehindTheBorder);
  Budget budget;
  EXPECT_FALSE(find_no_way(model, std::nullopt, budget).has_value()) << "nobody says when they must be there";
  model.final_deadline = model.start + 10 * kDay;
  const auto proof = find_no_way(model, std::nullopt, budget);
  ASSERT_TRUE(proof.has_value());
  EXPECT_TRUE(check_certificate(model, *proof).holds);
  EXPECT_TRUE(proves_no_way(model, *proof));
  EXPECT_EQ(proof->lots.at(0).substr(0, 3), "1st");
  EXPECT_NE(proof->sentence.find("have no way there"), std::string::npos) << proof->sentence;
  ASSERT_EQ(mends(model, *proof).size(), 1u);
  EXPECT_NE(mends(model, *proof)[0].find("to port"), std::string::npos);
  Certificate other = *proof;
  for (const Lot& lot : model.lots)
    if (lot.key.starts_with("2nd")) other.lots = {lot.key};
  EXPECT_FALSE(check_certificate(model, other).holds) << "these have";

  PlannerOptions options;
  Observer observer;
  const Outcome outcome = plan_withdrawal(model, options, budget, observer);
  EXPECT_EQ(outcome.why, StopReason::proved_impossible);
  EXPECT_FALSE(outcome.best.has_value());
}

TEST(Arrivals, WhoComesTooLateCanBeMendedByALaterDate) {
  Model model = draw_scenario(kBehindTheBorder);
  model.windows[0].once.end = model.start + 60 * kHour;
  model.final_deadline = model.start + 60 * kHour + 30 * kMinute;
  Budget budget;
  const auto proof = find_no_way(model, std::nullopt, budget);
  ASSERT_TRUE(proof.has_value());
  EXPECT_FALSE(proves_no_way(model, *proof));
  EXPECT_NE(proof->sentence.find("cannot, alone on all roads, be there before"), std::string::npos)
      << proof->sentence;
  EXPECT_EQ(mends(model, *proof).size(), 2u);
  model.final_deadline = model.start + 63 * kHour;
  EXPECT_FALSE(find_no_way(model, std::nullopt, budget).has_value());
  EXPECT_FALSE(check_certificate(model, *proof).holds);
}

}  // namespace
}  // namespace homeward
