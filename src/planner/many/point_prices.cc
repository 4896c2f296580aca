// SPDX-License-Identifier: Apache-2.0
#include "planner/many/point_prices.h"

#include <algorithm>

namespace homeward::many {

std::int64_t capacity_of(const Traffic& traffic, const Point& point) {
  const bool one = point.kind == Point::Kind::place || point.kind == Point::Kind::whole;
  return one ? 1 : traffic.model.links[LinkId(point.index)].lanes;
}

void Points::add_points_on(ArcId arc, Duration pass_s,
                           std::vector<std::pair<Point, PointUse>>& points) const {
  const auto [link, forward] = direction_of(arc);
  const Duration travel = roads_.travel()[arc];
  const Duration gap = gap_on(link);
  const auto index = static_cast<std::uint32_t>(link.index());
  switch (roads_.traffic().model.links[link].use) {
    case LinkUse::exclusive:
      points.emplace_back(Point{Point::Kind::whole, index, 0}, PointUse{0, travel + gap});
      break;
    case LinkUse::alternating: {
      // Opposing columns meet somewhere: no two of these points are further apart than a column is long.
      const Duration parts = std::max<Duration>(1, divide_up(travel, std::max<Duration>(1, pass_s + gap)));
      for (Duration i = 0; i <= parts; ++i) {
        const Duration offset = travel * i / parts;
        points.emplace_back(Point{Point::Kind::either, index, offset},
                            PointUse{forward ? offset : travel - offset, gap});
      }
      break;
    }
    default:
      points.emplace_back(Point{forward ? Point::Kind::forward : Point::Kind::backward, index, 0},
                          PointUse{0, gap});
  }
  const PlaceId end = roads_.graph().to(arc);
  if (roads_.traffic().model.places[end].exclusive)
    points.emplace_back(Point{Point::Kind::place, static_cast<std::uint32_t>(end.index()), 0},
                        PointUse{travel, roads_.traffic().model.rules.column_gap_s});
}

PriceList::PriceList(const Roads& roads, std::span<const PricedInstant> prices)
    : arcs_(roads.graph().arc_count()), places_(roads.graph().place_count()) {
  const Points points(roads);
  for (const PricedInstant& instant : prices) {
    if (instant.price == 0) continue;
    for_capacity_ += instant.price * capacity_of(roads.traffic(), instant.point);
    points.for_arcs_of(instant.point, [&](ArcId arc, const PointUse& use) {
      arcs_[arc.index()].masses.push_back({instant.at - use.after_s, use.extra_s, instant.price});
    });
    if (instant.point.kind == Point::Kind::place)
      places_[instant.point.index].masses.push_back({instant.at, points.start_use().extra_s, instant.price});
  }
}

std::span<const PriceList::Step> PriceList::steps_of(Stair& stair, Duration pass_s) {
  if (stair.pass_s == pass_s) return stair.steps;
  stair.pass_s = pass_s;
  stair.steps.clear();
  for (const Mass& mass : stair.masses) {
    stair.steps.push_back({mass.last - pass_s - mass.extra_s + 1, mass.price});
    stair.steps.push_back({mass.last + 1, -mass.price});
  }
  std::sort(stair.steps.begin(), stair.steps.end(),
            [](const Step& a, const Step& b) { return a.from < b.from; });
  std::size_t kept = 0;
  std::int64_t price = 0;
  for (std::size_t i = 0; i < stair.steps.size(); ++i) {
    price += stair.steps[i].price;
    if (i + 1 < stair.steps.size() && stair.steps[i + 1].from == stair.steps[i].from) continue;
    stair.steps[kept++] = {stair.steps[i].from, price};
  }
  stair.steps.resize(kept);
  stair.steps.insert(stair.steps.begin(), {kStartOfTime, 0});
  return stair.steps;
}

}  // namespace homeward::many
