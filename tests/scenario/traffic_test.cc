// SPDX-License-Identifier: Apache-2.0
//
// traffic.csv: the timetables of columns that are on the road anyway, worked out by hand, and what is
// refused. Ten flatbeds of 16.5 m with gaps of 60 m at 40 km/h pass in 69 s and one minute of extra time.
#include "scenario/edited.h"

namespace homeward {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kHead =
    "traffic,route,vehicles,departs,daily,from,until,march_rate_kmh,no_services,when\n";
constexpr Time kSixOClock = 1898661600;  // 2030-03-02 06:00 in Nouakchott, which keeps UTC
constexpr Duration kPass = 69 + 60;

Edited with(const std::string& rows) { return Edited().set("traffic.csv", kHead + rows); }

TEST(Traffic, DrivesByTheArithmeticOfTheRules) {
  const Model model = accepted(with("supply,port;border;south;centre,flatbed:10,2030-03-02 06:00,,,,,,\n"));
  ASSERT_EQ(model.other_traffic.size(), 1u);
  const OtherColumn& column = model.other_traffic[0];
  EXPECT_EQ(column.key, "supply");
  EXPECT_EQ(column.vehicles, 10);
  EXPECT_EQ(column.pass_s, kPass);
  EXPECT_EQ(column.widest_mm, 2500);
  ASSERT_EQ(column.stops.size(), 4u);
  EXPECT_EQ(column.stops[0].depart, kSixOClock);
  EXPECT_EQ(column.stops[1].arrive, kSixOClock + kHour) << "40 km at the march rate";
  EXPECT_EQ(column.stops[2].arrive, kSixOClock + 3 * kHour) << "60 km at 30 km/h";
  EXPECT_EQ(column.stops[3].arrive, kSixOClock + 5 * kHour) << "80 km at 40 km/h";
  EXPECT_FALSE(column.stops[0].out->forward);
  EXPECT_EQ(column.stops[0].stands, (Interval{kSixOClock, kSixOClock + kPass}));
  EXPECT_TRUE(column.stops[1].stands.empty());
  EXPECT_TRUE(column.stops[1].visits.empty()) << "customs serve those who leave";
  EXPECT_EQ(column.stops[3].stands, (Interval{kSixOClock + 5 * kHour, kSixOClock + 5 * kHour + kPass}));
}

TEST(Traffic, TakesTheServicesThatAreDue) {
  const std::string row = "back,south;border;port,flatbed:10,2030-03-02 06:00,,,,,";
  Model model = accepted(with(row + ",\n"));
  const Time due = kSixOClock + 2 * kHour;
  const OtherStop& border = model.other_traffic[0].stops[1];
  ASSERT_EQ(border.visits.size(), 1u);
  EXPECT_EQ(model.services[border.visits[0].service].key, "customs");
  EXPECT_EQ(border.visits[0].when, (Interval{due, due + 600})) << "ten vehicles, 60 an hour";
  EXPECT_EQ(border.depart, due + 600);
  EXPECT_EQ(border.stands, (Interval{due, due + 600 + kPass}));
  model = accepted(with(row + "yes,\n"));
  EXPECT_TRUE(model.other_traffic[0].stops[1].visits.empty());
  EXPECT_EQ(model.other_traffic[0].stops[1].depart, due);
}

TEST(Traffic, IsServedNotBeforeItsLastVehicleHasCome) {
  Edited edited = with("back,south;border;port,flatbed:10,2030-03-02 06:00,,,,,,\n");
  edited.replace("services.csv", "country,60,2", "country,3600,2");
  const Model model = accepted(edited);
  const OtherStop& border = model.other_traffic[0].stops[1];
  EXPECT_EQ(border.visits[0].when.length(), kPass + 1);
  EXPECT_EQ(border.depart - border.arrive, 180) << "heads leave at full minutes";
}

TEST(Traffic, HaltsWhereItsRouteSaysSo) {
  const Model model = accepted(with("supply,port;border+90;south,flatbed:10,2030-03-02 06:00,,,,,,\n"));
  const OtherStop& border = model.other_traffic[0].stops[1];
  EXPECT_EQ(border.depart - border.arrive, 90 * kMinute);
  EXPECT_EQ(border.stands, (Interval{border.arrive, border.depart + kPass}));
}

TEST(Traffic, ItsSlowestVehicleSetsTheRateUnlessTheRowIsSlower) {
  const Model model = accepted(with("supply,port;border,carrier:3;flatbed:2,2030-03-02 06:00,,,,20,,\n"));
  EXPECT_EQ(model.other_traffic[0].vehicles, 5);
  EXPECT_EQ(model.other_traffic[0].widest_mm, 2800);
  EXPECT_EQ(model.other_traffic[0].stops[1].arrive, kSixOClock + 2 * kHour);
  EXPECT_THAT(only_problem(with("supply,port;border,flatbed:2,2030-03-02 06:00,,,,41,,\n")),
              HasSubstr("'41' in march_rate_kmh is more than its slowest vehicle drives (40 km/h)"));
}

TEST(Traffic, GoesEveryDayFromTheFirstToTheLast) {
  Model model = accepted(with("supply,port;border,flatbed:10,,06:00,2030-03-02,2030-03-04,,,\n"));
  ASSERT_EQ(model.other_traffic.size(), 3u);
  EXPECT_EQ(model.other_traffic[2].key, "supply/2030-03-04");
  EXPECT_EQ(model.other_traffic[2].stops[0].depart, kSixOClock + 2 * kDay);
  model = accepted(with("supply,port;border,flatbed:10,,06:00,,,,,\n"));
  EXPECT_EQ(model.other_traffic.size(), 61u) << "1 March to 30 April";
}

TEST(Traffic, FollowsTheClockWhenItIsChanged) {
  Edited edited = with("supply,port;border,flatbed:10,,02:30,2030-03-30,2030-04-01,,,\n");
  edited.replace("scenario.yaml", "Africa/Nouakchott", "Europe/Berlin");
  const Model model = accepted(edited);
  ASSERT_EQ(model.other_traffic.size(), 3u);
  const auto at = [&](std::size_t i) { return model.other_traffic[i].stops[0].depart; };
  EXPECT_EQ(at(1) - at(0), 23 * kHour + 30 * kMinute) << "at the change: 02:30 does not exist";
  EXPECT_EQ(at(2) - at(1), 23 * kHour + 30 * kMinute);
}

TEST(Traffic, HoldsInTheOutcomeThatItNames) {
  const std::string rows =
      "a,port;border,flatbed:10,2030-03-02 06:00,,,,,,training_mission:agreed\n"
      "b,port;border,flatbed:10,2030-03-02 06:00,,,,,,training_mission:refused\n";
  const Model model = accepted(with(rows));
  ASSERT_EQ(model.other_traffic.size(), 1u);
  EXPECT_EQ(model.other_traffic[0].key, "b");
}

TEST(Traffic, MayHaveSetOffBeforeTheStart) {
  const Model model = accepted(with("supply,port;border,flatbed:10,2030-02-28 06:00,,,,,,\n"));
  EXPECT_LT(model.other_traffic[0].stops[0].depart, model.start);
}

TEST(Traffic, RefusesRowsThatSayNothingOrTooMuch) {
  EXPECT_THAT(only_problem(with("a,port;border,flatbed:1,,,,,,,\n")),
              AllOf(StartsWith("traffic.csv:2:1: exactly one of departs and daily must be filled")));
  EXPECT_THAT(only_problem(with("a,port;border,flatbed:1,2030-03-02 06:00,06:00,,,,,\n")),
              HasSubstr("exactly one of departs and daily"));
  EXPECT_THAT(only_problem(with("a,port;border,flatbed:1,2030-03-02,,,,,,\n")), HasSubstr("has no time"));
  EXPECT_THAT(only_problem(with("a,port;border,flatbed:1,2030-03-02 06:00,,2030-03-02,,,,\n")),
              HasSubstr("'2030-03-02' in from has no meaning for a column that goes once"));
  EXPECT_THAT(only_problem(with("a,port;border,flatbed:1,,06:00,2030-03-04,2030-03-02,,,\n")),
              HasSubstr("is before the first day"));
}

TEST(Traffic, RefusesWaysThatAreNone) {
  EXPECT_THAT(only_problem(with("a,port;south,flatbed:1,2030-03-02 06:00,,,,,,\n")),
              HasSubstr("leads from 'port' to 'south', which no link joins in this direction"));
  EXPECT_THAT(only_problem(with("a,port,flatbed:1,2030-03-02 06:00,,,,,,\n")), HasSubstr("has 1 places"));
  EXPECT_THAT(only_problem(with("a,port;boder,flatbed:1,2030-03-02 06:00,,,,,,\n")),
              HasSubstr("Did you mean 'border'?"));
  EXPECT_THAT(only_problem(with("a,port;border+,flatbed:1,2030-03-02 06:00,,,,,,\n")),
              HasSubstr("names no minutes behind the plus"));
  Edited edited = with("a,south;border;port,flatbed:1,2030-03-02 06:00,,,,,,\n");
  edited.replace("places.csv", "MR,coast,80,no", "MR,coast,0,no");
  EXPECT_THAT(every_problem(edited), HasSubstr("halts at 'border', which has no parking"));
}

TEST(Traffic, RefusesVehiclesThatAreNone) {
  EXPECT_THAT(only_problem(with("a,port;border,container:1,2030-03-02 06:00,,,,,,\n")),
              HasSubstr("is not self-propelled"));
  EXPECT_THAT(only_problem(with("a,port;border,flatbed,2030-03-02 06:00,,,,,,\n")),
              HasSubstr("is not TYPE:COUNT"));
  EXPECT_THAT(only_problem(with("a,port;border,flatbed:0,2030-03-02 06:00,,,,,,\n")),
              HasSubstr("in vehicles"));
}

/// 900 s behind the tail, 129 s behind the head.
TEST(Traffic, RefusesColumnsThatFollowTooClosely) {
  const std::string first = "a,port;border,flatbed:10,2030-03-02 06:00:00,,,,,,\n";
  EXPECT_EQ(every_problem(with(first + "b,port;border,flatbed:10,2030-03-02 06:17:09,,,,,,\n")),
            "(accepted)");
  EXPECT_THAT(only_problem(with(first + "b,port;border,flatbed:10,2030-03-02 06:17:08,,,,,,\n")),
              StartsWith("traffic.csv:3:1: 'a' and 'b' follow too closely on 'border-port'"));
}

/// The first keeps the single lane for two hours, 129 s and 900 s.
TEST(Traffic, RefusesColumnsThatMeetWhereOnlyOneCanDrive) {
  const std::string first = "a,border;south,flatbed:10,2030-03-02 06:00:00,,,,,,\n";
  EXPECT_EQ(every_problem(with(first + "b,south;border,flatbed:10,2030-03-02 08:17:09,,,,,yes,\n")),
            "(accepted)");
  EXPECT_THAT(only_problem(with(first + "b,south;border,flatbed:10,2030-03-02 08:17:08,,,,,yes,\n")),
              HasSubstr("'a' and 'b' meet on 'south-border'"));
}

TEST(Traffic, RefusesWhatUsesLanesOrRoomThatAWindowTakesAway) {
  // 40 vehicles at 60 an hour on one of the two lanes of the customs: 06:00 to 06:40 and on.
  const std::string row = "a,south;border;port,flatbed:40,2030-03-02 06:00,,,,,,\n";
  const auto reduced = [&](const std::string& window) {
    Edited edited = with(row);
    edited.set("windows.csv", "effect,target,id,from,until,daily_from,daily_until,fewer\n" + window);
    return every_problem(edited);
  };
  EXPECT_EQ(reduced("reduced,service,customs,2030-03-01,2030-03-05,,,1\n"), "(accepted)");
  EXPECT_THAT(reduced("reduced,service,customs,2030-03-01,2030-03-05,,,2\n"),
              HasSubstr("'a' needs a lane that windows.csv takes away at 'customs'"));
  EXPECT_THAT(reduced("reduced,service,customs,2030-03-01,2030-03-05,00:00,23:59,2\n"),
              HasSubstr("'a' needs a lane that windows.csv takes away at 'customs'"));
  EXPECT_EQ(reduced("reduced,service,customs,2030-03-05,2030-03-06,,,2\n"), "(accepted)");
  EXPECT_THAT(reduced("reduced,place,border,2030-03-01,2030-03-05,,,41\n"),
              HasSubstr("'a' needs room that windows.csv takes away at 'border'"));
  EXPECT_EQ(reduced("reduced,place,border,2030-03-01,2030-03-05,,,40\n"), "(accepted)");
}

TEST(Traffic, RefusesMoreThanFindRoom) {
  // 50 and 50 at the border, which has room for 80: each is served for 50 minutes.
  const std::string rows =
      "a,south;border;port,flatbed:50,2030-03-02 06:00,,,,,,\n"
      "b,south;border;port,flatbed:50,2030-03-02 06:49,,,,,,\n";
  EXPECT_THAT(only_problem(with(rows)), HasSubstr("'a' and 'b' have no room at 'border'"));
  Edited one_lane = with(rows);
  one_lane.replace("places.csv", "MR,coast,80,no", "MR,coast,100,no");
  EXPECT_EQ(every_problem(one_lane), "(accepted)");
  one_lane.replace("services.csv", "country,60,2", "country,60,1");
  EXPECT_THAT(only_problem(one_lane), HasSubstr("'a' and 'b' find no lane at 'customs'"));
  EXPECT_THAT(only_problem(with("a,south;border;port,flatbed:81,2030-03-02 06:00,,,,,,\n")),
              HasSubstr("'a' have no room at 'border'"));
}

/// Three columns north and three south a day for six weeks, then one of each kind to each base.
TEST(Traffic, OfTheSustainedScenarioKeepsItsOwnRules) {
  const auto model = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011-sustained");
  ASSERT_TRUE(model.ok()) << all_of(model.problems());
  EXPECT_EQ(model.value().other_traffic.size(), 297u);
}

TEST(LaterStocks, HaveADateOfTheirOwn) {
  Edited edited;
  edited.set(
      "fleet_stocks.csv",
      "fleet,place,count,from\nlorries,port,15,\nlorries,port,5,2030-03-10\nlorries,south,2,2030-02-01\n"
      "coaches,port,4,\n");
  const Model model = accepted(edited);
  const auto& stocks = model.fleets[FleetId(0)].stocks;
  ASSERT_EQ(stocks.size(), 3u);
  EXPECT_FALSE(stocks[0].comes_later());
  EXPECT_EQ(stocks[1].from, kSixOClock - 6 * kHour + 8 * kDay);
  EXPECT_FALSE(stocks[2].comes_later()) << "before the start is at the start";
  edited.append("fleet_stocks.csv", "lorries,port,1,2030-03-10\n");
  EXPECT_THAT(only_problem(edited),
              HasSubstr("the fleet 'lorries' has a second stock at 'port' from the same time"));
}

}  // namespace
}  // namespace homeward
