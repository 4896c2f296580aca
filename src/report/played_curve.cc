// SPDX-License-Identifier: Apache-2.0
//
// The force level played: at noon of each day the median of the replications, the middle half of them and
// nine tenths, with the plan and what really happened.
#include <algorithm>

#include "report/force_chart.h"
#include "report/sections.h"
#include "report/tables.h"

namespace homeward {

namespace {

using simulate::ForceLevelSpread;

constexpr std::size_t kLowest = 0, kLower = 1, kMedian = 2, kUpper = 3, kHighest = 4;
static_assert(simulate::kForceLevelPercentiles == std::array<int, 5>{5, 25, 50, 75, 95});

/// Days of the simulation until 95 % of the replications are where the plan ends; one day more.
std::vector<ForceLevelSpread> days_drawn(const std::vector<ForceLevelSpread>& days) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < days.size(); ++i)
    if (days[i].people[kHighest] != days.back().people[kLowest]) count = std::min(days.size(), i + 2);
  return {days.begin(), days.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::vector<Point> points_of(const Plot& plot, const std::vector<ForceLevelSpread>& days, std::size_t which) {
  std::vector<Point> points;
  for (const ForceLevelSpread& day : days)
    points.push_back({plot.x(day.at), plot.y(static_cast<double>(day.people[which]))});
  return points;
}

void draw_between(Svg& svg, const Plot& plot, const std::vector<ForceLevelSpread>& days, std::size_t low,
                  std::size_t high, std::string_view attributes) {
  std::vector<Point> points = points_of(plot, days, high);
  const std::vector<Point> back = points_of(plot, days, low);
  points.insert(points.end(), back.rbegin(), back.rend());
  svg.polygon(points, attributes);
}

}  // namespace

std::string played_curve(const Facts& facts, double height) {
  const std::vector<ForceLevelSpread> days = days_drawn(facts.options.simulation->force_level);
  Svg svg(kChartWidth, height, "Force level: planned, and in the replications");
  Plot plot;
  plot.span = facts.span;
  std::int64_t largest = std::max<std::int64_t>(largest_value(facts.strength), 1);
  for (const ForceLevelSpread& day : days) {
    plot.span.end = std::max(plot.span.end, facts.clock.next_midnight(day.at));
    largest = std::max(largest, day.people[kHighest]);
  }
  plot.largest = static_cast<double>(largest) * 1.12;
  plot.area = {64, 30, kChartWidth - 80, height - 84};
  draw_value_axis(svg, plot, "people");
  draw_time_axis(svg, plot, facts.clock);
  draw_between(svg, plot, days, kLowest, kHighest, "class=\"likely\"");
  draw_between(svg, plot, days, kLower, kUpper, "class=\"likely half\"");
  svg.polyline(step_points(plot, facts.strength), "class=\"plan line\"");
  svg.polyline(points_of(plot, days, kMedian), "class=\"median line\"");
  const bool actual = draw_actual(svg, plot, facts);
  draw_deadline(svg, plot, facts);
  std::vector<LegendEntry> entries{{"plan line", "this plan"},
                                   {"median line", "median of the replications"},
                                   {"likely half", "middle half"},
                                   {"likely", "5 to 95 %"}};
  if (actual) entries.push_back({"actual line", "what really happened"});
  draw_legend(svg, {plot.area.x, height - 10}, entries);
  return svg.finish();
}

Table played_table(const Facts& facts) {
  const simulate::Simulation& answer = *facts.options.simulation;
  Table table{"force_level_played", "Force level at noon of each day, planned and played", "", {}, {}};
  table.columns = {day_column("day", "Day"),
                   whole_column("plan_people", answer.force_level_name + " in this plan", "people")};
  for (const int percent : simulate::kForceLevelPercentiles)
    table.columns.push_back(whole_column("played_" + std::to_string(percent) + "_percent_people",
                                         "Played: at most, in " + std::to_string(percent) + " %", "people"));
  table.columns.push_back(whole_column("actual_people", "Really there", "people"));
  for (const ForceLevelSpread& day : answer.force_level) {
    std::vector<Cell> row{day.at, day.planned};
    row.insert(row.end(), day.people.begin(), day.people.end());
    row.push_back(cell_of(day.actual));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace homeward
