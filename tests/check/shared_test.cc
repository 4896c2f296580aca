// SPDX-License-Identifier: Apache-2.0
#include "check/build.h"
#include "check/check_shared.h"

namespace homeward::testing {
namespace {

/// Two branches with the same column, flight, ship, batch and closing.
struct Two {
  struct Side : World {
    Side() {
      const PlaceId vbc = base("VBC"), kha = camp("KHA");
      road(vbc, kha);
      const UnitId owner = unit("1-1", vbc, 9, kha);
      const LotId boxes = lot("boxes", owner, container, 9, kha);
      const ServiceId wash = service("wash", kha, ServiceUse::things, 60);
      const FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 9);
      const FleetId buses = fleet("buses", bus, FleetKind::bus, vbc, 9);
      column({vbc, kha}, kStart, {of_fleet(trucks, 1, boxes, 2), of_fleet(buses, 1)}, {people(owner, 1)});
      plan.columns[0].stops[1].services = {{wash, kStart + 3600, kStart + 3700}};
      flight("F1", aircraft("jet", vbc, kha, 3600), vbc, kha, kStart, {people(owner, 2)});
      model.ships.push_back({});
      plan.sailings = {{ShipId(0), kStart, kStart + 1, kStart + 2, {{boxes, 1}}}};
      plan.batches = {{wash, boxes, 1, kStart, kStart + 60}};
      plan.closings = {{vbc, kStart}};
    }
  };
  Side left, right;
  std::size_t found(Time decision) const {
    return check_shared({{&left.model, &left.plan}, {&right.model, &right.plan}}, decision).size();
  }
};

TEST(Shared, EqualPlansShareEverything) { EXPECT_EQ(Two().found(kStart + kDay), 0u); }
TEST(Shared, NoPlanIsShared) { EXPECT_TRUE(check_shared({}, kStart).empty()); }

TEST(Shared, EveryDifferenceBeforeTheDecisionIsFound) {
  using Change = void (*)(Plan&);
  const Change changes[] = {
      [](Plan& p) { p.columns[0].stops[0].arrive -= 1; },
      [](Plan& p) { p.columns[0].stops[0].depart += 1; },
      [](Plan& p) { p.columns[0].stops[1].arrive += 1; },
      [](Plan& p) { p.columns[0].stops[0].lane = 2; },
      [](Plan& p) { p.columns[0].stops[0].out->forward = false; },
      [](Plan& p) { p.columns[0].stops[0].out->link = LinkId(7); },
      [](Plan& p) { p.columns[0].stops[1].place = PlaceId(7); },
      [](Plan& p) { p.columns[0].stops[1].services[0].service = ServiceId(7); },
      [](Plan& p) { p.columns[0].stops[1].services[0].begin += 1; },
      [](Plan& p) { p.columns[0].stops[1].services[0].end += 1; },
      [](Plan& p) { p.columns[0].stops[1].services.clear(); },
      [](Plan& p) { p.columns[0].legs[0].march_rate_m_per_hour += 1; },
      [](Plan& p) { p.columns[0].legs[0].pass_time_s += 1; },
      [](Plan& p) { p.columns[0].legs[0].last_stop += 1; },
      [](Plan& p) { p.columns[0].legs[0].groups[0].vehicles += 1; },
      [](Plan& p) { p.columns[0].legs[0].groups[0].fleet = FleetId(7); },
      [](Plan& p) { p.columns[0].legs[0].groups[0].own_lot = LotId(7); },
      [](Plan& p) { p.columns[0].legs[0].groups[0].cargo->count += 1; },
      [](Plan& p) { p.columns[0].legs[0].groups[0].cargo->lot = LotId(7); },
      [](Plan& p) { p.columns[0].legs[0].groups[0].cargo.reset(); },
      [](Plan& p) { p.columns[0].legs[0].passengers[0].unit = UnitId(7); },
      [](Plan& p) { p.columns[0].legs[0].passengers[0].category = CategoryId(7); },
      [](Plan& p) { p.columns[0].legs[0].passengers[0].count += 1; },
      [](Plan& p) { p.flights[0].aircraft = AircraftId(7); },
      [](Plan& p) { p.flights[0].airframe += 1; },
      [](Plan& p) { p.flights[0].from = PlaceId(7); },
      [](Plan& p) { p.flights[0].to = PlaceId(7); },
      [](Plan& p) { p.flights[0].take_off += 1; },
      [](Plan& p) { p.flights[0].landing += 1; },
      [](Plan& p) { p.flights[0].passengers.clear(); },
      [](Plan& p) { p.sailings[0].ship = ShipId(7); },
      [](Plan& p) { p.sailings[0].berth += 1; },
      [](Plan& p) { p.sailings[0].sail += 1; },
      [](Plan& p) { p.sailings[0].arrive += 1; },
      [](Plan& p) { p.sailings[0].cargo[0].count += 1; },
      [](Plan& p) { p.sailings[0].cargo[0].lot = LotId(7); },
      [](Plan& p) { p.batches[0].service = ServiceId(7); },
      [](Plan& p) { p.batches[0].lot = LotId(7); },
      [](Plan& p) { p.batches[0].count += 1; },
      [](Plan& p) { p.batches[0].begin += 1; },
      [](Plan& p) { p.batches[0].end += 1; },
      [](Plan& p) { p.closings[0].at += 1; },
      [](Plan& p) { p.closings[0].place = PlaceId(7); },
  };
  for (const Change& change : changes) {
    Two two;
    change(two.right.plan);
    EXPECT_EQ(two.found(kStart + kDay), 2u) << &change - changes;
  }
}
TEST(Shared, AnEventMissingInOnePlanIsFoundOnce) {
  Two two;
  two.right.plan.closings.clear();
  EXPECT_EQ(two.found(kStart + 1), 1u);
  EXPECT_EQ(two.found(kStart), 0u);  // it is not committed before
  std::swap(two.left.plan, two.right.plan);
  EXPECT_EQ(two.found(kStart + 1), 1u);
}
TEST(Shared, TheSameEventTwiceIsNotTheSameAsOnce) {
  Two two;
  two.right.plan.batches.push_back(two.right.plan.batches[0]);
  EXPECT_EQ(two.found(kStart + 1), 1u);
}
TEST(Shared, NumbersAndTheOrderOfGroupsAndPeopleDoNotMatter) {
  Two two;
  two.right.plan.columns[0].number = "other";
  auto& groups = two.right.plan.columns[0].legs[0].groups;
  std::swap(groups[0], groups[1]);
  EXPECT_EQ(two.found(kStart + kDay), 0u);
}
TEST(Shared, NoticeMakesTheCommitTimeEarlier) {
  for (const int kind : {0, 1, 2}) {
    Two two;
    if (kind == 0) two.right.plan.columns.clear();
    if (kind == 1) two.right.plan.flights.clear();
    if (kind == 2) two.right.plan.sailings.clear();
    EXPECT_EQ(two.found(kStart), 0u);
    EXPECT_EQ(two.found(kStart + 1), 1u);
    Rules& rules = two.left.model.rules;
    (kind == 0 ? rules.notice_column_s : kind == 1 ? rules.notice_flight_s : rules.notice_sailing_s) = 100;
    EXPECT_EQ(two.found(kStart - 100), 0u);
    EXPECT_EQ(two.found(kStart - 99), 1u);
  }
}
TEST(Shared, TheSentenceNamesEventAndBranch) {
  Two two;
  Condition condition;
  condition.key = "immunity";
  condition.outcome = "refused";
  two.right.model.conditions.push_back(condition);
  two.right.plan.columns.clear();
  const auto violations =
      check_shared({{&two.left.model, &two.left.plan}, {&two.right.model, &two.right.plan}}, kStart + 60);
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].rule, Rule::SHARED);
  EXPECT_EQ(violations[0].sentence,
            "C1, 2011-10-21 03:00, is ordered before the decision at 2011-10-21 03:01 and is not in the plan "
            "for immunity: refused.");
}

TEST(Orders, ThatAreAllInThePlanAreKept) {
  Two two;
  EXPECT_TRUE(check_orders(two.left.model, two.left.plan, two.right.plan).empty());
  two.right.plan.columns.push_back(two.right.plan.columns[0]);
  two.right.plan.columns[0].number = "another";
  EXPECT_TRUE(check_orders(two.left.model, two.left.plan, two.right.plan).empty()) << "more may be ordered";
}

TEST(Orders, EachThatIsMissingOrChangedIsNamed) {
  Two two;
  two.right.plan.columns[0].stops[0].depart += 1;
  two.right.plan.flights.clear();
  two.right.plan.sailings.clear();
  two.right.plan.batches[0].end += 1;
  two.right.plan.closings.clear();
  const auto violations = check_orders(two.left.model, two.left.plan, two.right.plan);
  ASSERT_EQ(violations.size(), 5u);
  for (const Violation& violation : violations) {
    EXPECT_EQ(violation.rule, Rule::ORDERED);
    EXPECT_FALSE(is_requirement(violation.rule));
  }
  EXPECT_EQ(violations[0].at, kStart);
}

}  // namespace
}  // namespace homeward::testing
