// SPDX-License-Identifier: Apache-2.0
//
// Certificates: every capacity and use is just enough at one instant and not one second later. In this world
// a road takes 3600 s, a vehicle passes in 10 s, columns of up to 40 vehicles keep 900 s apart.
#include "check/gates.h"

namespace homeward::testing {
namespace {

TEST(Certificates, AVehicleCannotBeOutBeforeItHasDrivenThere) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 1, world.kha);
  world.certificate.format = 0;
  world.claim("L");
  EXPECT_TRUE(world.holds(kStart + 3610));
  EXPECT_FALSE(world.holds(kStart + 3611));
}

TEST(Certificates, APathCountsTheReadyDateTheRampAndTheWindows) {
  Gate world;
  const LotId lot = world.lot("L", world.soldiers, world.container, 1, world.kha);
  world.fleet("trucks", world.truck, FleetKind::truck, world.vbc, 1);
  world.service("ramp", world.vbc, ServiceUse::loading, 36);
  world.model.lots[lot].ready = kStart + 500;
  world.certificate.format = 0;
  world.claim("L");
  EXPECT_TRUE(world.holds(kStart + 500 + 100 + 3610));
  EXPECT_FALSE(world.holds(kStart + 500 + 100 + 3611));
  world.window(WindowTarget::link, world.south.index(), {kStart + 4209, kStart + 10000});
  EXPECT_TRUE(world.holds(kStart + 10000 + 3610)) << "one second short of the window";
  EXPECT_FALSE(world.holds(kStart + 10000 + 3611));
}

TEST(Certificates, ALoadedColumnRestsOnItsWay) {
  Gate world;
  const PlaceId far = world.base("FAR");
  world.road(far, world.vbc);
  world.model.units[world.soldiers].place = far;
  world.lot("L", world.soldiers, world.humvee, 1, world.kha);
  world.model.places[world.vbc].rest = true;
  world.certificate.format = 0;
  world.claim("L");
  EXPECT_FALSE(world.holds(kStart + 7211));
  world.model.rules.drive_max_s = 7199;
  world.model.rules.rest_min_s = 5000;
  EXPECT_TRUE(world.holds(kStart + 7210 + 5000));
  EXPECT_FALSE(world.holds(kStart + 7211 + 5000));
}

/// 41 vehicles of 10 s each and at least 900 s of gap for each 40: 1332.5 s; the last column of 40 may enter
/// in the last second, so 32.5 s are missing. What enters by then needs another 3610 s.
TEST(Certificates, ALinkTakesPassTimesAndGaps) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 41, world.kha);
  world.claim("L");
  world.resource("link:VBC-KHA:forward", kStart + 32);
  EXPECT_TRUE(world.holds(kStart + 32 + 3610));
  world.certificate.resources[0].until = kStart + 33;
  EXPECT_FALSE(world.holds(kStart + 33 + 3610));
}

TEST(Certificates, LanesAndTheOtherDirectionDoNotCount) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 41, world.kha);
  world.claim("L");
  world.resource("link:VBC-KHA:backward", kStart + 32);
  EXPECT_FALSE(world.holds(kStart + 32 + 3610));
  world.certificate.resources[0].id = "link:VBC-KHA:forward";
  world.model.links[world.south].lanes = 2;
  EXPECT_FALSE(world.holds(kStart + 32 + 3610));
}

/// 36 an hour: 100 s for each of 50 vehicles; 10 of them may still stand in the yard at the end.
TEST(Certificates, ABorderPostServesUntilTheEndAndTheYardIsLeft) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.model.places[world.kha].parking_vehicles = 10;
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.claim("L");
  world.resource("service:post", 0);
  EXPECT_TRUE(world.holds_until(kStart + 3999));
  EXPECT_FALSE(world.holds_until(kStart + 4000)) << "the need must be more than the capacity";
}

/// Seven vehicles need an eighth as escort (ratio 7, at least 4: best with 28 to 35): 114,285 ms for each.
TEST(Certificates, EscortsAreServedToo) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 49, world.kha);
  world.fleet("guards", world.gun_truck, FleetKind::escort, world.vbc, 10);
  world.model.links[world.south].escort = true;
  world.model.rules.escort_ratio = 7;
  world.model.rules.escort_min = 4;
  world.model.places[world.kha].parking_vehicles = 10;
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.claim("L");
  world.resource("service:post", 0);
  EXPECT_EQ(world.verdict(kStart + 9).need, 0) << "a bad interval is refused before any sum";
  EXPECT_TRUE(world.holds_until(kStart + 4599));
  EXPECT_EQ(world.verdict(kStart + 4599).need, 49 * 114285);
  EXPECT_FALSE(world.holds_until(kStart + 4600));
  world.model.rules.column_vehicles_max = 5;  // one vehicle and four escorts
  EXPECT_EQ(world.verdict(kStart + 4600).need, 49 * 500'000);
  world.model.units[world.soldiers].last_out = true;  // 60 vehicles at most
  EXPECT_EQ(world.verdict(kStart + 4600).need, 49 * 114285);
}

/// Two boxes a truck and 100 s a truck: 50 s for each of 100. What is loaded in the last second needs 3610 s.
TEST(Certificates, ARampLoadsVehiclesNotThings) {
  Gate world;
  world.lot("L", world.soldiers, world.container, 100, world.kha);
  world.fleet("trucks", world.truck, FleetKind::truck, world.vbc, 60);
  world.service("ramp", world.vbc, ServiceUse::loading, 36);
  world.claim("L");
  world.resource("service:ramp", kStart + 4999);
  EXPECT_TRUE(world.holds(kStart + 4999 + 3610));
  EXPECT_FALSE(world.holds(kStart + 4999 + 3611)) << "loaded a second later they would be out too";
  world.certificate.resources[0].until = kStart + 5000;
  EXPECT_FALSE(world.holds(kStart + 5000 + 3610));
  world.certificate.resources[0].until = kStart + 4999;
  world.model.units[world.soldiers].last_out = true;
  EXPECT_FALSE(world.holds(kStart + 4999 + 3610)) << "last-out columns load themselves";
}

/// A truck that stands outside: 3610 s there, 3610 s back, 3600 s of turning: 10820 s, of which a clock that
/// ticks every 900 s counts 10800. Three rounds: the third load is out after 2 · 10820 + 7220 = 28860 s.
struct Haul : Gate {
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, kha, 1);
  Haul() {
    lot("L", soldiers, container, 6, kha);
    model.fleets[trucks].turn_s = 3600;
    claim("L");
    resource("fleet:trucks", 0);
  }
};

TEST(Certificates, ATruckGoesRoundAndItsLastRoundEndsAtTheExit) {
  Haul world;
  EXPECT_TRUE(world.holds_until(kStart + 28820));
  EXPECT_FALSE(world.holds_until(kStart + 28821));
  world.model.fleets[world.trucks].stocks[0].count = 2;
  EXPECT_FALSE(world.holds_until(kStart + 28820));
  EXPECT_TRUE(world.holds_until(kStart + 7220)) << "three loads, two trucks: not all in one round";
}

TEST(Certificates, ATruckThatStandsAtTheLoadSavesItsFirstDriveThere) {
  Haul world;
  world.model.fleets[world.trucks].stocks[0].place = world.vbc;
  EXPECT_TRUE(world.holds_until(kStart + 28820 - 3600));
  EXPECT_FALSE(world.holds_until(kStart + 28820));
}

/// A column that was served may take on trucks that come later, and one that is being served may give some
/// up: a slow post on the way in, or a passing service, costs a truck nothing but its tail.
/// Two trucks, six loads. One has time for a single load before its last day; the other brings five, the last
/// of which is out after 4 · 10820 + 7220 = 50500 s.
TEST(Certificates, OnItsLastDayATruckStandsOutside) {
  Haul world;
  Fleet& trucks = world.model.fleets[world.trucks];
  trucks.stocks[0].count = 2;
  world.model.lots[LotId(0)].count = 12;
  EXPECT_TRUE(world.holds_until(kStart + 28820));
  EXPECT_FALSE(world.holds_until(kStart + 28821));
  trucks.last_day = kStart + 90000;
  trucks.last_day_count = 1;
  EXPECT_FALSE(world.holds_until(kStart + 28821)) << "too late to matter";
  trucks.last_day = kStart + 9000;
  EXPECT_TRUE(world.holds_until(kStart + 49520));
  EXPECT_FALSE(world.holds_until(kStart + 50501));
  trucks.last_day_count = 2;
  EXPECT_TRUE(world.holds_until(kStart + 9 * kDay));
  trucks.last_day_count = 0;
  EXPECT_FALSE(world.holds_until(kStart + 28821));
}

/// Loads go to FAR, an hour behind KHA, where both trucks stand; from the start one of them must. The one
/// that has brought the first load there stands there after 14430 s, and the other one goes in its stead,
/// from nearer: the second load is out at 21650 s. One truck alone would need 25250 s.
TEST(Certificates, WithALastDayTrucksAreExchangedOutside) {
  Haul world;
  const PlaceId far = world.camp("FAR");
  world.road(far, world.kha);
  world.model.fleets[world.trucks].stocks[0].count = 2;
  world.model.lots[LotId(0)].count = 4;
  world.model.lots[LotId(0)].destination = far;
  EXPECT_FALSE(world.holds_until(kStart + 7221));
  world.model.fleets[world.trucks].last_day = kStart + 1;
  world.model.fleets[world.trucks].last_day_count = 1;
  EXPECT_TRUE(world.holds_until(kStart + 21620));
  EXPECT_FALSE(world.holds_until(kStart + 21651));
}

TEST(Certificates, AnEmptyTruckNeedNotWaitForServicesOnItsWay) {
  Haul world;
  world.service("in", world.kha, ServiceUse::entering, 1);
  EXPECT_TRUE(world.holds_until(kStart + 28820));
  EXPECT_FALSE(world.holds_until(kStart + 28821));
  world.service("fuel", world.vbc, ServiceUse::passing, 1);
  EXPECT_TRUE(world.holds_until(kStart + 28820));
  EXPECT_FALSE(world.holds_until(kStart + 28821));
}

TEST(Certificates, AnotherFleetThatCanCarryTheLoadsSpoilsTheProof) {
  Haul world;
  const FleetId more = world.fleet("more", world.truck, FleetKind::truck, world.vbc, 1);
  EXPECT_FALSE(world.holds_until(kStart + 7220));
  world.certificate.resources[0].id = "fleet:trucks+more";
  EXPECT_TRUE(world.holds_until(kStart + 3600));
  world.certificate.resources[0].id = "fleet:trucks+trucks";
  EXPECT_FALSE(world.holds_until(kStart + 3600));
  world.model.fleets[more].vehicle = world.bus;
  world.certificate.resources[0].id = "fleet:trucks+more";
  EXPECT_FALSE(world.holds_until(kStart + 3600)) << "fleets of two types are not one resource";
}

/// 100 seats and 3600 s on the ground: 36 s for each of 1000 people.
TEST(Certificates, AircraftTakePositionsWhileTheyLoad) {
  Gate world;
  const PlaceId strip = world.base("STRIP");
  world.unit("U", strip, 1000, world.kha);
  const AircraftId jet = world.aircraft("jet", world.kha, strip, kHour);
  Aircraft& row = world.model.aircraft[jet];
  row.seats = 100;
  row.ground_s = kHour;
  row.positions = 1;
  row.count = 5;
  world.model.places[strip].mog_positions = 1;
  world.claim("U");
  world.resource("mog:STRIP", 0);
  EXPECT_TRUE(world.holds_until(kStart + 35999));
  EXPECT_FALSE(world.holds_until(kStart + 36000));
  row.base = strip;
  EXPECT_FALSE(world.holds_until(kStart + 35999)) << "each takes off once without having landed";
  EXPECT_TRUE(world.holds_until(kStart + 35999 - 5 * kHour));
}

/// A ship of 10 places lies 3600 s: 360 s for each of 20 boxes.
TEST(Certificates, ShipsTakeBerths) {
  Gate world;
  const PlaceId port = world.base("PORT");
  world.unit("P", port, 0, world.kha);
  world.lot("L", UnitId(1), world.container, 20, world.kha);
  world.model.places[port].berths = 1;
  for (const char* name : {"one", "two"}) {
    Ship ship;
    ship.key = name;
    ship.port = port;
    ship.destination = world.kha;
    ship.load_s = kHour;
    ship.container_capacity = 10;
    world.model.ships.push_back(ship);
  }
  world.claim("L");
  world.resource("berth:PORT", 0);
  EXPECT_TRUE(world.holds_until(kStart + 7199));
  EXPECT_FALSE(world.holds_until(kStart + 7200));
}

TEST(Certificates, ClosedTimeIsNoCapacity) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.model.places[world.kha].parking_vehicles = 10;
  const ServiceId post = world.service("post", world.kha, ServiceUse::leaving, 36);
  world.window(WindowTarget::service, post.index(), {kStart + 100, kStart + 600});
  world.claim("L");
  world.resource("service:post", 0);
  EXPECT_TRUE(world.holds_until(kStart + 4499));
  EXPECT_FALSE(world.holds_until(kStart + 4500));
}

TEST(Certificates, LanesThatAreTakenAwayAreNoCapacity) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.model.places[world.kha].parking_vehicles = 10;
  const ServiceId post = world.service("post", world.kha, ServiceUse::leaving, 36);
  Reduction reduction;
  reduction.when.target = WindowTarget::service;
  reduction.when.service = post;
  reduction.when.once = {kStart + 100, kStart + 600};
  reduction.fewer = 1;
  world.model.reductions.push_back(reduction);
  world.claim("L");
  world.resource("service:post", 0);
  EXPECT_TRUE(world.holds_until(kStart + 4499)) << "as if it were closed for that time";
  EXPECT_FALSE(world.holds_until(kStart + 4500));
}

TEST(Certificates, UsesMustLieInsideTheIntervals) {
  Gate world;
  const LotId lot = world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.model.places[world.kha].parking_vehicles = 10;
  world.model.lots[lot].ready = kStart + 1000;
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.claim("L");
  world.resource("service:post", 0, kStart + 4600);
  EXPECT_TRUE(world.holds_until(kStart + 8599));
  world.certificate.resources[0].from = kStart + 4601;
  EXPECT_FALSE(world.holds_until(kStart + 8599)) << "the first vehicle may come at 4600 s";
  world.certificate.resources[0].from = kStart + 4600;
  EXPECT_TRUE(world.holds(kStart + 8599));
  world.certificate.resources[0].until = kStart + 8598;
  EXPECT_FALSE(world.holds(kStart + 8599)) << "what is served behind the exit may be served until the end";
}

TEST(Certificates, AServiceInsideTheZoneIsUsedFromTheArrivalNotFromItsEnd) {
  Gate world;
  const PlaceId far = world.base("FAR");
  world.road(far, world.vbc);
  world.model.units[world.soldiers].place = far;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.service("fuel", world.vbc, ServiceUse::passing, 36);
  world.claim("L");
  world.resource("service:fuel", kStart + 4999);
  EXPECT_TRUE(world.holds(kStart + 4999 + 3610));
  world.certificate.resources[0] = {"service:fuel", 1, kStart + 3601, kStart + 8600};
  EXPECT_FALSE(world.holds(kStart + 8600 + 3610)) << "the first vehicle may come at 3600 s";
}

/// 4 buses in the zone at 100 s each besides 46 cars; 10 vehicles may stand in the yard.
TEST(Certificates, VehiclesThatStandInTheZoneMustBeOutToo) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 46, world.kha);
  world.fleet("buses", world.bus, FleetKind::bus, world.vbc, 4);
  world.model.places[world.kha].parking_vehicles = 10;
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.claim("L");
  world.resource("service:post", 0);
  EXPECT_FALSE(world.holds_until(kStart + 3999));
  world.claim("fleet:buses:VBC");
  EXPECT_TRUE(world.holds_until(kStart + 3999));
  EXPECT_FALSE(world.holds_until(kStart + 4000));
  world.claim("fleet:buses:KHA");
  EXPECT_FALSE(world.holds_until(kStart + 3999)) << "none stands there";
}

TEST(Certificates, CarriersAndEscortsDoNotCountTwice) {
  Gate world;
  world.lot("L", world.soldiers, world.container, 80, world.kha);
  world.fleet("trucks", world.truck, FleetKind::truck, world.vbc, 60);
  world.fleet("guards", world.gun_truck, FleetKind::escort, world.vbc, 10);
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.model.places[world.kha].parking_vehicles = 0;
  world.claim("L");
  world.resource("service:post", 0);
  EXPECT_TRUE(world.holds_until(kStart + 3999));
  world.claim("fleet:trucks:VBC");
  EXPECT_FALSE(world.holds_until(kStart + 3999)) << "they come out with the boxes";
  world.certificate.lots.back() = "fleet:guards:VBC";
  EXPECT_FALSE(world.holds_until(kStart + 3999)) << "escorts are in the shares of the others";
}

/// The escorts stand an hour's drive (and 10 s for the tail at most) away from the cars.
TEST(Certificates, NobodyStartsOnALinkWithEscortBeforeAnEscortCanBeThere) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 1, world.kha);
  world.fleet("guards", world.gun_truck, FleetKind::escort, world.kha, 10);
  world.model.links[world.south].escort = true;
  world.model.rules.escort_ratio = 7;
  world.model.rules.escort_min = 1;
  world.certificate.format = 0;
  world.claim("L");
  EXPECT_TRUE(world.holds(kStart + 3600 + 3610));
  const Time whole = world.verdict(kStart + 3600 + 3610).need;
  EXPECT_GE(whole, kStart + 7210);
  EXPECT_FALSE(world.holds(whole + 1));
  world.fleet("more", world.gun_truck, FleetKind::escort, world.vbc, 1);
  EXPECT_FALSE(world.holds(kStart + 3600 + 3610)) << "another one stands with them";
}

/// Where nobody can halt nobody waits for the morning: what comes over the border has left the base after it.
TEST(Certificates, WhenAllLinksAreClosedEverybodyStandsWhereColumnsMayHalt) {
  Gate world;
  const PlaceId far = world.base("FAR");
  const LinkId first = world.road(far, world.vbc);
  world.model.units[world.soldiers].place = far;
  world.lot("L", world.soldiers, world.humvee, 1, world.kha);
  world.certificate.format = 0;
  world.claim("L");
  for (const LinkId link : {first, world.south})
    world.window(WindowTarget::link, link.index(), {kStart + 5000, kStart + 50'000});
  EXPECT_FALSE(world.holds(kStart + 50'000 + 3611)) << "it waits at VBC";
  world.model.places[world.vbc].parking_vehicles = 0;
  EXPECT_TRUE(world.holds(kStart + 50'000 + 7210));
  EXPECT_FALSE(world.holds(kStart + 50'000 + 7211));
}

/// 99 cars at 100 s each. Nothing comes out between 10,000 s and an hour after 50,000 s.
TEST(Certificates, ANightWithoutAnExitIsNoTimeToClose) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 99, world.kha);
  world.model.places[world.kha].parking_vehicles = 20;
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.claim("L");
  world.resource("service:post", 0);
  EXPECT_FALSE(world.holds_until(kStart + 7901));
  world.window(WindowTarget::link, world.south.index(), {kStart + 7500, kStart + 50'000});
  EXPECT_TRUE(world.holds_until(kStart + 7901));
  EXPECT_TRUE(world.holds_until(kStart + 50'000 + 3610));
  EXPECT_FALSE(world.holds_until(kStart + 50'000 + 3611));
}

TEST(Certificates, WeightsAddUpOverResources) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.model.places[world.kha].parking_vehicles = 10;
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.claim("L");
  world.resource("service:post", kStart + 3999);
  world.resource("service:post", kStart + 3999);
  world.certificate.resources[0].weight = 2;
  const CertificateVerdict verdict = world.verdict(kStart + 3999);
  EXPECT_TRUE(verdict.holds);
  EXPECT_EQ(verdict.need, 3 * 5'000'000);
  EXPECT_EQ(verdict.capacity, 3 * 4'999'000);
  world.certificate.resources[0].weight = -1;
  EXPECT_FALSE(world.holds(kStart + 3999));
  world.certificate.resources[0].weight = 1'000'000'000'000;
  EXPECT_FALSE(world.holds(kStart + 3999) && world.verdict(kStart + 3999).need < 0);
}

TEST(Certificates, WhatIsNotWellFormedIsRefused) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.model.places[world.kha].parking_vehicles = 10;
  world.claim("L");
  world.resource("service:post", kStart + 3999);
  ASSERT_TRUE(world.holds(kStart + 3999));
  const Certificate good = world.certificate;
  const auto refused = [&](auto change) {
    world.certificate = good;
    change(world.certificate);
    const CertificateVerdict verdict = check_certificate(world.model, world.certificate);
    return !verdict.holds && !verdict.reasons.empty();
  };
  EXPECT_TRUE(refused([](Certificate& c) { c.scenario_sha256 = "another"; }));
  EXPECT_TRUE(refused([](Certificate& c) { c.branch = {{"condition", "outcome"}}; }));
  EXPECT_TRUE(refused([](Certificate& c) { c.format = 2; }));
  EXPECT_TRUE(refused([](Certificate& c) { c.format = 0; }));
  EXPECT_TRUE(refused([](Certificate& c) { c.lots = {"L", "L"}; }));
  EXPECT_TRUE(refused([](Certificate& c) { c.lots = {"nothing"}; }));
  EXPECT_TRUE(refused([](Certificate& c) { c.lots.clear(); }));
  EXPECT_TRUE(refused([](Certificate& c) { c.not_ready_before = {{"S", kStart + 9}}; }));
  EXPECT_TRUE(refused([](Certificate& c) { c.no_closure_before = kEndOfTime; }));
  EXPECT_TRUE(refused([](Certificate& c) { c.resources[0].from = kStart - 1; }));
  EXPECT_TRUE(refused([](Certificate& c) { c.resources[0].until = c.resources[0].from; }));
  for (const char* id : {"", "service", "service:", "service:none", "link:VBC-KHA", "link:VBC-KHA:up",
                         "mog:KHA", "fleet:", "fleet:none", "berth:none", "post"})
    EXPECT_TRUE(refused([id](Certificate& c) { c.resources[0].id = id; })) << id;
}

TEST(Certificates, ADecisionHoldsOnlyUnitsThatMayStay) {
  Gate world;
  const LotId lot = world.lot("L", world.soldiers, world.humvee, 1, world.kha);
  world.certificate.format = 0;
  world.claim("L");
  world.certificate.not_ready_before = {{"S", kStart + 1000}};
  EXPECT_FALSE(world.holds(kStart + 4610));
  world.model.units[world.soldiers].stays_elsewhere = true;
  EXPECT_FALSE(world.holds(kStart + 4610)) << "the lot itself leaves in every outcome";
  world.model.lots[lot].stays_elsewhere = true;
  EXPECT_TRUE(world.holds(kStart + 4610));
  EXPECT_FALSE(world.holds(kStart + 4611));
}

}  // namespace
}  // namespace homeward::testing
