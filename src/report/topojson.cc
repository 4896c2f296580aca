// SPDX-License-Identifier: Apache-2.0
#include "report/topojson.h"

#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

namespace homeward {

namespace {

using Json = nlohmann::json;

Problem shape_problem(const std::string& what) {
  return {{"countries-50m.json", 0, 0, ""}, what, "Use countries-50m.json of the npm package world-atlas 2."};
}

std::vector<Ring> decode_arcs(const Json& file) {
  const Json& scale = file.at("transform").at("scale");
  const Json& shift = file.at("transform").at("translate");
  std::vector<Ring> arcs;
  for (const Json& coded : file.at("arcs")) {
    Ring arc;
    double x = 0;
    double y = 0;
    for (const Json& delta : coded) {
      x += delta.at(0).get<double>();
      y += delta.at(1).get<double>();
      arc.push_back({x * scale.at(0).get<double>() + shift.at(0).get<double>(),
                     y * scale.at(1).get<double>() + shift.at(1).get<double>()});
    }
    arcs.push_back(std::move(arc));
  }
  return arcs;
}

// A negative number −1 − i means arc i backwards. Consecutive arcs share their end point.
Ring join_arcs(const Json& numbers, const std::vector<Ring>& arcs) {
  Ring ring;
  for (const Json& number : numbers) {
    const auto coded = number.get<std::int64_t>();
    const Ring& arc = arcs.at(static_cast<std::size_t>(coded < 0 ? -1 - coded : coded));
    Ring piece = coded < 0 ? Ring(arc.rbegin(), arc.rend()) : arc;
    ring.insert(ring.end(), piece.begin() + (ring.empty() || piece.empty() ? 0 : 1), piece.end());
  }
  return ring;
}

CountryShape read_country(const Json& geometry, const std::vector<Ring>& arcs) {
  CountryShape country;
  if (geometry.contains("properties")) country.name = geometry.at("properties").value("name", "");
  const std::string type = geometry.contains("type") && geometry.at("type").is_string()
                               ? geometry.at("type").get<std::string>()
                               : "";
  if (type != "Polygon" && type != "MultiPolygon") return country;
  const Json polygons = type == "Polygon" ? Json::array({geometry.at("arcs")}) : geometry.at("arcs");
  for (const Json& polygon : polygons)
    for (const Json& ring : polygon) country.rings.push_back(join_arcs(ring, arcs));
  return country;
}

struct Edge {
  std::function<bool(LonLat)> inside;
  std::function<LonLat(LonLat, LonLat)> cut;
};

LonLat cut_at_lon(LonLat a, LonLat b, double lon) {
  return {lon, a.lat + (b.lat - a.lat) * (lon - a.lon) / (b.lon - a.lon)};
}

LonLat cut_at_lat(LonLat a, LonLat b, double lat) {
  return {a.lon + (b.lon - a.lon) * (lat - a.lat) / (b.lat - a.lat), lat};
}

Ring clip_edge(const Ring& ring, const Edge& edge) {
  Ring kept;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const LonLat from = ring[i == 0 ? ring.size() - 1 : i - 1];
    const LonLat to = ring[i];
    if (edge.inside(from) != edge.inside(to)) kept.push_back(edge.cut(from, to));
    if (edge.inside(to)) kept.push_back(to);
  }
  return kept;
}

}  // namespace

Result<std::vector<CountryShape>> read_countries(std::string_view text) {
  try {
    const Json file = Json::parse(text);
    const std::vector<Ring> arcs = decode_arcs(file);
    std::vector<CountryShape> countries;
    for (const Json& geometry : file.at("objects").at("countries").at("geometries"))
      countries.push_back(read_country(geometry, arcs));
    return countries;
  } catch (const Json::exception& error) {
    return shape_problem(std::string("This is not a TopoJSON file of countries: ") + error.what());
  } catch (const std::out_of_range&) {
    return shape_problem("The TopoJSON file names an arc that it does not have.");
  }
}

Result<std::vector<CountryShape>> load_countries(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return shape_problem("The file " + path + " is missing.");
  std::ostringstream text;
  text << file.rdbuf();
  return read_countries(text.str());
}

Ring clipped_ring(const Ring& ring, const LonLatBox& box) {
  const Edge edges[] = {{[&](LonLat p) { return p.lon >= box.west; },
                         [&](LonLat a, LonLat b) { return cut_at_lon(a, b, box.west); }},
                        {[&](LonLat p) { return p.lon <= box.east; },
                         [&](LonLat a, LonLat b) { return cut_at_lon(a, b, box.east); }},
                        {[&](LonLat p) { return p.lat >= box.south; },
                         [&](LonLat a, LonLat b) { return cut_at_lat(a, b, box.south); }},
                        {[&](LonLat p) { return p.lat <= box.north; },
                         [&](LonLat a, LonLat b) { return cut_at_lat(a, b, box.north); }}};
  Ring kept = ring;
  for (const Edge& edge : edges) kept = clip_edge(kept, edge);
  return kept;
}

}  // namespace homeward
