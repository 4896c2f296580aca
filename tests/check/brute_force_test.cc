// SPDX-License-Identifier: Apache-2.0
//
// The sweeps of the checker against every pair of columns, on random small plans with many ties.
#include <map>

#include "base/random.h"
#include "check/build.h"
#include "random_cases.h"

namespace homeward::testing {
namespace {

/// Columns of 1 to 5 trucks on a star of four roads around RUM, all at multiples of 5 s, gap 10 s, roads of
/// 60 s.
struct Star : World {
  PlaceId hub = camp("RUM");
  std::vector<PlaceId> ends;
  LinkUse use;
  explicit Star(Rng& rng) {
    static constexpr LinkUse kUses[] = {LinkUse::two_way, LinkUse::alternating, LinkUse::exclusive};
    use = kUses[rng.below(3)];
    model.rules.start_step_s = 1;
    model.rules.column_gap_s = 10;
    model.places[hub].exclusive = true;
    model.places[hub].parking_vehicles = rng.between(0, 9);
    const FleetId trucks = fleet("trucks", truck, FleetKind::truck, hub, 0);
    for (int i = 0; i < 4; ++i) {
      ends.push_back(camp("E" + std::to_string(i)));
      model.links[road(ends.back(), hub, use)].length_m = 600;
      model.links[LinkId(static_cast<std::size_t>(i))].lanes = 2;
      model.links[LinkId(static_cast<std::size_t>(i))].meeting_width_mm = 5000;
      model.fleets[trucks].stocks.push_back({ends.back(), 1000});
    }
    model.item_types[truck].width_mm = rng.chance(1, 2) ? 2500 : 2501;
    const std::int64_t number = rng.between(2, 5);
    for (std::int64_t i = 0; i < number; ++i) {
      const std::size_t from = rng.below(4);
      const std::size_t to = (from + rng.below(3) + 1) % 4;
      const std::size_t id = column({ends[from], hub, ends[to]}, kStart + 5 * rng.between(0, 40),
                                    {of_fleet(trucks, rng.between(1, 5))});
      if (rng.chance(1, 2)) halt(id, 1, 5 * rng.between(1, 20));
      for (Stop& stop : plan.columns[id].stops) stop.lane = rng.between(1, 2);
    }
  }
  Duration pass_of(std::size_t column) const { return plan.columns[column].legs[0].pass_time_s; }
};

struct Use {
  std::size_t column;
  Interval when;
};

bool any_overlap(const std::vector<Use>& uses) {
  for (const Use& a : uses)
    for (const Use& b : uses)
      if (a.column != b.column && a.when.overlaps(b.when)) return true;
  return false;
}

bool crosses(const Star& star) {
  std::vector<Use> uses;
  for (std::size_t c = 0; c < star.plan.columns.size(); ++c) {
    const Stop& stop = star.plan.columns[c].stops[1];
    uses.push_back({c, {stop.arrive, stop.arrive + star.pass_of(c) + 10}});
    uses.push_back({c, {stop.depart, stop.depart + star.pass_of(c) + 10}});
  }
  return any_overlap(uses);
}

bool parks_too_much(const Star& star) {
  for (const Column& at : star.plan.columns) {
    std::int64_t sum = 0;
    for (std::size_t c = 0; c < star.plan.columns.size(); ++c) {
      const Stop& stop = star.plan.columns[c].stops[1];
      const Interval when{stop.arrive, stop.depart + star.pass_of(c)};
      if (stop.depart > stop.arrive && when.contains(at.stops[1].arrive))
        sum += star.plan.columns[c].legs[0].groups[0].vehicles;
    }
    if (sum > star.model.places[star.hub].parking_vehicles) return true;
  }
  return false;
}

struct Drive {
  std::size_t column;
  Direction direction;
  std::int64_t lane;
  Time enter;
};

/// Which of FOLLOW, OPPOSE, EXCLUSIVE two drives break.
const char* conflict(const Star& star, const Drive& a, const Drive& b) {
  if (a.direction.link != b.direction.link) return "";
  const Duration pa = star.pass_of(a.column), pb = star.pass_of(b.column);
  const bool overlap = Interval{a.enter, a.enter + 60 + pa + 10}.overlaps({b.enter, b.enter + 60 + pb + 10});
  const bool same = a.direction.forward == b.direction.forward;
  if (star.use == LinkUse::exclusive && overlap) return "EXCLUSIVE";
  if (star.use == LinkUse::alternating && !same && overlap) return "OPPOSE";
  const bool wide = *star.model.item_types[star.truck].width_mm * 2 > 5000;
  if (star.use == LinkUse::two_way && !same && wide && overlap) return "OPPOSE";
  return "";
}

bool follows_too_close(const Star& star, const Drive& a, const Drive& b) {
  if (a.direction != b.direction || a.lane != b.lane) return false;
  return a.enter <= b.enter ? b.enter < a.enter + star.pass_of(a.column) + 10 : false;
}

std::string expected(const Star& star) {
  std::vector<Drive> drives;
  for (std::size_t c = 0; c < star.plan.columns.size(); ++c)
    for (std::size_t i = 0; i < 2; ++i) {
      const Stop& stop = star.plan.columns[c].stops[i];
      drives.push_back({c, *stop.out, stop.lane, stop.depart});
    }
  std::set<std::string> codes;
  for (std::size_t i = 0; i < drives.size(); ++i)
    for (std::size_t k = 0; k < drives.size(); ++k) {
      if (i == k) continue;
      codes.insert(conflict(star, drives[i], drives[k]));
      if (follows_too_close(star, drives[i], drives[k])) codes.insert("FOLLOW");
    }
  std::string text;
  for (const char* code : {"FOLLOW", "OPPOSE", "EXCLUSIVE"})
    if (codes.contains(code)) text += std::string(code) + " ";
  if (crosses(star)) text += "CROSS ";
  if (parks_too_much(star)) text += "PARK ";
  return text;
}

/// Whoever is given away disturbs the others as before, and is disturbed by nobody else.
TEST(BruteForce, OtherTrafficIsInTheWayAsColumnsOfThePlanAre) {
  int conflicts = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(1000); ++seed) {
    Rng rng(seed);
    Star star(rng);
    const std::string before = codes(star);
    star.give_away(rng.below(star.plan.columns.size()));
    if (rng.chance(1, 2)) star.give_away(rng.below(star.plan.columns.size()));
    ASSERT_EQ(codes(star), before) << "seed " << seed << "\n" << sentences(star);
    conflicts += before.empty() ? 0 : 1;
  }
  EXPECT_GT(conflicts, in_random_cases(100));
}

TEST(BruteForce, SweepsFindWhatEveryPairFinds) {
  std::map<std::string, int> seen;
  for (std::uint64_t seed = 1; seed <= random_cases(3000); ++seed) {
    Rng rng(seed);
    const Star star(rng);
    const std::string wanted = expected(star);
    std::string got = codes(star);
    if (!got.empty()) got += " ";
    ASSERT_EQ(got, wanted) << "seed " << seed << "\n" << sentences(star);
    ++seen[wanted];
  }
  EXPECT_GT(seen[""], in_random_cases(10));
  EXPECT_GT(seen["CROSS "], in_random_cases(10));
  EXPECT_GT(seen["PARK "], in_random_cases(3));
}

}  // namespace
}  // namespace homeward::testing
