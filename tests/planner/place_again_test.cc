// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/place_again.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "dispatched.h"

namespace homeward {
namespace {

/// Seconds of lanes of posts on the way out in which nobody is served although a column stands there.
Duration idle_while_columns_wait(const Model& model, const std::vector<Column>& columns) {
  std::map<ServiceId, std::map<Time, std::pair<int, int>>> changes;  // served, standing
  for (const Column& column : columns)
    for (const Stop& stop : column.stops)
      for (const ServiceVisit& visit : stop.services) {
        if (model.services[visit.service].use != ServiceUse::leaving) continue;
        auto& times = changes[visit.service];
        ++times[visit.begin].first, --times[visit.end].first;
        ++times[stop.arrive].second, --times[visit.begin].second;
      }
  Duration idle = 0;
  for (const auto& [service, times] : changes) {
    std::int64_t served = 0, standing = 0;
    for (auto step = times.begin(); std::next(step) != times.end(); ++step) {
      served += step->second.first, standing += step->second.second;
      const Duration span = std::next(step)->first - step->first;
      idle += span * std::min(standing, model.services[service].lanes - served);
    }
  }
  return idle;
}

/// What goes from where to where, without times.
std::map<std::tuple<std::string, PlaceId, PlaceId, std::int64_t>, int> contents(const Draft& draft) {
  std::map<std::tuple<std::string, PlaceId, PlaceId, std::int64_t>, int> counts;
  for (const Column& column : draft.columns)
    for (const VehicleGroup& group : column.legs.front().groups)
      if (group.cargo)
        ++counts[{draft.model.lots[group.cargo->lot].key, column.stops.front().place,
                  column.stops.back().place, group.cargo->count}];
  return counts;
}

TEST(PlaceAgain, ClosesHolesAtTheCrossingWithoutChangingWhoGoesWithWhom) {
  Dispatched dispatched(HOMEWARD_SOURCE_DIR "/scenarios/iraq-2011");
  const auto contents_before = contents(dispatched.draft);
  const std::size_t columns = dispatched.draft.columns.size();
  const Duration idle_before = idle_while_columns_wait(dispatched.model, dispatched.draft.columns);
  ASSERT_TRUE(place_again(dispatched.draft, dispatched.before, dispatched.model.start));
  EXPECT_EQ(dispatched.draft.columns.size(), columns);
  EXPECT_EQ(dispatched.draft.orders.size(), columns);
  EXPECT_EQ(contents(dispatched.draft), contents_before);
  EXPECT_GT(idle_before, 12 * kHour);
  EXPECT_LT(idle_while_columns_wait(dispatched.model, dispatched.draft.columns), idle_before / 2);
}

TEST(PlaceAgain, LetsNothingBeginBeforeItMay) {
  Dispatched dispatched(HOMEWARD_SOURCE_DIR "/scenarios/iraq-2011-small");
  const Time not_before = dispatched.model.start + 5 * kDay;
  ASSERT_TRUE(place_again(dispatched.draft, dispatched.before, not_before));
  for (const Column& column : dispatched.draft.columns) EXPECT_GE(column.stops.front().arrive, not_before);
}

TEST(PlaceAgain, LeavesTheDraftAsItWasWhereAColumnFindsNoWay) {
  Dispatched dispatched(HOMEWARD_SOURCE_DIR "/scenarios/iraq-2011-small");
  const std::vector<Column> old = dispatched.draft.columns;
  const Time never = dispatched.ground.calendar.horizon().end;
  EXPECT_FALSE(place_again(dispatched.draft, dispatched.before, never));
  ASSERT_EQ(dispatched.draft.columns.size(), old.size());
  for (std::size_t i = 0; i < old.size(); ++i) {
    EXPECT_EQ(dispatched.draft.columns[i].serial, old[i].serial);
    EXPECT_EQ(dispatched.draft.columns[i].stops.back().arrive, old[i].stops.back().arrive);
  }
  EXPECT_EQ(dispatched.draft.orders.size(), old.size());
  // Nothing is missing from its stocks and timetable either: the next try succeeds.
  EXPECT_TRUE(place_again(dispatched.draft, dispatched.before, dispatched.model.start));
}

TEST(PlaceAgain, SendsTheTeamOfARampWithTheLastColumnThatItLoads) {
  Dispatched dispatched(HOMEWARD_SOURCE_DIR "/scenarios/iraq-2011");
  ASSERT_TRUE(place_again(dispatched.draft, dispatched.before, dispatched.model.start));
  int teams = 0;
  for (std::size_t i = 0; i < dispatched.draft.columns.size(); ++i) {
    const auto& order = dispatched.draft.orders[i];
    if (!order || !order->after_loading) continue;
    ++teams;
    const Column& column = dispatched.draft.columns[i];
    EXPECT_GE(column.stops.front().depart, dispatched.draft.loading_over[order->from]);
    std::int64_t vehicles = 0;
    for (const VehicleGroup& group : column.legs.front().groups) vehicles += group.vehicles;
    EXPECT_LE(vehicles, dispatched.model.rules.column_vehicles_max);
  }
  EXPECT_GT(teams, 0);
}

}  // namespace
}  // namespace homeward
