// SPDX-License-Identifier: Apache-2.0
//
// The map: borders, roads as wide as their traffic, bases with their closing dates, crossings, ports,
// flights. Equirectangular, true to scale at the middle latitude.
#pragma once

#include <string>

#include "report/facts.h"
#include "report/svg.h"
#include "report/topojson.h"

namespace homeward {

class MapFrame {
 public:
  /// The places with traffic or people, homes left out, with a margin.
  explicit MapFrame(const Facts& facts);
  Point at(LonLat where) const;
  Point at(const Place& place) const;
  const LonLatBox& box() const { return box_; }
  double width() const { return width_; }
  double height() const { return height_; }
  double pixels_per_km() const { return pixels_per_degree_ / 111.2; }
  bool shows(const Place& place) const;

 private:
  LonLatBox box_;
  double width_ = 0;
  double height_ = 0;
  double pixels_per_degree_ = 1;  ///< of latitude
  double shrink_ = 1;             ///< cosine of the middle latitude
};

/// Section with the map, its legend and the line about the borders.
std::string map_section(const Facts& facts);

}  // namespace homeward
