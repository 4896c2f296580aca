// SPDX-License-Identifier: Apache-2.0
//
// Ends of bases and what is scarce at them: last-out units with people who have no seat of their own, escorts
// and trucks that stand in the wrong place.
#include <gtest/gtest.h>

#include "check/check_plan.h"
#include "planner/dispatch/build_plan.h"
#include "scenario/draw.h"

namespace homeward {
namespace {

struct Built {
  Model model;
  Plan plan;
};

Built built(Model model) {
  Built result{std::move(model), {}};
  const Ground ground(result.model);
  Budget budget(Budget::kUnlimited, Budget::Clock::now() + std::chrono::minutes(5));
  BuiltPlan plan = build_plan(ground, plain_tuning(result.model), budget);
  EXPECT_TRUE(plan.complete);
  result.plan = std::move(plan.plan);
  for (const Violation& violation : check_plan(result.model, result.plan))
    ADD_FAILURE() << violation.sentence;
  return result;
}

Built built(const std::string& text, std::int64_t escort_min = 1) {
  Model model = draw_scenario(text);
  model.rules.escort_min = escort_min;
  return built(std::move(model));
}

/// From `day` on `count` vehicles of the only fleet of this kind stand outside, unused.
Model with_last_day(const std::string& text, FleetKind kind, Time day, std::int64_t count) {
  Model model = draw_scenario(text);
  model.rules.escort_min = 1;
  for (Fleet& fleet : model.fleets)
    if (fleet.kind == kind) fleet.last_day = day, fleet.last_day_count = count;
  return model;
}

/// People of last-out columns, and vehicles of fleets in them.
std::pair<std::int64_t, std::int64_t> last_out(const Plan& plan) {
  std::int64_t people = 0, vehicles = 0;
  for (const Column& column : plan.columns) {
    if (column.column_class != ColumnClass::last_out) continue;
    for (const Passengers& one : column.legs.front().passengers) people += one.count;
    for (const VehicleGroup& group : column.legs.front().groups)
      if (group.fleet) vehicles += group.vehicles;
  }
  return {people, vehicles};
}

TEST(Ends, LastOutUnitsLeaveWhenTheyAreReady) {
  const Built got =
      built("a(closes) -60min- d; 1st: a to d; rear: a to d, 4 people, 2 cars, ready 50h, last_out");
  ASSERT_EQ(got.plan.closings.size(), 1u);
  EXPECT_GE(got.plan.closings.front().at, 50 * kHour);
}

TEST(Ends, AnEscortTooManyForTheLastOutColumnIsFetchedByOthers) {
  Model model = draw_scenario(
      "a(closes) -60min escort- d; escorts guard: 3 at a, 2 at d; rear: a to d, 8 people, 4 cars, last_out");
  model.rules.escort_min = 2;
  model.rules.escort_ratio = 7;
  model.rules.last_out_vehicles_max = 6;
  const Built got = built(std::move(model));
  EXPECT_EQ(got.plan.columns.size(), 3u) << "two come, three go home, two go with the four cars";
}

TEST(Ends, WhoHasNoSeatInALastOutUnitRidesInBusesThatComeForIt) {
  const Built got =
      built("a(closes) -60min- d; buses coach: 3 at d; rear: a to d, 60 people, 3 cars, last_out");
  EXPECT_EQ(last_out(got.plan), std::pair(std::int64_t{60}, std::int64_t{2}))
      << "12 in cars, 48 in two buses";
}

TEST(Ends, ALastOutUnitWithoutVehiclesLeavesInBuses) {
  const Built got =
      built("a(closes) -60min- d; buses coach: 1 at a; rear: a to d, 30 people, 0 cars, last_out");
  EXPECT_EQ(last_out(got.plan), std::pair(std::int64_t{30}, std::int64_t{1}));
}

TEST(Ends, EmptiesThatLeaveNoRoomForRidersGoBefore) {
  Model model = draw_scenario(
      "a(closes) -60min- d; lorries haul: 9 at a; buses coach: 3 at a; rear: a to d, 60 people, 3 cars, "
      "last_out");
  model.rules.last_out_vehicles_max = 12;  // 3 cars and 2 buses for 48 people, 9 lorries, 1 bus
  const Ground ground(model);
  Budget budget(Budget::kUnlimited, Budget::Clock::now() + std::chrono::minutes(5));
  const BuiltPlan plan = build_plan(ground, plain_tuning(model), budget);
  EXPECT_TRUE(plan.complete);
  for (const Violation& violation : check_plan(model, plan.plan)) ADD_FAILURE() << violation.sentence;
}

TEST(Ends, TheLastLeaveABaseTogetherAlsoWhereSomeCouldFly) {
  const Built got = built(
      "a(closes, mog 2) -60min- d; buses coach: 3 at d; aircraft jet: 1 at d, 90 seats, 2h to a, 3h to home;"
      "rear: a to d, 20 people, 1 cars, last_out");
  EXPECT_EQ(last_out(got.plan).first, 20);
}

TEST(Ends, OfLastOutUnitsSomeFlyAndOthersRide) {
  built(
      "a(closes, mog 2) -60min- d; buses coach: 2 at d; aircraft jet: 1 at a, 90 seats, 3h to home;"
      "flyers: a to home, 20 people, 0 cars, last_out; riders: a to d, 20 people, 0 cars, last_out");
}

TEST(Ends, EscortsOfABaseThatClosesGoHomeWithoutLastOutUnitsToo) {
  const Built got = built("a(closes) -60min escort- d; 1st: a to d, 8 people, 2 cars; escorts guard: 3 at a");
  ASSERT_EQ(got.plan.closings.size(), 1u);
}

TEST(Ends, FewerEscortsThanAColumnMustHaveAreFetchedByOthers) {
  built(
      "a(closes) -60min escort- d; 1st: a to d, 10 people, 0 cars, 3 boxes; lorries haul: 3 at a;"
      "buses coach: 1 at a; escorts guard: 1 at a, 6 at d",
      3);
}

TEST(Ends, EscortsComeToTheDepotWhoseTrucksNeedThem) {
  built(
      "a -60min- gate -60min escort- d; 1st: a to d, 8 people, 2 cars, 8 boxes; lorries haul: 4 at d;"
      "escorts guard: 6 at gate");
}

TEST(Ends, EscortsStayWithTheirColumnUntilItHasLeftTheZone) {
  // Dropped at the junction nobody would take them home.
  built(
      "a -60min- fork -60min escort- gate -30min- d; 1st: a to d, 8 people, 2 cars, 8 boxes;"
      "lorries haul: 4 at d; escorts guard: 6 at gate");
}

TEST(Ends, AFewTrucksGoRoundWhereThereAreNoMore) {
  const Built got = built(
      "a -60min- d; 1st: a to d, 10 people, 0 cars, 25 boxes; lorries haul: 1 at d, 2 at a; buses coach: 1 "
      "at a");
  EXPECT_GE(got.plan.columns.size(), 16u) << "25 boxes with 3 lorries";
}

TEST(Ends, BusesThatStandWhereOthersFlyFromFetchTheTeamOfARamp) {
  built(
      "a -60min- d -60min- strip(outside); 1st: a to home, 30 people, 0 cars; lorries haul: 4 at d;"
      "team: a to d, 30 people, 1 cars, 6 boxes; buses coach: 1 at d; aircraft jet: 1 at strip, 60 seats, 2h "
      "to home;"
      "service ramp at a: loading, 4/h, 1 lanes, team team 4; deadline 20d");
}

TEST(Ends, ATeamThatSendsSomeAheadTakesItsOthersAlongOnce) {
  built(
      "a -60min- d; team: a to d, 24 people, 6 cars, 4 boxes; lorries haul: 6 at d;"
      "service ramp at a: loading, 4/h, 1 lanes, team team 8");
}

/// Cars of a unit that leave before this.
std::int64_t cars_gone(const Built& got, const std::string& unit, Time before) {
  std::int64_t cars = 0;
  for (const Column& column : got.plan.columns)
    for (const VehicleGroup& group : column.legs.front().groups)
      if (group.own_lot && got.model.units[got.model.lots[*group.own_lot].unit].key == unit &&
          column.stops.front().depart < before)
        cars += group.vehicles;
  return cars;
}

TEST(Beginnings, ATeamThatCanFlyKeepsNoSeats) {
  const Built got = built(
      "a(mog 2) -60min- d(mog 2); aircraft jet: 1 at a, 60 seats, 1h to d; lorries haul: 4 at d;"
      "team: a to d, 24 people, 6 cars, 20 boxes; service ramp at a: loading, 1/h, 1 lanes, team team 12");
  EXPECT_EQ(cars_gone(got, "team", 12 * kHour), 6) << "12 are to spare, enough to drive all of them";
}

TEST(Beginnings, OwnVehiclesForEveryPlaceGoBeforeTrucksAreLoaded) {
  const Built got = built(
      "a -60min- d -60min- e; lorries haul: 4 at d; service ramp at a: loading, 1/h, 1 lanes;"
      "1st: a to e, 64 people, 16 cars; 2nd: a to d, 64 people, 16 cars; rest: a to d, 0 people, 0 cars, 40 "
      "boxes");
  EXPECT_EQ(cars_gone(got, "1st", 3 * kHour), 16);
  EXPECT_EQ(cars_gone(got, "2nd", 3 * kHour), 16);
}

TEST(Ends, IdleEscortsGoHomeBeforeTheirLastDaySoThatOthersMayCome) {
  // Those at b and c wait for the last; nobody else may be away meanwhile.
  built(
      with_last_day("a(closes) -60min escort- d; b(closes) -60min escort- d; c(closes) -60min escort- d;"
                    "1st: a to d, 8 people, 2 cars, 24 boxes; lorries haul: 24 at d;"
                    "rear: b to d, 4 people, 2 cars, ready 6d, last_out;"
                    "rears: c to d, 4 people, 2 cars, ready 6d, last_out;"
                    "escorts guard: 2 at b, 2 at c, 4 at d",
                    FleetKind::escort, kHour, 4));
}

TEST(Ends, IdleBusesGoHomeBeforeTheirLastDayAndNoMoreThanMayBeAwayComeForRiders) {
  built(
      with_last_day("a(closes) -60min- d; b(closes) -60min- d; 1st: a to d, 100 people, 0 cars;"
                    "rear: b to d, 4 people, 2 cars, ready 6d, last_out; buses coach: 2 at b, 3 at d",
                    FleetKind::bus, kHour, 3));
}

TEST(Ends, LastOutColumnsWaitForEscortsThatMayNotAllBeAwayAtOnce) {
  const Built got = built(with_last_day(
      "a(closes) -60min escort- d; b(closes) -60min escort- d; rears: a to d, 4 people, 2 cars, ready 2d, "
      "last_out; rear: b to d, 4 people, 2 cars, ready 2d, last_out; escorts guard: 2 at d",
      FleetKind::escort, kDay, 1));
  ASSERT_EQ(got.plan.closings.size(), 2u);
}

}  // namespace
}  // namespace homeward
