// SPDX-License-Identifier: Apache-2.0
//
// Courses of action side by side (docs/courses-of-action.md): the same figures for each, differences against
// the first, as tables, as text for a terminal and as one HTML page. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "report/course.h"
#include "report/table.h"

namespace homeward {

/// Not empty; differences are against the first.
struct Comparison {
  LocalClock clock;
  std::vector<Course> courses;
};

enum class Better { lower, higher, neither };

/// One figure of a course: the source of every table, text and page.
struct CourseFigure {
  TableColumn column;
  Better better = Better::neither;
  Cell (*of)(const Course&) = nullptr;
};
const std::vector<CourseFigure>& course_figures();
/// Some course has it: what nobody has is no row for readers.
bool is_known(const CourseFigure& figure, const std::vector<Course>& courses);

/// The figure of `course` less that of `first` as people read it: "−2 d 3 h", "+1,240", "" when there is
/// none.
std::string difference_text(const CourseFigure& figure, const Course& course, const Course& first);
/// Positions of the courses that are best in a figure; empty when all are alike or nothing is better.
std::vector<std::size_t> best_courses(const CourseFigure& figure, const std::vector<Course>& courses);

/// One row a course, a column a figure.
Table courses_table(const Comparison& comparison);
/// One row a base, gateway or resource and course.
Table course_closings_table(const Comparison& comparison);
Table course_gateways_table(const Comparison& comparison);
Table course_loads_table(const Comparison& comparison);

/// “faster” closes 9 d 5 h before “as is”; people-days in the zone down by 7.2 % …: one for each but the
/// first.
std::vector<std::string> comparison_sentences(const Comparison& comparison);

std::string compare_text(const Comparison& comparison);
std::string compare_html(const Comparison& comparison);
std::vector<NamedText> compare_csv(const Comparison& comparison);

/// A base, gateway or resource with one entry for each course that has it.
struct ComparedLine {
  std::string key;
  std::string name;
  std::vector<Cell> values;  ///< by course
};
std::vector<ComparedLine> compared_closings(const Comparison& comparison);  ///< by the first's closing time
std::vector<ComparedLine> compared_people(const Comparison& comparison);    ///< through each gateway
std::vector<ComparedLine> compared_things(const Comparison& comparison);
/// Share in percent of the resources that are fullest in any course.
std::vector<ComparedLine> compared_loads(const Comparison& comparison, std::size_t most);

}  // namespace homeward
