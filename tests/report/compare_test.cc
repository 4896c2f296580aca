// SPDX-License-Identifier: Apache-2.0
#include "report/compare.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "report/csv_reader.h"
#include "report/made_up_plan.h"

namespace homeward {
namespace {

/// The tiny withdrawal as it is, and with everything `later`.
struct TwoCourses {
  Model model = made_up::tiny();
  Plan first = made_up::tiny_plan(model);
  Plan second = first;
  ReportOptions options;

  explicit TwoCourses(Duration later = 2 * kHour) {
    for (Column& column : second.columns)
      for (Stop& stop : column.stops) {
        stop.arrive += later;
        stop.depart += later;
      }
    second.closings[0].at += later;
  }
  Comparison comparison() const {
    Comparison both{LocalClock(model.time_zone, model.clock), {}};
    both.courses.push_back(course_of({"as <planned>", model, first, options}));
    both.courses.push_back(course_of({"later", model, second, options}));
    return both;
  }
};

const CourseFigure& figure(const std::string& key) {
  const auto& all = course_figures();
  return *std::find_if(all.begin(), all.end(), [&key](const CourseFigure& f) { return f.column.key == key; });
}

TEST(Course, counts_people_time_and_vehicles_of_a_plan) {
  TwoCourses two;
  two.model.links[LinkId(0)].risk_per_million_hours = 1'000'000;
  const Course course = two.comparison().courses[0];
  EXPECT_EQ(course.people_out, 50);
  EXPECT_EQ(course.people_by_road, 20);
  EXPECT_EQ(course.people_by_air, 30);
  // 50 people for 23 h, then 20 until the tail is across: 3 h 10 min later.
  EXPECT_NEAR(course.people_days, (50.0 * 23 + 20 * (3 + 1.0 / 6)) / 24, 1e-9);
  EXPECT_NEAR(course.road_person_hours, 40, 1e-9) << "20 people, an hour on each of two links";
  EXPECT_NEAR(course.risk_weight, 20, 1e-9) << "one of the two is dangerous";
  EXPECT_NEAR(course.loaded_km, 800, 1e-9);
  EXPECT_EQ(course.flights, 1);
  EXPECT_EQ(course.empty_flights, 0);
  EXPECT_EQ(course.closure, made_up::kIraqStart + kDay + 2 * kHour + 600);
  EXPECT_EQ(course.spare_s(), 2 * kDay - 2 * kHour - 600);
}

TEST(Course, those_who_stay_are_nobody_s_people_days) {
  TwoCourses two;
  const double before = two.comparison().courses[0].people_days;
  Unit stayers = two.model.units[UnitId(0)];
  stayers.key = "U2";
  stayers.stays = true;
  stayers.last_out = false;
  two.model.units.push_back(stayers);
  EXPECT_NEAR(two.comparison().courses[0].people_days, before, 1e-9);
}

TEST(Course, a_bound_whose_certificate_is_refuted_is_not_shown) {
  TwoCourses two;
  two.first.bound = made_up::kIraqStart;
  EXPECT_EQ(two.comparison().courses[0].gap_s(), kDay + 2 * kHour + 600);
  two.options.certificate = Proof::refuted;
  EXPECT_FALSE(two.comparison().courses[0].gap_s().has_value());
}

TEST(Course, everybody_and_everything_goes_through_a_gateway) {
  const Course course = TwoCourses().comparison().courses[0];
  std::int64_t people = 0, things = 0;
  for (const Gateway& gateway : course.gateways) {
    people += gateway.people;
    things += gateway.things;
  }
  EXPECT_EQ(people, course.people_out);
  EXPECT_EQ(things, 10);
  ASSERT_EQ(course.gateways.size(), 2u);
  EXPECT_EQ(course.gateways[0].key, "PRT");
  EXPECT_EQ(course.gateways[1].key, "DEP");
}

TEST(Course, gateways_of_a_large_plan_add_up) {
  const Model model = made_up::iraq();
  const Plan plan = made_up::iraq_plan(model, 300);
  const Course course = course_of({"big", model, plan, {}});
  std::int64_t people = 0;
  for (const Gateway& gateway : course.gateways) people += gateway.people;
  EXPECT_EQ(people, course.people_out);
  EXPECT_GT(course.trucks_peak, 0);
}

TEST(Compare, differences_are_against_the_first) {
  const Comparison both = TwoCourses().comparison();
  const Course& first = both.courses[0];
  EXPECT_EQ(difference_text(figure("closure_at"), both.courses[1], first), "+2 h");
  EXPECT_EQ(difference_text(figure("closure_at"), first, both.courses[1]), "−2 h");
  EXPECT_EQ(difference_text(figure("columns"), both.courses[1], first), "±0");
  EXPECT_EQ(difference_text(figure("bound_at"), both.courses[1], first), "") << "nothing is proved";
}

TEST(Compare, the_best_is_marked_and_a_draft_never_is) {
  TwoCourses two;
  Comparison both = two.comparison();
  EXPECT_EQ(best_courses(figure("closure_at"), both.courses), std::vector<std::size_t>{0});
  EXPECT_EQ(best_courses(figure("before_deadline_days"), both.courses), std::vector<std::size_t>{0});
  EXPECT_TRUE(best_courses(figure("columns"), both.courses).empty()) << "all are alike";
  both.courses[0].verdict = Verdict::draft;
  EXPECT_EQ(best_courses(figure("closure_at"), both.courses), std::vector<std::size_t>{1});
}

TEST(Compare, sentences_say_what_differs) {
  const auto sentences = comparison_sentences(TwoCourses().comparison());
  ASSERT_EQ(sentences.size(), 1u);
  EXPECT_EQ(sentences[0],
            "“later” closes 2 h after “as <planned>”; people-days in the zone up by 3.3 %; person-hours on its "
            "roads up by 0.0 %; vehicle-km up by 0.0 %.");
}

TEST(Compare, tables_have_a_row_for_each_course) {
  const Comparison both = TwoCourses().comparison();
  for (const NamedText& file : compare_csv(both)) {
    const CsvRows rows = read_csv(file.text);
    ASSERT_GE(rows.size(), 1u) << file.name;
    for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size()) << file.name;
  }
  const CsvRows courses = read_csv(compare_csv(both)[0].text);
  ASSERT_EQ(courses.size(), 3u);
  EXPECT_EQ(courses[1][0], "as <planned>");
  EXPECT_EQ(courses[1][2], "2011-10-22T20:10:00+03:00");
  EXPECT_EQ(courses[2][2], "2011-10-22T22:10:00+03:00");
}

TEST(Compare, a_gateway_that_one_course_does_not_use_is_zero_there) {
  TwoCourses two;
  two.second.flights.clear();
  const auto lines = compared_people(two.comparison());
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(std::get<std::int64_t>(lines[0].values[0]), 30);
  EXPECT_EQ(std::get<std::int64_t>(lines[0].values[1]), 0);
}

TEST(Compare, the_page_loads_nothing_and_escapes_names) {
  const std::string html = compare_html(TwoCourses().comparison());
  EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
  for (const char* wanted : {"href=", "<script", "<link", "src=", "url("})
    EXPECT_EQ(html.find(wanted), std::string::npos) << wanted;
  EXPECT_EQ(html.find("as <planned>"), std::string::npos);
  EXPECT_NE(html.find("as &lt;planned&gt;"), std::string::npos);
}

TEST(Compare, text_lines_up_and_names_units) {
  const std::string text = compare_text(TwoCourses().comparison());
  EXPECT_NE(text.find("Time in the zone (people-days)"), std::string::npos);
  EXPECT_NE(text.find("Bases close\n"), std::string::npos);
  EXPECT_EQ(text.find(" \n"), std::string::npos) << "no blanks at the ends of lines";
}

}  // namespace
}  // namespace homeward
