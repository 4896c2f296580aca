// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "report/chart.h"
#include "report/escape.h"
#include "report/force_chart.h"
#include "report/sections.h"
#include "report/table.h"
#include "report/tables.h"

namespace homeward {

namespace {

std::vector<Point> curve_points(const Plot& plot, const std::vector<HistoryPoint>& series) {
  std::vector<Point> points;
  for (const HistoryPoint& point : series)
    if (point.at >= plot.span.begin && point.at <= plot.span.end)
      points.push_back({plot.x(point.at), plot.y(static_cast<double>(point.people))});
  return points;
}

/// A label beside a point of a curve, moved up where an earlier one is in the way; dropped after five tries.
void draw_note(Svg& svg, const Plot& plot, Point at, const std::string& text, std::vector<Box>& taken,
               int first_lift = 0) {
  const double width = text_width(text, 11);
  const bool right_side = at.x + width + 10 > plot.area.x + plot.area.width;
  for (int lift = first_lift; lift < first_lift + 6; ++lift) {
    const double y = at.y - 10 - 14 * lift;
    const Box box{right_side ? at.x - width - 4 : at.x - 4, y - 11, width + 8, 14};
    const bool blocked =
        std::any_of(taken.begin(), taken.end(), [&box](const Box& b) { return b.overlaps(box); });
    if (blocked || y < plot.area.y - 12) continue;
    taken.push_back(box);
    svg.line(at, {at.x, y + 2}, "class=\"leader\"");
    svg.circle(at, 3, "class=\"note-dot\"");
    svg.text({right_side ? at.x + 3 : at.x - 3, y}, text,
             right_side ? "class=\"note-text e\"" : "class=\"note-text\"");
    return;
  }
}

const HistoryPoint* peak_of(const std::vector<HistoryPoint>& series) {
  const auto peak =
      std::max_element(series.begin(), series.end(),
                       [](const HistoryPoint& a, const HistoryPoint& b) { return a.people < b.people; });
  return peak == series.end() ? nullptr : &*peak;
}

/// The highest point, and the highest of those at least two years away from it.
std::vector<HistoryPoint> peaks_of(const std::vector<HistoryPoint>& series) {
  std::vector<HistoryPoint> peaks;
  const HistoryPoint* highest = peak_of(series);
  if (highest == nullptr) return peaks;
  peaks.push_back(*highest);
  std::vector<HistoryPoint> others = series;
  std::erase_if(others,
                [highest](const HistoryPoint& p) { return std::abs(p.at - highest->at) < 730 * kDay; });
  if (const HistoryPoint* second = peak_of(others); second != nullptr && second->people * 2 > highest->people)
    peaks.push_back(*second);
  return peaks;
}

/// "Oct 2007"
std::string month_text(const LocalClock& clock, Time t) {
  const std::string date = clock.date(t);
  return date.substr(date.find(' ') + 1);
}

void draw_history_notes(Svg& svg, const Plot& plot, const Facts& facts,
                        const std::vector<HistoryPoint>& history) {
  std::vector<Box> taken;
  const auto at = [&plot](const HistoryPoint& point) {
    return Point{plot.x(point.at), plot.y(static_cast<double>(point.people))};
  };
  const std::vector<HistoryPoint> peaks = peaks_of(history);
  for (const HistoryPoint& peak : peaks) {
    const std::string label = peak.label.empty() ? "" : ", " + clipped_text(peak.label, 30);
    draw_note(svg, plot, at(peak),
              fmt::format("peak {}{}: {}", month_text(facts.clock, peak.at), label, grouped(peak.people)),
              taken);
  }
  const auto is_peak = [&peaks](const HistoryPoint& point) {
    return std::any_of(peaks.begin(), peaks.end(),
                       [&point](const HistoryPoint& p) { return p.at == point.at; });
  };
  std::vector<HistoryPoint> labelled = history;
  for (const HistoryPoint& point : series_of(facts.model, "actual"))
    if (facts.clock.midnight(point.at) == facts.clock.midnight(facts.model.start)) labelled.push_back(point);
  for (const HistoryPoint& point : labelled)
    if (!point.label.empty() && point.at <= facts.model.start && !is_peak(point))
      draw_note(svg, plot, at(point),
                fmt::format("{}: {}", clipped_text(point.label, 44), grouped(point.people)), taken);
  draw_note(svg, plot, {plot.x(facts.closure), plot.y(0)}, "plan: closed " + facts.clock.date(facts.closure),
            taken, 6);
}

std::string history_chart(const Facts& facts, const std::vector<HistoryPoint>& history) {
  constexpr double kHeight = 330;
  Svg svg(kChartWidth, kHeight, "Force level since the beginning of the records, and the plan");
  const HistoryPoint* peak = peak_of(history);
  Plot plot;
  plot.span = {history.front().at - 60 * kDay, facts.span.end + 120 * kDay};
  plot.largest = static_cast<double>(std::max(peak->people, largest_value(facts.strength))) * 1.22;
  plot.area = {64, 34, kChartWidth - 80, kHeight - 90};
  draw_value_axis(svg, plot, "people");
  draw_time_axis(svg, plot, facts.clock);
  std::vector<HistoryPoint> until_start = history;
  std::erase_if(until_start, [&facts](const HistoryPoint& p) { return p.at > facts.model.start; });
  std::vector<Point> past = curve_points(plot, until_start);
  if (!facts.strength.empty())
    past.push_back({plot.x(facts.model.start), plot.y(static_cast<double>(facts.strength.front().value))});
  svg.polyline(past, "class=\"past line\"");
  svg.polyline(curve_points(plot, series_of(facts.model, "actual")), "class=\"actual line\"");
  svg.polyline(
      step_points({{plot.span.begin, facts.closure},
                   plot.largest,
                   {plot.area.x, plot.area.y, plot.x(facts.closure) - plot.area.x, plot.area.height}},
                  facts.strength),
      "class=\"plan line\"");
  draw_history_notes(svg, plot, facts, until_start);
  draw_legend(svg, {plot.area.x, kHeight - 12},
              {{"past line", "reported strength"},
               {"plan line", "this plan"},
               {"actual line", "what really happened"}});
  return svg.finish();
}

/// Steps of the ceilings that hold for the category of the curve.
Steps ceiling_steps(const Facts& facts) {
  Steps steps;
  for (const Target& target : facts.model.targets) {
    if (target.kind != TargetKind::ceiling || target.zone != facts.model.zone) continue;
    const bool all = target.categories.empty();
    if (!all && std::find(target.categories.begin(), target.categories.end(), facts.strength_category) ==
                    target.categories.end())
      continue;
    steps.push_back({target.from, target.people});
  }
  std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
  return steps;
}

void draw_closure(Svg& svg, const Plot& plot, const Facts& facts) {
  if (!facts.figures.closure) return;
  const Point at{plot.x(facts.closure), plot.y(0)};
  svg.circle(at, 4.5, "class=\"closure\"");
  svg.line(at, {at.x, at.y - 42}, "class=\"leader\"");
  svg.text({at.x, at.y - 47}, "closure " + facts.clock.date_time(facts.closure), "class=\"note-text m\"");
  if (!facts.plan.bound || *facts.plan.bound >= facts.closure) return;
  const double x = plot.x(*facts.plan.bound);
  svg.line({x, at.y - 26}, {x, at.y}, "class=\"bound\"");
  svg.text({x - 4, at.y - 18}, "bound", "class=\"tick e\"");
}

}  // namespace

std::string plan_curve(const Facts& facts, double height) {
  Svg svg(kChartWidth, height, "Force level during the plan");
  const Steps ceilings = ceiling_steps(facts);
  Plot plot;
  plot.span = facts.span;
  plot.largest = static_cast<double>(std::max<std::int64_t>(largest_value(facts.strength), 1)) * 1.12;
  plot.area = {64, 30, kChartWidth - 80, height - 84};
  draw_value_axis(svg, plot, "people");
  draw_time_axis(svg, plot, facts.clock);
  svg.polygon(step_area(plot, facts.strength), "class=\"plan area\"");
  if (!ceilings.empty()) svg.polyline(step_points(plot, ceilings), "class=\"ceiling line\"");
  const bool actual = draw_actual(svg, plot, facts);
  svg.polyline(step_points(plot, facts.strength), "class=\"plan line\"");
  draw_deadline(svg, plot, facts);
  draw_closure(svg, plot, facts);
  const std::string who = facts.model.categories[facts.strength_category].name + ", this plan";
  std::vector<LegendEntry> entries{{"plan line", who}};
  if (!ceilings.empty()) entries.push_back({"ceiling line", "ceiling"});
  if (actual) entries.push_back({"actual line", "what really happened"});
  draw_legend(svg, {plot.area.x, height - 10}, entries);
  return svg.finish();
}

std::string force_section(const Facts& facts) {
  std::string out = "<section id=\"force\"><h2>Force level</h2>\n";
  const std::vector<HistoryPoint> history = series_of(facts.model, "strength");
  if (!history.empty() && history.front().at < facts.model.start)
    out +=
        "<h3>Since the beginning of the records</h3><figure>" + history_chart(facts, history) + "</figure>\n";
  out += "<h3>During the plan</h3><figure>" + plan_curve(facts, 380) + "</figure>\n";
  out +=
      "<p class=\"note\">Counted as the checker counts: crews of fleets are in the category that the "
      "scenario names for them. "
      "History and the actual course are shown beside the plan and were not used to make it.</p>\n";
  out += html_table(milestones_table(facts), facts.clock);
  if (const Table actual = actual_table(facts); !actual.rows.empty()) out += html_table(actual, facts.clock);
  out += "<details><summary>Every day</summary>" + html_table(force_level_table(facts), facts.clock) +
         "</details></section>\n";
  return out;
}

}  // namespace homeward
