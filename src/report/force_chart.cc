// SPDX-License-Identifier: Apache-2.0
#include "report/force_chart.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/escape.h"

namespace homeward {

std::vector<HistoryPoint> series_of(const Model& model, std::string_view name) {
  std::vector<HistoryPoint> points;
  for (const HistoryPoint& point : model.history)
    if (point.series == name) points.push_back(point);
  std::stable_sort(points.begin(), points.end(),
                   [](const HistoryPoint& a, const HistoryPoint& b) { return a.at < b.at; });
  return points;
}

bool draw_actual(Svg& svg, const Plot& plot, const Facts& facts) {
  std::vector<HistoryPoint> series = series_of(facts.model, "actual");
  std::erase_if(series, [&plot](const HistoryPoint& p) { return !plot.span.contains(p.at); });
  std::vector<Point> points;
  for (const HistoryPoint& point : series)
    points.push_back({plot.x(moment_of(facts, point)), plot.y(static_cast<double>(point.people))});
  svg.polyline(points, "class=\"actual line\"");
  for (const HistoryPoint& point : series) {
    const std::string tip =
        fmt::format("{}: {} people. {}", facts.clock.date(point.at), grouped(point.people), point.label);
    svg.circle({plot.x(moment_of(facts, point)), plot.y(static_cast<double>(point.people))}, 2.5,
               "class=\"actual dot\"", tip);
  }
  return !series.empty();
}

void draw_deadline(Svg& svg, const Plot& plot, const Facts& facts) {
  const double x = plot.x(facts.model.deadline);
  svg.line({x, plot.area.y - 4}, {x, plot.area.y + plot.area.height}, "class=\"deadline\"");
  svg.text({x - 5, plot.area.y + 8}, "deadline " + facts.clock.end_date_time(facts.model.deadline),
           "class=\"late-text e\"");
}

}  // namespace homeward
