// SPDX-License-Identifier: Apache-2.0
#include "march/route_class.h"

#include <array>
#include <vector>

#include "march/decimal.h"
#include "march/range.h"
#include "march/units.h"

namespace homeward::march {
namespace {

constexpr std::int64_t kWidthMin = 100;
constexpr std::int64_t kWidthMax = 1'000'000;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool strip_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text = trimmed(text.substr(0, text.size() - suffix.size()));
  return true;
}

/// A figure with its unit, before it is known which unit holds.
struct Figure {
  std::int64_t thousandths = 0;
  std::optional<LengthUnit> unit;
};

std::optional<Figure> read_figure(std::string_view text, std::string_view name,
                                  std::vector<Problem>& problems) {
  Figure figure;
  text = trimmed(text);
  if (strip_suffix(text, "ft"))
    figure.unit = LengthUnit::foot;
  else if (strip_suffix(text, "m"))
    figure.unit = LengthUnit::metre;
  const Result<std::int64_t> value = parse_decimal(text, 3, name);
  if (!value.ok()) {
    problems.push_back(value.problems().front());
    return std::nullopt;
  }
  figure.thousandths = value.value();
  return figure;
}

std::int64_t millimetres(std::int64_t thousandths, LengthUnit unit) {
  if (unit == LengthUnit::metre) return thousandths;
  return multiply_divide_down(thousandths, kMillimetresPerFoot.numerator,
                              kMillimetresPerFoot.denominator * 1'000);
}

/// Cuts the marks off the end; what is left of the text has no bracket.
void read_marks(std::string_view& text, RouteClass& route) {
  for (bool found = true; found;) {
    const bool obstruction = strip_suffix(text, "(OB)");
    const bool snow = strip_suffix(text, "(T)");
    const bool flooding = strip_suffix(text, "(W)");
    route.obstruction = route.obstruction || obstruction;
    route.snow_blockage = route.snow_blockage || snow;
    route.flooding = route.flooding || flooding;
    found = obstruction || snow || flooding;
  }
}

std::optional<std::array<std::string_view, 4>> split(std::string_view text) {
  std::array<std::string_view, 4> parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t slash = text.find('/');
    const bool last = i + 1 == parts.size();
    if ((slash == std::string_view::npos) != last) return std::nullopt;
    parts[i] = trimmed(text.substr(0, slash));
    if (!last) text.remove_prefix(slash + 1);
  }
  return parts;
}

void read_type(std::string_view text, RouteClass& route, std::vector<Problem>& problems) {
  if (text == "X")
    route.type = RouteType::all_weather;
  else if (text == "Y")
    route.type = RouteType::limited_all_weather;
  else if (text == "Z")
    route.type = RouteType::fair_weather;
  else
    problems.push_back(problem_of("type", "\"" + std::string(text) + "\" is no route type.",
                                  "Write X (all-weather), Y (limited all-weather) or Z (fair-weather)."));
}

void read_mlc(std::string_view text, RouteClass& route, std::vector<Problem>& problems) {
  const Result<std::int64_t> mlc = parse_decimal(text, 0, "mlc");
  if (mlc.ok() && mlc.value() >= 1 && mlc.value() <= 150)
    route.mlc = static_cast<int>(mlc.value());
  else
    problems.push_back(problem_of("mlc", "\"" + std::string(text) + "\" is no military load class.",
                                  "Give a whole number from 1 to 150."));
}

bool unlimited(std::string_view text) { return text == "∞" || text == "inf" || text == "unlimited"; }

void read_lengths(std::string_view width_text, std::string_view overhead_text, RouteClass& route,
                  std::vector<Problem>& problems) {
  const std::optional<Figure> width = read_figure(width_text, "width", problems);
  std::optional<Figure> overhead;
  if (!unlimited(overhead_text)) {
    overhead = read_figure(overhead_text, "overhead", problems);
    if (!overhead) return;
  }
  if (!width) return;
  const bool width_has_unit = width->unit.has_value();
  const bool overhead_has_unit = overhead.has_value() && overhead->unit.has_value();
  if (width_has_unit && overhead_has_unit && *width->unit != *overhead->unit) {
    problems.push_back(problem_of("overhead", "Width and overhead clearance have different units.",
                                  "Give both in metres or both in feet."));
    return;
  }
  route.unit_stated = width_has_unit || overhead_has_unit;
  if (overhead_has_unit) route.unit = *overhead->unit;
  if (width_has_unit) route.unit = *width->unit;
  route.width_mm = millimetres(width->thousandths, route.unit);
  Ranges ranges;
  ranges.within("width (mm)", route.width_mm, kWidthMin, kWidthMax);
  if (overhead) {
    route.overhead_mm = millimetres(overhead->thousandths, route.unit);
    ranges.within("overhead (mm)", *route.overhead_mm, kWidthMin, kWidthMax);
  }
  for (Problem& problem : ranges.take()) problems.push_back(std::move(problem));
}

}  // namespace

Result<RouteClass> parse_route_class(std::string_view text) {
  RouteClass route;
  std::string_view rest = trimmed(text);
  read_marks(rest, route);
  const auto parts = split(rest);
  if (!parts)
    return problem_of("route_class", "\"" + std::string(text) + "\" has not four parts.",
                      "Write width/type/MLC/overhead and the marks behind it: 6.7m/Y/30/5m (OB)(W).");
  std::vector<Problem> problems;
  read_type((*parts)[1], route, problems);
  read_mlc((*parts)[2], route, problems);
  read_lengths((*parts)[0], (*parts)[3], route, problems);
  if (!problems.empty()) return problems;
  return route;
}

std::string format_route_class(const RouteClass& route) {
  constexpr std::array kLetters{"X", "Y", "Z"};
  std::string text = format_decimal(route.width_mm, 3) + "m/" +
                     kLetters[static_cast<std::size_t>(route.type)] + "/" + std::to_string(route.mlc) + "/";
  text += route.overhead_mm ? format_decimal(*route.overhead_mm, 3) + "m" : "∞";
  if (route.obstruction || route.snow_blockage || route.flooding) text += " ";
  if (route.obstruction) text += "(OB)";
  if (route.snow_blockage) text += "(T)";
  if (route.flooding) text += "(W)";
  return text;
}

std::string describe_route_class(const RouteClass& route) {
  constexpr std::array kTypes{"All-weather route.", "Limited all-weather route.", "Fair-weather route."};
  std::string text = kTypes[static_cast<std::size_t>(route.type)];
  text += " Narrowest width " + format_decimal(route.width_mm, 3) + " m";
  text += route.unit_stated ? "." : " (no unit was written; read as metres).";
  text += " Military load class " + std::to_string(route.mlc) + ".";
  text += route.overhead_mm ? " Overhead clearance " + format_decimal(*route.overhead_mm, 3) + " m."
                            : " Overhead clearance unlimited.";
  text += route.obstruction ? " Obstruction." : " No obstruction.";
  if (route.snow_blockage) text += " Regular snow blockage.";
  if (route.flooding) text += " Regular flooding.";
  return text;
}

}  // namespace homeward::march
