// SPDX-License-Identifier: Apache-2.0
#include "report/svg.h"

#include <fmt/format.h>

#include <cmath>

#include "report/escape.h"

namespace homeward {

Svg::Svg(double width, double height, std::string_view label) {
  out_ = fmt::format(
      "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\" xmlns=\"http://www.w3.org/2000/svg\">\n",
      short_number(width), short_number(height), html_escape(label));
}

void Svg::element(std::string_view start, std::string_view attributes, std::string_view tip) {
  out_ += start;
  if (!attributes.empty()) (out_ += ' ') += attributes;
  if (tip.empty()) {
    out_ += "/>\n";
    return;
  }
  const std::string_view name = start.substr(1, start.find(' ') - 1);
  out_ += fmt::format("><title>{}</title></{}>\n", html_escape(tip), name);
}

void Svg::line(Point from, Point to, std::string_view attributes) {
  element(fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"", short_number(from.x),
                      short_number(from.y), short_number(to.x), short_number(to.y)),
          attributes, {});
}

void Svg::box(const Box& box, std::string_view attributes, std::string_view tip) {
  element(fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", short_number(box.x),
                      short_number(box.y), short_number(box.width), short_number(box.height)),
          attributes, tip);
}

void Svg::circle(Point centre, double radius, std::string_view attributes, std::string_view tip) {
  element(fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"", short_number(centre.x), short_number(centre.y),
                      short_number(radius)),
          attributes, tip);
}

void Svg::polyline(const std::vector<Point>& points, std::string_view attributes, std::string_view tip) {
  element("<polyline points=\"" + points_text(points) + "\"", attributes, tip);
}

void Svg::polygon(const std::vector<Point>& points, std::string_view attributes, std::string_view tip) {
  element("<polygon points=\"" + points_text(points) + "\"", attributes, tip);
}

void Svg::path(std::string_view d, std::string_view attributes, std::string_view tip) {
  element(fmt::format("<path d=\"{}\"", d), attributes, tip);
}

void Svg::text(Point at, std::string_view text, std::string_view attributes) {
  out_ += fmt::format("<text x=\"{}\" y=\"{}\"{}{}>{}</text>\n", short_number(at.x), short_number(at.y),
                      attributes.empty() ? "" : " ", attributes, html_escape(text));
}

void Svg::open_group(std::string_view attributes) { out_ += fmt::format("<g {}>\n", attributes); }

void Svg::close_group() { out_ += "</g>\n"; }

std::string Svg::finish() { return std::move(out_) + "</svg>\n"; }

std::string short_number(double value) {
  const auto tenths = static_cast<long long>(std::llround(value * 10));
  const char* sign = tenths < 0 ? "-" : "";
  const long long size = tenths < 0 ? -tenths : tenths;
  return size % 10 == 0 ? fmt::format("{}{}", sign, size / 10)
                        : fmt::format("{}{}.{}", sign, size / 10, size % 10);
}

// Steps are differences of rounded positions, so that rounding does not add up along the path.
std::string closed_path_text(const std::vector<Point>& points) {
  std::string out = "m";
  long long x = 0;
  long long y = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const long long to_x = std::llround(points[i].x * 10);
    const long long to_y = std::llround(points[i].y * 10);
    if (i > 0 && to_x == x && to_y == y) continue;
    const std::string dx = short_number(static_cast<double>(to_x - x) / 10);
    const std::string dy = short_number(static_cast<double>(to_y - y) / 10);
    if (i > 0 && dx[0] != '-') out += ' ';
    out += dx;
    if (dy[0] != '-') out += ' ';
    out += dy;
    x = to_x;
    y = to_y;
  }
  return out + "z";
}

std::string points_text(const std::vector<Point>& points) {
  std::string out;
  for (const Point& point : points) {
    if (!out.empty()) out += ' ';
    out += short_number(point.x) + ',' + short_number(point.y);
  }
  return out;
}

// The widest of the fonts in the style sheet takes about 0.6 em a letter; UTF-8 tails do not count.
double text_width(std::string_view text, double font_size) {
  double letters = 0;
  for (const char c : text) letters += (static_cast<unsigned char>(c) & 0xC0U) == 0x80U ? 0.0 : 1.0;
  return letters * font_size * 0.6;
}

}  // namespace homeward
