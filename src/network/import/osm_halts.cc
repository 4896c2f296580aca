// SPDX-License-Identifier: Apache-2.0
#include "network/import/osm_halts.h"

#include <cmath>

#include "network/geo_length.h"
#include "network/road_units.h"

namespace homeward::roads {
namespace {

constexpr std::int64_t kCarsForOneLorry = 4;
constexpr std::int64_t kSquareMetresForOneLorry = 150;
constexpr std::int64_t kVehiclesMin = 5;

/// Middle of the outline's box: it need only be near.
GeoPoint middle_of(std::span<const GeoPoint> outline) {
  GeoPoint low = outline.front();
  GeoPoint high = outline.front();
  for (const GeoPoint point : outline) {
    low = {std::min(low.lat_e7, point.lat_e7), std::min(low.lon_e7, point.lon_e7)};
    high = {std::max(high.lat_e7, point.lat_e7), std::max(high.lon_e7, point.lon_e7)};
  }
  return {static_cast<std::int32_t>((std::int64_t{low.lat_e7} + high.lat_e7) / 2),
          static_cast<std::int32_t>((std::int64_t{low.lon_e7} + high.lon_e7) / 2)};
}

double square_metres(std::span<const GeoPoint> outline) {
  const LocalFrame frame(outline.front());
  double twice = 0;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const Offset a = frame.to(outline[i]);
    const Offset b = frame.to(outline[(i + 1) % outline.size()]);
    twice += a.east_m * b.north_m - b.east_m * a.north_m;
  }
  return std::abs(twice) / 2;
}

std::optional<std::int64_t> spaces(const Tags& tags, std::string_view key) {
  const FigureRead read = read_count(tags[key], 1, 100'000);
  return read.kind == Figure::value ? std::optional(read.value) : std::nullopt;
}

}  // namespace

bool is_halt(const Tags& tags) {
  const bool rest = tags["highway"] == "rest_area" || tags["highway"] == "services";
  if (!rest && tags["amenity"] != "parking") return false;
  const std::string_view kind = tags["parking"];
  const bool roofed =
      kind == "underground" || kind == "multi-storey" || kind == "street_side" || kind == "lane";
  return !roofed && tags["hgv"] != "no" && tags["access"] != "no";
}

std::optional<SourceHalt> read_halt(const Tags& tags, std::int64_t id, std::span<const GeoPoint> outline,
                                    Notes& notes) {
  if (outline.empty()) return std::nullopt;
  SourceHalt halt{id, middle_of(outline), std::string(tags["name"]), 0, tags["amenity"] != "parking", false};
  for (const char* key : {"capacity:hgv", "capacity:truck"})
    if (halt.vehicles == 0) halt.vehicles = spaces(tags, key).value_or(0);
  if (halt.vehicles == 0) {
    halt.assumed = true;
    if (const auto cars = spaces(tags, "capacity")) {
      halt.vehicles = *cars / kCarsForOneLorry;
      notes.tell(Note::halt_capacity_from_cars, id, halt.name);
    } else if (halt.rest && outline.size() >= 3) {
      halt.vehicles = static_cast<std::int64_t>(square_metres(outline)) / kSquareMetresForOneLorry;
      notes.tell(Note::halt_capacity_from_area, id, halt.name);
    } else {
      notes.tell(Note::halt_capacity_unknown, id, halt.name);
      return std::nullopt;
    }
  }
  if (halt.vehicles < kVehiclesMin) {
    notes.tell(Note::halt_too_small, id, halt.name);
    return std::nullopt;
  }
  return halt;
}

}  // namespace homeward::roads
