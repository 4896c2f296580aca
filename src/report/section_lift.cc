// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/chart.h"
#include "report/escape.h"
#include "report/flows.h"
#include "report/sections.h"
#include "report/tables.h"

namespace homeward {

namespace {

struct AirDay {
  std::int64_t people = 0;
  std::int64_t seats = 0;
};

std::map<Time, AirDay> air_days(const Facts& facts) {
  std::map<Time, AirDay> days;
  for (const Flight& flight : facts.plan.flights) {
    if (flight.passengers.empty()) continue;
    AirDay& day = days[facts.clock.midnight(flight.take_off)];
    day.seats += facts.model.aircraft[flight.aircraft].seats;
    for (const Passengers& who : flight.passengers) day.people += who.count;
  }
  return days;
}

std::string air_chart(const Facts& facts) {
  constexpr double kHeight = 230;
  const std::map<Time, AirDay> days = air_days(facts);
  std::int64_t most = 1;
  for (const auto& [midnight, day] : days) most = std::max(most, day.seats);
  Svg svg(kChartWidth, kHeight, "People by air and seats flown, by day");
  Plot plot{facts.span, static_cast<double>(most) * 1.1, {64, 30, kChartWidth - 80, kHeight - 84}};
  draw_value_axis(svg, plot, "people a day");
  draw_time_axis(svg, plot, facts.clock);
  for (const auto& [midnight, day] : days) {
    const double x = plot.x(midnight) + 0.8;
    const double width = plot.x(facts.clock.next_midnight(midnight)) - x - 0.8;
    const auto bar = [&](std::int64_t value) {
      const double top = plot.y(static_cast<double>(value));
      return Box{x, top, width, plot.y(0) - top};
    };
    const std::string tip =
        fmt::format("{}: {} people, {} seats", facts.clock.short_date(midnight), day.people, day.seats);
    svg.box(bar(day.seats), "class=\"offer\"", tip);
    svg.box(bar(day.people), "class=\"use\"", tip);
  }
  draw_legend(svg, {plot.area.x, kHeight - 10},
              {{"use", "people aboard"}, {"offer", "seats on flights with passengers"}});
  return svg.finish();
}

std::string air_table(const Facts& facts) {
  Table table{"air_ways", "People by air", "", {}, {}};
  table.columns = {text_column("from", "From"), text_column("to", "To"),
                   whole_column("people", "People", "people"), whole_column("flights", "Flights", "number")};
  for (const AirFlow& flow : air_flows(facts.plan))
    table.rows.push_back(
        {facts.model.places[flow.from].name, facts.model.places[flow.to].name, flow.people, flow.flights});
  return html_table(table, facts.clock);
}

}  // namespace

std::string lift_section(const Facts& facts) {
  if (facts.plan.flights.empty() && facts.plan.sailings.empty()) return "";
  std::string out = "<section id=\"lift\"><h2>Flights and sailings</h2>\n";
  if (!facts.plan.flights.empty()) {
    out += "<figure>" + air_chart(facts) + "</figure>\n" + air_table(facts);
    out += fmt::format("<details><summary>All {} flights</summary>{}</details>\n",
                       grouped(static_cast<std::int64_t>(facts.plan.flights.size())),
                       html_table(flights_table(facts), facts.clock));
  }
  if (!facts.plan.sailings.empty()) out += html_table(sailings_table(facts), facts.clock);
  return out + "</section>\n";
}

}  // namespace homeward
