// SPDX-License-Identifier: Apache-2.0
#include "report/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/escape.h"

namespace homeward {

namespace {

/// Steps nearer to each other than this are drawn as one.
constexpr double kStepPixels = 0.4;

struct TimeTick {
  Time at = 0;
  std::string label;
};

Time add_days(const LocalClock& clock, Time midnight, std::int64_t days) {
  return clock.midnight(midnight + days * kDay + 6 * kHour);
}

std::vector<TimeTick> hour_ticks(const LocalClock& clock, Interval span, Duration step) {
  std::vector<TimeTick> ticks;
  for (Time t = clock.midnight(span.begin); t <= span.end; t += step) {
    if (t < span.begin) continue;
    ticks.push_back({t, clock.midnight(t) == t ? clock.short_date(t) : clock.time_of_day(t)});
  }
  return ticks;
}

std::vector<TimeTick> day_ticks(const LocalClock& clock, Interval span, std::int64_t step_days) {
  std::vector<TimeTick> ticks;
  for (Time t = clock.midnight(span.begin); t <= span.end; t = add_days(clock, t, step_days))
    if (t >= span.begin) ticks.push_back({t, clock.short_date(t)});
  return ticks;
}

std::vector<TimeTick> year_ticks(const LocalClock& clock, Interval span) {
  std::vector<TimeTick> ticks;
  for (Time t = clock.midnight(span.begin); t <= span.end; t = add_days(clock, t, 1)) {
    const CivilTime c = clock.local(t);
    if (c.month == 1 && c.day == 1) ticks.push_back({t, fmt::format("{}", c.year)});
  }
  return ticks;
}

std::vector<TimeTick> time_ticks(const LocalClock& clock, Interval span) {
  const Duration length = span.length();
  if (length <= 4 * kDay) return hour_ticks(clock, span, length <= 2 * kDay ? 3 * kHour : 6 * kHour);
  if (length <= 16 * kDay) return day_ticks(clock, span, 1);
  if (length <= 120 * kDay) return day_ticks(clock, span, 7);
  if (length <= 400 * kDay) return day_ticks(clock, span, 28);
  return year_ticks(clock, span);
}

}  // namespace

double nice_above(double value) {
  if (value <= 0) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= value * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

void draw_time_axis(Svg& svg, const Plot& plot, const LocalClock& clock) {
  const double bottom = plot.area.y + plot.area.height;
  double free_from = -1e9;
  for (const TimeTick& tick : time_ticks(clock, plot.span)) {
    const double x = plot.x(tick.at);
    svg.line({x, plot.area.y}, {x, bottom}, "class=\"grid\"");
    const double half = text_width(tick.label, 11) / 2;
    if (x - half < free_from) continue;
    svg.text({std::min(x, kChartWidth - half), bottom + 15}, tick.label, "class=\"tick m\"");
    free_from = x + half + 6;
  }
  svg.line({plot.area.x, bottom}, {plot.area.x + plot.area.width, bottom}, "class=\"axis\"");
}

void draw_value_axis(Svg& svg, const Plot& plot, std::string_view unit) {
  const double step = nice_above(plot.largest / 5);
  for (double value = 0; value <= plot.largest * 1.0001; value += step) {
    svg.line({plot.area.x, plot.y(value)}, {plot.area.x + plot.area.width, plot.y(value)}, "class=\"grid\"");
    svg.text({plot.area.x - 6, plot.y(value) + 4}, grouped(std::llround(value)), "class=\"tick e\"");
  }
  svg.text({plot.area.x - 6, plot.area.y - 10}, unit, "class=\"tick\"");
}

std::vector<Point> step_points(const Plot& plot, const Steps& steps) {
  std::vector<Point> points;
  if (steps.empty()) return points;
  const Time begin = std::max(plot.span.begin, steps.front().at);
  double y = plot.y(static_cast<double>(value_at(steps, begin)));
  points.push_back({plot.x(begin), y});
  for (const Step& step : steps) {
    if (step.at <= begin || step.at > plot.span.end) continue;
    const double x = plot.x(step.at);
    if (x - points.back().x < kStepPixels && points.size() > 1) {
      y = points.back().y = plot.y(static_cast<double>(step.value));
      continue;
    }
    points.push_back({x, y});
    y = plot.y(static_cast<double>(step.value));
    points.push_back({x, y});
  }
  points.push_back({plot.x(plot.span.end), y});
  return points;
}

std::vector<Point> step_area(const Plot& plot, const Steps& steps) {
  std::vector<Point> points = step_points(plot, steps);
  if (points.empty()) return points;
  points.push_back({points.back().x, plot.y(0)});
  points.push_back({points.front().x, plot.y(0)});
  return points;
}

void draw_legend(Svg& svg, Point at, const std::vector<LegendEntry>& entries) {
  double x = at.x;
  for (const LegendEntry& entry : entries) {
    const std::string attributes = fmt::format("class=\"{}\"", entry.swatch_class);
    if (entry.swatch_class.find("line") != std::string_view::npos) {
      svg.line({x, at.y - 4}, {x + 18, at.y - 4}, attributes);
    } else {
      svg.box({x, at.y - 9, 18, 10}, attributes);
    }
    svg.text({x + 23, at.y}, entry.text, "class=\"tick\"");
    x += 23 + text_width(entry.text, 11) + 20;
  }
}

}  // namespace homeward
