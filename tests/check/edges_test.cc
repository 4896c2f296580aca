// SPDX-License-Identifier: Apache-2.0
//
// More cases that mutants of the checker asked for: columns, links, places, services.
#include <algorithm>

#include "check/build.h"

namespace homeward::testing {
namespace {

/// VBC – RUM – KHA, buses and trucks at VBC.
struct OneRoad : World {
  PlaceId vbc = base("VBC"), rum = base("RUM"), kha = camp("KHA");
  LinkId north = road(vbc, rum), south = road(rum, kha);
  FleetId buses = fleet("buses", bus, FleetKind::bus, vbc, 40);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 40);
  FleetId guards = fleet("guards", gun_truck, FleetKind::escort, vbc, 40);
  UnitId soldiers = unit("1-1", vbc, 0, kha);
  LotId boxes = lot("boxes", soldiers, container, 0, kha);
  OneRoad() {
    for (const FleetId fleet : {buses, trucks, guards}) model.fleets[fleet].stocks[0].place = kha;
  }
  void at_base(FleetId fleet, std::int64_t count) { model.fleets[fleet].stocks = {{vbc, count}}; }
  Place& place(PlaceId id) { return model.places[id]; }
  Link& link(LinkId id) { return model.links[id]; }
  /// A bus that sets off then; all buses come out.
  std::size_t ride(Time depart, std::int64_t vehicles = 1) {
    return column({vbc, rum, kha}, depart, {of_fleet(buses, vehicles)});
  }
};

std::size_t found_of(const World& world, Rule rule) {
  const auto all = found(world);
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [&](const Violation& v) { return v.rule == rule; }));
}
Violation only_one(const World& world) {
  const auto all = found(world);
  EXPECT_EQ(all.size(), 1u) << sentences(world);
  return all.empty() ? Violation() : all.front();
}
using Objects = std::vector<std::string>;

TEST(Edges, AStepOfZeroAsksNothing) {
  OneRoad world;
  world.at_base(world.buses, 1);
  world.ride(kStart + 1);
  EXPECT_CODES(world, "CONTINUITY");
  world.model.rules.start_step_s = 0;
  EXPECT_VALID(world);
  world.model.rules.start_step_s = 1;
  EXPECT_VALID(world);
  world.model.rules.start_step_s = 2;
  EXPECT_CODES(world, "CONTINUITY");
}
TEST(Edges, ADepartureFromTheLastStopIsOneViolation) {
  OneRoad world;
  world.at_base(world.buses, 1);
  world.ride(kStart);
  world[0].stops[2].depart += 1;
  EXPECT_EQ(only_one(world).rule, Rule::CONTINUITY);
}
TEST(Edges, ALastOutColumnThatWouldLeaveFromItsLastStopDoesNotCloseIt) {
  OneRoad world;
  world.at_base(world.buses, 1);
  const UnitId rear = world.unit("rear", world.vbc, 5, world.kha);
  world.model.units[rear].last_out = true;
  world.column({world.vbc, world.rum, world.vbc}, kStart, {of_fleet(world.buses, 1)}, {people(rear, 5)});
  world.column({world.vbc, world.rum, world.kha}, kStart + 4 * kHour, {of_fleet(world.buses, 1)},
               {people(rear, 5)});
  world.close(world.vbc, kStart + 4 * kHour + 10);
  world.place(world.rum).beds = 5;
  EXPECT_CODES(world, "LAST_OUT");
  world[0].stops[2].depart += 3 * kHour;
  EXPECT_CODES(world, "CONTINUITY LAST_OUT");
}
TEST(Edges, WhoStaysIsNotWaitedForAtTheClosing) {
  OneRoad world;
  const UnitId rear = world.unit("rear", world.vbc, 5, world.kha);
  world.model.units[rear].last_out = world.model.units[rear].stays = true;
  world.close(world.vbc, kStart + kDay);
  EXPECT_VALID(world);
  world.model.units[rear].stays = false;
  EXPECT_CODES(world, "CLOSED DUE DEADLINE");
}
TEST(Edges, OneTruckWithOneThingIsNotTakenOnTheWay) {
  OneRoad world;
  world.at_base(world.buses, 1);
  world.model.fleets[world.trucks].stocks = {{world.rum, 1}};
  world.model.units[world.soldiers].place = world.rum;
  world.model.lots[world.boxes].place = world.rum;
  world.model.lots[world.boxes].count = 1;
  world.ride(kStart);
  world.halt(0, 1, 60);
  world.change(0, 1, {of_fleet(world.buses, 1), of_fleet(world.trucks, 1, world.boxes, 1)});
  EXPECT_CODES(world, "LEG");
  // It leaves with the head, whatever ramp there is: a truck that is there no earlier will do, but not later.
  world.service("ramp", world.rum, ServiceUse::loading, 36);
  world.service("yard", world.rum, ServiceUse::unloading, 36);
  EXPECT_CODES(world, "LEG");
}
TEST(Edges, AnotherRatioNeedsOtherEscorts) {
  OneRoad world;
  world.at_base(world.buses, 3);
  world.at_base(world.guards, 3);
  world.link(world.south).escort = true;
  world.model.rules.escort_min = 0;
  world.column({world.vbc, world.rum, world.kha}, kStart,
               {of_fleet(world.buses, 3), of_fleet(world.guards, 3)});
  for (const std::int64_t ratio : {0, 1}) {
    world.model.rules.escort_ratio = ratio;
    world[0].legs[0].groups[1].vehicles = world.model.fleets[world.guards].stocks[0].count = 3;
    world[0].legs[0].pass_time_s = 60;
    EXPECT_VALID(world);
    world[0].legs[0].groups[1].vehicles = world.model.fleets[world.guards].stocks[0].count = 2;
    world[0].legs[0].pass_time_s = 50;
    EXPECT_CODES(world, "ESCORT");
  }
}
TEST(Edges, DrivingWithoutRestNamesThePlaceReached) {
  OneRoad world;
  world.at_base(world.buses, 1);
  world.ride(kStart);
  world.model.rules.drive_max_s = 2 * kTravel - 1;
  const Violation rest = only_one(world);
  EXPECT_EQ(rest.objects, (Objects{"C1", "KHA"}));
  EXPECT_EQ(rest.at, kStart + 2 * kTravel);
}
TEST(Edges, WhatIsUnknownIsCalledUnknown) {
  OneRoad world;
  world.at_base(world.buses, 1);
  world.ride(kStart);
  world.link(world.north).mlc = 5;
  EXPECT_NE(only_one(world).sentence.find("load class of its vehicles 10, of the link 5."),
            std::string::npos);
  world.model.item_types[world.bus].mlc.reset();
  EXPECT_NE(sentences(world).find("load class of its vehicles unknown, of the link 5."), std::string::npos)
      << sentences(world);
  world.model.item_types[world.bus].mlc = 10;
  world.link(world.north).mlc.reset();
  world.model.rules.unknown_link_mlc.assume.reset();
  world.link(world.south).mlc = 100;
  EXPECT_NE(only_one(world).sentence.find("load class of its vehicles 10, of the link unknown."),
            std::string::npos);
}

/// ThreeColumns columns on the northern road.
struct ThreeColumns : OneRoad {
  explicit ThreeColumns(std::vector<Time> departs, std::vector<std::int64_t> vehicles) {
    std::int64_t all = 0;
    for (const std::int64_t number : vehicles) all += number;
    at_base(buses, all);
    model.rules.column_gap_s = 0;
    for (std::size_t i = 0; i < departs.size(); ++i)
      column({vbc, rum}, kStart + departs[i], {of_fleet(buses, vehicles[i])});
    place(rum).zones = {kuwait};
  }
  void slow(std::size_t column, std::int64_t rate) {
    Column& trip = plan.columns[column];
    trip.legs[0].march_rate_m_per_hour = rate;
    trip.legs[0].pass_time_s = pass(trip.legs[0]);
    trip.stops[1].arrive = trip.stops[1].depart = trip.stops[0].depart + 36'000 * kHour / rate;
  }
};

TEST(Follow, AfterAColumnThatCameTooEarlyTheFirstOneStillCounts) {
  ThreeColumns world({0, 60, 240}, {30, 6, 4});  // tails have entered after 300, 120 and 280 s
  EXPECT_EQ(found_of(world, Rule::FOLLOW), 2u) << sentences(world);
  EXPECT_NE(sentences(world).find("C3 enters VBC-RUM at 2011-10-21 03:04, 240 s after C1"), std::string::npos)
      << sentences(world);
  world.delay(2, 60);
  EXPECT_EQ(found_of(world, Rule::FOLLOW), 1u) << sentences(world);
}
TEST(Follow, AColumnThatIsSlowerMustNotEnterTooEarly) {
  ThreeColumns world({0, 3600, 3660}, {1, 7, 1});
  world.slow(2, 30'000);  // it leaves ten minutes after the other's tail
  EXPECT_CODES(world, "FOLLOW");
  EXPECT_NE(sentences(world).find("C3 enters"), std::string::npos) << sentences(world);
  world.delay(2, 60);
  EXPECT_VALID(world);
}
TEST(Follow, AColumnThatIsFasterMustNotLeaveTooEarly) {
  ThreeColumns world({0, 3600, 4260}, {1, 7, 1});  // the second one takes 4,320 s and passes in 84 s
  world.slow(1, 30'000);
  EXPECT_CODES(world, "FOLLOW");
  EXPECT_NE(sentences(world).find("C3 leaves"), std::string::npos) << sentences(world);
  world.delay(2, 144 + 60 - 144 % 60);
  EXPECT_VALID(world);
}
TEST(Exclusive, TheColumnThatIsThereLongestCounts) {
  ThreeColumns world({0, 60, 3720}, {30, 1, 1});  // on the road until 3,900, 3,670 and 7,330 s
  world.link(world.north).use = LinkUse::exclusive;
  EXPECT_EQ(found_of(world, Rule::EXCLUSIVE), 2u) << sentences(world);
  world.delay(2, 180);
  EXPECT_EQ(found_of(world, Rule::EXCLUSIVE), 1u) << sentences(world);
}
TEST(Oppose, OfTwoThatAreThereAsLongTheFirstIsNamed) {
  ThreeColumns world({0, 60}, {12, 6});  // both until 3,720 s
  world.model.fleets[world.buses].stocks.push_back({world.rum, 1});
  world.column({world.rum, world.vbc}, kStart + 120, {of_fleet(world.buses, 1)});
  world.link(world.north).use = LinkUse::alternating;
  const auto all = found(world);
  EXPECT_TRUE(std::any_of(all.begin(), all.end(), [](const Violation& v) {
    return v.rule == Rule::OPPOSE && v.objects == Objects{"C3", "C1", "VBC-RUM"};
  })) << sentences(world);
}
TEST(Oppose, TheWidestOfAllThatAreThereCounts) {
  for (const bool wide_first : {false, true}) {
    ThreeColumns world({}, {});
    world.at_base(world.buses, 1);
    world.at_base(world.trucks, 1);
    world.model.fleets[world.guards].stocks = {{world.rum, 1}};
    world.model.item_types[world.truck].width_mm = 3500;
    world.link(world.north).meeting_width_mm = 6000;
    world.column({world.vbc, world.rum}, kStart, {of_fleet(wide_first ? world.trucks : world.buses, 1)});
    world.column({world.vbc, world.rum}, kStart + 60, {of_fleet(wide_first ? world.buses : world.trucks, 1)});
    world.column({world.rum, world.vbc}, kStart + 120, {of_fleet(world.guards, 1)});
    world.model.fleets[world.guards].stocks[0].place = world.rum;
    EXPECT_EQ(found_of(world, Rule::OPPOSE), 0u) << sentences(world);
    world.link(world.north).meeting_width_mm = 5999;
    EXPECT_EQ(found_of(world, Rule::OPPOSE), 1u) << sentences(world);
  }
}
TEST(Cross, LoadingAtAnExclusivePlaceDoesNotBlockIt) {
  OneRoad world;
  world.at_base(world.trucks, 1);
  world.model.fleets[world.buses].stocks = {{world.kha, 1}};
  world.model.lots[world.boxes].count = 2;
  world.place(world.vbc).exclusive = true;
  const ServiceId ramp = world.service("ramp", world.vbc, ServiceUse::loading, 1);  // an hour a vehicle
  world.column({world.kha, world.rum, world.vbc}, kStart, {of_fleet(world.buses, 1)});
  world.column({world.vbc, world.rum, world.kha}, kStart + 7200, {of_fleet(world.trucks, 1, world.boxes, 2)});
  world.serve(1, 0, ramp);  // the bus comes when loading begins
  EXPECT_EQ(found_of(world, Rule::CROSS), 0u) << sentences(world);
}
TEST(Cross, TheColumnThatKeepsTheCrossingLongestCounts) {
  ThreeColumns world({0, 60, 240}, {30, 6, 4});
  world.place(world.rum).exclusive = true;
  world.link(world.north).lanes = 3;
  world[1].stops[0].lane = 2;
  world[2].stops[0].lane = 3;
  EXPECT_EQ(found_of(world, Rule::CROSS), 2u) << sentences(world);
  world.delay(2, 60);
  EXPECT_EQ(found_of(world, Rule::CROSS), 1u) << sentences(world);
}

TEST(Edges, ServicesTakenInPassingMakeAHalt) {
  OneRoad world;
  world.at_base(world.buses, 1);
  world.ride(kStart);
  const ServiceId fuel = world.service("fuel", world.rum, ServiceUse::passing, 36);
  world[0].stops[1].services = {{fuel, kStart + 3600, kStart + 3710}};
  world.place(world.rum).parking_vehicles = 0;
  EXPECT_CODES(world, "PARK SERVICE");
  world.place(world.rum).parking_vehicles = 1;
  EXPECT_CODES(world, "SERVICE");
}
TEST(Edges, AVisitThatLastsAsLongAsTheBaseIsOpenIsOneMore) {
  OneRoad world;
  world.at_base(world.buses, 1);
  world.ride(kStart);
  const ServiceId fuel = world.service("fuel", world.rum, ServiceUse::passing, 36);
  world.serve(0, 1, fuel);  // 110 s
  const Time leaves = world[0].stops[1].depart;
  world.close(world.rum, leaves + 10);
  EXPECT_VALID(world);
  world[0].stops[1].services[0].end = leaves + 10;
  EXPECT_CODES(world, "SERVICE");
  world[0].stops[1].services[0].end = leaves + 11;
  EXPECT_CODES(world, "SERVICE CLOSED");
}
TEST(Edges, AVisitWithoutLengthTouchesNoWindow) {
  for (const bool daily : {false, true}) {
    OneRoad world;
    world.at_base(world.buses, 1);
    world.ride(kStart);
    const ServiceId fuel = world.service("fuel", world.rum, ServiceUse::passing, 36);
    world[0].stops[1].services = {{fuel, kStart + 3700, kStart + 3700}};
    world.window(WindowTarget::service, fuel.index(), {kStart + 3600, kStart + 3800});
    Window& window = world.model.windows[0];
    if (daily) {  // 04:00 to 05:00 local time
      window.daily = true;
      window.first_day = window.last_day = kStart - 3 * kHour;
      window.from_second = 4 * kHour;
      window.until_second = 5 * kHour;
    }
    EXPECT_CODES(world, "SERVICE");
    world[0].stops[1].services[0].end += 1;
    EXPECT_CODES(world, "WINDOW SERVICE");
  }
}
TEST(Edges, ALoadedColumnTakesNoRampOnItsWay) {
  OneRoad world;
  world.at_base(world.trucks, 1);
  world.model.lots[world.boxes].count = 2;
  const ServiceId ramp = world.service("ramp", world.vbc, ServiceUse::loading, 36);
  world.service("other ramp", world.rum, ServiceUse::loading, 36);
  world.column({world.vbc, world.rum, world.kha}, kStart, {of_fleet(world.trucks, 1, world.boxes, 2)});
  world.serve(0, 0, ramp);
  EXPECT_VALID(world);
}
TEST(Edges, AColumnIsOfItsClassAlsoWhereOnlyItsFirstLegIs) {
  for (const bool last_out : {false, true}) {
    OneRoad world;
    world.at_base(world.buses, 2);
    const UnitId rear = world.unit("rear", world.vbc, 5, world.rum);
    world.model.units[rear].last_out = last_out;
    world.ride(kStart, 2);
    world[0].legs[0].passengers = {people(rear, 5)};
    world.halt(0, 1, 60);
    world.change(0, 1, {of_fleet(world.buses, 2)});
    EXPECT_VALID(world);
    world[0].column_class = ColumnClass::empty;
    EXPECT_CODES(world, "LEG");
  }
}
TEST(Edges, ThingsLoadWithoutARampWhenTheHeadLeaves) {
  OneRoad world;  // from KHA, where they enter through a post, to VBC; the truck comes just then
  const ServiceId post = world.service("post", world.kha, ServiceUse::entering, 36);
  const PlaceId arf = world.camp("ARF");
  world.road(arf, world.kha);
  world.model.fleets[world.trucks].stocks = {{arf, 1}};
  world.model.places[world.kha].services.clear();
  const UnitId owner = world.unit("owner", world.kha, 0, world.vbc);
  const LotId food = world.lot("food", owner, world.container, 2, world.vbc);
  world.column({arf, world.kha}, kStart, {of_fleet(world.trucks, 1)});
  world.model.places[world.kha].services = {post};
  world.column({world.kha, world.rum, world.vbc}, kStart + 3540, {of_fleet(world.trucks, 1, food, 2)});
  world.serve(1, 0, post);
  world.column({world.vbc, world.rum, world.kha}, kStart + 6 * kHour, {of_fleet(world.trucks, 1)});
  EXPECT_LT(world[1].stops[0].arrive, kStart + 3610);
  EXPECT_GE(world[1].stops[0].depart, kStart + 3610);
  EXPECT_VALID(world);
}

}  // namespace
}  // namespace homeward::testing
