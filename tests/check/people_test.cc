// SPDX-License-Identifier: Apache-2.0
#include "check/build.h"

namespace homeward::testing {
namespace {

/// 40 soldiers ride on a bus from VBC to KHA and fly home to USA.
struct Way : World {
  PlaceId vbc = base("VBC"), kha = camp("KHA"), usa = camp("USA");
  LinkId link = road(vbc, kha);
  FleetId buses = fleet("buses", bus, FleetKind::bus, vbc, 1);
  UnitId soldiers = unit("1-1", vbc, 40, usa);
  AircraftId jet = aircraft("jet", kha, usa, 10 * kHour);
  Way() {
    model.places[usa].kind = PlaceKind::home;
    column({vbc, kha}, kStart, {of_fleet(buses, 1)}, {people(soldiers, 40)});
    flight("F1", jet, kha, usa, kStart + 3610, {people(soldiers, 40)});
  }
  Flight& home() { return plan.flights[0]; }
  std::vector<Passengers>& riders() { return plan.columns[0].legs[0].passengers; }
};

TEST(Journey, PeopleGoOnWhenTheTailHasCome) { EXPECT_VALID(Way()); }
TEST(Journey, NobodyGoesOnBeforeHeHasCome) {
  Way world;
  world.home().take_off -= 1;
  world.home().landing -= 1;
  EXPECT_CODES(world, "JOURNEY");
}
TEST(Journey, PeopleGoOnWhenTheLastServiceIsOver) {
  Way world;
  world.serve(0, 1, world.service("post", world.kha, ServiceUse::leaving, 36));  // 110 s
  EXPECT_CODES(world, "JOURNEY");
  world.home().take_off += 100;
  world.home().landing += 100;
  EXPECT_VALID(world);
}
TEST(Count, NoMorePeopleLeaveThanAreThere) {
  Way world;
  world.model.units[world.soldiers].people[world.military] = 39;
  EXPECT_CODES(world, "COUNT");
}
TEST(Count, CategoriesAreCountedApart) {
  Way world;
  world.riders()[0].category = world.crews;
  EXPECT_CODES(world, "COUNT");
}
TEST(Count, WhoHasLeftDoesNotComeBack) {
  Way world;
  world.plan.flights.clear();
  world.model.units[world.soldiers].destination = world.kha;
  EXPECT_VALID(world);
  world.column({world.kha, world.vbc}, kStart + 4 * kHour, {of_fleet(world.buses, 1)},
               {people(world.soldiers, 1)});
  world.column({world.vbc, world.kha}, kStart + 8 * kHour, {of_fleet(world.buses, 1)},
               {people(world.soldiers, 1)});
  EXPECT_CODES(world, "COUNT");
  world[1].legs[0].passengers = world[2].legs[0].passengers = {};
  world[1].column_class = world[2].column_class = ColumnClass::empty;
  EXPECT_VALID(world);
}
TEST(Count, WhoHasLeftDoesNotFlyBackEither) {
  Way world;
  world.model.units[world.soldiers].destination = world.kha;
  world.plan.flights.clear();
  world.model.aircraft[world.jet].blocks.push_back({world.kha, world.vbc, 3600});
  world.model.aircraft[world.jet].blocks.push_back({world.vbc, world.kha, 3600});
  world.model.places[world.vbc].mog_positions = 1;
  world.flight("F1", world.jet, world.kha, world.vbc, kStart + 4 * kHour, {people(world.soldiers, 1)});
  world.flight("F2", world.jet, world.vbc, world.kha, kStart + 8 * kHour, {people(world.soldiers, 1)});
  EXPECT_CODES(world, "COUNT");
}
TEST(Count, WhoStartsOutsideMayComeInOnce) {
  Way world;
  const UnitId guards = world.unit("guards", world.kha, 10, world.kha);
  world.model.places[world.vbc].beds = 10;
  const auto round = [&](Time at) {
    world.column({world.kha, world.vbc}, at, {of_fleet(world.buses, 1)}, {people(guards, 10)});
    world.column({world.vbc, world.kha}, at + 4 * kHour, {of_fleet(world.buses, 1)}, {people(guards, 10)});
  };
  round(kStart + 4 * kHour);
  EXPECT_VALID(world);
  round(kStart + 12 * kHour);
  EXPECT_CODES(world, "COUNT");
}
TEST(Count, ThingsThatHaveLeftDoNotComeBack) {
  Way world;
  const LotId humvees = world.lot("humvees", world.soldiers, world.humvee, 1, world.kha);
  const UnitId drivers = world.unit("drivers", world.kha, 2, world.kha);
  world.column({world.vbc, world.kha}, kStart + 3600, {of_lot(humvees, 1)}, {people(world.soldiers, 1)});
  world.riders()[0].count = 39;
  world.plan.flights[0].take_off += 4000;
  world.plan.flights[0].landing += 4000;
  EXPECT_VALID(world);
  world.column({world.kha, world.vbc}, kStart + 12 * kHour, {of_lot(humvees, 1)}, {people(drivers, 1)});
  world.column({world.vbc, world.kha}, kStart + 16 * kHour, {of_lot(humvees, 1)}, {people(drivers, 1)});
  EXPECT_NE(codes(world).find("COUNT"), std::string::npos);
}

TEST(Beds, PeopleInTransitHaveBeds) {
  Way world;
  world.home().take_off += 3600;
  world.home().landing += 3600;
  world.model.places[world.kha].beds = 40;
  EXPECT_VALID(world);
  world.model.places[world.kha].beds = 39;
  EXPECT_CODES(world, "BEDS");
}
TEST(Beds, WhoGoesOnAtOnceNeedsNone) {
  Way world;
  world.model.places[world.kha].beds = 0;
  EXPECT_VALID(world);
}
TEST(Beds, AtTheirOwnAndAtTheirFinalPlacePeopleNeedNone) {
  Way world;
  world.model.places[world.usa].beds = world.model.places[world.vbc].beds = 0;
  EXPECT_VALID(world);
}

TEST(Ready, NobodySetsOffBeforeHisUnitIsReady) {
  Way world;
  world.model.units[world.soldiers].ready += 1;
  EXPECT_CODES(world, "READY");
}
TEST(Ready, NobodyTakesOffBeforeHisUnitIsReady) {
  World world;
  const PlaceId vbc = world.base("VBC"), kha = world.camp("KHA");
  const UnitId soldiers = world.unit("1-1", vbc, 5, kha);
  const AircraftId jet = world.aircraft("jet", kha, vbc, 3600);
  world.flight("F1", jet, kha, vbc, kStart);
  world.flight("F2", jet, vbc, kha, kStart + 7200, {people(soldiers, 5)});
  world.model.units[soldiers].ready = kStart + 7200;
  EXPECT_VALID(world);
  world.model.units[soldiers].ready += 1;
  EXPECT_CODES(world, "READY");
}
TEST(Ready, WhoStaysDoesNotLeave) {
  Way world;
  world.model.units[world.soldiers].stays = true;
  EXPECT_CODES(world, "READY");
}
TEST(Ready, NothingHappensBeforeTheScenarioStarts) {
  Way world;
  world.model.start += 1;
  EXPECT_CODES(world, "READY");
}
TEST(Ready, NoFlightTakesOffBeforeTheScenarioStarts) {
  Way world;
  world.plan.flights.clear();
  world.model.units[world.soldiers].destination = world.kha;
  world.flight("F1", world.jet, world.kha, world.usa, kStart);
  EXPECT_VALID(world);
  world.delay(0, 60);
  world.model.start += 1;
  EXPECT_CODES(world, "READY");
}

/// 2 containers on a truck, loaded at VBC for 100 s from the start.
struct Loading : World {
  PlaceId vbc = base("VBC"), kha = camp("KHA");
  LinkId link = road(vbc, kha);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 1);
  UnitId owner = unit("1-1", vbc, 0, kha);
  LotId boxes = lot("boxes", owner, container, 2, kha);
  ServiceId ramp = service("ramp", vbc, ServiceUse::loading, 36);
  Loading() {
    column({vbc, kha}, kStart, {of_fleet(trucks, 1, boxes, 2)});
    serve(0, 0, ramp);
  }
};

TEST(Ready, LoadingDoesNotBeginBeforeTheThingsAreReady) {
  Loading world;
  EXPECT_VALID(world);
  world.model.lots[world.boxes].ready += 1;
  EXPECT_CODES(world, "READY");
}
TEST(Ready, ThingsThatStayDoNotLeave) {
  Loading world;
  world.model.lots[world.boxes].stays = true;
  EXPECT_CODES(world, "READY");
}
TEST(Ready, OwnVehiclesDoNotDriveBeforeTheyAreReady) {
  Way world;
  const LotId humvees = world.lot("humvees", world.soldiers, world.humvee, 1, world.kha);
  world.riders()[0].count = 39;
  world.column({world.vbc, world.kha}, kStart + 3600, {of_lot(humvees, 1)}, {people(world.soldiers, 1)});
  world.home().take_off += 4000;
  world.home().landing += 4000;
  world.model.lots[humvees].ready = kStart + 3600;
  EXPECT_VALID(world);
  world.model.lots[humvees].ready += 1;
  EXPECT_CODES(world, "READY");
}
TEST(Ready, WhoJoinsLaterIsReadyWhenTheHeadLeaves) {
  Way world;
  const PlaceId rum = world.base("RUM");
  const LinkId north = world.road(world.vbc, rum);
  world.road(rum, world.kha);
  (void)north;
  world.plan.columns.clear();
  const UnitId guards = world.unit("guards", rum, 1, world.kha);
  world.column({world.vbc, rum, world.kha}, kStart, {of_fleet(world.buses, 1)}, {people(world.soldiers, 40)});
  world.halt(0, 1, 60);
  world.change(0, 1, {of_fleet(world.buses, 1)}, {people(guards, 1), people(world.soldiers, 39)});
  world.plan.flights.clear();
  world.model.units[world.soldiers].people[world.military] = 40;
  world.model.units[guards].ready = kStart + 3660;
  EXPECT_EQ(codes(world).find("READY"), std::string::npos);
  world.model.units[guards].ready += 1;
  EXPECT_NE(codes(world).find("READY"), std::string::npos);
}

TEST(Seat, EveryPassengerHasASeat) {
  Way world;
  world.model.item_types[world.bus].seats = 40;  // one is the driver's
  EXPECT_CODES(world, "SEAT");
}
TEST(Seat, TheCrewOfAFleetTakesSeats) {
  Way world;
  world.model.item_types[world.bus].crew = 2;
  EXPECT_CODES(world, "SEAT");
  world.model.item_types[world.bus].seats = 42;
  EXPECT_VALID(world);
}
TEST(Seat, EveryTravellerInAnAircraftHasASeat) {
  Way world;
  world.model.aircraft[world.jet].seats = 40;
  EXPECT_VALID(world);
  world.model.aircraft[world.jet].seats = 39;
  EXPECT_CODES(world, "SEAT");
}
TEST(Seat, OwnVehiclesSeatTheirDriversToo) {
  World world;
  const PlaceId vbc = world.base("VBC"), kha = world.camp("KHA");
  world.road(vbc, kha);
  const UnitId soldiers = world.unit("1-1", vbc, 8, kha);
  const LotId humvees = world.lot("humvees", soldiers, world.humvee, 2, kha);
  world.column({vbc, kha}, kStart, {of_lot(humvees, 2)}, {people(soldiers, 8)});
  EXPECT_VALID(world);
  world.model.item_types[world.humvee].seats = 3;
  EXPECT_CODES(world, "SEAT");
  world.model.item_types[world.humvee].seats = 4;
  world.model.item_types[world.humvee].crew = 4;
  EXPECT_VALID(world);
  world.model.item_types[world.humvee].crew = 5;
  EXPECT_CODES(world, "DRIVER");
}
TEST(Seat, AVehicleWithoutSeatsTakesNoneFromOthers) {
  Way world;
  world.model.item_types[world.truck].seats = 0;
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, world.vbc, 1);
  world[0].legs[0].groups.push_back(of_fleet(trucks, 1));
  world[0].legs[0].pass_time_s = 20;
  world.home().take_off += 10;
  world.home().landing += 10;
  EXPECT_VALID(world);
}

TEST(Journey, EachSpellIsOneViolation) {
  Way world;
  const FleetId more = world.fleet("more", world.bus, FleetKind::bus, world.vbc, 1);
  world.home().take_off += kDay;
  world.home().landing += kDay;
  world.model.places[world.kha].zones = {world.kuwait};
  world.riders()[0].count = 20;
  world.column({world.vbc, world.kha}, kStart + 7200, {of_fleet(more, 1)}, {people(world.soldiers, 20)});
  EXPECT_VALID(world);
  world.model.aircraft[world.jet].count = 3;
  world.plan.flights.clear();
  world.flight("F1", world.jet, world.kha, world.usa, kStart + 60, {people(world.soldiers, 10)});
  world.flight("F2", world.jet, world.kha, world.usa, kStart + 120, {people(world.soldiers, 10)});
  world.flight("F3", world.jet, world.kha, world.usa, kStart + 4000, {people(world.soldiers, 20)});
  world.plan.flights[1].airframe = 1;
  world.plan.flights[2].airframe = 2;
  const auto violations = found(world);
  EXPECT_EQ(violations.size(), 2u) << sentences(world);
  EXPECT_EQ(codes(world), "JOURNEY");
}
TEST(Journey, UnitsAndCategoriesAreCountedApart) {
  Way world;
  const UnitId others = world.unit("2-2", world.kha, 40, world.usa);
  world.plan.flights[0].passengers[0].unit = others;
  EXPECT_CODES(world, "DUE");
  world.plan.flights[0].passengers[0].count = 39;
  world.plan.flights[0].passengers.push_back({others, world.crews, 1});
  EXPECT_EQ(codes(world), "COUNT DUE");
}
TEST(Beds, EachUnitsOwnPlaceIsItsOwn) {
  Way world;
  world.model.places[world.kha].beds = 0;
  const UnitId hosts = world.unit("hosts", world.kha, 5, world.kha);
  (void)hosts;
  EXPECT_VALID(world);
}
TEST(Count, MovingInsideTheZoneIsNoReturn) {
  Way world;
  const PlaceId taj = world.base("TAJ");
  const ZoneId north = world.model.zones.push_back({"north", "North"});
  world.model.places[taj].zones.push_back(north);
  world.model.places[world.vbc].beds = 10;
  world.road(taj, world.vbc);
  world.plan.flights.clear();
  world.model.units[world.soldiers].destination = world.kha;
  const UnitId others = world.unit("2-2", taj, 10, world.kha);
  const FleetId more = world.fleet("more", world.bus, FleetKind::bus, taj, 1);
  world.column({taj, world.vbc, world.kha}, kStart + kHour, {of_fleet(more, 1)}, {people(others, 10)});
  EXPECT_VALID(world);
}
TEST(Ready, ShipsDoNotBerthBeforeTheScenarioStarts) {
  Way world;
  world.model.places[world.kha].berths = 1;
  Ship ship;
  ship.port = world.kha;
  ship.destination = world.usa;
  ship.load_s = ship.passage_s = 3600;
  ship.available_from = kStart - kDay;
  world.model.ships.push_back(ship);
  world.plan.sailings = {{ShipId(0), kStart, kStart + 3600, kStart + 7200, {}}};
  EXPECT_VALID(world);
  world.plan.sailings[0].berth -= 1;
  EXPECT_CODES(world, "READY");
}
TEST(Ready, AUnitIsReportedOnceForEachColumn) {
  Way world;
  world.model.units[world.soldiers].ready = kStart + kDay;
  world.riders() = {people(world.soldiers, 20), people(world.soldiers, 20)};
  EXPECT_EQ(found(world).size(), 2u) << sentences(world);  // the column and the flight
}

}  // namespace
}  // namespace homeward::testing
