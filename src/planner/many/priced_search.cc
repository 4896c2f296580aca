// SPDX-License-Identifier: Apache-2.0
#include "planner/many/priced_search.h"

#include <algorithm>

namespace homeward::many {

PricedSearch::PricedSearch(const Roads& roads)
    : roads_{roads}, halts_(roads.graph().place_count(), 0), at_place_(roads.graph().place_count()) {
  if (roads.traffic().halting != Halting::anywhere) return;
  for (const PlaceId place : halts_.ids())
    halts_[place] = roads.traffic().model.places[place].parking_vehicles > 0;
}

std::optional<PricedWay> PricedSearch::cheapest(std::uint32_t column, const IdVector<PlaceId, Duration>& left,
                                                PriceList& prices, std::span<const EntryBan> bans) {
  traveller_ = &roads_.traffic().columns[column];
  if (left[traveller_->from] >= kEndOfTime) return std::nullopt;
  column_ = column;
  left_ = &left;
  prices_ = &prices;
  bans_ = bans;
  clear();
  start();
  std::optional<PricedWay> way;
  while (!open_.empty() && !way) {
    std::pop_heap(open_.begin(), open_.end());
    const Open top = open_.back();
    open_.pop_back();
    if (left[labels_[top.label].place] == 0)
      way = unload(top);
    else
      expand(top.label);
  }
  work_ += static_cast<std::int64_t>(labels_.size());
  return way;
}

void PricedSearch::clear() {
  for (const Label& label : labels_) at_place_[label.place.index()].clear();
  labels_.clear();
  open_.clear();
}

void PricedSearch::start() {
  const Interval departures{traveller_->ready, traveller_->depart_until < kEndOfTime
                                                   ? traveller_->depart_until + 1
                                                   : kEndOfTime};
  const auto steps = prices_->start_steps(traveller_->from, column_);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Time until = i + 1 < steps.size() ? steps[i + 1].from : kEndOfTime;
    const Interval times{std::max(steps[i].from, departures.begin), std::min(until, departures.end)};
    if (!times.empty()) add({kNone, traveller_->from, ArcId(0), times, steps[i].price});
  }
}

void PricedSearch::expand(std::uint32_t index) {
  const PlaceId place = labels_[index].place;
  const Interval leaves = labels_[index].leaves;
  const std::vector<Piece>& here = at_place_[place.index()];
  own_.clear();
  for (auto piece = std::partition_point(
           here.begin(), here.end(), [&](const Piece& other) { return other.times.end <= leaves.begin; });
       piece != here.end() && piece->times.begin < leaves.end; ++piece)
    if (piece->label == index) own_.push_back(piece->times);
  const std::vector<Interval> times = own_;  // driving in a circle comes back here
  for (const ArcId arc : roads_.graph().out(place)) {
    if (roads_.travel()[arc] == kClosed || (*left_)[roads_.graph().to(arc)] >= kEndOfTime) continue;
    for (const Interval& span : times) drive(index, arc, span);
  }
}

void PricedSearch::drive(std::uint32_t index, ArcId arc, Interval entries) {
  const auto before = [](const EntryBan& ban, ArcId other) { return ban.arc < other; };
  for (auto ban = std::lower_bound(bans_.begin(), bans_.end(), arc, before);
       ban != bans_.end() && ban->arc == arc; ++ban) {
    if (ban->times.end <= entries.begin) continue;
    if (ban->times.begin >= entries.end) break;
    if (ban->times.begin > entries.begin) enter(index, arc, {entries.begin, ban->times.begin});
    entries.begin = ban->times.end;
    if (entries.empty()) return;
  }
  enter(index, arc, entries);
}

void PricedSearch::enter(std::uint32_t index, ArcId arc, Interval entries) {
  const auto steps = prices_->steps(arc, column_);
  auto step = std::upper_bound(steps.begin(), steps.end(), entries.begin,
                               [](Time t, const PriceList::Step& s) { return t < s.from; }) -
              1;
  const Duration travel = roads_.travel()[arc];
  const PlaceId to = roads_.graph().to(arc);
  const bool halts = may_halt(to) || (*left_)[to] == 0;
  for (; step != steps.end() && step->from < entries.end; ++step) {
    const Time until = step + 1 != steps.end() ? (step + 1)->from : kEndOfTime;
    const Interval part{std::max(entries.begin, step->from), std::min(entries.end, until)};
    Interval arrivals{part.begin + travel, std::min(kEndOfTime, part.end + travel)};
    if (halts) arrivals.end = kEndOfTime;
    add({index, to, arc, arrivals, labels_[index].price + step->price});
  }
}

void PricedSearch::add(const Label& label) {
  const std::int64_t rest = (*left_)[label.place];
  const std::int64_t cost = kPriceScale * (label.leaves.begin + rest - traveller_->ready) + label.price;
  const auto index = static_cast<std::uint32_t>(labels_.size());
  if (!keep(label, index)) return;
  labels_.push_back(label);
  open_.push_back({cost, rest, index});
  std::push_heap(open_.begin(), open_.end());
}

bool PricedSearch::keep(const Label& label, std::uint32_t index) {
  std::vector<Piece>& here = at_place_[label.place.index()];
  const auto first = std::partition_point(here.begin(), here.end(), [&](const Piece& piece) {
    return piece.times.end <= label.leaves.begin;
  });
  pieces_.clear();
  Time at = label.leaves.begin;
  bool kept = false;
  const auto take_until = [&](Time until) {
    if (at >= until) return;
    pieces_.push_back({{at, until}, label.price, index});
    kept = true;
    at = until;
  };
  auto piece = first;
  for (; piece != here.end() && piece->times.begin < label.leaves.end; ++piece) {
    take_until(std::min(piece->times.begin, label.leaves.end));
    if (piece->price <= label.price) {
      pieces_.push_back(*piece);
      at = std::max(at, piece->times.end);
      continue;
    }
    const Interval both{std::max(piece->times.begin, label.leaves.begin),
                        std::min(piece->times.end, label.leaves.end)};
    if (piece->times.begin < both.begin)
      pieces_.push_back({{piece->times.begin, both.begin}, piece->price, piece->label});
    take_until(both.end);
    if (both.end < piece->times.end)
      pieces_.push_back({{both.end, piece->times.end}, piece->price, piece->label});
    at = std::max(at, piece->times.end);
  }
  take_until(label.leaves.end);
  if (!kept) return false;
  const auto place = first - here.begin();
  here.erase(first, piece);
  here.insert(here.begin() + place, pieces_.begin(), pieces_.end());
  return true;
}

PricedWay PricedSearch::unload(const Open& top) const {
  PricedWay way;
  way.cost = top.cost;
  const Label* label = &labels_[top.label];
  way.arrive = label->leaves.begin;
  Time arrive = way.arrive;
  while (label->parent != kNone) {
    const Time entry = arrive - roads_.travel()[label->in];
    way.passages.push_back({label->in, entry});
    label = &labels_[label->parent];
    arrive = may_halt(label->place) ? label->leaves.begin : entry;
  }
  std::reverse(way.passages.begin(), way.passages.end());
  return way;
}

}  // namespace homeward::many
