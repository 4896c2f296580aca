// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/fill_columns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "dispatched.h"
#include "check/check_plan.h"
#include "planner/dispatch/place_again.h"

namespace homeward {
namespace {

/// Escorts that columns take along on their ways out of the zone.
std::int64_t escorts_out(const Draft& draft) {
  std::int64_t sum = 0;
  for (const auto& order : draft.orders)
    if (order && draft.model.in_zone(order->from) && !draft.model.in_zone(order->to)) sum += order->escorts;
  return sum;
}

/// Things by lot and people by unit and category, with where they go.
std::map<std::tuple<std::string, PlaceId, PlaceId>, std::int64_t> who_goes_where(const Draft& draft) {
  std::map<std::tuple<std::string, PlaceId, PlaceId>, std::int64_t> counts;
  for (const auto& order : draft.orders) {
    if (!order) continue;
    for (const VehicleGroup& group : order->load.groups) {
      if (group.cargo) counts[{draft.model.lots[group.cargo->lot].key, order->from, order->to}] += group.cargo->count;
      if (group.own_lot) counts[{draft.model.lots[*group.own_lot].key, order->from, order->to}] += group.vehicles;
    }
    for (const Passengers& some : order->load.passengers)
      counts[{draft.model.units[some.unit].key + "/" + draft.model.categories[some.category].key, order->from,
              order->to}] += some.count;
  }
  return counts;
}

std::int64_t others(const ColumnOrder& order) {
  std::int64_t sum = 0;
  for (const VehicleGroup& group : order.load.groups) sum += group.vehicles;
  return sum;
}

TEST(FillColumns, SavesEscortsAndSendsTheSameThingsAndPeople) {
  Dispatched dispatched(HOMEWARD_SOURCE_DIR "/scenarios/iraq-2011");
  Draft& draft = dispatched.draft;
  const auto before = who_goes_where(draft);
  const std::int64_t escorts = escorts_out(draft);
  const std::int64_t saved = fill_columns(draft, dispatched.work, dispatched.before.columns);
  EXPECT_GT(saved, 10);
  EXPECT_EQ(escorts_out(draft), escorts - saved);
  EXPECT_EQ(who_goes_where(draft), before);
  EXPECT_EQ(draft.columns.size(), draft.orders.size());
}

/// Where the vehicles of one unit have unlike crews nothing moves between its columns, and nothing is counted as saved.
TEST(FillColumns, CountsNothingThatItLeavesAlone) {
  Model model = read_scenario(HOMEWARD_SOURCE_DIR "/scenarios/iraq-2011").take();
  std::map<std::pair<UnitId, PlaceId>, LotId> seen;
  int unlike = 0;
  for (LotId id : model.lots.ids()) {
    Lot& lot = model.lots[id];
    if (!model.item_types[lot.type].self_propelled || model.units[lot.unit].last_out) continue;
    if (seen.try_emplace({lot.unit, lot.destination}, id).second) continue;
    ItemType other = model.item_types[lot.type];
    other.key += std::to_string(unlike++);
    other.crew += 1;
    model.item_types.push_back(other);
    lot.type = ItemTypeId(static_cast<std::uint32_t>(model.item_types.size() - 1));
  }
  ASSERT_GT(unlike, 0);
  Dispatched dispatched(std::move(model));
  Draft& draft = dispatched.draft;
  const auto before = who_goes_where(draft);
  const std::int64_t escorts = escorts_out(draft);
  const std::int64_t saved = fill_columns(draft, dispatched.work, dispatched.before.columns);
  EXPECT_EQ(escorts_out(draft), escorts - saved);
  EXPECT_EQ(who_goes_where(draft), before);
}

TEST(FillColumns, KeepsSizesEscortsCrewsAndReadyDates) {
  Dispatched dispatched(HOMEWARD_SOURCE_DIR "/scenarios/iraq-2011");
  Draft& draft = dispatched.draft;
  const Model& model = dispatched.model;
  ASSERT_GT(fill_columns(draft, dispatched.work, dispatched.before.columns), 0);
  for (std::size_t i = 0; i < draft.orders.size(); ++i) {
    const auto& order = draft.orders[i];
    if (!order || order->column_class == ColumnClass::empty) continue;
    EXPECT_LE(others(*order) + order->escorts, model.rules.column_vehicles_max);
    EXPECT_GE(order->escorts, order->escorts > 0 ? escorts_needed(model.rules, others(*order)) : 0);
    std::int64_t crews = 0, seats = 0;
    for (const VehicleGroup& group : order->load.groups) {
      if (!group.own_lot) continue;
      const Lot& lot = model.lots[*group.own_lot];
      crews += group.vehicles * model.item_types[lot.type].crew;
      seats += group.vehicles * model.item_types[lot.type].seats;
      EXPECT_LE(std::max(lot.ready, model.units[lot.unit].ready), std::max(draft.columns[i].stops.front().arrive,
                                                                         draft.columns[i].stops.front().depart))
          << lot.key;
    }
    if (order->column_class == ColumnClass::people) continue;
    EXPECT_GE(passenger_count(order->load), crews);
    if (seats > 0) {
      EXPECT_LE(passenger_count(order->load), seats);
    }
  }
}

TEST(FillColumns, BringsFewerEscortsNorth) {
  Dispatched dispatched(HOMEWARD_SOURCE_DIR "/scenarios/iraq-2011");
  Draft& draft = dispatched.draft;
  const auto north = [&] {
    std::int64_t sum = 0;
    for (const auto& order : draft.orders)
      if (order && order->column_class == ColumnClass::empty && draft.model.in_zone(order->to)) sum += order->escorts;
    return sum;
  };
  const std::int64_t before = north();
  const std::int64_t saved = fill_columns(draft, dispatched.work, dispatched.before.columns);
  EXPECT_LT(north(), before);
  EXPECT_GE(north(), before - saved);
}

TEST(FillColumns, LeavesColumnsThatCanBePlacedAgain) {
  Dispatched dispatched(HOMEWARD_SOURCE_DIR "/scenarios/iraq-2011");
  Draft& draft = dispatched.draft;
  fill_columns(draft, dispatched.work, dispatched.before.columns);
  const auto filled = who_goes_where(draft);
  ASSERT_TRUE(place_again(draft, dispatched.before, dispatched.model.start));
  EXPECT_EQ(who_goes_where(draft), filled);
}

TEST(FillColumns, FindsNothingToDoASecondTime) {
  Dispatched dispatched(HOMEWARD_SOURCE_DIR "/scenarios/iraq-2011");
  Draft& draft = dispatched.draft;
  fill_columns(draft, dispatched.work, dispatched.before.columns);
  ASSERT_TRUE(place_again(draft, dispatched.before, dispatched.model.start));
  EXPECT_LE(fill_columns(draft, dispatched.work, dispatched.before.columns), 5);
}

TEST(Work, LetsTeamsSendWhatTheyCanSpare) {
  Dispatched dispatched(HOMEWARD_SOURCE_DIR "/scenarios/iraq-2011");
  const Model& model = dispatched.model;
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> spared;  // of the lot, in all
  for (const BaseWork& base : dispatched.work.bases)
    for (const Haul& haul : base.drives) {
      const Lot& lot = model.lots[haul.lot];
      if (dispatched.work.roles[lot.unit] == Role::team) spared[lot.key] = {lot.count - haul.kept, lot.count};
    }
  // 300 people, 60 of them run the ramp; 20 vehicles with six each.
  EXPECT_EQ(spared.at("VBCS000-VAC"), std::pair(std::int64_t{20}, std::int64_t{20}));
  // 100 people: 40 may go, and as the others fly they take as many vehicles as they can drive.
  EXPECT_EQ(spared.at("BSRS000-VAC"), std::pair(std::int64_t{15}, std::int64_t{15}));
  // 75 people: 15 may go, two in each of seven vehicles.
  EXPECT_EQ(spared.at("KIRS000-VAC"), std::pair(std::int64_t{7}, std::int64_t{10}));
  // 75 people in 15 vehicles, five in each, since nobody flies: 15 may go.
  EXPECT_EQ(spared.at("KALS000-VAC"), std::pair(std::int64_t{3}, std::int64_t{15}));
}

/// Buses and trucks that stand empty at a base that closes need no column of their own where its last-out column has room.
TEST(Closing, SendsEmptiesWithTheLastOutColumn) {
  const Model model = read_scenario(HOMEWARD_SOURCE_DIR "/scenarios/iraq-2011").take();
  const Ground ground(model);
  const Tuning tuning = plain_tuning(model);
  Budget budget;
  const Plan plan = build_plan(ground, std::span(&tuning, 1), budget).plan;
  ASSERT_TRUE(check_plan(model, plan).empty());
  const auto carried = [&](const Column& column) {
    std::int64_t sum = 0;
    for (const VehicleGroup& group : column.legs.front().groups)
      if (group.fleet && model.fleets[*group.fleet].kind != FleetKind::escort) sum += group.vehicles;
    return sum;
  };
  std::int64_t riding = 0;
  for (const Column& last : plan.columns) {
    if (last.column_class != ColumnClass::last_out) continue;
    riding += carried(last);
    std::int64_t all = 0;
    for (const VehicleGroup& group : last.legs.front().groups) all += group.vehicles;
    for (const Column& other : plan.columns) {
      const bool alone = other.column_class == ColumnClass::empty && carried(other) > 0 &&
                         other.stops.front().place == last.stops.front().place &&
                         other.stops.back().place == last.stops.back().place;
      if (alone) {
        EXPECT_GT(all + carried(other), model.rules.last_out_vehicles_max - model.rules.escort_min) << other.number;
      }
    }
  }
  EXPECT_GT(riding, 0);
}

}  // namespace
}  // namespace homeward
