// SPDX-License-Identifier: Apache-2.0
//
// A small writer of inline SVG. Lengths are CSS pixels of the view box, numbers are written with at most one
// decimal. Floating point is for drawing only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace homeward {

struct Point {
  double x = 0;
  double y = 0;
};

struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  bool overlaps(const Box& o) const {
    return x < o.x + o.width && o.x < x + width && y < o.y + o.height && o.y < y + height;
  }
};

class Svg {
 public:
  /// label: what the picture shows, for those who do not see it.
  Svg(double width, double height, std::string_view label);

  /// attributes: ready-made markup such as class="road"; texts and tips are escaped here.
  void line(Point from, Point to, std::string_view attributes);
  void box(const Box& box, std::string_view attributes, std::string_view tip = {});
  void circle(Point centre, double radius, std::string_view attributes, std::string_view tip = {});
  void polyline(const std::vector<Point>& points, std::string_view attributes, std::string_view tip = {});
  void polygon(const std::vector<Point>& points, std::string_view attributes, std::string_view tip = {});
  void path(std::string_view d, std::string_view attributes, std::string_view tip = {});
  void text(Point at, std::string_view text, std::string_view attributes);
  void open_group(std::string_view attributes);
  void close_group();
  /// Already escaped markup.
  void raw(std::string_view markup) { out_ += markup; }
  std::string finish();

 private:
  void element(std::string_view start, std::string_view attributes, std::string_view tip);
  std::string out_;
};

/// 12.5, 3, −0.2 with at most one decimal.
std::string short_number(double value);
/// Closed path in relative steps, about half as long as the same points of a polygon.
std::string closed_path_text(const std::vector<Point>& points);
std::string points_text(const std::vector<Point>& points);

/// A guess of the width of a text in the report's font.
double text_width(std::string_view text, double font_size);

}  // namespace homeward
