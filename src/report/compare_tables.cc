// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "report/compare.h"
#include "report/escape.h"

namespace homeward {

namespace {

Cell status_cell(const Course& course) {
  switch (course.verdict) {
    case Verdict::valid:
      return std::string("valid");
    case Verdict::late:
      return std::string("LATE");
    case Verdict::draft:
      return std::string("DRAFT");
  }
  return {};
}

Cell days_cell(std::optional<Duration> seconds) {
  if (!seconds) return {};
  return static_cast<double>(*seconds) / static_cast<double>(kDay);
}

const char* way_text(GatewayWay way) {
  switch (way) {
    case GatewayWay::road:
      return "by road";
    case GatewayWay::air:
      return "by air";
    case GatewayWay::sea:
      return "by sea";
  }
  return "";
}

std::vector<CourseFigure> figures_of_time() {
  return {
      {text_column("status", "Status"), Better::neither, status_cell},
      {time_column("closure_at", "Zone closed"), Better::lower,
       [](const Course& c) { return cell_of(c.closure); }},
      {decimal_column("before_deadline_days", "Before the deadline", "days", 1), Better::higher,
       [](const Course& c) { return days_cell(c.spare_s()); }},
      {time_column("bound_at", "Proved: not before"), Better::neither,
       [](const Course& c) { return cell_of(c.bound); }},
      {decimal_column("gap_days", "Gap to the proof", "days", 1), Better::neither,
       [](const Course& c) { return days_cell(c.gap_s()); }},
      {time_column("final_closure_at", "Everything home"), Better::lower,
       [](const Course& c) { return cell_of(c.final_closure); }},
  };
}

template <double CourseRisk::*Share>
Cell share_cell(const Course& course) {
  if (!course.risk) return {};
  return (*course.risk).*Share;
}
template <Time CourseRisk::*By>
Cell by_cell(const Course& course) {
  return course.risk ? cell_of(std::optional<Time>((*course.risk).*By)) : Cell{};
}

std::vector<CourseFigure> figures_of_risk() {
  return {
      {decimal_column("in_time_percent", "Out in time, played", "%", 1), Better::higher,
       share_cell<&CourseRisk::in_time>},
      {decimal_column("in_time_low_percent", "… at least (95 % interval)", "%", 1), Better::neither,
       share_cell<&CourseRisk::in_time_low>},
      {decimal_column("in_time_high_percent", "… at most", "%", 1), Better::neither,
       share_cell<&CourseRisk::in_time_high>},
      {time_column("closure_50_at", "Closed in half of the cases by"), Better::lower,
       by_cell<&CourseRisk::half_by>},
      {time_column("closure_90_at", "… in 90 % by"), Better::lower, by_cell<&CourseRisk::ninety_by>},
      {time_column("closure_95_at", "… in 95 % by"), Better::lower, by_cell<&CourseRisk::ninety_five_by>},
      {whole_column("replications", "Played", "times"), Better::neither,
       [](const Course& c) { return c.risk ? Cell(c.risk->replications) : Cell{}; }},
  };
}

std::vector<CourseFigure> figures_of_people() {
  return {
      {whole_column("people_out", "People out", "people"), Better::higher,
       [](const Course& c) { return Cell(c.people_out); }},
      {whole_column("by_road_people", "… by road", "people"), Better::neither,
       [](const Course& c) { return Cell(c.people_by_road); }},
      {whole_column("by_air_people", "… by air", "people"), Better::neither,
       [](const Course& c) { return Cell(c.people_by_air); }},
      {decimal_column("people_days", "Time in the zone", "people-days", 0), Better::lower,
       [](const Course& c) { return Cell(c.people_days); }},
      {decimal_column("road_person_hours", "On the zone's roads", "person-hours", 0), Better::lower,
       [](const Course& c) { return Cell(c.road_person_hours); }},
      {decimal_column("risk_weight", "Exposure × risk", "person-hours × risk ÷ 10⁶", 2), Better::lower,
       [](const Course& c) { return Cell(c.risk_weight); }},
  };
}

std::vector<CourseFigure> figures_of_lift() {
  return {
      {whole_column("columns", "Columns", "number"), Better::lower,
       [](const Course& c) { return Cell(c.columns); }},
      {decimal_column("loaded_vehicle_km", "Driven loaded", "vehicle-km", 0), Better::lower,
       [](const Course& c) { return Cell(c.loaded_km); }},
      {decimal_column("empty_vehicle_km", "Driven empty", "vehicle-km", 0), Better::lower,
       [](const Course& c) { return Cell(c.empty_km); }},
      {decimal_column("escort_vehicle_km", "Driven by escorts", "vehicle-km", 0), Better::lower,
       [](const Course& c) { return Cell(c.escort_km); }},
      {decimal_column("waiting_hours", "Columns wait", "column-hours", 0), Better::lower,
       [](const Course& c) { return Cell(c.waiting_hours); }},
      {whole_column("trucks_peak", "Trucks and buses in use, peak", "vehicles"), Better::lower,
       [](const Course& c) { return Cell(c.trucks_peak); }},
      {whole_column("escorts_peak", "Escorts in use, peak", "vehicles"), Better::lower,
       [](const Course& c) { return Cell(c.escorts_peak); }},
      {whole_column("flights", "Flights with people", "number"), Better::lower,
       [](const Course& c) { return Cell(c.flights); }},
      {whole_column("empty_flights", "Empty flights", "number"), Better::lower,
       [](const Course& c) { return Cell(c.empty_flights); }},
      {whole_column("airframes", "Aircraft that fly", "number"), Better::lower,
       [](const Course& c) { return Cell(c.airframes); }},
      {whole_column("sailings", "Sailings", "number"), Better::lower,
       [](const Course& c) { return Cell(c.sailings); }},
      {whole_column("shipped_things", "Things by sea", "pieces"), Better::neither,
       [](const Course& c) { return Cell(c.shipped); }},
  };
}

std::string quoted(const std::string& name) { return "“" + name + "”"; }

std::optional<double> number_of(const Cell& cell) {
  if (const double* number = std::get_if<double>(&cell)) return *number;
  if (const std::int64_t* number = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*number);
  return std::nullopt;
}

/// Lines by key, from what `read` puts for each course.
template <class Read>
std::vector<ComparedLine> lines_of(const Comparison& comparison, Read read) {
  std::map<std::string, ComparedLine> lines;
  for (std::size_t i = 0; i < comparison.courses.size(); ++i)
    read(comparison.courses[i], [&](const std::string& key, const std::string& name, const Cell& value) {
      ComparedLine& line = lines[key];
      line.key = key;
      line.name = name;
      line.values.resize(comparison.courses.size());
      line.values[i] = value;
    });
  std::vector<ComparedLine> list;
  for (auto& [key, line] : lines) list.push_back(std::move(line));
  return list;
}

template <class Count>
std::vector<ComparedLine> gateway_lines(const Comparison& comparison, Count count) {
  auto lines = lines_of(comparison, [&](const Course& course, const auto& put) {
    for (const Gateway& gateway : course.gateways)
      if (count(gateway) > 0)
        put(gateway.key + " " + way_text(gateway.way), gateway.name + ", " + way_text(gateway.way),
            Cell(count(gateway)));
  });
  for (ComparedLine& line : lines)  // nobody through it is a number
    for (Cell& value : line.values)
      if (std::holds_alternative<std::monostate>(value)) value = std::int64_t{0};
  return lines;
}

}  // namespace

const std::vector<CourseFigure>& course_figures() {
  static const std::vector<CourseFigure> kFigures = [] {
    std::vector<CourseFigure> all = figures_of_time();
    for (const auto& group : {figures_of_risk(), figures_of_people(), figures_of_lift()})
      all.insert(all.end(), group.begin(), group.end());
    return all;
  }();
  return kFigures;
}

bool is_known(const CourseFigure& figure, const std::vector<Course>& courses) {
  return std::any_of(courses.begin(), courses.end(), [&](const Course& course) {
    return !std::holds_alternative<std::monostate>(figure.of(course));
  });
}

std::string difference_text(const CourseFigure& figure, const Course& course, const Course& first) {
  const auto mine = number_of(figure.of(course)), other = number_of(figure.of(first));
  if (!mine || !other) return "";
  const double difference = *mine - *other;
  const std::string sign = difference < 0 ? "−" : "+";
  if (figure.column.kind == CellKind::time)
    return difference == 0 ? "±0" : sign + duration_text(std::llabs(static_cast<Duration>(difference)));
  const std::string size = grouped_decimal(std::fabs(difference), figure.column.decimals);
  return size == grouped_decimal(0, figure.column.decimals) ? "±0" : sign + size;
}

std::vector<std::size_t> best_courses(const CourseFigure& figure, const std::vector<Course>& courses) {
  std::vector<std::size_t> best;
  if (figure.better == Better::neither) return best;
  std::vector<double> values;  // smaller is better
  for (const Course& course : courses) {
    const auto number = number_of(figure.of(course));
    const bool counts = number && course.verdict != Verdict::draft;
    values.push_back(!counts ? HUGE_VAL : figure.better == Better::lower ? *number : -*number);
  }
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  if (*least == *most) return best;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] == *least) best.push_back(i);
  return best;
}

Table courses_table(const Comparison& comparison) {
  Table table{"courses", "Courses of action", "", {text_column("course", "Course")}, {}};
  for (const CourseFigure& figure : course_figures()) table.columns.push_back(figure.column);
  for (const Course& course : comparison.courses) {
    std::vector<Cell> row{course.name};
    for (const CourseFigure& figure : course_figures()) row.push_back(figure.of(course));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table course_closings_table(const Comparison& comparison) {
  Table table{"course_closings", "Base closings", "", {}, {}};
  table.columns = {text_column("course", "Course"), text_column("base", "Base"), text_column("name", "Name"),
                   whole_column("people", "People", "people"), time_column("closes_at", "Closes")};
  for (const Course& course : comparison.courses)
    for (const CourseBase& base : course.bases)
      table.rows.push_back({course.name, base.key, base.name, base.people, cell_of(base.closes_at)});
  return table;
}

Table course_gateways_table(const Comparison& comparison) {
  Table table{"course_gateways", "Ways out", "", {}, {}};
  table.columns = {text_column("course", "Course"),
                   text_column("gateway", "Gateway"),
                   text_column("name", "Name"),
                   text_column("way", "Way"),
                   whole_column("people", "People", "people"),
                   whole_column("things", "Things", "pieces")};
  for (const Course& course : comparison.courses)
    for (const Gateway& gateway : course.gateways)
      table.rows.push_back({course.name, gateway.key, gateway.name, std::string(way_text(gateway.way)),
                            gateway.people, gateway.things});
  return table;
}

Table course_loads_table(const Comparison& comparison) {
  Table table{"course_loads", "How full resources are", "", {}, {}};
  table.columns = {text_column("course", "Course"), text_column("kind", "Kind"),
                   text_column("resource", "Resource"), decimal_column("filled_percent", "Filled", "%", 1)};
  for (const Course& course : comparison.courses)
    for (const CourseLoad& load : course.loads)
      table.rows.push_back({course.name, load.kind, load.name, 100 * load.share});
  return table;
}

std::vector<NamedText> compare_csv(const Comparison& comparison) {
  std::vector<NamedText> files;
  for (const Table& table : {courses_table(comparison), course_closings_table(comparison),
                             course_gateways_table(comparison), course_loads_table(comparison)})
    files.push_back({table.name + ".csv", csv_text(table, comparison.clock)});
  return files;
}

std::vector<ComparedLine> compared_closings(const Comparison& comparison) {
  auto lines = lines_of(comparison, [](const Course& course, const auto& put) {
    for (const CourseBase& base : course.bases) put(base.key, base.name, cell_of(base.closes_at));
  });
  const auto first = [](const ComparedLine& line) {
    for (const Cell& value : line.values)
      if (const auto number = number_of(value)) return *number;
    return HUGE_VAL;
  };
  std::stable_sort(lines.begin(), lines.end(),
                   [&first](const ComparedLine& a, const ComparedLine& b) { return first(a) < first(b); });
  return lines;
}

std::vector<ComparedLine> compared_people(const Comparison& comparison) {
  return gateway_lines(comparison, [](const Gateway& gateway) { return gateway.people; });
}

std::vector<ComparedLine> compared_things(const Comparison& comparison) {
  return gateway_lines(comparison, [](const Gateway& gateway) { return gateway.things; });
}

std::vector<ComparedLine> compared_loads(const Comparison& comparison, std::size_t most) {
  auto lines = lines_of(comparison, [](const Course& course, const auto& put) {
    for (const CourseLoad& load : course.loads)
      put(load.name + " (" + load.kind + ")", load.name + " (" + load.kind + ")", Cell(100 * load.share));
  });
  const auto fullest = [](const ComparedLine& line) {
    double largest = 0;
    for (const Cell& value : line.values) largest = std::max(largest, number_of(value).value_or(0));
    return largest;
  };
  std::stable_sort(lines.begin(), lines.end(), [&fullest](const ComparedLine& a, const ComparedLine& b) {
    return fullest(a) > fullest(b);
  });
  if (lines.size() > most) lines.resize(most);
  return lines;
}

std::vector<std::string> comparison_sentences(const Comparison& comparison) {
  std::vector<std::string> sentences;
  const Course& first = comparison.courses.front();
  const auto percent = [](double mine, double other) { return 100 * (mine - other) / other; };
  for (std::size_t i = 1; i < comparison.courses.size(); ++i) {
    const Course& course = comparison.courses[i];
    std::string text = quoted(course.name);
    if (!course.closure || !first.closure) {
      text += course.closure ? " closes the zone, " + quoted(first.name) + " does not"
                             : " does not close the zone";
    } else {
      const Duration later = *course.closure - *first.closure;
      text += later == 0 ? " closes at the same moment as " + quoted(first.name)
                         : fmt::format(" closes {} {} {}", duration_text(std::llabs(later)),
                                       later < 0 ? "before" : "after", quoted(first.name));
    }
    if (course.risk && first.risk)
      text += fmt::format("; out in time in {:.1f} % of the cases played against {:.1f} %",
                          course.risk->in_time, first.risk->in_time);
    const auto add = [&](double mine, double other, const char* what) {
      if (other > 0)
        text += fmt::format("; {} {} {:.1f} %", what, mine < other ? "down by" : "up by",
                            std::fabs(percent(mine, other)));
    };
    add(course.people_days, first.people_days, "people-days in the zone");
    add(course.road_person_hours, first.road_person_hours, "person-hours on its roads");
    add(course.loaded_km + course.empty_km + course.escort_km,
        first.loaded_km + first.empty_km + first.escort_km, "vehicle-km");
    sentences.push_back(text + ".");
  }
  return sentences;
}

}  // namespace homeward
