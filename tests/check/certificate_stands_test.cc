// SPDX-License-Identifier: Apache-2.0
//
// Certificates of stands, and certificates about what is still to come. Roads are open for two hours and
// closed for eight: from FAR a vehicle needs 2 h and 10 s to be out, so it stands at VBC once.
#include <algorithm>

#include "check/certificate_given.h"
#include "check/gates.h"

namespace homeward::testing {
namespace {

constexpr Duration kOpen = 2 * kHour, kTurn = 10 * kHour;

struct Night : Gate {
  PlaceId far = base("FAR");
  LinkId north = road(far, vbc);
  explicit Night(Duration open = kOpen) {
    for (Time day = kStart; day < kStart + 30 * kTurn; day += kTurn)
      for (const LinkId link : model.links.ids())
        window(WindowTarget::link, link.index(), {day + open, day + kTurn});
    model.places[vbc].parking_vehicles = 5;
    model.units[soldiers].place = far;
  }
  /// First exit after so many times of closed roads.
  Time out_after(int closed) const { return kStart + closed * kTurn + kTravel + kVehiclePass; }
};

TEST(StandCertificates, WhatCannotBeOutBetweenTwoDaysStandsWhereThereIsRoom) {
  Night world;
  world.lot("L", world.soldiers, world.humvee, 11, world.kha);
  world.claim("L");
  world.resource("stand:VBC", 0);
  EXPECT_TRUE(world.holds_until(world.out_after(3)));
  EXPECT_EQ(world.verdict(world.out_after(3)).need, 11'000);
  EXPECT_EQ(world.verdict(world.out_after(3)).capacity, 10'000);
  EXPECT_FALSE(world.holds_until(world.out_after(3) + 1)) << "the third five could be out then";
  world.lot("M", world.soldiers, world.humvee, 4, world.kha);
  world.claim("M");
  EXPECT_FALSE(world.holds_until(world.out_after(4))) << "three times five are room for fifteen";
  world.model.lots[world.lot("N", world.soldiers, world.humvee, 1, world.kha)].ready = kStart;
  world.claim("N");
  EXPECT_TRUE(world.holds_until(world.out_after(4)));
}

TEST(StandCertificates, WhoeverCanBeOutInOneGoNeedStandNowhere) {
  Night world(kOpen + kVehiclePass);
  world.lot("L", world.soldiers, world.humvee, 11, world.kha);
  world.claim("L");
  world.resource("stand:VBC", 0);
  EXPECT_FALSE(world.holds_until(world.out_after(1)));
  EXPECT_EQ(world.verdict(world.out_after(1)).need, 0);
  world.model.rules.drive_max_s = 2 * kTravel - 1;  // its drivers must rest, which takes too long
  world.model.rules.rest_min_s = 5 * kHour;
  world.model.places[world.vbc].rest = true;
  EXPECT_TRUE(world.holds_until(world.out_after(3)));
}

TEST(StandCertificates, EscortsStandThereToo) {
  Night world;
  world.lot("L", world.soldiers, world.humvee, 9, world.kha);
  world.fleet("guards", world.gun_truck, FleetKind::escort, world.far, 10);
  world.model.rules.escort_ratio = 7;
  world.model.rules.escort_min = 4;
  world.claim("L");
  world.resource("stand:VBC", 0);
  EXPECT_FALSE(world.holds_until(world.out_after(3)));
  world.model.links[world.north].escort = true;
  EXPECT_TRUE(world.holds_until(world.out_after(3)));
  EXPECT_EQ(world.verdict(world.out_after(3)).need, 9 * 1142) << "an eighth vehicle for each seven";
  world.model.rules.column_vehicles_max = 5;
  EXPECT_EQ(world.verdict(world.out_after(3)).need, 9 * 5000) << "one vehicle and four escorts";
}

TEST(StandCertificates, TrucksStandThereWithTwoThingsEach) {
  Night world;
  world.lot("L", world.soldiers, world.container, 21, world.kha);
  world.fleet("trucks", world.truck, FleetKind::truck, world.far, 20);
  world.claim("L");
  world.resource("stand:VBC", 0);
  EXPECT_TRUE(world.holds_until(world.out_after(3)));
  EXPECT_EQ(world.verdict(world.out_after(3)).need, 21 * 500);
  world.model.lots[LotId(0)].count = 20;
  EXPECT_FALSE(world.holds_until(world.out_after(3)));
}

TEST(StandCertificates, WhereTwoPlacesServeBothCount) {
  Night world;
  const PlaceId other = world.base("OTH");
  world.model.places[other].parking_vehicles = 2;
  for (const LinkId link : {world.road(world.far, other), world.road(other, world.kha)})
    for (Time day = kStart; day < kStart + 30 * kTurn; day += kTurn)
      world.window(WindowTarget::link, link.index(), {day + kOpen, day + kTurn});
  world.lot("L", world.soldiers, world.humvee, 15, world.kha);
  world.claim("L");
  world.resource("stand:VBC", 0);
  EXPECT_FALSE(world.holds_until(world.out_after(3)));
  world.certificate.resources[0].id = "stand:VBC+OTH";
  EXPECT_TRUE(world.holds_until(world.out_after(3))) << "twice seven";
  world.model.lots[LotId(0)].count = 14;
  EXPECT_FALSE(world.holds_until(world.out_after(3)));
}

TEST(StandCertificates, OnlyColumnsOfThingsAreHeldToIt) {
  Night world;
  world.model.units[world.soldiers].people[world.military] = 100;
  world.fleet("coaches", world.bus, FleetKind::bus, world.far, 50);
  world.claim("S");
  world.claim("fleet:coaches:FAR");
  world.resource("stand:VBC", 0);
  EXPECT_FALSE(world.holds_until(world.out_after(1)));
  EXPECT_EQ(world.verdict(world.out_after(1)).need, 0);
}

TEST(StandCertificates, ABadPlaceOrIntervalIsRefused) {
  Night world;
  world.lot("L", world.soldiers, world.humvee, 11, world.kha);
  world.claim("L");
  for (const char* id : {"stand:", "stand:KHA", "stand:VBC+VBC", "stand:NOWHERE", "stand:VBC+"}) {
    world.certificate.resources = {{id, 1, kStart, kStart}};
    EXPECT_FALSE(world.holds_until(world.out_after(3))) << id;
  }
  world.certificate.resources = {{"stand:VBC", 1, kStart + kTravel, world.out_after(3)}};
  EXPECT_TRUE(world.holds(world.out_after(3))) << "nothing is there before";
  world.certificate.resources[0].from += 1;
  EXPECT_FALSE(world.holds(world.out_after(3)));
  world.certificate.resources = {{"stand:VBC", 1, kStart, world.out_after(3) - 1}};
  EXPECT_FALSE(world.holds(world.out_after(3)));
  world.certificate.format = 2;
  world.certificate.rewards = {1};
  world.certificate.step_s = 600;
  EXPECT_NE(world.verdict(world.out_after(3)).reasons.at(0).find("stand:VBC"), std::string::npos);
}

TEST(GivenCertificates, WhatHasBegunIsNotClaimedAndTheRestIsLater) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.service("post", world.kha, ServiceUse::leaving, 36);  // 100 s each
  world.model.places[world.kha].parking_vehicles = 10;
  world.claim("L");
  world.resource("service:post", 0);
  EXPECT_TRUE(world.holds_until(kStart + 3999));
  world.certificate.given = GivenStart{kStart + 500, {{"L", 10}}};
  world.certificate.resources[0].from = kStart + 500 + kTravel;
  EXPECT_TRUE(world.holds_until(kStart + 500 + kTravel + 2999)) << "nothing of the rest comes before";
  EXPECT_EQ(world.verdict(kStart + 500 + kTravel + 2999).need, 4'000'000);
  EXPECT_FALSE(world.holds_until(kStart + 500 + kTravel + 3000));
  world.certificate.resources[0].from += 1;
  EXPECT_FALSE(world.holds_until(kStart + 500 + kTravel + 2999));
}

TEST(GivenCertificates, ThePathOfTheRestBeginsThen) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 2, world.kha);
  world.certificate.format = 0;
  world.claim("L");
  world.certificate.given = GivenStart{kStart + 500, {{"L", 1}}};
  EXPECT_TRUE(world.holds(kStart + 500 + 3610));
  EXPECT_FALSE(world.holds(kStart + 500 + 3611));
  world.certificate.given->begun[0].second = 2;
  EXPECT_FALSE(world.holds(kStart + 500 + 3610)) << "all has left";
}

TEST(GivenCertificates, WhatIsNotKnownOfTheBeginningIsRefused) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.fleet("coaches", world.bus, FleetKind::bus, world.vbc, 5);
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.model.places[world.kha].parking_vehicles = 0;
  world.claim("L");
  world.resource("service:post", 0);
  world.certificate.given = GivenStart{kStart, {}};
  EXPECT_TRUE(world.holds_until(kStart + 4000));
  for (const Time until : {kStart - 1, kStart + 4001}) {
    world.certificate.given->until = until;
    EXPECT_FALSE(world.holds_until(kStart + 4000)) << until - kStart;
  }
  world.certificate.given->until = kStart;
  world.claim("fleet:coaches:VBC");
  EXPECT_FALSE(world.holds_until(kStart + 4000)) << "vehicles may have left";
  world.certificate.lots.pop_back();
  world.certificate.format = 2;
  world.certificate.step_s = 10;
  world.certificate.rewards = {1000};
  EXPECT_FALSE(world.holds_until(kStart + 4000));
}

TEST(GivenCertificates, ThePlanSaysHowMuchHasBegun) {
  Gate world;
  const LotId boxes = world.lot("B", world.soldiers, world.container, 9, world.kha);
  const LotId cars = world.lot("C", world.soldiers, world.humvee, 9, world.kha);
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, world.vbc, 5);
  world.model.units[world.soldiers].people[world.military] = 30;
  world.column({world.vbc, world.kha}, kStart + 100, {of_fleet(trucks, 2, boxes, 4)});
  world.column({world.vbc, world.kha}, kStart + 200, {of_lot(cars, 3)}, {people(world.soldiers, 6)});
  world.column({world.vbc, world.kha}, kStart + 9000, {of_lot(cars, 2)}, {people(world.soldiers, 4)});
  world.column({world.kha, world.vbc}, kStart + 50, {of_fleet(trucks, 1)});
  using Counts = std::vector<std::pair<std::string, std::int64_t>>;
  EXPECT_EQ(check::begun_before(world.model, world.plan, kStart + 200), (Counts{{"B", 4}}));
  EXPECT_EQ(check::begun_before(world.model, world.plan, kStart + 201),
            (Counts{{"B", 4}, {"C", 3}, {"S", 6}}));
  EXPECT_EQ(check::begun_before(world.model, world.plan, kStart + 9001),
            (Counts{{"B", 4}, {"C", 5}, {"S", 10}}));
  const GivenStart given{kStart + 9001, {{"B", 4}, {"C", 4}, {"S", 10}}};
  const auto reasons = check::begun_beyond(world.model, given, world.plan);
  ASSERT_EQ(reasons.size(), 1u);
  EXPECT_NE(reasons[0].find("5 of C"), std::string::npos) << reasons[0];
  world[0].stops[0].arrive = kStart - 10;  // loading has begun
  EXPECT_EQ(check::begun_before(world.model, world.plan, kStart), (Counts{{"B", 4}}));
}

}  // namespace
}  // namespace homeward::testing
