// SPDX-License-Identifier: Apache-2.0
//
// Places labels on a map so that none covers another: greedy, most important first, at the cheapest of 96
// positions around the anchor, with a leader line where the label had to move away.
#pragma once

#include <optional>
#include <vector>

#include "report/svg.h"

namespace homeward {

struct LabelRequest {
  Point anchor;
  double radius = 0;  ///< of the symbol at the anchor
  double width = 0;
  double height = 0;
  int importance = 0;  ///< larger first
};

struct LabelSurroundings {
  Box frame;                   ///< labels stay inside
  std::vector<Box> forbidden;  ///< never covered
  std::vector<Point> avoided;  ///< points of roads and borders: covered only when nothing else is free
};

struct PlacedLabel {
  Box box;
  bool leader = false;
};

/// One answer for each request, in its order; absent where no position is free.
std::vector<std::optional<PlacedLabel>> place_labels(const std::vector<LabelRequest>& requests,
                                                     const LabelSurroundings& around);

/// The point of the box that is nearest to p.
Point nearest_point(const Box& box, Point p);

}  // namespace homeward
