// SPDX-License-Identifier: Apache-2.0
#include "check/build.h"

namespace homeward::testing {
namespace {

/// 4 containers on 2 trucks, each of load class 30, 4.0 m high, 2.6 m wide as loaded.
struct Load : World {
  PlaceId vbc = base("VBC"), kha = camp("KHA");
  LinkId id = road(vbc, kha);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 2);
  UnitId owner = unit("1-1", vbc, 0, kha);
  LotId boxes = lot("boxes", owner, container, 4, kha);
  Load() { column({vbc, kha}, kStart, {of_fleet(trucks, 2, boxes, 4)}); }
  Link& link() { return model.links[id]; }
  LoadRule& rule() { return model.load_rules[0]; }
  ItemType& type() { return model.item_types[truck]; }
};

TEST(Loads, TheLoadTableSaysHowManyAreCarried) {
  Load world;
  EXPECT_VALID(world);
  world.model.lots[world.boxes].count = 5;
  world[0].legs[0].groups[0].cargo->count = 5;
  EXPECT_CODES(world, "LOAD");
  world.rule().count = 3;
  EXPECT_VALID(world);
}
TEST(Loads, NothingElseIsCarried) {
  Load world;
  world.rule().item = world.humvee;
  EXPECT_CODES(world, "LOAD");
  world.rule().item = world.container;
  world.rule().truck = world.bus;
  EXPECT_CODES(world, "LOAD");
}
TEST(Loads, OwnVehiclesCarryNothing) {
  Load world;
  const LotId humvees = world.lot("humvees", world.owner, world.humvee, 1, world.kha);
  LoadRule rule = world.rule();
  rule.truck = world.humvee;
  world.model.load_rules.push_back(rule);
  world.model.units[world.owner].people[world.military] = 1;
  world[0].legs[0].groups = {of_fleet(world.trucks, 2, world.boxes, 2), of_lot(humvees, 1)};
  world[0].legs[0].groups[1].cargo = Cargo{world.boxes, 2};
  world[0].legs[0].passengers = {people(world.owner, 1)};
  world[0].legs[0].pass_time_s = 30;
  EXPECT_CODES(world, "LOAD");
}

TEST(Restriction, TheLoadClassAsLoadedFits) {
  Load world;
  world.link().mlc = 30;
  EXPECT_VALID(world);
  world.link().mlc = 29;
  EXPECT_CODES(world, "RESTRICTION");
}
TEST(Restriction, TheHeightAsLoadedFits) {
  Load world;
  world.link().height_mm = 4000;
  EXPECT_VALID(world);
  world.link().height_mm = 3999;
  EXPECT_CODES(world, "RESTRICTION");
}
TEST(Restriction, TheWidthAsLoadedFits) {
  Load world;
  world.link().width_mm = 2600;
  EXPECT_VALID(world);
  world.link().width_mm = 2599;
  EXPECT_CODES(world, "RESTRICTION");
}
TEST(Restriction, EmptyVehiclesHaveTheirOwnMeasures) {
  Load world;
  world[0].legs[0].groups = {of_fleet(world.trucks, 2)};
  world[0].column_class = ColumnClass::empty;
  world.model.lots[world.boxes].count = 0;
  world.link().mlc = 10;
  world.link().height_mm = 3000;
  world.link().width_mm = 2500;
  EXPECT_VALID(world);
  world.link().mlc = 9;
  EXPECT_CODES(world, "RESTRICTION");
}
TEST(Restriction, AnUnknownLinkIsRefusedOrAssumed) {
  Load world;
  for (auto [policy, figure] : {std::pair{&world.model.rules.unknown_link_mlc, 30},
                                {&world.model.rules.unknown_link_height_mm, 4000},
                                {&world.model.rules.unknown_link_width_mm, 2600}}) {
    policy->assume = figure;
    EXPECT_VALID(world);
    policy->assume = figure - 1;
    EXPECT_CODES(world, "RESTRICTION");
    policy->assume.reset();
    EXPECT_CODES(world, "RESTRICTION");
    policy->assume = figure;
  }
}
TEST(Restriction, AnUnknownVehicleIsRefusedOrAssumed) {
  Load world;
  world.rule().mlc.reset();
  EXPECT_CODES(world, "RESTRICTION");
  world.model.rules.unknown_vehicle_mlc.assume = 40;
  EXPECT_VALID(world);
  world.rule().height_mm.reset();
  EXPECT_CODES(world, "RESTRICTION");
  world.model.rules.unknown_vehicle_height_mm.assume = 40;
  EXPECT_VALID(world);
  world.rule().width_mm.reset();
  EXPECT_CODES(world, "RESTRICTION");
  world.model.rules.unknown_vehicle_width_mm.assume = 40;
  EXPECT_VALID(world);
}
TEST(Restriction, TheLargestOfSeveralVehiclesCounts) {
  Load world;
  const FleetId buses = world.fleet("buses", world.bus, FleetKind::bus, world.vbc, 1);
  world[0].legs[0].groups.insert(world[0].legs[0].groups.begin(), of_fleet(buses, 1));
  world[0].legs[0].pass_time_s = 30;
  world.link().mlc = 30;
  EXPECT_VALID(world);
  world.model.item_types[world.bus].mlc = 31;
  EXPECT_CODES(world, "RESTRICTION");
  world.model.item_types[world.bus].mlc = 10;
  world.link().mlc = 29;
  EXPECT_CODES(world, "RESTRICTION");
}

/// Two columns of one truck with two containers each go from VBC by RUM, where something changes.
struct Change : World {
  PlaceId vbc = base("VBC"), rum = camp("RUM"), kha = camp("KHA");
  LinkId north = road(vbc, rum), south = road(rum, kha);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 2);
  UnitId owner = unit("1-1", vbc, 0, rum);
  LotId boxes = lot("boxes", owner, container, 4, rum);
  Change() {
    column({vbc, rum, kha}, kStart, {of_fleet(trucks, 2, boxes, 4)});
    halt(0, 1, 60);
  }
};

TEST(Leg, LoadedVehiclesMayLeaveWithTheirLoad) {
  Change world;
  world.change(0, 1, {of_fleet(world.trucks, 1, world.boxes, 2)});
  world.model.lots[world.boxes].destination = world.kha;
  EXPECT_EQ(codes(world), "STOCK DUE");
}
TEST(Leg, ALoadStaysOnItsVehicles) {
  for (const auto& [vehicles, things] : {std::pair{1, 4}, {2, 2}, {2, 5}, {3, 4}, {3, 6}}) {
    Change world;
    world.rum = world.rum;
    world.model.fleets[world.trucks].stocks.push_back({world.rum, 1});
    world.model.fleets[world.trucks].turn_s = 0;
    world.rum = world.rum;
    world.model.load_rules[0].count = 4;
    world.change(0, 1, {of_fleet(world.trucks, vehicles, world.boxes, things)});
    EXPECT_NE(codes(world).find("LEG"), std::string::npos) << vehicles << " " << things;
  }
}
TEST(Leg, ALoadThatStaysWhollyIsFine) {
  Change world;
  const FleetId escorts = world.fleet("escorts", world.gun_truck, FleetKind::escort, world.rum, 1);
  world.change(0, 1, {of_fleet(world.trucks, 2, world.boxes, 4), of_fleet(escorts, 1)});
  world.model.lots[world.boxes].destination = world.kha;
  EXPECT_VALID(world);
}
TEST(Leg, TrucksMayGoOnEmptyAfterTheyHaveTurned) {
  Change world;
  world.change(0, 1, {of_fleet(world.trucks, 2)});
  world.model.fleets[world.trucks].turn_s = 40;  // tail 20 s, departure after 60 s
  EXPECT_VALID(world);
  world.model.fleets[world.trucks].turn_s = 41;
  EXPECT_CODES(world, "FLEET");
}
TEST(Leg, TrucksTurnAfterTheirUnloadingIsOver) {
  Change world;
  const ServiceId yard = world.service("yard", world.rum, ServiceUse::unloading, 36);
  world.change(0, 1, {of_fleet(world.trucks, 2)});
  world.serve(0, 1, yard);  // 200 s
  world.model.rules.start_step_s = 1;
  world.halt(0, 1, -40 + 100);
  world.model.fleets[world.trucks].turn_s = 100;
  EXPECT_VALID(world);
  world.halt(0, 1, -1);
  EXPECT_CODES(world, "FLEET");
}
TEST(Leg, CargoIsLoadedAtTheFirstStopOnly) {
  Change world;
  const UnitId there = world.unit("there", world.rum, 0, world.kha);
  const LotId more = world.lot("more", there, world.container, 4, world.kha);
  world.model.lots[more].place = world.rum;
  world.change(0, 1, {of_fleet(world.trucks, 2, more, 4)});
  EXPECT_CODES(world, "LEG");
}

}  // namespace
}  // namespace homeward::testing
