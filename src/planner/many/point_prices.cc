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
  const Duration gap = gap_on(roads_, link);
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

PriceList::PriceList(const Roads& roads, std::span<const PricedInstant> prices,
                     std::span<const PricedRow> rows)
    : roads_{roads}, arcs_(roads.graph().arc_count()), places_(roads.graph().place_count()) {
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
  for (const PricedRow& row : rows) {
    if (row.price == 0) continue;
    for_capacity_ += row.price;
    for (const RowMember& member : row.members)
      arcs_[member.arc.index()].windows.push_back({member.column, member.first, member.last, row.price});
  }
  for (Stair& stair : arcs_)
    std::stable_sort(stair.windows.begin(), stair.windows.end(),
                     [](const Window& a, const Window& b) { return a.column < b.column; });
}

namespace {

/// From changes of the price to prices, in order of time.
void add_up(std::vector<PriceList::Step>& steps) {
  std::sort(steps.begin(), steps.end(),
            [](const PriceList::Step& a, const PriceList::Step& b) { return a.from < b.from; });
  std::size_t kept = 0;
  std::int64_t price = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    price += steps[i].price;
    if (i + 1 < steps.size() && steps[i + 1].from == steps[i].from) continue;
    steps[kept++] = {steps[i].from, price};
  }
  steps.resize(kept);
  steps.insert(steps.begin(), {kStartOfTime, 0});
}

}  // namespace

std::span<const PriceList::Step> PriceList::steps_of(Stair& stair, Duration pass_s) {
  if (stair.pass_s == pass_s) return stair.steps;
  stair.pass_s = pass_s;
  stair.steps.clear();
  for (const Mass& mass : stair.masses) {
    stair.steps.push_back({mass.last - pass_s - mass.extra_s + 1, mass.price});
    stair.steps.push_back({mass.last + 1, -mass.price});
  }
  add_up(stair.steps);
  return stair.steps;
}

bool PriceList::pays_alone(ArcId arc, std::uint32_t column) const {
  const std::vector<Window>& windows = arcs_[arc.index()].windows;
  const auto first = std::lower_bound(windows.begin(), windows.end(), column,
                                      [](const Window& a, std::uint32_t other) { return a.column < other; });
  return first != windows.end() && first->column == column;
}

std::span<const PriceList::Step> PriceList::steps(ArcId arc, std::uint32_t column) {
  Stair& stair = arcs_[arc.index()];
  const Duration pass_s = roads_.traffic().columns[column].pass_s;
  if (!pays_alone(arc, column)) return steps_of(stair, pass_s);
  if (stair.own_column == column) return stair.own;
  stair.own_column = column;
  stair.own.clear();
  std::int64_t before = 0;
  for (const Step& step : steps_of(stair, pass_s)) {
    if (step.price != before) stair.own.push_back({step.from, step.price - before});
    before = step.price;
  }
  for (const Window& window : stair.windows) {
    if (window.column != column) continue;
    stair.own.push_back({window.first, window.price});
    stair.own.push_back({window.last + 1, -window.price});
  }
  add_up(stair.own);
  return stair.own;
}

}  // namespace homeward::many
