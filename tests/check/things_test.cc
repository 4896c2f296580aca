// SPDX-License-Identifier: Apache-2.0
#include "check/build.h"

namespace homeward::testing {
namespace {

/// 12 containers go on 6 trucks from VBC to the wash at KHA (36 an hour), in one batch, and then to the port
/// by a ship that berths at once and loads for an hour.
struct Port : World {
  PlaceId vbc = base("VBC"), arf = camp("ARF"), usa = camp("USA");
  LinkId link = road(vbc, arf);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 6);
  UnitId owner = unit("1-1", vbc, 0, usa);
  LotId boxes = lot("boxes", owner, container, 12, usa);
  ServiceId wash = service("wash", arf, ServiceUse::things, 36);
  Port() {
    model.places[arf].berths = 1;
    model.places[usa].kind = PlaceKind::home;
    model.lots[boxes].process = {wash};
    column({vbc, arf}, kStart, {of_fleet(trucks, 6, boxes, 12)});
    plan.batches = {{wash, boxes, 12, kStart + 3660, kStart + 3660 + 1200}};
    Ship ship;
    ship.key = "liberty";
    ship.port = arf;
    ship.destination = usa;
    ship.available_from = kStart + 3660 + 1200;
    ship.load_s = 3600;
    ship.passage_s = 20 * kDay;
    ship.container_capacity = 12;
    model.ships.push_back(ship);
    sail(kStart + 3660 + 1200);
  }
  void sail(Time berth) {
    plan.sailings = {{ShipId(0), berth, berth + 3600, berth + 3600 + 20 * kDay, {{boxes, 12}}}};
  }
  Batch& batch() { return plan.batches[0]; }
  Sailing& sailing() { return plan.sailings[0]; }
  Ship& ship() { return model.ships[ShipId(0)]; }
};

TEST(Stock, ThingsAreUnloadedWashedAndShipped) { EXPECT_VALID(Port()); }
TEST(Stock, ABatchDoesNotBeginBeforeItsThingsHaveCome) {
  Port world;
  world.batch().begin -= 1;
  world.batch().end -= 1;
  EXPECT_CODES(world, "STOCK DUE SAIL");
}
TEST(Stock, ABatchTakesExactlyItsTime) {
  for (const Duration wrong : {-1, 1}) {
    Port world;
    world.batch().end += wrong;
    world.model.ships[ShipId(0)].available_from = kStart;
    world.sail(kStart + 12 * kHour);
    EXPECT_CODES(world, "STOCK");
  }
}
TEST(Stock, BatchTimesAreRoundedUp) {
  Port world;
  world.model.services[world.wash].rate_per_hour = 35;
  world.batch().end = world.batch().begin + 1235;  // 1234.3
  world.sail(kStart + 12 * kHour);
  EXPECT_VALID(world);
}
TEST(Stock, ABatchWithoutLengthIsWrong) {
  Port world;
  world.batch().end = world.batch().begin;
  EXPECT_NE(codes(world).find("STOCK"), std::string::npos);
}
TEST(Stock, ABatchTakesNoMoreThanThereIs) {
  Port world;
  world.batch().count = 13;
  world.batch().end = world.batch().begin + 1300;
  world.sail(kStart + 12 * kHour);
  EXPECT_CODES(world, "STOCK");
}
TEST(Stock, ABatchNeedsALotThatNeedsIt) {
  Port world;
  const ServiceId customs = world.service("customs", world.arf, ServiceUse::things, 36);
  EXPECT_VALID(world);
  world.plan.batches.push_back({customs, world.boxes, 12, kStart + 10 * kHour, kStart + 10 * kHour + 1200});
  EXPECT_CODES(world, "STOCK");
}
TEST(Stock, ABatchNeedsAServiceOfThings) {
  Port world;
  world.model.services[world.wash].use = ServiceUse::loading;
  EXPECT_CODES(world, "STOCK");
}

/// The same, washed in two halves of 6 one after the other.
struct Halves : Port {
  Halves() {
    plan.batches = {{wash, boxes, 6, kStart + 3660, kStart + 4260},
                    {wash, boxes, 6, kStart + 4260, kStart + 4860}};
  }
};

TEST(Stock, ALineWorksOnOneBatchAfterTheOther) { EXPECT_VALID(Halves()); }
TEST(Stock, ALineWorksOnOneBatchAtATime) {
  Halves world;
  world.plan.batches[1].begin -= 1;
  world.plan.batches[1].end -= 1;
  EXPECT_CODES(world, "STOCK");
  world.model.services[world.wash].lanes = 2;
  EXPECT_VALID(world);
}
TEST(Stock, TheYardHoldsWhatWaitsAndWhatIsInService) {
  Halves world;
  world.model.services[world.wash].yard = 12;
  EXPECT_VALID(world);
  world.model.services[world.wash].yard = 11;
  EXPECT_CODES(world, "STOCK");
}
TEST(Stock, WhatHasBeenServedLeavesTheYard) {
  Halves world;
  world.model.services[world.wash].yard = 12;
  const LotId more = world.lot("more", world.owner, world.container, 2, world.arf);
  world.model.lots[more].process = {world.wash};
  world.model.fleets[world.trucks].stocks[0].count = 7;
  world.model.rules.start_step_s = 1;
  world.model.rules.column_gap_s = 0;
  world.column({world.vbc, world.arf}, kStart + 4260 - 3610, {of_fleet(world.trucks, 1, more, 2)});
  world.plan.batches.push_back({world.wash, more, 2, kStart + 4860, kStart + 5060});
  EXPECT_VALID(world);
  world.delay(1, -1);
  EXPECT_CODES(world, "STOCK");
}
TEST(Stock, TheNextServiceHasItsOwnYard) {
  Halves world;
  const ServiceId customs = world.service("customs", world.arf, ServiceUse::things, 36);
  world.model.lots[world.boxes].process = {world.wash, customs};
  world.plan.batches.push_back({customs, world.boxes, 12, kStart + 4860, kStart + 6060});
  world.sail(kStart + 6060);
  world.model.services[customs].yard = 12;
  EXPECT_VALID(world);
  world.model.services[customs].yard = 11;
  EXPECT_CODES(world, "STOCK");
  world.model.services[customs].yard = 12;
  world.plan.batches[2].begin -= 1;
  world.plan.batches[2].end -= 1;
  EXPECT_NE(codes(world).find("STOCK"), std::string::npos);
}
TEST(Stock, ServicesOfThingsArePassedInOrder) {
  Halves world;
  const ServiceId customs = world.service("customs", world.arf, ServiceUse::things, 36);
  world.model.lots[world.boxes].process = {world.wash, customs};
  world.plan.batches = {{customs, world.boxes, 12, kStart + 3660, kStart + 4860},
                        {world.wash, world.boxes, 12, kStart + 4860, kStart + 6060}};
  world.sail(kStart + 10 * kHour);
  EXPECT_CODES(world, "STOCK DUE SAIL");
}
TEST(Stock, ThingsThatStartAtTheServiceDoNotFillItsYard) {
  Port world;
  world.model.services[world.wash].yard = 12;
  const UnitId there = world.unit("there", world.arf, 0, world.arf);
  const LotId more = world.lot("more", there, world.container, 2, world.arf);
  world.model.lots[more].process = {world.wash};
  world.plan.batches.push_back({world.wash, more, 2, kStart + 4860, kStart + 5060});
  EXPECT_VALID(world);
}
TEST(Stock, ThingsAreGivenUpOnlyWhereTheyAreOnTheirWay) {
  Port world;
  const PlaceId kwt = world.camp("KWT");
  world.road(world.vbc, kwt);
  const LotId more = world.lot("more", world.owner, world.container, 2, kwt);
  world.model.fleets[world.trucks].stocks[0].count = 7;
  world.column({world.vbc, kwt}, kStart, {of_fleet(world.trucks, 1, more, 2)});
  EXPECT_VALID(world);
  world.model.lots[more].destination = world.usa;
  EXPECT_CODES(world, "STOCK DUE");
  world.model.places[kwt].kind = PlaceKind::port;
  EXPECT_CODES(world, "DUE");
  world.model.places[kwt].kind = PlaceKind::camp;
  world.model.places[kwt].berths = 1;
  EXPECT_CODES(world, "DUE");
}
TEST(Stock, ThingsDoNotLeaveAPlaceBeforeTheyHavePassedItsService) {
  Port world;
  const PlaceId kwt = world.camp("KWT");
  world.road(world.arf, kwt);
  world.plan.sailings.clear();
  world.model.lots[world.boxes].destination = kwt;
  world.column({world.arf, kwt}, kStart + 4860 + 60 - 4860 % 60,
               {of_fleet(world.trucks, 6, world.boxes, 12)});
  EXPECT_VALID(world);
  world.plan.batches.clear();
  EXPECT_CODES(world, "STOCK DUE");
  EXPECT_NE(sentences(world).find("before they have passed wash"), std::string::npos) << sentences(world);
}
TEST(Stock, ThingsAreNotAtTheirFinalPlaceBeforeTheyHavePassedItsService) {
  Port world;
  world.plan.sailings.clear();
  world.model.lots[world.boxes].destination = world.arf;
  EXPECT_VALID(world);
  world.model.lots[world.boxes].due = world.batch().end;
  EXPECT_VALID(world);
  *world.model.lots[world.boxes].due -= 1;
  EXPECT_CODES(world, "DUE");
  world.model.lots[world.boxes].due.reset();
  world.plan.batches.clear();
  EXPECT_CODES(world, "STOCK DUE");
}
TEST(Stock, ABatchDoesNotBeginBeforeTheScenario) {
  Port world;
  const UnitId there = world.unit("there", world.arf, 0, world.arf);
  const LotId more = world.lot("more", there, world.container, 2, world.arf);
  world.model.lots[more].process = {world.wash};
  world.plan.batches.push_back({world.wash, more, 2, kStart, kStart + 200});
  EXPECT_VALID(world);
  world.plan.batches[1].begin -= 1;
  world.plan.batches[1].end -= 1;
  EXPECT_CODES(world, "STOCK");
}
TEST(Stock, ABatchTouchesNoClosedWindow) {
  Port world;
  world.window(WindowTarget::service, world.wash.index(), {kStart, kStart + 3660});
  EXPECT_VALID(world);
  world.model.windows[0].once.end += 1;
  EXPECT_CODES(world, "WINDOW");
  world.model.windows[0].classes.fill(false);
  EXPECT_CODES(world, "WINDOW");
}
TEST(Stock, ABatchNeedsItsTeam) {
  Port world;
  world.model.services[world.wash].team = world.unit("washers", world.arf, 5, world.arf);
  world.model.services[world.wash].team_people = 5;
  EXPECT_VALID(world);
  world.model.services[world.wash].team_people = 6;
  EXPECT_CODES(world, "TEAM");
}

TEST(Count, AColumnTakesNoMoreThingsThanThereAre) {
  Port world;
  world.model.lots[world.boxes].count = 11;
  EXPECT_CODES(world, "COUNT");
}
TEST(Count, TwoColumnsDoNotTakeTheSameThings) {
  Port world;
  world.model.fleets[world.trucks].stocks[0].count = 7;
  world.column({world.vbc, world.arf}, kStart + 4 * kHour, {of_fleet(world.trucks, 1, world.boxes, 1)});
  EXPECT_NE(codes(world).find("COUNT"), std::string::npos);
}

TEST(Sail, AShipBerthsWhenItIsThere) {
  Port world;
  world.ship().available_from += 1;
  EXPECT_CODES(world, "SAIL");
}
TEST(Sail, AShipLoadsForItsTime) {
  Port world;
  world.sailing().sail += 1;
  world.sailing().arrive += 1;
  EXPECT_VALID(world);
  world.ship().load_s += 2;
  EXPECT_CODES(world, "SAIL");
}
TEST(Sail, ThingsAreThereWhenLoadingBeginsAtTheLatest) {
  Port world;
  world.sailing().berth -= 60;
  world.ship().available_from -= 60;
  EXPECT_VALID(world);
  world.sailing().sail -= 1;
  world.sailing().arrive -= 1;
  EXPECT_CODES(world, "SAIL");
}
TEST(Sail, TheVoyageTakesExactlyItsTime) {
  for (const Duration wrong : {-1, 1}) {
    Port world;
    world.sailing().arrive += wrong;
    EXPECT_CODES(world, "SAIL");
  }
}
TEST(Sail, AShipTakesNoMoreThanItsCapacity) {
  Port world;
  world.ship().container_capacity = 11;
  EXPECT_CODES(world, "SAIL");
  world.ship().vehicle_capacity = 12;
  EXPECT_CODES(world, "SAIL");
  world.model.item_types[world.container].ship_class = ShipClass::vehicle;
  EXPECT_VALID(world);
  world.ship().vehicle_capacity = 11;
  EXPECT_CODES(world, "SAIL");
  world.ship().vehicle_capacity = 12;
  world.model.item_types[world.container].ship_class = ShipClass::none;
  EXPECT_CODES(world, "SAIL");
}
TEST(Sail, OnlyProcessedThingsSail) {
  Port world;
  world.batch().count = 11;
  world.batch().end -= 100;
  EXPECT_CODES(world, "STOCK DUE SAIL");
}
TEST(Sail, AShipCallsOnce) {
  Port world;
  world.plan.sailings.push_back(
      {ShipId(0), kStart + 30 * kDay, kStart + 30 * kDay + 3600, kStart + 50 * kDay + 3600, {}});
  EXPECT_CODES(world, "SAIL");
}
TEST(Berth, AShipMayBerthWhenAnotherHasSailed) {
  Port world;
  Ship other = world.ship();
  other.key = "victory";
  const ShipId id = world.model.ships.push_back(other);
  const Time sails = world.sailing().sail;
  world.plan.sailings.push_back({id, sails, sails + 3600, sails + 3600 + 20 * kDay, {}});
  EXPECT_VALID(world);
  world.plan.sailings[1].berth -= 1;
  EXPECT_CODES(world, "BERTH");
  world.model.places[world.arf].berths = 2;
  EXPECT_VALID(world);
  world.model.places[world.arf].berths = 0;
  EXPECT_CODES(world, "BERTH");
}

TEST(Stock, OfALotInPartsEachPartIsCounted) {
  Port world;
  world.model.fleets[world.trucks].stocks[0].count = 6;
  world[0].legs[0].groups = {of_fleet(world.trucks, 3, world.boxes, 6)};
  world[0].legs[0].pass_time_s = 30;
  world.column({world.vbc, world.arf}, kStart + 3600, {of_fleet(world.trucks, 3, world.boxes, 6)});
  world.plan.batches = {{world.wash, world.boxes, 6, kStart + 3630, kStart + 4230},
                        {world.wash, world.boxes, 6, kStart + 7230, kStart + 7830}};
  world.ship().available_from = kStart + 7830;
  world.sail(kStart + 7830);
  EXPECT_VALID(world);
  world.model.services[world.wash].yard = 6;
  EXPECT_VALID(world);
  world.plan.batches[0].count = 7;
  world.plan.batches[0].end += 100;
  EXPECT_CODES(world, "STOCK");
  world.plan.batches[0].count = 6;
  world.plan.batches[0].end -= 100;
  world.sailing().cargo[0].count = 13;
  world.ship().container_capacity = 13;
  EXPECT_CODES(world, "SAIL");
}
TEST(Stock, ThingsOfOneLotAreTakenOutInParts) {
  Port world;
  const PlaceId kwt = world.camp("KWT");
  world.road(world.arf, kwt);
  world.model.lots[world.boxes].process.clear();
  world.model.lots[world.boxes].destination = kwt;
  world.model.places[world.arf].kind = PlaceKind::port;
  world.plan.batches.clear();
  world.plan.sailings.clear();
  world.column({world.arf, kwt}, kStart + 2 * kHour, {of_fleet(world.trucks, 2, world.boxes, 4)});
  world.column({world.arf, kwt}, kStart + 3 * kHour, {of_fleet(world.trucks, 4, world.boxes, 8)});
  EXPECT_VALID(world);
  world.model.lots[world.boxes].count = 13;
  world[2].legs[0].groups[0].cargo->count = 8;
  EXPECT_CODES(world, "DUE DEADLINE");
}
TEST(Stock, ServicesThatAColumnLeavesUnservedAreNamed) {
  Port world;
  world.plan.batches.clear();
  EXPECT_NE(sentences(world).find("liberty loads 12 more of boxes at ARF"), std::string::npos)
      << sentences(world);
  EXPECT_EQ(sentences(world).find("before they have passed"), std::string::npos) << sentences(world);
}
TEST(Stock, AServiceThatALotDoesNotNeedIsNamed) {
  Port world;
  world.model.lots[world.boxes].process.clear();
  world.model.places[world.arf].kind = PlaceKind::port;
  EXPECT_NE(sentences(world).find("the lot does not need it"), std::string::npos) << sentences(world);
}
TEST(Stock, ThingsThatStayNeedNoService) {
  Port world;
  const UnitId there = world.unit("there", world.arf, 0, world.arf);
  const LotId more = world.lot("more", there, world.container, 2, world.arf);
  world.model.lots[more].process = {world.wash};
  world.model.lots[more].stays = true;
  EXPECT_VALID(world);
  world.model.lots[more].stays = false;
  EXPECT_CODES(world, "STOCK DUE");
}
TEST(Stock, SeveralExcessesAreSeveralViolations) {
  Halves world;
  world.plan.batches[1].begin -= 10;
  world.plan.batches[1].end -= 10;
  EXPECT_EQ(found(world).size(), 1u) << sentences(world);
}

}  // namespace
}  // namespace homeward::testing
