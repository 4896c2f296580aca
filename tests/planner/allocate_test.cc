// SPDX-License-Identifier: Apache-2.0
#include "planner/allocate/allocate.h"

#include <gtest/gtest.h>

#include "check/check_plan.h"
#include "planner/dispatch/build_plan.h"
#include "scenario/draw.h"

namespace homeward {
namespace {

PlaceId place(const Model& model, std::string_view key) {
  for (PlaceId id : model.places.ids())
    if (model.places[id].key == key) return id;
  ADD_FAILURE() << key;
  return {};
}

std::optional<Allocation> flow(const Model& model, Duration days) {
  const Ground ground(model);
  Budget budget;
  return flow_over_time(ground, model.start + days * kDay, budget);
}

const Allocation::Line& line(const Allocation& allocation, PlaceId base, bool trucks) {
  for (const Allocation::Line& one : allocation.lines)
    if (one.base == base && one.fleet.has_value() == trucks) return one;
  throw std::runtime_error("no such line");
}

/// A crossing that serves 120 vehicles a day, with a yard for 100 more; ramps of 240 a day.
constexpr const char* kTwoBases =
    "far -8h- mid -8h- near -2h- border(outside, parking 100) -1h- port\n"
    "service post at border: leaving, 5/h\n"
    "1st: far to port, 10 people, 0 cars, 400 boxes\n"
    "2nd: near to port, 10 people, 0 cars, 400 boxes, ready {}d\n"
    "lorries hauler: 100 at far, 100 at near, 300 at port\n"
    "buses bus: 5 at far, 5 at near\n"
    "deadline 30d";

std::string two_bases(int ready_days) {
  std::string text = kTwoBases;
  text.replace(text.find("{}"), 2, std::to_string(ready_days));
  return text;
}

TEST(Allocate, SendsEverythingAsFastAsTheCrossingAllowsAndNotFaster) {
  const Model model = draw_scenario(two_bases(0));
  const auto found = flow(model, 20);
  ASSERT_TRUE(found);
  const auto& far = line(*found, place(model, "far"), true).sent;
  const auto& near = line(*found, place(model, "near"), true).sent;
  EXPECT_NEAR(far.back(), 400, 1e-6);
  EXPECT_NEAR(near.back(), 400, 1e-6);
  double before = 0;
  for (std::size_t day = 0; day < near.size(); ++day) {
    EXPECT_GE(near[day], before - 1e-6);
    before = near[day];
    // What left the near base is at the crossing on the same day: served by then, or in its yard.
    EXPECT_LE(near[day], 120.0 * static_cast<double>(day + 1) + 100 + 1e-6);
  }
  // 800 vehicles at 120 a day: the last are through on the eighth day or the ninth, for trucks are plenty.
  EXPECT_NEAR(near[9] + far[9], 800, 1e-6);
}

TEST(Allocate, LeavesWithItsTrucksOnlyAndNotBeforeThingsAreReady) {
  const Model model = draw_scenario(two_bases(5));
  const auto found = flow(model, 20);
  ASSERT_TRUE(found);
  const auto& far = line(*found, place(model, "far"), true).sent;
  const auto& near = line(*found, place(model, "near"), true).sent;
  for (std::size_t day = 0; day < 5; ++day) EXPECT_NEAR(near[day], 0, 1e-6);
  EXPECT_LE(far[0], 1e-6) << "loading takes the first day";
  EXPECT_LE(far[1], 100 + 1e-6) << "no empty truck can have come yet";
}

/// What the near base has sent by the end of each day, with a crossing of two lanes.
std::vector<double> sent_past(const std::string& more) {
  std::string text = two_bases(0) + "\n" + more;
  text.replace(text.find("leaving, 5/h"), 12, "leaving, 3/h, 2 lanes");
  text.replace(text.find("parking 100"), 11, "parking 1");
  const Model model = draw_scenario(text);
  const auto found = flow(model, 20);
  if (!found) throw std::runtime_error("no flow");
  std::vector<double> all = line(*found, place(model, "near"), true).sent;
  const auto& far = line(*found, place(model, "far"), true).sent;
  for (std::size_t day = 0; day < all.size(); ++day) all[day] += far[day];
  return all;
}

TEST(Allocate, KnowsThatLanesOfTheCrossingAreMissingForATime) {
  const std::vector<double> whole = sent_past(""), half = sent_past("reduced post by 1: 48h to 144h");
  // 144 a day, on four days 72: two days' work is lost, and the yard holds nobody.
  for (std::size_t day = 5; day < 20; ++day)
    EXPECT_LE(half[day], 144.0 * static_cast<double>(day + 1) - 288 + 3 * 144 + 1 + 1e-6) << day;
  const auto done = [](const std::vector<double>& sent) {
    return std::find_if(sent.begin(), sent.end(), [](double sum) { return sum > 800 - 1e-6; }) - sent.begin();
  };
  EXPECT_EQ(done(half) - done(whole), 2);
  // All lanes twice over: closed, not less than that.
  const std::vector<double> shut = sent_past("reduced post by 2: 48h to 96h\nreduced post by 2: 48h to 96h");
  EXPECT_EQ(done(shut) - done(whole), 2);
}

TEST(Allocate, ADateIsWhenTheFlowHasSentSoMany) {
  const Allocation allocation{100, 100 + 3 * kDay, kDay, {{PlaceId(2), std::nullopt, {0, 10, 30}}}};
  EXPECT_EQ(allocation.due(PlaceId(2), std::nullopt, 5), 100 + kDay + kDay / 2);
  EXPECT_EQ(allocation.due(PlaceId(2), std::nullopt, 10), 100 + 2 * kDay);
  EXPECT_EQ(allocation.due(PlaceId(2), std::nullopt, 20), 100 + 2 * kDay + kDay / 2);
  EXPECT_EQ(allocation.due(PlaceId(2), std::nullopt, 31), kEndOfTime);
  EXPECT_FALSE(allocation.due(PlaceId(1), std::nullopt, 1));
  EXPECT_FALSE(allocation.due(PlaceId(2), FleetId(0), 1));
}

TEST(Allocate, NothingToMoveHasNoFlow) {
  EXPECT_FALSE(
      flow(draw_scenario("camp -2h- port; 1st: camp to port, 10 people, 0 cars\nbuses bus: 2 at camp"), 5));
}

TEST(Allocate, StopsWithTheBudget) {
  const Model model = draw_scenario(two_bases(0));
  const Ground ground(model);
  Budget budget;
  budget.cancel();
  EXPECT_FALSE(flow_over_time(ground, model.start + 20 * kDay, budget));
}

TEST(Allocate, APlanThatFollowsTheFlowKeepsTheRules) {
  for (int ready : {0, 3}) {
    const Model model = draw_scenario(two_bases(ready));
    const auto found = flow(model, 20);
    ASSERT_TRUE(found);
    Tuning tuning = plain_tuning(model);
    tuning.flow_permille = 1000;
    tuning.even_tails = true;
    tuning.patience_s = 2 * kDay;
    const Ground ground(model);
    Budget budget;
    const BuiltPlan built = build_plan(ground, tuning, budget, nullptr, &*found);
    EXPECT_TRUE(built.complete);
    const auto violations = check_plan(model, built.plan);
    EXPECT_TRUE(violations.empty()) << violations.front().sentence;
  }
}

/// The camp has buses and no airfield; the strip is an hour away, the port eight.
constexpr const char* kCampAndStrip =
    "camp -1h- strip(mog 2) -6h- border(outside) -1h- port\n"
    "1st: camp to port, 390 people, 0 cars\n"
    "buses bus: 5 at camp\n"
    "aircraft jet: 2 at port, 100 seats, 1h to strip";

BuiltPlan with_rides(const Model& model, RidesEnd rides_end) {
  Tuning tuning = plain_tuning(model);
  tuning.rides_end = rides_end;
  const Ground ground(model);
  Budget budget;
  return build_plan(ground, tuning, budget);
}

TEST(RidesToAirfields, PeopleFlyFromAnAirfieldNearbyAndTheBusesGoToAndFro) {
  const Model model = draw_scenario(kCampAndStrip);
  const BuiltPlan built = with_rides(model, RidesEnd::at_airfields);
  const auto violations = check_plan(model, built.plan);
  ASSERT_TRUE(violations.empty()) << violations.front().sentence;
  std::int64_t rode = 0, flew = 0, trips = 0;
  for (const Column& column : built.plan.columns)
    for (const Passengers& some : column.legs.front().passengers) {
      EXPECT_EQ(column.stops.back().place, place(model, "strip"));
      rode += some.count;
      ++trips;
    }
  for (const Flight& flight : built.plan.flights)
    for (const Passengers& some : flight.passengers) flew += some.count;
  EXPECT_EQ(rode, 390);
  EXPECT_EQ(flew, 390);
  EXPECT_EQ(trips, 2) << "five buses seat 200";
}

TEST(RidesToAirfields, AnAirfieldWithFewBedsIsNotUsed) {
  Model model = draw_scenario(kCampAndStrip);
  model.places[place(model, "strip")].beds = 100;
  const BuiltPlan built = with_rides(model, RidesEnd::at_airfields);
  for (const Column& column : built.plan.columns)
    if (!column.legs.front().passengers.empty()) {
      EXPECT_NE(column.stops.back().place, place(model, "strip"));
    }
}

TEST(RidesToAirfields, OtherwiseBusesGoAllTheWay) {
  const Model model = draw_scenario(kCampAndStrip);
  const BuiltPlan built = with_rides(model, RidesEnd::outside);
  const auto violations = check_plan(model, built.plan);
  ASSERT_TRUE(violations.empty()) << violations.front().sentence;
  EXPECT_TRUE(built.plan.flights.empty());
}

}  // namespace
}  // namespace homeward
