// SPDX-License-Identifier: Apache-2.0
//
// Plans of drawn scenarios are accepted by the checker; where a plan is late or there is none, that is said.
// HOMEWARD_RANDOM_PLANNED sets how many are planned (100).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "check/check_certificate.h"
#include "check/check_plan.h"
#include "check/plan_figures.h"
#include "planner/drawn.h"
#include "planner/plan_withdrawal.h"
#include "random_cases.h"
#include "scenario/draw.h"

namespace homeward {
namespace {

struct Tally {
  std::uint64_t valid = 0, late_proved = 0, late = 0, none = 0;
};

void plan_and_check(const Model& model, const std::string& text, std::uint64_t seed, Tally& tally) {
  Budget budget(2'000'000, Budget::Clock::now() + std::chrono::minutes(5));
  PlannerOptions options;
  options.threads = 1;
  Observer observer;
  const Outcome outcome = plan_withdrawal(model, options, budget, observer);
  if (outcome.certificate) {
    EXPECT_TRUE(check_certificate(model, *outcome.certificate).holds) << text;
  }
  if (!outcome.best) {
    ++tally.none;
    fmt::print("seed {} has no plan: {}\n", seed, text);
    return;
  }
  const auto found = check_plan(model, *outcome.best);
  ASSERT_EQ(found.size(), outcome.missed.size()) << text << "\n" << (found.empty() ? "" : found[0].sentence);
  for (const Violation& violation : found) ASSERT_TRUE(is_requirement(violation.rule)) << violation.sentence;
  const auto closure = plan_figures(model, *outcome.best).closure;
  if (closure && outcome.certificate) {
    ASSERT_GE(*closure, outcome.certificate->no_closure_before) << text;
  }
  if (found.empty()) {
    ++tally.valid;
  } else if (outcome.why == StopReason::proved_impossible) {
    ++tally.late_proved;
  } else {
    ++tally.late;
    fmt::print("seed {} is late: {}\n{}\n", seed, found[0].sentence, text);
  }
}

std::uint64_t cases_wanted() {
  const char* count = std::getenv("HOMEWARD_RANDOM_PLANNED");
  return count == nullptr ? random_cases(100) : static_cast<std::uint64_t>(std::max(1, std::atoi(count)));
}

void print(const Tally& tally) {
  fmt::print("{} valid, {} late and proved to be, {} late, {} without a plan\n", tally.valid,
             tally.late_proved, tally.late, tally.none);
}

TEST(RandomPlans, AreAcceptedByTheChecker) {
  const std::uint64_t cases = cases_wanted();
  Tally tally;
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 12);
    const std::string text = draw_any(rng, seed);
    Model model = draw_scenario(text);
    if (seed % 2 == 0) {  // tiny ones have few escorts
      model.rules.escort_min = 1;
      model.rules.escort_ratio = rng.between(1, 4);
    }
    plan_and_check(model, text, seed, tally);
    if (HasFatalFailure()) return;
  }
  print(tally);
  EXPECT_GE(tally.valid * 50, cases * 49);
}

/// At night nobody but the last drives in the zone.
Window curfew(const Model& model, Rng& rng) {
  Window night;
  night.zone = model.zone;
  night.classes = {true, true, true, true, false};
  night.daily = true;
  night.from_second = rng.between(18, 23) * kHour;
  night.until_second = rng.between(0, 6) * kHour;
  return night;
}

TEST(RandomPlans, OfRichScenariosAreAcceptedByTheChecker) {
  const std::uint64_t cases = cases_wanted();
  Tally tally;
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 13);
    const std::string text = draw_rich(rng);
    Model model = draw_scenario(text);
    if (rng.chance(1, 3)) model.windows.push_back(curfew(model, rng));
    model.rules.escort_min = rng.between(1, 3);
    model.rules.escort_ratio = rng.between(2, 7);
    if (rng.chance(1, 2)) model.rules.drive_max_s = rng.between(6, 12) * kHour;
    // What comes by ship goes on from where columns end.
    for (const Ship& ship : model.ships)
      for (Lot& lot : model.lots)
        if (lot.destination == ship.port && rng.chance(1, 2)) lot.destination = ship.destination;
    plan_and_check(model, text, seed, tally);
    if (HasFatalFailure()) return;
  }
  print(tally);
  // What is left is late because it cannot be in time, or has no way with the rests that it needs.
  EXPECT_GE(tally.valid * 5, cases * 4);
  EXPECT_LE(tally.none * 20, cases);
}

}  // namespace
}  // namespace homeward
