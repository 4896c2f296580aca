// SPDX-License-Identifier: Apache-2.0
//
// The page of the courses of action: one file, nothing from outside, readable without script and on paper.
// Each course has one colour and one letter; nothing is told by colour alone.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/chart.h"
#include "report/compare.h"
#include "report/escape.h"
#include "report/page.h"

namespace homeward {

namespace {

constexpr std::size_t kLoadsShown = 12;
constexpr std::size_t kColours = 6;

constexpr std::string_view kCompareStyle = R"css(
.sheet{margin-top:0}
.courses{display:flex;flex-wrap:wrap;gap:10px;margin:12px 0}
.courses div{flex:1 1 190px;background:var(--pale);border-top:5px solid var(--rule);border-radius:4px;padding:8px 12px}
.courses b{display:block;font-size:17px;line-height:1.25;overflow-wrap:anywhere}.courses span{display:block;font-size:12.5px;color:var(--soft)}
.courses .when{font-size:15px;color:var(--ink);font-weight:600;margin-top:3px}
.letter{display:inline-block;min-width:1.5em;text-align:center;border-radius:3px;color:#fff;font-weight:700;font-size:12px;padding:1px 3px;margin-right:5px}
.k0{--k:#0b5c96}.k1{--k:#b45f06}.k2{--k:#0b6b53}.k3{--k:#7a3b8f}.k4{--k:#9a5b00}.k5{--k:#44546a}
.letter{background:var(--k)}.courses b .letter{display:inline-block;color:#fff;font-size:12px}.courses div{border-top-color:var(--k)}
.curve{fill:none;stroke:var(--k);stroke-width:2.2}.spot{fill:var(--k);stroke:#fff;stroke-width:1}.bar{fill:var(--k)}.join{stroke:#c3cbd3;stroke-width:2}
svg .who{font-size:11px;font-weight:700;fill:var(--k)!important;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
svg .who.in{fill:#fff!important;stroke:none;font-size:9.5px}
#t-figures td.n i{min-height:0}.best{font-weight:700}.best::after{content:" ✓";color:var(--good)}
#t-figures td:first-child small{color:var(--soft);margin-left:6px}
.bad-word{color:var(--bad);font-weight:700}
@media print{section{break-before:auto;margin-top:14pt}}
)css";

std::string letter(std::size_t course) { return std::string(1, static_cast<char>('A' + course % 26)); }
std::string colour(std::size_t course) { return fmt::format("k{}", course % kColours); }

std::string letter_mark(std::size_t course) {
  return fmt::format("<span class=\"letter {}\">{}</span>", colour(course), letter(course));
}

std::string status_of(const Course& course) {
  switch (course.verdict) {
    case Verdict::valid:
      return "valid plan";
    case Verdict::late:
      return "<span class=\"bad-word\">LATE: misses requirements</span>";
    case Verdict::draft:
      return "<span class=\"bad-word\">DRAFT, NOT VALID</span>";
  }
  return "";
}

std::string branch_text(const Course& course) {
  std::string text;
  for (const auto& [condition, outcome] : course.branch)
    text += (text.empty() ? "" : ", ") + condition + ": " + outcome;
  return text;
}

std::string cards(const Comparison& comparison) {
  std::string out = "<div class=\"courses\">";
  for (std::size_t i = 0; i < comparison.courses.size(); ++i) {
    const Course& course = comparison.courses[i];
    const std::string when =
        course.closure ? "closed " + comparison.clock.date_time(*course.closure) : "never closed";
    std::string spare;
    if (const auto seconds = course.spare_s())
      spare = *seconds >= 0 ? duration_text(*seconds) + " before the deadline"
                            : duration_text(-*seconds) + " AFTER the deadline";
    out += fmt::format(
        "<div class=\"{}\"><b>{}{}</b><span class=\"when\">{}</span><span>{}</span><span>{}</span><span>{}"
        "</span></div>",
        colour(i), letter_mark(i), html_escape(course.name), when, spare, status_of(course),
        html_escape(branch_text(course)));
  }
  return out + "</div>\n";
}

std::string lead(const Comparison& comparison) {
  std::string out;
  for (const std::string& sentence : comparison_sentences(comparison))
    out += "<p class=\"lead\">" + html_escape(sentence) + "</p>\n";
  return out;
}

Interval span_of(const Comparison& comparison) {
  const Course& first = comparison.courses.front();
  Interval span{first.people_in_zone.front().at, first.deadline};
  for (const Course& course : comparison.courses) {
    span.begin = std::min(span.begin, course.people_in_zone.front().at);
    span.end = std::max({span.end, course.deadline, course.closure.value_or(course.deadline)});
  }
  return {comparison.clock.midnight(span.begin), comparison.clock.next_midnight(span.end - 1)};
}

void draw_deadlines(Svg& svg, const Plot& plot, const Comparison& comparison) {
  std::vector<Time> drawn;
  for (const Course& course : comparison.courses) {
    if (std::count(drawn.begin(), drawn.end(), course.deadline) > 0) continue;
    drawn.push_back(course.deadline);
    const double x = plot.x(course.deadline);
    svg.line({x, plot.area.y - 6}, {x, plot.area.y + plot.area.height}, "class=\"deadline\"");
    svg.text({x - 4, plot.area.y - 8}, "deadline", "class=\"late-text e\"");
  }
}

std::string people_chart(const Comparison& comparison) {
  constexpr double kHeight = 320;
  Svg svg(kChartWidth, kHeight, "People in the zone in each course of action");
  std::int64_t most = 1;
  for (const Course& course : comparison.courses) most = std::max(most, largest_value(course.people_in_zone));
  Plot plot{span_of(comparison), nice_above(static_cast<double>(most)), {64, 30, kChartWidth - 84, 236}};
  draw_value_axis(svg, plot, "people");
  draw_time_axis(svg, plot, comparison.clock);
  draw_deadlines(svg, plot, comparison);
  for (std::size_t i = 0; i < comparison.courses.size(); ++i)
    svg.polyline(step_points(plot, comparison.courses[i].people_in_zone),
                 fmt::format("class=\"curve {}\"", colour(i)), comparison.courses[i].name);
  double x = plot.area.x;
  for (std::size_t i = 0; i < comparison.courses.size(); ++i) {
    svg.box({x, kHeight - 16, 14, 9}, fmt::format("class=\"bar {}\"", colour(i)));
    const std::string name = letter(i) + "  " + clipped_text(comparison.courses[i].name, 40);
    svg.text({x + 19, kHeight - 8}, name, "class=\"tick\"");
    x += 44 + text_width(name, 11);
  }
  return svg.finish();
}

/// One row a course: from its bound to its closure.
std::string closure_chart(const Comparison& comparison) {
  constexpr double kRow = 30, kNames = 190;
  const double height = 58 + kRow * static_cast<double>(comparison.courses.size());
  Svg svg(kChartWidth, height, "When the zone is closed, and before when it cannot be");
  Plot plot{span_of(comparison), 1, {kNames, 22, kChartWidth - kNames - 20, height - 52}};
  draw_time_axis(svg, plot, comparison.clock);
  draw_deadlines(svg, plot, comparison);
  for (std::size_t i = 0; i < comparison.courses.size(); ++i) {
    const Course& course = comparison.courses[i];
    const double y = plot.area.y + kRow * (static_cast<double>(i) + 0.5);
    svg.text({kNames - 10, y + 4}, letter(i) + "  " + clipped_text(course.name, 26), "class=\"name e\"");
    if (!course.closure) continue;
    const double x = plot.x(*course.closure);
    if (course.bound) svg.line({plot.x(*course.bound), y}, {x, y}, "class=\"join\"");
    if (course.bound)
      svg.line({plot.x(*course.bound), y - 7}, {plot.x(*course.bound), y + 7}, "class=\"bound\"");
    svg.circle({x, y}, 6, fmt::format("class=\"spot {}\"", colour(i)), course.name);
    const std::string label = comparison.clock.date_time(*course.closure);
    const bool left = x + text_width(label, 11) + 14 > plot.area.x + plot.area.width;
    const double before = std::min(x, course.bound ? plot.x(*course.bound) : x) - 10;
    svg.text({left ? before : x + 10, y + 4}, label, left ? "class=\"note-text e\"" : "class=\"note-text\"");
  }
  return svg.finish();
}

/// One row a base, one spot a course.
std::string closings_chart(const Comparison& comparison, const std::vector<ComparedLine>& lines) {
  constexpr double kRow = 24, kNames = 190;
  const double height = 54 + kRow * static_cast<double>(lines.size());
  Svg svg(kChartWidth, height, "When each base closes in each course of action");
  Plot plot{span_of(comparison), 1, {kNames, 20, kChartWidth - kNames - 20, height - 50}};
  draw_time_axis(svg, plot, comparison.clock);
  draw_deadlines(svg, plot, comparison);
  for (std::size_t row = 0; row < lines.size(); ++row) {
    const double y = plot.area.y + kRow * (static_cast<double>(row) + 0.5);
    svg.text({kNames - 10, y + 4}, clipped_text(lines[row].name, 28), "class=\"name e\"");
    std::vector<double> xs;
    for (const Cell& value : lines[row].values)
      xs.push_back(std::holds_alternative<std::int64_t>(value) ? plot.x(std::get<std::int64_t>(value)) : -1);
    const auto [least, most] = std::minmax_element(xs.begin(), xs.end());
    if (*least >= 0) svg.line({*least, y}, {*most, y}, "class=\"join\"");
    for (std::size_t i = xs.size(); i-- > 0;) {
      if (xs[i] < 0) continue;
      const std::string tip = comparison.courses[i].name + ": " +
                              comparison.clock.date_time(std::get<std::int64_t>(lines[row].values[i]));
      svg.circle({xs[i], y}, 7.5, fmt::format("class=\"spot {}\"", colour(i)), tip);
      svg.text({xs[i], y + 3.4}, letter(i), "class=\"who in m\"");
    }
  }
  return svg.finish();
}

std::string load_bars(const Comparison& comparison, const std::vector<ComparedLine>& lines) {
  const double courses = static_cast<double>(comparison.courses.size());
  const double row_height = 11 * courses + 10;
  constexpr double kNames = 330;
  const double height = 26 + row_height * static_cast<double>(lines.size());
  Svg svg(kChartWidth, height, "How full the fullest resources are");
  const double wide = kChartWidth - kNames - 60;
  for (const int percent : {0, 25, 50, 75, 100}) {
    const double x = kNames + wide * percent / 100;
    svg.line({x, 18}, {x, height}, percent == 100 ? "class=\"axis\"" : "class=\"grid\"");
    svg.text({x, 13}, fmt::format("{} %", percent), "class=\"tick m\"");
  }
  for (std::size_t row = 0; row < lines.size(); ++row) {
    const double top = 24 + row_height * static_cast<double>(row);
    svg.text({kNames - 8, top + 5.5 * courses + 4}, clipped_text(lines[row].name, 58), "class=\"tick e\"");
    for (std::size_t i = 0; i < lines[row].values.size(); ++i) {
      const double* percent = std::get_if<double>(&lines[row].values[i]);
      const double y = top + 11 * static_cast<double>(i);
      if (percent == nullptr) continue;
      const double width = wide * std::min(*percent, 100.0) / 100;
      svg.box({kNames, y, width, 9}, fmt::format("class=\"bar {}\"", colour(i)), comparison.courses[i].name);
      svg.text({kNames + width + 5, y + 8}, fmt::format("{} {:.0f} %", letter(i), *percent),
               "class=\"minor\"");
    }
  }
  return svg.finish();
}

std::string head_of(const Comparison& comparison, const std::string& first_title) {
  std::string out = "<thead><tr><th scope=\"col\">" + first_title + "</th>";
  for (std::size_t i = 0; i < comparison.courses.size(); ++i)
    out +=
        "<th scope=\"col\" class=\"n\">" + letter_mark(i) + html_escape(comparison.courses[i].name) + "</th>";
  return out + "</tr></thead>";
}

std::string figures_table(const Comparison& comparison) {
  std::string out =
      "<div class=\"scroll\"><table id=\"t-figures\">" + head_of(comparison, "Figure") + "<tbody>\n";
  for (const CourseFigure& figure : course_figures()) {
    if (!is_known(figure, comparison.courses)) continue;
    const std::vector<std::size_t> best = best_courses(figure, comparison.courses);
    const std::string unit = figure.column.kind == CellKind::time ? "" : html_escape(figure.column.unit);
    out += "<tr><td>" + html_escape(figure.column.title) + "<small>" + unit + "</small></td>";
    for (std::size_t i = 0; i < comparison.courses.size(); ++i) {
      const bool is_best = std::count(best.begin(), best.end(), i) > 0;
      const std::string value =
          html_escape(cell_text(figure.of(comparison.courses[i]), figure.column, comparison.clock));
      const std::string difference =
          i == 0 ? "" : difference_text(figure, comparison.courses[i], comparison.courses.front());
      out += fmt::format("<td class=\"n\"><span{}>{}</span><i>{}</i></td>", is_best ? " class=\"best\"" : "",
                         value.empty() ? "–" : value, difference == "±0" ? "" : difference);
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

std::string lines_table(const Comparison& comparison, const std::string& title,
                        const std::vector<ComparedLine>& lines, const TableColumn& column) {
  if (lines.empty()) return "";
  std::string out = "<div class=\"scroll\"><table>" + head_of(comparison, html_escape(title)) + "<tbody>\n";
  for (const ComparedLine& line : lines) {
    out += "<tr><td>" + html_escape(line.name) + "</td>";
    for (const Cell& value : line.values) {
      const std::string text = html_escape(cell_text(value, column, comparison.clock));
      out += "<td class=\"n\">" + (text.empty() ? "–" : text) + "</td>";
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

std::string provenance(const Comparison& comparison) {
  std::string out =
      "<section id=\"provenance\"><h2>What they rest on</h2>\n<div class=\"scroll\"><table><thead><tr><th>"
      "Course</th><th>Scenario</th><th>Outcomes</th><th>Plan (SHA-256)</th><th>Proof of the bound</th></tr>"
      "</thead><tbody>\n";
  for (std::size_t i = 0; i < comparison.courses.size(); ++i) {
    const Course& course = comparison.courses[i];
    const char* proof = course.proof == Proof::holds     ? "checked: holds"
                        : course.proof == Proof::refuted ? "does not hold"
                                                         : "none";
    out += fmt::format("<tr><td>{}{}</td><td>{} ({}…)</td><td>{}</td><td>{}…</td><td>{}</td></tr>\n",
                       letter_mark(i), html_escape(course.name), html_escape(course.scenario_title),
                       course.scenario_sha256.substr(0, 12), html_escape(branch_text(course)),
                       course.plan_sha256.substr(0, 12), proof);
  }
  return out + "</tbody></table></div>\n</section>\n";
}

std::string sections(const Comparison& comparison) {
  const auto closings = compared_closings(comparison);
  std::string out = "<section id=\"head\" class=\"sheet\"><header><div><h1>Courses of action</h1><p>" +
                    html_escape(comparison.courses.front().scenario_title) + "</p></div></header>\n" +
                    cards(comparison) + lead(comparison) + "<figure>" + closure_chart(comparison) +
                    "</figure><p class=\"note\">Spot: the zone is closed. Green line before it: no plan "
                    "closes earlier, proved.</p></section>\n";
  out +=
      "<section id=\"figures\"><h2>Figures</h2>\n<p>Small figures are differences from course A; ✓ is the "
      "best.</p>\n" +
      figures_table(comparison) + "</section>\n";
  out += "<section id=\"force\"><h2>People in the zone</h2>\n<figure>" + people_chart(comparison) +
         "</figure></section>\n";
  if (!closings.empty())
    out += "<section id=\"bases\"><h2>Bases close</h2>\n<figure>" + closings_chart(comparison, closings) +
           "</figure>\n" + lines_table(comparison, "Base", closings, time_column("closes_at", "Closes")) +
           "</section>\n";
  out += "<section id=\"gateways\"><h2>Ways out</h2>\n" +
         lines_table(comparison, "People through", compared_people(comparison),
                     whole_column("people", "People", "people")) +
         lines_table(comparison, "Things through", compared_things(comparison),
                     whole_column("things", "Things", "pieces")) +
         "</section>\n";
  out += "<section id=\"load\"><h2>How full the fullest are</h2>\n<figure>" +
         load_bars(comparison, compared_loads(comparison, kLoadsShown)) + "</figure></section>\n";
  return out + provenance(comparison);
}

}  // namespace

std::string compare_html(const Comparison& comparison) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Courses of action: {}</title>\n"
      "<style>{}{}</style>\n</head>\n<body>\n<main>\n{}</main>\n</body>\n</html>\n",
      html_escape(comparison.courses.front().scenario_title), page_style(), kCompareStyle,
      sections(comparison));
}

}  // namespace homeward
