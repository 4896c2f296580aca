// SPDX-License-Identifier: Apache-2.0
//
// Country borders from a TopoJSON file (world-atlas, Natural Earth): quantised, delta-coded arcs that
// neighbours share. Only polygons and multi-polygons of objects.countries are read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace homeward {

struct LonLat {
  double lon = 0;  ///< degrees
  double lat = 0;
};

using Ring = std::vector<LonLat>;  ///< closed: the last point joins the first

struct CountryShape {
  std::string name;
  std::vector<Ring> rings;
};

struct LonLatBox {
  double west = 0;
  double south = 0;
  double east = 0;
  double north = 0;
};

/// Problem when the text is not such a file.
Result<std::vector<CountryShape>> read_countries(std::string_view text);
/// Problem when the file is missing or cannot be read.
Result<std::vector<CountryShape>> load_countries(const std::string& path);

/// The part of the ring inside the box (Sutherland and Hodgman); empty when there is none.
Ring clipped_ring(const Ring& ring, const LonLatBox& box);

}  // namespace homeward
