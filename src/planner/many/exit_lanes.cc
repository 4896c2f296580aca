// SPDX-License-Identifier: Apache-2.0
#include "planner/many/exit_lanes.h"

#include <algorithm>

namespace homeward::many {

namespace {
constexpr std::uint32_t kNone = 0xffffffff;
}

ExitLanes::ExitLanes(const Roads& roads, std::vector<ExitWay> ways)
    : roads_{roads},
      ways_{std::move(ways)},
      from_(roads.graph().place_count()),
      by_way_(ways_.size()),
      of_arc_(roads.graph().arc_count(), kNone) {
  for (std::uint32_t way = 0; way < ways_.size(); ++way) from_[ways_[way].from].push_back(way);
  find_resources();
  drop_covered();
  number_lanes();
}

void ExitLanes::find_resources() {
  const Model& model = roads_.traffic().model;
  IdVector<PlaceId, std::uint32_t> of_place(model.places.size(), kNone);
  const auto use_place = [&](PlaceId place, std::uint32_t way, Duration before_s) {
    if (!model.places[place].exclusive) return;
    if (of_place[place] == kNone) {
      of_place[place] = static_cast<std::uint32_t>(resources_.size());
      resources_.push_back({true, place.index(), model.rules.column_gap_s});
    }
    by_way_[way].push_back(of_place[place]);
    resources_[of_place[place]].ways.emplace_back(way, before_s);
  };
  for (std::uint32_t way = 0; way < ways_.size(); ++way) {
    Duration left = ways_[way].length_s;
    use_place(ways_[way].from, way, left);
    for (const ArcId arc : ways_[way].arcs) {
      if (of_arc_[arc] == kNone) {
        const Link& link = model.links[direction_of(arc).link];
        of_arc_[arc] = static_cast<std::uint32_t>(resources_.size());
        const Duration gap_s = std::max(model.rules.column_gap_s, link.gap_s);
        const bool exclusive = link.use == LinkUse::exclusive;
        resources_.push_back({false, arc.index(), gap_s + (exclusive ? roads_.travel()[arc] : 0),
                              exclusive ? 0 : roads_.travel()[arc]});
      }
      by_way_[way].push_back(of_arc_[arc]);
      resources_[of_arc_[arc]].ways.emplace_back(way, left);
      left -= roads_.travel()[arc];
      use_place(roads_.graph().to(arc), way, left);
    }
  }
  for (Resource& resource : resources_) {
    if (resource.is_place) continue;
    const ArcId arc(resource.index);
    const LinkUse use = model.links[direction_of(arc).link].use;
    resource.opposed =
        (use == LinkUse::alternating || use == LinkUse::exclusive) && of_arc_[opposite(arc)] != kNone;
  }
}

/// Every way over `resource` also uses `other`, always as long before or after, and keeps as far apart there.
bool ExitLanes::covers(const Resource& other, const Resource& resource) {
  if (other.ways.size() < resource.ways.size() || other.gap_s < resource.gap_s) return false;
  const auto time_at = [&](std::uint32_t way) -> std::optional<Duration> {
    const auto at = std::lower_bound(other.ways.begin(), other.ways.end(), std::pair(way, Duration{0}));
    return at != other.ways.end() && at->first == way ? std::optional(at->second) : std::nullopt;
  };
  const auto first = time_at(resource.ways.front().first);
  if (!first) return false;
  const Duration apart = *first - resource.ways.front().second;
  return std::all_of(resource.ways.begin(), resource.ways.end(), [&](const auto& use) {
    const auto there = time_at(use.first);
    return there && *there - use.second == apart;
  });
}

void ExitLanes::drop_covered() {
  for (std::uint32_t i = 0; i < resources_.size(); ++i) {
    Resource& resource = resources_[i];
    if (resource.opposed) continue;
    // Of resources that cover each other the first stays.
    const auto& near = by_way_[resource.ways.front().first];
    resource.dropped = std::any_of(near.begin(), near.end(), [&](std::uint32_t j) {
      if (i == j || !covers(resources_[j], resource)) return false;
      return j < i || resources_[j].opposed || !covers(resource, resources_[j]);
    });
  }
}

void ExitLanes::number_lanes() {
  for (Resource& resource : resources_) {
    if (resource.dropped) continue;
    const std::uint32_t other = resource.opposed ? of_arc_[opposite(ArcId(resource.index))] : kNone;
    const bool known = other < static_cast<std::uint32_t>(&resource - resources_.data());
    resource.lane = known ? resources_[other].lane : static_cast<std::uint32_t>(lane_count_++);
  }
  first_use_.assign(1, 0);
  for (std::uint32_t way = 0; way < ways_.size(); ++way) {
    for (const std::uint32_t i : by_way_[way]) {
      const Resource& resource = resources_[i];
      if (resource.dropped) continue;
      const auto at =
          std::lower_bound(resource.ways.begin(), resource.ways.end(), std::pair(way, Duration{0}));
      const bool backward = resource.opposed && resource.index % 2 == 1;
      uses_.push_back({resource.lane, backward ? 1U : 0U, at->second, resource.gap_s, resource.stay_s});
    }
    first_use_.push_back(uses_.size());
  }
}

}  // namespace homeward::many
