// SPDX-License-Identifier: Apache-2.0
#include "network/import/read_tables.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "network/geo_area.h"
#include "network/import/text_table.h"
#include "network/road_units.h"

namespace homeward::roads {
namespace {

constexpr std::size_t kProblemsMax = 50;
constexpr std::int64_t kIdMax = std::int64_t{1} << 60;

std::optional<std::size_t> any_column(const TextTable& table, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const auto column = table.column(name)) return column;
  return std::nullopt;
}

struct NodeColumns {
  std::optional<std::size_t> id, lat, lon;
  explicit NodeColumns(const TextTable& table)
      : id{any_column(table, {"id", "node", "place", "osm_id"})},
        lat{any_column(table, {"lat", "latitude"})},
        lon{any_column(table, {"lon", "lng", "longitude"})} {}
  bool complete() const { return id && lat && lon; }
};

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0 || value >= kIdMax)
    return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return value;
}

class RoadTables {
 public:
  RoadTables(const NamedBytes& nodes, const NamedBytes& edges, const TagRules& rules)
      : nodes_{nodes.name, nodes.bytes}, edges_{edges.name, edges.bytes}, rules_{rules} {}

  Result<RoadSource> read() {
    read_nodes();
    if (problems_.empty()) number_nodes();
    if (problems_.empty()) read_edges();
    for (const TextTable* table : {&nodes_, &edges_})
      problems_.insert(problems_.end(), table->problems().begin(), table->problems().end());
    if (!problems_.empty()) return problems_;
    source_.origin = edges_.name();
    if (source_.roads.size() == 0)
      return Problem{{edges_.name(), 0, 0, ""},
                     "The table holds no road of the classes asked for.",
                     "Look at --classes and at the column highway, class, road_class or type."};
    return std::move(source_);
  }

 private:
  struct Row {
    std::string_view key;
    GeoPoint at;
    int line;
  };

  bool full() const { return problems_.size() >= kProblemsMax; }

  void read_nodes() {
    const NodeColumns columns(nodes_);
    if (!nodes_.problems().empty()) return;
    if (!columns.complete()) {
      problems_.push_back({{nodes_.name(), 1, 1, ""},
                           "A table of nodes needs the columns id, lat and lon.",
                           "Name them so."});
      return;
    }
    while (!full() && nodes_.next()) {
      const auto lat = parse_degrees(nodes_.cell(columns.lat), 90);
      const auto lon = parse_degrees(nodes_.cell(columns.lon), 180);
      if (!lat || !lon) {
        const std::size_t column = lat ? *columns.lon : *columns.lat;
        problems_.push_back(
            nodes_.problem(column, "'" + std::string(nodes_.cell(column)) + "' is no position on the earth.",
                           "Write degrees with a point: -90 to 90 for lat, -180 to 180 for lon."));
        continue;
      }
      const std::string_view key = nodes_.cell(columns.id);
      if (key.empty()) {
        problems_.push_back(
            nodes_.problem(*columns.id, "The node has no id.", "Give each node an id of its own."));
        continue;
      }
      rows_.push_back({stored(key), {*lat, *lon}, nodes_.line()});
    }
  }

  /// Quoted cells live as long as their row; keys must stay.
  std::string_view stored(std::string_view key) { return keys_.emplace_back(key); }

  void number_nodes() {
    const bool numbers = std::all_of(rows_.begin(), rows_.end(),
                                     [](const Row& row) { return number_of(row.key).has_value(); });
    const auto order = [&](const Row& a, const Row& b) {
      return numbers ? *number_of(a.key) < *number_of(b.key) : a.key < b.key;
    };
    std::stable_sort(rows_.begin(), rows_.end(), order);
    source_.names = numbers ? NodeNames::numbers : NodeNames::words;
    for (std::size_t i = 0; i < rows_.size() && !full(); ++i) {
      const Row& row = rows_[i];
      if (i > 0 && rows_[i - 1].key == row.key)
        problems_.push_back({{nodes_.name(), row.line, 1, ""},
                             "The node '" + std::string(row.key) + "' is entered twice.",
                             "Delete one of the rows."});
      const std::int64_t id = numbers ? *number_of(row.key) : static_cast<std::int64_t>(i);
      source_.nodes.push_back({id, row.at});
      id_of_.emplace(row.key, id);
      if (!numbers) source_.words.emplace_back(row.key);
    }
    source_.points_read = static_cast<std::int64_t>(rows_.size());
  }

  std::optional<std::int64_t> end_of(std::size_t column) {
    const auto found = id_of_.find(edges_.cell(column));
    if (found != id_of_.end()) return found->second;
    problems_.push_back(edges_.problem(column,
                                       "'" + std::string(edges_.cell(column)) + "' is the id of no node.",
                                       "Add it to " + nodes_.name() + ", or correct the id."));
    return std::nullopt;
  }

  void read_edges() {
    const auto from = edges_.column("from");
    const auto to = edges_.column("to");
    if (!edges_.problems().empty()) return;
    if (!from || !to) {
      problems_.push_back(
          {{edges_.name(), 1, 1, ""}, "A table of edges needs the columns from and to.", "Name them so."});
      return;
    }
    std::int64_t row = 0;
    while (!full() && edges_.next()) {
      ++row;
      const auto begin = end_of(*from);
      const auto end = end_of(*to);
      if (begin && end) take_edge(*begin, *end, row);
    }
    source_.roads_read = row;
  }

  void take_edge(std::int64_t begin, std::int64_t end, std::int64_t row) {
    tags_.clear();
    for (std::size_t i = 0; i < edges_.header().size(); ++i)
      if (!edges_.cell(i).empty()) tags_.add(edges_.header()[i], edges_.cell(i));
    const auto road = read_road(tags_, rules_, row, source_.notes);
    if (!road) return;
    const std::array<std::int64_t, 2> points{road->reversed ? end : begin, road->reversed ? begin : end};
    source_.roads.add(road->attributes, points, told_length(), row);
  }

  /// Lengths in a table must be right: a wrong one is refused, for a measured one would be a guess.
  std::optional<std::int64_t> told_length() {
    for (const auto& [name, mm] :
         {std::pair{"length_m", 1000}, std::pair{"length_km", 1'000'000}, std::pair{"km", 1'000'000}}) {
      const auto column = edges_.column(name);
      if (!column || edges_.cell(*column).empty()) continue;
      const FigureRead length = read_length_mm(edges_.cell(*column), mm);
      if (length.kind == Figure::value) return length.value;
      problems_.push_back(
          edges_.problem(*column, "'" + std::string(edges_.cell(*column)) + "' is no length.",
                         "Write digits with at most one point, up to 20,000 km; or leave it empty."));
    }
    return std::nullopt;
  }

  TextTable nodes_;
  TextTable edges_;
  const TagRules& rules_;
  RoadSource source_;
  std::vector<Row> rows_;
  std::deque<std::string> keys_;
  std::unordered_map<std::string_view, std::int64_t> id_of_;
  Tags tags_;
  std::vector<Problem> problems_;
};

}  // namespace

TableKind kind_of_table(const NamedBytes& table) {
  const TextTable rows(table.name, std::string_view(table.bytes).substr(0, 100'000));
  if (rows.column("from") && rows.column("to")) return TableKind::edges;
  return NodeColumns(rows).complete() ? TableKind::nodes : TableKind::neither;
}

Result<RoadSource> read_road_tables(const NamedBytes& nodes, const NamedBytes& edges, const TagRules& rules) {
  return RoadTables(nodes, edges, rules).read();
}

}  // namespace homeward::roads
