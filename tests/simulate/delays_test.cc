// SPDX-License-Identifier: Apache-2.0
//
// What one disturbance does to the columns behind it, by sums that a reader can do.
#include <gtest/gtest.h>

#include "check/plan_figures.h"
#include "scenario/draw.h"
#include "simulate/play.h"
#include "simulate/worlds.h"

namespace homeward::testing {
namespace {

using namespace simulate;

/// A replay with one service and nothing else: `work` seconds that begin at `begin` (a day begins at 0).
Replay one_service(Time begin, Duration work, const std::vector<Interval>& shut) {
  Replay replay;
  replay.days = 10;
  Visit visit;
  visit.begin = begin;
  visit.work_s = work;
  visit.closable = 0;
  visit.gate.last = static_cast<std::uint32_t>(shut.size());
  replay.intervals = shut;
  replay.gate_days.assign(11, 0);
  replay.visits.push_back(visit);
  replay.service_places.push_back(0);
  replay.closables.push_back({Closable::Kind::crossing, "KHA", "Khabari", 0, 0});
  replay.events.push_back({begin + work, 0, 0, EventKind::visit});
  replay.events.push_back({kEndOfTime, 0, 0, EventKind::plain});
  return replay;
}

Time end_of(const Replay& replay, const World& world) {
  Times times(1);
  play(replay, world, times);
  return times[0];
}

TEST(Service, TakesItsTimeWhenNothingIsWrong) {
  const Replay replay = one_service(23 * kHour, 2 * kHour, {});
  EXPECT_EQ(end_of(replay, World(replay)), 25 * kHour);
}

TEST(Service, IsSlowOnlyAsLongAsTheSlowDayLasts) {
  const Replay replay = one_service(23 * kHour, 2 * kHour, {});
  World world(replay);
  world.slow_days[0] = 200;  // half an hour's work is done by midnight
  EXPECT_EQ(end_of(replay, world), 25 * kHour + 30 * kMinute);
  world.slow_days[1] = 200;
  EXPECT_EQ(end_of(replay, world), 27 * kHour);
}

TEST(Service, RestsWhileTheCrossingIsClosed) {
  const Replay replay = one_service(8 * kHour, 2 * kHour, {});
  World world(replay);
  world.closings = {{9 * kHour, 12 * kHour}};
  world.first_closing = {0, 1};
  EXPECT_EQ(end_of(replay, world), 13 * kHour);
}

TEST(Service, OfASlowColumnGoesOnInTheNextOpening) {
  const Replay replay = one_service(15 * kHour, 3 * kHour, {{18 * kHour, 30 * kHour}});
  World world(replay);
  world.visit_permille[0] = 1500;  // four and a half hours; three until 18:00
  EXPECT_EQ(end_of(replay, world), 31 * kHour + 30 * kMinute);
}

TEST(Service, BeginsOnlyWhereItFitsAsPlanned) {
  Replay replay = one_service(14 * kHour, 3 * kHour, {{18 * kHour, 30 * kHour}});
  replay.events.insert(replay.events.begin(),
                       {15 * kHour, 0, 0, EventKind::plain});  // what it waits for is late
  replay.events[2].first_arc = 1;
  replay.arcs.push_back({0, static_cast<std::int32_t>(kHour + 1)});
  Times times(2);
  play(replay, World(replay), times);
  EXPECT_EQ(times[1], 33 * kHour);
}

Planned drawn(const std::string& text) {
  Planned planned{text, draw_scenario(text), {}};
  planned.plan = plan_of(planned.model).value();
  return planned;
}

std::uint32_t drive_of(const Replay& replay, std::size_t column, std::size_t stop) {
  return replay.events[replay.columns[column].arrive[stop]].detail;
}

TEST(Column, ThatBreaksDownIsLateByItsDelay) {
  const Planned planned = drawn("depot -30min- bridge -30min- port\n1st: depot to port");
  const Replay replay = compiled(planned);
  World world(replay);
  world.drive_late_s[drive_of(replay, 0, 1)] = 700;
  Times times(replay.event_count());
  play(replay, world, times);
  EXPECT_EQ(times[replay.closure], replay.planned(replay.closure) + 700);
}

TEST(Column, ThatMissesItsOpeningWaitsForTheNextOne) {
  const Planned planned = drawn("a -1h- b -1h- c\n1st: a to c\nclosed b-c: 3h to 5h");
  const Replay replay = compiled(planned);
  ASSERT_EQ(replay.planned(replay.columns[0].depart[1]), kHour);
  World world(replay);
  world.drive_late_s[drive_of(replay, 0, 1)] = 2 * kHour;
  Times times(replay.event_count());
  play(replay, world, times);
  EXPECT_EQ(times[replay.columns[0].depart[1]], 5 * kHour);
  const Reason reason = explain(replay, world, times, replay.columns[0].depart[1]);
  EXPECT_EQ(reason.hours_s, 2 * kHour);
  EXPECT_EQ(reason.source, replay.columns[0].arrive[1]);
}

TEST(Column, OnTheRoadMayOverrunClosedHoursWhereTheRisksSaySo) {
  const Planned planned = drawn("a -1h- b -1h- c\n1st: a to c\nclosed b-c: 3h to 5h");
  const Replay replay = compiled(planned, 90 * kMinute);
  World world(replay);
  world.drive_late_s[drive_of(replay, 0, 1)] = 2 * kHour;
  Times times(replay.event_count());
  play(replay, world, times);
  EXPECT_EQ(times[replay.columns[0].depart[1]], 3 * kHour);
}

TEST(Column, WaitsAtAClosedRoadAndIsToldApartFromOpeningHours) {
  const Planned planned = drawn("a -1h- b -1h- c\n1st: a to c");
  const Replay replay = compiled(planned);
  const std::uint32_t link = replay.entries[replay.events[replay.columns[0].depart[1]].detail].link;
  World world(replay);
  world.closings = {{30 * kMinute, 4 * kHour}};
  for (std::uint32_t i = 0; i < world.first_closing.size(); ++i) world.first_closing[i] = i > link ? 1 : 0;
  Times times(replay.event_count());
  play(replay, world, times);
  const EventIndex enters = replay.columns[0].depart[1];
  EXPECT_EQ(times[enters], 4 * kHour);
  const Reason reason = explain(replay, world, times, enters);
  EXPECT_EQ(reason.closed_s, 3 * kHour);
  EXPECT_EQ(reason.closable, link);
  EXPECT_EQ(reason.hours_s, 0);
}

TEST(Trucks, ThatComeBackLateDelayTheirNextLoad) {
  const Planned planned =
      drawn("base -2h- port\n1st: base to port, 6 people, 2 cars, 20 boxes\nlorries hauler: 10 at port");
  const Replay replay = compiled(planned);
  // Loaded out, empty back, loaded out: the last column goes with the trucks of the first.
  ASSERT_GE(planned.plan.columns.size(), 3u);
  World world(replay);
  std::size_t first = 0;
  while (planned.plan.columns[first].column_class != ColumnClass::loaded) ++first;
  world.drive_late_s[drive_of(replay, first, 1)] = 3 * kHour;
  Times times(replay.event_count());
  play(replay, world, times);
  EXPECT_GE(times[replay.closure], replay.planned(replay.closure) + 3 * kHour - kMinute);
  EXPECT_LE(times[replay.closure], replay.planned(replay.closure) + 3 * kHour + kMinute);
}

/// Three columns on one lane: every set of breakdowns against a recursion written down here.
TEST(Columns, OnOneLaneFollowTheOneInFrontInEveryCase) {
  const Planned planned = drawn("a -1h- b -1h- c\n1st, 2nd, 3rd: a to c, 45 people, 45 cars");
  const Replay replay = compiled(planned);
  const std::size_t columns = planned.plan.columns.size();
  ASSERT_EQ(columns, 3u);
  const Duration pass = planned.plan.columns[0].legs[0].pass_time_s, gap = planned.model.rules.column_gap_s;
  Times times(replay.event_count());
  for (unsigned set = 0; set < 64; ++set) {
    World world(replay);
    for (std::size_t i = 0; i < 6; ++i)
      if ((set >> i & 1) != 0)
        world.drive_late_s[drive_of(replay, i / 2, 1 + i % 2)] = static_cast<std::int32_t>(500 + 700 * i);
    play(replay, world, times);
    Time entered[2] = {kStartOfTime, kStartOfTime}, left[2] = {kStartOfTime, kStartOfTime};
    for (std::size_t c = 0; c < 3; ++c) {
      Time at = planned.plan.columns[c].stops[0].depart;
      for (std::size_t link = 0; link < 2; ++link) {
        at = std::max({at, planned.plan.columns[c].stops[link].depart, entered[link] + pass + gap});
        if (link == 0) at = round_up(at, 60);
        entered[link] = at;
        at += kHour +
              ((set >> (2 * c + link) & 1) != 0 ? static_cast<Duration>(500 + 700 * (2 * c + link)) : 0);
        at = std::max(at, left[link] + pass + gap);
        left[link] = at;
      }
      ASSERT_EQ(times[replay.columns[c].arrive[2]], at) << "set " << set << ", column " << c;
    }
  }
}

/// Two columns at a post of two lanes, 10 vehicles an hour each: 5 cars take half an hour.
constexpr const char* kTwoLanes =
    "a -1h- post\nb -1h- post\nc -1h- post\n1st: a to post\n2nd: b to post\n3rd: c to post, ready 2h\n"
    "service gate at post: passing, 10/h, 2 lanes\n";

/// Begin of a column's visit when the drives of the columns (like `late`) take so much longer.
Time begin_when_late(const Planned& planned, std::size_t column, std::vector<std::int32_t> late) {
  const Replay replay = compiled(planned);
  World world(replay);
  for (std::size_t i = 0; i < late.size(); ++i) world.drive_late_s[drive_of(replay, i, 1)] = late[i];
  Times times(replay.event_count());
  play(replay, world, times);
  return visit_begin(replay, times, replay.columns[column].visits[1][0]);
}

TEST(ReducedLane, IsClosedForWhoeverComesLateToIt) {
  const std::string window = "reduced gate by 1: 2h to 6h\n";
  const auto late = static_cast<std::int32_t>(2 * kHour);
  Planned whole = drawn(kTwoLanes);
  ASSERT_EQ(whole.plan.columns.size(), 3u);
  EXPECT_EQ(begin_when_late(whole, 0, {late}), 3 * kHour) << "two lanes, nobody is in the way";
  Planned fewer = drawn(std::string(kTwoLanes) + window);
  ASSERT_EQ(fewer.plan.columns.size(), 3u);
  EXPECT_EQ(begin_when_late(fewer, 0, {0, 0, 0}), kHour);
  EXPECT_EQ(begin_when_late(fewer, 0, {late}), 6 * kHour) << "its lane is free until 2:00 and then missing";
  // Late by an hour and half an hour both: the first lane's window has begun, the other lane serves.
  EXPECT_EQ(begin_when_late(fewer, 1, {late, late}), 3 * kHour);
}

TEST(ReducedLane, HoldsUpWhoComesAfterItsTime) {
  const Planned planned = drawn(std::string(kTwoLanes) + "reduced gate by 2: 2h to 6h\n");
  ASSERT_EQ(planned.plan.columns.size(), 3u);
  EXPECT_EQ(planned.plan.columns[2].stops[1].services[0].begin, 6 * kHour) << "closed until then";
  EXPECT_EQ(begin_when_late(planned, 2, {}), 6 * kHour);
  EXPECT_EQ(begin_when_late(planned, 0, {static_cast<std::int32_t>(2 * kHour)}), 6 * kHour);
}

/// The yard takes one column while the market is on: who comes then waits until the one before has left.
TEST(ReducedParking, KeepsTheOrderOfThoseWhoFitOneByOne) {
  const std::string world =
      "a -1h- yard(parking 10) -1h- port\nb -1h- yard\n1st: a to port\n2nd: b to port, ready 3h\n"
      "service wash at yard: passing, 5/h\n";
  for (const bool market : {false, true}) {
    const Planned planned = drawn(world + (market ? "reduced yard by 5: 3h to 24h\n" : ""));
    ASSERT_EQ(planned.plan.columns.size(), 2u);
    const Replay replay = compiled(planned);
    World world_of_trouble(replay);
    world_of_trouble.drive_late_s[drive_of(replay, 0, 1)] = static_cast<std::int32_t>(3 * kHour);
    Times times(replay.event_count());
    play(replay, world_of_trouble, times);
    const Time gone = times[replay.columns[0].depart[1]], comes = times[replay.columns[1].arrive[1]];
    if (market)
      EXPECT_GE(comes, gone) << "five spaces for five cars each";
    else
      EXPECT_LT(comes, gone);
  }
}

}  // namespace
}  // namespace homeward::testing
