// SPDX-License-Identifier: Apache-2.0
#include "report/tables.h"

#include <gtest/gtest.h>

#include "report/csv_reader.h"
#include "report/load.h"
#include "report/made_up_plan.h"
#include "report/main_route.h"
#include "report/movement.h"

namespace homeward {
namespace {

std::int64_t sum_of_column(const Table& table, std::string_view key) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (table.columns[i].key == key)
      for (const auto& row : table.rows)
        if (const auto* number = std::get_if<std::int64_t>(&row[i])) sum += *number;
  return sum;
}

struct Tiny {
  Model model = made_up::tiny();
  Plan plan = made_up::tiny_plan(model);
  ReportOptions options;
  Facts facts{model, plan, options};
};

struct Big {
  Model model = made_up::iraq();
  Plan plan = made_up::iraq_plan(model, 300);
  ReportOptions options;
  Facts facts{model, plan, options};
};

TEST(Tables, the_road_movement_table_has_the_columns_of_the_stanag) {
  const Tiny tiny;
  EXPECT_EQ(csv_text(road_movement_table(tiny.facts), tiny.facts.clock),
            "movement_number,serial,date,unit,vehicles,heaviest_load_class_mlc,from,to,route,route_to_sp,"
            "start_point,sp_due,"
            "sp_clear,critical_points,release_point,rp_due,rp_clear,route_from_rp,distance_km,remarks\r\n"
            "22-USV-01,DEP own 001,2011-10-22,1st Company,10,30,DEP,PRT,MSR One,local "
            "roads,JCT,2011-10-22T19:00:00+03:00,"
            "2011-10-22T19:10:00+03:00,DEP 221800C–221810C; JCT 221900C–221910C; PRT "
            "222000C–222010C,PRT,2011-10-22T20:00:00+03:00,"
            "2011-10-22T20:10:00+03:00,none,80.0,last out: 10 × truck; 20 people aboard\r\n");
}

TEST(Tables, who_leaves_is_split_by_road_and_air) {
  const Tiny tiny;
  EXPECT_EQ(
      csv_text(departures_table(tiny.facts), tiny.facts.clock),
      "category,leaving_people,by_road_people,by_air_people,not_out_people,staying_people,last_out_at\r\n"
      "Military,50,20,30,0,0,2011-10-22T20:10:00+03:00\r\n");
}

TEST(Tables, a_date_of_history_without_a_time_is_compared_with_the_plan_at_noon) {
  Model model = made_up::tiny();
  const Time midnight = LocalClock(model.time_zone, model.clock).midnight(model.start) + kDay;
  model.history = {{"actual", midnight, 40, "", {}}, {"actual", midnight + 21 * kHour, 0, "evening", {}}};
  Plan plan = made_up::tiny_plan(model);
  const Duration block = plan.flights[0].landing - plan.flights[0].take_off;
  plan.flights[0].take_off = midnight + 9 * kHour;
  plan.flights[0].landing = plan.flights[0].take_off + block;
  const ReportOptions options;
  const Facts facts{model, plan, options};
  const std::int64_t at_noon = value_at(facts.strength, midnight + 12 * kHour);
  EXPECT_NE(at_noon, value_at(facts.strength, midnight));
  EXPECT_NE(at_noon, value_at(facts.strength, midnight + 21 * kHour));
  const Table table = actual_table(facts);
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(std::get<std::int64_t>(table.rows[0][2]), at_noon);
  EXPECT_EQ(std::get<std::int64_t>(table.rows[1][2]), value_at(facts.strength, midnight + 21 * kHour));
}

TEST(Tables, a_base_closing_shows_people_ways_and_days_to_spare) {
  const Tiny tiny;
  EXPECT_EQ(
      csv_text(closings_table(tiny.facts), tiny.facts.clock),
      "base,name,closes_at,before_deadline_days,last_out_begins_at,first_departure_at,people,by_road_people,"
      "by_air_people,"
      "pieces,columns,flights\r\n"
      "DEP,\"Depot \"\"One\"\" & "
      "Sons\",2011-10-22T18:10:00+03:00,2.0,2011-10-22T17:00:00+03:00,2011-10-22T17:00:00+03:00,50,20,30,"
      "10,1,1\r\n");
}

TEST(Tables, sums_of_the_tables_are_the_sums_of_the_plan) {
  const Big big;
  std::int64_t vehicles = 0;
  for (const Column& column : big.plan.columns) vehicles += leg_vehicles(column.legs[0]);
  EXPECT_EQ(sum_of_column(road_movement_table(big.facts), "vehicles"), vehicles);
  std::int64_t by_air = 0;
  for (const Flight& flight : big.plan.flights)
    for (const Passengers& who : flight.passengers) by_air += who.count;
  EXPECT_EQ(sum_of_column(flights_table(big.facts), "people"), by_air);
  EXPECT_EQ(sum_of_column(departures_table(big.facts), "by_air_people"), by_air);
  EXPECT_EQ(sum_of_column(units_table(big.facts), "by_air_people"), by_air);
  EXPECT_EQ(sum_of_column(closings_table(big.facts), "by_air_people"), by_air);
  std::int64_t things = 0;
  for (const Lot& lot : big.model.lots) things += lot.count;
  EXPECT_EQ(sum_of_column(things_table(big.facts), "moved"), things);
  EXPECT_EQ(sum_of_column(things_table(big.facts), "count"), things);
  EXPECT_EQ(sum_of_column(closings_table(big.facts), "pieces"), things);
}

TEST(Tables, everybody_is_out_by_road_or_by_air) {
  const Big big;
  const Table table = departures_table(big.facts);
  EXPECT_EQ(sum_of_column(table, "by_road_people") + sum_of_column(table, "by_air_people"),
            sum_of_column(table, "leaving_people"));
  EXPECT_EQ(sum_of_column(table, "not_out_people"), 0);
}

TEST(Tables, the_force_curve_is_the_checkers) {
  const Big big;
  EXPECT_EQ(big.facts.closure, plan_figures(big.model, big.plan).closure);
  EXPECT_EQ(value_at(big.facts.strength, big.model.start), 39000);
  EXPECT_EQ(value_at(big.facts.strength, big.facts.closure), 0);
}

TEST(Tables, each_service_day_shows_the_vehicles_served) {
  const Big big;
  std::int64_t visits = 0;
  for (const Column& column : big.plan.columns)
    for (const Stop& stop : column.stops)
      if (!stop.services.empty()) visits += leg_vehicles(column.legs[0]);
  std::int64_t served = 0;
  for (const ServiceDay& day : service_days(big.facts, ServiceId(0))) served += day.served;
  EXPECT_EQ(served, visits);
}

TEST(Tables, names_are_unique_and_fit_a_sheet) {
  const Tiny tiny;
  std::vector<std::string> names;
  for (const Table& table : all_tables(tiny.facts)) {
    EXPECT_LE(table.name.size(), 31u);
    EXPECT_EQ(std::count(names.begin(), names.end(), table.name), 0);
    names.push_back(table.name);
    for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size()) << table.name;
  }
}

TEST(MainRoute, it_runs_along_the_busiest_links_to_the_way_out) {
  const Big big;
  const auto route = main_route(big.facts);
  ASSERT_TRUE(route.has_value());
  EXPECT_EQ(big.model.places[route->places.back()].key, "CVA");
  EXPECT_EQ(route->at_m.size(), route->places.size());
  for (const RouteRun& run : route_runs(big.facts, *route)) EXPECT_GE(run.stops.size(), 2u);
}

TEST(Movement, a_military_name_stands_for_the_whole_route_name) {
  Link link;
  link.route = "Freeway 1 / MSR Tampa (access road)";
  EXPECT_EQ(route_name(link), "MSR Tampa");
  link.route = "Highway 6";
  EXPECT_EQ(route_name(link), "Highway 6");
}

}  // namespace
}  // namespace homeward
