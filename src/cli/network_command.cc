// SPDX-License-Identifier: Apache-2.0
#include "cli/network_command.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/network_answer.h"
#include "cli/options.h"
#include "cli/output_file.h"
#include "cli/outputs.h"
#include "march/decimal.h"
#include "network/import/gunzip.h"
#include "network/import/read_geojson.h"
#include "network/import/read_roads.h"
#include "network/import/scenario_tables.h"
#include "network/road_import.h"

namespace homeward {

namespace {

struct NetworkWords {
  std::vector<std::string> files;
  std::string out, geojson, box, polygon, classes, speeds, snap, zone, zones;
  std::string march_rate = "40";
  std::int64_t snap_limit_m = 2000;
  bool halts = false, bridges = false, side_roads = false, split_speeds = false, no_contraction = false;
  bool tagged_lanes = false;
  Existing existing = Existing::keep;
};

/// Everything that the command needs from files and words. Empty after a complaint.
struct NetworkRequest {
  roads::TagRules rules = roads::TagRules::standard();
  roads::ImportOptions options;
  roads::TableOptions tables;
};

/// The bytes of a file, unpacked; nothing after a complaint with exit code 6.
std::optional<roads::NamedBytes> load(CommandContext& context, const std::string& path) {
  auto bytes = read_file(path);
  if (!bytes.ok()) {
    report_storage_failure(context, bytes.problems().front());
    return std::nullopt;
  }
  return roads::NamedBytes{path, bytes.take()};
}

template <class T>
std::optional<T> taken(CommandContext& context, Result<T> result) {
  if (result.ok()) return result.take();
  refuse(context, result.problems());
  return std::nullopt;
}

bool refused(CommandContext& context, const std::vector<Problem>& problems) {
  if (!problems.empty()) refuse(context, problems);
  return !problems.empty();
}

std::optional<std::vector<roads::Area>> load_areas(CommandContext& context, const std::string& path) {
  const auto file = load(context, path);
  if (!file) return std::nullopt;
  return taken(context, roads::read_geojson_areas(*file));
}

bool read_area(CommandContext& context, const NetworkWords& words, NetworkRequest& request) {
  if (!words.box.empty()) {
    request.options.area = taken(context, roads::parse_box(words.box));
    return request.options.area.has_value();
  }
  if (words.polygon.empty()) return true;
  const auto areas = load_areas(context, words.polygon);
  if (!areas) return false;
  request.options.area.emplace();
  for (const roads::Area& area : *areas)
    request.options.area->rings.insert(request.options.area->rings.end(), area.rings.begin(),
                                       area.rings.end());
  return true;
}

bool read_rules(CommandContext& context, const NetworkWords& words, NetworkRequest& request) {
  request.rules.lanes_as_tagged = words.tagged_lanes;
  if (!words.classes.empty() && refused(context, choose_classes(words.classes, request.rules))) return false;
  if (words.speeds.empty()) return true;
  const auto file = load(context, words.speeds);
  return file && !refused(context, read_speeds(file->name, file->bytes, request.rules));
}

bool read_zones(CommandContext& context, const NetworkWords& words, NetworkRequest& request) {
  request.tables.zone = words.zone;
  if (words.zones.empty()) return true;
  const auto areas = load_areas(context, words.zones);
  if (!areas) return false;
  request.tables.zones = *areas;
  for (const roads::Area& area : *areas) {
    if (!area.name.empty()) continue;
    refuse(context,
           {{{words.zones, 0, 0, ""}, "An area has no property zone or name.", "Name the zone's key."}});
    return false;
  }
  return true;
}

bool read_places(CommandContext& context, const NetworkWords& words, NetworkRequest& request) {
  if (words.snap.empty()) return true;
  const auto file = load(context, words.snap);
  if (!file) return false;
  auto table = taken(context, roads::read_place_table(*file));
  if (!table) return false;
  request.options.places = table->places;
  request.tables.places = std::move(*table);
  return true;
}

bool read_march_rate(CommandContext& context, const NetworkWords& words, NetworkRequest& request) {
  const auto rate = march::parse_decimal(words.march_rate, 3, "march-rate");
  if (rate.ok() && rate.value() >= 5'000 && rate.value() <= 200'000) {
    request.options.contraction.march_rate_m_per_hour = rate.value();
    return true;
  }
  refuse_usage(context, "The march rate '" + words.march_rate + "' is not from 5 to 200 km/h.",
               "Write km/h with at most one point, for example --march-rate 40.");
  return false;
}

std::optional<NetworkRequest> request_of(CommandContext& context, const NetworkWords& words) {
  NetworkRequest request;
  roads::ImportOptions& options = request.options;
  options.contraction.keep_bridges = words.bridges;
  options.contraction.split_speeds = words.split_speeds;
  options.contracts = !words.no_contraction;
  options.keeps_side_roads = words.side_roads;
  options.snap_limit_m = words.snap_limit_m;
  const bool good = read_march_rate(context, words, request) && read_rules(context, words, request) &&
                    read_area(context, words, request) && read_zones(context, words, request) &&
                    read_places(context, words, request);
  return good ? std::optional(std::move(request)) : std::nullopt;
}

bool inputs_exist(CommandContext& context, const std::vector<std::string>& files) {
  for (const std::string& file : files) {
    std::error_code error;
    if (std::filesystem::is_regular_file(file, error)) continue;
    report_storage_failure(context, {{file, 0, 0, ""}, "There is no such file.", "Look at the path."});
    return false;
  }
  return true;
}

std::vector<std::string> outputs_of(const NetworkWords& words) {
  std::vector<std::string> files;
  if (!words.out.empty())
    for (const char* name : {"places.csv", "links.csv"})
      files.push_back((std::filesystem::path(words.out) / name).string());
  if (!words.geojson.empty()) files.push_back(words.geojson);
  return files;
}

/// False after a complaint.
bool write_all(CommandContext& context, const NetworkWords& words, const roads::ScenarioTables& tables) {
  if (!words.out.empty()) {
    std::error_code error;
    std::filesystem::create_directories(words.out, error);
  }
  const std::vector<const std::string*> contents{&tables.places_csv, &tables.links_csv, &tables.geojson};
  const std::vector<std::string> files = outputs_of(words);
  const std::size_t skip = words.out.empty() ? 2 : 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const WriteOutcome outcome = write_file(files[i], *contents[i + skip], words.existing);
    if (outcome.written == Written::done) continue;
    report_storage_failure(context, outcome.problem);
    return false;
  }
  return true;
}

void run_import(CommandContext& context, const NetworkWords& words) {
  if (!inputs_exist(context, words.files) || !outputs_are_free(context, outputs_of(words), words.existing))
    return;
  auto request = request_of(context, words);
  if (!request) return;
  bool unreadable = false;
  const auto loader = [&](const std::string& path) {
    auto bytes = read_file(path);
    unreadable = unreadable || !bytes.ok();
    return bytes;
  };
  auto source = roads::read_roads(words.files, {request->rules, words.halts, loader});
  if (!source.ok()) {
    if (unreadable) return report_storage_failure(context, source.problems().front());
    return refuse(context, source.problems());
  }
  const auto imported = taken(context, roads::import_roads(source.value(), request->options));
  if (!imported) return;
  const roads::ScenarioTables tables = roads::make_tables(*imported, request->tables);
  if (!write_all(context, words, tables)) return;
  const NetworkAnswer answer{&*imported,
                             &tables,
                             &request->tables.places,
                             &request->rules,
                             request->options.contraction.march_rate_m_per_hour,
                             !words.zone.empty() || !words.zones.empty(),
                             outputs_of(words)};
  if (context.json) return print_json(context, network_answer_json(answer, context));
  print_network_answer(answer, context);
}

void add_choice(Command& command, NetworkWords& words) {
  command
      .add_option("--classes", words.classes,
                  "Classes of road to keep, with commas, or all [motorway to unclassified]")
      ->type_name("LIST");
  CommandOption* box =
      command.add_option("--bbox", words.box, "Only roads in west,south,east,north (degrees)")
          ->type_name("BOX");
  command.add_option("--polygon", words.polygon, "Only roads in the polygons of a GeoJSON file")
      ->type_name("FILE")
      ->excludes(box);
  command
      .add_option("--snap", words.snap, "places.csv of a scenario: its places are put onto the nearest road")
      ->type_name("FILE");
  command.add_option("--snap-limit", words.snap_limit_m, "Metres a place may lie from its road [2000]")
      ->check(WholeBetween{1, 100'000})
      ->type_name("M");
  command.add_flag("--keep-halts", words.halts, "Car parks and rest areas become places to halt");
  command.add_flag("--keep-bridges", words.bridges, "Each bridge becomes a link of its own");
  command.add_flag("--keep-side-roads", words.side_roads,
                   "Also roads on no way between two places of --snap");
}

void add_figures(Command& command, NetworkWords& words) {
  command.add_option("--march-rate", words.march_rate, "km/h for which travel times are exact [40]")
      ->type_name("KMH");
  command
      .add_option("--speeds", words.speeds,
                  "Table of speeds by class of road: class, wheeled_kmh, heavy_kmh, tracked_kmh")
      ->type_name("FILE");
  command.add_flag("--tagged-lanes", words.tagged_lanes,
                   "Columns use all lanes that the map names, not one each way");
  command.add_flag("--split-speeds", words.split_speeds,
                   "No link over a change of speed: right for lower march rates too");
  command.add_flag("--no-contraction", words.no_contraction, "Every piece of road becomes a link");
}

void add_outputs(Command& command, NetworkWords& words) {
  command.add_option("--out", words.out, "Folder for places.csv and links.csv")->type_name("DIR");
  command.add_option("--geojson", words.geojson, "Also a map of the links and places")->type_name("FILE");
  CommandOption* zone = command.add_option("--zone", words.zone, "Zone of every new place")->type_name("KEY");
  command.add_option("--zones", words.zones, "GeoJSON polygons with the property zone: zones of new places")
      ->type_name("FILE")
      ->excludes(zone);
  command.add_flag_callback(
      "--force", [&words] { words.existing = Existing::replace; }, "Replace files that exist");
}

}  // namespace

void add_network_command(Command& program, CommandContext& context) {
  Command* network =
      add_command(program, context,
                  {"network",
                   "Road networks of real size for a scenario",
                   {"homeward network import andorra.osm.pbf --snap my-scenario/places.csv --out "
                    "my-scenario --force"},
                   ""});
  network->require_subcommand(1);
  auto words = std::make_shared<NetworkWords>();
  Command* command = add_command(
      *network, context,
      {"import",
       "Import roads from OpenStreetMap (.osm.pbf), GeoJSON or CSV tables, contracted to decision points",
       {"homeward network import andorra.osm.pbf --snap my-scenario/places.csv --zone andorra --out "
        "my-scenario --force",
        "homeward network import nodes.csv.gz edges.csv.gz --classes motorway,trunk,primary --out roads "
        "--geojson "
        "roads.geojson",
        "homeward network import roads.geojson --bbox 43.5,32.5,45.5,34.0 --json"},
       "A contracted link keeps the sum of its pieces' rounded travel times at the march rate. Restrictions "
       "that "
       "the map\n"
       "does not know stay unknown. Every assumption is listed. docs/network-import.md has tags, tables and "
       "limits.\n"
       "With --snap only roads on some way between two of the places are kept, and their rows stay as they "
       "are."});
  command
      ->add_option("FILE", words->files, "One .osm.pbf, .geojson files, or two .csv files: nodes and edges")
      ->required();
  add_choice(*command, *words);
  add_figures(*command, *words);
  add_outputs(*command, *words);
  command->callback([words, &context] { run_import(context, *words); });
}

}  // namespace homeward
