// SPDX-License-Identifier: Apache-2.0
#include "planner/many/priced_chains.h"

#include <algorithm>

namespace homeward::many {

namespace {

/// For every step the next one that costs less.
void point_to_cheaper(const std::vector<PriceList::Step>& steps, std::vector<std::uint32_t>& cheaper) {
  cheaper.assign(steps.size(), 0xffffffff);
  for (std::size_t i = steps.size() - 1; i-- > 0;) {
    auto next = static_cast<std::uint32_t>(i + 1);
    while (next != 0xffffffff && steps[next].price >= steps[i].price) next = cheaper[next];
    cheaper[i] = next;
  }
}

}  // namespace

PricedChains::PricedChains(const Roads& roads, std::size_t chains_max)
    : roads_{roads},
      chains_max_{chains_max},
      out_(roads.graph().place_count()),
      banned_(roads.graph().arc_count(), 0),
      at_place_(roads.graph().place_count()) {
  const Traffic& traffic = roads.traffic();
  usable_ = traffic.halting == Halting::anywhere && traffic.repeats == Repeats::no_place_twice;
  for (const Traveller& column : traffic.columns) {
    usable_ = usable_ && halts(column.from) && column.depart_until >= kEndOfTime &&
              !traffic.model.places[column.from].exclusive;
    const auto length = std::find(lengths_.begin(), lengths_.end(), column.pass_s);
    length_of_.push_back(static_cast<std::size_t>(length - lengths_.begin()));
    if (length == lengths_.end()) lengths_.push_back(column.pass_s);
  }
  for (const std::vector<PlaceId>& goals : traffic.goals)
    for (const PlaceId goal : goals) usable_ = usable_ && halts(goal);
  std::vector<char> seen(roads.graph().place_count(), 0);
  for (std::size_t i = 0; i < seen.size() && usable_; ++i)
    if (halts(PlaceId(i))) grow(PlaceId(i), kNone, seen);
  stairs_.assign(lengths_.size(), std::vector<Stair>(chains_.size()));
  own_stairs_.resize(traffic.columns.size());
}

bool PricedChains::halts(PlaceId place) const {
  return roads_.traffic().model.places[place].parking_vehicles > 0;
}

void PricedChains::grow(PlaceId from, std::uint32_t before, std::vector<char>& seen) {
  seen[from.index()] = 1;
  for (const ArcId arc : roads_.graph().out(from)) {
    const PlaceId to = roads_.graph().to(arc);
    if (!usable_ || roads_.travel()[arc] == kClosed || seen[to.index()] != 0) continue;
    const Duration offset = before == kNone ? 0 : chains_[before].travel_s;
    const auto number = static_cast<std::uint32_t>(chains_.size());
    chains_.push_back({before, arc, offset, offset + roads_.travel()[arc]});
    usable_ = chains_.size() <= chains_max_;
    if (!halts(to)) {
      grow(to, number, seen);
      continue;
    }
    std::uint32_t root = number;
    while (chains_[root].before != kNone) root = chains_[root].before;
    out_[roads_.graph().from(chains_[root].arc).index()].push_back(number);
  }
  seen[from.index()] = 0;
}

void PricedChains::load(PriceList& prices) {
  prices_ = &prices;
  ++loaded_;
}

PricedChains::Stair& PricedChains::stair_of(std::uint32_t number) {
  bool alone = false;
  for (std::uint32_t k = number; k != kNone && !alone; k = chains_[k].before)
    alone = prices_->pays_alone(chains_[k].arc, column_);
  if (!alone) return stairs_[length_of_[column_]][number];
  own_stairs_[column_].resize(chains_.size());
  return own_stairs_[column_][number];
}

const PricedChains::Stair& PricedChains::stair(std::uint32_t number) {
  Stair& stair = stair_of(number);
  if (stair.loaded == loaded_) return stair;
  stair.loaded = loaded_;
  const Chain& chain = chains_[number];
  const auto own = prices_->steps(chain.arc, column_);
  stair.steps.clear();
  if (chain.before == kNone) {
    stair.steps.assign(own.begin(), own.end());
    point_to_cheaper(stair.steps, stair.cheaper);
    return stair;
  }
  const std::vector<Step>& before = this->stair(chain.before).steps;
  // Both begin at the start of time. Where either changes, the sum does.
  std::size_t a = 0, b = 0;
  for (Time from = kStartOfTime;;) {
    const std::int64_t price = before[a].price + own[b].price;
    if (stair.steps.empty() || stair.steps.back().price != price) stair.steps.push_back({from, price});
    const Time next_a = a + 1 < before.size() ? before[a + 1].from : kEndOfTime;
    const Time next_b = b + 1 < own.size() ? own[b + 1].from - chain.offset_s : kEndOfTime;
    if (next_a >= kEndOfTime && next_b >= kEndOfTime) break;
    const Time next = std::min(next_a, next_b);
    if (next_a == next) ++a;
    if (next_b == next) ++b;
    from = next;
  }
  point_to_cheaper(stair.steps, stair.cheaper);
  return stair;
}

std::optional<PricedWay> PricedChains::cheapest(std::uint32_t column, const IdVector<PlaceId, Duration>& left,
                                                std::span<const EntryBan> bans, std::int64_t cost_max) {
  traveller_ = &roads_.traffic().columns[column];
  if (left[traveller_->from] >= kEndOfTime) return std::nullopt;
  column_ = column;
  left_ = &left;
  bans_ = bans;
  cost_max_ = cost_max;
  for (const EntryBan& ban : bans) banned_[ban.arc.index()] = 1;
  for (const Label& label : labels_) at_place_[label.place.index()].clear();
  labels_.clear();
  open_.clear();
  add({kNone, kNone, traveller_->from, traveller_->ready, 0, 0});
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
  for (const EntryBan& ban : bans) banned_[ban.arc.index()] = 0;
  return way;
}

void PricedChains::expand(std::uint32_t index) {
  if (labels_[index].covered) return;
  for (const std::uint32_t chain : out_[labels_[index].place.index()]) follow(index, chain);
}

/// The first entry from then on that no ban forbids.
Time PricedChains::allowed(std::uint32_t number, Time entry) const {
  for (bool moved = true; moved;) {
    moved = false;
    for (std::uint32_t k = number; k != kNone; k = chains_[k].before) {
      const ArcId arc = chains_[k].arc;
      if (banned_[arc.index()] == 0) continue;
      const auto first = std::lower_bound(bans_.begin(), bans_.end(), arc,
                                          [](const EntryBan& ban, ArcId other) { return ban.arc < other; });
      for (auto ban = first; ban != bans_.end() && ban->arc == arc; ++ban)
        if (ban->times.contains(entry + chains_[k].offset_s)) {
          entry = ban->times.end - chains_[k].offset_s;
          moved = true;
        }
    }
  }
  return entry;
}

void PricedChains::follow(std::uint32_t index, std::uint32_t number) {
  const Label label = labels_[index];
  const Chain& chain = chains_[number];
  const PlaceId to = roads_.graph().to(chain.arc);
  const Duration rest = chain.travel_s + (*left_)[to];
  if ((*left_)[to] >= kEndOfTime) return;
  if (kPriceScale * (label.at + rest - traveller_->ready) + label.price > cost_max_) return;
  const Stair& along = stair(number);
  const std::vector<Step>& steps = along.steps;
  auto i = static_cast<std::uint32_t>(std::upper_bound(steps.begin(), steps.end(), label.at,
                                                       [](Time t, const Step& s) { return t < s.from; }) -
                                      steps.begin() - 1);
  std::int64_t least = kAnyCost;
  while (i != kNone) {
    ++work_;
    Time entry = std::max(label.at, steps[i].from);
    if (kPriceScale * (entry + rest - traveller_->ready) + label.price > cost_max_) return;
    entry = steps[i].price < least ? allowed(number, entry) : kEndOfTime;
    if (entry < (i + 1 < steps.size() ? steps[i + 1].from : kEndOfTime)) {
      least = steps[i].price;
      add({index, number, to, entry + chain.travel_s, entry, label.price + least});
      i = along.cheaper[i];
    } else {
      i = i + 1 < steps.size() ? i + 1 : kNone;
    }
  }
}

void PricedChains::add(const Label& label) {
  const std::int64_t cost =
      kPriceScale * (label.at + (*left_)[label.place] - traveller_->ready) + label.price;
  if (cost > cost_max_) return;
  std::vector<std::uint32_t>& here = at_place_[label.place.index()];
  // In order of time, so that prices fall.
  auto place = std::upper_bound(here.begin(), here.end(), label.at,
                                [&](Time at, std::uint32_t other) { return at < labels_[other].at; });
  if (place != here.begin() && labels_[*(place - 1)].price <= label.price) return;
  if (place != here.begin() && labels_[*(place - 1)].at == label.at) --place;
  auto end = place;
  for (; end != here.end() && labels_[*end].price >= label.price; ++end) labels_[*end].covered = true;
  const auto index = static_cast<std::uint32_t>(labels_.size());
  if (end == place) {
    here.insert(place, index);
  } else {
    *place = index;
    here.erase(place + 1, end);
  }
  labels_.push_back(label);
  open_.push_back({cost, index});
  std::push_heap(open_.begin(), open_.end());
}

PricedWay PricedChains::unload(const Open& top) const {
  PricedWay way;
  way.cost = top.cost;
  way.arrive = labels_[top.label].at;
  for (const Label* label = &labels_[top.label]; label->parent != kNone; label = &labels_[label->parent])
    for (std::uint32_t k = label->chain; k != kNone; k = chains_[k].before)
      way.passages.push_back({chains_[k].arc, label->entry + chains_[k].offset_s});
  std::reverse(way.passages.begin(), way.passages.end());
  return way;
}

std::int64_t PricedChains::cost_of(std::uint32_t column, const PricedWay& way) {
  const Traveller& traveller = roads_.traffic().columns[column];
  std::int64_t cost = kPriceScale * (way.arrive - traveller.ready);
  for (const Passage& passage : way.passages) {
    const auto steps = prices_->steps(passage.arc, column);
    cost += (std::upper_bound(steps.begin(), steps.end(), passage.entry,
                              [](Time t, const Step& s) { return t < s.from; }) -
             1)
                ->price;
  }
  return cost;
}

}  // namespace homeward::many
