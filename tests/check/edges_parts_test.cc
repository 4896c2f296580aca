// SPDX-License-Identifier: Apache-2.0
//
// More cases that mutants of the checker asked for: policies, form, clock and levels.
#include <algorithm>

#include "check/build.h"
#include "check/calendar.h"
#include "check/check_policy.h"
#include "check/check_shared.h"
#include "check/findings.h"
#include "check/local_time.h"
#include "check/sweep.h"

namespace homeward::testing {
namespace {

std::size_t differences(const World& a, const World& b) {
  return check_shared({{&a.model, &a.plan}, {&b.model, &b.plan}}, 100).size();
}

TEST(EdgesOfShared, EventsOfDifferentKindsWithTheSameFiguresAreDifferent) {
  World column, flight, sailing;
  flight.plan.flights = {
      {"F", AircraftId(0), 0, PlaceId(1), PlaceId(2), 0, 9, {{UnitId(3), CategoryId(2), 4}}}};
  sailing.plan.sailings = {{ShipId(0), 0, 1, 2, {{LotId(0), 9}, {LotId(1), 3}, {LotId(2), 4}}}};
  EXPECT_EQ(differences(flight, sailing), 2u);
  // A column with one stop and nothing else: kind, 1, place, arrive, depart, 0, −1, −1, lane.
  Column& only = column.plan.columns.emplace_back();
  only.stops.resize(1);
  only.stops[0].place = PlaceId(5);
  only.stops[0].arrive = 6;
  only.stops[0].depart = 7;
  World other;
  other.plan.flights = {{"F", AircraftId(1), 5, PlaceId(6), PlaceId(7), 0, -1, {}}};
  EXPECT_EQ(differences(column, other), 2u);
}
TEST(EdgesOfShared, PeopleOfALegAreNotTheNextLeg) {
  World one, other;
  for (World* world : {&one, &other}) {
    Column& column = world->plan.columns.emplace_back();
    column.stops.resize(1);
    column.legs.resize(1);
  }
  one.plan.columns[0].legs[0].passengers = {{UnitId(0), CategoryId(0), 1},
                                            {UnitId(0), CategoryId(1), 1},
                                            {UnitId(1), CategoryId(0), 1},
                                            {UnitId(1), CategoryId(1), 0}};
  for (const std::int64_t first : {0, 1, 1}) {
    Leg leg;
    leg.last_stop = static_cast<std::size_t>(first);
    leg.march_rate_m_per_hour = first;
    leg.pass_time_s = 1;
    other.plan.columns[0].legs.push_back(leg);
  }
  EXPECT_EQ(differences(one, other), 2u);
}
TEST(EdgesOfShared, AColumnWithoutStopsIsNoEvent) {
  World one, other;
  one.plan.columns.emplace_back();
  EXPECT_EQ(differences(one, other), 0u);
}
TEST(EdgesOfShared, ABatchThatBeginsWithTheDecisionNeedNotBeShared) {
  World one, other;
  for (const Time begin : {99, 100}) {
    one.plan.batches = {{ServiceId(0), LotId(0), 1, begin, 200}};
    EXPECT_EQ(differences(one, other), begin < 100 ? 1u : 0u);
  }
}
TEST(EdgesOfShared, OfNoBranchesThereIsNothingToSay) { EXPECT_TRUE(check_policy({}).empty()); }
TEST(EdgesOfShared, EightOutcomesAreAPolicyAndWhatIsMissedIsSortedByTime) {
  std::vector<World> worlds(8);
  std::vector<Branch> branches;
  for (std::size_t i = 0; i < 8; ++i) {
    for (std::size_t c = 0; c < 3; ++c) {
      Condition condition;
      condition.key = std::string(1, static_cast<char>('a' + c));
      condition.outcomes = {"yes", "no"};
      condition.outcome = condition.outcomes[i >> c & 1];
      condition.decided_at = kStart + kDay;
      worlds[i].model.conditions.push_back(condition);
    }
    Condition known;
    known.key = "known";
    known.outcomes = {"so"};
    known.outcome = "so";
    worlds[i].model.conditions.push_back(known);
    branches.push_back({&worlds[i].model, &worlds[i].plan});
  }
  EXPECT_EQ(outcome_combinations(worlds[0].model), 8u);
  EXPECT_TRUE(check_policy(branches).empty());
  worlds[0].plan.closings = {{worlds[0].base("VBC"), kStart}};
  branches.pop_back();
  const auto all = check_policy(branches);
  ASSERT_EQ(all.size(), 7u);
  EXPECT_EQ(all.front().at, kStart);
  EXPECT_EQ(all.back().at, kStart + kDay);
  EXPECT_EQ(all.back().sentence, "There is no plan for a: no, b: no, c: no, known: so.");
  for (World& world : worlds)
    for (Condition& condition : world.model.conditions) condition.decided_at.reset();
  const auto known = check_policy(branches);
  ASSERT_EQ(known.size(), 1u);
  EXPECT_EQ(known[0].at, kStart);
}
TEST(EdgesOfShared, AConditionWithoutOutcomesIsNoFactor) {
  World world;
  world.model.conditions.push_back({});
  EXPECT_EQ(outcome_combinations(world.model), 1u);
}

std::string form_of(void (*spoil)(Column&, Flight&)) {
  World world;
  const PlaceId vbc = world.base("VBC"), kha = world.camp("KHA");
  world.road(vbc, kha);
  const FleetId buses = world.fleet("buses", world.bus, FleetKind::bus, vbc, 1);
  world.column({vbc, kha}, kStart, {of_fleet(buses, 1), of_fleet(buses, 1)});
  world.flight("F1", world.aircraft("jet", kha, vbc, kHour), kha, vbc, kStart);
  spoil(world.plan.columns[0], world.plan.flights[0]);
  std::string text;
  for (const Violation& violation : found(world))
    if (violation.rule == Rule::FORM) text += violation.sentence;
  return text;
}

TEST(EdgesOfForm, WhatIsMalformedIsNamed) {
  EXPECT_EQ(form_of([](Column&, Flight&) {}), "");
  EXPECT_EQ(form_of([](Column& c, Flight&) { c.legs[0].pass_time_s = -1; }), "C1 has a pass time of -1 s.");
  EXPECT_EQ(form_of([](Column&, Flight& f) { f.aircraft = AircraftId(1); }),
            "F1 names an aircraft that the scenario does not have.");
  EXPECT_EQ(form_of([](Column& c, Flight&) {
              c.legs[0].groups[0].vehicles = c.legs[0].groups[1].vehicles = 500'000;
            }),
            "");
  EXPECT_EQ(form_of([](Column& c, Flight&) {
              c.legs[0].groups[0].vehicles = 500'000;
              c.legs[0].groups[1].vehicles = 500'001;
            }),
            "C1 has 1000001 vehicles.");
  World empty;
  empty.column({empty.base("VBC"), empty.camp("KHA")}, kStart, {});
  EXPECT_NE(sentences(empty).find("lacks the link out of a stop"), std::string::npos) << sentences(empty);
}
TEST(EdgesOfForm, NoMoreViolationsAreKeptThanFitIntoTheMemory) {
  const Model model;
  check::Findings findings(model);
  for (int i = 0; i < 100'000; ++i) findings.add(Rule::DUE, {}, i, "");
  findings.add(Rule::DUE, {}, -1, "the first, but too late");
  const auto listed = findings.take();
  EXPECT_EQ(listed.front().at, 0);
  EXPECT_EQ(listed.back().sentence, "99001 more are not listed: DUE 99001");
}
TEST(EdgesOfTime, ADayThatBeginsBeforeTheFirstIsNotOne) {
  World world;
  Window window;
  window.daily = true;
  window.first_day = window.last_day = kStart - 3 * kHour;  // midnight
  window.from_second = 0;
  window.until_second = kHour;
  const check::Calendar calendar(world.model);
  EXPECT_TRUE(calendar.touch(window, {kStart - 3 * kHour, kStart}));
  window.last_day += kDay - 1;
  EXPECT_TRUE(calendar.touch(window, {kStart - 3 * kHour, kStart}));
  window.first_day += 1;
  EXPECT_FALSE(calendar.touch(window, {kStart - 3 * kHour, kStart}));
}
TEST(EdgesOfTime, WhatTheClockShowsAgainComesLater) {
  Model model;
  model.clock = {{kStartOfTime, 3600}, {200'000, 0}};
  EXPECT_EQ(check::first_instant(model, 203'599), 199'999);
  EXPECT_EQ(check::first_instant(model, 203'600), 203'600);
  EXPECT_EQ(check::local_text(Model(), -1), "1969-12-31 23:59:59");
}
TEST(EdgesOfTime, LevelsOfAnIntervalBeginAtItsBegin) {
  const std::vector<check::Level> all = {{10, 1}, {20, 2}, {30, 3}};
  const auto values = [&](Interval within) {
    std::string text;
    for (const check::Level& level : check::levels_in(all, 7, within))
      text += std::to_string(level.at) + ":" + std::to_string(level.value) + " ";
    return text;
  };
  EXPECT_EQ(values({5, 30}), "5:7 10:1 20:2 ");
  EXPECT_EQ(values({10, 31}), "10:1 20:2 30:3 ");
  EXPECT_EQ(values({15, 16}), "15:1 ");
  EXPECT_EQ(values({15, 15}), "");
}

}  // namespace
}  // namespace homeward::testing
