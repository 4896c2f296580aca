// SPDX-License-Identifier: Apache-2.0
#include "cli/network_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/figures_text.h"
#include "cli/plan_answer.h"
#include "march/decimal.h"
#include "network/node_keys.h"

namespace homeward {

namespace {

using nlohmann::json;
using roads::NetworkSize;
using roads::Note;

constexpr std::size_t kScenarioRowsMax = 200'000;

double km_of(std::int64_t length_mm) { return static_cast<double>((length_mm + 500'000) / 1'000'000); }

std::string km_text(std::int64_t length_mm) { return counted((length_mm + 500'000) / 1'000'000, "km", "km"); }

json json_of(const NetworkSize& size, const char* pieces) {
  return {{"nodes", size.nodes}, {pieces, size.pieces}, {"km", km_of(size.length_mm)}};
}

std::string kmh(std::int64_t metres_per_hour) { return march::format_decimal(metres_per_hour, 3); }

std::string speeds_sentence(const roads::TagRules& rules) {
  std::string text =
      "Where no speed is given, km/h by class of road for wheeled, heavy and tracked vehicles:";
  for (std::size_t i = 0; i < roads::kRoadClassCount; ++i) {
    if (!rules.classes[i]) continue;
    const roads::Speeds& speeds = rules.speeds[i];
    text += fmt::format(" {} {}/{}/{},", roads::name_of(static_cast<roads::RoadClass>(i)), kmh(speeds[0]),
                        kmh(speeds[1]), kmh(speeds[2]));
  }
  text.back() = '.';
  return text;
}

json notes_json(const roads::Notes& notes) {
  json list = json::array();
  for (std::size_t i = 0; i < roads::kNoteCount; ++i) {
    const roads::Notes::Entry& entry = notes.of(static_cast<Note>(i));
    if (entry.count == 0) continue;
    json examples = json::array();
    for (const auto& [id, detail] : entry.examples)
      examples.push_back({{"id", id}, {"detail", roads::clean_text(detail)}});
    list.push_back({{"what", text_of(static_cast<Note>(i))}, {"count", entry.count}, {"examples", examples}});
  }
  return list;
}

std::string examples_text(const roads::Notes::Entry& entry) {
  std::string text;
  for (const auto& [id, detail] : entry.examples) {
    const std::string clean = roads::clean_text(detail);
    text += fmt::format("{}{}{}{}", text.empty() ? " (" : "; ", id, clean.empty() ? "" : " ", clean);
    if (text.size() > 100) break;
  }
  return text.empty() ? text : text + (entry.count > 5 ? "; …)" : ")");
}

void print_notes(const roads::Notes& notes, std::ostream& out) {
  bool first = true;
  for (std::size_t i = 0; i < roads::kNoteCount; ++i) {
    const roads::Notes::Entry& entry = notes.of(static_cast<Note>(i));
    if (entry.count == 0) continue;
    if (first) out << "Told by the file, left out or not understood:\n";
    first = false;
    out << "  " << text_of(static_cast<Note>(i)) << ": " << counted(entry.count, "time", "times")
        << examples_text(entry) << '\n';
  }
}

void print_size(std::ostream& out, const char* what, const NetworkSize& size, const char* pieces) {
  out << fmt::format("  {:<34}", what) << counted(size.nodes, "node", "nodes") << ", "
      << counted(size.pieces, pieces, pieces) << ", " << km_text(size.length_mm) << '\n';
}

void print_places(const NetworkAnswer& answer, std::ostream& out) {
  if (answer.places->places.empty()) return;
  out << "Places put onto the road:\n";
  for (std::size_t i = 0; i < answer.places->places.size(); ++i) {
    const roads::Snapped& snapped = answer.roads->places[i];
    out << "  " << roads::clean_text(answer.places->places[i].key) << "  "
        << (snapped.node ? counted(snapped.distance_m, "m", "m") + " away" : "on no road: home by air or sea")
        << '\n';
  }
}

}  // namespace

std::vector<std::string> import_assumptions(const NetworkAnswer& answer) {
  std::vector<std::string> list;
  list.push_back("Travel times are those of a march rate of " + kmh(answer.march_rate_m_per_hour) +
                 " km/h: import again for another one.");
  list.push_back(speeds_sentence(*answer.rules));
  list.push_back("Turns cost no time and all are allowed; crossings do not hinder each other.");
  const auto sums = roads::remarked_mm(answer.roads->network);
  for (std::size_t i = 0; i < roads::kRemarkCount; ++i)
    if (sums[i] > 0)
      list.push_back(fmt::format("{}: on {}.", text_of(static_cast<roads::Remark>(i)), km_text(sums[i])));
  if (std::any_of(answer.roads->places.begin(), answer.roads->places.end(),
                  [](const roads::Snapped& place) { return place.distance_m > 0; }))
    list.push_back("The way between a place and its point on the road takes no time.");
  if (answer.tables->connectors > 0)
    list.push_back(
        fmt::format("{} join places that lie at one point of a road, at 20 km/h.",
                    counted(static_cast<std::int64_t>(answer.tables->connectors), "link", "links")));
  if (!answer.zones_given)
    list.push_back(
        "Junctions belong to no zone: name it with --zone or --zones, or columns leave the zone at the first "
        "one.");
  if (answer.tables->links > kScenarioRowsMax || answer.tables->places > kScenarioRowsMax)
    list.push_back(
        "A table has more than 200,000 rows, which no scenario takes: choose fewer --classes, a --bbox, or "
        "--snap places.");
  return list;
}

json network_answer_json(const NetworkAnswer& answer, const CommandContext& context) {
  const roads::ImportedRoads& roads = *answer.roads;
  json places = json::array();
  for (std::size_t i = 0; i < answer.places->places.size(); ++i)
    places.push_back({{"place", answer.places->places[i].key},
                      {"on_road", roads.places[i].node.has_value()},
                      {"distance_m", roads.places[i].distance_m}});
  return {{"status", "imported"},
          {"files", answer.files},
          {"points_read", roads.points_read},
          {"ways_read", roads.roads_read},
          {"segments", json_of(roads.segments, "segments")},
          {"pieces", json_of(roads.pieces, "pieces")},
          {"connected", json_of(roads.connected, "pieces")},
          {"before_contraction", json_of(roads.useful, "links")},
          {"places", answer.tables->places},
          {"links", answer.tables->links},
          {"loops_dropped", roads.contraction.loops},
          {"components_dropped",
           {{"components", roads.unconnected.components}, {"km", km_of(roads.unconnected.length_mm)}}},
          {"side_roads_dropped",
           {{"pieces", roads.side_roads.pieces}, {"km", km_of(roads.side_roads.length_mm)}}},
          {"snapped", places},
          {"halts", roads.halts.size()},
          {"border_posts", roads.border_posts.size()},
          {"assumptions", import_assumptions(answer)},
          {"notes", notes_json(roads.notes)},
          {"seconds", wall_seconds(context)},
          {"memory_bytes", peak_memory_bytes()}};
}

void print_network_answer(const NetworkAnswer& answer, CommandContext& context) {
  const roads::ImportedRoads& roads = *answer.roads;
  std::ostream& out = context.out;
  out << "Read " << counted(roads.roads_read, "road", "roads") << ".\n";
  print_size(out, "between neighbouring points", roads.segments, "segments");
  print_size(out, "joined", roads.pieces, "pieces");
  print_size(out, "each point reaches each other", roads.connected, "pieces");
  print_size(out, "on ways between places", roads.useful, "pieces");
  out << "Contracted to " << counted(static_cast<std::int64_t>(answer.tables->places), "place", "places")
      << " and " << counted(static_cast<std::int64_t>(answer.tables->links), "link", "links") << ".\n";
  print_places(answer, out);
  out << "Assumed:\n";
  for (const std::string& assumption : import_assumptions(answer)) out << "  " << assumption << '\n';
  print_notes(roads.notes, out);
  for (const std::string& file : answer.files) out << "Written: " << file << '\n';
  out << fmt::format("{:.1f} s, {} MB.\n", wall_seconds(context), peak_memory_bytes() / 1'000'000);
  if (answer.files.empty())
    out << "Nothing was written: name a folder with --out, or a map with --geojson.\n";
}

}  // namespace homeward
