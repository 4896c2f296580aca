// SPDX-License-Identifier: Apache-2.0
//
// Street networks of small countries from OpenStreetMap, every segment of road, contracted to decision points
// as `homeward network import` does it.
#include <map>
#include <utility>

#include "convoys/instances.h"
#include "convoys/public_files.h"
#include "network/import/read_roads.h"
#include "network/road_import.h"

namespace homeward::bench {

namespace {

Place place_of(std::string key) {
  Place place;
  place.key = std::move(key);
  return place;
}

Link link_of(const roads::RoadLink& road, std::size_t number) {
  Link link;
  link.key = std::to_string(number);
  link.length_m = road.length_m;
  link.use = road.attributes.use;
  link.lanes = road.attributes.lanes;
  link.speed_m_per_hour = road.attributes.speeds;
  link.mlc = link.height_mm = link.width_mm = 100'000;  // columns of the bench have no size
  return link;
}

Model model_of(const roads::Contraction& contraction, std::int64_t rate) {
  Model model;
  model.rules.start_step_s = 1;
  model.rules.column_gap_s = 0;
  model.rules.drive_max_s = kEndOfTime;
  model.rules.march_rate_m_per_hour = rate;
  std::map<roads::NodeId, PlaceId> numbers;
  const auto place_at = [&](roads::NodeId node) {
    const auto [at, fresh] = numbers.try_emplace(node, PlaceId(model.places.size()));
    if (fresh) model.places.push_back(place_of(std::to_string(model.places.size())));
    return at->second;
  };
  for (const roads::RoadLink& road : contraction.links) {
    Link link = link_of(road, model.links.size());
    link.from = place_at(road.from);
    link.to = place_at(road.to);
    model.links.push_back(std::move(link));
  }
  return model;
}

}  // namespace

std::optional<Network> street_network(const std::string& country, std::string& why) {
  const auto load = [](const std::string& name) -> Result<std::string> {
    std::string problem;
    auto bytes = read_public(name, problem);
    if (!bytes) return Problem{{}, problem, {}};
    return std::move(*bytes);
  };
  roads::TagRules rules = roads::TagRules::standard();
  rules.classes.fill(true);
  const std::string stem = "osm_" + country;
  const auto read = roads::read_roads({stem + "_nodes.csv.gz", stem + "_edges.csv.gz"}, {rules, false, load});
  if (!read.ok()) {
    why = read.problems().front().what;
    return std::nullopt;
  }
  roads::ImportOptions options;
  options.keeps_side_roads = true;
  const auto imported = roads::import_roads(read.value(), options);
  if (!imported.ok()) {
    why = imported.problems().front().what;
    return std::nullopt;
  }
  return Network{country, model_of(imported.value().contraction, options.contraction.march_rate_m_per_hour)};
}

}  // namespace homeward::bench
