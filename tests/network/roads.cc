// SPDX-License-Identifier: Apache-2.0
#include "network/roads.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <queue>
#include <sstream>
#include <tuple>

#include "network/import/read_tables.h"

namespace homeward::roads::test {

RoadSource source_of(std::string_view drawing) {
  std::map<std::string, std::size_t> place_of;
  std::string nodes = "id,lat,lon\n";
  std::string edges =
      "from,to,length_m,highway,oneway,mlc,maxweight,maxheight,maxspeed,lanes,bridge,width,access\n";
  const auto note = [&](const std::string& name) {
    const auto [entry, fresh] = place_of.emplace(name, place_of.size());
    if (!fresh) return;
    const auto lat = entry->second / 10, lon = entry->second % 10;
    nodes += fmt::format("{},{}.{:02},{}.{:02}\n", name, lat / 100, lat % 100, lon / 100, lon % 100);
  };
  std::istringstream statements{std::string(drawing)};
  for (std::string statement; std::getline(statements, statement, ';');) {
    std::istringstream words(statement);
    std::string ends, metres, road_class, tag;
    words >> ends >> metres >> road_class;
    HW_CHECK(!road_class.empty());
    std::map<std::string, std::string> tags;
    while (words >> tag) tags[tag.substr(0, tag.find('='))] = tag.substr(tag.find('=') + 1);
    const std::string from = ends.substr(0, ends.find('-')), to = ends.substr(ends.find('-') + 1);
    note(from);
    note(to);
    edges += from + "," + to + "," + metres + "," + road_class;
    for (const char* key :
         {"oneway", "mlc", "maxweight", "maxheight", "maxspeed", "lanes", "bridge", "width", "access"})
      edges += "," + tags[key];
    edges += "\n";
  }
  TagRules rules = TagRules::standard();
  rules.classes.fill(true);
  auto source = read_road_tables({"nodes.csv", nodes}, {"edges.csv", edges}, rules);
  HW_CHECK(source.ok());
  return source.take();
}

namespace {

RoadAttributes random_attributes(Rng& rng) {
  RoadAttributes road;
  road.road_class = static_cast<RoadClass>(rng.below(4));
  road.speeds[0] = 5000 * rng.between(1, 16);
  road.speeds[1] = std::min(road.speeds[0], 5000 * rng.between(1, 16));
  road.speeds[2] = std::min(road.speeds[1], 5000 * rng.between(1, 10));
  if (rng.chance(1, 10)) std::swap(road.speeds[0], road.speeds[2]);  // tables may say so
  if (rng.chance(1, 5)) road.use = LinkUse::one_way;
  if (rng.chance(1, 10)) road.use = LinkUse::alternating;
  if (rng.chance(1, 4)) road.mlc = rng.between(1, 5) * 20;
  if (rng.chance(1, 5)) road.height_mm = rng.between(3, 5) * 1000;
  road.bridge = rng.chance(1, 10);
  return road;
}

struct RandomRoad {
  std::size_t attributes;
  std::vector<std::int64_t> points;
};

/// A road between two junctions with points of its own, in stretches that differ now and then.
void add_random_road(Rng& rng, std::int64_t junctions, std::size_t kinds, std::int64_t& points,
                     std::vector<RandomRoad>& all) {
  std::int64_t at = rng.between(1, junctions);
  std::size_t kind = rng.below(kinds);
  for (std::int64_t stretches = rng.between(1, 5); stretches > 0; --stretches) {
    RandomRoad road{kind, {at}};
    for (std::int64_t more = rng.between(0, 3); more > 0; --more) road.points.push_back(++points);
    road.points.push_back(stretches == 1 ? rng.between(1, junctions) : ++points);
    at = road.points.back();
    all.push_back(road);
    if (rng.chance(1, 2)) kind = rng.below(kinds);
  }
}

}  // namespace

RoadSource random_source(std::uint64_t seed, std::uint64_t order, std::int64_t junctions,
                         std::int64_t roads) {
  Rng rng(seed);
  std::vector<RoadAttributes> pool;
  for (int i = 0; i < 6; ++i) pool.push_back(random_attributes(rng));
  std::vector<RandomRoad> all;
  std::int64_t points = junctions;
  for (std::int64_t i = 0; i < roads; ++i) add_random_road(rng, junctions, pool.size(), points, all);
  Rng shuffler(order);
  if (order > 0) shuffler.shuffle(std::span(all));
  RoadSource source;
  for (std::int64_t id = 1; id <= points; ++id)
    source.nodes.push_back({id,
                            {static_cast<std::int32_t>(rng.between(0, 40'000)),
                             static_cast<std::int32_t>(rng.between(0, 40'000))}});
  for (RandomRoad& road : all) {
    const bool turn = order > 0 && pool[road.attributes].use != LinkUse::one_way && shuffler.chance(1, 2);
    if (turn) std::reverse(road.points.begin(), road.points.end());
    source.roads.add(pool[road.attributes], road.points, std::nullopt, road.points.front());
  }
  return source;
}

std::optional<Duration> travel_time(const RoadAttributes& road, std::int64_t length_m,
                                    std::int64_t march_rate, const Needs& needs) {
  const auto fits = [&](const std::optional<std::int64_t>& limit, std::int64_t need) {
    return limit ? need <= *limit : needs.takes_unknown;
  };
  if (!fits(road.mlc, needs.mlc) || !fits(road.height_mm, needs.height_mm)) return std::nullopt;
  std::int64_t speed = march_rate;
  for (std::size_t c = 0; c < kVehicleClasses; ++c)
    if ((needs.classes >> c & 1) != 0) speed = std::min(speed, road.speeds[c]);
  return (3600 * length_m + speed - 1) / speed;
}

namespace {

struct Arc {
  std::size_t to;
  std::int64_t cost;
};
using Arcs = std::vector<std::vector<Arc>>;

void add(Arcs& arcs, NodeId from, NodeId to, LinkUse use, std::int64_t cost) {
  arcs[from.index()].push_back({to.index(), cost});
  if (use != LinkUse::one_way) arcs[to.index()].push_back({from.index(), cost});
}

std::vector<std::int64_t> shortest(const Arcs& arcs, NodeId from) {
  std::vector<std::int64_t> best(arcs.size(), kEndOfTime);
  std::priority_queue<std::pair<std::int64_t, std::size_t>, std::vector<std::pair<std::int64_t, std::size_t>>,
                      std::greater<>>
      open;
  best[from.index()] = 0;
  open.emplace(0, from.index());
  while (!open.empty()) {
    const auto [cost, node] = open.top();
    open.pop();
    if (cost > best[node]) continue;
    for (const Arc& arc : arcs[node]) {
      if (cost + arc.cost >= best[arc.to]) continue;
      best[arc.to] = cost + arc.cost;
      open.emplace(best[arc.to], arc.to);
    }
  }
  return best;
}

}  // namespace

std::vector<Duration> times_over_pieces(const RoadNetwork& network, NodeId from, std::int64_t march_rate,
                                        const Needs& needs) {
  Arcs arcs(network.nodes.size());
  for (const PieceId id : network.pieces.ids()) {
    const RoadPiece& piece = network.pieces[id];
    const auto time = travel_time(network.of(id), metres_of(piece.length_mm), march_rate, needs);
    if (time) add(arcs, piece.from, piece.to, network.of(id).use, *time);
  }
  return shortest(arcs, from);
}

std::vector<Duration> times_over_links(const ImportedRoads& roads, NodeId from, std::int64_t march_rate,
                                       const Needs& needs) {
  Arcs arcs(roads.network.nodes.size());
  for (const RoadLink& link : roads.contraction.links) {
    const auto time = travel_time(link.attributes, link.length_m, march_rate, needs);
    if (time) add(arcs, link.from, link.to, link.attributes.use, *time);
  }
  return shortest(arcs, from);
}

std::vector<std::int64_t> lengths_over_pieces(const RoadNetwork& network, NodeId from) {
  Arcs arcs(network.nodes.size());
  for (const PieceId id : network.pieces.ids())
    add(arcs, network.pieces[id].from, network.pieces[id].to, network.of(id).use,
        network.pieces[id].length_mm);
  return shortest(arcs, from);
}

std::string fingerprint(const ImportedRoads& roads) {
  const RoadNetwork& network = roads.network;
  std::string text;
  for (const RoadNode& node : network.nodes)
    text += fmt::format("{} {} {};", node.id, node.at.lat_e7, node.at.lon_e7);
  for (const RoadPiece& piece : network.pieces) {
    text += fmt::format("\n{}-{} {} {}:", piece.from.index(), piece.to.index(), piece.attributes.index(),
                        piece.length_mm);
    for (std::uint32_t i = 0; i < piece.shape_count; ++i)
      text += fmt::format(" {}", network.shape[piece.shape_begin + i].lat_e7);
  }
  for (const RoadLink& link : roads.contraction.links) {
    const RoadAttributes& road = link.attributes;
    text += fmt::format("\n{}>{} {} {} {} {} {}", link.from.index(), link.to.index(), link.length_m,
                        road.speeds[0], road.speeds[2], road.mlc.value_or(0), road.height_mm.value_or(0));
    for (const ChainStep& step : link.pieces)
      text += fmt::format(" {}{}", step.forward ? '+' : '-', step.piece.index());
  }
  return text;
}

ImportedRoads imported(const RoadSource& source, const ImportOptions& options) {
  auto result = import_roads(source, options);
  HW_CHECK(result.ok());
  return result.take();
}

}  // namespace homeward::roads::test
