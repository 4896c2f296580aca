// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/chart.h"
#include "report/escape.h"
#include "report/sections.h"
#include "report/tables.h"

namespace homeward {

namespace {

constexpr double kNameWidth = 184;
constexpr double kRowHeight = 34;

void draw_base_row(Svg& svg, const Plot& chart, const Facts& facts, const BaseFacts& base, double top) {
  const std::int64_t own = largest_value(base.present);
  Plot row = chart;
  row.area.y = top + 5;
  row.area.height = kRowHeight - 8;
  row.largest = static_cast<double>(std::max<std::int64_t>(own, 1));
  if (base.closes_at) row.span.end = std::min(row.span.end, std::max(*base.closes_at, row.span.begin + 1));
  row.area.width = chart.x(row.span.end) - chart.area.x;
  const Place& place = facts.model.places[base.place];
  svg.text({kNameWidth - 8, top + 17}, short_name(place), "class=\"name e\"");
  svg.text({kNameWidth - 8, top + 30}, grouped(own) + " people", "class=\"detail e\"");
  svg.polygon(step_area(row, base.present), "class=\"plan area\"", place.name);
  svg.polyline(step_points(row, base.present), "class=\"plan line thin\"");
  svg.line({chart.area.x, top + kRowHeight - 3}, {chart.area.x + chart.area.width, top + kRowHeight - 3},
           "class=\"grid\"");
  if (!base.closes_at) return;
  const double x = chart.x(*base.closes_at);
  svg.line({x, top + 3}, {x, top + kRowHeight - 3}, "class=\"closing\"");
  const std::string label = "closes " + facts.clock.date_time(*base.closes_at);
  const bool left = x + text_width(label, 11) + 10 > chart.area.x + chart.area.width;
  svg.text({left ? x - 6 : x + 6, top + 16}, label, left ? "class=\"note-text e\"" : "class=\"note-text\"");
}

std::string closings_chart(const Facts& facts) {
  const double height = 30 + kRowHeight * static_cast<double>(facts.bases.size()) + 30;
  Svg svg(kChartWidth, height, "People at each base until it closes");
  Plot plot;
  plot.span = facts.span;
  plot.area = {kNameWidth, 20, kChartWidth - kNameWidth - 14, height - 50};
  draw_time_axis(svg, plot, facts.clock);
  double top = plot.area.y;
  for (const BaseFacts& base : facts.bases) {
    draw_base_row(svg, plot, facts, base, top);
    top += kRowHeight;
  }
  const double x = plot.x(facts.model.deadline);
  svg.line({x, 14}, {x, plot.area.y + plot.area.height}, "class=\"deadline\"");
  svg.text({x - 4, 12}, "deadline", "class=\"late-text e\"");
  return svg.finish();
}

}  // namespace

std::string bases_section(const Facts& facts) {
  if (facts.bases.empty()) return "";
  return "<section id=\"bases\"><h2>Base closings</h2><p>Each row shows a base's own people until its "
         "last-out "
         "departure; heights are relative to the base.</p><figure>" +
         closings_chart(facts) + "</figure>\n" + html_table(closings_table(facts), facts.clock) +
         "</section>\n";
}

}  // namespace homeward
