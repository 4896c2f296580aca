// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "report/chart.h"
#include "report/map.h"

namespace homeward {

namespace {

constexpr double kMapHeightMax = 1010;
constexpr double kMapHeightMin = 520;

std::vector<bool> places_to_show(const Facts& facts) {
  std::vector<bool> shown(facts.model.places.size(), false);
  for (const Column& column : facts.plan.columns)
    for (const Stop& stop : column.stops) shown[stop.place.index()] = true;
  for (const Flight& flight : facts.plan.flights) {
    shown[flight.from.index()] = true;
    shown[flight.to.index()] = true;
  }
  for (const BaseFacts& base : facts.bases) shown[base.place.index()] = true;
  for (const Sailing& sailing : facts.plan.sailings)
    shown[facts.model.ships[sailing.ship].port.index()] = true;
  for (PlaceId place : facts.model.places.ids())
    if (facts.model.places[place].kind == PlaceKind::home) shown[place.index()] = false;
  return shown;
}

LonLat position(const Place& place) {
  return {static_cast<double>(place.longitude_e6) / 1e6, static_cast<double>(place.latitude_e6) / 1e6};
}

}  // namespace

MapFrame::MapFrame(const Facts& facts) {
  const std::vector<bool> shown = places_to_show(facts);
  box_ = {181, 91, -181, -91};
  for (PlaceId id : facts.model.places.ids()) {
    if (!shown[id.index()]) continue;
    const LonLat where = position(facts.model.places[id]);
    box_ = {std::min(box_.west, where.lon), std::min(box_.south, where.lat), std::max(box_.east, where.lon),
            std::max(box_.north, where.lat)};
  }
  if (box_.west > box_.east) box_ = {-1, -1, 1, 1};
  shrink_ = std::cos((box_.south + box_.north) / 2 * std::numbers::pi / 180);
  const double margin = 0.06 * std::max({box_.north - box_.south, (box_.east - box_.west) * shrink_, 0.5});
  box_ = {box_.west - 1.6 * margin / shrink_, box_.south - margin, box_.east + 1.6 * margin / shrink_,
          box_.north + margin};
  width_ = kChartWidth;
  const double degrees_wide = (box_.east - box_.west) * shrink_;
  const double degrees_high = box_.north - box_.south;
  pixels_per_degree_ = std::min(width_ / degrees_wide, kMapHeightMax / degrees_high);
  height_ = std::max(degrees_high * pixels_per_degree_, kMapHeightMin);
  const double more_wide = (width_ / pixels_per_degree_ - degrees_wide) / 2 / shrink_;
  const double more_high = (height_ / pixels_per_degree_ - degrees_high) / 2;
  box_ = {box_.west - more_wide, box_.south - more_high, box_.east + more_wide, box_.north + more_high};
}

Point MapFrame::at(LonLat where) const {
  return {(where.lon - box_.west) * shrink_ * pixels_per_degree_,
          (box_.north - where.lat) * pixels_per_degree_};
}

Point MapFrame::at(const Place& place) const { return at(position(place)); }

bool MapFrame::shows(const Place& place) const {
  const Point p = at(place);
  return place.kind != PlaceKind::home && p.x >= 0 && p.y >= 0 && p.x <= width_ && p.y <= height_;
}

}  // namespace homeward
