// SPDX-License-Identifier: Apache-2.0
//
// Repairs where a crossing is full: whoever misses his turn takes that of a round that goes to the end,
// trucks are counted in all depots together, and who has been served is not served again.
#include <gtest/gtest.h>

#include "check/check_plan.h"
#include "planner/dispatch/fleet_moves.h"
#include "planner/repair/changes.h"
#include "planner/repair/stocks.h"
#include "planner/repairs.h"
#include "scenario/draw.h"
#include "scenario/read_scenario.h"

namespace homeward {
namespace {

PlaceId place_of(const Model& model, const std::string& key) {
  for (PlaceId place : model.places.ids())
    if (model.places[place].key == key) return place;
  ADD_FAILURE() << "no place " << key;
  return PlaceId(0);
}

const ServiceVisit* visit_of(const Model& model, const Column& column, ServiceUse use) {
  for (const Stop& stop : column.stops)
    for (const ServiceVisit& visit : stop.services)
      if (model.services[visit.service].use == use) return &visit;
  return nullptr;
}

Time last_turn(const Model& model, const Plan& plan) {
  Time last = 0;
  for (const Column& column : plan.columns)
    if (const ServiceVisit* visit = visit_of(model, column, ServiceUse::leaving))
      last = std::max(last, visit->begin);
  return last;
}

/// A border that takes four hours for a column, and three teams of lorries that go to and fro.
constexpr const char* kBusyBorder =
    "a -60min- b -60min- p(outside) -60min- d(outside)\n"
    "service out at p: leaving, 5/h, 1 lanes\n"
    "1st: a to d, 0 people, 0 cars, 300 boxes\n"
    "lorries hauler: 60 at d\n"
    "deadline 30d\n";

TEST(RepairTurns, WhoMissesHisTurnTakesThatOfARoundThatGoesToTheEnd) {
  const Model model = draw_scenario(kBusyBorder);
  const Plan plan = built(model);
  ASSERT_EQ(check_plan(model, plan).size(), 0u);
  std::vector<const Column*> loads;
  for (const Column& column : plan.columns)
    if (visit_of(model, column, ServiceUse::leaving)) loads.push_back(&column);
  ASSERT_GE(loads.size(), 6u);
  const Time now = loads[0]->stops.front().depart - 10 * kMinute;
  const Model changed = with_cut(model, plan, link_of(model, "a-b"), now, now + 10 * kHour);
  RepairOptions options = at(now);
  options.freeze = 0;
  const Repaired answer = repaired(changed, plan, options);
  ASSERT_TRUE(answer.plan);
  EXPECT_EQ(check_plan(changed, *answer.plan).size(), 0u);
  EXPECT_EQ(answer.way, RepairWay::local);
  std::int64_t kept = 0;
  for (const Column* load : loads)
    for (const Column& column : answer.plan->columns)
      if (column.number == load->number && same_column(column, *load)) ++kept;
  EXPECT_GE(kept, 1) << "not everybody behind him moves";
  EXPECT_GE(last_turn(changed, *answer.plan), last_turn(model, plan));
}

TEST(RepairTurns, WhoseTurnHasBegunIsNotServedAgainNorBeforeNow) {
  const Model model = draw_scenario(
      "a -60min- b -60min- p(outside) -60min- d(outside)\nservice in at p: entering, 4/h, 1 lanes\n"
      "1st: a to d, 0 people, 0 cars, 30 boxes\nlorries hauler: 30 at d\ndeadline 30d\n");
  const Plan plan = built(model);
  ASSERT_EQ(check_plan(model, plan).size(), 0u);
  const Column* first = nullptr;
  for (const Column& column : plan.columns)
    if (visit_of(model, column, ServiceUse::entering)) {
      first = &column;
      break;
    }
  ASSERT_TRUE(first);
  const ServiceVisit before = *visit_of(model, *first, ServiceUse::entering);
  const Time now = before.begin + 10 * kMinute;
  const Model changed = with_cut(model, plan, link_of(model, "b-p"), now, now + 12 * kHour);
  const Repaired answer = repaired(changed, plan, at(now));
  ASSERT_TRUE(answer.plan);
  EXPECT_EQ(check_plan(changed, *answer.plan).size(), 0u);
  for (const Column& column : answer.plan->columns) {
    const ServiceVisit* visit = visit_of(changed, column, ServiceUse::entering);
    if (!visit) continue;
    if (column.number == first->number) {
      EXPECT_EQ(visit->begin, before.begin);
      EXPECT_EQ(visit->end, before.end);
    } else {
      EXPECT_GE(visit->begin, now);
    }
  }
}

TEST(RepairTurns, TrucksAreCountedInAllDepotsTogether) {
  const Model model = draw_scenario(
      "a -60min- d(outside) -60min- e(outside)\n1st: a to d, 5 people, 5 cars\n"
      "lorries hauler: 5 at d, 3 at e\n");
  const Ground ground(model);
  TravelCache travel(model, ground.graph, ground.calendar, 0);
  Draft draft(model, ground.graph, ground.calendar, travel);
  Stocks stocks(draft);
  const FleetId fleet(0);
  const StockKey at_d{false, fleet.index(), 0, place_of(model, "d")};
  draft.stock[fleet][at_d.place].add({10 * kHour, 20 * kHour}, -7);
  EXPECT_EQ(stocks.first_shortage(at_d), 10 * kHour);
  EXPECT_FALSE(stocks.first_shortage_of_depots(at_d, 0)) << "three more stand at e";
  draft.stock[fleet][at_d.place].add({15 * kHour, 20 * kHour}, -2);
  EXPECT_EQ(stocks.first_shortage_of_depots(at_d, 0), 15 * kHour);
  const auto helped = stocks.missing({{at_d, 9 * kHour, 1}}, 0);
  ASSERT_EQ(helped.size(), 1u);
  EXPECT_EQ(helped[0].now, 1);
  EXPECT_EQ(helped[0].then, 0);
  EXPECT_EQ(stocks.missing({{at_d, 16 * kHour, 1}}, 0)[0].then, 1) << "too late";
  EXPECT_EQ(stocks.missing({{at_d, 12 * kHour, -4}}, 0)[0].then, 5);
}

/// A valid plan found locally; at most 5 % of those not affected get another time or way, nobody is sent
/// before now, and numbers mean what they meant.
void expect_few_change(const Model& model, const Model& changed, const Plan& plan, const Repaired& answer,
                       Time time, const char* key) {
  ASSERT_TRUE(answer.plan) << key;
  EXPECT_EQ(answer.way, RepairWay::local) << key;
  EXPECT_EQ(check_plan(changed, *answer.plan).size(), 0u) << key;
  EXPECT_TRUE(answer.no_way.empty()) << key;
  const auto others = static_cast<std::int64_t>(plan.columns.size()) - answer.affected;
  EXPECT_LE(answer.others_changed * 20, others) << key;
  for (const ColumnChange& change : answer.changes.columns) {
    if (change.now && !change.under_way) {
      EXPECT_GE(change.now->stops.front().arrive, time) << change.number;
    }
    if (!change.old || !change.now) continue;
    // Buses outside the zone go empty rather than miss those who count on them where they go.
    const bool empty_bus = change.now->column_class == ColumnClass::empty && only_reloaded(change) &&
                           !model.in_zone(change.old->stops.front().place);
    EXPECT_TRUE(empty_bus || change.old->column_class == change.now->column_class) << change.number;
    EXPECT_EQ(change.old->stops.back().place, change.now->stops.back().place) << change.number;
    if (model.in_zone(change.old->stops.front().place)) {
      EXPECT_EQ(change.old->stops.front().place, change.now->stops.front().place) << change.number;
    }
  }
}

TEST(RepairTurns, OfIraqAfterANightWithoutTheTrunkChangesFewOthers) {
  const Model model = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011").take();
  const Plan plan = built(model);
  ASSERT_EQ(check_plan(model, plan).size(), 0u);
  const Time time = model.start + 246 * kHour;
  std::int64_t reloaded = 0;
  for (const char* key : {"CAR-KWI", "SHU-CAR", "KHA-RUM", "RUM-JAL", "JAL-ADD"}) {
    const Model changed = with_cut(model, plan, link_of(model, key), time, time + kDay);
    const Repaired answer = repaired(changed, plan, at(time));
    expect_few_change(model, changed, plan, answer, time, key);
    reloaded += answer.others_reloaded;
  }
  EXPECT_GT(reloaded, 0) << "buses do not wait for those of theirs who come late";
}

TEST(RepairTurns, OfIraqWhereARoadStaysClosedItsColumnsTakeAnother) {
  const Model model = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011").take();
  const Plan plan = built(model);
  const Time time = model.start + 246 * kHour;
  // Some 350 columns go round; from the north through bases that would have closed.
  for (const char* key : {"ADD-SCA", "TAJ-BAL"}) {
    const Model changed = with_cut(model, plan, link_of(model, key), time);
    const Repaired answer = repaired(changed, plan, at(time));
    ASSERT_TRUE(answer.plan) << key;
    EXPECT_EQ(answer.way, RepairWay::local) << key;
    EXPECT_EQ(check_plan(changed, *answer.plan).size(), 0u) << key;
    const auto others = static_cast<std::int64_t>(plan.columns.size()) - answer.affected;
    EXPECT_LE(answer.others_changed * 10, others) << key;
  }
}

TEST(RepairTurns, OfIraqAfterADayWithoutAPlaceOfTheTrunkChangesFewOthers) {
  const Model model = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011").take();
  const Plan plan = built(model);
  const Time time = model.start + 246 * kHour;
  // At Khabari bases stay open for others' last-out columns to rest there, at Rumaila a load is left to the
  // dispatch at a base whose team had gone.
  for (const char* key : {"KHA", "RUM"}) {
    Model changed = model;
    close_place(changed, plan, place_of(model, key), time, time + kDay);
    expect_few_change(model, changed, plan, repaired(changed, plan, at(time)), time, key);
  }
}

}  // namespace
}  // namespace homeward
