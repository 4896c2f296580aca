// SPDX-License-Identifier: Apache-2.0
//
// Certificates that are found: they hold, they are not above what plans reach, and they say why a deadline
// cannot be met. HOMEWARD_RANDOM_CERTIFICATES sets how many small scenarios are planned (500).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/random.h"
#include "check/certificate_given.h"
#include "check/check_certificate.h"
#include "check/check_plan.h"
#include "check/plan_figures.h"
#include "planner/bounds/certificate_sentence.h"
#include "planner/bounds/find_certificate.h"
#include "planner/dispatch/build_plan.h"
#include "random_cases.h"
#include "scenario/draw.h"
#include "scenario/read_scenario.h"

namespace homeward {
namespace {

/// A base or two, a road with or without a halt, escorts, windows, a ramp and a post, all scarce; buses that
/// stand in the zone, escorts anywhere, nights on all roads.
std::string small_scenario(Rng& rng) {
  const auto pick = [&](std::int64_t low, std::int64_t high) { return rng.between(low, high); };
  const bool escorted = pick(0, 2) == 0, tight = pick(0, 1) == 0, halt = tight || pick(0, 1) == 0;
  std::string text =
      fmt::format("depot -{}min{}- mid(parking {}) -{}min{}- gate(outside, parking {}) -30min- port;",
                  pick(10, 300), escorted ? " escort" : "", halt ? tight ? pick(6, 40) : 200 : 0,
                  pick(10, 200), escorted && pick(0, 1) == 0 ? " escort" : "", pick(40, 120));
  const bool camp = pick(0, 1) == 0;
  if (camp) text += fmt::format("camp -{}min- mid;", pick(10, 200));
  const bool cars = pick(0, 1) == 0;
  text += fmt::format("1st: depot to port, {} people, {} cars, {} boxes, ready {}h;", cars ? 20 : 0,
                      cars ? pick(1, 9) : 0, pick(1, 60), pick(0, 30));
  if (pick(0, 1) == 0)
    text += fmt::format("2nd: {} to port, 20 people, {} cars, ready {}h;",
                        camp && pick(0, 1) == 0 ? "camp" : "depot", pick(1, 9), pick(0, 30));
  text += fmt::format("lorries haul: {} at port;", pick(3, 20));
  if (pick(0, 1) == 0)
    text += fmt::format("buses coach: 3 at port, {} at {};", pick(1, 6), halt ? "mid" : "depot");
  text += pick(0, 1) == 0
              ? "escorts guard: 30 at gate;"
              : fmt::format("escorts guard: 26 at gate, 6 at {};", pick(0, 1) == 0 ? "depot" : "port");
  if (pick(0, 1) == 0)
    text += fmt::format("service post at gate: leaving, {}/h, {} lanes;", pick(2, 40), pick(1, 2));
  if (pick(0, 2) == 0) text += fmt::format("service in at gate: entering, {}/h, 2 lanes;", pick(4, 40));
  if (halt && pick(0, 2) == 0)
    text += fmt::format("service fuel at mid: passing, {}/h, 2 lanes;", pick(4, 40));
  if (pick(0, 1) == 0) text += fmt::format("service ramp at depot: loading, {}/h, 1 lanes;", pick(2, 30));
  const bool nights = pick(0, 1) == 0;
  for (std::int64_t day = 0; day < 20 && pick(0, 19) > 0; ++day)
    for (const char* link : {"mid-gate", "depot-mid", "camp-mid"})
      if (nights ? link != std::string("camp-mid") || camp : link == std::string("mid-gate"))
        text += fmt::format("closed {}: {}h to {}h;", link, 24 * day + 6, 24 * day + (tight ? 25 : 16));
  return text + "deadline 20d";
}

std::int64_t scenarios() {
  const char* count = std::getenv("HOMEWARD_RANDOM_CERTIFICATES");
  return count == nullptr ? static_cast<std::int64_t>(random_cases(500)) : std::max(1, std::atoi(count));
}

/// Another instant, other claims, other intervals, resources of several proofs together.
Certificate mutated(const std::vector<ResourceBound>& bounds, const Model& model, Time closure, Rng& rng) {
  Certificate certificate = bounds[rng.below(bounds.size())].certificate;
  const Certificate& other = bounds[rng.below(bounds.size())].certificate;
  const Time end = std::max(model.start + 1, closure + rng.between(-6, 6) * kHour + rng.between(-60, 60));
  for (CertificateResource& row : certificate.resources) {
    if (row.until == certificate.no_closure_before || rng.chance(1, 2)) row.until = end;
    if (rng.chance(1, 4)) row.from = std::max(model.start, row.from + rng.between(-3600, 3600));
    if (rng.chance(1, 4)) row.weight = rng.between(0, 1000);
  }
  certificate.no_closure_before = end;
  std::erase_if(certificate.lots, [&](const std::string&) { return rng.chance(1, 8); });
  const std::set<std::string> named(certificate.lots.begin(), certificate.lots.end());
  if (rng.chance(1, 3)) {
    certificate.format = 1;
    for (const std::string& lot : other.lots)
      if (!named.contains(lot)) certificate.lots.push_back(lot);
    for (CertificateResource row : other.resources) {
      row.until = row.until == other.no_closure_before ? end : std::min(row.until, end);
      certificate.resources.push_back(row);
    }
  }
  for (const Fleet& fleet : model.fleets)
    if (rng.chance(1, 6)) certificate.lots.push_back("fleet:" + fleet.key + ":depot");
  return certificate;
}

/// Prices by period with other rewards, prices, periods and instants.
Certificate other_prices(Certificate certificate, const Model& model, Time closure, Rng& rng) {
  const Time last = certificate.no_closure_before;
  const Time end = std::max(model.start + 1, closure + (rng.chance(1, 3) ? 1 : rng.between(-7200, 7200)));
  for (CertificateResource& row : certificate.resources) {
    if (row.until > last - kHour || rng.chance(1, 4)) row.until = end - rng.between(0, last - row.until + 1);
    if (rng.chance(1, 4)) row.weight = row.weight * rng.between(0, 3000) / 1000 + rng.between(0, 2);
    if (rng.chance(1, 6)) row.from = std::max(model.start, row.from + rng.between(-7200, 7200));
  }
  std::erase_if(certificate.resources, [&](const CertificateResource& row) {
    return row.until <= row.from || row.until > end || rng.chance(1, 10);
  });
  for (std::int64_t& reward : certificate.rewards)
    if (rng.chance(1, 4))
      reward = std::max<std::int64_t>(0, reward * rng.between(0, 2000) / 1000 + rng.between(-1, 2));
  if (rng.chance(1, 6)) certificate.step_s = rng.between(1, 40) * kMinute;
  if (rng.chance(1, 6)) certificate.escort_step_s = rng.between(0, 20) * kMinute;
  certificate.no_closure_before = end;
  return certificate;
}

/// HOMEWARD_RANDOM_SEED looks at other scenarios.
std::uint64_t seed() {
  const char* text = std::getenv("HOMEWARD_RANDOM_SEED");
  return text == nullptr ? 7 : static_cast<std::uint64_t>(std::atoll(text));
}

/// The plan begins with what it begins with, so what that proves is not above it either.
void expect_given_below(const Model& model, const Plan& plan, Time now, Time closure, Budget& budget,
                        const std::string& text) {
  const GivenStart given{now, check::begun_before(model, plan, now)};
  const auto found = find_certificate_given(model, given, budget);
  if (!found) return;
  EXPECT_TRUE(check_certificate(model, *found).holds) << text;
  EXPECT_LE(bound_of(*found), closure) << "given " << now << ": " << text << "\n" << found->sentence;
}

/// A night of four to six hours, roads that together take longer, and one or two places to stand between.
std::string nights_on_the_road(Rng& rng) {
  const auto pick = [&](std::int64_t low, std::int64_t high) { return rng.between(low, high); };
  const bool escorted = pick(0, 2) == 0, second = pick(0, 2) == 0;
  const std::int64_t hours = pick(4, 6), first_leg = pick(120, 60 * hours - 30);
  const std::int64_t second_leg = pick(60 * hours + 5 - first_leg, 60 * hours - 30);
  std::string text =
      fmt::format("depot -{}min{}- mid(parking {}) -{}min- gate(outside, parking 60) -30min- port;",
                  first_leg, escorted ? " escort" : "", pick(5, 20), second_leg);
  if (second)
    text +=
        fmt::format("depot -{}min- side(parking {}) -{}min- gate;", pick(60, 200), pick(1, 8), pick(60, 200));
  text += fmt::format("1st: depot to port, 60 people, {} cars, {} boxes, ready {}h;", pick(10, 25),
                      pick(0, 20), pick(0, 40));
  text += "lorries haul: 12 at port; buses coach: 3 at port; escorts guard: 20 at gate; ";
  for (std::int64_t day = 0; day < 40; ++day)
    for (const char* link : {"depot-mid", "mid-gate", "depot-side", "side-gate"})
      if (second || std::string(link).find("side") == std::string::npos)
        text += fmt::format("closed {}: {}h to {}h;", link, 24 * day + hours, 24 * day + 24);
  return text + "deadline 40d";
}

TEST(FoundCertificates, OfNightsOnTheRoadAreNeverAboveAPlan) {
  Rng rng(seed() + 100);
  std::int64_t planned = 0, stands = 0, strongest = 0;
  for (std::size_t i = 0; i < random_cases(120); ++i) {
    const std::string text = nights_on_the_road(rng);
    const Model model = draw_scenario(text);
    Budget budget;
    const Ground ground(model);
    const Plan plan = build_plan(ground, plain_tuning(model), budget).plan;
    const std::optional<Time> closure = plan_figures(model, plan).closure;
    if (!check_plan(model, plan).empty() || !closure) continue;
    ++planned;
    const std::vector<ResourceBound> bounds = bounds_by_resource(model, budget);
    for (const ResourceBound& bound : bounds) {
      if (!bound.resource.starts_with("stand:")) continue;
      ++stands;
      EXPECT_TRUE(check_certificate(model, bound.certificate).holds) << text;
      ASSERT_LE(bound.bound, *closure) << text << "\n" << bound.certificate.sentence;
    }
    strongest += !bounds.empty() && bounds[0].resource.starts_with("stand:") ? 1 : 0;
    expect_given_below(model, plan, model.start + rng.between(0, 10) * kDay, *closure, budget, text);
  }
  RecordProperty("planned", static_cast<int>(planned));
  RecordProperty("stands", static_cast<int>(stands));
  RecordProperty("strongest", static_cast<int>(strongest));
  EXPECT_GE(stands, planned / 2);
  EXPECT_GE(planned, static_cast<std::int64_t>(random_cases(120)) / 3);
}

/// Turning takes time, and of some fleets a part stands idle from a day on.
void change_fleets(Model& model, Rng& rng) {
  for (Fleet& fleet : model.fleets) {
    fleet.turn_s = rng.between(0, 8) * kHour;
    if (fleet.kind != FleetKind::truck || !rng.chance(1, 3)) continue;
    fleet.last_day = model.start + rng.between(1, 8) * kDay;
    fleet.last_day_count = rng.between(1, std::max<std::int64_t>(1, 3 * fleet.total() / 4));
  }
}

/// No plan closes later than a proof that is only moved a second beyond its closure.
void expect_nothing_beyond(const Model& model, const Certificate& best, Time closure,
                           const std::string& text) {
  Certificate wrong = best;
  wrong.no_closure_before = closure + 1;
  for (CertificateResource& row : wrong.resources)
    row.until = row.until == bound_of(best) ? closure + 1 : row.until;
  EXPECT_FALSE(check_certificate(model, wrong).holds) << "a plan closes before that: " << text;
}

TEST(FoundCertificates, AreNeverAboveAPlanThatTheCheckerAccepts) {
  Rng rng(seed());
  std::int64_t planned = 0, stands = 0, close = 0, refused = 0, mutants = 0, prices = 0, price_mutants = 0;
  for (std::int64_t i = 0; i < scenarios(); ++i) {
    const std::string text = small_scenario(rng);
    Model model = draw_scenario(text);
    change_fleets(model, rng);
    Budget budget;
    const Ground ground(model);
    const BuiltPlan built = build_plan(ground, plain_tuning(model), budget);
    const auto missed = check_plan(model, built.plan);
    const std::optional<Time> closure = plan_figures(model, built.plan).closure;
    if (!missed.empty() || !closure) continue;
    ++planned;
    const std::vector<ResourceBound> bounds = bounds_by_resource(model, budget);
    for (int change = 0; change < 8; ++change) {
      const Certificate other = mutated(bounds, model, *closure, rng);
      if (check_certificate(model, other).holds) {
        ++mutants;
        ASSERT_LE(other.no_closure_before, *closure) << text << "\n" << certificate_sentence(model, other);
      }
    }
    for (const ResourceBound& bound : bounds) {
      ASSERT_LE(bound.bound, *closure) << bound.resource << " of " << text << "\n"
                                       << bound.certificate.sentence;
      // Rounds that could only be made after the bound may make the finder's figures of trucks too hopeful.
      const bool holds = check_certificate(model, bound.certificate).holds;
      EXPECT_TRUE(holds || bound.resource.starts_with("fleet:")) << bound.resource << " of " << text;
      refused += holds ? 0 : 1;
      stands += bound.resource.starts_with("stand:") ? 1 : 0;
    }
    const auto best = find_certificate(model, budget);
    ASSERT_TRUE(best.has_value()) << text;
    ASSERT_LE(bound_of(*best), *closure) << text << "\n" << best->sentence;
    EXPECT_TRUE(check_certificate(model, *best).holds) << text;
    const Time now = model.start + rng.between(0, std::max<Duration>(1, *closure - model.start));
    expect_given_below(model, built.plan, now, *closure, budget, text);
    if (best->format == 2) ++prices;
    for (int change = 0; best->format == 2 && change < 8; ++change) {
      const Certificate other = other_prices(*best, model, *closure, rng);
      if (!check_certificate(model, other).holds) continue;
      ++price_mutants;
      ASSERT_LE(other.no_closure_before, *closure) << text;
    }
    if (10 * (*closure - bound_of(*best)) < *closure - model.start) ++close;
    expect_nothing_beyond(model, *best, *closure, text);
  }
  RecordProperty("planned", static_cast<int>(planned));
  RecordProperty("stands", static_cast<int>(stands));
  RecordProperty("within_a_tenth", static_cast<int>(close));
  RecordProperty("prices_by_period", static_cast<int>(prices));
  RecordProperty("prices_changed_that_hold", static_cast<int>(price_mutants));
  RecordProperty("mutants_that_hold", static_cast<int>(mutants));
  EXPECT_LE(refused, planned / 30);
  EXPECT_GT(mutants, planned / 20);
  EXPECT_GT(prices, planned / 3) << "prices by period prove most where trucks and escorts are scarce";
  EXPECT_GT(price_mutants, planned / 20);
  EXPECT_GE(stands, planned / 100);
  EXPECT_GE(planned, scenarios() / 3);
}

Model scenario(const char* name) {
  auto read = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/" + name);
  EXPECT_TRUE(read.ok());
  return read.take();
}

TEST(FoundCertificates, TheSmallIraqScenarioIsBoundByItsTrucks) {
  const Model model = scenario("iraq-2011-small");
  Budget budget;
  const auto found = find_certificate(model, budget);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->resources.at(0).id, "fleet:flatbed");
  EXPECT_NE(found->sentence.find("240 vehicles"), std::string::npos) << found->sentence;
  EXPECT_TRUE(mends(model, *found).empty()) << "the deadline can be met, as far as this proof goes";
}

/// Boxes at a near and a far base, one post, few lorries, one team of escorts: none of them alone is short.
TEST(FoundCertificates, PricesByPeriodProveMoreThanAnyResourceAlone) {
  const Model model = draw_scenario(
      "far -300min escort- near(parking 200) -120min escort- gate(outside, parking 60) -30min- port;"
      "1st: far to port, 40 people, 40 boxes; 2nd: near to port, 40 people, 60 boxes;"
      "lorries haul: 12 at port; escorts guard: 4 at gate; service post at gate: leaving, 6/h, 1 lanes;"
      "deadline 20d");
  Budget budget;
  const std::vector<ResourceBound> alone = bounds_by_resource(model, budget);
  const auto found = find_certificate(model, budget);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->format, 2);
  EXPECT_GT(bound_of(*found) - model.start, (alone.at(0).bound - model.start) * 5 / 4) << found->sentence;
  const auto shares = certificate_shares(model, *found);
  ASSERT_FALSE(shares.empty());
  EXPECT_NE(found->sentence.find(shares.front().first), std::string::npos) << found->sentence;
}

/// By day nobody drives, and from far it is too far for one night: all stand at mid, where there is room for
/// ten.
TEST(FoundCertificates, ALastPlaceToStandProvesHowManyComeThrough) {
  std::string text =
      "far -240min- mid(parking 10) -240min- gate(outside, parking 200) -30min- port;"
      "1st: far to port, 100 people, 95 cars; buses coach: 3 at port; deadline 20d";
  for (int day = 0; day < 60; ++day)
    for (const char* link : {"far-mid", "mid-gate"})
      text += fmt::format("; closed {}: {}h to {}h", link, 24 * day + 6, 24 * day + 24);
  const Model model = draw_scenario(text);
  Budget budget;
  const auto found = find_certificate(model, budget);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->resources.at(0).id, "stand:mid") << found->sentence;
  EXPECT_GE(bound_of(*found), model.start + 10 * kDay) << "ten nights after the first";
  EXPECT_NE(found->sentence.find("10 at a time"), std::string::npos) << found->sentence;
  const GivenStart given{model.start + 5 * kDay, {{"1st-car", 40}}};
  const auto later = find_certificate_given(model, given, budget);
  ASSERT_TRUE(later.has_value());
  EXPECT_TRUE(check_certificate(model, *later).holds);
  EXPECT_NE(later->sentence.find("Besides what has left"), std::string::npos) << later->sentence;
}

TEST(FoundCertificates, ADeadlineThatCannotBeMetIsProvedAndMendsAreNamed) {
  if (random_cases(100) < 100) GTEST_SKIP() << "minutes with sanitizers; the small scenario does the same";
  Model model = scenario("iraq-2008-scale");
  model.deadline = 1325278800;  // 31 December 2011, 00:00 in Baghdad
  Budget budget;
  const auto found = find_certificate(model, budget);
  ASSERT_TRUE(found.has_value());
  EXPECT_GT(bound_of(*found), model.deadline) << found->sentence;
  EXPECT_GE(mends(model, *found).size(), 2u) << found->sentence;
}

}  // namespace
}  // namespace homeward
