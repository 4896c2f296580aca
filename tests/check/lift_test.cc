// SPDX-License-Identifier: Apache-2.0
#include "check/build.h"

namespace homeward::testing {
namespace {

/// One aircraft at KHA that fetches people from VBC: an hour each way, an hour on the ground.
struct Air : World {
  PlaceId vbc = base("VBC"), kha = camp("KHA");
  AircraftId jet = aircraft("jet", kha, vbc, 3600);
  Air() {
    flight("F1", jet, kha, vbc, kStart);
    flight("F2", jet, vbc, kha, kStart + 7200);
    flight("F3", jet, kha, vbc, kStart + 14400);
    flight("F4", jet, vbc, kha, kStart + 21600);
  }
  Aircraft& type() { return model.aircraft[jet]; }
  Flight& operator()(std::size_t i) { return plan.flights[i]; }
  void shift(std::size_t i, Duration seconds) {
    plan.flights[i].take_off += seconds;
    plan.flights[i].landing += seconds;
  }
};

TEST(Flight, ARoundTripIsValid) { EXPECT_VALID(Air()); }
TEST(Flight, AFlightTakesItsBlockTime) {
  for (const Duration wrong : {-1, 1}) {
    Air world;
    world(3).landing += wrong;
    EXPECT_CODES(world, "FLIGHT");
  }
}
TEST(Flight, BothAirfieldsAreOpenToTheType) {
  Air world;
  world.type().blocks.pop_back();
  EXPECT_CODES(world, "FLIGHT");
}
TEST(Flight, EachDirectionHasItsOwnBlockTime) {
  Air world;
  world.type().blocks[1].block_s = 3000;
  EXPECT_CODES(world, "FLIGHT");
}
TEST(Flight, AnAircraftStaysOnTheGroundForItsTime) {
  Air world;
  world.shift(1, -1);
  EXPECT_CODES(world, "FLIGHT");
}
TEST(Flight, AtItsBaseItHasAnotherGroundTime) {
  Air world;
  world.type().base_ground_s = 3601;
  EXPECT_CODES(world, "FLIGHT");
  world.shift(2, 1);
  world.shift(3, 1);
  EXPECT_VALID(world);
}
TEST(Flight, FlightsAreAChain) {
  Air world;
  world.plan.flights.erase(world.plan.flights.begin() + 1);
  EXPECT_CODES(world, "FLIGHT");
}
TEST(Flight, AnAircraftStartsAtItsBase) {
  Air world;
  world.plan.flights.erase(world.plan.flights.begin());
  EXPECT_CODES(world, "FLIGHT");
}
TEST(Flight, TheOrderInThePlanDoesNotMatter) {
  Air world;
  std::swap(world.plan.flights[0], world.plan.flights[3]);
  EXPECT_VALID(world);
}
TEST(Flight, AirframesAreCountedApart) {
  Air world;
  world.type().count = 2;
  world.flight("F5", world.jet, world.kha, world.vbc, kStart);
  EXPECT_CODES(world, "FLIGHT");
  world(4).airframe = 1;
  EXPECT_VALID(world);
}
TEST(Flight, AnAircraftIsAvailableFromItsFirstToItsLastDay) {
  Air world;
  world.type().available_from = kStart;
  world.type().available_until = kStart + 25200;
  EXPECT_VALID(world);
  world.type().available_from += 1;
  EXPECT_CODES(world, "FLIGHT");
  world.type().available_from -= 1;
  world.type().available_until -= 1;
  EXPECT_CODES(world, "FLIGHT");
}
TEST(Flight, LandingsAtTheBaseOnOneLocalDayAreLimited) {
  Air world;
  world.type().rotations_per_day = 2;
  EXPECT_VALID(world);
  world.type().rotations_per_day = 1;
  EXPECT_CODES(world, "FLIGHT");
  world.shift(3, 14 * kHour - 1);  // lands at 23:59:59
  EXPECT_CODES(world, "FLIGHT");
  world.shift(3, 1);
  EXPECT_VALID(world);
}

/// Two aircraft one after the other at VBC, on [3600, 7200) and from 7200 on.
struct Apron : Air {
  Apron() {
    model.places[vbc].mog_positions = 1;
    type().count = 2;
    plan.flights.resize(2);
    flight("F3", jet, kha, vbc, kStart + 3600);
    plan.flights[2].airframe = 1;
    flight("F4", jet, vbc, kha, kStart + 10800);
    plan.flights[3].airframe = 1;
  }
};
TEST(Mog, APositionIsFreeWhenTheAircraftHasTakenOff) { EXPECT_VALID(Apron()); }
TEST(Mog, APositionIsTakenUntilThen) {
  Apron world;
  world.shift(2, -1);
  EXPECT_CODES(world, "MOG");
  world.model.places[world.vbc].mog_positions = 2;
  EXPECT_VALID(world);
}
TEST(Mog, ALargeAircraftTakesSeveralPositions) {
  Apron world;
  world.type().positions = 3;
  EXPECT_CODES(world, "MOG");
  world.model.places[world.vbc].mog_positions = 3;
  EXPECT_VALID(world);
}
TEST(Mog, AirfieldsAtHomeHaveNoLimit) {
  Apron world;
  world.model.places[world.kha].mog_positions = 0;
  EXPECT_CODES(world, "MOG");
  world.model.places[world.kha].kind = PlaceKind::home;
  EXPECT_VALID(world);
}
TEST(Mog, AfterItsLastLandingAnAircraftTakesItsPositionsForItsGroundTime) {
  Air world;
  world.type().count = 2;
  world.model.places[world.vbc].mog_positions = 1;
  world.plan.flights.resize(1);  // lands at 3600, is there until 7200
  world.flight("F2", world.jet, world.kha, world.vbc, kStart + 3600);
  world(1).airframe = 1;
  EXPECT_VALID(world);
  world.shift(1, -1);
  EXPECT_CODES(world, "MOG");
}
/// At its base an aircraft that waits for more than a day is towed away when its ground time is over.
TEST(Mog, AtItsBaseAnAircraftIsTowedAwayAfterADay) {
  Air world;
  world.type().count = 2;
  world.model.places[world.kha].mog_positions = 1;
  world.flight("F5", world.jet, world.kha, world.vbc, kStart);
  world.flight("F6", world.jet, world.vbc, world.kha, kStart + 10800 + 4 * kHour);
  world(4).airframe = world(5).airframe = 1;
  world.shift(2, 0);
  // F2 lands at 10800, F3 takes off a day later; F6 lands in between.
  world.shift(2, 10800 + kDay - 14400);
  world.shift(3, 10800 + kDay - 14400);
  EXPECT_CODES(world, "MOG");
  world.shift(2, 1);
  world.shift(3, 1);
  EXPECT_VALID(world);
  world.type().base_ground_s = 5 * kHour;  // until F6 lands
  EXPECT_VALID(world);
  world.type().base_ground_s += 1;
  EXPECT_CODES(world, "MOG");
}
TEST(Mog, ElsewhereItIsNot) {
  Air world;
  world.type().count = 2;
  world.model.places[world.vbc].mog_positions = 1;
  for (std::size_t i = 1; i < 4; ++i) world.shift(i, 3 * kDay);
  world.flight("F5", world.jet, world.kha, world.vbc, kStart + 2 * kDay);
  world(4).airframe = 1;
  EXPECT_CODES(world, "MOG");
}

/// 6 trucks go from KHA to VBC, wait there, and come back; they turn for 1,000 s where they have unloaded.
struct Fleets : World {
  PlaceId vbc = base("VBC"), kha = camp("KHA");
  LinkId link = road(vbc, kha);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, kha, 6);
  Fleets() {
    model.rules.start_step_s = 1;
    model.fleets[trucks].turn_s = 1000;
    column({kha, vbc}, kStart, {of_fleet(trucks, 6)});
    column({vbc, kha}, kStart + 3660, {of_fleet(trucks, 6)});
  }
};
TEST(Fleets, TrucksComeBackWhenTheTailHasCome) { EXPECT_VALID(Fleets()); }
TEST(Fleets, TrucksAreNotThereASecondEarlier) {
  Fleets world;
  world.delay(1, -1);
  EXPECT_CODES(world, "FLEET");
}
TEST(Fleets, NoMoreTrucksAreTakenThanThereAre) {
  Fleets world;
  world.model.fleets[world.trucks].stocks[0].count = 5;
  EXPECT_CODES(world, "FLEET");
  world.model.fleets[world.trucks].stocks[0].count = 4;
  world.model.fleets[world.trucks].stocks.push_back({world.kha, 2});
  EXPECT_VALID(world);
}
TEST(Fleets, TrucksThatHaveUnloadedTurnFirst) {
  Fleets world;
  const UnitId owner = world.unit("1-1", world.vbc, 0, world.kha);
  const LotId boxes = world.lot("boxes", owner, world.container, 12, world.kha);
  world[1].legs[0].groups[0].cargo = Cargo{boxes, 12};
  world[1].column_class = ColumnClass::loaded;
  world.column({world.kha, world.vbc}, kStart + 2 * 3660 + 1000, {of_fleet(world.trucks, 6)});
  world.column({world.vbc, world.kha}, kStart + 4 * kHour, {of_fleet(world.trucks, 6)});
  EXPECT_VALID(world);
  world.delay(2, -1);
  EXPECT_CODES(world, "FLEET");
}
TEST(Fleets, TrucksAreTakenWhenLoadingBegins) {
  Fleets world;
  const UnitId owner = world.unit("1-1", world.vbc, 0, world.kha);
  const LotId boxes = world.lot("boxes", owner, world.container, 12, world.kha);
  const ServiceId ramp = world.service("ramp", world.vbc, ServiceUse::loading, 36);
  world.plan.columns.pop_back();
  world.column({world.vbc, world.kha}, kStart + 3660, {of_fleet(world.trucks, 6, boxes, 12)});
  world.serve(1, 0, ramp);
  EXPECT_VALID(world);
  world.delay(1, -1);
  EXPECT_CODES(world, "FLEET");
}
TEST(Fleets, EmptiesInALoadedColumnAreTakenWhenTheHeadLeaves) {
  Fleets world;
  const UnitId owner = world.unit("1-1", world.vbc, 0, world.kha);
  const LotId boxes = world.lot("boxes", owner, world.container, 2, world.kha);
  const ServiceId ramp = world.service("ramp", world.vbc, ServiceUse::loading, 36);
  const FleetId more = world.fleet("more", world.truck, FleetKind::truck, world.vbc, 1);
  world.plan.columns.pop_back();
  world.column({world.vbc, world.kha}, kStart + 3660 - 100,
               {of_fleet(more, 1, boxes, 2), of_fleet(world.trucks, 6)});
  world.serve(1, 0, ramp);
  world.halt(1, 0, kStart + 3660 - world[1].stops[0].depart);
  EXPECT_VALID(world);
  world.delay(1, -1);
  EXPECT_CODES(world, "FLEET");
}
TEST(Fleets, OnTheLastDayTheyStandOutside) {
  Fleets world;
  Fleet& fleet = world.model.fleets[world.trucks];
  fleet.last_day = kStart + 2 * 3660;
  fleet.last_day_count = 6;
  EXPECT_VALID(world);
  *fleet.last_day -= 1;
  EXPECT_CODES(world, "FLEET");
  fleet.last_day_count = 0;
  EXPECT_VALID(world);
}
TEST(Fleets, AfterTheLastDayTheyStayOutside) {
  Fleets world;
  Fleet& fleet = world.model.fleets[world.trucks];
  fleet.last_day = kStart - kDay;
  fleet.last_day_count = 1;
  EXPECT_CODES(world, "FLEET");
  fleet.stocks[0].count = 7;
  EXPECT_VALID(world);
}
TEST(Fleets, AtAChangeOfLegsVehiclesComeBackWhenTheTailHasCome) {
  Fleets world;
  const PlaceId kwt = world.camp("KWT"), taj = world.camp("TAJ");
  world.road(world.kha, kwt);
  world.road(world.kha, taj);
  world.plan.columns.pop_back();
  world.column({world.vbc, world.kha, kwt}, kStart + 2 * kHour, {of_fleet(world.trucks, 6)});
  world.halt(1, 1, 60);
  world.change(1, 1, {of_fleet(world.trucks, 4)});
  world.column({world.kha, taj}, kStart + 3 * kHour + 60, {of_fleet(world.trucks, 2)});
  EXPECT_VALID(world);
  world.delay(2, -1);
  EXPECT_CODES(world, "FLEET");
}

TEST(Fleets, EachSpellOfTooFewIsOneViolation) {
  Fleets world;
  world.model.fleets[world.trucks].stocks[0].count = 0;
  EXPECT_EQ(found(world).size(), 1u) << sentences(world);
  world.column({world.kha, world.vbc}, kStart + 960, {of_fleet(world.trucks, 1)});
  EXPECT_EQ(found(world).size(), 2u) << sentences(world);
}
TEST(Fleets, TheLowestNumberAfterTheLastDayIsNamed) {
  Fleets world;
  Fleet& fleet = world.model.fleets[world.trucks];
  fleet.last_day = kStart - 1;
  fleet.last_day_count = 6;
  EXPECT_NE(sentences(world).find("0 of trucks stand unused outside the zone at 2011-10-21 03:00;"),
            std::string::npos)
      << sentences(world);
}
TEST(Fleets, TrucksInsideAreNotOutside) {
  Fleets world;
  Fleet& fleet = world.model.fleets[world.trucks];
  fleet.last_day = kStart + 3660;
  fleet.last_day_count = 1;
  world.plan.columns.pop_back();
  EXPECT_CODES(world, "DEADLINE FLEET");
}
TEST(Mog, APositionIsNotTakenForNothing) {
  Apron world;
  world.type().ground_s = 0;
  world.plan.flights.resize(1);
  world.model.places[world.vbc].mog_positions = 0;
  EXPECT_VALID(world);
}
TEST(Flight, TheThirdLandingOfADayIsReportedOnce) {
  Air world;
  world.type().rotations_per_day = 0;
  EXPECT_EQ(found(world).size(), 1u) << sentences(world);
}
TEST(Flight, TheSentenceNamesTheSeconds) {
  Air world;
  world.shift(1, -1);
  EXPECT_EQ(found(world)[0].sentence,
            "F2 from VBC to KHA, take-off 2011-10-21 04:59:59: it is on the ground for 3599 s after F1, 3600 "
            "s are needed.");
}

}  // namespace
}  // namespace homeward::testing
