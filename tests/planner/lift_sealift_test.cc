// SPDX-License-Identifier: Apache-2.0
#include "planner/lift/sealift.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "planner/lift_verifier.h"
#include "planner/lift_worlds.h"

namespace homeward {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

const PlaceId kPort{1};

// A port with two berths, lots of vehicles (even) and containers (odd).
Model port_world(std::size_t lots) {
  Model model = air_world(1);
  for (const ShipClass ship_class : {ShipClass::vehicle, ShipClass::container, ShipClass::none}) {
    ItemType type;
    type.key = "I" + std::to_string(model.item_types.size());
    type.ship_class = ship_class;
    model.item_types.push_back(type);
  }
  for (std::size_t i = 0; i < lots; ++i) {
    Lot lot;
    lot.key = "L" + std::to_string(i);
    lot.type = ItemTypeId(i % 2);
    lot.destination = kHome;
    model.lots.push_back(lot);
  }
  return model;
}

Ship ship(std::int64_t vehicles, std::int64_t containers, Time available_from) {
  Ship call;
  call.key = "S";
  call.port = kPort;
  call.destination = kHome;
  call.available_from = available_from;
  call.load_s = 84 * kHour;
  call.passage_s = 20 * kDay;
  call.vehicle_capacity = vehicles;
  call.container_capacity = containers;
  return call;
}

ServiceId add_service(Model& model, std::int64_t rate_per_hour, std::int64_t lanes) {
  Service service;
  service.key = "V" + std::to_string(model.services.size());
  service.place = kPort;
  service.use = ServiceUse::things;
  service.rate_per_hour = rate_per_hour;
  service.lanes = lanes;
  return model.services.push_back(service);
}

ThingArrival arrival(std::size_t lot, std::int64_t count, Time at) {
  return ThingArrival{LotId(lot), kPort, count, at};
}

std::int64_t count_of(const std::vector<ThingArrival>& rows) {
  std::int64_t count = 0;
  for (const ThingArrival& row : rows) count += row.count;
  return count;
}

void expect_rules_hold(const Model& model, const std::vector<ThingArrival>& arrivals,
                       const SealiftPlan& plan) {
  std::vector<GivenUp> given_up;
  for (const ThingArrival& row : arrivals) given_up.push_back(GivenUp{row.lot, row.place, row.count, row.at});
  const SeaReport report = judge_sea(model, given_up, plan.batches, plan.sailings);
  EXPECT_THAT(report.faults, IsEmpty());
  EXPECT_EQ(report.not_shipped, count_of(plan.left));
}

TEST(Sealift, the_last_ship_begins_to_load_when_the_last_thing_is_there) {
  Model model = port_world(1);
  for (int i = 0; i < 3; ++i) model.ships.push_back(ship(100, 0, kNoon));
  const std::vector<ThingArrival> arrivals{arrival(0, 80, kNoon + kDay), arrival(0, 80, kNoon + 9 * kDay)};
  const SealiftPlan plan = plan_sealift(model, arrivals);
  expect_rules_hold(model, arrivals, plan);
  ASSERT_THAT(plan.sailings, SizeIs(2));
  EXPECT_EQ(plan.sailings[0].berth, kNoon + kDay);
  EXPECT_EQ(plan.sailings[1].berth, kNoon + 9 * kDay);
  EXPECT_EQ(plan.final_arrival, plan.bound);
}

TEST(Sealift, three_ships_share_two_berths) {
  Model model = port_world(2);
  for (int i = 0; i < 2; ++i) model.ships.push_back(ship(100, 0, kNoon));
  model.ships.push_back(ship(0, 100, kNoon));
  const std::vector<ThingArrival> arrivals{arrival(0, 200, kNoon), arrival(1, 100, kNoon)};
  const SealiftPlan plan = plan_sealift(model, arrivals);
  expect_rules_hold(model, arrivals, plan);
  EXPECT_EQ(plan.final_arrival, kNoon + 2 * 84 * kHour + 20 * kDay);
  EXPECT_EQ(count_of(plan.left), 0);
}

TEST(Sealift, what_does_not_fit_is_left_and_it_is_what_came_last) {
  Model model = port_world(4);
  model.ships.push_back(ship(100, 0, kNoon));
  const std::vector<ThingArrival> arrivals{arrival(0, 70, kNoon), arrival(2, 50, kNoon + kDay)};
  const SealiftPlan plan = plan_sealift(model, arrivals);
  expect_rules_hold(model, arrivals, plan);
  ASSERT_THAT(plan.left, SizeIs(1));
  EXPECT_EQ(plan.left[0].lot, LotId(2));
  EXPECT_EQ(plan.left[0].count, 20);
}

TEST(Batches, a_wash_rack_works_without_a_break_and_in_reasonable_batches) {
  Model model = port_world(1);
  model.lots[LotId(0)].process = {add_service(model, 3, 3)};
  const std::vector<ThingArrival> arrivals{arrival(0, 216, kNoon)};
  const BatchPlan plan = plan_batches(model, arrivals);
  EXPECT_THAT(plan.batches, SizeIs(18));  // 12 things each
  EXPECT_EQ(plan.ready.back().at, kNoon + kDay);
  ASSERT_THAT(plan.yards, SizeIs(1));
  EXPECT_EQ(plan.yards[0].things_max, 216);
}

TEST(Batches, a_batch_ends_before_the_service_closes) {
  Model model = port_world(1);
  const ServiceId wash = add_service(model, 2, 1);
  model.lots[LotId(0)].process = {wash};
  Window closed;  // open 06:00 to 09:15 local only
  closed.target = WindowTarget::service;
  closed.service = wash;
  closed.daily = true;
  closed.from_second = 9 * kHour + 15 * kMinute;
  closed.until_second = 6 * kHour;
  model.windows.push_back(closed);
  const std::vector<ThingArrival> arrivals{arrival(0, 13, kNoon)};
  const SealiftPlan plan = plan_sealift(model, arrivals);
  expect_rules_hold(model, arrivals, plan);
  EXPECT_THAT(plan.batches, SizeIs(3));  // 6 + 6 + 1
}

TEST(Batches, things_take_their_services_in_order) {
  Model model = port_world(1);
  const ServiceId wash = add_service(model, 6, 2);
  const ServiceId customs = add_service(model, 9, 1);
  model.lots[LotId(0)].process = {wash, customs};
  model.ships.push_back(ship(100, 0, kNoon));
  const std::vector<ThingArrival> arrivals{arrival(0, 90, kNoon)};
  const SealiftPlan plan = plan_sealift(model, arrivals);
  expect_rules_hold(model, arrivals, plan);
  EXPECT_EQ(count_of(plan.left), 0);
}

TEST(Batches, things_whose_next_service_is_elsewhere_are_handed_back) {
  Model model = port_world(1);
  const ServiceId wash = add_service(model, 6, 1);
  const ServiceId customs = add_service(model, 6, 1);
  model.services[customs].place = PlaceId(2);
  model.lots[LotId(0)].process = {wash, customs};
  const BatchPlan plan = plan_batches(model, std::vector{arrival(0, 6, kNoon)});
  ASSERT_THAT(plan.ready, SizeIs(1));
  EXPECT_EQ(plan.ready[0].processed, 1u);
  EXPECT_EQ(plan.ready[0].at, kNoon + kHour);
}

TEST(Batches, a_yard_that_is_too_small_is_reported) {
  Model model = port_world(1);
  const ServiceId wash = add_service(model, 10, 1);
  model.services[wash].yard = 25;
  model.lots[LotId(0)].process = {wash};
  const BatchPlan plan = plan_batches(model, std::vector{arrival(0, 60, kNoon)});
  ASSERT_THAT(plan.yards, SizeIs(1));
  ASSERT_TRUE(plan.yards[0].overflow);
  EXPECT_EQ(plan.yards[0].overflow->begin, kNoon);
  EXPECT_EQ(plan.yards[0].overflow->end, kNoon + 4 * kHour);
}

TEST(Sealift, random_ports_keep_every_rule_and_the_bound) {
  std::int64_t at_bound = 0;
  std::int64_t with_bound = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Rng rng{seed, 11};
    const auto lots = static_cast<std::size_t>(rng.between(1, 8));
    Model model = port_world(lots);
    model.places[kPort].berths = rng.between(1, 3);
    for (std::int64_t i = rng.between(0, 3); i > 0; --i) {
      const ServiceId service = add_service(model, rng.between(1, 12), rng.between(1, 4));
      if (rng.chance(1, 2)) {
        Window closed;
        closed.target = WindowTarget::service;
        closed.service = service;
        closed.daily = true;
        closed.from_second = rng.between(12, 20) * kHour;
        closed.until_second = rng.between(0, 11) * kHour;
        model.windows.push_back(closed);
      }
    }
    for (LotId lot : model.lots.ids()) {
      for (ServiceId service : model.services.ids()) {
        if (rng.chance(1, 2)) model.lots[lot].process.push_back(service);
      }
      if (rng.chance(1, 10)) model.lots[lot].type = ItemTypeId(2);
    }
    for (std::int64_t i = rng.between(1, 9); i > 0; --i) {
      const std::int64_t kind = rng.between(0, 2);
      Ship call = ship(kind == 1 ? 0 : rng.between(20, 200), kind == 0 ? 0 : rng.between(20, 200),
                       kNoon + rng.between(0, 20 * kDay));
      call.load_s = rng.between(20, 100) * kHour;
      call.passage_s = rng.between(15, 30) * kDay;
      model.ships.push_back(call);
    }
    std::vector<ThingArrival> arrivals;
    for (std::int64_t i = rng.between(1, 30); i > 0; --i) {
      const auto lot = static_cast<std::size_t>(rng.below(lots));
      arrivals.push_back(arrival(lot, rng.between(1, 40), kNoon + rng.between(0, 30 * kDay)));
    }
    const SealiftPlan plan = plan_sealift(model, arrivals);
    expect_rules_hold(model, arrivals, plan);
    if (plan.bound && plan.final_arrival) {
      EXPECT_GE(*plan.final_arrival, *plan.bound);
      ++with_bound;
      at_bound += *plan.final_arrival == *plan.bound ? 1 : 0;
    }
    if (testing::Test::HasFailure()) break;
  }
  RecordProperty("at_bound", static_cast<int>(at_bound));
  EXPECT_GT(with_bound, 50);
}

}  // namespace
}  // namespace homeward
