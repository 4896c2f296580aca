// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <sstream>

#include "convoys/instances.h"
#include "convoys/public_files.h"
#include "planner/exact/inflate.h"

namespace homeward::bench {

namespace {

constexpr std::int64_t kExactRate = 36'000;    ///< metres an hour: 10 m take a second
constexpr std::int64_t kCountryRate = 40'000;  ///< metres an hour

struct Edge {
  std::size_t from;
  std::size_t to;
  std::int64_t length_m;
};

Model model_of(std::size_t places, const std::vector<Edge>& edges, std::int64_t rate) {
  Model model;
  model.rules.start_step_s = 1;
  model.rules.column_gap_s = 0;
  model.rules.drive_max_s = kEndOfTime;
  model.rules.march_rate_m_per_hour = rate;
  for (std::size_t i = 0; i < places; ++i) {
    Place place;
    place.key = std::to_string(i);
    model.places.push_back(place);
  }
  for (const Edge& edge : edges) {
    Link link;
    link.key = std::to_string(edge.from) + "-" + std::to_string(edge.to);
    link.from = PlaceId(edge.from);
    link.to = PlaceId(edge.to);
    link.length_m = edge.length_m;
    link.speed_m_per_hour = {rate, rate, rate};
    link.mlc = link.height_mm = link.width_mm = 100'000;
    model.links.push_back(link);
  }
  return model;
}

std::size_t root_of(std::vector<std::size_t>& parent, std::size_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

/// Edges between different places of the largest connected part, places numbered anew.
Model largest_part(const std::vector<Edge>& edges, std::int64_t rate) {
  std::size_t places = 0;
  for (const Edge& edge : edges) places = std::max({places, edge.from + 1, edge.to + 1});
  std::vector<std::size_t> parent(places);
  std::iota(parent.begin(), parent.end(), 0);
  for (const Edge& edge : edges) parent[root_of(parent, edge.from)] = root_of(parent, edge.to);
  std::map<std::size_t, std::size_t> size;
  for (std::size_t i = 0; i < places; ++i) ++size[root_of(parent, i)];
  const auto largest = std::max_element(size.begin(), size.end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
  std::vector<std::size_t> number(places, 0);
  std::size_t count = 0;
  for (std::size_t i = 0; i < places; ++i)
    if (root_of(parent, i) == largest->first) number[i] = count++;
  std::vector<Edge> kept;
  for (const Edge& edge : edges)
    if (edge.from != edge.to && root_of(parent, edge.from) == largest->first)
      kept.push_back({number[edge.from], number[edge.to], std::max<std::int64_t>(edge.length_m, 1)});
  return model_of(count, kept, rate);
}

/// The text of a gzip file (RFC 1952) without extra fields.
std::optional<std::string> gunzip(const std::string& bytes) {
  constexpr std::size_t kHeader = 10;
  constexpr std::size_t kTrailer = 8;
  constexpr unsigned char kHasName = 8;
  constexpr std::size_t kLargest = 64'000'000;
  if (bytes.size() < kHeader + kTrailer) return std::nullopt;
  std::size_t begin = kHeader;
  if ((static_cast<unsigned char>(bytes[3]) & kHasName) != 0) begin = bytes.find('\0', begin) + 1;
  return exact::inflate(std::string_view(bytes).substr(begin, bytes.size() - begin - kTrailer), kLargest);
}

}  // namespace

Network grid_network(std::size_t width) {
  std::vector<Edge> edges;
  for (std::size_t y = 0; y < width; ++y)
    for (std::size_t x = 0; x < width; ++x) {
      const std::size_t here = y * width + x;
      if (x + 1 < width) edges.push_back({here, here + 1, 1'000});
      if (y + 1 < width) edges.push_back({here, here + width, 1'000});
    }
  return {"grid", model_of(width * width, edges, kExactRate)};
}

Network lattice_network(std::size_t places, Rng& rng) {
  std::size_t width = 1;
  while ((width + 1) * (width + 1) <= places) ++width;
  const std::size_t height = places / width;
  std::vector<Edge> all;
  for (std::size_t y = 0; y < height; ++y)
    for (std::size_t x = 0; x < width; ++x) {
      const std::size_t here = y * width + x;
      if (x + 1 < width) all.push_back({here, here + 1, 10 * rng.between(300, 900)});
      if (y + 1 < height) all.push_back({here, here + width, 10 * rng.between(300, 900)});
    }
  rng.shuffle(std::span(all));
  std::vector<std::size_t> parent(width * height);
  std::iota(parent.begin(), parent.end(), 0);
  std::vector<Edge> kept;
  std::vector<Edge> others;
  for (const Edge& edge : all) {
    const std::size_t a = root_of(parent, edge.from);
    const std::size_t b = root_of(parent, edge.to);
    (a == b ? others : kept).push_back(edge);
    parent[a] = b;
  }
  // A third of all links is left out, none that keeps the network together.
  const std::size_t wanted = std::max(kept.size(), all.size() * 2 / 3);
  for (const Edge& edge : others)
    if (kept.size() < wanted) kept.push_back(edge);
  return {"lattice " + std::to_string(width * height), model_of(width * height, kept, kExactRate)};
}

std::optional<Network> region_network(std::string& why) {
  const auto text = read_public("ne_roads_meso.geojson", why);
  if (!text) return std::nullopt;
  const auto roads = nlohmann::json::parse(*text);
  std::vector<Edge> edges;
  for (const auto& feature : roads["features"]) {
    const auto& properties = feature["properties"];
    edges.push_back({properties["from"].get<std::size_t>(), properties["to"].get<std::size_t>(),
                     properties["length_m"].get<std::int64_t>()});
  }
  return Network{"region", largest_part(edges, kCountryRate)};
}

std::optional<Network> world_network(std::string& why) {
  const auto bytes = read_public("ne_world_road_graph_edges.csv.gz", why);
  if (!bytes) return std::nullopt;
  const auto text = gunzip(*bytes);
  if (!text) {
    why = "ne_world_road_graph_edges.csv.gz is damaged";
    return std::nullopt;
  }
  std::istringstream lines(*text);
  std::string line;
  std::getline(lines, line);
  std::vector<Edge> edges;
  while (std::getline(lines, line)) {
    Edge edge{};
    const char* at = line.data();
    const char* const end = line.data() + line.size();
    at = std::from_chars(at, end, edge.from).ptr + 1;
    at = std::from_chars(at, end, edge.to).ptr + 1;
    std::from_chars(at, end, edge.length_m);
    edges.push_back(edge);
  }
  return Network{"world", largest_part(edges, kCountryRate)};
}

}  // namespace homeward::bench
