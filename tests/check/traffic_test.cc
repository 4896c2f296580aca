// SPDX-License-Identifier: Apache-2.0
//
// Other traffic: columns that nobody plans are in the way of those of the plan, rule by rule just not and one
// second more. And vehicles of fleets that come into stock later.
#include "check/build.h"
#include "check/check_certificate.h"
#include "check/plan_figures.h"

namespace homeward::testing {
namespace {

/// A column of 6 trucks (pass time 60 s) from VBC over RUM to KHA, `later` behind one that is not planned.
struct Behind : World {
  PlaceId vbc = base("VBC"), rum = base("RUM"), kha = camp("KHA");
  LinkId north, south;
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 12);
  explicit Behind(Duration later, LinkUse use = LinkUse::two_way) {
    model.start = kStart - kHour;
    model.rules.start_step_s = 1;
    north = road(vbc, rum, use);
    south = road(rum, kha, use);
    column({vbc, rum, kha}, kStart, {of_fleet(trucks, 6)});
    column({vbc, rum, kha}, kStart + later, {of_fleet(trucks, 6)});
    give_away(0);
    model.fleets[trucks].stocks[0].count = 6;
  }
};

TEST(OtherTraffic, AColumnKeepsItsDistanceBehindIt) {
  EXPECT_VALID(Behind(960));
  EXPECT_CODES(Behind(959), "FOLLOW");
  EXPECT_CODES(Behind(0), "FOLLOW");
}

TEST(OtherTraffic, AColumnKeepsItsDistanceBeforeIt) {
  EXPECT_VALID(Behind(-960));
  EXPECT_CODES(Behind(-959), "FOLLOW");
}

TEST(OtherTraffic, IsNamedByItsKey) {
  const auto violations = found(Behind(120));
  ASSERT_EQ(violations.size(), 2u);
  EXPECT_EQ(violations[0].sentence,
            "C2 enters VBC-RUM at 2011-10-21 03:02, 120 s after C1; 960 s are needed.");
}

TEST(OtherTraffic, UsesOneLane) {
  Behind world(0);
  for (LinkId link : {world.north, world.south}) world.model.links[link].lanes = 2;
  EXPECT_CODES(world, "FOLLOW");
  for (Stop& stop : world[0].stops) stop.lane = 2;
  EXPECT_VALID(world);
}

TEST(OtherTraffic, KeepsAnExclusiveLinkUntilItsTailAndTheGapAreOut) {
  EXPECT_VALID(Behind(3600 + 960, LinkUse::exclusive));
  EXPECT_CODES(Behind(3600 + 959, LinkUse::exclusive), "EXCLUSIVE");
}

/// The column of the plan drives the other way.
struct Against : World {
  PlaceId vbc = base("VBC"), rum = camp("RUM");
  LinkId link;
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 6);
  FleetId others = fleet("others", truck, FleetKind::truck, rum, 3);
  Against(LinkUse use, Duration later) {
    model.rules.start_step_s = 1;
    link = road(vbc, rum, use);
    column({vbc, rum}, kStart, {of_fleet(trucks, 6)});
    column({rum, vbc}, kStart + later, {of_fleet(others, 3)});
    column({vbc, rum}, kStart + later + 8 * kHour, {of_fleet(others, 3)});
    give_away(0);
    model.fleets[trucks].stocks.clear();
  }
};

TEST(OtherTraffic, IsNotMetOnAnAlternatingLink) {
  EXPECT_VALID(Against(LinkUse::alternating, 4560));
  EXPECT_CODES(Against(LinkUse::alternating, 4559), "OPPOSE");
}

TEST(OtherTraffic, MayBeMetWhereTheRoadIsWideEnough) {
  Against world(LinkUse::two_way, 0);
  world.model.links[world.link].meeting_width_mm = 5000;
  EXPECT_VALID(world);
  world.model.other_traffic[0].widest_mm = 2501;
  EXPECT_CODES(world, "OPPOSE");
}

TEST(OtherTraffic, CrossesAnExclusivePlace) {
  for (const Duration later : {960, 959, -960, -959}) {
    Behind world(later);
    const PlaceId taj = world.base("TAJ"), kwt = world.camp("KWT");
    world.road(taj, world.rum);
    world.road(world.rum, kwt);
    const FleetId others = world.fleet("others", world.truck, FleetKind::truck, taj, 6);
    world.model.places[world.rum].exclusive = true;
    world.plan.columns.clear();
    world.model.fleets[world.trucks].stocks.clear();
    world.column({taj, world.rum, kwt}, kStart + later, {of_fleet(others, 6)});
    EXPECT_CODES(world, later % 960 == 0 ? "" : "CROSS");
  }
}

/// It halts at RUM; the column of the plan comes there when its tail leaves.
struct Full : World {
  PlaceId vbc = base("VBC"), rum = base("RUM"), kha = camp("KHA");
  LinkId north = road(vbc, rum), south = road(rum, kha);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 10);
  explicit Full(Duration longer) {
    model.rules.start_step_s = 1;
    column({vbc, rum, kha}, kStart, {of_fleet(trucks, 6)});
    column({vbc, rum, kha}, kStart + 2 * kHour, {of_fleet(trucks, 4)});
    halt(0, 1, 7200 - 60 + longer);
    halt(1, 1, 1800);
    model.places[rum].parking_vehicles = 9;
    give_away(0);
    model.fleets[trucks].stocks[0].count = 4;
  }
};

TEST(OtherTraffic, TakesRoomWhereItHalts) {
  EXPECT_VALID(Full(0));
  EXPECT_CODES(Full(1), "PARK");
  Full world(1);
  world.model.places[world.rum].parking_vehicles = 10;
  EXPECT_VALID(world);
}

TEST(OtherTraffic, HoldsALaneOfAService) {
  for (const bool early : {false, true}) {
    Behind world(6 * kHour);
    const ServiceId post = world.service("post", world.kha, ServiceUse::leaving, 36);
    world.serve(0, 2, post);
    const Time begin = world[0].stops[2].services[0].begin;
    world.model.other_traffic[0].stops[2].visits = {{post, {begin - 500, begin + (early ? 1 : 0)}}};
    EXPECT_CODES(world, early ? "SERVICE" : "");
    world.model.services[post].lanes = 2;
    EXPECT_VALID(world);
  }
}

TEST(OtherTraffic, ABaseIsNotClosedWhileItStandsThere) {
  Behind world(960);
  const Time gone = kStart + 960 + 60;
  world.close(world.vbc, gone);
  EXPECT_VALID(world);
  world.model.other_traffic[0].stops[0].stands = {kStart, gone};
  EXPECT_VALID(world);
  world.model.other_traffic[0].stops[0].stands = {kStart, gone + 1};
  EXPECT_CODES(world, "CLOSED");
}

TEST(OtherTraffic, LeavesBeforeTheLastOutUnits) {
  Behind world(960);
  world.plan.columns.clear();
  world.model.fleets[world.trucks].stocks.clear();
  const UnitId last = world.unit("LAST", world.vbc, 1, world.kha);
  world.model.units[last].last_out = true;
  const LotId car = world.lot("CAR", last, world.humvee, 1, world.kha);
  world.column({world.vbc, world.rum, world.kha}, kStart + 960, {of_lot(car, 1)}, {people(last, 1)});
  world.close(world.vbc, kStart + 970);
  EXPECT_VALID(world);
  world.model.other_traffic[0].stops[0].stands = {kStart, kStart + 960};
  EXPECT_VALID(world);
  world.model.other_traffic[0].stops[0].stands = {kStart, kStart + 961};
  EXPECT_CODES(world, "LAST_OUT");
}

TEST(OtherTraffic, HasItsOwnPermissionsAndItsOwnPeople) {
  Behind world(4 * kHour);
  world.window(WindowTarget::link, world.north.index(), {kStart, kStart + kHour});
  EXPECT_VALID(world);
  const auto figures = plan_figures(world.model, world.plan);
  World plain = world;
  plain.model.other_traffic.clear();
  EXPECT_EQ(figures.closure, plan_figures(plain.model, plain.plan).closure);
}

/// Six trucks stand at VBC from the start, six come there later.
struct Later : World {
  PlaceId vbc = base("VBC"), kha = camp("KHA");
  LinkId south = road(vbc, kha);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 6);
  explicit Later(Time from) {
    model.rules.start_step_s = 1;
    model.fleets[trucks].stocks.push_back({vbc, 6, from});
    column({vbc, kha}, kStart, {of_fleet(trucks, 6)});
    column({vbc, kha}, kStart + 2000, {of_fleet(trucks, 6)});
  }
};

TEST(LaterStock, CanBeTakenFromTheSecondOnInWhichItComes) {
  EXPECT_VALID(Later(kStart + 2000));
  EXPECT_CODES(Later(kStart + 2001), "FLEET");
}

TEST(LaterStock, TakenTooEarlyIsOneViolationWithTheColumnsName) {
  const auto violations = found(Later(kStart + 2001));
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].objects, (std::vector<std::string>{"trucks", "VBC", "C2"}));
}

TEST(LaterStock, IsInTheZoneFromThenOn) {
  Later world(kStart + 2000);
  world.plan.columns.pop_back();
  EXPECT_CODES(world, "DEADLINE");
  EXPECT_FALSE(plan_figures(world.model, world.plan).closure);
  world.model.fleets[world.trucks].stocks[1].place = world.kha;
  EXPECT_VALID(world);
  EXPECT_EQ(plan_figures(world.model, world.plan).closure, kStart + kTravel + 60);
}

TEST(LaterStock, ItsCrewsAreInTheZoneFromThenOn) {
  Later world(kStart + 2000);
  Target ceiling{TargetKind::ceiling, world.iraq, {world.crews}, 12, kStart, kEndOfTime, {}};
  world.model.targets = {ceiling};
  EXPECT_CODES(world, "CEILING") << "the first column is still there";
  world.model.targets[0].people = 24;
  EXPECT_VALID(world);
}

TEST(LaterStock, ABaseDoesNotCloseBefore) {
  Later world(kStart + 2000);
  world.close(world.vbc, kStart + 2060);
  EXPECT_VALID(world);
  world.model.fleets[world.trucks].stocks.push_back({world.vbc, 1, kStart + 3000});
  EXPECT_EQ(codes(world).find("CLOSED"), 0u) << sentences(world);
}

TEST(LaterStock, CountsOnTheLastDayOnlyIfItIsThere) {
  Later world(kStart + 2000);
  Fleet& fleet = world.model.fleets[world.trucks];
  fleet.stocks.push_back({world.kha, 3, kStart + 9000});
  fleet.last_day = kStart + 9000;
  fleet.last_day_count = 15;
  EXPECT_VALID(world);
  fleet.stocks.back().from = kStart + 9001;
  EXPECT_CODES(world, "FLEET");
}

/// One lane, 36 an hour: 100 s for each of 50 cars, 10 of which may stand in the yard at the end. A visit of
/// other traffic takes 300 s of it, so 4300 s are just too few.
TEST(OtherTraffic, TakesTheCapacityOfAServiceInCertificates) {
  for (const int format : {1, 2}) {
    World world;
    const PlaceId vbc = world.base("VBC"), kha = world.camp("KHA");
    world.road(vbc, kha);
    const UnitId soldiers = world.unit("S", vbc, 0, kha);
    world.lot("L", soldiers, world.humvee, 50, kha);
    world.model.places[kha].parking_vehicles = 10;
    const ServiceId post = world.service("post", kha, ServiceUse::leaving, 36);
    OtherColumn other;
    other.key = "other";
    other.stops.resize(1);
    other.stops[0].place = kha;
    other.stops[0].visits = {{post, {kStart + 4000, kStart + 4200}}, {post, {kStart - 100, kStart + 100}}};
    world.model.other_traffic = {other};
    Certificate certificate;
    certificate.format = format;
    certificate.lots = {"L"};
    if (format == 2) certificate.rewards = {0};
    certificate.step_s = format == 2 ? 10 : 0;
    const auto holds = [&](Time end) {
      certificate.no_closure_before = end;
      certificate.resources = {{"service:post", 1, kStart, end}};
      return check_certificate(world.model, certificate).holds;
    };
    EXPECT_TRUE(holds(kStart + 4299)) << "form " << format;
    EXPECT_FALSE(holds(kStart + 4300)) << "form " << format;
    world.model.other_traffic.clear();
    EXPECT_TRUE(holds(kStart + 3999)) << "form " << format;
    EXPECT_FALSE(holds(kStart + 4000)) << "form " << format;
  }
}

/// A visit in closed hours takes nothing that could have been used.
TEST(OtherTraffic, TakesNothingOfAServiceThatIsClosedAnyway) {
  World world;
  const PlaceId vbc = world.base("VBC"), kha = world.camp("KHA");
  world.road(vbc, kha);
  const UnitId soldiers = world.unit("S", vbc, 0, kha);
  world.lot("L", soldiers, world.humvee, 50, kha);
  world.model.places[kha].parking_vehicles = 10;
  const ServiceId post = world.service("post", kha, ServiceUse::leaving, 36);
  world.window(WindowTarget::service, post.index(), {kStart + 3650, kStart + 3850});
  OtherColumn other;
  other.stops.resize(1);
  other.stops[0].visits = {{post, {kStart + 3700, kStart + 3900}}};
  world.model.other_traffic = {other};
  Certificate certificate;
  certificate.lots = {"L"};
  const auto holds = [&](Time end) {
    certificate.no_closure_before = end;
    certificate.resources = {{"service:post", 1, kStart, end}};
    return check_certificate(world.model, certificate).holds;
  };
  EXPECT_TRUE(holds(kStart + 4249));
  EXPECT_FALSE(holds(kStart + 4250));
}

/// 32,500 thousandths for each of 41 cars, the last column of 40 not counted: 32 s of entries are too few
/// (certificate_test.cc). What other traffic takes of them, with its gap, comes on top.
TEST(OtherTraffic, TakesTheCapacityOfALinkInCertificates) {
  World world;
  const PlaceId vbc = world.base("VBC"), kha = world.camp("KHA");
  const LinkId south = world.road(vbc, kha);
  const UnitId soldiers = world.unit("S", vbc, 0, kha);
  world.lot("L", soldiers, world.humvee, 41, kha);
  OtherColumn other;
  other.pass_s = 50;
  other.stops.resize(2);
  other.stops[0].out = Direction{south, true};
  other.stops[0].depart = kStart + 10;
  other.stops[0].travel_s = kTravel;
  world.model.other_traffic = {other};
  Certificate certificate;
  certificate.lots = {"L"};
  const auto holds = [&](Duration span) {
    certificate.no_closure_before = kStart + span + 3610;
    certificate.resources = {{"link:VBC-KHA:forward", 1, kStart, kStart + span}};
    return check_certificate(world.model, certificate).holds;
  };
  EXPECT_TRUE(holds(950 + 32));
  EXPECT_FALSE(holds(950 + 33));
  world.model.other_traffic[0].stops[0].out->forward = false;
  EXPECT_FALSE(holds(33));
  world.model.other_traffic[0].stops[0].out->forward = true;
  world.model.other_traffic[0].stops[0].depart = kStart + 32 - 950 - 10;
  EXPECT_TRUE(holds(22 + 32)) << "part of it lies before";
  EXPECT_FALSE(holds(22 + 33));
}

/// A truck that stands outside makes three rounds until 28,820 s (certificate_test.cc); one that comes an
/// hour later needs as much more, on the clock that ticks every 900 s.
TEST(LaterStock, GoesRoundFromThenOnInCertificates) {
  World world;
  const PlaceId vbc = world.base("VBC"), kha = world.camp("KHA");
  world.road(vbc, kha);
  const UnitId soldiers = world.unit("S", vbc, 0, kha);
  world.lot("L", soldiers, world.container, 6, kha);
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, kha, 1);
  world.model.fleets[trucks].turn_s = 3600;
  Certificate certificate;
  certificate.lots = {"L"};
  const auto holds = [&](Time end) {
    certificate.no_closure_before = end;
    certificate.resources = {{"fleet:trucks", 1, kStart, end}};
    return check_certificate(world.model, certificate).holds;
  };
  EXPECT_TRUE(holds(kStart + 28820));
  EXPECT_FALSE(holds(kStart + 28821));
  world.model.fleets[trucks].stocks[0].from = kStart + 3600;
  EXPECT_TRUE(holds(kStart + 28820 + 3600));
  EXPECT_FALSE(holds(kStart + 28821 + 3600));
}

TEST(LaterStock, IsNoClaimOfACertificate) {
  Later world(kStart + 2000);
  Certificate certificate;
  certificate.format = 0;
  certificate.lots = {"fleet:trucks:VBC"};
  certificate.no_closure_before = kStart + kTravel + 10;
  EXPECT_TRUE(check_certificate(world.model, certificate).holds);
  world.model.fleets[world.trucks].stocks.erase(world.model.fleets[world.trucks].stocks.begin());
  EXPECT_FALSE(check_certificate(world.model, certificate).holds);
}

}  // namespace
}  // namespace homeward::testing
