// SPDX-License-Identifier: Apache-2.0
//
// Small full plans that consist of lift alone, before the judge of all plans.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "check/check_plan.h"
#include "planner/lift/airlift.h"
#include "planner/lift/sealift.h"
#include "planner/lift_worlds.h"

namespace homeward {
namespace {

// The bases are in the zone to be left.
void draw_zone(Model& model) {
  model.zones.push_back(Zone{"zone", "Zone"});
  model.zone = ZoneId(0);
  for (std::size_t i = 2; i < model.places.size(); ++i) model.places[PlaceId(i)].zones.push_back(ZoneId(0));
  for (Unit& unit : model.units) unit.people = IdVector<CategoryId, std::int64_t>(1, 0);
  model.deadline = model.start + 100 * kDay;
}

std::vector<AirDemand> random_people(Rng& rng, Model& model) {
  std::vector<AirDemand> demands;
  for (UnitId id : model.units.ids()) {
    Unit& unit = model.units[id];
    const std::int64_t parts = rng.between(1, 4);
    unit.ready = model.start + rng.between(0, 10 * kDay);
    for (std::int64_t part = 0; part < parts; ++part) {
      AirDemand demand;
      demand.unit = id;
      demand.from = unit.place;
      demand.to = unit.destination;
      demand.count = rng.between(1, 300);
      demand.ready = unit.ready + part * rng.between(0, 5 * kDay);
      unit.people[CategoryId(0)] += demand.count;
      demands.push_back(demand);
    }
  }
  return demands;
}

void expect_valid(const Model& model, const Plan& plan) {
  for (const Violation& violation : check_plan(model, plan)) {
    ADD_FAILURE() << rule_name(violation.rule) << " " << violation.sentence;
  }
}

TEST(LiftBeforeTheJudge, random_airlifts_are_valid_plans) {
  std::int64_t judged = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Rng rng{seed, 21};
    Model model = random_air_world(rng, static_cast<std::size_t>(rng.between(1, 4)));
    draw_zone(model);
    model.places[kGate].beds = rng.between(150, 900);
    for (Aircraft& aircraft : model.aircraft) aircraft.available_until = kEndOfTime;
    const std::vector<AirDemand> demands = random_people(rng, model);
    const AirliftPlan airlift = plan_airlift(AirSchedule{model}, demands);
    EXPECT_LE(airlift.value.beds_short, 0);
    if (airlift.value.unserved == 0) {
      EXPECT_GE(*airlift.last_first_take_off, airlift_bound(model, demands));
    }
    if (airlift.value.unserved > 0 || *airlift.last_landing > model.deadline) continue;
    Plan plan;
    plan.flights = airlift.schedule.flights();
    expect_valid(model, plan);
    ++judged;
    if (testing::Test::HasFailure()) break;
  }
  EXPECT_GT(judged, 60);
}

TEST(LiftBeforeTheJudge, a_plan_made_on_top_of_another_leaves_its_people_their_beds) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Rng rng{seed, 22};
    Model model = random_air_world(rng, 3);
    draw_zone(model);
    model.places[kGate].beds = rng.between(150, 400);
    for (Aircraft& aircraft : model.aircraft) aircraft.available_until = kEndOfTime;
    const std::vector<AirDemand> demands = random_people(rng, model);
    AirSchedule schedule{model};
    std::int64_t unserved = 0;
    const std::size_t half = demands.size() / 2;
    for (const auto part : {std::span{demands}.first(half), std::span{demands}.subspan(half)}) {
      AirliftPlan airlift = plan_airlift(schedule, part, AirliftOptions{.effort = AirliftEffort::quick});
      EXPECT_LE(airlift.value.beds_short, 0);
      unserved += airlift.value.unserved;
      schedule = std::move(airlift.schedule);
    }
    if (unserved > 0) continue;
    Plan plan;
    plan.flights = schedule.flights();
    if (plan.flights.back().landing <= model.deadline) expect_valid(model, plan);
    if (testing::Test::HasFailure()) break;
  }
}

TEST(LiftBeforeTheJudge, the_judge_sees_a_flight_that_leaves_an_hour_early) {
  Model model = air_world(1);
  draw_zone(model);
  model.aircraft.push_back(charter(model, PlaceId(2), 1, 300));
  model.units[UnitId(0)].people[CategoryId(0)] = 40;
  AirDemand demand;
  demand.from = PlaceId(2);
  demand.to = kHome;
  demand.count = 40;
  demand.ready = kNoon;
  Plan plan;
  plan.flights = plan_airlift(AirSchedule{model}, std::vector{demand}).schedule.flights();
  expect_valid(model, plan);
  plan.flights.back().take_off -= kHour;
  plan.flights.back().landing -= kHour;
  const std::vector<Violation> violations = check_plan(model, plan);
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].rule, Rule::FLIGHT);
}

// Lots that stand at the port from the start, with services to pass.
Model random_port(Rng& rng) {
  Model model = air_world(1);
  draw_zone(model);
  model.units[UnitId(0)].place = kHome;
  for (const ShipClass ship_class : {ShipClass::vehicle, ShipClass::container}) {
    ItemType type;
    type.key = "I" + std::to_string(model.item_types.size());
    type.ship_class = ship_class;
    model.item_types.push_back(type);
  }
  for (std::int64_t i = rng.between(1, 3); i > 0; --i) {
    Service service;
    service.key = "V" + std::to_string(i);
    service.place = kGate;
    service.use = ServiceUse::things;
    service.rate_per_hour = rng.between(1, 9);
    service.lanes = rng.between(1, 3);
    model.services.push_back(service);
  }
  for (std::int64_t i = rng.between(1, 6); i > 0; --i) {
    Lot lot;
    lot.key = "L" + std::to_string(i);
    lot.type = ItemTypeId(static_cast<std::size_t>(rng.below(2)));
    lot.place = kGate;
    lot.destination = kHome;
    lot.count = rng.between(1, 120);
    lot.ready = model.start + rng.between(0, 10 * kDay);
    for (ServiceId service : model.services.ids()) {
      if (rng.chance(1, 2)) lot.process.push_back(service);
    }
    model.lots.push_back(lot);
  }
  for (std::int64_t i = 8; i > 0; --i) {
    Ship ship;
    ship.key = "S" + std::to_string(i);
    ship.port = kGate;
    ship.destination = kHome;
    ship.available_from = model.start + i * kDay;
    ship.load_s = rng.between(10, 90) * kHour;
    ship.passage_s = 20 * kDay;
    (i % 2 == 0 ? ship.vehicle_capacity : ship.container_capacity) = 200;
    model.ships.push_back(ship);
  }
  return model;
}

TEST(LiftBeforeTheJudge, random_sealifts_are_valid_plans) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Rng rng{seed, 23};
    const Model model = random_port(rng);
    std::vector<ThingArrival> arrivals;
    for (LotId lot : model.lots.ids()) {
      arrivals.push_back(ThingArrival{lot, kGate, model.lots[lot].count, model.lots[lot].ready});
    }
    const SealiftPlan sealift = plan_sealift(model, arrivals);
    EXPECT_TRUE(sealift.left.empty());
    Plan plan;
    plan.batches = sealift.batches;
    plan.sailings = sealift.sailings;
    expect_valid(model, plan);
    if (testing::Test::HasFailure()) break;
  }
}

}  // namespace
}  // namespace homeward
