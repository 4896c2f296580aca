// SPDX-License-Identifier: Apache-2.0
#include "check/build.h"

namespace homeward::testing {
namespace {

/// Two columns of 6 trucks (pass time 60 s) from VBC over RUM to KHA; the second is `later` behind.
struct Road : World {
  PlaceId vbc = base("VBC"), rum = base("RUM"), kha = camp("KHA");
  LinkId north = road(vbc, rum), south = road(rum, kha);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 12);
  explicit Road(Duration later) {
    model.rules.start_step_s = 1;
    column({vbc, rum, kha}, kStart, {of_fleet(trucks, 6)});
    column({vbc, rum, kha}, kStart + later, {of_fleet(trucks, 6)});
  }
};

TEST(Follow, ASecondColumnMayEnterWhenTheTailOfTheFirstAndTheGapAreIn) { EXPECT_VALID(Road(960)); }
TEST(Follow, ASecondColumnMayNotEnterASecondEarlier) { EXPECT_CODES(Road(959), "FOLLOW"); }
TEST(Follow, TwoColumnsMayNotEnterTogether) { EXPECT_CODES(Road(0), "FOLLOW"); }

TEST(Follow, TwoColumnsMayNotEnterTogetherEvenWithoutPassTimeAndGap) {
  Road world(0);
  world.model.rules.column_gap_s = 0;
  world.model.rules.vehicle_gap_mm = -10000;  // a pass time of nothing
  world.model.rules.close_gap_mm = -10000;
  world[0].legs[0].pass_time_s = world[1].legs[0].pass_time_s = 0;
  EXPECT_CODES(world, "FOLLOW");
}

TEST(Follow, TheGapOfALinkCountsWhereItIsLarger) {
  Road world(1060);
  world.model.links[world.south].gap_s = 1000;
  EXPECT_VALID(world);
  world.model.links[world.south].gap_s = 1001;
  EXPECT_CODES(world, "FOLLOW");
}

TEST(Follow, TheGapOfALinkDoesNotCountWhereItIsSmaller) {
  Road world(959);
  world.model.links[world.south].gap_s = world.model.links[world.north].gap_s = 1;
  EXPECT_CODES(world, "FOLLOW");
}

TEST(Follow, AFasterColumnMayNotCatchUpBeforeTheEnd) {
  Road world(960);
  for (LinkId link : {world.north, world.south}) world.model.links[link].speed_m_per_hour.fill(18000);
  Column slow = world[0];
  world.plan.columns.clear();
  world.column({world.vbc, world.rum}, kStart, {of_fleet(world.trucks, 6)});
  world.model.links[world.north].speed_m_per_hour.fill(80000);
  for (Leg& leg : world[0].legs) leg.march_rate_m_per_hour = 18000, leg.pass_time_s = 120;
  for (Stop& stop : world[0].stops)
    stop.arrive = stop.depart = stop.arrive == kStart ? kStart : kStart + 2 * kTravel;
  // The slow one has gone at kStart + 7200 + 120 + 900; the fast one needs 3600 s.
  world.column({world.vbc, world.rum}, kStart + 7200 + 1020 - 3600, {of_fleet(world.trucks, 6)});
  EXPECT_EQ(codes(world).find("FOLLOW"), std::string::npos) << sentences(world);
  world.delay(1, -1);
  EXPECT_NE(codes(world).find("FOLLOW"), std::string::npos);
}

TEST(Follow, TheColumnBeforeLastCanBindMore) {
  Road world(960);
  world.column({world.vbc, world.rum, world.kha}, kStart + 1920, {of_fleet(world.trucks, 0 + 1)});
  world.model.fleets[world.trucks].stocks[0].count = 13;
  EXPECT_VALID(world);
  world.delay(2, -1);
  EXPECT_CODES(world, "FOLLOW");
}

TEST(Follow, LanesDoNotDisturbEachOther) {
  Road world(0);
  for (LinkId link : {world.north, world.south}) world.model.links[link].lanes = 2;
  for (Stop& stop : world[1].stops) stop.lane = 2;
  EXPECT_VALID(world);
}

TEST(Follow, ALaneMustExist) {
  for (const std::int64_t lane : {0, 2, -1}) {
    Road world(960);
    world[1].stops[1].lane = lane;
    EXPECT_CODES(world, "FOLLOW");
  }
}

TEST(Follow, OpposingColumnsOnATwoWayRoadDoNotDisturbEachOther) {
  Road world(960);
  world.model.fleets[world.trucks].stocks.push_back({world.kha, 6});
  const std::size_t back =
      world.column({world.kha, world.rum, world.kha}, kStart, {of_fleet(world.trucks, 6)});
  world.halt(back, 1, 2000);
  EXPECT_VALID(world);
}

TEST(Follow, TheSentenceNamesColumnsLinkAndSeconds) {
  const auto violations = found(Road(120));
  ASSERT_EQ(violations.size(), 2u);
  EXPECT_EQ(violations[0].sentence,
            "C2 enters VBC-RUM at 2011-10-21 03:02, 120 s after C1; 960 s are needed.");
  EXPECT_EQ(violations[0].at, kStart + 120);
  EXPECT_EQ(violations[0].objects, (std::vector<std::string>{"C2", "C1", "VBC-RUM"}));
}

/// A column from VBC to RUM and one from RUM to VBC, `later` behind; the first keeps the road until
/// 3600+60+900.
struct Meeting : World {
  PlaceId vbc = base("VBC"), rum = camp("RUM");
  LinkId link;
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 6);
  FleetId others = fleet("others", truck, FleetKind::truck, rum, 3);
  Meeting(LinkUse use, Duration later) {
    model.rules.start_step_s = 1;
    link = road(vbc, rum, use);
    column({vbc, rum}, kStart, {of_fleet(trucks, 6)});
    column({rum, vbc}, kStart + later, {of_fleet(others, 3)});
    column({vbc, rum}, kStart + later + 8 * kHour, {of_fleet(others, 3)});
  }
};

TEST(Oppose, ColumnsMayFollowEachOtherBackOnAnAlternatingLink) {
  EXPECT_VALID(Meeting(LinkUse::alternating, 4560));
}
TEST(Oppose, ColumnsMayNotMeetOnAnAlternatingLink) {
  EXPECT_CODES(Meeting(LinkUse::alternating, 4559), "OPPOSE");
}
TEST(Oppose, ColumnsMayNotMeetOnAnAlternatingLinkWhenTheLaterIsListedFirst) {
  Meeting world(LinkUse::alternating, 4559);
  std::swap(world[0], world[1]);
  EXPECT_CODES(world, "OPPOSE");
}
TEST(Oppose, ColumnsMayMeetOnATwoWayLink) { EXPECT_VALID(Meeting(LinkUse::two_way, 0)); }

TEST(Oppose, TheGapOfAnAlternatingLinkCounts) {
  Meeting world(LinkUse::alternating, 4560);
  world.model.links[world.link].gap_s = 901;
  EXPECT_CODES(world, "OPPOSE");
}

TEST(Oppose, AnEarlierAndLongerOpposingColumnCounts) {
  Meeting world(LinkUse::alternating, 4559 + 100);
  world.model.fleets[world.trucks].stocks[0].count = 7;
  world.model.links[world.link].lanes = 2;
  world.column({world.vbc, world.rum}, kStart + 1, {of_fleet(world.trucks, 1)});
  world[3].stops[0].lane = 2;
  EXPECT_VALID(world);
  world.delay(1, -100);
  EXPECT_CODES(world, "OPPOSE");
}

TEST(Oppose, ColumnsThatTogetherAreTooWideMayNotMeetOnATwoWayRoad) {
  Meeting world(LinkUse::two_way, 4559);
  world.model.links[world.link].meeting_width_mm = 5000;
  EXPECT_VALID(world);
  world.model.links[world.link].meeting_width_mm = 4999;
  EXPECT_CODES(world, "OPPOSE");
  world.delay(1, 1);
  EXPECT_VALID(world);
}

TEST(Oppose, OfSeveralColumnsOnATwoWayRoadTheWidestThatIsStillThereCounts) {
  Meeting world(LinkUse::two_way, 4560);
  world.model.links[world.link].meeting_width_mm = 5400;
  world.model.item_types[world.bus].width_mm = 3000;
  world.model.item_types[world.bus].march_rate_m_per_hour = 36000;
  const FleetId buses = world.fleet("buses", world.bus, FleetKind::bus, world.vbc, 1);
  world.column({world.vbc, world.rum}, kStart + 960, {of_fleet(buses, 1)});
  EXPECT_CODES(world, "OPPOSE");
  world.model.links[world.link].meeting_width_mm = 5500;
  EXPECT_VALID(world);
}

TEST(Oppose, TheWidthAsLoadedCounts) {
  Meeting world(LinkUse::two_way, 0);
  const UnitId unit = world.unit("1-1", world.vbc, 0, world.rum);
  const LotId boxes = world.lot("boxes", unit, world.container, 12, world.rum);
  world[0].legs[0].groups = {of_fleet(world.trucks, 6, boxes, 12)};
  world[0].column_class = ColumnClass::loaded;
  world.model.links[world.link].meeting_width_mm = 5100;
  EXPECT_VALID(world);
  world.model.links[world.link].meeting_width_mm = 5099;
  EXPECT_CODES(world, "OPPOSE");
}

TEST(Oppose, AnUnknownWidthIsTooWide) {
  Meeting world(LinkUse::two_way, 0);
  world.model.links[world.link].meeting_width_mm = 1000000;
  EXPECT_VALID(world);
  world.model.item_types[world.truck].width_mm.reset();
  EXPECT_CODES(world, "RESTRICTION OPPOSE");
  world.model.rules.unknown_vehicle_width_mm.assume = 3000;
  EXPECT_VALID(world);
}

TEST(Exclusive, ColumnsMayFollowEachOtherBackOnAnExclusiveLink) {
  EXPECT_VALID(Meeting(LinkUse::exclusive, 4560));
}
TEST(Exclusive, ColumnsMayNotMeetOnAnExclusiveLink) {
  EXPECT_CODES(Meeting(LinkUse::exclusive, 4559), "EXCLUSIVE");
}

TEST(Exclusive, ColumnsOfOneDirectionMayNotShareAnExclusiveLinkEither) {
  Road world(4560);
  world.model.links[world.south].use = LinkUse::exclusive;
  EXPECT_VALID(world);
  world.delay(1, -1);
  EXPECT_CODES(world, "EXCLUSIVE");
}

TEST(Exclusive, AnEarlierAndLongerColumnCounts) {
  Meeting world(LinkUse::exclusive, 4559);
  world.plan.columns.erase(world.plan.columns.begin());
  world.plan.columns[0].number = "C9";
  Column longer = world.plan.columns[0];
  world.plan.columns.clear();
  world.model.links[world.link].lanes = 3;
  world.column({world.vbc, world.rum}, kStart, {of_fleet(world.trucks, 4)});
  world.column({world.vbc, world.rum}, kStart + 1, {of_fleet(world.trucks, 1)});
  world.column({world.vbc, world.rum}, kStart + 4540, {of_fleet(world.trucks, 1)});
  world[1].stops[0].lane = 2;
  world[2].stops[0].lane = 3;
  const auto violations = found(world);
  ASSERT_EQ(violations.size(), 1u) << sentences(world);
  EXPECT_EQ(violations[0].objects[0], "C2");
  world.delay(2, -1);
  EXPECT_EQ(found(world).size(), 2u) << sentences(world);
}

TEST(Follow, TheSentenceForTheEndNamesTheSeconds) {
  Road world(1020);
  world[0].legs[0].march_rate_m_per_hour = 18000;
  world[0].legs[0].pass_time_s = 120;
  EXPECT_NE(
      sentences(world).find("C2 leaves VBC-RUM at 2011-10-21 04:17, -2580 s after C1; 1020 s are needed."),
      std::string::npos)
      << sentences(world);
}

}  // namespace
}  // namespace homeward::testing
