// SPDX-License-Identifier: Apache-2.0
//
// Certificates of form 2: what a truck can earn until each instant, by hand. A truck outside needs 3610 s to
// the boxes and as much back; it is ready for the next round 10,820 s after it set off.
#include <algorithm>

#include "check/gates.h"

namespace homeward::testing {
namespace {

/// The truck earns 2 x 100,000 with each load; no row has a price.
struct Tour : PricedHaul {
  Tour() {
    certificate.rewards[0] = 100'000;
    model.places[kha].parking_vehicles = 10;
  }
  /// What rows, trucks and escorts offer together.
  std::int64_t offer(Duration after) {
    if (!certificate.resources.empty()) certificate.resources.back().until = kStart + after;
    return verdict(kStart + after).capacity;
  }
  Fleet::Stock& stock() { return model.fleets[trucks].stocks[0]; }
};

TEST(CertificateTours, ARampAndUnloadingMakeTheRoundLonger) {
  Tour world;
  EXPECT_EQ(world.offer(28'860), 400'000);
  EXPECT_EQ(world.offer(28'861), 600'000);
  const ServiceId ramp = world.service("ramp", world.vbc, ServiceUse::loading, 36);
  EXPECT_EQ(world.offer(29'160), 400'000);
  EXPECT_EQ(world.offer(29'161), 600'000);
  world.model.units[world.soldiers].last_out = true;
  EXPECT_EQ(world.offer(28'861), 600'000) << "the last load themselves";
  world.model.units[world.soldiers].last_out = false;
  world.model.services[ramp].place = world.kha;
  world.model.places[world.vbc].services.clear();
  world.model.places[world.kha].services = {ramp};
  EXPECT_EQ(world.offer(28'861), 600'000);
  world.model.services[ramp].use = ServiceUse::unloading;  // 100 s, beside the 10 s of the tail
  EXPECT_EQ(world.offer(29'040), 400'000);
  EXPECT_EQ(world.offer(29'041), 600'000);
}

TEST(CertificateTours, TrucksThatComeLaterBeginLater) {
  Tour world;
  EXPECT_EQ(world.offer(7220), 0);
  EXPECT_EQ(world.offer(7221), 200'000);
  world.stock().from = kStart + 1000;
  EXPECT_EQ(world.offer(8220), 0);
  EXPECT_EQ(world.offer(8221), 200'000);
  world.stock().count = 7;
  EXPECT_EQ(world.offer(8221), 1'400'000);
  world.model.fleets[world.trucks].stocks.push_back({world.kha, 2});
  EXPECT_EQ(world.offer(8220), 400'000);
  EXPECT_EQ(world.offer(8221), 1'800'000);
}

TEST(CertificateTours, TheDearestOfWhatIsReadyIsLoaded) {
  Tour world;
  const LotId late = world.lot("M", world.soldiers, world.container, 2, world.kha);
  world.model.lots[late].ready = kStart + 5000;
  world.claim("M", 300'000);
  EXPECT_EQ(world.offer(8610), 200'000);
  EXPECT_EQ(world.offer(8611), 600'000);
  EXPECT_EQ(world.offer(19'430), 800'000) << "the cheap one at once, the dear one on the next round";
  EXPECT_EQ(world.offer(19'431), 1'200'000) << "two dear ones";
  world.certificate.rewards = {300'000, 100'000};
  EXPECT_EQ(world.offer(8611), 600'000);
  EXPECT_EQ(world.offer(7221), 600'000);
}

/// The boxes are an hour further away, but may be taken to VBC before (it is on their list of services).
TEST(CertificateTours, ThingsMayHaveBeenTakenNearer) {
  Tour world;
  const PlaceId far = world.base("FAR");
  world.road(far, world.vbc);
  world.model.lots[LotId(0)].place = world.model.units[world.soldiers].place = far;
  EXPECT_EQ(world.offer(14'420), 0);  // 7210 there, 7210 back
  EXPECT_EQ(world.offer(14'421), 200'000);
  const ServiceId wash = world.service("wash", world.vbc, ServiceUse::things, 36);
  world.model.lots[LotId(0)].process = {wash};
  EXPECT_EQ(world.offer(7220), 0);
  EXPECT_EQ(world.offer(7221), 200'000);
  EXPECT_EQ(world.offer(28'860), 400'000);
  EXPECT_EQ(world.offer(28'861), 600'000);
}

/// 100 s of the post cost 100,000 for a truck; the post offers 1000 a second, and the yard's 10 vehicles.
TEST(CertificateTours, ATruckPaysThePost) {
  Tour world;
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.price("service:post", 1);
  EXPECT_EQ(world.offer(28'860), 28'860'000 + 1'000'000 + 2 * 100'000);
  EXPECT_EQ(world.offer(28'861), 28'861'000 + 1'000'000 + 3 * 100'000);
  world.certificate.rewards[0] = 50'000;
  EXPECT_EQ(world.offer(28'861), 29'861'000) << "nothing to earn";
}

/// Columns of one truck: 100 s at the post. Until 8000 s it costs 1, then nothing: who comes at 7210 s and
/// begins at 7901 s is in the cheap period with his last second, and is ready again at 11,511 s instead of
/// 10,820 s.
TEST(CertificateTours, ATruckWaitsForTheCheapPeriodIfItHasTheTime) {
  Tour world;
  world.model.rules.column_vehicles_max = 1;
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.price("service:post", 1, kStart, kStart + 8000);
  world.price("service:post", 0, kStart + 8000);
  EXPECT_EQ(world.offer(28'860), 8'000'000 + 400'000) << "it waits";
  EXPECT_EQ(world.offer(28'861), 8'000'000 + 500'000) << "it pays";
  EXPECT_EQ(world.offer(29'550), 8'000'000 + 500'000);
  EXPECT_EQ(world.offer(29'551), 8'000'000 + 600'000) << "it waits and is in time all the same";
}

/// 32,500 for a truck on the road south: 10 s, and a fortieth of 900 s. The last column may be on its way at
/// the end.
TEST(CertificateTours, ATruckPaysTheRoadAtItsCheapestInstant) {
  Tour world;
  world.price("link:VBC-KHA:forward", 1);
  EXPECT_EQ(world.offer(28'860), 28'860'000 + 1'300'080 + 2 * 167'500);
  world.certificate.resources.back().id = "link:VBC-KHA:backward";
  EXPECT_EQ(world.offer(28'860), 28'860'000 + 1'300'080 + 2 * 200'000) << "empty trucks pay no road";
  world.certificate.resources.back().id = "link:VBC-KHA:forward";
  world.certificate.resources.back().until = kStart + 20'000;
  world.price("link:VBC-KHA:forward", 3, kStart + 20'000);
  world.model.lots[LotId(0)].ready = kStart + 19'999;
  const std::int64_t cheap = world.offer(28'860);
  world.model.lots[LotId(0)].ready = kStart + 20'000;
  EXPECT_EQ(cheap - world.offer(28'860), 2 * 32'500) << "one load, at the dear price";
}

/// Gun trucks: each truck needs a seventh of a passage, 142 of 1000, and pays it in both directions.
TEST(CertificateTours, LoadedTrucksPayForEscorts) {
  Tour world;
  world.fleet("guards", world.gun_truck, FleetKind::escort, world.kha, 1);
  world.model.links[world.south].escort = true;
  world.model.rules.escort_ratio = 7;
  world.model.rules.escort_min = 1;
  world.certificate.escort_step_s = 600;
  world.certificate.rewards[0] = 100;
  world.price("escort:VBC-KHA:forward", 1);
  EXPECT_EQ(world.offer(10'000), 1000 + 200 - 142) << "one passage of the gun truck, one load";
  world.certificate.resources.back().weight = 2;
  EXPECT_EQ(world.offer(10'000), 2000) << "escorts are too dear for a load";
  world.certificate.rewards[0] = 143;
  EXPECT_EQ(world.offer(10'000), 2000 + 2);
}

TEST(CertificateTours, EscortsGoWhereThePriceIsHighest) {
  Tour world;
  world.certificate.rewards[0] = 0;
  world.fleet("guards", world.gun_truck, FleetKind::escort, world.vbc, 1);
  world.model.links[world.south].escort = true;
  world.certificate.escort_step_s = 600;
  world.price("escort:VBC-KHA:forward", 1, kStart, kStart + 1200);
  world.price("escort:VBC-KHA:forward", 5, kStart + 1200);
  EXPECT_EQ(world.offer(8400), 1000 + 5000) << "at once, and again after two hours";
  EXPECT_EQ(world.offer(8401), 5000 + 5000) << "it waits for the price, and again after two hours";
}

/// Cars have a second way out, by EAST.
TEST(CertificateTours, WhoDrivesAlonePaysTheCheapestWay) {
  PricedGate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.claim("L", 0);
  const PlaceId east = world.base("EAST");
  world.road(world.vbc, east);
  const LinkId second = world.road(east, world.kha);
  const Time end = kStart + 20'000;
  world.price("link:VBC-KHA:forward", 7, kStart, end);
  world.price("link:VBC-EAST:forward", 1, kStart, end);
  world.price("link:EAST-KHA:forward", 2, kStart, end);
  EXPECT_EQ(world.verdict(end).need, 50 * 3 * 32'500);
  world.certificate.resources[0].weight = 2;
  EXPECT_EQ(world.verdict(end).need, 50 * 2 * 32'500);
  world.certificate.resources[0].weight = 7;
  world.window(WindowTarget::link, second.index(), {kStart, end + kDay});
  EXPECT_EQ(world.verdict(end).need, 50 * 7 * 32'500) << "the other way stays closed";
  world.model.windows.back().once.end = end - 1;
  EXPECT_EQ(world.verdict(end).need, 50 * 3 * 32'500) << "it can be entered in the last second";
}

TEST(CertificateTours, WhatMayDriveOrBeCarriedCountsWithTheLesser) {
  PricedGate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.fleet("trucks", world.truck, FleetKind::truck, world.kha, 1);
  LoadRule rule = world.model.load_rules[0];
  rule.item = world.humvee;
  rule.count = 1;
  world.model.load_rules.push_back(rule);
  const Time end = kStart + 5000;
  world.claim("L", 40'000);
  world.price("link:VBC-KHA:forward", 1, kStart, end);
  EXPECT_EQ(world.verdict(end).need, 50 * 32'500) << "alone";
  world.certificate.rewards[0] = 30'000;
  EXPECT_EQ(world.verdict(end).need, 50 * 30'000) << "carried";
}

/// Two posts behind the border, one after the other: 100 s and 50 s for a car.
TEST(CertificateTours, WhoPassesTwoPostsPaysBoth) {
  PricedGate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.service("customs", world.kha, ServiceUse::leaving, 72);
  world.claim("L", 0);
  const Time end = kStart + 20'000;
  world.price("service:post", 3, kStart, end);
  world.price("service:customs", 2, kStart, end);
  EXPECT_EQ(world.verdict(end).need, 50 * (3 * 100'000 + 2 * 50'000));
  world.certificate.resources[1].from = kStart + 1;
  EXPECT_EQ(world.verdict(end).need, 50 * 3 * 100'000) << "the second is free in the first second";
}

TEST(CertificateTours, OnlyPostsBehindTheBorderHavePrices) {
  Tour world;
  const ServiceId post = world.service("post", world.vbc, ServiceUse::leaving, 36);
  world.price("service:post", 1);
  EXPECT_FALSE(world.holds_until(kStart + 20'000));
  world.model.services[post].place = world.kha;
  world.model.places[world.vbc].services.clear();
  world.model.places[world.kha].services = {post};
  world.certificate.rewards[0] = 100'000'000;
  EXPECT_TRUE(world.holds_until(kStart + 20'000));
}

TEST(CertificateTours, GridsThatAreTooFineAreRefused) {
  PricedGate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.claim("L", 0);
  world.certificate.step_s = 1;
  const auto refused = [&](Duration after) {
    const auto reasons = world.verdict(kStart + after).reasons;
    return std::any_of(reasons.begin(), reasons.end(),
                       [](const std::string& one) { return one.find("grids") != std::string::npos; });
  };
  EXPECT_FALSE(refused(1'000'000));
  EXPECT_TRUE(refused(1'000'001));
  world.certificate.step_s = 2;
  EXPECT_FALSE(refused(1'000'001));
  world.certificate.escort_step_s = 1;
  EXPECT_TRUE(refused(1'000'001));
  EXPECT_FALSE(refused(1'000'000));
}

}  // namespace
}  // namespace homeward::testing
