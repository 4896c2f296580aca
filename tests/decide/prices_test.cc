// SPDX-License-Identifier: Apache-2.0
#include "decide/prices.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/random.h"
#include "check/check_plan.h"
#include "check/plan_figures.h"
#include "planner/plan_withdrawal.h"
#include "scenario/draw.h"

namespace homeward {
namespace {

/// Forty boxes, four lorries: lorries are what is missing.
constexpr const char* kFewLorries =
    "base(closes) -60min- border -60min- port(parking 200)\n"
    "1st: base to port, 20 people, 10 cars, 40 boxes\n"
    "lorries hauler: 4 at port\n";

PriceOptions quick(int threads = 2) {
  PriceOptions options;
  options.work = 1;
  options.threads = threads;
  return options;
}

Prices prices_of(const Model& model, PriceOptions options = quick()) {
  Budget budget;
  Observer observer;
  return find_prices(model, options, budget, observer);
}

const PriceRow& row_of(const Prices& prices, const std::string& id) {
  const auto found = std::find_if(prices.rows.begin(), prices.rows.end(),
                                  [&id](const PriceRow& row) { return row.id == id; });
  EXPECT_NE(found, prices.rows.end()) << id;
  return *found;
}

std::optional<Plan> plan_of(const Model& model) {
  Budget budget(1, Budget::Clock::time_point::max());
  Observer observer;
  return plan_withdrawal(model, {}, budget, observer).best;
}

/// A scenario with one of everything that has a price.
Model with_everything() {
  Model model = draw_scenario(
      "base(closes) -60min- camp(parking 40) -60min- border -60min- port(parking 90, berths 1)\n"
      "strip -30min- camp\n"
      "camp -90min permission- back -30min permission- coast(outside)\n"
      "1st: base to port, 30 people, 10 cars, 20 boxes\n"
      "2nd: strip to home, 60 people, 0 cars, 0 boxes\n"
      "lorries hauler: 8 at port, 2 at base\nbuses coach: 1 at port\nescorts guards: 8 at port\n"
      "service post at border: passing, 30/h, 1 lanes\nservice ramp at base: loading, 6/h, 1 lanes\n"
      "aircraft jet: 1 at strip, 50 seats, 3h to home\n");
  Window night;
  night.target = WindowTarget::service;
  night.service = ServiceId(0);
  night.daily = true;
  night.from_second = 20 * kHour;
  night.until_second = 4 * kHour;
  model.windows.push_back(night);
  return model;
}

TEST(PriceChanges, ACompanyIsSixtyOrAQuarterOfASmallFleet) {
  EXPECT_EQ(company_size(0), 1);
  EXPECT_EQ(company_size(1), 1);
  EXPECT_EQ(company_size(10), 3);
  EXPECT_EQ(company_size(239), 60);
  EXPECT_EQ(company_size(2221), 60);
}

TEST(PriceChanges, NamesOfKindsAreFoundAgain) {
  for (const std::string& name : price_kind_names()) {
    ASSERT_TRUE(price_kind_of(name)) << name;
    EXPECT_EQ(price_kind_name(*price_kind_of(name)), name);
  }
  EXPECT_FALSE(price_kind_of("luck"));
}

TEST(PriceChanges, EachHasItsOwnNameAndChangesSomething) {
  const Model model = with_everything();
  std::set<std::string> ids;
  std::set<PriceKind> kinds;
  for (const PriceChange& change : price_changes(model, nullptr, 2)) {
    EXPECT_TRUE(ids.insert(change.id).second) << change.id;
    EXPECT_FALSE(change.what.empty());
    kinds.insert(change.kind);
  }
  for (const char* id : {"trucks:hauler", "buses:coach", "escorts:guards", "lane:post", "rate:post",
                         "lane:ramp", "hours:post", "aircraft:jet", "ready:zone", "deadline:zone"})
    EXPECT_TRUE(ids.contains(id)) << id;
  EXPECT_FALSE(ids.contains("rate:ramp")) << "a ramp grows by lanes";
  EXPECT_TRUE(kinds.contains(PriceKind::gateway));
}

TEST(PriceChanges, AreAsLargeAsAsked) {
  const Model model = with_everything();
  for (const PriceChange& change : price_changes(model, nullptr, 3)) {
    Model changed = model;
    change.apply(changed);
    if (change.id == "trucks:hauler") {
      EXPECT_EQ(changed.fleets[FleetId(0)].total(), 10 + 3 * 3);
      EXPECT_EQ(changed.fleets[FleetId(0)].stocks[0].count, 8 + 9) << "they come in from outside";
    }
    if (change.id == "lane:post") {
      EXPECT_EQ(changed.services[ServiceId(0)].lanes, 4);
    }
    if (change.id == "rate:post") {
      EXPECT_EQ(changed.services[ServiceId(0)].rate_per_hour, 33);
    }
    if (change.id == "deadline:zone") {
      EXPECT_EQ(changed.deadline, model.deadline + 3 * kDay);
    }
  }
}

TEST(PriceChanges, AnHourMoreOpenIsNeverAnHourElsewhereClosed) {
  struct Case {
    std::int64_t from, until, expected;
  };
  for (const Case& c : {Case{20 * kHour, 4 * kHour, 3 * kHour},
                        {6 * kHour, 18 * kHour, 17 * kHour},
                        {20 * kHour, kHour, kDay},
                        {20 * kHour, 0, 23 * kHour},
                        {0, kDay, 23 * kHour},
                        {kHour, kHour, kDay},
                        {8 * kHour, 8 * kHour + 600, 8 * kHour + 1}}) {
    Model model = with_everything();
    model.windows[0].from_second = c.from;
    model.windows[0].until_second = c.until;
    const auto changes = price_changes(model, nullptr, 1);
    const auto hours = std::find_if(changes.begin(), changes.end(), [](const PriceChange& change) {
      return change.kind == PriceKind::hours;
    });
    ASSERT_NE(hours, changes.end());
    hours->apply(model);
    EXPECT_EQ(model.windows[0].until_second, c.expected) << c.from << " to " << c.until;
    EXPECT_EQ(model.windows[0].from_second, c.from);
  }
}

TEST(PriceChanges, WaysThatHangTogetherAreOneGateway) {
  const Model model = with_everything();
  int gateways = 0;
  for (const PriceChange& change : price_changes(model, nullptr, 1)) {
    if (change.kind != PriceKind::gateway) continue;
    ++gateways;
    Model opened = model;
    change.apply(opened);
    for (const Link& link : opened.links) EXPECT_FALSE(link.needs_permission) << link.key;
  }
  EXPECT_EQ(gateways, 1);
}

TEST(PriceChanges, AValidPlanStaysValid) {
  int looked_at = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Rng rng(seed);
    Model model = draw_scenario(fmt::format(
        "base(closes) -{}min- camp(parking {}) -{}min- border -{}min- port(parking 200)\n"
        "1st: base to port, {} people, {} cars, {} boxes, ready {}h\n"
        "lorries hauler: {} at port, {} at base\n"
        "service post at border: passing, {}/h, {} lanes\nservice ramp at base: loading, {}/h, 1 lanes\n",
        rng.between(20, 120), rng.between(40, 120), rng.between(20, 120), rng.between(10, 60),
        rng.between(10, 60), rng.between(0, 12), rng.between(5, 40), rng.between(0, 30), rng.between(4, 20),
        rng.between(0, 4), rng.between(20, 200), rng.between(1, 2), rng.between(5, 60)));
    const auto plan = plan_of(model);
    if (!plan || !check_plan(model, *plan).empty()) continue;
    ++looked_at;
    for (const PriceChange& change : price_changes(model, &*plan, 1)) {
      Model changed = model;
      change.apply(changed);
      const auto violations = check_plan(changed, with_service_ends(changed, *plan));
      EXPECT_TRUE(violations.empty()) << seed << " " << change.id << " " << violations.front().sentence;
    }
  }
  EXPECT_GE(looked_at, 15) << "hardly a scenario had a plan";
}

TEST(PriceChanges, ServiceEndsStayAsTheyAreWhereNothingChanged) {
  const Model model = with_everything();
  const auto plan = plan_of(model);
  ASSERT_TRUE(plan);
  const Plan again = with_service_ends(model, *plan);
  ASSERT_EQ(again.columns.size(), plan->columns.size());
  int visits = 0;
  for (std::size_t c = 0; c < again.columns.size(); ++c)
    for (std::size_t s = 0; s < again.columns[c].stops.size(); ++s)
      for (std::size_t v = 0; v < again.columns[c].stops[s].services.size(); ++v, ++visits)
        EXPECT_EQ(again.columns[c].stops[s].services[v].end, plan->columns[c].stops[s].services[v].end);
  EXPECT_GT(visits, 0);
}

TEST(Prices, LorriesBuyTimeWhereLorriesAreMissing) {
  const Prices prices = prices_of(draw_scenario(kFewLorries));
  ASSERT_TRUE(prices.base_plan);
  ASSERT_TRUE(prices.complete);
  EXPECT_EQ(prices.rows.front().id, "trucks:hauler");
  EXPECT_GT(prices.rows.front().closure_gain_s, 2 * kHour) << "one lorry more in four, ten rounds each";
  EXPECT_EQ(price_verdict(prices.rows.front(), prices), PriceVerdict::buys);
  EXPECT_EQ(price_verdict(row_of(prices, "ready:zone"), prices), PriceVerdict::nothing);
}

TEST(Prices, MoreIsNeverWorse) {
  const Prices prices = prices_of(with_everything());
  ASSERT_TRUE(prices.base_plan);
  for (const PriceRow& row : prices.rows) {
    EXPECT_TRUE(row.solved) << row.id;
    EXPECT_GE(row.closure_gain_s, 0) << row.id;
    EXPECT_GE(row.bound_gain_s, 0) << row.id;
    EXPECT_LE(row.figures.late_s, prices.base.late_s) << row.id;
    ASSERT_TRUE(row.figures.closure) << row.id;
    if (row.figures.bound) {
      EXPECT_LE(*row.figures.bound, *row.figures.closure) << row.id;
    }
  }
}

TEST(Prices, AreRankedAndTheSameForAnyNumberOfThreads) {
  const Model model = with_everything();
  const Prices one = prices_of(model, quick(1));
  for (int threads : {2, 3, 8}) {
    const Prices other = prices_of(model, quick(threads));
    ASSERT_EQ(other.rows.size(), one.rows.size());
    EXPECT_EQ(other.noise_s, one.noise_s);
    for (std::size_t i = 0; i < one.rows.size(); ++i) {
      EXPECT_EQ(other.rows[i].id, one.rows[i].id);
      EXPECT_EQ(other.rows[i].figures.closure, one.rows[i].figures.closure);
      EXPECT_EQ(other.rows[i].figures.bound, one.rows[i].figures.bound);
    }
  }
  for (std::size_t i = 1; i < one.rows.size(); ++i)
    EXPECT_LE(one.rows[i].closure_gain_s, one.rows[i - 1].closure_gain_s);
}

TEST(Prices, AGainWithinTheNoiseIsCalledSo) {
  Prices prices;
  prices.noise_s = kHour;
  PriceRow row;
  EXPECT_EQ(price_verdict(row, prices), PriceVerdict::not_looked_at);
  row.solved = true;
  EXPECT_EQ(price_verdict(row, prices), PriceVerdict::nothing);
  row.bound_gain_s = 1;
  EXPECT_EQ(price_verdict(row, prices), PriceVerdict::room);
  row.closure_gain_s = kHour;
  EXPECT_EQ(price_verdict(row, prices), PriceVerdict::noise);
  row.beyond_noise = true;
  EXPECT_EQ(price_verdict(row, prices), PriceVerdict::buys);
}

TEST(Prices, ADayMoreMendsALatePlan) {
  Model model = draw_scenario(std::string(kFewLorries) + "deadline 10h\n");
  const Prices prices = prices_of(model);
  ASSERT_TRUE(prices.base_plan);
  EXPECT_GT(prices.base.late_s, 0);
  const PriceRow& day = row_of(prices, "deadline:zone");
  EXPECT_LT(day.figures.late_s, prices.base.late_s);
  EXPECT_EQ(price_verdict(day, prices), PriceVerdict::buys);
}

TEST(Prices, StopsWhenItsTimeIsOver) {
  Budget budget;
  budget.cancel();
  Observer observer;
  const Prices prices = find_prices(draw_scenario(kFewLorries), quick(), budget, observer);
  EXPECT_FALSE(prices.complete);
  for (const PriceRow& row : prices.rows) EXPECT_FALSE(row.solved);
}

TEST(Prices, LooksOnlyAtTheKindsAskedFor) {
  PriceOptions options = quick();
  options.kinds = {PriceKind::escorts, PriceKind::lane};
  for (const PriceRow& row : prices_of(with_everything(), options).rows)
    EXPECT_TRUE(row.kind == PriceKind::escorts || row.kind == PriceKind::lane) << row.id;
}

}  // namespace
}  // namespace homeward
