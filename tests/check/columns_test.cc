// SPDX-License-Identifier: Apache-2.0
#include "check/build.h"

namespace homeward::testing {
namespace {

/// A column of 6 empty trucks from VBC over RUM to KHA.
struct Trip : World {
  PlaceId vbc = base("VBC"), rum = base("RUM"), kha = camp("KHA");
  LinkId north = road(vbc, rum), south = road(rum, kha);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 6);
  Trip() { column({vbc, rum, kha}, kStart, {of_fleet(trucks, 6)}); }
  Column& trip() { return plan.columns[0]; }
};

TEST(Continuity, AColumnThatDrivesThroughIsValid) { EXPECT_VALID(Trip()); }

TEST(Continuity, TheHeadArrivesExactlyAfterTheTravelTime) {
  for (const Duration wrong : {-1, 1}) {
    Trip world;
    world.trip().stops[2].arrive += wrong;
    world.trip().stops[2].depart += wrong;
    EXPECT_CODES(world, "CONTINUITY");
  }
}

TEST(Continuity, TravelTimesAreRoundedUp) {
  Trip world;
  world.model.links[world.south].length_m = 36001;
  EXPECT_CODES(world, "CONTINUITY");
  world.trip().stops[2].arrive += 1;
  world.trip().stops[2].depart += 1;
  EXPECT_VALID(world);
}

TEST(Continuity, TheSlowestClassOfTheColumnDecides) {
  Trip world;
  Link& link = world.model.links[world.south];
  link.speed_m_per_hour = {80000, 18000, 9000};
  EXPECT_VALID(world);
  world.model.item_types[world.truck].vehicle_class = VehicleClass::heavy;
  EXPECT_CODES(world, "CONTINUITY");
  link.speed_m_per_hour = {80000, 36000, 9000};
  EXPECT_VALID(world);
}

TEST(Continuity, TheRouteIsAChainOfLinks) {
  Trip world;
  world.trip().stops[1].out = Direction{world.north, false};
  EXPECT_CODES(world, "CONTINUITY");
  world.trip().stops[1].out = Direction{world.south, false};
  EXPECT_CODES(world, "CONTINUITY");
  world.trip().stops[1].out = Direction{world.north, true};
  EXPECT_CODES(world, "CONTINUITY");
  world.trip().stops[1].out = Direction{world.south, true};
  EXPECT_VALID(world);
}

TEST(Continuity, BothEndsOfALinkMatter) {
  Trip world;
  const PlaceId other = world.camp("OTHER");
  world.model.links[world.south].to = other;
  EXPECT_CODES(world, "CONTINUITY");
  world.model.links[world.south].to = world.kha;
  world.model.links[world.south].from = other;
  EXPECT_CODES(world, "CONTINUITY");
}

/// Out of Kuwait and home again: the links are driven backwards first.
struct Round : World {
  PlaceId vbc = base("VBC"), kha = camp("KHA");
  LinkId link = road(vbc, kha);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, kha, 6);
  Round() {
    column({kha, vbc}, kStart, {of_fleet(trucks, 6)});
    column({vbc, kha}, kStart + 4 * kHour, {of_fleet(trucks, 6)});
  }
};

TEST(Continuity, OneWayLinksAreNotDrivenBackwards) {
  Round world;
  EXPECT_VALID(world);
  world.model.links[world.link].use = LinkUse::one_way;
  EXPECT_CODES(world, "CONTINUITY");
}

TEST(Continuity, BothEndsOfALinkDrivenBackwardsMatter) {
  Round world;
  const PlaceId other = world.camp("OTHER");
  world.plan.columns.pop_back();
  world.model.deadline = kStart;
  EXPECT_CODES(world, "DEADLINE");
  world.model.links[world.link].to = other;
  EXPECT_CODES(world, "CONTINUITY DEADLINE");
  world.model.links[world.link].to = world.kha;
  world.model.links[world.link].from = other;
  EXPECT_CODES(world, "CONTINUITY DEADLINE");
}

TEST(Continuity, NoPlaceIsLeftBeforeItIsReached) {
  Trip world;
  world.model.rules.start_step_s = 1;
  world.halt(0, 1, -1);
  EXPECT_CODES(world, "CONTINUITY");
}

TEST(Continuity, TheLastStopEndsWhenTheHeadArrives) {
  Trip world;
  world.trip().stops[2].depart += 1;
  EXPECT_CODES(world, "CONTINUITY");
}

TEST(Continuity, TheStartBeginsWithTheDepartureWhereNothingIsDoneThere) {
  Trip world;
  world.model.start = kStart - 60;
  world.trip().stops[0].arrive -= 1;
  EXPECT_CODES(world, "CONTINUITY");
}

TEST(Continuity, HeadsSetOffAtFullMinutes) {
  Trip world;
  world.delay(0, 1);
  EXPECT_CODES(world, "CONTINUITY");
  world.delay(0, 59);
  EXPECT_VALID(world);
  world.halt(0, 1, 59);
  EXPECT_CODES(world, "CONTINUITY");
  world.halt(0, 1, 1);
  EXPECT_VALID(world);
}

TEST(Continuity, APassageNeedsNoFullMinute) {
  Trip world;
  world.model.links[world.north].length_m = 36010;
  world.trip().stops[1].arrive = world.trip().stops[1].depart += 1;
  world.trip().stops[2].arrive = world.trip().stops[2].depart += 1;
  EXPECT_VALID(world);
}

TEST(Spacing, ThePassTimeLeavesRoomForTheVehicles) {
  Trip world;  // 60 s at 30,000 m/h are 500 m
  world.model.rules.close_gap_mm = 73333;
  world.model.links[world.south].speed_m_per_hour.fill(30000);
  world.trip().stops[2].arrive = world.trip().stops[2].depart += 720;
  EXPECT_VALID(world);
  world.model.rules.close_gap_mm = 73334;
  EXPECT_CODES(world, "SPACING");
}

TEST(Spacing, ExactlyEnoughRoomIsEnough) {
  Trip world;
  world.model.rules.close_gap_mm = 90000;
  EXPECT_VALID(world);
  world.model.rules.close_gap_mm = 90001;
  EXPECT_CODES(world, "SPACING");
}

TEST(Leg, ThePassTimeIsTheFormula) {
  for (const Duration wrong : {-1, 1}) {
    Trip world;
    world.trip().legs[0].pass_time_s += wrong;
    EXPECT_CODES(world, "LEG");
  }
}

TEST(Leg, ThePassTimeCountsMarchUnitsAndExtraTime) {
  Trip world;
  world.model.rules.march_unit_vehicles = 2;
  world.model.rules.march_unit_gap_s = 7;
  world.model.rules.extal_s = 5;
  world.model.rules.extal_vehicles = 3;
  EXPECT_CODES(world, "LEG");
  world.trip().legs[0].pass_time_s = 60 + 2 * 7 + 2 * 5;
  EXPECT_VALID(world);
  world.model.rules.march_unit_vehicles = 5;
  world.model.rules.extal_vehicles = 5;
  world.trip().legs[0].pass_time_s = 60 + 1 * 7 + 2 * 5;
  EXPECT_VALID(world);
  world.model.rules.march_unit_vehicles = 6;
  world.model.rules.extal_vehicles = 6;
  world.trip().legs[0].pass_time_s = 60 + 5;
  EXPECT_VALID(world);
}

TEST(Leg, ThePassTimeIsRoundedUp) {
  Trip world;
  world.model.rules.vehicle_gap_mm = 90001;
  EXPECT_CODES(world, "LEG");
  world.trip().legs[0].pass_time_s = 61;
  EXPECT_VALID(world);
}

TEST(Leg, TheMarchRateIsAtMostThatOfTheSlowestVehicle) {
  Trip world;
  world.model.item_types[world.truck].march_rate_m_per_hour = 35999;
  EXPECT_CODES(world, "LEG");
  world.model.item_types[world.truck].march_rate_m_per_hour = 36000;
  EXPECT_VALID(world);
}

TEST(Leg, TheSlowestOfSeveralKindsCounts) {
  Trip world;
  const FleetId buses = world.fleet("buses", world.bus, FleetKind::bus, world.vbc, 2);
  world.trip().legs[0].groups = {of_fleet(buses, 2), of_fleet(world.trucks, 6)};
  world.trip().legs[0].pass_time_s = 80;
  EXPECT_VALID(world);
  world.model.item_types[world.bus].march_rate_m_per_hour = 35999;
  EXPECT_CODES(world, "LEG");
}

/// Of 6 trucks 4 drive on from RUM after a halt of a minute; the other two follow later.
struct Split : Trip {
  Split() {
    halt(0, 1, 60);
    change(0, 1, {of_fleet(trucks, 4)});
    column({rum, kha}, kStart + 4 * kHour, {of_fleet(trucks, 2)});
  }
};

TEST(Leg, AColumnMayChangeWhenItsTailHasCome) { EXPECT_VALID(Split()); }

TEST(Leg, AColumnMayNotChangeBeforeItsTailHasCome) {
  Split world;
  world.model.rules.start_step_s = 1;
  world.halt(0, 1, -1);
  EXPECT_CODES(world, "LEG");
}

TEST(Leg, TheNewLegHasItsOwnPassTime) {
  Split world;
  world[0].legs[1].pass_time_s = 60;
  EXPECT_CODES(world, "LEG");
}

TEST(Leg, TheClassIsWhatTheColumnCarries) {
  for (const ColumnClass wrong :
       {ColumnClass::loaded, ColumnClass::self_driving, ColumnClass::people, ColumnClass::last_out}) {
    Trip world;
    world.trip().column_class = wrong;
    EXPECT_CODES(world, "LEG");
  }
}

TEST(Size, AColumnMayHaveAsManyVehiclesAsTheScenarioSays) {
  Trip world;
  world.model.rules.column_vehicles_max = 6;
  EXPECT_VALID(world);
  world.model.rules.column_vehicles_max = 5;
  EXPECT_CODES(world, "SIZE");
}

TEST(Size, EscortsCountToo) {
  Trip world;
  const FleetId escorts = world.fleet("escorts", world.gun_truck, FleetKind::escort, world.vbc, 1);
  world.trip().legs[0].groups.push_back(of_fleet(escorts, 1));
  world.trip().legs[0].pass_time_s = 70;
  world.model.rules.column_vehicles_max = 7;
  EXPECT_VALID(world);
  world.model.rules.column_vehicles_max = 6;
  EXPECT_CODES(world, "SIZE");
}

TEST(Size, LastOutColumnsMayBeLarger) {
  Trip world;
  const UnitId unit = world.unit("last", world.vbc, 6, world.kha);
  const LotId humvees = world.lot("humvees", unit, world.humvee, 6, world.kha);
  world.plan.columns.clear();
  world.model.fleets[world.trucks].stocks.clear();
  world.column({world.vbc, world.rum, world.kha}, kStart, {of_lot(humvees, 6)}, {people(unit, 6)});
  world.model.rules.column_vehicles_max = 5;
  EXPECT_CODES(world, "SIZE");
  world.model.units[unit].last_out = true;
  world[0].column_class = ColumnClass::last_out;
  world.model.rules.last_out_vehicles_max = 6;
  EXPECT_VALID(world);
  world.model.rules.last_out_vehicles_max = 5;
  EXPECT_CODES(world, "SIZE");
}

TEST(Rest, AColumnMayDriveAsLongAsTheRuleSays) {
  Trip world;
  world.model.rules.drive_max_s = 7200;
  EXPECT_VALID(world);
  world.model.rules.drive_max_s = 7199;
  EXPECT_CODES(world, "REST");
}

/// The column rests at RUM for half an hour.
struct Rested : Trip {
  Rested() {
    model.rules.drive_max_s = 3600;
    model.rules.rest_min_s = 1800;
    model.places[rum].rest = true;
    halt(0, 1, 1800);
    trip().stops[1].rest = true;
  }
};

TEST(Rest, AHaltAtAPlaceForRestIsARest) { EXPECT_VALID(Rested()); }
TEST(Rest, ARestCountsWhetherThePlanSaysSoOrNot) {
  Rested world;
  world.trip().stops[1].rest = false;
  EXPECT_VALID(world);
}
TEST(Rest, AShorterHaltIsNoRest) {
  Rested world;
  world.model.rules.start_step_s = 1;
  world.halt(0, 1, -1);
  EXPECT_CODES(world, "REST");
  world.model.rules.drive_max_s = 7200;
  EXPECT_CODES(world, "REST");  // it still says that it rests
  world.trip().stops[1].rest = false;
  EXPECT_VALID(world);
}
TEST(Rest, AHaltElsewhereIsNoRest) {
  Rested world;
  world.model.places[world.rum].rest = false;
  EXPECT_CODES(world, "REST");
}
TEST(Rest, TheLastStopIsNoRest) {
  Rested world;
  world.model.rules.rest_min_s = 0;
  world.trip().stops[2].rest = true;
  EXPECT_CODES(world, "REST");
}

/// Trucks drive with escorts over two links, the second of which needs them.
struct Escorted : Trip {
  FleetId escorts = fleet("escorts", gun_truck, FleetKind::escort, vbc, 4);
  Escorted(std::int64_t number) {
    model.fleets[escorts].stocks[0].count = number;
    model.links[south].escort = true;
    model.rules.escort_min = 1;
    model.rules.escort_ratio = 3;
    trip().legs[0].groups.push_back(of_fleet(escorts, number));
    trip().legs[0].pass_time_s = 60 + 10 * number;
  }
};

TEST(Escort, EnoughEscortsAreEnough) { EXPECT_VALID(Escorted(2)); }
TEST(Escort, OneTooFewIsTooFew) { EXPECT_CODES(Escorted(1), "ESCORT"); }
TEST(Escort, TheNumberIsRoundedUp) {
  Escorted world(2);
  world.model.rules.escort_ratio = 5;
  EXPECT_VALID(world);
  world.model.rules.escort_ratio = 2;
  EXPECT_CODES(world, "ESCORT");
}
TEST(Escort, ThereIsALeastNumber) {
  Escorted world(2);
  world.model.rules.escort_min = 2;
  EXPECT_VALID(world);
  world.model.rules.escort_min = 3;
  EXPECT_CODES(world, "ESCORT");
}
TEST(Escort, LinksWithoutTheRuleNeedNone) {
  Escorted world(1);
  world.model.links[world.south].escort = false;
  EXPECT_VALID(world);
}
TEST(Escort, TrucksAreNoEscorts) {
  Escorted world(2);
  world.model.fleets[world.escorts].kind = FleetKind::truck;
  EXPECT_CODES(world, "ESCORT");
}

TEST(Rest, TheSentenceNamesThePlaceReached) {
  Trip world;
  world.model.rules.drive_max_s = 7199;
  ASSERT_EQ(found(world).size(), 1u);
  EXPECT_EQ(found(world)[0].sentence,
            "C1 has driven 7200 s without rest when it reaches KHA at 2011-10-21 05:00; 7199 s are allowed.");
}
TEST(Rest, ColumnsAreLookedAtOneByOne) {
  Trip world;
  world.model.fleets[world.trucks].stocks[0].count = 12;
  const PlaceId kwt = world.camp("KWT");
  world.model.links[world.road(world.vbc, kwt)].length_m = 72000;
  world.column({world.vbc, kwt}, kStart + 3600, {of_fleet(world.trucks, 6)});
  world.model.rules.drive_max_s = 7200;
  EXPECT_VALID(world);
  world.model.rules.drive_max_s = 7199;
  EXPECT_EQ(found(world).size(), 2u);
}

}  // namespace
}  // namespace homeward::testing
