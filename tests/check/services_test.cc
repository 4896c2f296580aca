// SPDX-License-Identifier: Apache-2.0
#include "check/build.h"

namespace homeward::testing {
namespace {

/// 6 trucks (pass time 60 s) from VBC over the border at RUM to KHA, and a border post at KHA for who leaves
/// Iraq: 36 vehicles an hour, so 600 s for the column and 100 s for its last vehicle.
struct Border : World {
  PlaceId vbc = base("VBC"), rum = base("RUM"), kha = camp("KHA"), kwt = camp("KWT");
  LinkId north = road(vbc, rum), south = road(rum, kha), on = road(kha, kwt);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 12);
  ServiceId post = service("post", kha, ServiceUse::leaving, 36);
  Border() {
    model.fleets[trucks].stocks[0].count = 6;
    model.rules.start_step_s = 1;
    column({vbc, rum, kha, kwt}, kStart, {of_fleet(trucks, 6)});
    serve(0, 2, post);
    plan.columns[0].stops[2].depart = plan.columns[0].stops[2].services[0].end;
    retime();
  }
  void retime() {
    Stop& last = plan.columns[0].stops[3];
    last.arrive = last.depart = plan.columns[0].stops[2].depart + kTravel;
  }
  Stop& stop() { return plan.columns[0].stops[2]; }
  ServiceVisit& visit() { return plan.columns[0].stops[2].services[0]; }
};

TEST(Services, AColumnIsServedAsSoonAsItComesAndLeavesWhenItIsOver) {
  Border world;
  EXPECT_VALID(world);
  EXPECT_EQ(world.visit().end - world.visit().begin, 600);
}
TEST(Services, AServiceDoesNotBeginBeforeTheHeadHasCome) {
  Border world;
  world.visit().begin -= 1;
  world.visit().end -= 1;
  EXPECT_CODES(world, "SERVICE");
}
TEST(Services, AServiceMayBeginLater) {
  Border world;
  world.visit().begin += 1;
  world.visit().end += 1;
  EXPECT_CODES(world, "SERVICE");  // the column leaves before its end
  world.stop().depart += 1;
  world.retime();
  EXPECT_VALID(world);
}
TEST(Services, AServiceTakesExactlyItsTime) {
  for (const Duration wrong : {-1, 1}) {
    Border world;
    world.visit().end += wrong;
    world.stop().depart += 60;
    world.retime();
    EXPECT_CODES(world, "SERVICE");
  }
}
TEST(Services, AServiceDoesNotEndBeforeTheLastVehicleHasComeAndIsServed) {
  Border world;
  world.model.services[world.post].rate_per_hour = 3600;
  world.visit().end = world.visit().begin + 60 + 1;
  EXPECT_VALID(world);
  world.visit().end = world.visit().begin + 60;
  EXPECT_CODES(world, "SERVICE");
}
TEST(Services, ServiceTimesAreRoundedUp) {
  Border world;
  world.model.services[world.post].rate_per_hour = 37;
  world.visit().end = world.visit().begin + 584;  // 583.8
  EXPECT_VALID(world);
  world.model.services[world.post].rate_per_hour = 7000;
  world.visit().end = world.visit().begin + 61;  // 60 and 0.5
  EXPECT_VALID(world);
}
TEST(Services, AServiceThatAppliesMustBeTaken) {
  Border world;
  world.stop().services.clear();
  EXPECT_CODES(world, "SERVICE");
}
TEST(Services, AServiceIsTakenOnce) {
  Border world;
  world.serve(0, 2, world.post);
  EXPECT_CODES(world, "SERVICE");
}
TEST(Services, AServiceOfAnotherPlaceIsNotTaken) {
  Border world;
  const ServiceId other = world.service("fuel", world.kwt, ServiceUse::leaving, 36);
  EXPECT_VALID(world);
  world.visit().service = other;
  EXPECT_CODES(world, "SERVICE");
}
TEST(Services, TheLastStopIsServedToo) {
  Border world;
  const ServiceId fuel = world.service("fuel", world.kwt, ServiceUse::passing, 36);
  EXPECT_CODES(world, "SERVICE");
  world.serve(0, 3, fuel);
  EXPECT_VALID(world);
}
TEST(Services, SeveralServicesFollowTheListedOrder) {
  Border world;
  const ServiceId fuel = world.service("fuel", world.kha, ServiceUse::passing, 36);
  world.serve(0, 2, fuel);
  EXPECT_VALID(world);
  EXPECT_EQ(world.stop().services[1].begin, world.stop().services[0].end);
  world.stop().services[1].begin -= 1;
  world.stop().services[1].end -= 1;
  EXPECT_CODES(world, "SERVICE");
  world.stop().services[1].begin += 1;
  world.stop().services[1].end += 1;
  std::swap(world.stop().services[0].service, world.stop().services[1].service);
  EXPECT_CODES(world, "SERVICE");
}
TEST(Services, PassingServicesAreTakenWhereAColumnPassesOrEndsButNotWhereItStarts) {
  Border world;
  world.service("fuel at the start", world.vbc, ServiceUse::passing, 36);
  EXPECT_VALID(world);
  world.service("fuel at the border", world.rum, ServiceUse::passing, 36);
  EXPECT_CODES(world, "SERVICE");
}
TEST(Services, LeavingAppliesToTheFirstPlaceOutsideOnly) {
  Border world;
  world.service("inside", world.rum, ServiceUse::leaving, 36);
  world.service("beyond", world.kwt, ServiceUse::leaving, 36);
  world.service("start", world.vbc, ServiceUse::leaving, 36);
  EXPECT_VALID(world);
  world.model.services[world.post].zone = world.kuwait;
  EXPECT_CODES(world, "SERVICE");
}

/// Two columns of 6, the second served when the first is over; one lane.
struct Queue : Border {
  Queue() {
    model.fleets[trucks].stocks[0].count = 12;
    column({vbc, rum, kha, kwt}, kStart + 3600, {of_fleet(trucks, 6)});
    serve(1, 2, post);
    model.links[on].lanes = 2;
    plan.columns[1].stops[2].lane = 2;
    visit().begin += 3000;
    visit().end += 3000;
    stop().depart += 3000;
    retime();
  }
};

TEST(Services, ALaneServesOneColumnAfterTheOther) { EXPECT_VALID(Queue()); }
TEST(Services, ALaneServesOneColumnAtATime) {
  Queue world;
  world.visit().begin += 1;
  world.visit().end += 1;
  world.stop().depart += 1;
  world.retime();
  EXPECT_CODES(world, "SERVICE");
  world.model.services[world.post].lanes = 2;
  EXPECT_VALID(world);
}

/// The two overlap for one second, on two lanes.
struct Overlap : Queue {
  Time second;
  Overlap() {
    visit().begin += 1;
    visit().end += 1;
    stop().depart += 1;
    retime();
    model.services[post].lanes = 2;
    second = plan.columns[1].stops[2].services[0].begin;
  }
  void reduce(Interval when, std::int64_t fewer = 1) {
    Reduction reduction;
    reduction.when.target = WindowTarget::service;
    reduction.when.service = post;
    reduction.when.once = when;
    reduction.fewer = fewer;
    model.reductions.push_back(reduction);
  }
};

TEST(Services, AReducedWindowTakesLanesOnlyInItsTime) {
  Overlap world;
  EXPECT_VALID(world);
  world.reduce({kStart, world.second});
  world.reduce({world.second + 1, kEndOfTime});
  EXPECT_VALID(world);
  world.reduce({world.second, world.second + 1});
  EXPECT_CODES(world, "SERVICE");
  world.model.services[world.post].lanes = 3;
  EXPECT_VALID(world);
}
TEST(Services, AReducedWindowMayNotBeginWhileTooManyAreServed) {
  Overlap early, late;
  early.reduce({early.second + 1, kEndOfTime}, 2);
  EXPECT_CODES(early, "SERVICE") << "one is still served";
  late.reduce({late.plan.columns[1].stops[2].services[0].end, kEndOfTime}, 2);
  EXPECT_VALID(late);
}
TEST(Services, ReducedWindowsAddUpAndTakeNoMoreThanThereIs) {
  Overlap world;
  world.reduce({kStart, kStart + 60}, 5);
  EXPECT_VALID(world);
  world.reduce({world.second + 1, world.second + 2});
  world.reduce({world.second + 1, world.second + 2});
  EXPECT_CODES(world, "SERVICE");
}
TEST(Services, ADailyReducedWindowTakesLanesOnItsDays) {
  Overlap world;
  Reduction reduction;
  reduction.when.target = WindowTarget::service;
  reduction.when.service = world.post;
  reduction.when.daily = true;
  reduction.when.from_second = 0;
  reduction.when.until_second = 24 * kHour;
  reduction.fewer = 1;
  world.model.reductions.push_back(reduction);
  EXPECT_CODES(world, "SERVICE");
  world.model.reductions[0].when.first_day = kStart + 3 * kDay;
  EXPECT_VALID(world);
}

/// 6 empty trucks come from KHA over RUM to VBC; a post at KHA for who enters Iraq. Afterwards they go back.
struct Inbound : World {
  PlaceId vbc = base("VBC"), kha = camp("KHA"), kwt = camp("KWT");
  LinkId link = road(vbc, kha), on = road(kha, kwt);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, kwt, 6);
  ServiceId post = service("post", kha, ServiceUse::entering, 36);
  Inbound() {
    column({kwt, kha, vbc}, kStart, {of_fleet(trucks, 6)});
    serve(0, 1, post);
    column({vbc, kha, kwt}, kStart + 4 * kHour, {of_fleet(trucks, 6)});
  }
};

TEST(Services, EnteringAppliesToTheLastPlaceOutside) { EXPECT_VALID(Inbound()); }
TEST(Services, EnteringMustBeTaken) {
  Inbound world;
  world[0].stops[1].services.clear();
  EXPECT_CODES(world, "SERVICE");
}
TEST(Services, EnteringIsNotTakenOnTheWayOut) {
  Inbound world;
  world.serve(1, 1, world.post);
  EXPECT_CODES(world, "SERVICE");
}
TEST(Services, EnteringIsNotTakenAtOtherPlaces) {
  Inbound world;
  world.service("too early", world.kwt, ServiceUse::entering, 36);
  world.service("too late", world.vbc, ServiceUse::entering, 36);
  EXPECT_VALID(world);
}
TEST(Services, EnteringAtTheStartBeginsTheColumn) {
  Inbound world;
  world.plan.columns.clear();
  world.model.fleets[world.trucks].stocks[0].place = world.kha;
  world.column({world.kha, world.vbc}, kStart, {of_fleet(world.trucks, 6)});
  world.column({world.vbc, world.kha}, kStart + 4 * kHour, {of_fleet(world.trucks, 6)});
  EXPECT_CODES(world, "SERVICE");
  world.serve(0, 0, world.post);
  EXPECT_VALID(world);
  EXPECT_EQ(world[0].stops[0].services[0].end, kStart + 600);  // p counts as 0
  world.model.services[world.post].rate_per_hour = 3600;
  world[0].stops[0].services[0].end = kStart + 6;
  EXPECT_VALID(world);
}

/// 12 containers on 6 trucks, loaded at VBC (36 trucks an hour), unloaded at KHA (60 an hour), with 2
/// escorts.
struct Loaded : World {
  PlaceId vbc = base("VBC"), kha = camp("KHA");
  LinkId link = road(vbc, kha);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 6);
  FleetId escorts = fleet("escorts", gun_truck, FleetKind::escort, vbc, 2);
  UnitId unit_id = unit("1-1", vbc, 0, kha);
  LotId boxes = lot("boxes", unit_id, container, 12, kha);
  ServiceId ramp = service("ramp", vbc, ServiceUse::loading, 36);
  ServiceId yard = service("yard", kha, ServiceUse::unloading, 60);
  Loaded() {
    column({vbc, kha}, kStart, {of_fleet(trucks, 6, boxes, 12), of_fleet(escorts, 2)});
    serve(0, 0, ramp);
    serve(0, 1, yard);
  }
};

TEST(Services, LoadingCountsTheLoadedVehiclesAndUnloadingAll) {
  Loaded world;
  EXPECT_VALID(world);
  EXPECT_EQ(world[0].stops[0].services[0].end, kStart + 600);
  EXPECT_EQ(world[0].stops[1].services[0].end - world[0].stops[1].arrive, 480);
}
TEST(Services, LoadingMustBeTaken) {
  Loaded world;
  world[0].stops[0].services.clear();
  EXPECT_CODES(world, "CONTINUITY SERVICE");
}
TEST(Services, UnloadingMustBeTaken) {
  Loaded world;
  world[0].stops[1].services.clear();
  EXPECT_CODES(world, "SERVICE");
}
TEST(Services, LoadingBeginsTheColumn) {
  Loaded world;
  world.model.start -= 3600;
  world.model.lots[world.boxes].ready -= 3600;
  world[0].stops[0].arrive -= 1;
  EXPECT_CODES(world, "CONTINUITY");
}
TEST(Services, LoadingEndsBeforeTheHeadLeaves) {
  Loaded world;
  world.model.rules.start_step_s = 1;
  world.halt(0, 0, -1);
  EXPECT_CODES(world, "SERVICE");
}
TEST(Services, EmptyColumnsAreNeitherLoadedNorUnloaded) {
  Loaded world;
  world.plan.columns.clear();
  world.model.lots[world.boxes].count = 0;
  world.column({world.vbc, world.kha}, kStart, {of_fleet(world.trucks, 6), of_fleet(world.escorts, 2)});
  EXPECT_VALID(world);
}
TEST(Services, LastOutColumnsLoadThemselves) {
  Loaded world;
  world.model.units[world.unit_id].last_out = true;
  world[0].column_class = ColumnClass::last_out;
  EXPECT_CODES(world, "SERVICE");
  world[0].stops[0].services.clear();
  world[0].stops[0].arrive = world[0].stops[0].depart;
  EXPECT_VALID(world);
}
TEST(Services, UnloadingAtAChangeOfLegsIsTakenWhereTheCargoIsGivenUp) {
  Loaded world;
  const PlaceId kwt = world.camp("KWT");
  world.road(world.kha, kwt);
  world.plan.columns.clear();
  world.column({world.vbc, world.kha, kwt}, kStart,
               {of_fleet(world.trucks, 6, world.boxes, 12), of_fleet(world.escorts, 2)});
  world.serve(0, 0, world.ramp);
  world.change(0, 1, {of_fleet(world.escorts, 2)});
  world.serve(0, 1, world.yard);
  EXPECT_VALID(world);
  world[0].stops[1].services.clear();
  EXPECT_CODES(world, "SERVICE");
}
TEST(Services, ServicesOfThingsAreNotTakenByColumns) {
  Loaded world;
  const ServiceId wash = world.service("wash", world.kha, ServiceUse::things, 36);
  EXPECT_VALID(world);
  world.serve(0, 1, wash);
  EXPECT_CODES(world, "SERVICE");
}

/// The team of the border post: 5 people at KHA. One leaves by bus when the column is served, four later.
struct Team : Border {
  UnitId team = unit("team", kha, 5, kwt);
  FleetId buses = fleet("buses", bus, FleetKind::bus, kha, 2);
  Team() {
    model.services[post].team = team;
    model.services[post].team_people = 5;
    model.links[on].lanes = 2;
    column({kha, kwt}, visit().end, {of_fleet(buses, 1)}, {people(team, 1)});
    plan.columns[1].stops[0].lane = 2;
    column({kha, kwt}, visit().end + 2 * kHour, {of_fleet(buses, 1)}, {people(team, 4)});
  }
};

TEST(Teams, AServiceWorksWhileItsTeamIsThere) { EXPECT_VALID(Team()); }
TEST(Teams, AServiceDoesNotWorkWhenOneOfItsTeamHasLeft) {
  Team world;
  world.delay(1, -1);
  EXPECT_CODES(world, "TEAM");
  world.model.services[world.post].team_people = 4;
  EXPECT_VALID(world);
}
TEST(Teams, AServiceDoesNotWorkWithOneTooFewAtItsBegin) {
  Team world;
  world.model.services[world.post].team_people = 6;
  EXPECT_CODES(world, "TEAM");
}
TEST(Teams, TheTeamMustBeAtThePlace) {
  Team world;
  world.model.services[world.post].team = world.unit("elsewhere", world.kwt, 5, world.kwt);
  EXPECT_CODES(world, "TEAM");
}

}  // namespace
}  // namespace homeward::testing
