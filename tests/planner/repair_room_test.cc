// SPDX-License-Identifier: Apache-2.0
//
// Who is on its way and must halt where it was not to: it finds room at a place off its old way, others are
// sent on, but nobody who can stand nowhere else.
#include "check/check_plan.h"
#include "planner/repair/changes.h"
#include "repairs.h"
#include "scenario/draw.h"
#include "scenario/read_scenario.h"

namespace homeward {
namespace {

Column& column_from(Plan& plan, const Model& model, const std::string& place) {
  for (Column& column : plan.columns)
    if (model.places[column.stops.front().place].key == place) return column;
  ADD_FAILURE() << "nobody starts at " << place;
  return plan.columns.front();
}

const Column& column_of(const Plan& plan, const std::string& number) {
  for (const Column& column : plan.columns)
    if (column.number == number) return column;
  ADD_FAILURE() << "no column " << number;
  return plan.columns.front();
}

/// All of it so much earlier, but for what comes after a halt at its second stop.
void wait_at_the_second_stop(Column& column, Duration by) {
  column.stops[0].arrive -= by;
  column.stops[0].depart -= by;
  column.stops[1].arrive -= by;
}

std::vector<std::string> way_of(const Model& model, const Column& column) {
  std::vector<std::string> places;
  for (const Stop& stop : column.stops) places.push_back(model.places[stop.place].key);
  return places;
}

/// The first comes from a and has the road b-d cut before it; beside it lies p, to which the second comes
/// later, to wait there for its road to open.
constexpr const char* kBesideTheRoad =
    "a -60min one_way- b(parking 0) -60min- d(outside); b -30min- p(parking 6) -60min- f(outside); e -60min "
    "one_way- p;"
    "1st: a to d, 10 people, 5 cars, ready 20h; 2nd: e to f, 10 people, 5 cars, ready 22h;"
    "closed p-f: 0h to 30h; deadline 10d";

TEST(RepairRoom, BesideItsOldWayIsFoundForWhoCannotGoOn) {
  const Model model = draw_scenario(kBesideTheRoad);
  Plan plan = built(model);
  ASSERT_TRUE(check_plan(model, plan).empty());
  Column& second = column_from(plan, model, "e");
  if (second.stops[1].arrive == second.stops[1].depart) wait_at_the_second_stop(second, 6 * kHour);
  ASSERT_TRUE(check_plan(model, plan).empty()) << "it waits at p";
  const Column& first = column_from(plan, model, "a");
  const Time now = first.stops[1].arrive - 10 * kMinute;
  ASSERT_GT(second.stops[0].depart, now) << "which has not begun";
  const Model cut = with_cut(model, plan, link_of(model, "b-d"), now, now + kDay);
  const Repaired answer = repaired(cut, plan, at(now));
  ASSERT_TRUE(answer.plan.has_value()) << (answer.no_way.empty() ? "" : answer.no_way[0]);
  EXPECT_TRUE(check_plan(cut, *answer.plan).empty());
  EXPECT_EQ(way_of(model, column_of(*answer.plan, first.number)),
            (std::vector<std::string>{"a", "b", "p", "b", "d"}));
  const Column& sent_on = column_of(*answer.plan, second.number);
  EXPECT_TRUE(sent_on.stops[0].depart > second.stops[0].depart || sent_on.stops.size() == 3);
}

TEST(RepairRoom, WhoCanStandNowhereIsNamedWithThePlacesAhead) {
  const Model model = draw_scenario(
      "a -60min one_way- b(parking 0) -60min- d(outside); b -30min- p(parking 3); 1st: a to d, 10 people, 5 "
      "cars;"
      "deadline 10d");
  const Plan plan = built(model);
  const Time now = plan.columns.front().stops[1].arrive - 10 * kMinute;
  const Model cut = with_cut(model, plan, link_of(model, "b-d"), now, now + kDay);
  const Repaired answer = repaired(cut, plan, at(now));
  EXPECT_FALSE(answer.plan.has_value());
  ASSERT_EQ(answer.no_way.size(), 1u);
  EXPECT_NE(answer.no_way[0].find("(5 vehicles)"), std::string::npos) << answer.no_way[0];
  EXPECT_NE(answer.no_way[0].find("can come to p at"), std::string::npos) << answer.no_way[0];
  EXPECT_NE(answer.no_way[0].find("(3 of 3 spaces free)"), std::string::npos) << answer.no_way[0];
}

TEST(RepairRoom, OfIraqWhereAJunctionIsClosedHardlyAnybodyElseChanges) {
  const Model model = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011").take();
  const Plan plan = built(model);
  const Time now = model.start + 246 * kHour;
  Model changed = model;
  for (PlaceId place : model.places.ids())
    if (model.places[place].key == "JAL") close_place(changed, plan, place, now, now + kDay);
  const Repaired answer = repaired(changed, plan, at(now));
  ASSERT_TRUE(answer.plan.has_value());
  EXPECT_TRUE(check_plan(changed, *answer.plan).empty());
  EXPECT_LE(answer.others_changed, 5);
}

TEST(RepairRoom, TwoThreadsFindWhatOneFinds) {
  const Model model = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011").take();
  const Plan plan = built(model);
  const Time now = model.start + 246 * kHour;
  for (const char* key : {"KHA-RUM", "SCA-KAL"}) {
    const Model cut = with_cut(model, plan, link_of(model, key), now);
    RepairOptions options = at(now);
    options.threads = 1;
    const Repaired one = repaired(cut, plan, options);
    options.threads = 2;
    const Repaired two = repaired(cut, plan, options);
    EXPECT_EQ(one.deadline_lost_for_sure, two.deadline_lost_for_sure) << key;
    EXPECT_EQ(one.certificate.has_value(), two.certificate.has_value()) << key;
    ASSERT_EQ(one.plan.has_value(), two.plan.has_value()) << key;
    if (one.plan) {
      EXPECT_TRUE(changes_between(*one.plan, *two.plan, now, now).columns.empty()) << key;
    }
    EXPECT_EQ(one.no_way, two.no_way) << key;
  }
}

}  // namespace
}  // namespace homeward
