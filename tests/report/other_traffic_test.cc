// SPDX-License-Identifier: Apache-2.0
//
// Other traffic in the report: in the time-distance graph, in its own table, in the load of services.
#include <gtest/gtest.h>

#include "report/load.h"
#include "report/made_up_plan.h"
#include "report/main_route.h"
#include "report/movement.h"
#include "report/sections.h"
#include "report/tables.h"

namespace homeward {
namespace {

/// The first column of the plan again, an hour later, but not planned.
OtherColumn like_the_first(const Model& model, const Plan& plan) {
  const Column& first = plan.columns.front();
  OtherColumn other;
  other.key = "supply/2011-10-22";
  other.name = "Supply";
  other.vehicles = 12;
  other.pass_s = first.legs.front().pass_time_s;
  for (const Stop& stop : first.stops)
    other.stops.push_back(
        {stop.place, stop.arrive + kHour, stop.depart + kHour, {}, {}, stop.out, stop.lane, 0});
  for (ServiceId service : model.services.ids())
    if (model.services[service].use == ServiceUse::leaving && other.stops.back().visits.empty())
      other.stops.back().visits = {{service, {other.stops.back().arrive, other.stops.back().arrive + kHour}}};
  return other;
}

TEST(OtherTraffic, is_drawn_behind_the_columns_and_listed_by_itself) {
  Model model = made_up::tiny();
  const Plan plan = made_up::tiny_plan(model);
  const ReportOptions options;
  const Facts without(model, plan, options);
  EXPECT_EQ(route_section(without).find("band other"), std::string::npos);
  EXPECT_EQ(movement_section(without).find("Other traffic"), std::string::npos);
  const std::size_t tables = all_tables(without).size();
  model.other_traffic.push_back(like_the_first(model, plan));
  const Facts facts(model, plan, options);
  EXPECT_NE(route_section(facts).find("band other"), std::string::npos);
  EXPECT_NE(route_section(facts).find("supply/2011-10-22, other traffic, 12 vehicles"), std::string::npos);
  EXPECT_NE(movement_section(facts).find("<b>Other traffic</b>"), std::string::npos);
  const Table table = other_traffic_table(facts);
  ASSERT_EQ(table.rows.size(), 1u);
  EXPECT_EQ(std::get<std::int64_t>(table.rows[0][2]), 12);
  EXPECT_EQ(std::get<std::int64_t>(table.rows[0][5]), plan.columns[0].stops[0].depart + kHour);
  EXPECT_EQ(all_tables(facts).size(), tables + 1);
}

TEST(OtherTraffic, counts_in_the_load_of_a_service) {
  Model model = made_up::iraq();
  const Plan plan = made_up::iraq_plan(model, 300);
  const ReportOptions options;
  OtherColumn other = like_the_first(model, plan);
  ASSERT_FALSE(other.stops.back().visits.empty());
  OtherVisit& visit = other.stops.back().visits.front();
  const ServiceId service = visit.service;
  const std::vector<ServiceDay> before = service_days(Facts(model, plan, options), service);
  ASSERT_FALSE(before.empty());
  visit.when = {before[0].day + 12 * kHour, before[0].day + 13 * kHour};
  model.other_traffic.push_back(other);
  const std::vector<ServiceDay> after = service_days(Facts(model, plan, options), service);
  EXPECT_EQ(after[0].served, before[0].served);
  EXPECT_EQ(after[0].others, 12);
}

}  // namespace
}  // namespace homeward
