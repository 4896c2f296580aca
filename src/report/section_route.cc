// SPDX-License-Identifier: Apache-2.0
//
// Time–distance graph: x is time, y the distance along the main route. Each column is the band between the
// line of its head and the line of its tail; at halts the band lies flat, as long as the place is occupied.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "report/calendar.h"
#include "report/chart.h"
#include "report/escape.h"
#include "report/main_route.h"
#include "report/movement.h"
#include "report/sections.h"

namespace homeward {

namespace {

constexpr double kPlaceNames = 118;
constexpr double kStripHeight = 470;

struct Strip {
  const Facts& facts;
  const MainRoute& route;
  Plot plot;  ///< largest is the length of the route in metres; y grows downwards with the distance
  double y_at(std::size_t place) const {
    const double whole = static_cast<double>(std::max<std::int64_t>(route.at_m.back(), 1));
    return plot.area.y + plot.area.height * static_cast<double>(route.at_m[place]) / whole;
  }
};

void shade_closures(Svg& svg, const Strip& strip) {
  for (std::size_t i = 0; i < strip.route.links.size(); ++i)
    for (const Interval& closed : closed_intervals(strip.facts.model, strip.facts.clock, strip.route.links[i],
                                                   ColumnClass::loaded, strip.plot.span)) {
      const double x = strip.plot.x(closed.begin);
      svg.box({x, strip.y_at(i), strip.plot.x(closed.end) - x, strip.y_at(i + 1) - strip.y_at(i)},
              "class=\"closed\"");
    }
}

void draw_places(Svg& svg, const Strip& strip) {
  double free_from = -1e9;
  for (std::size_t i = 0; i < strip.route.places.size(); ++i) {
    const double y = strip.y_at(i);
    svg.line({strip.plot.area.x, y}, {strip.plot.area.x + strip.plot.area.width, y}, "class=\"place\"");
    const Place& place = strip.facts.model.places[strip.route.places[i]];
    if (y < free_from) continue;
    svg.text({strip.plot.area.x - 6, y + 4}, fmt::format("{} {} km", place.key, strip.route.at_m[i] / 1000),
             "class=\"tick e\"");
    free_from = y + 12;
  }
}

/// The part of a run that can be seen in the span: its stops inside and one more at either side.
RouteRun visible_part(const RouteRun& run, Interval span) {
  std::size_t first = 0;
  std::size_t last = run.stops.size() - 1;
  while (first + 1 < last && run.stops[first + 1].arrive + run.stops[first + 1].pass_s < span.begin &&
         run.stops[first + 1].depart + run.stops[first + 1].leaving_pass_s < span.begin)
    ++first;
  while (last > first + 1 && run.stops[last - 1].depart > span.end && run.stops[last - 1].arrive > span.end)
    --last;
  RouteRun part{run.column, run.outward, {}};
  for (std::size_t i = first; i <= last; ++i) part.stops.push_back(run.stops[i]);
  return part;
}

/// Out along the head, back along the tail.
std::vector<Point> band_of(const Strip& strip, const RouteRun& run) {
  std::vector<Point> points;
  const std::size_t last = run.stops.size() - 1;
  for (std::size_t i = 0; i <= last; ++i) {
    const RouteRun::At& at = run.stops[i];
    const double y = strip.y_at(at.place);
    if (i > 0) points.push_back({strip.plot.x(at.arrive), y});
    if (i < last && (i == 0 || at.depart > at.arrive)) points.push_back({strip.plot.x(at.depart), y});
  }
  for (std::size_t i = last + 1; i-- > 0;) {
    const RouteRun::At& at = run.stops[i];
    const double y = strip.y_at(at.place);
    if (i < last && (i == 0 || at.depart > at.arrive))
      points.push_back({strip.plot.x(at.depart + at.leaving_pass_s), y});
    if (i > 0) points.push_back({strip.plot.x(at.arrive + at.pass_s), y});
  }
  return points;
}

void draw_run(Svg& svg, const Strip& strip, const RouteRun& run) {
  const Column& column = strip.facts.plan.columns[run.column];
  const char* css_class = column.column_class == ColumnClass::last_out ? "band last"
                          : column.column_class == ColumnClass::empty  ? "band back"
                                                                       : "band out";
  const std::string tip = fmt::format(
      "{} {}, {} vehicles, {} {}", column.number, column_class_text(column.column_class),
      strip.facts.columns[run.column].vehicles, strip.facts.model.places[column.stops.front().place].key,
      strip.facts.clock.short_dtg(column.stops.front().depart));
  svg.path(closed_path_text(band_of(strip, run)), fmt::format("class=\"{}\"", css_class), tip);
}

void draw_other(Svg& svg, const Strip& strip, const RouteRun& run) {
  const OtherColumn& column = strip.facts.model.other_traffic[run.column];
  const std::string tip = fmt::format("{}, other traffic, {} vehicles, {} {}", column.key, column.vehicles,
                                      strip.facts.model.places[column.stops.front().place].key,
                                      strip.facts.clock.short_dtg(column.stops.front().depart));
  svg.path(closed_path_text(band_of(strip, run)), "class=\"band other\"", tip);
}

/// Halts at a place, each on a line of its own: outward above the place's line, inward below it.
class HaltLines {
 public:
  /// Number of the first line that is free from `from` on; it is taken until `until`.
  std::size_t take(std::size_t place, bool outward, Time from, Time until) {
    std::vector<Time>& free_from = lines_[{place, outward}];
    std::size_t line = 0;
    while (line < free_from.size() && free_from[line] > from) ++line;
    if (line == free_from.size()) free_from.push_back(until);
    free_from[line] = until;
    return line % kLinesMax;
  }

 private:
  static constexpr std::size_t kLinesMax = 8;
  std::map<std::pair<std::size_t, bool>, std::vector<Time>> lines_;
};

void draw_halts(Svg& svg, const Strip& strip, const RouteRun& run, HaltLines& lines) {
  const ColumnClass column_class = strip.facts.plan.columns[run.column].column_class;
  const char* css_class = column_class == ColumnClass::last_out ? "halt last"
                          : column_class == ColumnClass::empty  ? "halt back"
                                                                : "halt out";
  for (std::size_t i = 1; i + 1 < run.stops.size(); ++i) {
    const RouteRun::At& at = run.stops[i];
    if (at.depart - at.arrive < 10 * kMinute) continue;
    const Time until = at.depart + at.leaving_pass_s;
    const double shift = 1.8 * static_cast<double>(1 + lines.take(at.place, run.outward, at.arrive, until));
    const double y = strip.y_at(at.place) + (run.outward ? -shift : shift);
    if (until < strip.plot.span.begin || at.arrive > strip.plot.span.end) continue;
    svg.line({strip.plot.x(at.arrive), y}, {strip.plot.x(until), y}, fmt::format("class=\"{}\"", css_class));
  }
}

/// Columns of the plan, and other traffic behind them.
struct Runs {
  std::vector<RouteRun> own;
  std::vector<RouteRun> others;
};

bool is_seen(const RouteRun& run, Interval span) {
  return run.stops.front().arrive < span.end &&
         run.stops.back().depart + run.stops.back().pass_s > span.begin;
}

std::string strip_chart(const Facts& facts, const MainRoute& route, const Runs& runs, Interval span,
                        char part) {
  Strip strip{facts, route, {}};
  strip.plot.span = span;
  strip.plot.area = {kPlaceNames, 14, kChartWidth - kPlaceNames - 10, kStripHeight - 46};
  Svg svg(kChartWidth, kStripHeight, "Time–distance graph from " + facts.clock.date(span.begin));
  const Box& area = strip.plot.area;
  const std::string clip = fmt::format("strip-{}{}", part, span.begin);
  svg.raw(fmt::format("<clipPath id=\"{}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>\n",
                      clip, short_number(area.x), short_number(area.y - 4), short_number(area.width),
                      short_number(area.height + 8)));
  shade_closures(svg, strip);
  draw_time_axis(svg, strip.plot, facts.clock);
  draw_places(svg, strip);
  svg.open_group(fmt::format("clip-path=\"url(#{})\"", clip));
  for (const RouteRun& run : runs.others)
    if (is_seen(run, span)) draw_other(svg, strip, visible_part(run, span));
  for (const RouteRun& run : runs.own)
    if (is_seen(run, span)) draw_run(svg, strip, visible_part(run, span));
  HaltLines lines;
  for (const RouteRun& run : runs.own)
    if (run.stops.front().arrive < span.end && run.stops.back().depart > span.begin)
      draw_halts(svg, strip, run, lines);
  svg.close_group();
  return svg.finish();
}

/// The movement night in which columns on the way out cover most of the route.
Time busiest_night(const Facts& facts, const MainRoute& route, const std::vector<RouteRun>& runs) {
  std::map<Time, std::int64_t> by_night;
  for (const RouteRun& run : runs)
    by_night[movement_night(facts.clock, run.stops.front().depart)] +=
        std::max<std::int64_t>(0, route.at_m[run.stops.back().place] - route.at_m[run.stops.front().place]);
  return std::max_element(by_night.begin(), by_night.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

std::string night_strips(const Facts& facts, const MainRoute& route, const Runs& runs) {
  std::map<Time, std::size_t> by_night;
  for (const RouteRun& run : runs.own) ++by_night[movement_night(facts.clock, run.stops.front().depart)];
  std::string out;
  for (const auto& [night, count] : by_night)
    out += fmt::format(
        "<details name=\"night\" class=\"strip\"><summary>Night {} / {}: {} columns "
        "begin</summary><figure>{}</figure></details>\n",
        facts.clock.short_date(night), facts.clock.date(night + kDay), count,
        strip_chart(facts, route, runs, {night, facts.clock.midnight(night + kDay) + 12 * kHour}, 'n'));
  return out;
}

}  // namespace

std::string route_section(const Facts& facts) {
  const std::optional<MainRoute> route = main_route(facts);
  if (!route) return "";
  const Runs runs{route_runs(facts, *route), other_runs(facts, *route)};
  if (runs.own.empty()) return "";
  const Time busiest = busiest_night(facts, *route, runs.own);
  const Place& from = facts.model.places[route->places.front()];
  const Place& to = facts.model.places[route->places.back()];
  std::string out = fmt::format(
      "<section id=\"route\"><h2>Main route, time and distance</h2><p>{} to {}, {} km: the chain of links "
      "with the most "
      "traffic in this plan. Each band is a column from head (left edge) to tail (right edge); flat bars are "
      "halts.</p>"
      "<p class=\"keys\"><span class=\"key out\"></span> laden or going home <span class=\"key "
      "back\"></span> empty "
      "<span class=\"key last\"></span> last out <span class=\"key closed\"></span> closed to loaded "
      "columns{}</p>\n",
      html_escape(short_name(from)), html_escape(short_name(to)), grouped(route->at_m.back() / 1000),
      runs.others.empty() ? "" : " <span class=\"key other\"></span> other traffic");
  const Interval three_days{busiest - kDay, busiest + 2 * kDay};
  out +=
      fmt::format("<h3>Three days around the busiest night, from {}</h3><figure>{}</figure>\n",
                  facts.clock.date_time(three_days.begin), strip_chart(facts, *route, runs, three_days, 'd'));
  out += fmt::format("<h3>The busiest night, {} / {}</h3><figure>{}</figure>\n",
                     facts.clock.short_date(busiest), facts.clock.date(busiest + kDay),
                     strip_chart(facts, *route, runs, {busiest, busiest + kDay}, 'b'));
  return out + "<h3 class=\"screen\">Any night</h3>\n" + night_strips(facts, *route, runs) + "</section>\n";
}

}  // namespace homeward
