// SPDX-License-Identifier: Apache-2.0
//
// What other figures of the scenario would change: the points of homeward sweep, each from what is proved to
// the closure that was planned.
#include <fmt/format.h>

#include <algorithm>

#include "report/chart.h"
#include "report/escape.h"
#include "report/sections.h"
#include "report/tables.h"

namespace homeward {

namespace {

constexpr std::size_t kPointsDrawn = 60;
constexpr double kRow = 20, kNames = 330, kTop = 12;

std::string values_text(const SweepLine& line) {
  std::string text;
  for (const auto& [axis, value] : line.values) text += (text.empty() ? "" : ", ") + axis + " = " + value;
  return text.empty() ? "as in the scenario" : text;
}

std::string status_text_of(const SweepLine& line) {
  if (line.status == "valid") return "in time";
  if (line.status == "late") return "late";
  if (line.status == "infeasible") return "proved: not in time";
  if (line.status == "none_found") return "no plan found";
  if (line.status == "refused") return "refused: " + line.problem;
  return "not solved: time ran out";
}

std::string sweep_chart(const Facts& facts, const std::vector<SweepLine>& lines) {
  Interval span{facts.model.deadline, facts.model.deadline};
  for (const SweepLine& line : lines)
    for (const auto& time : {line.closure, line.bound})
      if (time) span = {std::min(span.begin, *time), std::max(span.end, *time)};
  span = {facts.clock.midnight(span.begin - kDay), facts.clock.next_midnight(span.end)};
  const double rows_high = kRow * static_cast<double>(lines.size());
  Svg svg(kChartWidth, kTop + rows_high + 36, "Closure with other figures");
  const Plot plot{span, 1, {kNames, kTop, kChartWidth - kNames - 20, rows_high}};
  draw_time_axis(svg, plot, facts.clock);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const SweepLine& line = lines[i];
    const double middle = kTop + kRow * (static_cast<double>(i) + 0.5);
    svg.text({kNames - 8, middle + 4}, clipped_text(values_text(line), 52), "class=\"tick e\"");
    if (line.bound && line.closure)
      svg.box(
          {plot.x(*line.bound), middle - 4, std::max(1.0, plot.x(*line.closure) - plot.x(*line.bound)), 8},
          "class=\"offer\"", "between what is proved and what was planned");
    if (line.bound)
      svg.line({plot.x(*line.bound), middle - 6}, {plot.x(*line.bound), middle + 6}, "class=\"bound\"");
    if (line.closure) svg.circle({plot.x(*line.closure), middle}, 4, "class=\"closure\"", values_text(line));
    if (!line.closure)
      svg.text({kNames + 6, middle + 4}, clipped_text(status_text_of(line), 80), "class=\"tick\"");
  }
  const double deadline = plot.x(facts.model.deadline);
  svg.line({deadline, kTop}, {deadline, kTop + rows_high}, "class=\"deadline\"");
  return svg.finish();
}

}  // namespace

Table sweep_table(const Facts& facts) {
  Table table{"sweep", "Every point", "", {}, {}};
  table.columns = {text_column("values", "Figures"),
                   text_column("answer", "Answer"),
                   time_column("closes", "Closes"),
                   time_column("no_closure_before", "Proved: not before"),
                   decimal_column("late_days", "Late", "days", 2),
                   whole_column("people_days", "In the zone", "people-days"),
                   whole_column("vehicle_km", "Driven", "vehicle-km")};
  for (const SweepLine& line : facts.options.sweep) {
    std::vector<Cell> row{values_text(line), status_text_of(line), cell_of(line.closure),
                          cell_of(line.bound)};
    if (line.closure) {
      row.emplace_back(static_cast<double>(line.late_s) / kDay);
      row.emplace_back(line.zone_person_s / kDay);
      row.emplace_back(line.vehicle_km);
    }
    row.resize(table.columns.size());
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string sweep_section(const Facts& facts) {
  if (facts.options.sweep.empty()) return "";
  std::vector<SweepLine> drawn = facts.options.sweep;
  drawn.resize(std::min(drawn.size(), kPointsDrawn));
  return fmt::format(
             "<section id=\"sweep\">\n<h2>What other figures would change</h2>\n<p>Every point was planned "
             "anew with less search than this plan. Dot: closure; green line: no plan closes before; dotted "
             "line: the deadline.{}</p>\n<figure>{}</figure>\n",
             drawn.size() < facts.options.sweep.size() ? fmt::format(" The first {} of {} points are drawn.",
                                                                     drawn.size(), facts.options.sweep.size())
                                                       : std::string(),
             sweep_chart(facts, drawn)) +
         "<details><summary>All points</summary>" + html_table(sweep_table(facts), facts.clock) +
         "</details></section>\n";
}

}  // namespace homeward
