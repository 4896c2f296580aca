// SPDX-License-Identifier: Apache-2.0
//
// Cases that mutants of the checker asked for.
#include "check/build.h"
#include "check/check_shared.h"
#include "check/plan_figures.h"

namespace homeward::testing {
namespace {

/// A bus takes 40 soldiers from VBC over RUM to KHA.
struct Ride : World {
  PlaceId vbc = base("VBC"), rum = base("RUM"), kha = camp("KHA");
  LinkId north = road(vbc, rum), south = road(rum, kha);
  FleetId buses = fleet("buses", bus, FleetKind::bus, vbc, 1);
  UnitId soldiers = unit("1-1", vbc, 40, kha);
  Ride() { column({vbc, rum, kha}, kStart, {of_fleet(buses, 1)}, {people(soldiers, 40)}); }
};

TEST(Gaps, TrucksThatCameToAClosedBaseAndStayedAreThere) {
  Ride world;
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, world.kha, 3);
  world.model.places[world.kha].kind = PlaceKind::camp;
  world.column({world.kha, world.rum}, kStart, {of_fleet(trucks, 3)});
  world.close(world.rum, kStart + 2 * kHour);
  EXPECT_CODES(world, "CLOSED DEADLINE");
  EXPECT_NE(sentences(world).find("3 fleet vehicles are there"), std::string::npos) << sentences(world);
}
TEST(Gaps, PeopleOfASecondCategoryCrossTheBorderInTheirOwn) {
  Ride world;
  world.model.units[world.soldiers].people[world.crews] = 1;
  world.model.units[world.soldiers].people[world.military] = 39;
  world[0].legs[0].passengers = {{world.soldiers, world.military, 39}, {world.soldiers, world.crews, 1}};
  EXPECT_VALID(world);
  const PlanFigures figures = plan_figures(world.model, world.plan);
  EXPECT_EQ(figures.people_out[world.military], 39);
  EXPECT_EQ(figures.people_out[world.crews], 2);
}
TEST(Gaps, AShipStaysForItsLoadingTimeEvenWithoutCargo) {
  Ride world;
  world.model.places[world.kha].berths = 1;
  Ship ship;
  ship.key = "liberty";
  ship.port = ship.destination = world.kha;
  ship.load_s = ship.passage_s = 3600;
  world.model.ships.push_back(ship);
  world.plan.sailings = {{ShipId(0), kStart, kStart + 3600, kStart + 7200, {}}};
  EXPECT_VALID(world);
  world.plan.sailings[0].sail -= 1;
  world.plan.sailings[0].arrive -= 1;
  EXPECT_CODES(world, "SAIL");
}
TEST(Gaps, AColumnThatComesBackTooSoonMeetsItself) {
  Ride world;
  world.model.fleets[world.buses].stocks.push_back({world.kha, 1});
  world.model.places[world.kha].exclusive = true;
  world.column({world.kha, world.rum, world.kha}, kStart + 8 * kHour, {of_fleet(world.buses, 1)});
  world.model.rules.column_gap_s = 7190;
  EXPECT_VALID(world);
  world.model.rules.column_gap_s = 7191;
  EXPECT_CODES(world, "CROSS");
}
TEST(Gaps, APassageOfAClosedPlaceIsOneViolation) {
  Ride world;
  world.window(WindowTarget::place, world.rum.index(), {kStart + 3600, kStart + 3601});
  EXPECT_EQ(found(world).size(), 1u) << sentences(world);
  world.model.windows[0].place = world.kha;
  world.model.windows[0].once = {kStart + 7200, kStart + 7201};
  EXPECT_EQ(found(world).size(), 1u) << sentences(world);
}
TEST(Gaps, NoServiceOfUnloadingWhereTheCargoStaysAboard) {
  Ride world;
  world.plan.columns.clear();
  world.model.fleets[world.buses].stocks.clear();
  world.model.units[world.soldiers].people[world.military] = 0;
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, world.vbc, 1);
  const FleetId escorts = world.fleet("escorts", world.gun_truck, FleetKind::escort, world.rum, 1);
  const LotId boxes = world.lot("boxes", world.soldiers, world.container, 2, world.kha);
  world.column({world.vbc, world.rum, world.kha}, kStart, {of_fleet(trucks, 1, boxes, 2)});
  world.halt(0, 1, 60);
  world.change(0, 1, {of_fleet(trucks, 1, boxes, 2), of_fleet(escorts, 1)});
  world.service("yard", world.rum, ServiceUse::unloading, 36);
  EXPECT_VALID(world);
}
TEST(Gaps, EnteringIsNotTakenAtPlacesInside) {
  World world;
  const PlaceId kha = world.camp("KHA"), vbc = world.base("VBC"), taj = world.base("TAJ");
  world.road(kha, vbc);
  world.road(vbc, taj);
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, kha, 1);
  world.column({kha, vbc, taj}, kStart, {of_fleet(trucks, 1)});
  world.column({taj, vbc, kha}, kStart + 8 * kHour, {of_fleet(trucks, 1)});
  world.service("inside", vbc, ServiceUse::entering, 36);
  EXPECT_VALID(world);
}
TEST(Gaps, APartOfALoadMayBeGivenUpOnTheWay) {
  World world;
  const PlaceId vbc = world.base("VBC"), rum = world.camp("RUM"), arf = world.camp("ARF");
  world.road(vbc, rum);
  world.road(rum, arf);
  world.model.places[rum].kind = PlaceKind::port;
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, vbc, 6);
  const UnitId owner = world.unit("1-1", vbc, 0, arf);
  const LotId boxes = world.lot("boxes", owner, world.container, 12, arf);
  const ServiceId wash = world.service("wash", arf, ServiceUse::things, 36);
  world.model.lots[boxes].process = {wash};
  world.column({vbc, rum, arf}, kStart, {of_fleet(trucks, 6, boxes, 12)});
  world.halt(0, 1, 60);
  world.change(0, 1, {of_fleet(trucks, 5, boxes, 10)});
  world.column({rum, arf}, kStart + 4 * kHour, {of_fleet(trucks, 1, boxes, 2)});
  world.plan.batches = {{wash, boxes, 10, kStart + 3 * kHour, kStart + 3 * kHour + 1000},
                        {wash, boxes, 2, kStart + 6 * kHour, kStart + 6 * kHour + 200}};
  EXPECT_VALID(world);
  world.plan.batches[0].count = 11;
  world.plan.batches[0].end += 100;
  EXPECT_CODES(world, "STOCK");
}
TEST(Gaps, TrucksTurnWhenUnloadingIsOverAndNotWhenAnotherServiceIs) {
  World world;
  const PlaceId vbc = world.base("VBC"), rum = world.camp("RUM"), arf = world.camp("ARF");
  world.road(vbc, rum);
  world.road(rum, arf);
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, vbc, 2);
  const UnitId owner = world.unit("1-1", vbc, 0, rum);
  const LotId boxes = world.lot("boxes", owner, world.container, 4, rum);
  const ServiceId post = world.service("post", rum, ServiceUse::leaving, 36);
  world.model.fleets[trucks].turn_s = 200;
  world.column({vbc, rum, arf}, kStart, {of_fleet(trucks, 2, boxes, 4)});
  world.change(0, 1, {of_fleet(trucks, 2)});
  world.serve(0, 1, post);  // until 200 s after the arrival; the trucks turn from 20 to 220 s
  EXPECT_VALID(world);      // they go on after 240 s
  world.model.fleets[trucks].turn_s = 221;
  EXPECT_CODES(world, "FLEET");
}
TEST(Gaps, FleetsAreCountedApartOnTheirLastDays) {
  Ride world;
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, world.vbc, 1);
  world.column({world.vbc, world.rum, world.kha}, kStart + 3600, {of_fleet(trucks, 1)});
  world.model.fleets[trucks].last_day = kStart;
  world.model.fleets[trucks].last_day_count = 1;
  EXPECT_CODES(world, "FLEET");  // it stands inside at first
  world.model.fleets[trucks].last_day = kStart + 10800 + 10;
  EXPECT_VALID(world);
  world.model.fleets[world.buses].last_day = kStart + 7210;
  world.model.fleets[world.buses].last_day_count = 2;
  EXPECT_CODES(world, "FLEET");
}
TEST(Gaps, UnitsAtOnePlaceAreCountedApart) {
  Ride world;
  const PlaceId usa = world.camp("USA");
  const UnitId others = world.unit("2-2", world.kha, 5, usa);
  world.flight("F1", world.aircraft("jet", world.kha, usa, 3600), world.kha, usa, kStart,
               {people(others, 5)});
  EXPECT_VALID(world);
}
TEST(Gaps, WhoNeverLeavesIsNamed) {
  Ride world;
  world.plan.columns.clear();
  EXPECT_NE(sentences(world).find(
                "40 of 1-1 are still in iraq at the deadline, 2011-12-20 03:00; not all of them ever leave."),
            std::string::npos)
      << sentences(world);
}
TEST(Gaps, ExcessesNameOnlyTheirOwnSecond) {
  Ride world;
  world.model.units[world.soldiers].ready = kStart + kDay;
  const auto violations = found(world);
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].sentence,
            "C1 takes 1-1 at 2011-10-21 03:00, 86400 s before it is ready at 2011-10-22 03:00.");
}
TEST(Gaps, TheOrderOfPeopleAndCargoDoesNotMatterForShared) {
  Ride left, right;
  for (Ride* side : {&left, &right}) {
    const UnitId others = side->unit("2-2", side->vbc, 5, side->kha);
    (*side)[0].legs[0].passengers = {people(side->soldiers, 35), people(others, 5)};
    side->model.ships.push_back({});
    side->plan.sailings = {{ShipId(0), kStart, kStart, kStart, {{LotId(0), 1}, {LotId(1), 2}}}};
  }
  std::swap(right[0].legs[0].passengers[0], right[0].legs[0].passengers[1]);
  std::swap(right.plan.sailings[0].cargo[0], right.plan.sailings[0].cargo[1]);
  EXPECT_TRUE(check_shared({{&left.model, &left.plan}, {&right.model, &right.plan}}, kStart + kDay).empty());
}

TEST(Gaps, AColumnMayLoadWhileItsStartIsClosed) {
  World world;
  const PlaceId vbc = world.base("VBC"), kha = world.camp("KHA");
  world.road(vbc, kha);
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, vbc, 6);
  const UnitId owner = world.unit("1-1", vbc, 0, kha);
  const LotId boxes = world.lot("boxes", owner, world.container, 12, kha);
  const ServiceId ramp = world.service("ramp", vbc, ServiceUse::loading, 36);
  world.column({vbc, kha}, kStart, {of_fleet(trucks, 6, boxes, 12)});
  world.serve(0, 0, ramp);  // until 600
  world.window(WindowTarget::place, vbc.index(), {kStart, kStart + 600});
  EXPECT_VALID(world);
  world.model.windows[0].once.end += 1;
  EXPECT_CODES(world, "WINDOW");
}

TEST(Gaps, FleetsAtOnePlaceAreCountedApart) {
  Ride world;
  const PlaceId usa = world.camp("USA");
  world.road(world.kha, usa);
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, world.kha, 5);
  world.column({world.kha, usa}, kStart, {of_fleet(trucks, 5)});
  EXPECT_VALID(world);
}
TEST(Gaps, ATeamThatIsElsewhereIsNotThere) {
  Ride world;
  const PlaceId usa = world.camp("USA");
  world.road(world.kha, usa);
  const UnitId team = world.unit("team", world.kha, 5, usa);
  const FleetId more = world.fleet("more", world.bus, FleetKind::bus, world.kha, 2);
  const ServiceId post = world.service("post", world.kha, ServiceUse::leaving, 36);
  world.model.services[post].team = team;
  world.model.services[post].team_people = 5;
  world.serve(0, 2, post);
  world.column({world.kha, usa}, kStart, {of_fleet(more, 1)}, {people(team, 1)});
  world.column({world.kha, usa}, kStart + 8 * kHour, {of_fleet(more, 1)}, {people(team, 4)});
  EXPECT_CODES(world, "TEAM");
  world.model.services[post].team_people = 4;
  EXPECT_VALID(world);
}

}  // namespace
}  // namespace homeward::testing
