// SPDX-License-Identifier: Apache-2.0
#include "network/import/read_geojson.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "network/import/json_features.h"
#include "network/import/osm_halts.h"
#include "network/road_units.h"

namespace homeward::roads {
namespace {

using nlohmann::json;

/// A position as one number that sorts by latitude, then longitude; and back.
std::int64_t id_of(GeoPoint at) {
  return ((std::int64_t{at.lat_e7} + 900'000'000) << 32) | (std::int64_t{at.lon_e7} + 1'800'000'000);
}

/// A member, or null.
const json& member(const json& object, const char* key) {
  static const json kNull;
  if (!object.is_object()) return kNull;
  const auto found = object.find(key);
  return found == object.end() ? kNull : *found;
}

std::string kind_of(const json& object) {
  const json& type = member(object, "type");
  return type.is_string() ? type.get<std::string>() : std::string();
}

class GeojsonRoads {
 public:
  GeojsonRoads(const TagRules& rules, bool halts) : rules_{rules}, halts_{halts} {}

  void take(const json& feature) {
    ++feature_;
    const json& geometry = member(feature, "geometry");
    const std::string kind = kind_of(geometry);
    const json& coordinates = member(geometry, "coordinates");
    read_tags(member(feature, "properties"));
    if (kind == "LineString") return take_line(coordinates, true);
    if (kind == "MultiLineString" && coordinates.is_array()) {
      for (const json& line : coordinates) take_line(line, coordinates.size() == 1);
      return;
    }
    if (kind == "Point" && halts_ && is_halt(tags_)) return take_halt(coordinates);
    source_.notes.tell(Note::feature_without_line, feature_, kind);
  }

  RoadSource finish() {
    std::sort(source_.nodes.begin(), source_.nodes.end(),
              [](const RoadNode& a, const RoadNode& b) { return a.id < b.id; });
    const auto end = std::unique(source_.nodes.begin(), source_.nodes.end(),
                                 [](const RoadNode& a, const RoadNode& b) { return a.id == b.id; });
    source_.nodes.erase(end, source_.nodes.end());
    source_.points_read = static_cast<std::int64_t>(source_.nodes.size());
    source_.names = NodeNames::coordinates;
    return std::move(source_);
  }

 private:
  void read_tags(const json& properties) {
    tags_.clear();
    texts_.clear();
    if (!properties.is_object()) return;
    texts_.reserve(properties.size());  // tags point into it
    for (const auto& [key, value] : properties.items()) {
      auto text = text_of_property(value);
      if (!text || text->empty()) continue;
      texts_.push_back({key, std::move(*text)});
      tags_.add(texts_.back().first, texts_.back().second);
    }
  }

  void take_line(const json& line, bool whole) {
    ++source_.roads_read;
    const auto road = read_road(tags_, rules_, feature_, source_.notes);
    if (!road) return;
    points_.clear();
    std::int64_t missing = 0;
    for (const json& each : line) {
      const auto at = position_of(each);
      points_.push_back(at ? id_of(*at) : --missing);  // a point that no node has: the road is cut there
      if (at) source_.nodes.push_back({id_of(*at), *at});
      if (!at) source_.notes.tell(Note::position_absurd, feature_, "feature " + std::to_string(feature_));
    }
    if (road->reversed) std::reverse(points_.begin(), points_.end());
    source_.roads.add(road->attributes, points_, whole ? told_length() : std::nullopt, feature_);
  }

  std::optional<std::int64_t> told_length() {
    for (const auto& [key, mm] : {std::pair{"length_m", 1000}, std::pair{"length_km", 1'000'000}}) {
      if (!tags_.has(key)) continue;
      const FigureRead length = read_length_mm(tags_[key], mm);
      if (length.kind == Figure::value) return length.value;
      source_.notes.tell(Note::length_unreadable, feature_, std::string(key) + "=" + std::string(tags_[key]));
    }
    return std::nullopt;
  }

  void take_halt(const json& coordinates) {
    const auto at = position_of(coordinates);
    if (!at)
      return source_.notes.tell(Note::position_absurd, feature_, "feature " + std::to_string(feature_));
    if (auto halt = read_halt(tags_, feature_, {&*at, 1}, source_.notes))
      source_.halts.push_back(std::move(*halt));
  }

  const TagRules& rules_;
  bool halts_;
  RoadSource source_;
  Tags tags_;
  std::vector<std::pair<std::string, std::string>> texts_;
  std::vector<std::int64_t> points_;
  std::int64_t feature_ = 0;
};

/// Rings of a Polygon. False when one is broken.
bool take_rings(const json& polygon, Area& area) {
  if (!polygon.is_array()) return false;
  for (const json& ring : polygon) {
    std::vector<GeoPoint> points;
    for (const json& each : ring) {
      const auto at = position_of(each);
      if (!at) return false;
      points.push_back(*at);
    }
    if (points.size() < 3) return false;
    area.rings.push_back(std::move(points));
  }
  return true;
}

std::optional<Area> area_of(const json& feature) {
  const json& geometry = member(feature, "geometry");
  const json& coordinates = member(geometry, "coordinates");
  Area area;
  for (const char* key : {"zone", "name"}) {
    const auto text = text_of_property(member(member(feature, "properties"), key));
    if (area.name.empty() && text) area.name = *text;
  }
  if (kind_of(geometry) == "Polygon")
    return take_rings(coordinates, area) ? std::optional(area) : std::nullopt;
  if (kind_of(geometry) != "MultiPolygon" || !coordinates.is_array()) return std::nullopt;
  for (const json& polygon : coordinates)
    if (!take_rings(polygon, area)) return std::nullopt;
  return area;
}

}  // namespace

Result<RoadSource> read_geojson_roads(const std::vector<NamedBytes>& files, const TagRules& rules,
                                      bool halts) {
  GeojsonRoads roads(rules, halts);
  std::vector<Problem> problems;
  for (const NamedBytes& file : files) {
    const std::vector<Problem> of_file =
        for_each_feature(file, [&](const json& feature) { roads.take(feature); });
    problems.insert(problems.end(), of_file.begin(), of_file.end());
  }
  if (!problems.empty()) return problems;
  RoadSource source = roads.finish();
  source.origin = files.front().name;
  if (source.roads.size() == 0)
    return Problem{
        {files.front().name, 0, 0, ""},
        "The file holds no road of the classes asked for.",
        "Roads are LineString features; look at --classes and at the property highway, class or type."};
  return source;
}

Result<std::vector<Area>> read_geojson_areas(const NamedBytes& file) {
  std::vector<Area> areas;
  std::vector<Problem> problems;
  std::size_t number = 0;
  std::vector<Problem> of_file = for_each_feature(file, [&](const json& feature) {
    ++number;
    const auto area = area_of(feature);
    if (area && !area->rings.empty()) return areas.push_back(*area);
    problems.push_back({{file.name, 0, 0, "/features/" + std::to_string(number - 1)},
                        "The feature is no polygon with at least three positions on the earth in each ring.",
                        "Give only Polygon and MultiPolygon features."});
  });
  problems.insert(problems.begin(), of_file.begin(), of_file.end());
  if (!problems.empty()) return problems;
  return areas;
}

}  // namespace homeward::roads
