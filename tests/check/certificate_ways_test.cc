// SPDX-License-Identifier: Apache-2.0
//
// Certificates of form 0: whatever lets something out earlier or later, at the very second; and ways that a
// certificate of form 1 must not overlook.
#include "check/gates.h"

namespace homeward::testing {
namespace {

/// One car at VBC.
struct Path : Gate {
  LotId car = lot("L", soldiers, humvee, 1, kha);
  Path() {
    certificate.format = 0;
    claim("L");
  }
  void expect_out_at(Duration after) {
    EXPECT_TRUE(holds(kStart + after)) << after;
    EXPECT_FALSE(holds(kStart + after + 1)) << after;
  }
  void expect_no_way() { EXPECT_TRUE(holds(kStart + 1000 * kDay)); }
};

/// Two boxes on a truck that is 4000 mm high, 2600 mm wide and of class 30.
struct Loaded : Gate {
  LotId boxes = lot("L", soldiers, container, 2, kha);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 1);
  Loaded() {
    certificate.format = 0;
    claim("L");
  }
  bool passes() {
    const bool at_once = !holds(kStart + 3611);
    EXPECT_EQ(at_once, !holds(kStart + 1000 * kDay)) << "it passes at once or never";
    return at_once;
  }
};

TEST(CertificateWays, PeopleAreOutWhenTheyTakeOff) {
  Gate world;
  const PlaceId strip = world.base("STRIP");
  world.road(world.vbc, strip);
  world.unit("U", world.vbc, 100, world.kha);
  world.certificate.format = 0;
  world.claim("U");
  EXPECT_TRUE(world.holds(kStart + 3610));
  EXPECT_FALSE(world.holds(kStart + 3611));
  const AircraftId jet = world.aircraft("jet", world.kha, strip, kHour);
  EXPECT_TRUE(world.holds(kStart + 3600));
  EXPECT_FALSE(world.holds(kStart + 3601));
  world.model.aircraft[jet].blocks = {{world.kha, strip, kHour}};
  EXPECT_TRUE(world.holds(kStart + 3610)) << "nobody takes off inside";
  EXPECT_FALSE(world.holds(kStart + 3611));
}

TEST(CertificateWays, ThingsAreOutWhenTheirShipMaySail) {
  Path world;
  const PlaceId port = world.base("PORT");
  world.road(world.vbc, port);
  world.expect_out_at(3610);
  Ship ship;
  ship.key = "one";
  ship.port = port;
  ship.destination = world.kha;
  ship.load_s = kHour;
  ship.vehicle_capacity = 1;
  world.model.ships.push_back(ship);
  world.expect_out_at(3600);
  Ship& row = world.model.ships[ShipId(0)];
  row.vehicle_capacity = 0;
  row.container_capacity = 1;
  world.expect_out_at(3610);
  row.vehicle_capacity = 1;
  row.port = world.kha;
  world.expect_out_at(3610);
  row.port = port;
  row.destination = world.vbc;
  EXPECT_FALSE(world.holds(kStart + 10)) << "a ship from port to port inside is not understood";
}

TEST(CertificateWays, ALoadedTruckKeepsTheLimitsOfTheRoad) {
  Loaded world;
  Link& south = world.model.links[world.south];
  EXPECT_TRUE(world.passes());
  south.mlc = 29;
  EXPECT_FALSE(world.passes());
  south.mlc = 30;
  EXPECT_TRUE(world.passes());
  south.height_mm = 3999;
  EXPECT_FALSE(world.passes());
  south.height_mm = 4000;
  EXPECT_TRUE(world.passes());
  south.width_mm = 2599;
  EXPECT_FALSE(world.passes());
  south.width_mm = 2600;
  EXPECT_TRUE(world.passes());
  south.use = LinkUse::one_way;
  EXPECT_TRUE(world.passes());
  std::swap(south.from, south.to);
  EXPECT_FALSE(world.passes());
}

TEST(CertificateWays, WhatIsUnknownIsTakenAsTheRulesSay) {
  Path world;
  ItemType& car = world.model.item_types[world.humvee];
  Link& south = world.model.links[world.south];
  Rules& rules = world.model.rules;
  rules.unknown_link_mlc.assume = 9;
  world.expect_no_way();
  rules.unknown_link_mlc.assume = 10;
  world.expect_out_at(3610);
  rules.unknown_link_mlc.assume.reset();
  world.expect_no_way();
  south.mlc = 40;
  car.mlc.reset();
  rules.unknown_vehicle_mlc.assume = 41;
  world.expect_no_way();
  rules.unknown_vehicle_mlc.assume = 40;
  world.expect_out_at(3610);
  rules.unknown_vehicle_mlc.assume.reset();
  world.expect_no_way();
}

TEST(CertificateWays, TheSlowerOfVehicleAndRoadCounts) {
  Path world;
  world.model.links[world.south].speed_m_per_hour.fill(18'000);
  world.expect_out_at(7210);
  world.model.links[world.south].speed_m_per_hour.fill(80'000);
  world.model.item_types[world.humvee].march_rate_m_per_hour = 72'000;
  world.expect_out_at(1805);
}

TEST(CertificateWays, APermissionMustCoverTheWholePassage) {
  Path world;
  world.model.links[world.south].needs_permission = true;
  world.expect_no_way();
  world.window(WindowTarget::link, world.south.index(), {kStart + 1000, kStart + 1000 + 3610});
  Window& granted = world.model.windows.back();
  world.expect_no_way();  // closed all the same
  granted.effect = WindowEffect::granted;
  world.expect_out_at(4610);
  --granted.once.end;
  world.expect_no_way();
  ++granted.once.end;
  granted.forward = false;
  world.expect_no_way();
}

TEST(CertificateWays, AWindowHoldsUpOnlyWhomItNames) {
  Path world;
  const auto c = [](ColumnClass one) { return static_cast<std::size_t>(one); };
  world.window(WindowTarget::link, world.south.index(), {kStart, kStart + 5000});
  Window& window = world.model.windows.back();
  world.expect_out_at(8610);
  window.classes.fill(false);
  window.classes[c(ColumnClass::self_driving)] = window.classes[c(ColumnClass::loaded)] = true;
  world.expect_out_at(3610);  // in a column of the last
  window.classes[c(ColumnClass::last_out)] = true;
  world.expect_out_at(8610);
  window.classes[c(ColumnClass::loaded)] = false;
  world.expect_out_at(3610);  // together with loaded trucks
  window.classes.fill(true);
  window.forward = false;
  world.expect_out_at(3610);
  window.forward = true;
  window.target = WindowTarget::zone;
  window.zone = world.iraq;
  world.expect_out_at(8610);
  window.zone = world.kuwait;
  world.expect_out_at(8610);
  window.zone = world.model.zones.push_back({"other", "Other"});
  world.expect_out_at(3610);
}

/// The tail must be through before the window as well.
TEST(CertificateWays, APassageEndsBeforeTheNextWindow) {
  Path world;
  world.window(WindowTarget::link, world.south.index(), {kStart + 3610, kStart + 5000});
  world.expect_out_at(3610);
  --world.model.windows.back().once.begin;
  world.expect_out_at(8610);
}

TEST(CertificateWays, ADailyWindowIsLookedAtEveryDay) {
  Path world;
  world.model.lots[world.car].ready = kStart + 3 * kDay;  // 03:00 local
  world.window(WindowTarget::link, world.south.index(), {});
  Window& nights = world.model.windows.back();
  nights.daily = true;
  nights.from_second = 2 * kHour;
  nights.until_second = 5 * kHour;
  world.expect_out_at(3 * kDay + 2 * kHour + 3610);
}

/// FAR and VBC, where a service on the way takes 100 s for one car.
struct Way : Path {
  PlaceId far = base("FAR");
  LinkId first = road(far, vbc);
  Way() { model.lots[car].place = model.units[soldiers].place = far; }
};

TEST(CertificateWays, ServicesOnTheWayTakeTheirTime) {
  Way world;
  world.expect_out_at(7210);
  const ServiceId fuel = world.service("fuel", world.vbc, ServiceUse::passing, 36);
  world.expect_out_at(7310);
  world.window(WindowTarget::service, fuel.index(), {kStart + 3699, kStart + 9000});
  world.expect_out_at(9000 + 100 + 3610);
  ++world.model.windows.back().once.begin;
  world.expect_out_at(7310);
  world.model.services[fuel].use = ServiceUse::loading;
  world.expect_out_at(7210);
  world.model.services[fuel].use = ServiceUse::leaving;
  world.expect_out_at(7210);  // nobody leaves a zone there
  world.model.places[world.far].zones = {world.model.zones.push_back({"north", "North"}), world.iraq};
  world.model.services[fuel].zone = world.model.places[world.far].zones.front();
  world.expect_out_at(7310);
}

TEST(CertificateWays, ARestIsTakenWhereThereIsOneAndDrivingWouldBeTooLong) {
  Way world;
  world.model.rules.drive_max_s = 7200;
  world.model.rules.rest_min_s = 5000;
  world.expect_out_at(7210);
  world.model.rules.drive_max_s = 7199;
  world.expect_no_way();
  world.model.places[world.vbc].rest = true;
  world.expect_out_at(12'210);
  world.service("fuel", world.vbc, ServiceUse::passing, 1);
  world.expect_out_at(12'210);  // it rests while it is served
  world.model.services[ServiceId(0)].rate_per_hour = 36;
  world.model.rules.rest_min_s = 50;
  world.expect_out_at(7310);
}

TEST(CertificateWays, EscortsComeWithTheirStock) {
  Path world;
  const FleetId guards = world.fleet("guards", world.gun_truck, FleetKind::escort, world.vbc, 1);
  world.model.links[world.south].escort = true;
  world.model.rules.escort_ratio = 7;
  world.model.rules.escort_min = 1;
  world.expect_out_at(3620);  // the two of them pass in 20 s
  Fleet::Stock& stock = world.model.fleets[guards].stocks[0];
  stock.from = kStart + 1000;
  world.expect_out_at(4620);
  stock.count = 0;
  world.expect_no_way();
  world.model.fleets[guards].stocks.push_back({world.vbc, 1, kStart + 2000});
  world.expect_out_at(5620);
  world.model.rules.escort_min = 2;
  world.expect_out_at(5630);
}

/// A second road out of VBC: who takes it needs nothing of the first.
TEST(CertificateWays, ADetourThatOpensTooLateSpoilsNothing) {
  Gate world;
  const PlaceId east = world.base("EAST");
  world.road(world.vbc, east);
  const LinkId detour = world.road(east, world.kha);
  world.lot("L", world.soldiers, world.humvee, 41, world.kha);
  world.claim("L");
  world.resource("link:VBC-KHA:forward", kStart + 32);
  EXPECT_FALSE(world.holds(kStart + 3642));
  world.window(WindowTarget::link, detour.index(), {kStart, kStart + 3642});
  EXPECT_TRUE(world.holds(kStart + 3642));
  --world.model.windows.back().once.end;
  EXPECT_FALSE(world.holds(kStart + 3642)) << "it may be on the detour before the end";
}

TEST(CertificateWays, TheDearestOfNoWayIsTheCheapestOfTwo) {
  Gate world;
  const PlaceId east = world.base("EAST");
  world.road(world.vbc, east);
  world.road(east, world.kha);
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.claim("L");
  const Time end = kStart + 20'000;
  world.resource("link:VBC-KHA:forward", end);
  world.resource("link:VBC-EAST:forward", end);
  world.resource("link:EAST-KHA:forward", end);
  world.certificate.resources[0].weight = 5;
  world.certificate.resources[2].weight = 2;
  EXPECT_EQ(world.verdict(end).need, 50 * 3 * 32'500) << "by EAST";
  world.certificate.resources[0].weight = 3;
  EXPECT_EQ(world.verdict(end).need, 50 * 3 * 32'500);
  world.certificate.resources[0].weight = 2;
  EXPECT_EQ(world.verdict(end).need, 50 * 2 * 32'500) << "straight on";
}

TEST(CertificateWays, OtherTrafficTakesLanesAndPosts) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.model.places[world.kha].parking_vehicles = 10;
  const std::size_t other = world.column({world.vbc, world.kha}, kStart + 100, {of_lot(LotId(0), 1)});
  world.serve(other, 1, ServiceId(0));
  world.give_away(other);
  world.claim("L");
  world.resource("service:post", 0);
  const Time end = kStart + 3999 + 110;  // its visit is over a vehicle's time after its tail
  EXPECT_TRUE(world.holds_until(end));
  EXPECT_FALSE(world.holds_until(end + 1));
  world.certificate.resources[0].until = end;
  world.certificate.resources[0].id = "link:VBC-KHA:forward";
  const std::int64_t with = world.verdict(end).capacity;
  world.model.other_traffic.clear();
  EXPECT_EQ(world.verdict(end).capacity, with + 1000 * (10 + 900));
}

/// 60 buses leave VBC empty, 10 more come later and need not have come at all.
TEST(CertificateWays, OnlyVehiclesThatAreThereAtTheStartAreClaimed) {
  Gate world;
  world.fleet("buses", world.bus, FleetKind::bus, world.vbc, 1);
  world.certificate.format = 0;
  world.claim("fleet:buses:VBC");
  EXPECT_TRUE(world.holds(kStart + 3610));
  EXPECT_FALSE(world.holds(kStart + 3611));
  world.model.fleets[FleetId(0)].stocks[0].from = kStart;
  EXPECT_FALSE(world.holds(kStart + 10));
}

TEST(CertificateWays, WhatNeedNotLeaveProvesNothing) {
  Gate world;
  const PlaceId other = world.base("OTHER");
  world.lot("L", world.soldiers, world.humvee, 1, other);
  world.unit("U", world.vbc, 10, other);
  world.certificate.format = 0;
  for (const char* key : {"L", "U"}) {
    world.certificate.lots = {key};
    EXPECT_FALSE(world.holds(kStart + 10)) << key;
  }
  world.model.lots[LotId(0)].destination = world.kha;
  world.certificate.lots = {"L"};
  EXPECT_TRUE(world.holds(kStart + 10));
  world.model.lots[LotId(0)].count = 0;
  EXPECT_FALSE(world.holds(kStart + 10)) << "there is none";
  world.model.lots[LotId(0)].count = 1;
  world.model.lots[LotId(0)].place = world.kha;
  EXPECT_FALSE(world.holds(kStart + 10)) << "it is out";
}

TEST(CertificateWays, HeldUnitsAreNamedOnceAndNotTooLong) {
  Path world;
  world.model.units[world.soldiers].stays_elsewhere = true;
  world.model.lots[world.car].stays_elsewhere = true;
  world.certificate.not_ready_before = {{"S", kStart + 1000}};
  world.expect_out_at(4610);
  world.certificate.not_ready_before = {{"S", kStart + 1000}, {"S", kStart + 2000}};
  EXPECT_FALSE(world.holds(kStart + 10));
  world.certificate.not_ready_before = {{"S", kStart + 3000}};
  EXPECT_TRUE(world.holds(kStart + 3000));
  EXPECT_FALSE(world.holds(kStart + 2999)) << "held longer than the proof reaches";
  world.certificate.not_ready_before = {{"T", kStart + 1000}};
  EXPECT_FALSE(world.holds(kStart + 1000));
  world.unit("U", world.vbc, 10, world.kha);
  world.model.units[UnitId(1)].stays_elsewhere = true;
  world.certificate.not_ready_before = {{"U", kStart + 1000}};
  world.certificate.lots = {"U"};
  world.expect_out_at(4610);
}

TEST(CertificateWays, FarInstantsAreRefused) {
  Path world;
  world.model.links[world.south].mlc = 0;
  EXPECT_TRUE(world.holds(kStart + 1));
  EXPECT_FALSE(world.holds(kStart));
  EXPECT_TRUE(world.holds(kStart + 3660 * kDay));
  EXPECT_FALSE(world.holds(kStart + 3660 * kDay + 1));
}

}  // namespace
}  // namespace homeward::testing
