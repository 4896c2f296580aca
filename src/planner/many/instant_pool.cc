// SPDX-License-Identifier: Apache-2.0
#include "planner/many/instant_pool.h"

#include <algorithm>

namespace homeward::many {

namespace {

constexpr double kBroken = 0.03;  ///< a capacity is, when shares are more by this
constexpr double kSmall = 1e-6;
constexpr double kEnough = 0.7;  ///< of what is too much

struct Load {
  Interval times;
  double part;
};

struct Peak {
  Time at = 0;
  double load = 0;
  Interval span;  ///< in which the loads are more than the capacity
};

/// Where the loads are most, once for every span in which they are more than the capacity.
std::vector<Peak> peaks(const std::vector<Load>& loads, double capacity) {
  std::vector<std::pair<Time, double>> changes;
  for (const Load& load : loads) {
    changes.emplace_back(load.times.begin, load.part);
    changes.emplace_back(load.times.end, -load.part);
  }
  std::sort(changes.begin(), changes.end());
  std::vector<Peak> found;
  double now = 0;
  Peak most;
  bool inside = false;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    now += changes[i].second;
    if (i + 1 < changes.size() && changes[i + 1].first == changes[i].first) continue;
    if (now > capacity + kSmall && !inside) most.span.begin = changes[i].first;
    inside = now > capacity + kSmall;
    if (now > capacity + kBroken && now > most.load + kSmall) {
      most.at = (changes[i].first + changes[i + 1].first - 1) / 2;
      most.load = now;
    }
    if (inside || most.load == 0) continue;
    most.span.end = changes[i].first;
    found.push_back(most);
    most = {};
  }
  return found;
}

}  // namespace

InstantPool::InstantPool(const Roads& roads)
    : roads_{roads},
      points_(roads),
      on_arc_(roads.graph().arc_count()),
      at_start_(roads.graph().place_count()),
      rows_on_arc_(roads.graph().arc_count()) {
  for (const Traveller& column : roads.traffic().columns) pass_min_ = std::min(pass_min_, column.pass_s);
}

void InstantPool::index(std::uint32_t number) {
  const Instant& instant = instants_[number];
  if (!instant.members.empty()) {
    for (const RowMember& member : instant.members)
      rows_on_arc_[member.arc.index()].push_back({number, member});
    return;
  }
  points_.for_arcs_of(instant.point, [&](ArcId arc, const PointUse& use) {
    on_arc_[arc.index()].push_back({number, instant.at - use.after_s, use.extra_s});
  });
  if (instant.point.kind == Point::Kind::place)
    at_start_[instant.point.index].push_back({number, instant.at, points_.start_use().extra_s});
}

void InstantPool::add(const Point& point, Time at, double price) {
  Instant instant;
  instant.point = point;
  instant.at = at;
  instant.capacity = static_cast<double>(capacity_of(roads_.traffic(), point));
  instant.price = price;
  instants_.push_back(instant);
  index(static_cast<std::uint32_t>(instants_.size() - 1));
}

void InstantPool::add(const PricedRow& row) {
  Instant instant;
  instant.price = static_cast<double>(row.price);
  instant.members = row.members;
  instants_.push_back(std::move(instant));
  index(static_cast<std::uint32_t>(instants_.size() - 1));
}

std::size_t InstantPool::add_broken(const std::vector<Share>& shares) {
  std::map<Point, std::vector<Load>> loads;
  std::vector<std::pair<Point, PointUse>> points;
  for (const Share& share : shares) {
    const Traveller& traveller = roads_.traffic().columns[share.column];
    for (const Passage& passage : share.way.passages) {
      points.clear();
      points_.add_points_on(passage.arc, pass_min_, points);
      for (const auto& [point, use] : points) {
        const Time begin = passage.entry + use.after_s;
        loads[point].push_back({{begin, begin + traveller.pass_s + use.extra_s}, share.part});
      }
    }
    if (!roads_.traffic().model.places[traveller.from].exclusive || share.way.passages.empty()) continue;
    const Time begin = share.way.passages.front().entry;
    loads[{Point::Kind::place, static_cast<std::uint32_t>(traveller.from.index()), 0}].push_back(
        {{begin, begin + traveller.pass_s + points_.start_use().extra_s}, share.part});
  }
  const std::size_t before = instants_.size();
  std::map<Point, std::vector<std::uint32_t>> known;
  for (std::uint32_t i = 0; i < before; ++i)
    if (instants_[i].members.empty()) known[instants_[i].point].push_back(i);
  for (const auto& [point, load] : loads)
    for (const Peak& peak : peaks(load, static_cast<double>(capacity_of(roads_.traffic(), point)))) {
      const auto& there = known[point];
      // One that rises by itself is enough.
      const bool rises = std::any_of(there.begin(), there.end(), [&](std::uint32_t number) {
        const Instant& instant = instants_[number];
        return instant.at == peak.at ||
               (peak.span.contains(instant.at) &&
                instant.load > kEnough * (peak.load - instant.capacity) + instant.capacity);
      });
      if (rises) continue;
      add(point, peak.at, 0);
      instants_.back().load = peak.load;
    }
  return instants_.size() - before;
}

void InstantPool::clear() {
  instants_.clear();
  for (auto& list : on_arc_) list.clear();
  for (auto& list : at_start_) list.clear();
  for (auto& list : rows_on_arc_) list.clear();
}

void InstantPool::forget(int idle_max) {
  std::erase_if(instants_, [&](const Instant& instant) { return instant.idle > idle_max; });
  for (auto& list : on_arc_) list.clear();
  for (auto& list : at_start_) list.clear();
  for (auto& list : rows_on_arc_) list.clear();
  for (std::uint32_t i = 0; i < instants_.size(); ++i) index(i);
}

}  // namespace homeward::many
