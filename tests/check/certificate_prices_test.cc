// SPDX-License-Identifier: Apache-2.0
//
// Certificates of form 2: every use, capacity and gain is just enough at one instant and not one second
// later. A road takes 3600 s, a vehicle passes in 10 s, columns of up to 40 vehicles keep 900 s apart.
#include "check/certificate_prices.h"

#include "check/gates.h"

namespace homeward::testing {
namespace {

/// 36 an hour: 100 s for each of 50 cars; 10 of them may still stand in the yard at the end.
TEST(PriceCertificates, WhoDrivesAlonePaysThePostAndTheYardIsLeft) {
  PricedGate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.model.places[world.kha].parking_vehicles = 10;
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.claim("L", 0);
  world.price("service:post", 3);
  EXPECT_TRUE(world.holds_until(kStart + 3999));
  EXPECT_EQ(world.verdict(kStart + 3999).need, 3 * 5'000'000);
  EXPECT_FALSE(world.holds_until(kStart + 4000));
}

/// The visit of the largest column, 40 cars, may begin 4000 s before the dear period ends.
TEST(PriceCertificates, AVisitCostsWhatItsCheapestInstantCosts) {
  PricedGate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.model.places[world.kha].parking_vehicles = 0;
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.claim("L", 0);
  world.price("service:post", 5, kStart, kStart + 4000);
  world.price("service:post", 1, kStart + 4000);
  EXPECT_EQ((world.holds_until(kStart + 9000), world.verdict(kStart + 9000).need), 50 * 100'000)
      << "they wait for the cheap period";
  EXPECT_EQ(world.verdict(kStart + 9000).capacity, 1000 * (5 * 4000 + 5000));
  world.certificate.resources[0].weight = 1;
  EXPECT_FALSE(world.holds_until(kStart + 5000));
  EXPECT_TRUE(world.holds_until(kStart + 4999));
}

TEST(PriceCertificates, ATruckGoesRoundAndItsLastLoadCountsWhenItIsOut) {
  PricedHaul world;
  EXPECT_TRUE(world.holds(kStart + 28860));
  EXPECT_EQ(world.verdict(kStart + 28860).capacity, 4000);
  EXPECT_FALSE(world.holds(kStart + 28861));
  EXPECT_EQ(world.verdict(kStart + 28861).capacity, 6000) << "just as much as it must bring out";
  world.model.fleets[world.trucks].stocks[0].place = world.vbc;
  EXPECT_TRUE(world.holds(kStart + 28860 - 3610));
  EXPECT_FALSE(world.holds(kStart + 28861 - 3610));
}

TEST(PriceCertificates, ATruckDoesNotLoadWhatIsNotReady) {
  PricedHaul world;
  world.model.lots[LotId(0)].ready = kStart + 100'000;
  EXPECT_TRUE(world.holds(kStart + 100'000 + 3610 + 2 * 10820));
  EXPECT_FALSE(world.holds(kStart + 100'000 + 3611 + 2 * 10820));
}

TEST(PriceCertificates, AGridOnlyMakesTheProofWeaker) {
  PricedHaul world;
  for (const Duration step : {1, 7, 60, 900, 3600}) {
    world.certificate.step_s = step;
    EXPECT_FALSE(world.holds(kStart + 28861)) << step;
  }
  EXPECT_TRUE(world.holds(kStart + 20'000));
  world.certificate.step_s = 12'000;
  EXPECT_FALSE(world.holds(kStart + 20'000)) << "a round fits into one cell";
}

/// Two boxes a truck and 100 s a truck at the ramp: 50 s for each of 100. What is loaded needs 3610 s more.
TEST(PriceCertificates, ARampIsPaidByTheTruck) {
  PricedGate world;
  world.certificate.step_s = 1;
  world.lot("L", world.soldiers, world.container, 100, world.kha);
  world.fleet("trucks", world.truck, FleetKind::truck, world.vbc, 60);
  world.service("ramp", world.vbc, ServiceUse::loading, 36);
  world.claim("L", 50'000);
  world.price("service:ramp", 1);
  EXPECT_TRUE(world.holds_until(kStart + 4999 + 3610, 3610));
  EXPECT_FALSE(world.holds_until(kStart + 5000 + 3610, 3610));
  EXPECT_FALSE(world.holds_until(kStart + 4999 + 3610, 3611)) << "loading would be free in the last second";
  EXPECT_TRUE(world.holds_until(kStart + 4999 + 3610, 3610));
  world.certificate.rewards[0] = 50'049;
  EXPECT_TRUE(world.holds(kStart + 4999 + 3610)) << "each of 60 trucks gains 98 by its only load";
  world.certificate.rewards[0] = 50'050;
  EXPECT_FALSE(world.holds(kStart + 4999 + 3610));
}

/// 32,500 for each of 200 cars; the last column of 40 may be on the link at the end: 1,300,040.
TEST(PriceCertificates, ALinkTakesPassTimesAndGaps) {
  PricedGate world;
  world.lot("L", world.soldiers, world.humvee, 200, world.kha);
  world.claim("L", 0);
  world.price("link:VBC-KHA:forward", 1);
  EXPECT_TRUE(world.holds_until(kStart + 5199));
  EXPECT_FALSE(world.holds_until(kStart + 5200));
  world.model.links[world.south].lanes = 2;
  EXPECT_FALSE(world.holds_until(kStart + 5199));
}

/// One gun truck goes south every two hours; each of 49 cars needs a seventh of its passage: 142 of 1000.
TEST(PriceCertificates, EscortsEarnWhatOthersPay) {
  PricedGate world;
  world.lot("L", world.soldiers, world.humvee, 49, world.kha);
  world.fleet("guards", world.gun_truck, FleetKind::escort, world.vbc, 1);
  world.model.links[world.south].escort = true;
  world.model.rules.escort_ratio = 7;
  world.model.rules.escort_min = 1;
  world.claim("L", 0);
  world.price("escort:VBC-KHA:forward", 1);
  EXPECT_FALSE(world.holds_until(kStart + 20'000)) << "without a grid";
  world.certificate.escort_step_s = 600;
  EXPECT_TRUE(world.holds_until(kStart + 43'200));
  EXPECT_EQ(world.verdict(kStart + 43'200).need, 49 * 142);
  EXPECT_EQ(world.verdict(kStart + 43'200).capacity, 6000);
  EXPECT_FALSE(world.holds_until(kStart + 43'201)) << "its seventh passage";
  world.certificate.escort_step_s = 3601;
  EXPECT_FALSE(world.holds_until(kStart + 20'000)) << "a passage is shorter than a cell";
  world.certificate.escort_step_s = 600;
  world.fleet("more", world.gun_truck, FleetKind::escort, world.kha, 1);
  EXPECT_FALSE(world.holds_until(kStart + 43'200));
  EXPECT_TRUE(world.holds_until(kStart + 18'000)) << "0, 7200, 14400 and 3600, 10800: five";
}

/// Empty trucks need escorts too: a seventh of a passage on the way in.
TEST(PriceCertificates, EmptyTrucksPayForEscorts) {
  PricedHaul world;
  world.model.fleets[world.trucks].stocks[0].count = 100;
  world.fleet("guards", world.gun_truck, FleetKind::escort, world.kha, 1);
  world.model.links[world.south].escort = true;
  world.model.rules.escort_ratio = 7;
  world.model.rules.escort_min = 1;
  world.certificate.escort_step_s = 600;
  world.certificate.rewards[0] = 71;  // two boxes: 142 a truck
  world.price("escort:VBC-KHA:backward", 1);
  EXPECT_FALSE(world.holds_until(kStart + 50'000));
  EXPECT_EQ(world.verdict(kStart + 50'000).capacity, 7000) << "seven passages of the gun truck";
  world.certificate.rewards[0] = 72;
  EXPECT_EQ(world.verdict(kStart + 50'000).capacity, 7000 + 100 * 4 * 2) << "and 2 for each of 400 loads";
}

TEST(PriceCertificates, WhatIsNotWellFormedIsRefused) {
  PricedHaul world;
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.service("fuel", world.kha, ServiceUse::passing, 36);
  world.unit("U", world.vbc, 10, world.kha);
  ASSERT_TRUE(world.holds(kStart + 28'000));
  const Certificate good = world.certificate;
  const auto refused = [&](auto change) {
    world.certificate = good;
    change(world.certificate);
    const CertificateVerdict verdict = check_certificate(world.model, world.certificate);
    return !verdict.holds && !verdict.reasons.empty();
  };
  const Time end = kStart + 28'000;
  EXPECT_TRUE(refused([](Certificate& c) { c.format = 3; }));
  EXPECT_TRUE(refused([](Certificate& c) { c.rewards.clear(); }));
  EXPECT_TRUE(refused([](Certificate& c) { c.rewards[0] = -1; }));
  EXPECT_TRUE(refused([](Certificate& c) { c.rewards[0] = 2'000'000'000'000; }));
  EXPECT_TRUE(refused([](Certificate& c) { c.step_s = 0; }));
  EXPECT_TRUE(refused([](Certificate& c) { c.escort_step_s = -1; }));
  EXPECT_TRUE(refused([](Certificate& c) { c.lots[0] = "U"; })) << "people may fly";
  EXPECT_TRUE(refused([&](Certificate& c) { c.resources = {{"service:fuel", 1, kStart, end}}; }));
  EXPECT_TRUE(refused([&](Certificate& c) { c.resources = {{"fleet:trucks", 1, kStart, end}}; }));
  EXPECT_TRUE(refused([&](Certificate& c) {
    c.resources = {{"service:post", 0, kStart, end}, {"service:post", 0, kStart + 1, end}};
  })) << "two prices at one instant";
}

TEST(PriceCurves, KnowTheirCheapestInstant) {
  check::PriceCurve curve;
  EXPECT_TRUE(curve.add({{10, 20}, 5, 0}));
  EXPECT_TRUE(curve.add({{20, 30}, 3, 1}));
  EXPECT_FALSE(curve.add({{29, 40}, 1, 2}));
  EXPECT_EQ(curve.least({10, 20})->price, 5);
  EXPECT_EQ(curve.least({10, 21})->price, 3);
  EXPECT_EQ(curve.least({9, 20}), nullptr);
  EXPECT_EQ(curve.least({29, 31}), nullptr);
  EXPECT_EQ(curve.most({0, 100})->price, 5);
  EXPECT_EQ(curve.most({30, 100}), nullptr);
}

}  // namespace
}  // namespace homeward::testing
