// SPDX-License-Identifier: Apache-2.0
//
// The only source that includes libosmium: its headers cost seconds to compile.
#include "network/import/read_osm.h"

#ifndef NDEBUG
#define NDEBUG  // libosmium and protozero assert on broken files what must be a problem, not an end
#endif
#include <algorithm>
#include <exception>
#include <filesystem>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/osm.hpp>
#include <osmium/thread/pool.hpp>
#include <unordered_map>

#include "network/import/osm_halts.h"

namespace homeward::roads {
namespace {

constexpr std::int64_t kIdMax = std::int64_t{1} << 60;

Tags tags_of(const osmium::OSMObject& object) {
  Tags tags;
  for (const osmium::Tag& tag : object.tags()) tags.add(tag.key(), tag.value());
  return tags;
}

bool is_barrier(const Tags& tags) {
  const std::string_view kind = tags["barrier"];
  const bool solid = kind == "bollard" || kind == "block" || kind == "jersey_barrier" ||
                     kind == "cycle_barrier" || kind == "motorcycle_barrier" || kind == "log" ||
                     kind == "debris" || kind == "planter" || kind == "wall" || kind == "fence" ||
                     kind == "hedge" || kind == "kissing_gate" || kind == "stile" || kind == "turnstile" ||
                     kind == "full-height_turnstile" || kind == "barrier_board";
  const std::string_view bollard = tags["bollard"];
  const bool moves = bollard == "rising" || bollard == "removable" || bollard == "foldable";
  return solid && !moves && tags["motor_vehicle"] != "yes" && tags["access"] != "yes";
}

/// An area whose points are still to come.
struct OpenHalt {
  std::int64_t id;
  std::vector<std::pair<std::string, std::string>> tags;
  std::vector<std::int64_t> points;
};

class OsmReader {
 public:
  OsmReader(osmium::io::File file, const OsmOptions& options) : file_{std::move(file)}, options_{options} {}

  RoadSource read() {
    read_ways();
    used_ = source_.roads.used_points();
    for (const OpenHalt& halt : open_halts_)
      used_.insert(used_.end(), halt.points.begin(), halt.points.end());
    std::sort(used_.begin(), used_.end());
    used_.erase(std::unique(used_.begin(), used_.end()), used_.end());
    read_nodes();
    std::sort(source_.nodes.begin(), source_.nodes.end(), [](const RoadNode& a, const RoadNode& b) {
      return std::tie(a.id, a.at) < std::tie(b.id, b.at);
    });
    const auto end = std::unique(source_.nodes.begin(), source_.nodes.end(),
                                 [](const RoadNode& a, const RoadNode& b) { return a.id == b.id; });
    source_.nodes.erase(end, source_.nodes.end());
    std::sort(source_.blocked.begin(), source_.blocked.end());
    close_halts();
    return std::move(source_);
  }

 private:
  void read_ways() {
    osmium::io::Reader reader{file_, osmium::osm_entity_bits::way | osmium::osm_entity_bits::relation, pool_};
    read_date(reader.header());
    bool relations = false;
    while (const osmium::memory::Buffer buffer = reader.read()) {
      for (const osmium::OSMEntity& entity : buffer) {
        if (entity.type() == osmium::item_type::way) take_way(static_cast<const osmium::Way&>(entity));
        if (entity.type() != osmium::item_type::relation) continue;
        relations = true;
        const auto& relation = static_cast<const osmium::Relation&>(entity);
        if (tags_of(relation)["type"] == "restriction") source_.notes.count(Note::turn_restriction, 1);
      }
    }
    reader.close();
    if (!relations) source_.notes.count(Note::no_relations, 1);
  }

  void read_date(const osmium::io::Header& header) {
    const std::string date = header.get("osmosis_replication_timestamp");
    source_.origin = "OpenStreetMap";
    if (date.size() >= 10 && date.find_first_not_of("0123456789-:TZ") == std::string::npos)
      source_.origin += " " + date.substr(0, 10);
  }

  void take_way(const osmium::Way& way) {
    const Tags tags = tags_of(way);
    points_.clear();
    for (const osmium::NodeRef& node : way.nodes())
      if (node.ref() > 0 && node.ref() < kIdMax) points_.push_back(node.ref());
    if (options_.halts && is_halt(tags)) {
      OpenHalt halt{way.id(), {}, points_};
      for (const auto& [key, value] : tags.all()) halt.tags.emplace_back(key, value);
      open_halts_.push_back(std::move(halt));
    }
    if (!tags.has("highway") && tags["route"] != "ferry") return;
    ++source_.roads_read;
    const auto road = read_road(tags, options_.rules, way.id(), source_.notes);
    if (!road) return;
    if (road->reversed) std::reverse(points_.begin(), points_.end());
    source_.roads.add(road->attributes, points_, std::nullopt, way.id());
  }

  void read_nodes() {
    osmium::io::Reader reader{file_, osmium::osm_entity_bits::node, pool_};
    while (const osmium::memory::Buffer buffer = reader.read()) {
      for (const osmium::Node& node : buffer.select<osmium::Node>()) take_node(node);
    }
    reader.close();
  }

  void take_node(const osmium::Node& node) {
    const bool used = std::binary_search(used_.begin(), used_.end(), node.id());
    if (!used && (!options_.halts || node.tags().empty())) return;
    if (!node.location().valid()) {
      if (used) source_.notes.tell(Note::position_absurd, node.id(), "point " + std::to_string(node.id()));
      return;
    }
    const GeoPoint at{node.location().y(), node.location().x()};
    if (used) {
      source_.nodes.push_back({node.id(), at});
      ++source_.points_read;
    }
    if (node.tags().empty()) return;
    const Tags tags = tags_of(node);
    if (used) take_tags(tags, node.id());
    if (!options_.halts || !is_halt(tags)) return;
    if (auto halt = read_halt(tags, node.id(), {&at, 1}, source_.notes))
      source_.halts.push_back(std::move(*halt));
  }

  void take_tags(const Tags& tags, std::int64_t id) {
    if (is_barrier(tags)) {
      source_.blocked.push_back(id);
      source_.notes.tell(Note::barrier, id, "barrier=" + std::string(tags["barrier"]));
      return;
    }
    if (tags["barrier"] == "border_control") source_.border_posts.emplace(id, tags["name"]);
    const PointLimits limits = read_point_limits(tags, id, source_.notes);
    if (!limits.any()) return;
    source_.limits.emplace(id, limits);
    source_.notes.tell(Note::node_limit, id, "");
  }

  void close_halts() {
    for (const OpenHalt& open : open_halts_) {
      Tags tags;
      for (const auto& [key, value] : open.tags) tags.add(key, value);
      std::vector<GeoPoint> outline;
      for (const std::int64_t point : open.points) {
        const auto node =
            std::lower_bound(source_.nodes.begin(), source_.nodes.end(), point,
                             [](const RoadNode& each, std::int64_t id) { return each.id < id; });
        if (node != source_.nodes.end() && node->id == point) outline.push_back(node->at);
      }
      if (auto halt = read_halt(tags, open.id, outline, source_.notes))
        source_.halts.push_back(std::move(*halt));
    }
  }

  osmium::io::File file_;
  const OsmOptions& options_;
  osmium::thread::Pool pool_{1, 8};
  RoadSource source_;
  std::vector<std::int64_t> points_;
  std::vector<std::int64_t> used_;
  std::vector<OpenHalt> open_halts_;
};

Result<RoadSource> read_pbf(const osmium::io::File& file, const std::string& name,
                            const OsmOptions& options) {
  try {
    RoadSource source = OsmReader(file, options).read();
    if (source.roads.size() > 0) return source;
    return Problem{
        {name, 0, 0, ""},
        "The file holds no road of the classes asked for.",
        "Look at --classes; if the file should hold roads, it may have been cut off: fetch it again."};
  } catch (const std::exception& error) {
    return Problem{
        {name, 0, 0, ""},
        std::string("The file is no whole OpenStreetMap PBF: ") + error.what() + ".",
        "Fetch it again and compare its size or checksum; .osm.bz2 and .osm must be turned into .osm.pbf."};
  }
}

}  // namespace

Result<RoadSource> read_osm_file(const std::string& path, const OsmOptions& options) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error))
    return Problem{{path, 0, 0, ""}, "There is no such file.", "Look at the path."};
  return read_pbf(osmium::io::File{path, "pbf"}, path, options);
}

Result<RoadSource> read_osm_bytes(std::string_view bytes, const OsmOptions& options) {
  return read_pbf(osmium::io::File{bytes.data(), bytes.size(), "pbf"}, "", options);
}

}  // namespace homeward::roads
