// SPDX-License-Identifier: Apache-2.0
#include "network/import/scenario_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "march/decimal.h"
#include "network/geo_length.h"
#include "network/import/text_table.h"
#include "network/node_keys.h"

namespace homeward::roads {
namespace {

constexpr std::size_t kLinkKeyMax = 40;
constexpr std::int64_t kConnectorSpeed = 20'000;
constexpr std::array<const char*, kRemarkCount> kRemarkTexts{
    "speed of its class of road",
    "speed lowered for the surface",
    "load class from a weight limit",
    "load class of a crossing one at a time",
    "one lane: the directions take turns",
    "direction changes by the hour: the directions take turns",
    "width unknown: columns meet anywhere",
    "more lanes than columns use",
    "private or military access",
    "closed to lorries",
    "ford",
    "toll",
    "bridge of unknown load class"};
constexpr std::array<Remark, 3> kAssumptions{Remark::speed_from_class, Remark::load_class_from_weight,
                                             Remark::load_class_of_one_way_crossing};

std::string degrees(std::int32_t e7) {
  const std::int64_t e6 = (std::abs(std::int64_t{e7}) + 5) / 10;
  return (e7 < 0 && e6 > 0 ? "-" : "") + march::format_decimal(e6, 6);
}

std::string thousandths(const std::optional<std::int64_t>& value) {
  return value ? march::format_decimal(*value, 3) : std::string();
}

std::string row_of(const std::vector<std::string>& cells) {
  std::string row;
  for (const std::string& cell : cells)
    row += (row.empty() && &cell == &cells.front() ? "" : ",") + table_cell(cell);
  return row + '\n';
}

const char* word_of(LinkUse use) {
  switch (use) {
    case LinkUse::one_way:
      return "one_way";
    case LinkUse::two_way:
      return "two_way";
    case LinkUse::alternating:
      return "alternating";
    case LinkUse::exclusive:
      return "exclusive";
  }
  return "";
}

std::string json_text(std::string_view text) {  // clean_text() has left no controls
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string json_position(GeoPoint at) {
  const auto e7 = [](std::int32_t value) {
    return (value < 0 ? "-" : "") + march::format_decimal(std::abs(std::int64_t{value}), 7);
  };
  return "[" + e7(at.lon_e7) + "," + e7(at.lat_e7) + "]";
}

/// Writes the tables row by row; keys of places first, for links are named after them.
class TableMaker {
 public:
  TableMaker(const ImportedRoads& roads, const TableOptions& options)
      : roads_{roads},
        options_{options},
        key_of_(roads.network.nodes.size()),
        link_count_(roads.network.nodes.size(), 0) {
    for (const char* name : {"place", "name", "kind", "lat", "lon", "zones", "parking_vehicles", "rest",
                             "source", "certainty", "note"})
      needed_.push_back(name);
    header_ = options.places.header;
    for (const std::string& name : needed_)
      if (std::find(header_.begin(), header_.end(), name) == header_.end()) header_.push_back(name);
  }

  ScenarioTables make() {
    for (const RoadLink& link : roads_.contraction.links) note_names(link);
    tables_.places_csv = row_of(header_);
    add_places();
    add_halts();
    add_border_posts();
    for (const RoadLink& link : roads_.contraction.links)
      for (const NodeId node : {link.from, link.to})
        if (key_of_[node].empty()) add_junction(node);
    tables_.links_csv =
        "link,from,to,length_km,use,lanes,speed_kmh,speed_heavy_kmh,speed_tracked_kmh,mlc,height_m,width_m,"
        "meeting_width_m,road_class,route,source,certainty,note\n";
    for (const RoadLink& link : roads_.contraction.links) add_link(link);
    for (const auto& [from, to] : shared_) add_connector(from, to);
    tables_.geojson = "{\"type\":\"FeatureCollection\",\"features\":[" + features_ + "\n]}\n";
    return std::move(tables_);
  }

 private:
  void note_names(const RoadLink& link) {
    for (const NodeId node : {link.from, link.to}) {
      ++link_count_[node];
      std::set<std::string>& routes = routes_at_[node];
      const std::string route = clean_text(link.attributes.route);
      if (!route.empty() && routes.size() < 3) routes.insert(route);
    }
  }

  void add_places() {
    std::map<NodeId, std::size_t> first_at;
    for (std::size_t i = 0; i < options_.places.places.size(); ++i) {
      const PlaceToSnap& place = options_.places.places[i];
      keys_.add(place.key);
      if (const std::optional<NodeId> node = roads_.places[i].node) {
        const auto [entry, fresh] = first_at.emplace(*node, i);
        if (fresh) key_of_[*node] = place.key;
        if (!fresh) shared_.emplace_back(entry->second, i);
      }
      std::vector<std::string> row = options_.places.rows[i];
      row.resize(header_.size());
      tables_.places_csv += row_of(row);
      add_point_feature(place.key, place.key, "place", place.at);
      ++tables_.places;
    }
  }

  struct NewPlace {
    std::string key, name, kind;
    std::int64_t parking = 0;
    bool rest = false;
    bool assumed = false;
  };

  void add_new(NodeId node, const NewPlace& place) {
    const GeoPoint at = roads_.network.nodes[node].at;
    key_of_[node] = keys_.add_numbered(place.key);
    std::map<std::string, std::string> cells{
        {"place", key_of_[node]},
        {"name", place.name.empty() ? key_of_[node] : place.name},
        {"kind", place.kind},
        {"lat", degrees(at.lat_e7)},
        {"lon", degrees(at.lon_e7)},
        {"zones", zones_of(at)},
        {"parking_vehicles", place.parking > 0 ? std::to_string(place.parking) : ""},
        {"rest", place.rest ? "yes" : ""},
        {"source", source()},
        {"certainty", place.assumed ? "assumed" : "fair"},
        {"note", place.assumed ? "parking counted from spaces for cars or from the area" : ""}};
    std::vector<std::string> row;
    for (const std::string& name : header_) row.push_back(cells[name]);
    tables_.places_csv += row_of(row);
    add_point_feature(key_of_[node], cells["name"], place.kind, at);
    ++tables_.places;
  }

  void add_halts() {
    for (const auto& [node, halt] : roads_.halts) {
      const std::string name = clean_text(halt.name);
      add_new(node, {"h" + std::to_string(halt.id), name.empty() ? "Halt" : name, "stop",
                     std::min<std::int64_t>(halt.vehicles, 10'000'000), halt.rest, halt.assumed});
    }
  }

  void add_border_posts() {
    for (const auto& [node, name] : roads_.border_posts) {
      if (!key_of_[node].empty() || link_count_[node] == 0) continue;
      const std::string shown = clean_text(name);
      add_new(node, {key_of(node), shown.empty() ? "Border post" : shown, "crossing"});
    }
  }

  void add_junction(NodeId node) {
    std::string name;
    for (const std::string& route : routes_at_[node]) name += (name.empty() ? "" : " / ") + route;
    add_new(node, {key_of(node), clean_text(name), "junction"});
  }

  std::string key_of(NodeId node) const {
    return key_of_node(roads_.network.nodes[node], roads_.names, roads_.words);
  }

  std::string zones_of(GeoPoint at) const {
    if (!options_.zone.empty()) return options_.zone;
    std::set<std::string> zones;
    for (const Area& area : options_.zones)
      if (area.contains(at)) zones.insert(area.name);
    std::string text;
    for (const std::string& zone : zones) text += (text.empty() ? "" : ";") + zone;
    return text;
  }

  std::string source() const {
    const std::string origin = clean_text(roads_.origin);
    return origin.empty() ? kImportMark : kImportMark + (", " + origin);
  }

  void add_link(const RoadLink& link) {
    const RoadAttributes& road = link.attributes;
    const std::string plain = key_of_[link.from] + "-" + key_of_[link.to];
    const std::string key =
        link_keys_.add_numbered(plain.size() + 4 <= kLinkKeyMax ? plain : fmt::format("r{}", tables_.links));
    const bool assumed =
        std::any_of(kAssumptions.begin(), kAssumptions.end(), [&](Remark r) { return road.has(r); });
    std::string note;
    for (std::size_t i = 0; i < kRemarkCount; ++i)
      if (road.has(static_cast<Remark>(i))) note += (note.empty() ? "" : "; ") + std::string(kRemarkTexts[i]);
    tables_.links_csv += row_of(
        {key, key_of_[link.from], key_of_[link.to], march::format_decimal(link.length_m, 3),
         word_of(road.use), std::to_string(road.lanes), thousandths(road.speeds[0]),
         thousandths(road.speeds[1]), thousandths(road.speeds[2]), road.mlc ? std::to_string(*road.mlc) : "",
         thousandths(road.height_mm), thousandths(road.width_mm), thousandths(road.meeting_width_mm),
         class_text(road), route_of(link), source(), assumed ? "assumed" : "fair", note});
    add_line_feature(link, key);
    ++tables_.links;
  }

  static std::string class_text(const RoadAttributes& road) {
    return std::string(name_of(road.road_class)) + (road.ramp ? "_link" : "");
  }

  /// Two roads with the same ends, length and route would be taken for one entered twice.
  std::string route_of(const RoadLink& link) {
    const std::string route = clean_text(link.attributes.route);
    const auto [first, last] = std::minmax(link.from, link.to);
    const bool towards = link.from == first;
    for (int number = 1;; ++number) {
      const std::string shown =
          number == 1 ? route : fmt::format("{} ({})", route.empty() ? "parallel" : route, number);
      auto& [forward, backward] = taken_[{first, last, link.length_m, shown}];
      const bool one_way = link.attributes.use == LinkUse::one_way;
      if (one_way ? (towards ? forward : backward) : forward || backward) continue;
      if (!one_way || towards) forward = true;
      if (!one_way || !towards) backward = true;
      return shown;
    }
  }

  /// Places at one point of a road: the way between them is as long as the map says, at least a metre.
  void add_connector(std::size_t from, std::size_t to) {
    const PlaceToSnap& a = options_.places.places[from];
    const PlaceToSnap& b = options_.places.places[to];
    const std::string plain = a.key + "-" + b.key;
    const std::string key =
        link_keys_.add_numbered(plain.size() + 4 <= kLinkKeyMax ? plain : fmt::format("r{}", tables_.links));
    const std::string speed = thousandths(kConnectorSpeed);
    tables_.links_csv +=
        row_of({key, a.key, b.key, march::format_decimal(metres_of(length_mm(a.at, b.at)), 3), "two_way", "1",
                speed, speed, speed, "", "", "", "", "", "", source(), "assumed",
                "both places lie at one point of a road"});
    ++tables_.links;
    ++tables_.connectors;
  }

  void add_feature(const std::string& properties, const std::string& geometry) {
    features_ += features_.empty() ? "\n" : ",\n";
    features_ += "{\"type\":\"Feature\",\"properties\":{" + properties + "},\"geometry\":" + geometry + "}";
  }

  void add_point_feature(const std::string& key, const std::string& name, const std::string& kind,
                         GeoPoint at) {
    add_feature("\"place\":" + json_text(clean_text(key)) + ",\"name\":" + json_text(clean_text(name)) +
                    ",\"kind\":" + json_text(kind),
                "{\"type\":\"Point\",\"coordinates\":" + json_position(at) + "}");
  }

  void add_line_feature(const RoadLink& link, const std::string& key) {
    const RoadNetwork& network = roads_.network;
    std::vector<GeoPoint> line{network.nodes[link.from].at};
    append_shape(network, link.pieces, line);
    line.push_back(network.nodes[link.to].at);
    std::string positions;
    for (const GeoPoint at : line) positions += (positions.empty() ? "" : ",") + json_position(at);
    const RoadAttributes& road = link.attributes;
    std::string properties = fmt::format(
        R"("link":{},"length_m":{},"use":"{}","road_class":"{}","route":{},"speed_kmh":{},"pieces":{})",
        json_text(key), link.length_m, word_of(road.use), class_text(road), json_text(clean_text(road.route)),
        thousandths(road.speeds[0]), link.pieces.size());
    if (road.mlc) properties += fmt::format(",\"mlc\":{}", *road.mlc);
    if (road.height_mm) properties += ",\"height_m\":" + thousandths(road.height_mm);
    if (road.width_mm) properties += ",\"width_m\":" + thousandths(road.width_mm);
    add_feature(properties, "{\"type\":\"LineString\",\"coordinates\":[" + positions + "]}");
  }

  const ImportedRoads& roads_;
  const TableOptions& options_;
  std::vector<std::string> needed_;
  std::vector<std::string> header_;
  IdVector<NodeId, std::string> key_of_;
  IdVector<NodeId, int> link_count_;
  std::map<NodeId, std::set<std::string>> routes_at_;
  KeySet keys_;
  KeySet link_keys_;
  std::vector<std::pair<std::size_t, std::size_t>> shared_;
  std::map<std::tuple<NodeId, NodeId, std::int64_t, std::string>, std::pair<bool, bool>> taken_;
  std::string features_;
  ScenarioTables tables_;
};

}  // namespace

const char* text_of(Remark remark) { return kRemarkTexts[static_cast<std::size_t>(remark)]; }

ScenarioTables make_tables(const ImportedRoads& roads, const TableOptions& options) {
  return TableMaker(roads, options).make();
}

Result<PlaceTable> read_place_table(const NamedBytes& file) {
  TextTable table(file.name, file.bytes);
  PlaceTable result;
  if (!table.problems().empty()) return table.problems();
  result.header = table.header();
  const auto key = table.column("place");
  const auto lat = table.column("lat");
  const auto lon = table.column("lon");
  const auto source = table.column("source");
  const auto kind = table.column("kind");
  if (!key || !lat || !lon)
    return Problem{
        {file.name, 1, 1, ""}, "The table of places needs the columns place, lat and lon.", "Name them so."};
  std::vector<Problem> problems;
  KeySet keys;
  while (table.next()) {
    if (table.cell(source).starts_with(kImportMark)) continue;
    const auto latitude = parse_degrees(table.cell(lat), 90);
    const auto longitude = parse_degrees(table.cell(lon), 180);
    const std::string name(table.cell(key));
    if (!latitude || !longitude)
      problems.push_back(table.problem(
          latitude ? *lon : *lat, "The position of the place '" + name + "' is none on the earth.",
          "Write degrees with a point: -90 to 90 for lat, -180 to 180 for lon."));
    if (name.empty() || !keys.add(name))
      problems.push_back(
          table.problem(*key,
                        name.empty() ? "The place has no key."
                                     : "The place '" + name + "' is entered twice or looks like another.",
                        "Give each place a key of its own."));
    if (!problems.empty()) continue;
    std::vector<std::string> row;
    for (std::size_t i = 0; i < table.header().size(); ++i) row.emplace_back(table.cell(i));
    result.rows.push_back(std::move(row));
    result.places.push_back(
        {name, {*latitude, *longitude}, {file.name, table.line(), 0, ""}, table.cell(kind) == "home"});
  }
  problems.insert(problems.end(), table.problems().begin(), table.problems().end());
  if (!problems.empty()) return problems;
  return result;
}

}  // namespace homeward::roads
