// SPDX-License-Identifier: Apache-2.0
#include "check/certificate_stands.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <set>

namespace homeward::check {

namespace {

constexpr std::int64_t kNoWay = std::numeric_limits<std::int64_t>::max() / 4;

/// Where something on its way may stand: in the zone, with room.
bool can_stand(const Model& model, PlaceId place) {
  return model.in_zone(place) && model.places[place].parking_vehicles > 0;
}

Pieces closed_everywhere(const Model& model, ClosedTimes& closed) {
  std::optional<Pieces> all;
  for (LinkId id : model.links.ids()) {
    const Link& link = model.links[id];
    if (!model.in_zone(link.from) && !model.in_zone(link.to)) continue;
    for (const bool forward : {true, false}) {
      if (!forward && link.use == LinkUse::one_way) continue;
      const Pieces& pieces = closed.link({id, forward}, kEveryClass);
      all = all ? common_pieces(*all, pieces) : pieces;
    }
  }
  return all.value_or(Pieces());
}

}  // namespace

Stands::Stands(const Model& model, ClosedTimes& closed, Time until) : model_{model} {
  for (const Interval& piece : closed_everywhere(model, closed))
    if (piece.end > model.start) still_.push_back(piece);
  for (const Interval& open : open_pieces(still_, {model.start, kEndOfTime}))
    if (open.begin < until) open_.push_back(open);
}

/// From its first second on: nobody is further who begins later.
Hops Stands::night_hops(const MoverRoads& roads, Interval open) const {
  Hops hops;
  hops.next.resize(model_.places.size());
  hops.out.assign(model_.places.size(), false);
  for (PlaceId from : model_.places.ids()) {
    if (!model_.in_zone(from) || roads.out(from).empty()) continue;
    const Arrivals arrivals = roads.from(from, open.begin, Rests::needed);
    hops.out[from] = arrivals.exit <= open.end && arrivals.exit < kEndOfTime;
    for (PlaceId to : model_.places.ids())
      if (to != from && can_stand(model_, to) && arrivals.come[to] <= open.end &&
          arrivals.come[to] < kEndOfTime)
        hops.next[from].push_back(to);
  }
  return hops;
}

const std::vector<std::size_t>& Stands::kinds_of_nights(const MoverRoads& roads) {
  const auto [found, is_new] = known_.try_emplace(&roads);
  Known& known = found->second;
  if (!is_new) return known.kind;
  std::map<std::vector<std::int64_t>, std::size_t> kinds;
  for (const Interval& open : open_) {
    const auto [kind, other] = kinds.try_emplace(roads.closings_in(open), known.hops.size());
    if (other) known.hops.push_back(night_hops(roads, open));
    known.kind.push_back(kind->second);
  }
  return known.kind;
}

const Hops& Stands::hops(const MoverRoads& roads, Time ready) {
  const std::vector<std::size_t>& kinds = kinds_of_nights(roads);
  std::size_t night = 0;
  while (night < open_.size() && open_[night].end <= ready) ++night;
  const auto [found, is_new] = from_night_.try_emplace({&roads, night});
  Hops& all = found->second;
  if (!is_new) return all;
  all.next.resize(model_.places.size());
  all.out.assign(model_.places.size(), false);
  const std::set<std::size_t> later(kinds.begin() + static_cast<std::ptrdiff_t>(night), kinds.end());
  for (PlaceId from : model_.places.ids()) {
    std::set<PlaceId> next;
    for (const std::size_t kind : later) {
      const Hops& some = known_[&roads].hops[kind];
      next.insert(some.next[from].begin(), some.next[from].end());
      all.out[from] = all.out[from] || some.out[from];
    }
    all.next[from].assign(next.begin(), next.end());
  }
  return all;
}

std::int64_t least_stands(const Hops& hops, PlaceId place, const IdVector<PlaceId, std::int64_t>& cost) {
  using Label = std::pair<std::int64_t, PlaceId>;
  std::priority_queue<Label, std::vector<Label>, std::greater<>> open;
  IdVector<PlaceId, bool> done(cost.size(), false);
  open.push({0, place});
  while (!open.empty()) {
    const auto [sum, here] = open.top();
    open.pop();
    if (done[here]) continue;
    done[here] = true;
    if (hops.out[here]) return sum;
    for (PlaceId next : hops.next[here])
      if (!done[next]) open.push({std::min(kNoWay, sum + cost[next]), next});
  }
  return 0;
}

std::int64_t stand_use(const Model& model, const Claim& claim, const LotWay& way, const MoverRoads& roads,
                       PlaceId place) {
  std::int64_t escorts = std::numeric_limits<std::int64_t>::max();
  for (const MoverRoads::Arc& arc : roads.arcs())
    if (arc.to == place && !arc.entry)  // loads do not come back
      escorts =
          std::min(escorts, escort_use(model, way.mover, most_vehicles(model, claim), arc.direction.link));
  if (escorts == std::numeric_limits<std::int64_t>::max()) escorts = 0;
  return (1000 + escorts) / way.things;
}

}  // namespace homeward::check
