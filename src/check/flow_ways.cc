// SPDX-License-Identifier: Apache-2.0
#include "check/flow_ways.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace homeward::check {

namespace {

constexpr std::int64_t kScale = 1'000;

std::size_t list_of(LinkId link, bool forward) { return 2 * std::size_t{link.index()} + (forward ? 0 : 1); }

}  // namespace

Duration FlowWays::travel(const Model& model, LinkId link) {
  const std::int64_t speed =
      std::min(model.rules.march_rate_m_per_hour,
               model.links[link].speed_m_per_hour[static_cast<std::size_t>(VehicleClass::wheeled)]);
  return divide_up(3600 * model.links[link].length_m, speed);
}

FlowWays::FlowWays(const FlowSet& set, const std::vector<FlowPrice>& prices, const std::vector<FlowRow>& rows)
    : set_{set},
      gap_s_{set.model->rules.column_gap_s},
      roads_(set.model->places.size()),
      into_(set.model->places.size()),
      charges_(2 * set.model->links.size() + set.model->places.size()),
      left_(set.model->places.size(), kEndOfTime),
      kept_(set.model->places.size()) {
  add_roads();
  add_charges(prices);
  add_charges(rows);
}

void FlowWays::add_roads() {
  const Model& model = *set_.model;
  for (const LinkId id : model.links.ids()) {
    const Link& link = model.links[id];
    const Duration time = travel(model, id);
    roads_[link.from].push_back({link.to, time, list_of(id, true)});
    into_[link.to].emplace_back(link.from, time);
    if (link.use == LinkUse::one_way) continue;
    roads_[link.to].push_back({link.from, time, list_of(id, false)});
    into_[link.from].emplace_back(link.to, time);
  }
}

void FlowWays::add_charges(const std::vector<FlowPrice>& prices) {
  const Model& model = *set_.model;
  for (const FlowPrice& price : prices) {
    if (price.point == FlowPrice::Point::place) {
      // Whoever comes in over a link, or starts here.
      for (const LinkId id : model.links.ids())
        for (const bool forward : {true, false}) {
          const PlaceId to = forward ? model.links[id].to : model.links[id].from;
          if (to != PlaceId(price.index)) continue;
          charges_[list_of(id, forward)].push_back({price.at - travel(model, id), gap_s_, price.price});
        }
      charges_[2 * model.links.size() + price.index].push_back({price.at, gap_s_, price.price});
      continue;
    }
    const LinkId id(price.index);
    const Duration time = travel(model, id);
    const Duration gap = std::max(gap_s_, model.links[id].gap_s);
    using Point = FlowPrice::Point;
    if (price.point == Point::forward || price.point == Point::backward) {
      charges_[list_of(id, price.point == Point::forward)].push_back({price.at, gap, price.price});
      continue;
    }
    const bool whole = price.point == Point::whole;
    for (const bool forward : {true, false}) {
      const Duration drive = whole ? 0 : forward ? price.offset_s : time - price.offset_s;
      charges_[list_of(id, forward)].push_back({price.at - drive, whole ? time + gap : gap, price.price});
    }
  }
}

void FlowWays::add_charges(const std::vector<FlowRow>& rows) {
  for (const FlowRow& row : rows)
    for (const FlowRow::Member& member : row.members)
      charges_[list_of(LinkId(row.link), member.forward)].push_back(
          {member.last, 0, row.price, member.column, member.first});
}

void FlowWays::find_times_left(const std::vector<PlaceId>& goals) {
  for (const PlaceId place : left_.ids()) left_[place] = kEndOfTime;
  using Entry = std::pair<Duration, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  for (const PlaceId goal : goals) {
    left_[goal] = 0;
    open.emplace(0, goal.index());
  }
  while (!open.empty()) {
    const auto [time, index] = open.top();
    open.pop();
    if (time > left_[PlaceId(index)]) continue;
    for (const auto& [from, drive] : into_[PlaceId(index)])
      if (time + drive < left_[from]) {
        left_[from] = time + drive;
        open.emplace(time + drive, from.index());
      }
  }
}

std::vector<FlowWays::Span> FlowWays::parts(std::size_t list, Span entries) const {
  const Duration pass_s = set_.columns[column_].pass_s;
  // What changes when: +price where a charge begins to count, −price after its last second.
  std::map<Time, std::int64_t> changes{{entries.times.begin, 0}};
  for (const Charge& charge : charges_[list]) {
    if (charge.column != kAnybody && charge.column != column_) continue;
    const Interval counts{
        charge.column == column_ ? charge.first : charge.last - pass_s - charge.longer_s + 1,
        charge.last + 1};
    if (!counts.overlaps(entries.times)) continue;
    changes[std::max(counts.begin, entries.times.begin)] += charge.price;
    if (counts.end < entries.times.end) changes[counts.end] -= charge.price;
  }
  std::vector<Span> found;
  std::int64_t paid = entries.paid;
  for (auto change = changes.begin(); change != changes.end(); ++change) {
    paid += change->second;
    const auto next = std::next(change);
    found.push_back({{change->first, next == changes.end() ? entries.times.end : next->first}, paid});
  }
  return found;
}

void FlowWays::add(PlaceId place, Span span) {
  if (left_[place] >= kEndOfTime) return;
  // Only the seconds that nobody has cheaper.
  std::vector<Interval> pieces{span.times};
  for (const Span& other : kept_[place]) {
    if (other.paid > span.paid || !other.times.overlaps(span.times)) continue;
    std::vector<Interval> rest;
    for (const Interval& piece : pieces) {
      const Interval before{piece.begin, std::min(piece.end, other.times.begin)};
      const Interval after{std::max(piece.begin, other.times.end), piece.end};
      if (!before.empty()) rest.push_back(before);
      if (!after.empty()) rest.push_back(after);
    }
    pieces = std::move(rest);
    if (pieces.empty()) return;
  }
  for (const Interval& piece : pieces) {
    kept_[place].push_back({piece, span.paid});
    const std::int64_t cost = kScale * (piece.begin + left_[place] - set_.columns[column_].ready) + span.paid;
    open_.push_back({cost, place, {piece, span.paid}});
    std::push_heap(open_.begin(), open_.end(), std::greater<>{});
  }
}

std::optional<std::int64_t> FlowWays::cheapest(std::size_t index) {
  const FlowColumn& column = set_.columns[index];
  column_ = index;
  find_times_left(column.goals);
  for (const PlaceId place : kept_.ids()) kept_[place].clear();
  open_.clear();
  const Time until = column.depart_until < kEndOfTime ? column.depart_until + 1 : kEndOfTime;
  const Span start{{column.ready, until}, 0};
  if (start.times.empty()) return std::nullopt;
  for (const Span& part : parts(2 * set_.model->links.size() + column.from.index(), start))
    add(column.from, part);
  while (!open_.empty()) {
    std::pop_heap(open_.begin(), open_.end(), std::greater<>{});
    const Label label = open_.back();
    open_.pop_back();
    if (left_[label.place] == 0) return label.cost;
    for (const Road& road : roads_[label.place])
      for (const Span& part : parts(road.charges, label.span)) {
        Interval arrives{part.times.begin + road.travel, std::min(kEndOfTime, part.times.end + road.travel)};
        const bool halts = set_.halts_on_the_way && set_.model->places[road.to].parking_vehicles > 0;
        if (halts) arrives.end = kEndOfTime;
        add(road.to, {arrives, part.paid});
      }
  }
  return std::nullopt;
}

}  // namespace homeward::check
