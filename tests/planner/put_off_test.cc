// SPDX-License-Identifier: Apache-2.0
//
// Repairs that put off what has not begun, and columns that can stand nowhere.
#include "planner/repair/put_off.h"

#include <gtest/gtest.h>

#include "check/check_plan.h"
#include "planner/drawn.h"
#include "planner/repairs.h"
#include "random_cases.h"
#include "scenario/draw.h"
#include "scenario/read_scenario.h"

namespace homeward {
namespace {

TEST(PutOff, MovesWhatHasNotBegunByWholeDays) {
  const Model model = draw_scenario(
      "a(closes) -60min- b -60min- d\n"
      "1st: a to d, 20 people, 5 cars\n2nd: a to d, 20 people, 5 cars, ready 1d, last_out\n");
  const Plan plan = built(model);
  ASSERT_TRUE(check_plan(model, plan).empty());
  const Time from = 12 * kHour;
  const Plan later = put_off(model, plan, from, 2 * kDay);
  EXPECT_TRUE(check_plan(model, later).empty());
  ASSERT_EQ(later.columns.size(), plan.columns.size());
  std::size_t moved = 0;
  for (const Column& column : plan.columns)
    for (const Column& other : later.columns) {
      if (other.number != column.number) continue;
      const bool begun = column.stops.front().arrive < from;
      const Duration by = begun ? 0 : 2 * kDay;
      if (!begun) ++moved;
      EXPECT_EQ(other.stops.front().arrive, column.stops.front().arrive + by);
      EXPECT_EQ(other.stops.back().arrive, column.stops.back().arrive + by);
    }
  EXPECT_GT(moved, 0u);
  EXPECT_LT(moved, plan.columns.size());
  ASSERT_EQ(later.closings.size(), 1u);
  EXPECT_EQ(later.closings.front().at, plan.closings.front().at + 2 * kDay);
}

TEST(PutOff, ABaseWhoseEndHasBegunClosesAsPlanned) {
  const Model model =
      draw_scenario("a(closes) -60min- b -60min- d\n1st: a to d, 20 people, 5 cars, last_out\n");
  const Plan plan = built(model);
  const Time begun = plan.columns.front().stops.front().arrive + 1;
  const Plan later = put_off(model, plan, begun, kDay);
  EXPECT_EQ(later.columns.front().stops.back().arrive, plan.columns.front().stops.back().arrive);
  EXPECT_EQ(later.closings.front().at, plan.closings.front().at);
}

/// Where nothing has begun all of a plan can come a day later, if no date is in its way.
TEST(PutOff, OfRandomPlansKeepsTheHardRules) {
  std::int64_t plans = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(60); ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 201);
    const Model model = draw_scenario(draw_busy(rng));
    const Plan plan = built(model);
    const auto hard = [&](const Plan& one) {
      const auto all = check_plan(model, one);
      return std::count_if(all.begin(), all.end(),
                           [](const Violation& violation) { return !is_requirement(violation.rule); });
    };
    if (hard(plan) > 0) continue;
    ++plans;
    EXPECT_EQ(hard(put_off(model, plan, model.start, kDay)), 0);
  }
  EXPECT_GE(plans, in_random_cases(40));
}

struct Small {
  Model model = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011-small").take();
  Plan plan = built(model);
  Model cut(const std::string& key, Time time) const {
    return with_cut(model, plan, link_of(model, key), time, time + kDay);
  }
};

TEST(PutOff, MakesRoomForWhoIsHeldUp) {
  const Small small;
  ASSERT_TRUE(check_plan(small.model, small.plan).empty());
  for (const auto& [day, key] : {std::pair(5, "JAL-ADD"), std::pair(4, "CBU-KHA")}) {
    SCOPED_TRACE(key);
    const Time time = small.model.start + day * kDay + 6 * kHour;
    const Model changed = small.cut(key, time);
    const Repaired answer = repaired(changed, small.plan, at(time));
    ASSERT_TRUE(answer.plan);
    EXPECT_TRUE(check_plan(changed, *answer.plan).empty());
    ASSERT_EQ(answer.way, RepairWay::put_off);
    std::int64_t whole_days = 0, others = 0;
    for (const ColumnChange& change : answer.changes.columns) {
      if (!change.old || !change.now || change.old->stops.front().arrive < answer.freeze_end) continue;
      const Duration by = change.now->stops.front().depart - change.old->stops.front().depart;
      ++(by > 0 && by % kDay == 0 ? whole_days : others);
    }
    EXPECT_GT(whole_days, 3 * others);
  }
}

TEST(Stuck, WhoCanStandNowhereIsNamedWithTheRoomThatHeNeeds) {
  Model model =
      draw_scenario("a -60min- b -60min one_way- j(parking 0) -60min- d\n1st: a to d, 20 people, 5 cars\n");
  const Plan plan = built(model);
  const Time now = plan.columns.front().stops[1].depart + 30 * kMinute;
  Model changed = with_cut(model, plan, link_of(model, "j-d"), now, now + kDay);
  const Repaired stuck = repaired(changed, plan, at(now));
  EXPECT_FALSE(stuck.plan);
  ASSERT_EQ(stuck.no_way.size(), 1u);
  EXPECT_NE(stuck.no_way.front().find("can neither go on nor halt"), std::string::npos);
  ASSERT_EQ(stuck.room_missing.size(), 1u);
  const auto [place, vehicles] = stuck.room_missing.front();
  EXPECT_EQ(model.places[place].key, "j");
  EXPECT_EQ(vehicles, 5);
  changed.places[place].parking_vehicles += vehicles;
  const Repaired answer = repaired(changed, plan, at(now));
  ASSERT_TRUE(answer.plan) << "that room is enough";
  EXPECT_TRUE(check_plan(changed, *answer.plan).empty());
  EXPECT_TRUE(answer.room_missing.empty());
  changed.places[place].parking_vehicles -= 1;
  EXPECT_FALSE(repaired(changed, plan, at(now)).plan) << "one vehicle less is not";
}

TEST(Stuck, WithTheRoomThatIsAskedForThereIsAPlan) {
  const Small small;
  const Time time = small.model.start + 10 * kDay + 4 * kHour;
  Model changed = small.cut("KHA-RUM", time);
  Repaired answer = repaired(changed, small.plan, at(time));
  EXPECT_FALSE(answer.plan);
  int asked = 0;
  for (; !answer.plan && asked < 3; ++asked) {
    ASSERT_FALSE(answer.room_missing.empty());
    for (const auto& [place, vehicles] : answer.room_missing)
      changed.places[place].parking_vehicles += vehicles;
    answer = repaired(changed, small.plan, at(time));
  }
  ASSERT_TRUE(answer.plan) << "after asking " << asked << " times";
  EXPECT_TRUE(check_plan(changed, *answer.plan).empty());
}

}  // namespace
}  // namespace homeward
