// SPDX-License-Identifier: Apache-2.0
#include "network/import/read_roads.h"

#include <algorithm>
#include <optional>

#include "network/import/gunzip.h"
#include "network/import/read_geojson.h"
#include "network/import/read_osm.h"
#include "network/import/read_tables.h"
#include "network/import/text_table.h"
#include "network/road_units.h"

namespace homeward::roads {
namespace {

enum class FileKind { osm, geojson, table, unknown };

FileKind kind_of(std::string path) {
  if (path.ends_with(".gz")) path.resize(path.size() - 3);
  if (path.ends_with(".pbf")) return FileKind::osm;
  if (path.ends_with(".geojson") || path.ends_with(".json")) return FileKind::geojson;
  if (path.ends_with(".csv")) return FileKind::table;
  return FileKind::unknown;
}

Problem wrong_files(const std::string& path) {
  return {{path, 0, 0, ""},
          "Road files are one .osm.pbf, or .geojson files, or two .csv files with nodes and edges.",
          "Name files of one kind; turn others into one of these first."};
}

Result<std::vector<NamedBytes>> load_all(const std::vector<std::string>& paths, const ReadOptions& options) {
  std::vector<NamedBytes> files;
  std::vector<Problem> problems;
  for (const std::string& path : paths) {
    auto bytes = options.load(path);
    if (bytes.ok()) bytes = gunzipped(path, bytes.take());
    if (!bytes.ok()) {
      problems.insert(problems.end(), bytes.problems().begin(), bytes.problems().end());
      continue;
    }
    files.push_back({path, bytes.take()});
  }
  if (!problems.empty()) return problems;
  return files;
}

Result<RoadSource> read_tables(const std::vector<NamedBytes>& files, const TagRules& rules) {
  if (files.size() != 2) return wrong_files(files.front().name);
  const bool turned = kind_of_table(files[0]) == TableKind::edges;
  const NamedBytes& nodes = files[turned ? 1 : 0];
  const NamedBytes& edges = files[turned ? 0 : 1];
  return read_road_tables(nodes, edges, rules);
}

/// The last part of a path: what is told of where rows come from.
std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

Result<RoadSource> read_roads(const std::vector<std::string>& paths, const ReadOptions& options) {
  HW_CHECK(!paths.empty());
  const FileKind kind = kind_of(paths.front());
  const bool mixed =
      std::any_of(paths.begin(), paths.end(), [&](const std::string& path) { return kind_of(path) != kind; });
  if (kind == FileKind::unknown || mixed || (kind == FileKind::osm && paths.size() > 1))
    return wrong_files(paths.front());
  if (kind == FileKind::osm) return read_osm_file(paths.front(), {options.rules, options.halts});
  auto files = load_all(paths, options);
  if (!files.ok()) return files.problems();
  auto source = kind == FileKind::geojson ? read_geojson_roads(files.value(), options.rules, options.halts)
                                          : read_tables(files.value(), options.rules);
  if (source.ok()) source.value().origin = file_name(paths.back());
  return source;
}

std::vector<Problem> read_speeds(const std::string& name, const std::string& bytes, TagRules& rules) {
  TextTable table(name, bytes);
  std::vector<Problem> problems = table.problems();
  const auto class_column = table.column("class");
  const std::array<std::optional<std::size_t>, kVehicleClasses> columns{
      table.column("wheeled_kmh"), table.column("heavy_kmh"), table.column("tracked_kmh")};
  if (problems.empty() && (!class_column || !columns[0] || !columns[1] || !columns[2]))
    problems.push_back({{name, 1, 1, ""},
                        "A table of speeds needs the columns class, wheeled_kmh, heavy_kmh and tracked_kmh.",
                        "Name them so."});
  while (problems.empty() && table.next()) {
    const auto known = class_of(table.cell(*class_column));
    Speeds speeds{};
    bool good = known && !known->ramp;
    for (std::size_t c = 0; c < kVehicleClasses; ++c) {
      const FigureRead read = read_speed_m_per_hour(table.cell(*columns[c]));
      good = good && read.kind == Figure::value && (c == 0 || read.value <= speeds[c - 1]);
      speeds[c] = read.value;
    }
    if (!good) {
      problems.push_back(table.problem(0,
                                       "The row names no class of road with three speeds of 5 to 200 km/h, "
                                       "none larger than the one before.",
                                       "Write, for example, primary,60,50,40."));
      continue;
    }
    rules.speeds[static_cast<std::size_t>(known->road_class)] = speeds;
  }
  problems.insert(problems.end(), table.problems().begin(), table.problems().end());
  return problems;
}

std::vector<Problem> choose_classes(const std::string& list, TagRules& rules) {
  rules.classes.fill(list == "all");
  if (list == "all") return {};
  std::vector<Problem> problems;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    const std::string word = list.substr(at, end - at);
    const auto known = class_of(word);
    if (!known) {
      problems.push_back(
          {{},
           "'" + word + "' is no class of road.",
           "Use all, or motorway, trunk, primary, secondary, tertiary, unclassified, residential, "
           "living_street, service, track, road, with commas and no blanks."});
    } else {
      rules.classes[static_cast<std::size_t>(known->road_class)] = true;
    }
    at = end + 1;
  }
  return problems;
}

}  // namespace homeward::roads
