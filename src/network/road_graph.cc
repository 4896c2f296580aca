// SPDX-License-Identifier: Apache-2.0
#include "network/road_graph.h"

#include <queue>

namespace homeward {

RoadGraph::RoadGraph(const Model& model) {
  const std::size_t arcs = 2 * model.links.size();
  from_.resize(arcs);
  to_.resize(arcs);
  std::vector<ArcId> usable;
  for (LinkId id : model.links.ids()) {
    const Link& link = model.links[id];
    const ArcId forward = arc_of({id, true});
    const ArcId backward = arc_of({id, false});
    from_[forward] = to_[backward] = link.from;
    to_[forward] = from_[backward] = link.to;
    usable.push_back(forward);
    if (link.use != LinkUse::one_way) usable.push_back(backward);
  }
  const auto index = [&](const IdVector<ArcId, PlaceId>& end, std::vector<ArcId>& sorted,
                         std::vector<std::uint32_t>& first) {
    first.assign(model.places.size() + 1, 0);
    for (ArcId arc : usable) ++first[end[arc].index() + 1];
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    sorted.resize(usable.size());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (ArcId arc : usable) sorted[next[end[arc].index()]++] = arc;
  };
  index(from_, out_, first_out_);
  index(to_, in_, first_in_);
}

namespace {

bool fits(const std::optional<std::int64_t>& limit, const UnknownPolicy& unknown, std::int64_t need) {
  if (limit) return need <= *limit;
  return unknown.assume && need <= *unknown.assume;
}

}  // namespace

IdVector<ArcId, Duration> travel_times(const Model& model, const RoadGraph& graph, const RoadNeeds& needs) {
  IdVector<ArcId, Duration> times(graph.arc_count(), kClosed);
  for (LinkId id : model.links.ids()) {
    const Link& link = model.links[id];
    if (!fits(link.mlc, model.rules.unknown_link_mlc, needs.mlc) ||
        !fits(link.height_mm, model.rules.unknown_link_height_mm, needs.height_mm) ||
        !fits(link.width_mm, model.rules.unknown_link_width_mm, needs.width_mm))
      continue;
    std::int64_t speed = needs.march_rate_m_per_hour;
    for (std::size_t c = 0; c < kVehicleClasses; ++c)
      if (needs.classes[c]) speed = std::min(speed, link.speed_m_per_hour[c]);
    const Duration time = divide_up(3600 * link.length_m, speed);
    times[arc_of({id, true})] = time;
    if (link.use != LinkUse::one_way) times[arc_of({id, false})] = time;
  }
  return times;
}

IdVector<PlaceId, Duration> times_to(const RoadGraph& graph, const IdVector<ArcId, Duration>& travel,
                                     PlaceId goal) {
  IdVector<PlaceId, Duration> best(graph.place_count(), kEndOfTime);
  using Entry = std::pair<Duration, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  best[goal] = 0;
  open.emplace(0, goal.index());
  while (!open.empty()) {
    const auto [time, index] = open.top();
    open.pop();
    if (time > best[PlaceId(index)]) continue;
    for (ArcId arc : graph.in(PlaceId(index))) {
      if (travel[arc] == kClosed) continue;
      const Duration through = time + travel[arc];
      if (through >= best[graph.from(arc)]) continue;
      best[graph.from(arc)] = through;
      open.emplace(through, graph.from(arc).index());
    }
  }
  return best;
}

}  // namespace homeward
