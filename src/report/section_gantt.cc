// SPDX-License-Identifier: Apache-2.0
//
// Gantt chart by base: a row for loading (darker where more things are loaded that day), a row for each unit
// from its first to its last departure, the last-out span and the closing.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/chart.h"
#include "report/escape.h"
#include "report/sections.h"
#include "report/tables.h"

namespace homeward {

namespace {

constexpr double kGanttNames = 190;
constexpr double kGanttRow = 14;
constexpr double kGanttHead = 18;
constexpr std::size_t kRowsPerChart = 62;  ///< fills an A4 page

struct UnitBar {
  UnitId unit;
  std::map<Time, std::int64_t> by_day;  ///< people who leave the base on a local day
};

struct GanttBase {
  const BaseFacts* base = nullptr;
  std::map<Time, std::int64_t> loaded;  ///< things that leave on a local day
  std::vector<UnitBar> units;
  std::size_t rows() const { return units.size() + (loaded.empty() ? 0 : 1) + 2; }
};

std::map<UnitId, UnitBar> unit_bars(const Facts& facts) {
  std::map<UnitId, UnitBar> bars;
  const auto note = [&](const Passengers& who, PlaceId from, Time at) {
    if (facts.model.units[who.unit].place != from) return;
    UnitBar& bar = bars[who.unit];
    bar.unit = who.unit;
    bar.by_day[facts.clock.midnight(at)] += who.count;
  };
  for (const Column& column : facts.plan.columns)
    for (const Leg& leg : column.legs)
      for (const Passengers& who : leg.passengers)
        note(who, column.stops[leg.first_stop].place, column.stops[leg.first_stop].depart);
  for (const Flight& flight : facts.plan.flights)
    for (const Passengers& who : flight.passengers) note(who, flight.from, flight.take_off);
  return bars;
}

std::map<PlaceId, std::map<Time, std::int64_t>> things_by_day(const Facts& facts) {
  std::map<PlaceId, std::map<Time, std::int64_t>> loaded;
  for (const Column& column : facts.plan.columns) {
    const Stop& start = column.stops.front();
    for (const VehicleGroup& group : column.legs.front().groups)
      if (group.cargo) loaded[start.place][facts.clock.midnight(start.depart)] += group.cargo->count;
  }
  return loaded;
}

std::vector<GanttBase> gantt_bases(const Facts& facts) {
  const std::map<UnitId, UnitBar> bars = unit_bars(facts);
  const auto loaded = things_by_day(facts);
  std::vector<GanttBase> bases;
  for (const BaseFacts& base : facts.bases) {
    GanttBase gantt{&base, {}, {}};
    if (const auto found = loaded.find(base.place); found != loaded.end()) gantt.loaded = found->second;
    for (const auto& [unit, bar] : bars)
      if (facts.model.units[unit].place == base.place) gantt.units.push_back(bar);
    std::stable_sort(gantt.units.begin(), gantt.units.end(), [](const UnitBar& a, const UnitBar& b) {
      return a.by_day.begin()->first < b.by_day.begin()->first;
    });
    if (!gantt.units.empty() || !gantt.loaded.empty()) bases.push_back(std::move(gantt));
  }
  return bases;
}

/// One box a day, darker where more happens.
void draw_days(Svg& svg, const Plot& plot, const LocalClock& clock, const std::map<Time, std::int64_t>& days,
               double top, std::string_view css_class) {
  std::int64_t most = 1;
  for (const auto& [day, count] : days) most = std::max(most, count);
  for (const auto& [day, count] : days) {
    const double x = plot.x(day);
    const double opacity = 0.25 + 0.75 * static_cast<double>(count) / static_cast<double>(most);
    svg.box({x, top + 2, plot.x(clock.next_midnight(day)) - x, kGanttRow - 4},
            fmt::format("class=\"{}\" opacity=\"{:.2f}\"", css_class, opacity),
            clock.short_date(day) + ": " + grouped(count));
  }
}

void draw_unit_row(Svg& svg, const Plot& plot, const Facts& facts, const UnitBar& bar, double top) {
  const Unit& unit = facts.model.units[bar.unit];
  svg.text({kGanttNames - 6, top + 10.5}, unit.name, "class=\"gantt e\"");
  const double from = plot.x(bar.by_day.begin()->first);
  const double to = plot.x(facts.clock.next_midnight(bar.by_day.rbegin()->first));
  svg.line({from, top + kGanttRow / 2}, {to, top + kGanttRow / 2}, "class=\"thread\"");
  draw_days(svg, plot, facts.clock, bar.by_day, top, unit.last_out ? "last-bar" : "unit-bar");
}

double draw_gantt_base(Svg& svg, const Plot& plot, const Facts& facts, const GanttBase& gantt, double top) {
  const BaseFacts& base = *gantt.base;
  const double begin = top;
  svg.line({0, top}, {plot.area.x + plot.area.width, top}, "class=\"axis\"");
  svg.text({0, top + 14}, facts.model.places[base.place].name, "class=\"name\"");
  top += kGanttHead;
  if (!gantt.loaded.empty()) {
    svg.text({kGanttNames - 6, top + 10.5}, "things loaded", "class=\"gantt e\"");
    draw_days(svg, plot, facts.clock, gantt.loaded, top, "load-bar");
    top += kGanttRow;
  }
  for (const UnitBar& bar : gantt.units) {
    draw_unit_row(svg, plot, facts, bar, top);
    top += kGanttRow;
  }
  if (base.closes_at) {
    const double x = plot.x(*base.closes_at);
    svg.line({x, begin + 4}, {x, top}, "class=\"closing\"");
    const std::string label = "closes " + facts.clock.date_time(*base.closes_at);
    const bool left = x + text_width(label, 11) + 10 > plot.area.x + plot.area.width;
    svg.text({left ? x - 5 : x + 5, begin + 14}, label,
             left ? "class=\"note-text e\"" : "class=\"note-text\"");
  }
  return top + kGanttRow * 0.6;
}

std::string gantt_chart(const Facts& facts, const std::vector<const GanttBase*>& bases) {
  double rows_height = 0;
  for (const GanttBase* base : bases)
    rows_height += kGanttHead + kGanttRow * (static_cast<double>(base->rows()) - 2 + 0.6);
  const double height = rows_height + 50;
  Svg svg(kChartWidth, height, "Units leaving, loading and closing by base");
  Plot plot;
  plot.span = facts.span;
  plot.area = {kGanttNames, 18, kChartWidth - kGanttNames - 8, rows_height};
  draw_time_axis(svg, plot, facts.clock);
  double top = plot.area.y;
  for (const GanttBase* base : bases) top = draw_gantt_base(svg, plot, facts, *base, top);
  const double x = plot.x(facts.model.deadline);
  svg.line({x, 14}, {x, plot.area.y + rows_height}, "class=\"deadline\"");
  svg.text({x - 4, 11}, "deadline", "class=\"late-text e\"");
  return svg.finish();
}

}  // namespace

std::string gantt_section(const Facts& facts) {
  const std::vector<GanttBase> bases = gantt_bases(facts);
  if (bases.empty()) return "";
  std::string out =
      "<section id=\"gantt\"><h2>Who leaves which base when</h2><p class=\"keys\"><span class=\"key "
      "unit-bar\"></span> "
      "unit's people leave <span class=\"key last-bar\"></span> last out <span class=\"key "
      "load-bar\"></span> things "
      "loaded on trucks; darker: more that day.</p>\n";
  std::vector<const GanttBase*> page;
  std::size_t rows = 0;
  for (const GanttBase& base : bases) {
    if (!page.empty() && rows + base.rows() > kRowsPerChart) {
      out += "<figure>" + gantt_chart(facts, page) + "</figure>\n";
      page.clear();
      rows = 0;
    }
    page.push_back(&base);
    rows += base.rows();
  }
  out += "<figure>" + gantt_chart(facts, page) + "</figure>\n";
  return out + "<details><summary>Table of units</summary>" + html_table(units_table(facts), facts.clock) +
         "</details></section>\n";
}

}  // namespace homeward
