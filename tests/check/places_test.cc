// SPDX-License-Identifier: Apache-2.0
#include "check/build.h"

namespace homeward::testing {
namespace {

/// Two columns (pass time 60 s) that cross at RUM: VBC–RUM–KHA and TAJ–RUM–KWT. RUM is an exclusive crossing.
struct Crossing : World {
  PlaceId vbc = base("VBC"), taj = base("TAJ"), rum = base("RUM"), kha = camp("KHA"), kwt = camp("KWT");
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 6);
  FleetId others = fleet("others", truck, FleetKind::truck, taj, 6);
  explicit Crossing(Duration later) {
    model.places[rum].exclusive = true;
    model.rules.start_step_s = 1;
    for (PlaceId from : {vbc, taj}) road(from, rum);
    for (PlaceId to : {kha, kwt}) road(rum, to);
    column({vbc, rum, kha}, kStart, {of_fleet(trucks, 6)});
    column({taj, rum, kwt}, kStart + later, {of_fleet(others, 6)});
  }
};

TEST(Cross, AColumnMayCrossWhenTheOtherAndTheGapAreOver) { EXPECT_VALID(Crossing(960)); }
TEST(Cross, AColumnMayNotCrossASecondEarlier) { EXPECT_CODES(Crossing(959), "CROSS"); }
TEST(Cross, TheOrderInThePlanDoesNotMatter) {
  Crossing world(959);
  std::swap(world[0], world[1]);
  EXPECT_CODES(world, "CROSS");
}
TEST(Cross, ASharedPlaceHasNoRule) {
  Crossing world(0);
  world.model.places[world.rum].exclusive = false;
  EXPECT_VALID(world);
}

TEST(Cross, AHaltUsesTheCrossingTwice) {
  Crossing world(960);
  world.halt(0, 1, 4000);
  EXPECT_VALID(world);  // the other crosses meanwhile
  world.halt(0, 1, -4000 + 1919);
  EXPECT_CODES(world, "CROSS");
  world.halt(0, 1, 1);
  EXPECT_VALID(world);
}

TEST(Cross, TwoUsesOfOneHaltMayOverlap) {
  Crossing world(3000);
  world.halt(0, 1, 600);
  EXPECT_VALID(world);
}

TEST(Cross, AColumnThatHaltsDoesNotHideAnother) {
  Crossing world(959);
  world.halt(0, 1, 500);  // uses until 4560 and 5060; the other comes at 4559
  EXPECT_CODES(world, "CROSS");
  world.delay(1, 500);
  EXPECT_CODES(world, "CROSS");
  world.delay(1, 1);
  EXPECT_VALID(world);
}

TEST(Cross, TheStartCountsWithTheDepartureAndTheLastPlaceWithTheArrival) {
  Crossing world(0);
  world.model.places[world.rum].exclusive = false;
  world.model.places[world.vbc].exclusive = world.model.places[world.kha].exclusive = true;
  world.model.fleets[world.trucks].stocks[0].count = 12;
  world.column({world.vbc, world.rum, world.kha}, kStart + 960, {of_fleet(world.trucks, 6)});
  EXPECT_VALID(world);
  world.delay(2, -1);
  const auto violations = found(world);
  EXPECT_EQ(std::count_if(violations.begin(), violations.end(),
                          [](const Violation& v) { return v.rule == Rule::CROSS; }),
            2);
}

/// A column of 6 trucks that halts at RUM for `halt` seconds, and one of 4 that comes 4 hours later.
struct Parking : World {
  PlaceId vbc = base("VBC"), rum = base("RUM"), kha = camp("KHA");
  LinkId north = road(vbc, rum), south = road(rum, kha);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 10);
  Parking() {
    model.rules.start_step_s = 1;
    column({vbc, rum, kha}, kStart, {of_fleet(trucks, 6)});
    column({vbc, rum, kha}, kStart + 2 * kHour, {of_fleet(trucks, 4)});
    halt(0, 1, 7200 - 60);  // its tail leaves when the second arrives
    halt(1, 1, 1800);
    model.places[rum].parking_vehicles = 6;
  }
};

TEST(Park, AColumnMayComeWhenTheTailOfAnotherHasLeft) { EXPECT_VALID(Parking()); }
TEST(Park, AColumnMayNotComeASecondEarlier) {
  Parking world;
  world.halt(0, 1, 1);
  EXPECT_CODES(world, "PARK");
  world.model.places[world.rum].parking_vehicles = 9;
  EXPECT_CODES(world, "PARK");
  world.model.places[world.rum].parking_vehicles = 10;
  EXPECT_VALID(world);
}
TEST(Park, AReducedWindowTakesRoomOnlyInItsTime) {
  Parking world;
  world.halt(0, 1, 1);  // both stand there for one second
  world.model.places[world.rum].parking_vehicles = 10;
  EXPECT_VALID(world);
  const Time both = world[1].stops[1].arrive;
  const auto reduce = [&](Interval when, std::int64_t fewer) {
    Reduction reduction;
    reduction.when.target = WindowTarget::place;
    reduction.when.place = world.rum;
    reduction.when.once = when;
    reduction.fewer = fewer;
    world.model.reductions.push_back(reduction);
  };
  reduce({kStart, both}, 4);
  reduce({both + 1, kEndOfTime}, 6);
  EXPECT_VALID(world);
  world.model.reductions[0].fewer = 5;
  EXPECT_CODES(world, "PARK") << "six stand there";
  world.model.reductions[0].fewer = 4;
  reduce({both, both + 1}, 1);
  EXPECT_CODES(world, "PARK") << "ten stand there";
}
TEST(Park, AColumnMustFit) {
  Parking world;
  world.model.places[world.rum].parking_vehicles = 5;
  EXPECT_CODES(world, "PARK");
}
TEST(Park, APassageNeedsNoRoom) {
  Parking world;
  world.halt(0, 1, -7140);
  world.halt(1, 1, -1800);
  world.model.places[world.rum].parking_vehicles = 0;
  EXPECT_VALID(world);
  world.halt(1, 1, 1);
  EXPECT_CODES(world, "PARK");
}
TEST(Park, AColumnNeedsRoomAtItsStart) {
  Parking world;
  world.model.places[world.vbc].parking_vehicles = 6;
  EXPECT_VALID(world);
  world.model.places[world.vbc].parking_vehicles = 5;
  EXPECT_CODES(world, "PARK");
}
TEST(Park, AtItsStartAColumnStandsUntilItsTailHasLeft) {
  World world;
  const PlaceId vbc = world.base("VBC"), kha = world.camp("KHA"), kwt = world.camp("KWT");
  world.road(vbc, kha);
  world.road(vbc, kwt);
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, vbc, 12);
  world.model.places[vbc].parking_vehicles = 6;
  world.column({vbc, kha}, kStart, {of_fleet(trucks, 6)});
  world.column({vbc, kwt}, kStart + 60, {of_fleet(trucks, 6)});
  EXPECT_VALID(world);
  world.model.rules.start_step_s = 1;
  world.delay(1, -1);
  EXPECT_CODES(world, "PARK");
}
TEST(Park, AColumnNeedsRoomAtItsEndUntilItsTailHasCome) {
  World world;
  const PlaceId vbc = world.base("VBC"), taj = world.base("TAJ"), kha = world.camp("KHA");
  world.road(vbc, kha);
  world.road(taj, kha);
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, vbc, 6);
  const FleetId others = world.fleet("others", world.truck, FleetKind::truck, taj, 6);
  world.model.places[kha].parking_vehicles = 6;
  world.column({vbc, kha}, kStart, {of_fleet(trucks, 6)});
  world.column({taj, kha}, kStart + 60, {of_fleet(others, 6)});
  EXPECT_VALID(world);
  world.model.rules.start_step_s = 1;
  world.delay(1, -1);
  EXPECT_CODES(world, "PARK");
}
TEST(Park, AtTheEndAColumnStandsUntilItsLastServiceIsOver) {
  Parking world;
  world.model.places[world.kha].parking_vehicles = 6;
  EXPECT_VALID(world);
  const ServiceId post = world.service("post", world.kha, ServiceUse::leaving, 3, 2);
  world.serve(0, 2, post);
  world.serve(1, 2, post);
  // The first is served for two hours: until the second arrives, 3,660 s later, it stands.
  EXPECT_CODES(world, "PARK");
  world.model.places[world.kha].parking_vehicles = 10;
  EXPECT_VALID(world);
}
TEST(Park, AtAChangeOfLegsTheLargerColumnStandsUntilTheSlowerTailHasLeft) {
  Parking world;
  world.model.fleets[world.trucks].stocks.push_back({world.rum, 2});
  world.change(0, 1, {of_fleet(world.trucks, 8)});
  world.model.places[world.rum].parking_vehicles = 8;
  EXPECT_CODES(world, "PARK");  // its tail now leaves 20 s later
  world.halt(0, 1, -20);
  EXPECT_VALID(world);
  world.model.places[world.rum].parking_vehicles = 7;
  EXPECT_CODES(world, "PARK");
}
TEST(Park, AtAChangeToASmallerColumnTheLargerStandsUntilItsOwnPassTimeIsOver) {
  Parking world;
  world.change(0, 1, {of_fleet(world.trucks, 4)});
  world.column({world.rum, world.kha}, kStart + 6 * kHour, {of_fleet(world.trucks, 2)});
  EXPECT_VALID(world);
  world.halt(0, 1, 1);
  EXPECT_CODES(world, "PARK");
}

}  // namespace
}  // namespace homeward::testing
