// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include "check/build.h"

namespace homeward::testing {
namespace {

constexpr std::int64_t kHuge = std::numeric_limits<std::int64_t>::max();

/// A bit of everything, valid: trucks with containers, a bus, a flight, a ship, a batch, a closing.
struct Whole : World {
  PlaceId vbc = base("VBC"), arf = camp("ARF"), usa = camp("USA");
  LinkId link = road(vbc, arf);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 6);
  UnitId owner = unit("1-1", vbc, 10, usa);
  LotId boxes = lot("boxes", owner, container, 12, usa), humvees = lot("humvees", owner, humvee, 2, arf);
  ServiceId wash = service("wash", arf, ServiceUse::things, 36),
            ramp = service("ramp", vbc, ServiceUse::loading, 36);
  AircraftId jet = aircraft("jet", arf, usa, 3600);
  Whole() {
    model.places[arf].berths = 1;
    model.lots[boxes].process = {wash};
    column({vbc, arf}, kStart, {of_fleet(trucks, 6, boxes, 12), of_lot(humvees, 2)}, {people(owner, 10 - 8)});
    plan.columns[0].legs[0].passengers[0].count = 8;
    serve(0, 0, ramp);
    model.units[owner].people[military] = 8;
    plan.batches = {{wash, boxes, 12, kStart + 5000, kStart + 6200}};
    Ship ship;
    ship.key = "liberty";
    ship.port = arf;
    ship.destination = usa;
    ship.load_s = ship.passage_s = 3600;
    ship.container_capacity = 12;
    model.ships.push_back(ship);
    plan.sailings = {{ShipId(0), kStart + 6200, kStart + 9800, kStart + 13400, {{boxes, 12}}}};
    flight("F1", jet, arf, usa, kStart + 9000, {people(owner, 8)});
    close(vbc, kStart + 4000);
  }
  Column& trip() { return plan.columns[0]; }
};

TEST(Form, TheWholeIsValid) { EXPECT_VALID(Whole()); }

/// Each breaks one thing so that nothing else may look at it.
using Break = void (*)(Whole&);
constexpr Break kBreaks[] = {
    [](Whole& w) { w.trip().number.clear(); },
    [](Whole& w) { w.trip().column_class = static_cast<ColumnClass>(5); },
    [](Whole& w) { w.trip().column_class = static_cast<ColumnClass>(-1); },
    [](Whole& w) { w.trip().stops.clear(); },
    [](Whole& w) { w.trip().stops.resize(1); },
    [](Whole& w) { w.trip().stops.resize(10001, w.trip().stops[0]); },
    [](Whole& w) { w.trip().legs.clear(); },
    [](Whole& w) { w.trip().legs[0].first_stop = 1; },
    [](Whole& w) { w.trip().legs[0].last_stop = 0; },
    [](Whole& w) { w.trip().legs[0].last_stop = 2; },
    [](Whole& w) { w.trip().legs[0].last_stop = static_cast<std::size_t>(kHuge); },
    [](Whole& w) { w.trip().stops.push_back(w.trip().stops[1]); },
    [](Whole& w) { w.trip().legs.push_back(w.trip().legs[0]); },
    [](Whole& w) { w.trip().stops[0].place = PlaceId(3); },
    [](Whole& w) { w.trip().stops[0].out.reset(); },
    [](Whole& w) {
      w.trip().stops[1].out = Direction{w.link, true};
    },
    [](Whole& w) { w.trip().stops[0].out->link = LinkId(1); },
    [](Whole& w) { w.trip().stops[1].arrive = kHuge; },
    [](Whole& w) { w.trip().stops[1].depart = -kHuge; },
    [](Whole& w) { w.trip().stops[0].services[0].service = ServiceId(2); },
    [](Whole& w) { w.trip().stops[0].services[0].begin = kHuge; },
    [](Whole& w) { w.trip().stops[0].services[0].end = kHuge; },
    [](Whole& w) { w.trip().stops[0].services.resize(1001, w.trip().stops[0].services[0]); },
    [](Whole& w) { w.trip().legs[0].march_rate_m_per_hour = 0; },
    [](Whole& w) { w.trip().legs[0].march_rate_m_per_hour = 1000001; },
    [](Whole& w) { w.trip().legs[0].pass_time_s = -1; },
    [](Whole& w) { w.trip().legs[0].pass_time_s = 10000001; },
    [](Whole& w) { w.trip().legs[0].groups.clear(); },
    [](Whole& w) { w.trip().legs[0].groups.resize(1001, w.trip().legs[0].groups[0]); },
    [](Whole& w) { w.trip().legs[0].groups[0].vehicles = 0; },
    [](Whole& w) { w.trip().legs[0].groups[0].vehicles = -1; },
    [](Whole& w) { w.trip().legs[0].groups[0].vehicles = 1000001; },
    [](Whole& w) { w.trip().legs[0].groups[0].vehicles = 1000000; },  // with the humvees too many
    [](Whole& w) { w.trip().legs[0].groups[0].vehicles = kHuge; },
    [](Whole& w) { w.trip().legs[0].groups[0].fleet.reset(); },
    [](Whole& w) { w.trip().legs[0].groups[0].own_lot = w.humvees; },
    [](Whole& w) { w.trip().legs[0].groups[0].fleet = FleetId(1); },
    [](Whole& w) { w.trip().legs[0].groups[1].own_lot = LotId(2); },
    [](Whole& w) { w.trip().legs[0].groups[1].own_lot = w.boxes; },
    [](Whole& w) { w.trip().legs[0].groups[0].cargo->lot = LotId(2); },
    [](Whole& w) { w.trip().legs[0].groups[0].cargo->count = 0; },
    [](Whole& w) { w.trip().legs[0].groups[0].cargo->count = kHuge; },
    [](Whole& w) { w.trip().legs[0].passengers[0].unit = UnitId(1); },
    [](Whole& w) { w.trip().legs[0].passengers[0].category = CategoryId(2); },
    [](Whole& w) { w.trip().legs[0].passengers[0].count = 0; },
    [](Whole& w) { w.trip().legs[0].passengers[0].count = kHuge; },
    [](Whole& w) { w.trip().legs[0].passengers.resize(1001, w.trip().legs[0].passengers[0]); },
    [](Whole& w) { w.plan.flights[0].number.clear(); },
    [](Whole& w) { w.plan.flights[0].aircraft = AircraftId(1); },
    [](Whole& w) { w.plan.flights[0].airframe = 1; },
    [](Whole& w) { w.plan.flights[0].airframe = -1; },
    [](Whole& w) { w.plan.flights[0].from = PlaceId(3); },
    [](Whole& w) { w.plan.flights[0].to = PlaceId(3); },
    [](Whole& w) { w.plan.flights[0].take_off = kHuge; },
    [](Whole& w) { w.plan.flights[0].landing = -kHuge; },
    [](Whole& w) { w.plan.flights[0].passengers[0].count = -5; },
    [](Whole& w) { w.plan.sailings[0].ship = ShipId(1); },
    [](Whole& w) { w.plan.sailings[0].berth = kHuge; },
    [](Whole& w) { w.plan.sailings[0].sail = kHuge; },
    [](Whole& w) { w.plan.sailings[0].arrive = kHuge; },
    [](Whole& w) { w.plan.sailings[0].cargo[0].lot = LotId(2); },
    [](Whole& w) { w.plan.sailings[0].cargo[0].count = 0; },
    [](Whole& w) { w.plan.batches[0].service = ServiceId(2); },
    [](Whole& w) { w.plan.batches[0].lot = LotId(2); },
    [](Whole& w) { w.plan.batches[0].count = 0; },
    [](Whole& w) { w.plan.batches[0].begin = -kHuge; },
    [](Whole& w) { w.plan.batches[0].end = kHuge; },
    [](Whole& w) { w.plan.closings[0].place = PlaceId(3); },
    [](Whole& w) { w.plan.closings[0].at = kHuge; },
    [](Whole& w) { w.plan.scenario_sha256 = "0"; },
    [](Whole& w) { w.plan.columns.push_back(w.plan.columns[0]); },
    [](Whole& w) { w.plan.flights.push_back(w.plan.flights[0]); },
    [](Whole& w) { w.model.conditions.push_back({}); },
};

TEST(Form, MalformedEntriesAreReportedAndNeverCrash) {
  int number = 0;
  for (Break spoil : kBreaks) {
    Whole world;
    spoil(world);
    const auto violations = found(world);
    EXPECT_EQ(std::count_if(violations.begin(), violations.end(),
                            [](const Violation& v) { return v.rule == Rule::FORM; }),
              1)
        << "number " << number << "\n"
        << sentences(world);
    ++number;
  }
}

/// Limits themselves are still well formed, whatever else is wrong with them.
TEST(Form, LimitsAreWellFormed) {
  using Stretch = void (*)(Whole&);
  const Stretch stretches[] = {
      [](Whole& w) { w.trip().legs[0].march_rate_m_per_hour = 1; },
      [](Whole& w) { w.trip().legs[0].march_rate_m_per_hour = 1000000; },
      [](Whole& w) { w.trip().legs[0].pass_time_s = 0; },
      [](Whole& w) { w.trip().legs[0].pass_time_s = 10000000; },
      [](Whole& w) { w.trip().legs[0].groups[0].vehicles = 1; },
      [](Whole& w) { w.trip().legs[0].groups[0].vehicles = 1000000 - 2; },
      [](Whole& w) { w.trip().legs[0].groups[0].cargo->count = 1000000; },
      [](Whole& w) { w.trip().legs[0].groups.resize(1000, w.trip().legs[0].groups[1]); },
      [](Whole& w) { w.trip().legs[0].passengers.resize(1000, w.trip().legs[0].passengers[0]); },
      [](Whole& w) { w.trip().stops[0].services.resize(1000, w.trip().stops[0].services[0]); },
      [](Whole& w) { w.trip().stops[1].arrive = kStart + 36525 * kDay; },
      [](Whole& w) { w.trip().stops[1].arrive = kStart - 36525 * kDay; },
      [](Whole& w) { w.plan.columns[0].number = "F1"; },
  };
  for (Stretch stretch : stretches) {
    Whole world;
    stretch(world);
    EXPECT_EQ(codes(world).find("FORM"), std::string::npos) << sentences(world);
  }
}
TEST(Form, TimesBeyondTheReachAreMalformed) {
  for (const Time at : {kStart + 36525 * kDay + 1, kStart - 36525 * kDay - 1}) {
    Whole world;
    world.trip().stops[1].arrive = at;
    EXPECT_NE(codes(world).find("FORM"), std::string::npos);
  }
}
TEST(Form, ThePlanIsForTheOutcomesOfTheModel) {
  Whole world;
  Condition condition;
  condition.key = "immunity";
  condition.outcome = "refused";
  world.model.conditions.push_back(condition);
  world.plan.branch = {{"immunity", "refused"}};
  EXPECT_VALID(world);
  world.plan.branch = {{"immunity", "agreed"}};
  EXPECT_CODES(world, "FORM");
  world.plan.branch = {{"other", "refused"}};
  EXPECT_CODES(world, "FORM");
}
TEST(Form, MalformedPlansAreDrafts) {
  Whole world;
  world.plan.scenario_sha256 = "0";
  EXPECT_EQ(verdict(found(world)), Verdict::draft);
}

TEST(Findings, TheyAreSortedByTimeThenCode) {
  Whole world;
  world.model.links[world.link].needs_permission = true;
  world.model.links[world.link].mlc = 1;
  world.model.deadline = kStart - 10;
  const auto violations = found(world);
  ASSERT_GE(violations.size(), 3u);
  for (std::size_t i = 1; i < violations.size(); ++i)
    EXPECT_LE(std::pair(violations[i - 1].at, violations[i - 1].rule),
              std::pair(violations[i].at, violations[i].rule));
}
TEST(Findings, AThousandAreListedAndTheOthersCounted) {
  World world;
  const PlaceId vbc = world.base("VBC");
  for (int i = 0; i < 1000; ++i)
    world.lot("lot", world.unit("unit", vbc, 0, vbc), world.container, 1, world.camp("KHA"));
  world.model.units[UnitId(0)].stays = world.model.lots[LotId(0)].stays = true;
  for (std::size_t i = 500; i < 1000; ++i) world.model.lots[LotId(i)].stays = true;
  EXPECT_EQ(found(world).size(), 2 * 499u);
  world.model.lots[LotId(600)].stays = false;
  EXPECT_EQ(found(world).size(), 1000u);
  world.model.lots[LotId(700)].stays = false;
  const auto violations = found(world);
  ASSERT_EQ(violations.size(), 1001u);
  EXPECT_EQ(violations.back().sentence, "2 more are not listed: DEADLINE 2");
  EXPECT_EQ(verdict(violations), Verdict::late);
}
TEST(Findings, TheVerdictIsRightEvenWhenHardRulesAreNotListed) {
  World world;
  const PlaceId vbc = world.base("VBC"), kha = world.camp("KHA");
  for (int i = 0; i < 600; ++i) world.lot("lot", world.unit("unit", vbc, 0, kha), world.container, 1, kha);
  const LinkId link = world.road(vbc, kha);
  world.model.links[link].mlc = 1;
  world.column({vbc, kha}, world.model.deadline + 60,
               {of_fleet(world.fleet("trucks", world.truck, FleetKind::truck, kha, 0), 1)});
  const auto violations = found(world);
  ASSERT_EQ(violations.size(), 1001u);
  EXPECT_EQ(verdict(violations), Verdict::draft);
}

TEST(Form, ALegHasALength) {
  Whole world;
  Leg leg = world.trip().legs[0];
  leg.last_stop = 0;
  world.trip().legs.insert(world.trip().legs.begin(), leg);
  EXPECT_NE(codes(world).find("FORM"), std::string::npos);
}
TEST(Form, AColumnHasTwoStopsAndALeg) {
  Whole world;
  world.trip().stops.resize(1);
  world.trip().stops[0].out.reset();
  world.trip().legs.clear();
  EXPECT_NE(codes(world).find("FORM"), std::string::npos);
}
TEST(Form, AColumnMayHaveTenThousandStops) {
  for (const std::size_t number : {10000u, 10001u}) {
    Whole world;
    Stop stop = world.trip().stops[0];
    stop.services.clear();
    world.trip().stops.assign(number, stop);
    world.trip().stops.back().out.reset();
    world.trip().legs[0].last_stop = number - 1;
    world.trip().legs[0].groups.resize(1);
    EXPECT_EQ(codes(world).find("FORM") == std::string::npos, number == 10000u);
  }
}

}  // namespace
}  // namespace homeward::testing
