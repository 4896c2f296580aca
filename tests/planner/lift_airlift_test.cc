// SPDX-License-Identifier: Apache-2.0
#include "planner/lift/airlift.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "planner/lift_verifier.h"
#include "planner/lift_worlds.h"

namespace homeward {
namespace {

using testing::IsEmpty;

AirDemand demand(std::size_t unit, std::int64_t count, Time ready) {
  AirDemand demand;
  demand.unit = UnitId(unit);
  demand.category = CategoryId(0);
  demand.from = PlaceId(2 + unit);
  demand.to = kHome;
  demand.via = kGate;
  demand.count = count;
  demand.ready = ready;
  return demand;
}

std::vector<WaitingPeople> as_people(const std::vector<AirDemand>& demands) {
  std::vector<WaitingPeople> people;
  for (const AirDemand& row : demands) {
    people.push_back(WaitingPeople{row.unit, row.category, row.from, row.to, row.count, row.ready,
                                   row.waiting == Waiting::in_transit});
  }
  return people;
}

std::int64_t unserved(const AirliftPlan& plan) { return plan.value.unserved; }

void expect_rules_hold(const Model& model, const std::vector<AirDemand>& demands, const AirliftPlan& plan) {
  const std::vector<Flight> flights = plan.schedule.flights();
  EXPECT_THAT(judge_flights(model, flights), IsEmpty());
  const JourneyReport report = judge_journeys(model, flights, as_people(demands));
  if (plan.value.beds_short <= 0) {
    EXPECT_THAT(report.faults, IsEmpty());
  }
  EXPECT_EQ(report.not_home, unserved(plan));
}

TEST(Airlift, people_change_at_the_gateway_and_come_home) {
  Model model = air_world(1);
  model.aircraft.push_back(transport(model, 1, 50));
  model.aircraft.push_back(charter(model, kGate, 1, 200));
  const std::vector<AirDemand> demands{demand(0, 120, kNoon)};
  const AirliftPlan plan = plan_airlift(AirSchedule{model}, demands);
  expect_rules_hold(model, demands, plan);
  EXPECT_EQ(unserved(plan), 0);
  ASSERT_EQ(plan.beds.size(), 1u);
  EXPECT_LE(plan.beds[0].people_max, 120);
}

TEST(Airlift, an_aircraft_waits_a_little_for_more_people_but_not_for_days) {
  Model model = air_world(1);
  model.aircraft.push_back(transport(model, 1, 50));
  std::vector<AirDemand> demands{demand(0, 20, kNoon + 10 * kHour), demand(0, 30, kNoon + 12 * kHour),
                                 demand(0, 50, kNoon + 9 * kDay)};
  for (AirDemand& row : demands) row.to = kGate, row.via.reset();
  model.units[UnitId(0)].destination = kGate;
  const AirliftPlan plan = plan_airlift(AirSchedule{model}, demands);
  expect_rules_hold(model, demands, plan);
  EXPECT_EQ(plan.value.flights, 4);  // out and back, twice
  EXPECT_EQ(plan.last_first_take_off, kNoon + 9 * kDay);
}

TEST(Airlift, those_whose_latest_take_off_is_near_go_first) {
  Model model = air_world(2);
  model.aircraft.push_back(transport(model, 1, 50));
  model.aircraft.push_back(charter(model, kGate, 2, 200));
  std::vector<AirDemand> demands{demand(0, 1000, kNoon), demand(1, 300, kNoon)};
  demands[1].latest = kNoon + 5 * kDay;
  const AirliftPlan plan = plan_airlift(AirSchedule{model}, demands);
  expect_rules_hold(model, demands, plan);
  EXPECT_EQ(plan.value.late_person_seconds, 0);
}

TEST(Airlift, a_charter_from_the_base_takes_people_home_without_the_gateway) {
  Model model = air_world(1);
  model.aircraft.push_back(charter(model, kBase, 1, 300));
  const std::vector<AirDemand> demands{demand(0, 500, kNoon)};
  const AirliftPlan plan = plan_airlift(AirSchedule{model}, demands);
  expect_rules_hold(model, demands, plan);
  EXPECT_EQ(unserved(plan), 0);
  EXPECT_THAT(plan.beds, IsEmpty());
}

TEST(Airlift, inbound_flights_wait_until_the_gateway_has_beds) {
  Model model = air_world(2);
  model.places[kGate].beds = 150;
  model.aircraft.push_back(transport(model, 4, 50));
  model.aircraft.push_back(charter(model, kGate, 1, 100));
  const std::vector<AirDemand> demands{demand(0, 700, kNoon), demand(1, 500, kNoon + 3 * kDay)};
  const AirliftPlan plan = plan_airlift(AirSchedule{model}, demands);
  EXPECT_EQ(plan.value.beds_short, 0);
  expect_rules_hold(model, demands, plan);
  EXPECT_EQ(unserved(plan), 0);
}

TEST(Airlift, too_many_people_by_road_are_reported_and_not_blamed_on_flights) {
  Model model = air_world(1);
  model.places[kGate].beds = 100;
  model.aircraft.push_back(charter(model, kGate, 1, 100));
  const std::vector<GatewayArrival> arrivals{{UnitId(0), CategoryId(0), kGate, kHome, 280, kNoon + 2 * kDay}};
  const AirliftPlan plan = plan_onward_flights(AirSchedule{model}, arrivals);
  EXPECT_EQ(unserved(plan), 0);
  EXPECT_EQ(plan.value.beds_short, 80);
  ASSERT_EQ(plan.beds.size(), 1u);
  ASSERT_TRUE(plan.beds[0].overflow);
  EXPECT_EQ(plan.beds[0].overflow->begin, kNoon + 2 * kDay);
}

TEST(Airlift, people_without_a_flight_are_left_over) {
  Model model = air_world(2);
  model.aircraft.push_back(charter(model, kBase, 1, 300));
  const std::vector<AirDemand> demands{demand(1, 10, kNoon)};
  const AirliftPlan plan = plan_airlift(AirSchedule{model}, demands);
  ASSERT_EQ(plan.unserved.size(), 1u);
  EXPECT_EQ(plan.unserved[0].count, 10);
  EXPECT_EQ(plan.unserved[0].at, PlaceId(3));
}

TEST(Airlift, random_worlds_keep_every_rule_and_never_beat_the_bound) {
  std::int64_t short_of_beds = 0;
  for (std::uint64_t seed = 1; seed <= 250; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Rng rng{seed, 7};
    const auto bases = static_cast<std::size_t>(rng.between(1, 4));
    Model model = random_air_world(rng, bases);
    if (rng.chance(1, 2)) model.places[kGate].beds = rng.between(200, 900);
    std::vector<AirDemand> demands;
    const std::int64_t rows = rng.between(1, 12);
    for (std::int64_t i = 0; i < rows; ++i) {
      const auto unit = static_cast<std::size_t>(rng.below(bases));
      demands.push_back(demand(unit, rng.between(1, 400), kNoon + rng.between(0, 20 * kDay)));
      if (rng.chance(1, 3)) demands.back().latest = demands.back().ready + rng.between(0, 10 * kDay);
      if (rng.chance(1, 6)) demands.back().via.reset();
    }
    AirliftOptions options;
    if (rng.chance(1, 2)) options.effort = AirliftEffort::quick;
    const AirliftPlan plan = plan_airlift(AirSchedule{model}, demands, options);
    expect_rules_hold(model, demands, plan);
    short_of_beds += plan.value.beds_short > 0 ? 1 : 0;
    if (unserved(plan) == 0) {
      EXPECT_GE(*plan.last_first_take_off, airlift_bound(model, demands));
    }
    if (testing::Test::HasFailure()) break;
  }
  EXPECT_EQ(short_of_beds, 0);
}

TEST(Airlift, the_same_demands_give_the_same_plan) {
  Rng rng{5, 1};
  const Model model = random_air_world(rng, 3);
  const std::vector<AirDemand> demands{demand(0, 300, kNoon), demand(1, 200, kNoon), demand(2, 250, kNoon)};
  const auto once = plan_airlift(AirSchedule{model}, demands).schedule.flights();
  const auto again = plan_airlift(AirSchedule{model}, demands).schedule.flights();
  ASSERT_EQ(once.size(), again.size());
  for (std::size_t i = 0; i < once.size(); ++i) {
    EXPECT_EQ(once[i].number, again[i].number);
    EXPECT_EQ(once[i].take_off, again[i].take_off);
    EXPECT_EQ(once[i].passengers, again[i].passengers);
  }
}

}  // namespace
}  // namespace homeward
