// SPDX-License-Identifier: Apache-2.0
//
// Repairs: what has happened stays, what is not touched stays, and what leaves keeps every hard rule.
#include "planner/repair/repair_plan.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "check/check_certificate.h"
#include "check/check_plan.h"
#include "check/check_shared.h"
#include "planner/bounds/find_certificate.h"
#include "planner/dispatch/fleet_moves.h"
#include "planner/drawn.h"
#include "planner/repair/let_through.h"
#include "planner/repairs.h"
#include "random_cases.h"
#include "scenario/draw.h"
#include "scenario/read_scenario.h"

namespace homeward {
namespace {

constexpr const char* kTwoRoads =
    "a -60min- b -60min- d\n"
    "a -90min- c -90min- d\n"
    "1st: a to d, 20 people, 5 cars\n"
    "2nd: a to d, 20 people, 5 cars, ready 10h\n";

const Column& column_that_departs_last(const Plan& plan) { return plan.columns.back(); }

std::string hard_violations(const Model& model, const Plan& plan) {
  std::string text;
  for (const Violation& violation : check_plan(model, plan))
    if (!is_requirement(violation.rule))
      text += std::string(rule_name(violation.rule)) + " " + violation.sentence + "\n";
  return text;
}

/// Whatever ended before the repair is there as it was; what had begun has kept the stops that it had left.
void expect_history_kept(const Plan& old, const Plan& now, Time time) {
  std::map<std::string, const Column*> by_number;
  for (const Column& column : now.columns) by_number[column.number] = &column;
  for (const Column& column : old.columns) {
    if (column.stops.front().arrive >= time) continue;
    ASSERT_TRUE(by_number.contains(column.number)) << column.number;
    const Column& after = *by_number[column.number];
    if (end_of(column) <= time) {
      EXPECT_TRUE(same_column(column, after)) << column.number;
    }
    for (std::size_t i = 0; i + 1 < column.stops.size() && column.stops[i].depart < time; ++i) {
      ASSERT_LT(i, after.stops.size());
      EXPECT_EQ(after.stops[i].depart, column.stops[i].depart) << column.number;
      EXPECT_EQ(after.stops[i].out, column.stops[i].out) << column.number;
    }
  }
}

TEST(Repair, ChangesNothingWhenNothingHasHappened) {
  const Model model = draw_scenario(kTwoRoads);
  const Plan plan = built(model);
  const Repaired answer = repaired(model, plan, at(5 * kHour));
  EXPECT_EQ(answer.way, RepairWay::unchanged);
  EXPECT_TRUE(answer.changes.empty());
  ASSERT_EQ(answer.plan->columns.size(), plan.columns.size());
  for (std::size_t i = 0; i < plan.columns.size(); ++i)
    EXPECT_TRUE(same_column(plan.columns[i], answer.plan->columns[i]));
}

TEST(Repair, TakesTheOtherRoadWhenOneIsCut) {
  const Model model = draw_scenario(kTwoRoads);
  const Plan plan = built(model);
  const Model changed = with_cut(model, plan, link_of(model, "b-d"), 5 * kHour);
  const Repaired answer = repaired(changed, plan, at(5 * kHour));
  ASSERT_TRUE(answer.plan);
  EXPECT_EQ(hard_violations(changed, *answer.plan), "");
  EXPECT_EQ(answer.way, RepairWay::local);
  ASSERT_EQ(answer.changes.columns.size(), 1u);
  EXPECT_EQ(answer.changes.columns.front().fate, ColumnFate::rerouted);
  EXPECT_EQ(answer.changes.columns.front().reason, "entered b-d after it was closed");
  EXPECT_EQ(answer.others_changed, 0);
  EXPECT_GE(*answer.closure, *answer.closure_before);
}

TEST(Repair, WaitsRatherThanTakeAnotherRoadWhenTheCutIsShort) {
  const Model model = draw_scenario(kTwoRoads);
  const Plan plan = built(model);
  const Time departs = column_that_departs_last(plan).stops.front().depart;
  const Model changed = with_cut(model, plan, link_of(model, "a-b"), departs - kHour, departs + 2 * kHour);
  const Repaired answer = repaired(changed, plan, at(departs - kHour));
  ASSERT_TRUE(answer.plan);
  EXPECT_EQ(hard_violations(changed, *answer.plan), "");
  ASSERT_EQ(answer.changes.columns.size(), 1u);
  EXPECT_EQ(answer.changes.columns.front().fate, ColumnFate::shifted);
  EXPECT_EQ(answer.changes.columns.front().now->stops.front().depart, departs + 2 * kHour);
}

TEST(Repair, ColumnOnItsWayGoesOnFromWhereItIs) {
  const Model model =
      draw_scenario("a -60min- b -60min- d\nb -50min- c -50min- d\n1st: a to d, 20 people, 5 cars\n");
  const Plan plan = built(model);
  const Time departs = plan.columns.front().stops.front().depart;
  const Model changed = with_cut(model, plan, link_of(model, "b-d"), departs + 30 * kMinute);
  const Repaired answer = repaired(changed, plan, at(departs + 30 * kMinute));
  ASSERT_TRUE(answer.plan);
  EXPECT_EQ(hard_violations(changed, *answer.plan), "");
  expect_history_kept(plan, *answer.plan, departs + 30 * kMinute);
  ASSERT_EQ(answer.changes.columns.size(), 1u);
  EXPECT_TRUE(answer.changes.columns.front().under_way);
  EXPECT_EQ(answer.changes.columns.front().fate, ColumnFate::rerouted);
}

TEST(Repair, ColumnThatCanNeitherGoOnNorHaltTurnsBackToTheLastParking) {
  const Model model =
      draw_scenario("a -60min- b -60min- j(parking 0) -60min- d\n1st: a to d, 20 people, 5 cars\n");
  const Plan plan = built(model);
  const Column& before = plan.columns.front();
  const Time now = before.stops[1].depart + 30 * kMinute;
  const Model changed = with_cut(model, plan, link_of(model, "j-d"), now, now + kDay);
  const Repaired answer = repaired(changed, plan, at(now));
  ASSERT_TRUE(answer.plan);
  EXPECT_EQ(hard_violations(changed, *answer.plan), "");
  expect_history_kept(plan, *answer.plan, now);
  const auto& stops = answer.plan->columns.front().stops;
  ASSERT_GE(stops.size(), 6u);
  EXPECT_EQ(stops[2].depart, stops[2].arrive) << "passes the junction";
  EXPECT_EQ(stops[3].place, before.stops[1].place) << "and is back where it came from";
  EXPECT_GE(stops.back().arrive, now + kDay);
}

TEST(Repair, OfIraqAfterANightWithoutAMainRoadChangesFewOthers) {
  const Model model = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011").take();
  const Plan plan = built(model);
  ASSERT_EQ(check_plan(model, plan).size(), 0u);
  const Time time = model.start + 246 * kHour;
  for (const char* key : {"ADD-SCA", "KAL-VBC", "TAJ-BAL"}) {
    const Model changed = with_cut(model, plan, link_of(model, key), time, time + kDay);
    const Repaired answer = repaired(changed, plan, at(time));
    ASSERT_TRUE(answer.plan) << key;
    EXPECT_EQ(answer.way, RepairWay::local) << key;
    EXPECT_EQ(check_plan(changed, *answer.plan).size(), 0u) << key;
    const auto others = static_cast<std::int64_t>(plan.columns.size()) - answer.affected;
    EXPECT_LE(20 * answer.others_changed, others) << key;
    for (const ColumnChange& change : answer.changes.columns)
      if (change.old && change.now && !change.affected && !change.under_way) {
        EXPECT_GE(change.now->stops.front().depart, std::min(time, change.old->stops.front().depart));
      }
    expect_history_kept(plan, *answer.plan, time);
  }
}

/// Two columns of seven cars and an escort, which leaves them at k while they are served; the second is on its
/// way there when the road ahead is closed. At k there is room for 15 vehicles.
struct AtAPost {
  explicit AtAPost(const std::string& parking_at_c) {
    model = draw_scenario("a -60min escort- k(outside, parking 15) -41km- c(outside, parking " + parking_at_c +
                          ") -60min- d(outside)\nservice post at k: passing, 7/h, 1 lanes\n"
                          "1st, 2nd: a to d, 14 people, 7 cars\nescorts guard: 2 at a\n");
    model.rules.escort_min = 1;
    model.rules.escort_ratio = 7;
    plan = built(model);
    now = plan.columns.at(1).stops.front().depart + 10 * kMinute;
    EXPECT_LT(plan.columns[0].stops[1].arrive, now);
    EXPECT_GT(plan.columns[0].stops[1].depart, now);
    // From k a column could be at c to the second when the road opens, from c it leaves at a full minute.
    changed = with_cut(model, plan, link_of(model, "c-d"), now, now + kDay + 30);
    answer = repaired(changed, plan, at(now));
  }
  Model model, changed;
  Plan plan;
  Time now = 0;
  Repaired answer;
};

TEST(Repair, WhoCanWaitFurtherOnLeavesTheRoomToWhoComesBehind) {
  const AtAPost got("30");
  ASSERT_TRUE(got.answer.plan);
  EXPECT_EQ(hard_violations(got.changed, *got.answer.plan), "");
  expect_history_kept(got.plan, *got.answer.plan, got.now);
  EXPECT_EQ(got.answer.plan->columns[0].stops[1].depart, got.plan.columns[0].stops[1].depart) << "waits at c";
}

TEST(Repair, WhereEscortsLeaveItAColumnNeedsRoomForThemToo) {
  const AtAPost got("5");
  EXPECT_FALSE(got.answer.plan);
  ASSERT_EQ(got.answer.no_way.size(), 1u);
  ASSERT_EQ(got.answer.room_missing.size(), 1u);
  EXPECT_EQ(got.model.places[got.answer.room_missing.front().first].key, "k");
}

constexpr const char* kPost =
    "a -60min- b -60min- d\nservice post at b: passing, 20/h, 2 lanes\n"
    "1st, 2nd, 3rd, 4th: a to d, 80 people, 40 cars\n";

/// Visits of the first service, in order of their begin.
std::vector<Interval> visits(const Plan& plan) {
  std::vector<Interval> all;
  for (const Column& column : plan.columns)
    for (const Stop& stop : column.stops)
      for (const ServiceVisit& visit : stop.services) all.push_back({visit.begin, visit.end});
  std::sort(all.begin(), all.end());
  return all;
}

Model with_lanes(const Model& model, const Plan& plan, std::int64_t lanes, Interval when) {
  Model changed = model;
  for (const Limit& limit : lane_limits(plan, ServiceId(0), lanes, when)) {
    Reduction reduction;
    reduction.when.target = WindowTarget::service;
    reduction.when.service = ServiceId(0);
    reduction.when.once = limit.when;
    reduction.fewer = model.services[ServiceId(0)].lanes - limit.most;
    if (reduction.fewer > 0) changed.reductions.push_back(reduction);
  }
  return changed;
}

TEST(Repair, PlansKeepToLanesAndParkingThatAreTakenAwayForATime) {
  Model model = draw_scenario(std::string(kPost) + "reduced post by 1: 2h to 9h\n");
  const Plan plan = built(model);
  EXPECT_EQ(hard_violations(model, plan), "");
  ASSERT_EQ(model.reductions.size(), 1u);
  for (const Interval& visit : visits(plan))
    for (const Interval& other : visits(plan))
      if (visit.begin < other.begin && visit.overlaps(other)) {
        EXPECT_GE(other.begin, 9 * kHour) << "one after the other before";
      }
  model = draw_scenario(std::string(kPost) + "reduced b by 960: 0h to 100h\n");
  EXPECT_EQ(hard_violations(model, built(model)), "") << "40 of 1,000 spaces are left";
}

TEST(Repair, WhoIsServedStaysAndWhoCameLastGivesWayWhenLanesAreTakenAway) {
  const Model model = draw_scenario(kPost);
  const Plan plan = built(model);
  const auto served = visits(plan);
  ASSERT_GE(served.size(), 4u);
  ASSERT_TRUE(served[0].overlaps(served[1]));
  const Time now = served[1].begin + 60;
  const Model changed = with_lanes(model, plan, 1, {now, now + 12 * kHour});
  ASSERT_EQ(changed.reductions.size(), 1u);
  EXPECT_EQ(changed.reductions[0].when.once.begin, std::min(served[0].end, served[1].end))
      << "the second lane closes when the first of them is served";
  const Repaired answer = repaired(changed, plan, at(now));
  ASSERT_TRUE(answer.plan);
  EXPECT_EQ(hard_violations(changed, *answer.plan), "");
  expect_history_kept(plan, *answer.plan, now);
  EXPECT_FALSE(answer.changes.empty());
  EXPECT_EQ(answer.way, RepairWay::local);
  EXPECT_EQ(visits(*answer.plan)[0], served[0]);
  EXPECT_EQ(visits(*answer.plan)[1], served[1]);
  EXPECT_TRUE(repaired(with_lanes(model, plan, 2, {now, now + kDay}), plan, at(now)).changes.empty());
}

TEST(Repair, LimitsFallInStepsAsThoseLeaveWhoAreThere) {
  Plan plan;
  plan.columns.resize(2);
  for (Column& column : plan.columns) column.stops.resize(1);
  plan.columns[0].stops[0].services = {{ServiceId(0), 0, 10}};
  plan.columns[1].stops[0].services = {{ServiceId(0), 5, 20}};
  const auto one = lane_limits(plan, ServiceId(0), 1, {7, 30});
  ASSERT_EQ(one.size(), 2u);
  EXPECT_EQ(one[0].when, (Interval{7, 10}));
  EXPECT_EQ(one[0].most, 2);
  EXPECT_EQ(one[1].when, (Interval{10, 30}));
  EXPECT_EQ(one[1].most, 1);
  const auto none = lane_limits(plan, ServiceId(0), 0, {7, 15});
  ASSERT_EQ(none.size(), 2u);
  EXPECT_EQ(none[1].when, (Interval{10, 15}));
  EXPECT_EQ(none[1].most, 1);
  EXPECT_EQ(lane_limits(plan, ServiceId(0), 1, {20, 30}).front().most, 1);
}

TEST(Repair, APlaceClosesBehindThoseWhoAreOnTheRoadToIt) {
  const Model model =
      draw_scenario("a -60min- b -60min- d\n1st: a to d, 20 people, 5 cars\n"
                    "2nd: a to d, 20 people, 5 cars, ready 40h\n");
  const Plan plan = built(model);
  ASSERT_EQ(plan.columns.size(), 2u);
  const auto& first = plan.columns.front();
  const Time now = first.stops.front().depart + 30 * kMinute;
  PlaceId b;
  for (PlaceId place : model.places.ids())
    if (model.places[place].key == "b") b = place;
  Model changed = model;
  close_place(changed, plan, b, now, now + 3 * kDay);
  EXPECT_EQ(changed.windows.back().once.begin, first.stops[1].arrive + first.legs.front().pass_time_s);
  const Repaired answer = repaired(changed, plan, at(now));
  ASSERT_TRUE(answer.plan);
  EXPECT_EQ(hard_violations(changed, *answer.plan), "");
  ASSERT_EQ(answer.changes.columns.size(), 1u) << "only who has not set out yet";
  EXPECT_EQ(answer.changes.columns.front().old, &plan.columns.back());
  EXPECT_GE(answer.plan->columns.back().stops[1].arrive, now + 3 * kDay);
}

TEST(Repair, LateColumnStartsLater) {
  const Model model = draw_scenario(kTwoRoads);
  const Plan plan = built(model);
  const Column& last = column_that_departs_last(plan);
  RepairOptions options = at(kHour);
  options.delays.push_back({last.number, std::nullopt, 3 * kHour});
  const Repaired answer = repaired(model, plan, options);
  ASSERT_TRUE(answer.plan);
  EXPECT_EQ(hard_violations(model, *answer.plan), "");
  ASSERT_EQ(answer.changes.columns.size(), 1u);
  EXPECT_EQ(answer.changes.columns.front().now->stops.front().depart, last.stops.front().depart + 3 * kHour);
}

TEST(Repair, CutWithoutAnotherRoadIsProvedToBeTheEnd) {
  const Model model = draw_scenario("a -60min- b -60min- d\n1st: a to d, 20 people, 5 cars, ready 10h\n");
  const Plan plan = built(model);
  const Repaired answer = repaired(with_cut(model, plan, link_of(model, "b-d"), kHour), plan, at(kHour));
  EXPECT_TRUE(!answer.plan || !answer.missed.empty());
}

Model random_world(Rng& rng) {
  const std::int64_t cars = rng.between(4, 12);
  return draw_scenario(fmt::format(
      "a -{}min- b -{}min- d\na -{}min- c -{}min- d\nb -{}min alternating- c\n"
      "1st: a to d, {} people, {} cars, {} boxes\n2nd: b to d, {} people, {} cars\n3rd: a to d, 20 people, 5 "
      "cars, "
      "ready {}h\nlorries hauler: {} at d, {} at a\n",
      rng.between(10, 120), rng.between(10, 120), rng.between(10, 200), rng.between(10, 200),
      rng.between(10, 60), rng.between(cars, 4 * cars), cars, rng.between(0, 60), rng.between(cars, 4 * cars),
      cars, rng.between(2, 40), rng.between(5, 20), rng.between(0, 5)));
}

TEST(Repair, OfRandomPlansAfterRandomCutsKeepsHardRulesAndHistory) {
  int with_plan = 0, valid = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 9);
    const Model model = random_world(rng);
    const Plan plan = built(model);
    if (!check_plan(model, plan).empty()) continue;
    const Time time = rng.between(0, 40) * kHour;
    const LinkId link(rng.below(model.links.size()));
    const std::optional<Time> until =
        rng.chance(1, 2) ? std::optional<Time>(time + rng.between(1, 30) * kHour) : std::nullopt;
    const Model changed = with_cut(model, plan, link, time, until);
    const Repaired answer = repaired(changed, plan, at(time));
    if (!answer.plan) continue;
    ++with_plan;
    if (answer.missed.empty()) ++valid;
    EXPECT_EQ(hard_violations(changed, *answer.plan), "");
    expect_history_kept(plan, *answer.plan, time);
    // A cut never shortens the way of a column that it meets; nothing new begins in the past.
    for (const ColumnChange& change : answer.changes.columns)
      if (change.now && !change.under_way) {
        EXPECT_GE(change.now->stops.front().arrive, time);
      }
  }
  EXPECT_GE(with_plan, 30);
  EXPECT_GE(valid, 25);
}

TEST(Repair, OfRichPlansAfterALossKeepsHardRulesAndHistory) {
  std::int64_t with_plan = 0;
  const std::uint64_t cases = random_cases(40);
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 14);
    const std::string text = draw_rich(rng);
    SCOPED_TRACE(text);
    const Model model = draw_scenario(text);
    const Plan plan = built(model);
    if (!hard_violations(model, plan).empty()) continue;
    const Time time = rng.between(1, 100) * kHour;
    const std::optional<Time> until =
        rng.chance(2, 3) ? std::optional<Time>(time + rng.between(1, 40) * kHour) : std::nullopt;
    Model changed = model;
    const std::uint64_t what = rng.below(3);
    if (what == 0) cut_link(changed, plan, LinkId(rng.below(model.links.size())), time, until);
    if (what == 1) close_place(changed, plan, PlaceId(rng.below(model.places.size())), time, until);
    if (what == 2) withdraw_fleet(changed, FleetId(rng.below(model.fleets.size())), 50, time);
    const Repaired answer = repaired(changed, plan, at(time));
    if (!answer.plan) continue;
    ++with_plan;
    EXPECT_EQ(hard_violations(changed, *answer.plan), "");
    expect_history_kept(plan, *answer.plan, time);
  }
  EXPECT_GE(with_plan * 2, static_cast<std::int64_t>(cases));
}

/// Links with a lane more, and places with more parking, than `model` has.
Model with_more(const Model& model, Rng& rng) {
  Model more = model;
  for (LinkId link : more.links.ids())
    if (rng.between(0, 1) == 1) ++more.links[link].lanes;
  for (PlaceId place : more.places.ids())
    if (more.places[place].parking_vehicles > 0) more.places[place].parking_vehicles += rng.between(0, 40);
  return more;
}

TEST(Repair, OfRandomPlansMoreCapacityNeverHurts) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 71);
    const Model model = random_world(rng);
    const Plan plan = built(model);
    if (!check_plan(model, plan).empty()) continue;
    const Time time = rng.between(0, 10) * kHour;
    const Model more = with_more(model, rng);
    EXPECT_TRUE(repaired(more, plan, at(time)).changes.empty()) << "nothing has to change for more room";
    const LinkId link(
        static_cast<std::size_t>(rng.between(0, static_cast<std::int64_t>(model.links.size()) - 1)));
    const Time opens = time + rng.between(1, 48) * kHour;
    const Model cut = with_cut(model, plan, link, time, opens);
    const Repaired answer = repaired(cut, plan, at(time));
    if (!answer.plan) continue;
    EXPECT_TRUE(check_plan(cut, *answer.plan).size() == answer.missed.size());
    // What a repair does keeps the rules where the cut ends sooner, or where there is more of anything.
    EXPECT_EQ(hard_violations(with_cut(model, plan, link, time, opens - kHour), *answer.plan), "");
    EXPECT_EQ(hard_violations(with_cut(with_more(model, rng), plan, link, time, opens), *answer.plan), "");
  }
}

TEST(Repair, OfRandomWorldsNoCutAndNoLaneTakenAwayBreaksAProof) {
  int proofs = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 83);
    Model model = random_world(rng);
    Service post;
    post.key = post.name = "post";
    post.use = ServiceUse::leaving;
    post.zone = model.zone;
    post.rate_per_hour = rng.between(5, 60);
    post.lanes = rng.between(1, 3);
    for (PlaceId place : model.places.ids())
      if (model.places[place].key == "d") post.place = place;
    model.places[post.place].services.push_back(model.services.push_back(post));
    Budget budget(2'000'000, Budget::Clock::now() + std::chrono::minutes(5));
    const auto certificate = find_certificate(model, budget);
    if (!certificate) continue;
    ASSERT_TRUE(check_certificate(model, *certificate).holds);
    ++proofs;
    Model less = model;
    Reduction reduction;
    reduction.when.target = WindowTarget::service;
    reduction.when.service = ServiceId(0);
    const Time from = rng.between(0, 20) * kHour;
    reduction.when.once = {from, from + rng.between(1, 30) * kHour};
    reduction.fewer = rng.between(1, post.lanes);
    less.reductions.push_back(reduction);
    EXPECT_TRUE(check_certificate(less, *certificate).holds) << "with fewer lanes";
    const LinkId link(rng.below(model.links.size()));
    const Model cut = with_cut(less, Plan(), link, from, from + kDay);
    EXPECT_TRUE(check_certificate(cut, *certificate).holds) << "with a cut";
    const Plan plan = built(cut);
    EXPECT_EQ(hard_violations(cut, plan), "");
  }
  EXPECT_GE(proofs, 10);
}

TEST(Repair, OfIraqSmallKeepsEveryRuleAndMostColumns) {
  const Model model = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011-small").take();
  const Plan plan = built(model);
  ASSERT_EQ(check_plan(model, plan).size(), 0u);
  const Time time = model.start + 5 * kDay;
  int repairs = 0;
  for (std::size_t i = 0; i < model.links.size(); i += 5) {
    const Model changed = with_cut(model, plan, LinkId(i), time, time + kDay);
    const Repaired answer = repaired(changed, plan, at(time));
    if (!answer.plan) continue;
    ++repairs;
    EXPECT_EQ(hard_violations(changed, *answer.plan), "");
    expect_history_kept(plan, *answer.plan, time);
  }
  EXPECT_GE(repairs, 8);
}

TEST(Drill, RanksTheOnlyRoadFirstAndTheUnusedLast) {
  const Model model = draw_scenario(
      "a -60min- b -60min- d\nb -200min- c -200min- d\na -60min- e\n1st: a to d, 20 people, 5 cars, ready "
      "10h\n");
  const Plan plan = built(model);
  Budget budget(Budget::kUnlimited, Budget::Clock::now() + std::chrono::minutes(5));
  Observer observer;
  DrillOptions options;
  options.at = model.start;
  const auto cuts = drill(model, plan, options, budget, observer);
  ASSERT_FALSE(cuts.empty());
  const auto of = [&](const std::string& key) {
    for (const DrillCut& cut : cuts)
      if (cut.kind == CutKind::link && model.links[cut.links.front()].key == key) return cut;
    return DrillCut{};
  };
  EXPECT_FALSE(of("a-b").cut_off.empty());
  EXPECT_LE(of("a-b").harm, Harm::late);
  EXPECT_TRUE(of("b-d").cut_off.empty());
  EXPECT_EQ(of("b-d").harm, Harm::later);
  EXPECT_GT(of("b-d").later_s, 0);
  EXPECT_EQ(of("a-e").harm, Harm::unused);
  EXPECT_LE(cuts.front().harm, Harm::late);
  EXPECT_EQ(cuts.back().harm, Harm::unused);
}

}  // namespace
}  // namespace homeward
