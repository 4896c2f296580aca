// SPDX-License-Identifier: Apache-2.0
//
// More cases that mutants of the checker asked for: people, things, fleets, lift, requirements, figures.
#include <algorithm>

#include "check/build.h"
#include "check/plan_figures.h"

namespace homeward::testing {
namespace {

std::size_t number_of(const World& world, Rule rule) {
  const auto all = found(world);
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [&](const Violation& v) { return v.rule == rule; }));
}

/// 40 soldiers ride from VBC to KHA and fly on to USA, which lies in no zone.
struct Homebound : World {
  PlaceId vbc = base("VBC"), kha = camp("KHA"), usa = camp("USA");
  LinkId link = road(vbc, kha);
  FleetId buses = fleet("buses", bus, FleetKind::bus, vbc, 1);
  UnitId soldiers = unit("1-1", vbc, 40, usa);
  AircraftId jet = aircraft("jet", kha, usa, 10 * kHour);
  Homebound() {
    model.places[usa].kind = PlaceKind::home;
    model.places[usa].zones.clear();
    model.places[kha].beds = 40;
    column({vbc, kha}, kStart, {of_fleet(buses, 1)}, {people(soldiers, 40)});
    flight("F1", jet, kha, usa, kStart + 2 * kHour, {people(soldiers, 40)});
  }
};

TEST(EdgesOfPeople, WhoHasLeftHisOwnPlaceMakesNoBedFree) {
  Homebound world;
  world.model.places[world.vbc].beds = 39;
  const PlaceId taj = world.base("TAJ");
  world.road(taj, world.vbc);
  const FleetId more = world.fleet("more", world.bus, FleetKind::bus, taj, 1);
  const UnitId guests = world.unit("guests", taj, 40, world.kha);
  world.column({taj, world.vbc}, kStart + kHour, {of_fleet(more, 1)}, {people(guests, 40)});
  world.column({world.vbc, world.kha}, kStart + 4 * kHour, {of_fleet(more, 1)}, {people(guests, 40)});
  EXPECT_CODES(world, "BEDS");
  world.model.places[world.vbc].beds = 40;
  EXPECT_VALID(world);
}
TEST(EdgesOfPeople, NoMoreGoOnThanHaveCome) {
  Homebound world;
  world.plan.flights[0].passengers[0].count = 41;
  EXPECT_CODES(world, "COUNT");
  world.model.units[world.soldiers].people[world.military] = 41;
  EXPECT_CODES(world, "COUNT DEADLINE");
}
TEST(EdgesOfPeople, OfACategoryThatAUnitDoesNotHaveThereIsNobody) {
  Homebound world;
  world.model.units[world.soldiers].people.resize(1);
  world.model.item_types[world.bus].seats = 42;
  world.model.places[world.kha].beds = 41;
  world.plan.columns[0].legs[0].passengers.push_back({world.soldiers, world.crews, 1});
  EXPECT_CODES(world, "COUNT");
}
TEST(EdgesOfPeople, CategoriesThatPartAreCountedApart) {
  Homebound world;  // 20 ride to KHA and fly; 5 of the other category ride to a camp with a higher number and
                    // stay there
  const PlaceId far = world.base("FAR"), arf = world.camp("ARF");
  world.road(far, world.kha);
  world.road(far, arf);
  const FleetId more = world.fleet("more", world.bus, FleetKind::bus, far, 2);
  const UnitId mixed = world.unit("mixed", far, 5, arf);
  world.model.units[mixed].people[world.crews] = 5;
  world.column({far, world.kha}, kStart, {of_fleet(more, 1)}, {people(mixed, 5)});
  world.column({far, arf}, kStart + kHour, {of_fleet(more, 1)}, {{mixed, world.crews, 5}});
  world.model.places[world.kha].beds = 45;
  EXPECT_CODES(world, "DUE");
}
TEST(EdgesOfPeople, WhoGoesFromOneForeignZoneToAnotherDoesNotComeBack) {
  Homebound world;
  EXPECT_VALID(world);
  Target floor;
  floor.kind = TargetKind::floor;
  floor.zone = world.iraq;
  floor.from = kStart;
  floor.until = kEndOfTime;
  world.model.targets = {floor};
  EXPECT_VALID(world);
}
TEST(EdgesOfPeople, OneMoreThanAUnitHasDoesNotComeIn) {
  Homebound world;
  world.model.places[world.vbc].beds = 10;
  const UnitId guards = world.unit("guards", world.kha, 10, world.kha);
  const auto round = [&](Time at, std::int64_t count) {
    world.column({world.kha, world.vbc}, at, {of_fleet(world.buses, 1)}, {people(guards, count)});
    world.column({world.vbc, world.kha}, at + 4 * kHour, {of_fleet(world.buses, 1)}, {people(guards, count)});
  };
  round(kStart + 4 * kHour, 10);
  EXPECT_VALID(world);
  round(kStart + 12 * kHour, 1);
  EXPECT_CODES(world, "COUNT");
  EXPECT_EQ(found(world)[0].objects, (std::vector<std::string>{"guards", "C4"}));
}
TEST(EdgesOfPeople, AVisitWithoutLengthNeedsNoTeam) {
  Homebound world;
  const ServiceId post = world.service("post", world.kha, ServiceUse::leaving, 36);
  world.model.services[post].team = world.soldiers;
  world.model.services[post].team_people = 1;
  const Time comes = world.plan.columns[0].stops[1].arrive;
  world.plan.columns[0].stops[1].services = {{post, comes, comes}};
  EXPECT_CODES(world, "SERVICE");
  world.plan.columns[0].stops[1].services[0].end += 1;
  EXPECT_CODES(world, "SERVICE TEAM");
}
TEST(EdgesOfPeople, ALotIsReportedOnceForEachColumn) {
  for (const bool driving : {false, true}) {
    World world;
    const PlaceId vbc = world.base("VBC"), kha = world.camp("KHA");
    world.road(vbc, kha);
    const UnitId owner = world.unit("1-1", vbc, 2, kha);
    const LotId lot = world.lot("lot", owner, driving ? world.humvee : world.container, 2, kha);
    const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, vbc, 2);
    world.model.lots[lot].ready = kStart + kDay;
    world.model.units[owner].people[world.military] = driving ? 2 : 0;
    if (driving)
      world.column({vbc, kha}, kStart, {of_lot(lot, 1), of_lot(lot, 1), of_fleet(trucks, 2)},
                   {people(owner, 2)});
    else
      world.column({vbc, kha}, kStart, {of_fleet(trucks, 1, lot, 1), of_fleet(trucks, 1, lot, 1)});
    EXPECT_EQ(found(world).size(), 1u) << sentences(world);
  }
}

TEST(EdgesOfBases, APlaceThatIsNoBaseIsNotLookedAtAsOne) {
  Homebound world;
  world.plan.closings.push_back({world.kha, kStart});
  EXPECT_EQ(found(world).size(), 1u) << sentences(world);
}
TEST(EdgesOfBases, AnAircraftThatLandsAfterTheClosingIsOneViolation) {
  for (const Duration early : {1, 0, -1}) {
    Homebound world;
    world.model.aircraft[world.jet].blocks.push_back({world.usa, world.vbc, kHour});
    world.model.places[world.vbc].mog_positions = 1;
    world.flight("F2", world.jet, world.usa, world.vbc, kStart + 20 * kHour);
    world.close(world.vbc, kStart + 21 * kHour + early);
    EXPECT_EQ(found(world).size(), 1u) << sentences(world);
    EXPECT_NE(sentences(world).find(early > 0 ? "never takes off again" : "F2 lands at"), std::string::npos);
  }
}
TEST(EdgesOfBases, AGarrisonFromBeforeTheStartCountsFromTheStart) {
  Homebound world;
  world.plan.columns[0].stops[0].arrive = world.plan.columns[0].stops[0].depart = kStart;
  world.model.garrisons = {{world.vbc, kStart - kDay, 100, {}}, {world.vbc, kStart - kHour, 40, {}}};
  world.model.places[world.vbc].closes = true;
  world.plan.closings = {{world.vbc, kStart + 10}};
  world.plan.closings[0].at = kStart + 10;
  EXPECT_CODES(world, "GARRISON");  // they leave at the start, before the closing
  EXPECT_EQ(number_of(world, Rule::GARRISON), 1u) << sentences(world);
  world.model.garrisons.pop_back();
  world.model.garrisons[0].people = 0;
  EXPECT_VALID(world);
}
TEST(EdgesOfBases, AShortageThatLastsIsOneViolation) {
  Homebound world;
  world.model.units[world.soldiers].people[world.military] = 50;
  const FleetId more = world.fleet("more", world.bus, FleetKind::bus, world.vbc, 2);
  world.plan.columns.clear();
  world.column({world.vbc, world.kha}, kStart + kHour, {of_fleet(more, 1)}, {people(world.soldiers, 6)});
  world.column({world.vbc, world.kha}, kStart + 3 * kHour, {of_fleet(more, 1)}, {people(world.soldiers, 1)});
  // 50, then 44 of 40, then 44 of 45, then 43 of 45.
  world.model.garrisons = {{world.vbc, kStart, 40, {}}, {world.vbc, kStart + 2 * kHour, 45, {}}};
  EXPECT_EQ(number_of(world, Rule::GARRISON), 1u) << sentences(world);
  world.model.garrisons[1].people = 44;
  const auto all = found(world);
  const auto late =
      std::find_if(all.begin(), all.end(), [](const Violation& v) { return v.rule == Rule::GARRISON; });
  ASSERT_NE(late, all.end());
  EXPECT_EQ(late->at, kStart + 3 * kHour);
}

TEST(EdgesOfFleets, VehiclesOfOtherFleetsDoNotCountOnTheLastDay) {
  Homebound world;
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, world.kha, 1);
  world.model.fleets[trucks].last_day = kStart + kDay;
  world.model.fleets[trucks].last_day_count = 2;
  EXPECT_CODES(world, "FLEET");
  world.model.fleets[trucks].last_day_count = 1;
  EXPECT_VALID(world);
}
TEST(EdgesOfFleets, TheFirstOfTheLowestStocksIsNamed) {
  Homebound world;
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, world.kha, 2);
  world.model.fleets[trucks].last_day = kStart;
  world.model.fleets[trucks].last_day_count = 2;
  world.road(world.kha, world.usa);
  world.column({world.kha, world.usa}, kStart + kHour, {of_fleet(trucks, 1)});
  world.column({world.kha, world.usa}, kStart + 3 * kHour, {of_fleet(trucks, 1)});
  const auto all = found(world);
  ASSERT_EQ(all.size(), 1u) << sentences(world);
  EXPECT_EQ(all[0].at, kStart + kHour);
}
TEST(EdgesOfFleets, WhoTakesTooManyIsNamed) {
  Homebound world;
  world.model.fleets[world.buses].stocks.push_back({world.kha, 1});
  world.column({world.kha, world.vbc}, kStart - 3610 + 60, {of_fleet(world.buses, 1)});
  world.column({world.vbc, world.kha}, kStart + 60, {of_fleet(world.buses, 3)});
  const auto all = found(world);
  const auto short_of =
      std::find_if(all.begin(), all.end(), [](const Violation& v) { return v.rule == Rule::FLEET; });
  ASSERT_NE(short_of, all.end());
  EXPECT_EQ(short_of->objects, (std::vector<std::string>{"buses", "VBC", "C3"}));
  EXPECT_NE(short_of->sentence.find("C3 takes 2 more of buses"), std::string::npos) << short_of->sentence;
}

TEST(EdgesOfRequirements, AFloorHoldsAlsoWhenACeilingHasBegun) {
  Homebound world;
  Target floor, ceiling;
  floor.kind = TargetKind::floor;
  floor.zone = ceiling.zone = world.iraq;
  floor.categories = ceiling.categories = {world.military};
  floor.from = kStart;
  floor.until = kStart + 3610;
  floor.people = ceiling.people = 40;
  ceiling.from = kStart + 60;
  world.model.targets = {floor, ceiling};
  EXPECT_VALID(world);
  world.model.targets[0].until += 1;
  EXPECT_CODES(world, "FLOOR");
}
TEST(EdgesOfRequirements, WhatNeverEndsHasNoLength) {
  Homebound world;
  world.plan.columns.clear();
  world.plan.flights.clear();
  for (const TargetKind kind : {TargetKind::ceiling, TargetKind::cover}) {
    Target target;
    target.kind = kind;
    target.zone = world.iraq;
    target.categories = {world.military, world.crews};
    target.from = kStart;
    target.until = kStart + 5;
    target.people = 39;
    world.model.targets = {target};
    for (const Violation& violation : found(world)) {
      if (violation.rule != Rule::CEILING && violation.rule != Rule::COVER) continue;
      EXPECT_EQ(violation.late_s, 0) << violation.sentence;
      EXPECT_EQ(violation.sentence.find("and so for"), std::string::npos) << violation.sentence;
      if (kind == TargetKind::ceiling) {
        EXPECT_NE(violation.sentence.find("41 military, crews are in"), std::string::npos)
            << violation.sentence;
      }
    }
    EXPECT_EQ(number_of(world, kind == TargetKind::ceiling ? Rule::CEILING : Rule::COVER),
              kind == TargetKind::ceiling ? 1u : 2u)
        << sentences(world);
  }
}
TEST(EdgesOfRequirements, NamelessCrewsAreOfNoNamedCategory) {
  Homebound world;
  world.model.fleets[world.buses].crew_category.reset();
  Target ceiling;
  ceiling.zone = world.iraq;
  ceiling.categories = {world.military, world.crews};
  ceiling.people = 40;
  ceiling.from = kStart;
  world.model.targets = {ceiling};
  EXPECT_VALID(world);
  world.model.targets[0].categories.clear();
  EXPECT_CODES(world, "CEILING");
  world.model.targets[0].people = 41;
  EXPECT_VALID(world);
}

/// 4 boxes go from VBC over ARF, where some are washed, to a port; and on from there.
struct Washed : World {
  PlaceId vbc = base("VBC"), arf = camp("ARF"), port = camp("PORT"), end = camp("END");
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 9);
  UnitId owner = unit("1-1", vbc, 0, end);
  LotId boxes = lot("boxes", owner, container, 4, end);
  ServiceId wash = service("wash", arf, ServiceUse::things, 3600),
            last = service("last", port, ServiceUse::things, 3600);
  Washed() {
    for (const auto& [from, to] : {std::pair{vbc, arf}, {arf, port}, {vbc, port}, {port, end}, {port, arf}})
      road(from, to);
    model.places[port].kind = PlaceKind::port;
    model.places[arf].kind = PlaceKind::port;
    model.fleets[trucks].stocks = {{vbc, 9}};
    model.lots[boxes].process = {wash, last};
    model.rules.column_gap_s = 0;
  }
  /// `vehicles` trucks with two boxes each.
  std::size_t haul(std::vector<PlaceId> route, Time depart, std::int64_t vehicles) {
    return column(std::move(route), kStart + depart, {of_fleet(trucks, vehicles, boxes, 2 * vehicles)});
  }
  void batch(ServiceId service, Time begin, std::int64_t count) {
    plan.batches.push_back({service, boxes, count, kStart + begin, kStart + begin + count});
  }
};

TEST(EdgesOfThings, AYardHoldsOnlyWhatStandsAtItsPlace) {
  Washed world;  // two come to the port first, unwashed
  world.model.fleets[world.trucks].stocks = {{world.vbc, 2}};
  world.model.services[world.wash].yard = 2;
  world.haul({world.vbc, world.port}, 0, 1);
  world.haul({world.vbc, world.arf}, 60, 1);
  world.batch(world.wash, 3600 + 60 + 10, 2);
  EXPECT_EQ(number_of(world, Rule::STOCK), 0u) << sentences(world);
  world.model.services[world.wash].yard = 1;
  EXPECT_EQ(number_of(world, Rule::STOCK), 1u) << sentences(world);
}
TEST(EdgesOfThings, WhatWasWorkedOnButNeverWentHomeIsNotFinished) {
  Washed world;
  world.model.fleets[world.trucks].stocks = {{world.vbc, 2}};
  world.haul({world.vbc, world.arf}, 0, 2);
  world.batch(world.wash, 3620, 4);
  EXPECT_CODES(world, "DUE");
}
/// All four are brought to ARF, two are washed there; the truck that goes on with washed and unwashed ones is
/// wrong about the unwashed ones alone, and gives those up first.
TEST(EdgesOfThings, APartOfAMixedLoadIsGivenUpOnce) {
  Washed world;
  world.model.fleets[world.trucks].stocks = {{world.vbc, 2}};
  world.haul({world.vbc, world.arf}, 0, 2);
  world.batch(world.wash, 3620, 2);
  world.haul({world.arf, world.port, world.end}, 2 * kHour, 2);  // two of them unwashed: one STOCK
  world.halt(1, 1, 60);
  world.change(1, 1, {of_fleet(world.trucks, 1, world.boxes, 2)});
  world.haul({world.port, world.arf}, 5 * kHour, 1);  // the unwashed ones go back,
  world.batch(world.wash, 7 * kHour, 2);              // are washed at last …
  world.model.lots[world.boxes].process = {world.wash};
  EXPECT_CODES(world, "STOCK DUE");
  EXPECT_EQ(number_of(world, Rule::STOCK), 1u) << sentences(world);
  EXPECT_NE(
      sentences(world).find("C2 takes 2 of boxes from ARF, 2011-10-21 05:00, before they have passed wash"),
      std::string::npos)
      << sentences(world);
  world.plan.batches[1].count = 3;  // … but no more than those two
  world.plan.batches[1].end += 1;
  EXPECT_EQ(number_of(world, Rule::STOCK), 2u) << sentences(world);
}
TEST(EdgesOfThings, OfTwoKindsThatWaitNoMoreAreTakenThanAsked) {
  Washed world;  // two are washed, two are not yet; a column takes two from a port that asks for nothing
  world.model.lots[world.boxes].process = {world.wash};
  world.model.fleets[world.trucks].stocks = {{world.vbc, 2}};
  world.haul({world.vbc, world.port}, 0, 1);
  world.haul({world.vbc, world.arf}, 60, 1);
  world.batch(world.wash, 3670, 2);
  world.haul({world.arf, world.port}, 2 * kHour, 1);
  world.haul({world.port, world.arf}, 5 * kHour, 1);  // the unwashed ones
  world.batch(world.wash, 7 * kHour, 2);
  world.haul({world.arf, world.port}, 8 * kHour, 1);
  world.haul({world.port, world.end}, 12 * kHour, 2);
  EXPECT_VALID(world);
}
TEST(EdgesOfThings, ABatchWithoutLengthDoesNothing) {
  for (const Duration length : {0, -5}) {
    Washed world;
    world.model.lots[world.boxes].process = {world.wash};
    world.model.fleets[world.trucks].stocks = {{world.vbc, 2}};
    world.haul({world.vbc, world.arf}, 0, 2);
    world.batch(world.wash, 3700, 4);
    world.plan.batches[0].end = world.plan.batches[0].begin + length;
    world.batch(world.wash, 3800, 4);
    EXPECT_EQ(number_of(world, Rule::STOCK), 1u) << sentences(world);
  }
}
TEST(EdgesOfThings, TroubleNamesWhoItIsWith) {
  Washed world;
  world.model.fleets[world.trucks].stocks = {{world.vbc, 2}};
  world.haul({world.vbc, world.arf}, 0, 2);
  world.batch(world.wash, 3619, 4);
  const auto objects = [&](Rule rule) {
    for (const Violation& v : found(world))
      if (v.rule == rule) return v.objects;
    return std::vector<std::string>();
  };
  EXPECT_EQ(objects(Rule::STOCK), (std::vector<std::string>{"boxes", "ARF"}));
  world.model.lots[world.boxes].count = 3;
  EXPECT_EQ(objects(Rule::COUNT), (std::vector<std::string>{"boxes", "VBC", "C1"}));
}
TEST(EdgesOfThings, AtTheLastStopThingsAreFreeWhenEveryServiceIsOver) {
  Washed world;
  world.model.lots[world.boxes].process = {world.wash};
  world.model.fleets[world.trucks].stocks = {{world.vbc, 2}};
  const ServiceId post = world.service("post", world.arf, ServiceUse::leaving, 36);
  world.haul({world.vbc, world.arf}, 0, 2);
  world.serve(0, 1, post);  // until 3,800 s: the first of two after 100 s, or a tail of 20 s and 100 s
  const Time over = world[0].stops[1].services[0].end - kStart;
  world.batch(world.wash, over, 4);
  EXPECT_CODES(world, "DUE");
  world.plan.batches[0].begin -= 1;
  world.plan.batches[0].end -= 1;
  EXPECT_CODES(world, "STOCK DUE");
}
TEST(EdgesOfThings, TrucksThatKeepTheirThingsButLoseSomeAreWrongOnce) {
  Washed world;
  world.model.lots[world.boxes].process = {};
  world.model.fleets[world.trucks].stocks = {{world.vbc, 3}};
  world.haul({world.vbc, world.port, world.end}, 0, 2);
  world.halt(0, 1, 60);
  world.change(0, 1, {of_fleet(world.trucks, 2, world.boxes, 2)});  // two are given up, no truck is
  world.column({world.vbc, world.port, world.end}, kStart + 5 * kHour, {of_fleet(world.trucks, 1)});
  EXPECT_CODES(world, "LEG DUE");
  world.change(1, 1, {of_fleet(world.trucks, 1, world.boxes, 2)});
  world.halt(1, 1, 60);
  EXPECT_CODES(world, "LEG");
  EXPECT_EQ(number_of(world, Rule::LEG), 2u) << sentences(world);
  // Trucks that leave without their things give nothing up.
  world.plan.columns.clear();
  world.haul({world.vbc, world.arf, world.port}, 0, 2);
  world.model.places[world.arf].kind = PlaceKind::camp;
  world.halt(0, 1, 60);
  world.change(0, 1, {of_fleet(world.trucks, 1, world.boxes, 4)});
  EXPECT_EQ(number_of(world, Rule::STOCK), 0u) << sentences(world);
  EXPECT_EQ(number_of(world, Rule::LEG), 1u) << sentences(world);
}

TEST(Figures, WhoIsOnTheRoadForHowLong) {
  Homebound world;  // an hour in Iraq with 40 passengers and a driver, then the bus goes on alone to ARF and
                    // waits once
  const PlaceId arf = world.camp("ARF");
  const LinkId away = world.road(world.kha, arf);
  world.plan.columns.clear();
  world.column({world.vbc, world.kha, arf}, kStart, {of_fleet(world.buses, 1)}, {people(world.soldiers, 40)});
  world.halt(0, 1, 600);
  world.change(0, 1, {of_fleet(world.buses, 1)});
  world.model.links[world.link].risk_per_million_hours = 2000;
  world.model.links[away].risk_per_million_hours = 1'000'000;
  EXPECT_VALID(world);
  const PlanFigures figures = plan_figures(world.model, world.plan);
  EXPECT_DOUBLE_EQ(figures.road_person_hours, 41);
  EXPECT_DOUBLE_EQ(figures.risk_person_hours, 41 * 0.002 + 1);
  EXPECT_EQ(figures.waiting_s, 600);
  EXPECT_EQ(figures.zone_person_s, 41 * 3610);
  EXPECT_EQ(figures.people_out[world.military], 40);
  const std::vector<ForceLevel> levels = {{kStart, 41}, {kStart + 3610, 0}};
  EXPECT_EQ(figures.total_force_level, levels);
}
TEST(Figures, RoadsIntoTheZoneCountAndOwnVehiclesBringNoCrew) {
  Homebound world;
  world.plan.columns.clear();
  world.plan.flights.clear();
  world.model.fleets[world.buses].stocks = {{world.kha, 1}};
  const LotId humvees = world.lot("humvees", world.soldiers, world.humvee, 1, world.kha);
  world.column({world.kha, world.vbc}, kStart, {of_fleet(world.buses, 1)});
  EXPECT_DOUBLE_EQ(plan_figures(world.model, world.plan).road_person_hours, 1);
  world.column({world.vbc, world.kha}, kStart + 8 * kHour, {of_lot(humvees, 1)}, {people(world.soldiers, 3)});
  EXPECT_DOUBLE_EQ(plan_figures(world.model, world.plan).road_person_hours, 1 + 3);
  world.model.links[world.link].from = world.usa;  // an end in the zone is enough
  EXPECT_DOUBLE_EQ(plan_figures(world.model, world.plan).road_person_hours, 0);
  std::swap(world.model.links[world.link].from, world.model.links[world.link].to);
  world.model.links[world.link].from = world.kha;
  world.model.links[world.link].to = world.vbc;
  EXPECT_DOUBLE_EQ(plan_figures(world.model, world.plan).road_person_hours, 1 + 3);
  world.model.links[world.link].to = world.kha;
  // 37 stay: they do not count as those who leave in the end. The bus's driver comes in, and stays as well.
  world.model.links[world.link].from = world.vbc;
  EXPECT_EQ(plan_figures(world.model, world.plan).zone_person_s, 3 * (8 * kHour + 3610) - (1 * 3610));
}
TEST(Figures, WhatDoesNotChangeIsNoLevelAndPassingIsNoWaiting) {
  Homebound world;
  const FleetId more = world.fleet("more", world.bus, FleetKind::bus, world.kha, 1);
  const PlaceId taj = world.base("TAJ"), rum = world.base("RUM");
  world.column({world.kha, world.vbc}, kStart, {of_fleet(more, 1)});
  const std::vector<ForceLevel> drivers = {{kStart, 1}};
  EXPECT_EQ(plan_figures(world.model, world.plan).force_level[world.crews], drivers);
  world.road(world.vbc, taj);
  world.road(taj, rum);
  world.column({world.vbc, taj, rum}, kStart + 5 * kHour, {of_fleet(more, 1)});
  EXPECT_EQ(plan_figures(world.model, world.plan).waiting_s, 0);
  world.plan.columns.back().stops[1].depart -= 60;
  EXPECT_EQ(plan_figures(world.model, world.plan).waiting_s, 0);
}
TEST(Figures, NotAllAreHomeWhenTheFirstAreNot) {
  Homebound world;
  const UnitId others = world.unit("2-2", world.kha, 5, world.kha);
  (void)others;
  EXPECT_TRUE(plan_figures(world.model, world.plan).final_closure);
  world.plan.flights.clear();
  EXPECT_FALSE(plan_figures(world.model, world.plan).final_closure);
}

}  // namespace
}  // namespace homeward::testing
