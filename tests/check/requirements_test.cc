// SPDX-License-Identifier: Apache-2.0
#include "check/build.h"
#include "check/plan_figures.h"

namespace homeward::testing {
namespace {

/// 40 soldiers ride on a bus (crew 1) from VBC to KHA; the zone is left when the tail is at KHA: kOut.
struct Ride : World {
  static constexpr Time kOut = kStart + 3610;
  PlaceId vbc = base("VBC"), kha = camp("KHA");
  LinkId link = road(vbc, kha);
  FleetId buses = fleet("buses", bus, FleetKind::bus, vbc, 1);
  UnitId soldiers = unit("1-1", vbc, 40, kha);
  Ride() { column({vbc, kha}, kStart, {of_fleet(buses, 1)}, {people(soldiers, 40)}); }
  Target& target(TargetKind kind, std::int64_t number, Time from) {
    Target row;
    row.kind = kind;
    row.zone = iraq;
    row.people = number;
    row.from = from;
    model.targets.push_back(row);
    return model.targets.back();
  }
};

TEST(Deadline, TheZoneIsLeftWhenTheTailIsOut) {
  Ride world;
  world.model.deadline = Ride::kOut;
  EXPECT_VALID(world);
  world.model.deadline -= 1;
  EXPECT_CODES(world, "DEADLINE");
  for (const Violation& violation : found(world)) EXPECT_EQ(violation.late_s, 1);
  EXPECT_EQ(verdict(found(world)), Verdict::late);
}
TEST(Deadline, FleetVehiclesMustLeaveToo) {
  Ride world;
  world.model.fleets[world.buses].stocks.push_back({world.vbc, 1});
  EXPECT_CODES(world, "DEADLINE");
}
TEST(Deadline, WhoStaysAndWhatStaysNeedNotLeave) {
  Ride world;
  const UnitId embassy = world.unit("embassy", world.vbc, 5, world.vbc);
  world.model.units[embassy].stays = true;
  const LotId boxes = world.lot("boxes", embassy, world.container, 5, world.kha);
  world.model.lots[boxes].stays = true;
  const LotId gifts = world.lot("gifts", embassy, world.container, 5, world.vbc);
  (void)gifts;
  EXPECT_VALID(world);
  world.model.lots[boxes].stays = false;
  EXPECT_CODES(world, "DUE DEADLINE");
}
TEST(Due, PeopleArriveInTime) {
  Ride world;
  world.model.units[world.soldiers].due = Ride::kOut;
  EXPECT_VALID(world);
  *world.model.units[world.soldiers].due -= 1;
  EXPECT_CODES(world, "DUE");
  EXPECT_EQ(found(world)[0].late_s, 1);
}
TEST(Due, EverythingArrivesByTheFinalDeadline) {
  Ride world;
  world.model.final_deadline = Ride::kOut;
  EXPECT_VALID(world);
  *world.model.final_deadline -= 1;
  EXPECT_CODES(world, "DUE");
  world.model.units[world.soldiers].due = Ride::kOut + 5;
  EXPECT_CODES(world, "DUE");
}
TEST(Due, ThingsArriveInTime) {
  Ride world;
  const LotId humvees = world.lot("humvees", world.soldiers, world.humvee, 1, world.kha);
  world[0].legs[0].passengers[0].count = 39;
  world.column({world.vbc, world.kha}, kStart + 3600, {of_lot(humvees, 1)}, {people(world.soldiers, 1)});
  world.model.lots[humvees].due = kStart + 7210;
  EXPECT_VALID(world);
  *world.model.lots[humvees].due -= 1;
  EXPECT_CODES(world, "DUE");
}
TEST(Due, NobodyIsLeftOnTheWay) {
  Ride world;
  world.model.units[world.soldiers].destination = world.camp("USA");
  EXPECT_CODES(world, "DUE");
}

TEST(Ceiling, TheNumberMayNotBeExceeded) {
  Ride world;
  world.target(TargetKind::ceiling, 41, kStart);
  EXPECT_VALID(world);  // with the bus driver
  world.model.targets[0].people = 40;
  EXPECT_CODES(world, "CEILING");
  EXPECT_EQ(found(world)[0].late_s, 3610);
}
TEST(Ceiling, CategoriesAreCountedWhereTheyAreNamed) {
  Ride world;
  world.target(TargetKind::ceiling, 40, kStart).categories = {world.military};
  EXPECT_VALID(world);
  world.model.targets[0].people = 39;
  EXPECT_CODES(world, "CEILING");
  world.model.targets[0].categories = {world.crews};
  world.model.targets[0].people = 1;
  EXPECT_VALID(world);
  world.model.targets[0].people = 0;
  EXPECT_CODES(world, "CEILING");
  world.model.targets[0].categories = {world.crews, world.military};
  world.model.targets[0].people = 41;
  EXPECT_VALID(world);
}
TEST(Ceiling, ItHoldsFromItsDate) {
  Ride world;
  world.target(TargetKind::ceiling, 0, Ride::kOut);
  EXPECT_VALID(world);
  world.model.targets[0].from -= 1;
  EXPECT_CODES(world, "CEILING");
}
TEST(Ceiling, ItHoldsUntilTheNextOfItsZoneAndCategories) {
  Ride world;
  world.target(TargetKind::ceiling, 0, kStart - 100);
  world.target(TargetKind::ceiling, 41, kStart);
  EXPECT_VALID(world);
  world.model.targets[1].from += 1;
  EXPECT_CODES(world, "CEILING");
  world.model.targets[1].from -= 1;
  world.model.targets[1].categories = {world.military};
  EXPECT_CODES(world, "CEILING");
  world.model.targets[1].categories = {};
  world.model.targets[1].kind = TargetKind::floor;
  EXPECT_CODES(world, "CEILING FLOOR");
}
TEST(Ceiling, EachZoneHasItsOwn) {
  Ride world;
  world.target(TargetKind::ceiling, 40, kStart).zone = world.kuwait;
  EXPECT_CODES(world, "CEILING");
  world.model.targets[0].people = 41;
  EXPECT_VALID(world);
}
TEST(Ceiling, AFlightLeavesTheZoneAtTakeOffAndEntersAtLanding) {
  Ride world;
  world.plan.columns.clear();
  world.model.fleets[world.buses].stocks.clear();
  const AircraftId jet = world.aircraft("jet", world.kha, world.vbc, 3600);
  world.flight("F1", jet, world.kha, world.vbc, kStart);
  world.flight("F2", jet, world.vbc, world.kha, kStart + 7200, {people(world.soldiers, 40)});
  world.target(TargetKind::ceiling, 0, kStart + 7200);
  EXPECT_VALID(world);
  world.model.targets[0].from -= 1;
  EXPECT_CODES(world, "CEILING");
  world.model.targets[0].zone = world.kuwait;
  world.model.targets[0].from = kStart;
  EXPECT_CODES(world, "CEILING");
  EXPECT_EQ(found(world)[0].at, kStart + 10800);
}
TEST(Floor, EnoughAreThereFromAndUntil) {
  Ride world;
  Target& row = world.target(TargetKind::floor, 41, kStart - 100);
  row.until = Ride::kOut;
  EXPECT_VALID(world);
  world.model.targets[0].people = 42;
  EXPECT_CODES(world, "FLOOR");
  world.model.targets[0].people = 41;
  world.model.targets[0].until += 1;
  EXPECT_CODES(world, "FLOOR");
  EXPECT_EQ(found(world)[0].late_s, 1);
  world.model.targets[0].from = Ride::kOut + 1;
  EXPECT_VALID(world);
}
TEST(Cover, NobodyIsThereWithoutCover) {
  Ride world;
  world.target(TargetKind::cover, 0, kStart).until = Ride::kOut;
  EXPECT_VALID(world);
  world.model.targets[0].until -= 1;
  EXPECT_CODES(world, "COVER");
  world.model.targets[0].until += 1;
  world.model.targets[0].from += 1;
  EXPECT_CODES(world, "COVER");
}
TEST(Cover, CoversAddUp) {
  Ride world;
  world.target(TargetKind::cover, 0, kStart + 1000).until = Ride::kOut;
  world.target(TargetKind::cover, 0, kStart - 1000).until = kStart + 1000;
  EXPECT_VALID(world);
  world.model.targets[0].from += 1;
  EXPECT_CODES(world, "COVER");
  world.model.targets[0].from -= 1;
  world.model.targets[0].zone = world.kuwait;
  EXPECT_CODES(world, "COVER");
}
TEST(Cover, ALongCoverIsNotEndedByAShortOne) {
  Ride world;
  world.target(TargetKind::cover, 0, kStart).until = Ride::kOut;
  world.target(TargetKind::cover, 0, kStart + 10).until = kStart + 20;
  EXPECT_VALID(world);
}
TEST(Cover, ItHoldsForItsCategories) {
  Ride world;
  Target& row = world.target(TargetKind::cover, 0, Ride::kOut);
  row.categories = {world.crews};
  EXPECT_CODES(world, "COVER");
  world.model.fleets[world.buses].crew_category.reset();
  EXPECT_VALID(world);
  world.model.targets[0].categories = {};
  world.model.units[world.soldiers].people[world.military] = 0;
  world[0].legs[0].passengers = {};
  world[0].column_class = ColumnClass::empty;
  EXPECT_CODES(world, "COVER");  // crews without a category are people
  world.model.targets[0].from = kStart;
  EXPECT_VALID(world);
}
TEST(Cover, WithoutARowNobodyNeedsCover) { EXPECT_VALID(Ride()); }

TEST(Figures, ARideIsCounted) {
  Ride world;
  const FleetId escorts = world.fleet("escorts", world.gun_truck, FleetKind::escort, world.vbc, 2);
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, world.vbc, 3);
  world[0].legs[0].groups.push_back(of_fleet(escorts, 2));
  world[0].legs[0].groups.push_back(of_fleet(trucks, 3));
  world[0].legs[0].pass_time_s = 60;
  world.close(world.vbc, kStart + 60);
  EXPECT_VALID(world);
  const PlanFigures figures = plan_figures(world.model, world.plan);
  EXPECT_EQ(figures.closure, kStart + 3660);
  EXPECT_EQ(figures.final_closure, kStart + 3660);
  EXPECT_EQ(figures.people_out[world.military], 40);
  EXPECT_EQ(figures.people_out[world.crews], 1 + 6 + 6);
  EXPECT_EQ(figures.loaded_vehicle_m, 36000);
  EXPECT_EQ(figures.empty_vehicle_m, 3 * 36000);
  EXPECT_EQ(figures.escort_vehicle_m, 2 * 36000);
  EXPECT_EQ(figures.waiting_s, 0);
  EXPECT_EQ(figures.force_level[world.military], (std::vector<ForceLevel>{{kStart, 40}, {kStart + 3660, 0}}));
  EXPECT_EQ(figures.total_force_level, (std::vector<ForceLevel>{{kStart, 53}, {kStart + 3660, 0}}));
  ASSERT_EQ(figures.closings.size(), 1u);
  EXPECT_EQ(figures.closings[0].at, kStart + 60);
}
TEST(Figures, LoadedAndOwnVehiclesAreLoadedAndBusesWithoutPeopleAreEmpty) {
  Ride world;
  const LotId humvees = world.lot("humvees", world.soldiers, world.humvee, 1, world.kha);
  world.column({world.vbc, world.kha}, kStart + 3600, {of_lot(humvees, 1), of_fleet(world.buses, 1)}, {});
  EXPECT_EQ(plan_figures(world.model, world.plan).loaded_vehicle_m, 2 * 36000);
  EXPECT_EQ(plan_figures(world.model, world.plan).empty_vehicle_m, 36000);
}
TEST(Figures, WaitingIsTimeBetweenArrivalAndDeparture) {
  Ride world;
  const PlaceId usa = world.camp("USA");
  world.road(world.kha, usa);
  world.plan.columns.clear();
  world.column({world.vbc, world.kha, usa}, kStart, {of_fleet(world.buses, 1)}, {people(world.soldiers, 40)});
  world.halt(0, 1, 600);
  EXPECT_EQ(plan_figures(world.model, world.plan).waiting_s, 600);
}
TEST(Figures, WithoutEverybodyOutThereIsNoClosure) {
  Ride world;
  world.unit("forgotten", world.vbc, 1, world.kha);
  const PlanFigures figures = plan_figures(world.model, world.plan);
  EXPECT_EQ(figures.closure, std::nullopt);
  EXPECT_EQ(figures.final_closure, std::nullopt);
}
TEST(Figures, AnEmptyScenarioIsClosedFromItsStart) {
  World world;
  EXPECT_EQ(plan_figures(world.model, world.plan).closure, kStart);
  EXPECT_EQ(plan_figures(world.model, world.plan).final_closure, kStart);
}

TEST(Ceiling, ZonesInsideOneAnotherAreCountedApart) {
  Ride world;
  const ZoneId north = world.model.zones.push_back({"north", "North"});
  const PlaceId rum = world.base("RUM");
  world.model.places[world.vbc].zones.push_back(north);
  world.road(world.vbc, rum);
  world.road(rum, world.kha);
  world.plan.columns.clear();
  world.column({world.vbc, rum, world.kha}, kStart, {of_fleet(world.buses, 1)}, {people(world.soldiers, 40)});
  world.target(TargetKind::ceiling, 0, kStart + 3610).zone = north;
  world.target(TargetKind::ceiling, 0, kStart + 7210);
  EXPECT_VALID(world);
  world.model.targets[0].from -= 1;
  EXPECT_CODES(world, "CEILING");
  world.model.targets[0].from += 1;
  world.model.targets[1].from -= 1;
  EXPECT_CODES(world, "CEILING");
}
TEST(Ceiling, TheOrderOfCategoriesDoesNotMatter) {
  Ride world;
  world.target(TargetKind::ceiling, 0, kStart - 100).categories = {world.crews, world.military};
  world.target(TargetKind::ceiling, 41, kStart).categories = {world.military, world.crews};
  EXPECT_VALID(world);
}
TEST(Ceiling, TheSentenceSaysHowLong) {
  Ride world;
  world.target(TargetKind::ceiling, 40, kStart);
  EXPECT_EQ(found(world)[0].sentence,
            "41 people are in iraq at 2011-10-21 03:00; at most 40 may be there, and so for 3610 s.");
}
TEST(Ceiling, OnlyTheFirstSpellIsReported) {
  Ride world;
  world.column({world.kha, world.vbc}, kStart + 4 * kHour, {of_fleet(world.buses, 1)});
  world.column({world.vbc, world.kha}, kStart + 8 * kHour, {of_fleet(world.buses, 1)});
  world.target(TargetKind::ceiling, 0, kStart).categories = {world.crews};
  ASSERT_EQ(found(world).size(), 1u);
  EXPECT_EQ(found(world)[0].late_s, 3610);
}
TEST(Cover, ThePieceWithoutCoverIsMeasured) {
  Ride world;
  world.target(TargetKind::cover, 0, kStart + 100).categories = {world.military};
  ASSERT_EQ(found(world).size(), 1u) << sentences(world);
  EXPECT_EQ(found(world)[0].late_s, 100);
}
TEST(Cover, CrewsWithoutACategoryAreNotCoveredByNamedOnes) {
  Ride world;
  world.model.fleets[world.buses].crew_category.reset();
  world.target(TargetKind::cover, 0, kStart).categories = {world.military};
  EXPECT_VALID(world);
}
TEST(Due, ThingsByShipArriveWithTheShip) {
  Ride world;
  const PlaceId usa = world.camp("USA");
  const UnitId owner = world.unit("2-2", world.kha, 0, usa);
  const LotId boxes = world.lot("boxes", owner, world.container, 2, usa);
  world.model.places[world.kha].berths = 1;
  Ship ship;
  ship.port = world.kha;
  ship.destination = usa;
  ship.load_s = ship.passage_s = 3600;
  ship.container_capacity = 2;
  world.model.ships.push_back(ship);
  world.plan.sailings = {{ShipId(0), kStart, kStart + 3600, kStart + 7200, {{boxes, 2}}}};
  world.model.lots[boxes].due = kStart + 7200;
  EXPECT_VALID(world);
  *world.model.lots[boxes].due -= 1;
  EXPECT_CODES(world, "DUE");
}
TEST(Deadline, ThingsLeaveByShipWhenItSails) {
  Ride world;
  world.plan.columns.clear();
  world.model.fleets[world.buses].stocks.clear();
  world.model.units[world.soldiers].people[world.military] = 0;
  const LotId boxes = world.lot("boxes", world.soldiers, world.container, 2, world.kha);
  world.model.places[world.vbc].berths = 1;
  Ship ship;
  ship.port = world.vbc;
  ship.destination = world.kha;
  ship.load_s = ship.passage_s = 3600;
  ship.container_capacity = 2;
  world.model.ships.push_back(ship);
  world.plan.sailings = {{ShipId(0), kStart, kStart + 3600, kStart + 7200, {{boxes, 2}}}};
  world.model.deadline = kStart + 3600;
  EXPECT_VALID(world);
  world.model.deadline -= 1;
  EXPECT_CODES(world, "DEADLINE");
  EXPECT_EQ(plan_figures(world.model, world.plan).closure, kStart + 3600);
  EXPECT_EQ(plan_figures(world.model, world.plan).final_closure, kStart + 7200);
}
TEST(Figures, WhoAndWhatStaysDoesNotCountForTheClosure) {
  Ride world;
  const UnitId embassy = world.unit("embassy", world.vbc, 5, world.kha);
  world.model.units[embassy].stays = true;
  const LotId boxes = world.lot("boxes", embassy, world.container, 5, world.kha);
  world.model.lots[boxes].stays = true;
  EXPECT_EQ(plan_figures(world.model, world.plan).closure, Ride::kOut);
  EXPECT_EQ(plan_figures(world.model, world.plan).final_closure, Ride::kOut);
  world.model.lots[boxes].stays = false;
  EXPECT_EQ(plan_figures(world.model, world.plan).closure, std::nullopt);
  EXPECT_EQ(plan_figures(world.model, world.plan).final_closure, std::nullopt);
  world.model.lots[boxes].destination = world.vbc;
  EXPECT_EQ(plan_figures(world.model, world.plan).closure, Ride::kOut);
  world.model.units[embassy].stays = false;
  world.model.units[embassy].destination = world.vbc;
  EXPECT_EQ(plan_figures(world.model, world.plan).closure, Ride::kOut);
}
TEST(Figures, ClosingsAreInTheOrderOfTime) {
  Ride world;
  world.plan.closings = {{world.kha, 5}, {world.vbc, 9}, {world.vbc, 5}};
  const auto closings = plan_figures(world.model, world.plan).closings;
  ASSERT_EQ(closings.size(), 3u);
  EXPECT_EQ(closings[0].place, world.vbc);
  EXPECT_EQ(closings[1].place, world.kha);
  EXPECT_EQ(closings[2].at, 9);
}
TEST(Figures, CargoIsALoad) {
  Ride world;
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, world.vbc, 1);
  const LotId boxes = world.lot("boxes", world.soldiers, world.container, 2, world.kha);
  world.column({world.vbc, world.kha}, kStart + 3600, {of_fleet(trucks, 1, boxes, 2)});
  EXPECT_EQ(plan_figures(world.model, world.plan).loaded_vehicle_m, 2 * 36000);
  EXPECT_EQ(plan_figures(world.model, world.plan).empty_vehicle_m, 0);
}
TEST(Figures, PeopleWhoStayAreNotOut) {
  Ride world;
  world.unit("embassy", world.vbc, 5, world.vbc);
  EXPECT_EQ(plan_figures(world.model, world.plan).people_out[world.military], 40);
}

}  // namespace
}  // namespace homeward::testing
