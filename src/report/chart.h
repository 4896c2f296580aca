// SPDX-License-Identifier: Apache-2.0
//
// Axes shared by all charts.
#pragma once

#include <string>
#include <string_view>

#include "report/clock.h"
#include "report/steps.h"
#include "report/svg.h"

namespace homeward {

/// Width of every chart's view box: A4 print scales it to 190 mm.
inline constexpr double kChartWidth = 900;

struct Plot {
  Interval span;       ///< not empty
  double largest = 1;  ///< value at the top, > 0
  Box area;            ///< in view box pixels

  double x(Time t) const {
    return area.x +
           area.width * static_cast<double>(t - span.begin) / static_cast<double>(span.end - span.begin);
  }
  double y(double value) const { return area.y + area.height * (1 - value / largest); }
};

/// The smallest of 1, 2, 5 × 10ⁿ that is at least value.
double nice_above(double value);

/// Ticks, grid and labels of the time axis below the area: hours, days, weeks, months or years as the span
/// asks.
void draw_time_axis(Svg& svg, const Plot& plot, const LocalClock& clock);
/// Grid and labels of the value axis left of the area; unit stands above it.
void draw_value_axis(Svg& svg, const Plot& plot, std::string_view unit);
/// Points of a step curve clipped to the plot's span.
std::vector<Point> step_points(const Plot& plot, const Steps& steps);
/// The same, closed along the bottom, for filling.
std::vector<Point> step_area(const Plot& plot, const Steps& steps);

struct LegendEntry {
  std::string_view swatch_class;  ///< class of a 14 × 8 box; "line" in it draws a line
  std::string_view text;
};
/// One line of entries from left to right.
void draw_legend(Svg& svg, Point at, const std::vector<LegendEntry>& entries);

}  // namespace homeward
