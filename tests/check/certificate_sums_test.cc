// SPDX-License-Identifier: Apache-2.0
//
// Certificates: what is added up, by hand; what it takes to be looked at; and tours that earn what their
// values say.
#include <algorithm>

#include "base/random.h"
#include "check/certificate_market.h"
#include "check/gates.h"

namespace homeward::testing {
namespace {

/// More boxes than trucks, and one truck outside: a round of 10,820 s, 12 ticks of 900 s, for two boxes.
struct Rounds : Gate {
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, kha, 1);
  Rounds() {
    lot("L", soldiers, container, 600, kha);
    model.fleets[trucks].turn_s = 3600;
    claim("L");
    resource("fleet:trucks", kStart + 28'000);
  }
  std::int64_t need() { return verdict(kStart + 28'000).need; }
  std::int64_t capacity() { return verdict(kStart + 28'000).capacity; }
};
constexpr std::int64_t kTick = 600 * 1000 * 900 / 2;  ///< one tick more, for all boxes

TEST(CertificateSums, WhatMakesARoundLongerIsNeeded) {
  Rounds world;
  EXPECT_EQ(world.need(), 12 * kTick);
  world.model.fleets[world.trucks].turn_s = 3600 + 879;
  EXPECT_EQ(world.need(), 12 * kTick);
  world.model.fleets[world.trucks].turn_s = 3600 + 880;
  EXPECT_EQ(world.need(), 13 * kTick);
  world.model.fleets[world.trucks].turn_s = 3600;
  const ServiceId ramp = world.service("ramp", world.vbc, ServiceUse::loading, 4);  // 900 s
  EXPECT_EQ(world.need(), 13 * kTick);
  world.model.services[ramp].use = ServiceUse::passing;
  EXPECT_EQ(world.need(), 12 * kTick) << "nobody is loaded there";
  world.model.places[world.vbc].services.clear();
  world.model.places[world.kha].services = {ramp};
  world.model.services[ramp].place = world.kha;
  EXPECT_EQ(world.need(), 12 * kTick) << "at a change of legs only the tail counts";
  world.model.services[ramp].use = ServiceUse::unloading;
  EXPECT_EQ(world.need(), 13 * kTick) << "900 s instead of the 10 s of the tail";
}

TEST(CertificateSums, RoundsBeginWhereThingsMayHaveBeenTaken) {
  Rounds world;
  const PlaceId far = world.base("FAR");
  world.road(far, world.vbc);
  world.model.lots[LotId(0)].place = world.model.units[world.soldiers].place = far;
  EXPECT_EQ(world.need(), 20 * kTick);  // 18,020 s
  world.model.lots[LotId(0)].process = {world.service("wash", world.vbc, ServiceUse::things, 36)};
  EXPECT_EQ(world.need(), 12 * kTick);
  world.model.places[world.vbc].parking_vehicles = 0;
  EXPECT_EQ(world.need(), 20 * kTick) << "nobody may stand there";
}

TEST(CertificateSums, EachTruckOffersItsTime) {
  Rounds world;
  const std::int64_t one = world.capacity();
  EXPECT_GT(one, 0);
  Fleet& fleet = world.model.fleets[world.trucks];
  fleet.stocks[0].count = 3;
  EXPECT_EQ(world.capacity(), 3 * one);
  fleet.stocks.push_back({world.kha, 2, kStart + 28'000 - 7220});
  EXPECT_EQ(world.capacity(), 3 * one) << "a load of theirs would be out at the end";
  --fleet.stocks[1].from;
  EXPECT_GT(world.capacity(), 3 * one) << "one second earlier it would be out before";
  fleet.stocks[1].from = kStart + 900;
  EXPECT_EQ(world.capacity(), 5 * one - 2 * 900'000);
}

TEST(CertificateSums, TheFleetThatIsReadyFirstCountsForAll) {
  Rounds world;
  const FleetId more = world.fleet("more", world.truck, FleetKind::truck, world.kha, 1);
  world.certificate.resources[0].id = "fleet:trucks+more";
  world.model.fleets[more].turn_s = 3600 + 880;
  EXPECT_EQ(world.need(), 12 * kTick);
  world.model.fleets[world.trucks].turn_s = 3600 + 880;
  EXPECT_EQ(world.need(), 13 * kTick);
}

/// 100 seats and 3600 s on the ground at one of one positions.
struct Strip : Gate {
  PlaceId strip = base("STRIP");
  AircraftId jet = aircraft("jet", kha, strip, kHour);
  Strip() {
    unit("U", strip, 1000, kha);
    model.aircraft[jet].count = 5;
    model.places[strip].mog_positions = 1;
    claim("U");
    resource("mog:STRIP", kStart + 30'000);
  }
  std::int64_t need() { return verdict(kStart + 30'000).need; }
};

TEST(CertificateSums, TheLargestAircraftNeedsLeastAndWhoCanDriveNeedsNone) {
  Strip world;
  EXPECT_EQ(world.need(), 1000 * 36'000);
  const AircraftId large = world.aircraft("large", world.kha, world.strip, kHour);
  world.model.places[world.strip].mog_positions = 1;
  world.model.aircraft[large].seats = 0;
  EXPECT_EQ(world.need(), 1000 * 36'000) << "nobody has a seat in it";
  world.model.aircraft[large].seats = 300;
  EXPECT_EQ(world.need(), 1000 * 12'000);
  world.model.aircraft[large].positions = 3;
  EXPECT_EQ(world.need(), 1000 * 36'000);
  world.model.aircraft[large].positions = 1;
  world.model.aircraft[large].blocks = {{world.kha, world.strip, kHour}};
  EXPECT_EQ(world.need(), 1000 * 36'000) << "it does not take off here";
  const LinkId road = world.road(world.strip, world.vbc);
  EXPECT_EQ(world.need(), 0);
  world.window(WindowTarget::link, road.index(), {kStart - kDay, kStart + 40 * kDay});
  EXPECT_EQ(world.need(), 1000 * 36'000);
}

TEST(CertificateSums, AResourceOfAShortTimeMustBeTheOnlyWay) {
  Strip world;
  EXPECT_TRUE(world.holds(kStart + 30'000));
  world.certificate.resources[0].until = kStart + 29'999;
  EXPECT_FALSE(world.holds(kStart + 30'000)) << "they may fly in the last second";
  world.certificate.resources[0].until = kStart + 30'000;
  world.certificate.resources[0].from = kStart + 1;
  EXPECT_FALSE(world.holds(kStart + 30'000)) << "and in the first";
}

TEST(CertificateSums, TheLargestShipNeedsLeast) {
  Gate world;
  const PlaceId port = world.base("PORT");
  world.unit("P", port, 0, world.kha);
  world.lot("L", UnitId(1), world.container, 20, world.kha);
  world.model.places[port].berths = 1;
  Ship ship;
  ship.key = "one";
  ship.port = port;
  ship.destination = world.kha;
  ship.load_s = kHour;
  ship.container_capacity = 10;
  world.model.ships.push_back(ship);
  world.claim("L");
  world.resource("berth:PORT", kStart + 5000);
  const auto need = [&] { return world.verdict(kStart + 5000).need; };
  EXPECT_EQ(need(), 20 * 360'000);
  ship.key = "two";
  ship.container_capacity = 20;
  world.model.ships.push_back(ship);
  EXPECT_EQ(need(), 20 * 180'000);
  Ship& two = world.model.ships[ShipId(1)];
  two.port = world.kha;
  EXPECT_EQ(need(), 20 * 360'000) << "it does not call there";
  two.port = port;
  two.container_capacity = 0;
  two.vehicle_capacity = 20;
  EXPECT_EQ(need(), 20 * 360'000) << "it takes no boxes";
  world.model.ships[ShipId(0)].vehicle_capacity = 40;
  EXPECT_EQ(need(), 20 * 90'000) << "as many as it takes of anything";
}

TEST(CertificateSums, OutcomesAreThoseOfTheModelInAnyOrder) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 1, world.kha);
  for (const char* key : {"b", "a"}) {
    Condition condition;
    condition.key = key;
    condition.outcome = "yes";
    world.model.conditions.push_back(condition);
  }
  world.certificate.format = 0;
  world.claim("L");
  EXPECT_FALSE(world.holds(kStart + 10));
  world.certificate.branch = {{"b", "yes"}, {"a", "yes"}};
  EXPECT_TRUE(world.holds(kStart + 10));
  world.certificate.branch = {{"a", "yes"}, {"b", "yes"}};
  EXPECT_TRUE(world.holds(kStart + 10));
  world.certificate.branch = {{"a", "yes"}, {"b", "no"}};
  EXPECT_FALSE(world.holds(kStart + 10));
}

TEST(CertificateSums, LimitsAreKeptToTheLastFigure) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  world.service("post", world.kha, ServiceUse::leaving, 36);
  world.model.places[world.kha].parking_vehicles = 10;
  world.claim("L");
  const Time end = kStart + 3999;
  world.resource("service:post", end);
  auto& rows = world.certificate.resources;
  rows[0].weight = 1'000'000'000;
  EXPECT_TRUE(world.holds(end));
  rows[0].weight = 1'000'000'000'000;
  EXPECT_EQ(world.verdict(end).reasons.at(0).find("out of range"), std::string::npos);
  rows[0].weight = 1'000'000'000'001;
  EXPECT_NE(world.verdict(end).reasons.at(0).find("out of range"), std::string::npos);
  rows[0].weight = 0;
  EXPECT_FALSE(world.holds(end)) << "nothing needs more than nothing";
  rows[0].weight = 1;
  rows.resize(1000, rows[0]);
  EXPECT_TRUE(world.holds(end));
  rows.push_back(rows[0]);
  EXPECT_FALSE(world.holds(end)) << "1001 resources";
  rows.resize(1);
  rows[0].until = end + 1;
  EXPECT_FALSE(world.holds(end));
  rows[0].until = end;
  for (const int format : {-1, 3}) {
    world.certificate.format = format;
    EXPECT_FALSE(world.holds(end)) << format;
  }
}

TEST(CertificateSums, WindowsOfOtherServicesAndPermissionsCloseNone) {
  Gate world;
  world.lot("L", world.soldiers, world.humvee, 50, world.kha);
  const ServiceId other = world.service("other", world.vbc, ServiceUse::loading, 36);
  const ServiceId post = world.service("post", world.kha, ServiceUse::leaving, 36);
  world.model.places[world.kha].parking_vehicles = 10;
  world.claim("L");
  const Time end = kStart + 3999;
  world.resource("service:post", end);
  EXPECT_TRUE(world.holds(end));
  const std::int64_t open = world.verdict(end).capacity;
  world.window(WindowTarget::service, other.index(), {kStart + 100, kStart + 600});
  EXPECT_EQ(world.verdict(end).capacity, open);
  Window& window = world.model.windows.back();
  window.service = post;
  EXPECT_EQ(world.verdict(end).capacity, open - 500'000);
  world.model.windows.push_back(window);
  world.model.windows.back().once = {kStart + 600, kStart + 650};
  EXPECT_EQ(world.verdict(end).capacity, open - 550'000);
  world.model.windows[1].effect = WindowEffect::granted;
  EXPECT_EQ(world.verdict(end).capacity, open - 500'000);
}

/// Two bases and three roads, a post, a ramp and gun trucks, with prices in up to three periods.
struct RandomMarket : PricedGate {
  PlaceId east = base("EAST");
  std::vector<LinkId> roads{south, road(vbc, east), road(east, kha)};
  Rng rng;
  Time end;
  explicit RandomMarket(std::uint64_t seed) : rng(seed, 61), end(kStart + rng.between(20'000, 90'000)) {
    unit("E", east, 0, kha);
    service("post", kha, ServiceUse::leaving, rng.between(10, 60));
    if (rng.chance(1, 2)) service("ramp", vbc, ServiceUse::loading, rng.between(10, 60));
    if (rng.chance(1, 2)) service("unload", kha, ServiceUse::unloading, rng.between(2, 60));
    for (std::size_t i = 0; i < 4; ++i) {
      const LotId one = lot("L" + std::to_string(i), UnitId(rng.below(2)), container, 10, kha);
      model.lots[one].ready = kStart + rng.between(0, 40'000);
      claim(model.lots[one].key, rng.between(0, 200'000));
    }
    const FleetId trucks = fleet("trucks", truck, FleetKind::truck, kha, 2);
    model.fleets[trucks].stocks.push_back({rng.chance(1, 2) ? vbc : east, 1});
    model.fleets[trucks].stocks.push_back({kha, 1, kStart + rng.between(1, 20'000)});
    model.fleets[trucks].turn_s = rng.between(0, 7200);
    fleet("guards", gun_truck, FleetKind::escort, rng.chance(1, 2) ? kha : vbc, 1);
    model.rules.escort_min = 1;
    for (const LinkId link : roads) model.links[link].escort = rng.chance(1, 2);
    if (rng.chance(1, 2)) {
      const Time closed = kStart + rng.between(0, 30'000);
      window(WindowTarget::link, roads[rng.below(3)].index(), {closed, closed + rng.between(1000, 20'000)});
    }
    for (const char* id : {"service:post", "service:ramp", "link:VBC-KHA:forward", "link:EAST-KHA:forward",
                           "escort:VBC-KHA:forward", "escort:VBC-KHA:backward", "escort:EAST-KHA:forward"})
      add_prices(id);
  }
  void add_prices(const std::string& id) {
    if (rng.chance(1, 4)) return;
    Time from = kStart;
    for (std::uint64_t periods = 1 + rng.below(3); periods > 0 && from < end; --periods) {
      const Time until = periods == 1 ? end : std::min(end, from + rng.between(1, 40'000));
      price(id, rng.between(0, id.starts_with("escort") ? 300 : 2), from, until);
      from = until;
    }
  }
};

TEST(CertificateSums, ToursEarnWhatTheirValuesSay) {
  int tours = 0, waits = 0, escorted = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE(seed);
    RandomMarket world(seed);
    check::CutFigures figures(world.model, world.end);
    for (const LotId lot : world.model.lots.ids()) figures.add(check::claim_of(world.model, lot));
    std::vector<check::CutResource> rows;
    for (const CertificateResource& row : world.certificate.resources)
      if (const auto found = check::find_resource(world.model, row)) rows.push_back(*found);
    const auto prices = check::price_list(world.model, rows, world.end);
    ASSERT_TRUE(prices);
    check::Market market(figures, {kStart, world.end}, 300, 600);
    for (const check::TruckClass& one : market.truck_classes()) {
      check::TruckValues values(market.trucks()[one.times], *prices, world.certificate.rewards);
      ASSERT_FALSE(values.too_coarse());
      const check::TruckTour tour = values.tour(one.stock);
      std::int64_t earned = 0;
      for (const auto& [claim, things] : tour.loads) {
        earned += world.certificate.rewards[claim] * things;
        waits += world.model.lots[LotId(claim)].ready > kStart + 20'000;
      }
      for (const check::Payment& payment : tour.payments) earned -= paid(payment);
      EXPECT_EQ(earned, values.best(one.stock));
      EXPECT_LT(tour.last_exit, world.end);
      tours += tour.loads.size() > 1;
    }
    for (const check::TruckClass& one : market.escort_classes()) {
      const check::EscortValues values(market.escorts()[one.times], *prices);
      std::int64_t earned = 0;
      for (const check::Payment& payment : values.tour(one.stock)) earned += paid(payment);
      EXPECT_EQ(earned, values.best(one.stock));
      escorted += earned > 0;
    }
  }
  EXPECT_GT(tours, 100);
  EXPECT_GT(waits, 30);
  EXPECT_GT(escorted, 30);
}

}  // namespace
}  // namespace homeward::testing
