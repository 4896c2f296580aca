// SPDX-License-Identifier: Apache-2.0
#include "scenario/draw.h"

#include <gtest/gtest.h>

namespace homeward {
namespace {

TEST(Draw, MakesPlacesAndLinksInTheOrderInWhichTheyAreNamed) {
  const Model model =
      draw_scenario("depot -30min- bridge(exclusive, parking 0) -12km alternating, lanes 2- port");
  ASSERT_EQ(model.places.size(), 3u);
  EXPECT_EQ(model.places[PlaceId(1)].key, "bridge");
  EXPECT_TRUE(model.places[PlaceId(1)].exclusive);
  EXPECT_EQ(model.places[PlaceId(1)].parking_vehicles, 0);
  EXPECT_EQ(model.places[PlaceId(2)].parking_vehicles, 1000);
  ASSERT_EQ(model.links.size(), 2u);
  EXPECT_EQ(model.links[LinkId(0)].key, "depot-bridge");
  EXPECT_EQ(model.links[LinkId(0)].length_m, 20000);
  EXPECT_EQ(model.links[LinkId(0)].use, LinkUse::two_way);
  EXPECT_EQ(model.links[LinkId(1)].length_m, 12000);
  EXPECT_EQ(model.links[LinkId(1)].use, LinkUse::alternating);
  EXPECT_EQ(model.links[LinkId(1)].lanes, 2);
}

TEST(Draw, AThirtyMinuteLinkIsDrivenInThirtyMinutesAtItsOwnSpeed) {
  const Model model = draw_scenario("a -30min- b");
  const Link& link = model.links[LinkId(0)];
  EXPECT_EQ(divide_up(3600 * link.length_m, link.speed_m_per_hour[0]), 30 * kMinute);
}

TEST(Draw, UnitsOfOneLineAreAlikeAndBringCarsAndBoxes) {
  const Model model = draw_scenario(R"(
      depot -1h- port
      1st, 2nd: depot to port, 20 people, 5 cars, 12 boxes, ready 2h, due 10h, last_out, priority 3
      3rd: depot to port)");
  ASSERT_EQ(model.units.size(), 3u);
  const Unit& second = model.units[UnitId(1)];
  EXPECT_EQ(second.key, "2nd");
  EXPECT_EQ(second.people[CategoryId(0)], 20);
  EXPECT_EQ(second.ready, 2 * kHour);
  EXPECT_EQ(second.due, 10 * kHour);
  EXPECT_TRUE(second.last_out);
  EXPECT_EQ(second.priority, 3);
  ASSERT_EQ(model.lots.size(), 5u);
  EXPECT_EQ(model.lots[LotId(3)].key, "2nd.boxes");
  EXPECT_EQ(model.lots[LotId(3)].count, 12);
  EXPECT_EQ(model.lots[LotId(4)].count, 5) << "five cars unless the drawing says otherwise";
  EXPECT_EQ(model.units[UnitId(2)].people[CategoryId(0)], 10);
}

TEST(Draw, DestinationsHomeAndOutsideAreNotInTheZone) {
  const Model model = draw_scenario(
      "depot -1h- fence(outside) -1h- port; 1st: depot to port; ship s: port to home, 2d, 5 vehicles");
  EXPECT_TRUE(model.in_zone(PlaceId(0)));
  EXPECT_FALSE(model.in_zone(PlaceId(1)));
  EXPECT_FALSE(model.in_zone(PlaceId(2)));
  EXPECT_FALSE(model.in_zone(PlaceId(3)));
  EXPECT_EQ(model.places[PlaceId(3)].kind, PlaceKind::home);
}

TEST(Draw, InsideKeepsADestinationInTheZone) {
  const Model model = draw_scenario("depot -1h- port(inside); 1st: depot to port");
  EXPECT_TRUE(model.in_zone(PlaceId(1)));
}

TEST(Draw, FleetsServicesWindowsAndGarrisons) {
  const Model model = draw_scenario(R"(
      depot -1h- post -1h- port
      1st: depot to port
      lorries hauler: 20 at depot, 5 at port   # go round
      escorts guard: 4 at depot
      service gate at post: leaving, 60/h, 2 lanes, team 1st 5
      closed depot-post: 2h to 4h
      closed gate: 0h to 1h
      garrison depot: 5
      deadline 3d)");
  ASSERT_EQ(model.fleets.size(), 2u);
  EXPECT_EQ(model.fleets[FleetId(0)].total(), 25);
  EXPECT_EQ(model.fleets[FleetId(1)].kind, FleetKind::escort);
  const Service& gate = model.services[ServiceId(0)];
  EXPECT_EQ(gate.rate_per_hour, 60);
  EXPECT_EQ(gate.lanes, 2);
  EXPECT_EQ(gate.team_people, 5);
  ASSERT_TRUE(gate.zone.has_value());
  EXPECT_EQ(model.places[gate.place].services.size(), 1u);
  ASSERT_EQ(model.windows.size(), 2u);
  EXPECT_EQ(model.windows[0].target, WindowTarget::link);
  EXPECT_EQ(model.windows[0].once, (Interval{2 * kHour, 4 * kHour}));
  EXPECT_EQ(model.windows[1].target, WindowTarget::service);
  EXPECT_EQ(model.garrisons[0].people, 5);
  EXPECT_EQ(model.deadline, 3 * kDay);
  EXPECT_EQ(model.item_types[model.fleets[FleetId(0)].vehicle].key, "lorry");
  EXPECT_EQ(model.item_types[model.fleets[FleetId(1)].vehicle].key, "escort");
  const Model with_bus = draw_scenario("a -1h- b; buses coach: 2 at b");
  EXPECT_EQ(with_bus.item_types[with_bus.fleets[FleetId(0)].vehicle].key, "bus");
}

TEST(Draw, AircraftFlyBothWays) {
  const Model model = draw_scenario(
      "base -1h- strip; 1st: base to home, 0 cars; aircraft jet: 2 at strip, 100 seats, 3h to home");
  const Aircraft& jet = model.aircraft[AircraftId(0)];
  EXPECT_EQ(jet.count, 2);
  ASSERT_EQ(jet.blocks.size(), 2u);
  EXPECT_EQ(jet.blocks[1].from, jet.blocks[0].to);
  EXPECT_EQ(jet.blocks[0].block_s, 3 * kHour);
  EXPECT_TRUE(model.lots.empty());
  EXPECT_EQ(model.places[jet.base].mog_positions, 10);
}

TEST(DrawDeathTest, AMistakeEndsTheRunAndNamesTheStatement) {
  EXPECT_EXIT(draw_scenario("depot -30min- port; 1st: depot by port"), testing::ExitedWithCode(7),
              "'to' is due.*1st");
  EXPECT_EXIT(draw_scenario("depot -30- port"), testing::ExitedWithCode(7), "a length or time is due");
  EXPECT_EXIT(draw_scenario("closed nowhere: 1h to 2h"), testing::ExitedWithCode(7), "was drawn above");
}

}  // namespace
}  // namespace homeward
