// SPDX-License-Identifier: Apache-2.0
#include "planner/convoys/backward_search.h"

#include <algorithm>
#include <queue>

namespace homeward {

namespace {

constexpr std::int32_t kNoWay = 1'000'000'000;
enum class Towards { place, away };

/// Times from everywhere to the place, or from the place to everywhere; kNoWay where there is no way.
std::vector<std::int32_t> all_times(const RoadGraph& graph, const IdVector<ArcId, Duration>& travel,
                                    PlaceId place, Towards towards) {
  std::vector<std::int32_t> best(graph.place_count(), kNoWay);
  using Entry = std::pair<std::int32_t, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  best[place.index()] = 0;
  open.emplace(0, place.index());
  while (!open.empty()) {
    const auto [time, here] = open.top();
    open.pop();
    if (time > best[here]) continue;
    const bool back = towards == Towards::place;
    for (ArcId arc : back ? graph.in(PlaceId(here)) : graph.out(PlaceId(here))) {
      if (travel[arc] == kClosed) continue;
      const auto next = (back ? graph.from(arc) : graph.to(arc)).index();
      const auto through = static_cast<std::int32_t>(std::min<Duration>(time + travel[arc], kNoWay));
      if (through >= best[next]) continue;
      best[next] = through;
      open.emplace(through, next);
    }
  }
  return best;
}

bool same_both_ways(const IdVector<ArcId, Duration>& travel) {
  for (ArcId arc : travel.ids())
    if (travel[arc] != travel[opposite(arc)]) return false;
  return true;
}

}  // namespace

Landmarks::Landmarks(const RoadGraph& graph, const IdVector<ArcId, Duration>& travel, std::size_t count)
    : width_{2 * count}, times_(graph.place_count() * width_, 0) {
  if (graph.place_count() == 0 || count == 0) return;
  const bool symmetric = same_both_ways(travel);
  std::vector<std::int32_t> nearest(graph.place_count(), kNoWay);
  PlaceId next(0);
  // The first sweep only finds a place at the edge; each landmark is the farthest from all before it.
  for (std::size_t i = 0; i <= count; ++i) {
    const std::vector<std::int32_t> to = all_times(graph, travel, next, Towards::place);
    std::size_t farthest = 0;
    std::int32_t farthest_time = -1;
    const auto from =
        symmetric || i == 0 ? std::vector<std::int32_t>() : all_times(graph, travel, next, Towards::away);
    for (std::size_t place = 0; place < to.size(); ++place) {
      if (i > 0) {
        const std::int32_t away = symmetric ? to[place] : from[place];
        std::int32_t* const row = times_.data() + place * width_ + 2 * (i - 1);
        row[0] = to[place];
        row[1] = away;
      }
      const std::int32_t time = i > 0 ? (nearest[place] = std::min(nearest[place], to[place])) : to[place];
      if (time < kNoWay && time > farthest_time) {
        farthest_time = time;
        farthest = place;
      }
    }
    next = PlaceId(farthest);
  }
}

void BackwardSearch::aim(PlaceId start, PlaceId goal) {
  start_ = start;
  goal_ = goal;
  open_.clear();
  if (++round_ == 0) {
    std::fill(nodes_.begin(), nodes_.end(), Node());
    round_ = 1;
  }
  relax(goal, 0);
}

void BackwardSearch::relax(PlaceId place, std::int32_t time) {
  Node& node = nodes_[place.index()];
  if (node.round == round_ && node.time <= time) return;
  node = {round_, time, false};
  const Duration least = landmarks_.least_between(start_, place);
  open_.push_back({time + static_cast<std::int32_t>(least), time, place.index()});
  std::push_heap(open_.begin(), open_.end());
}

Duration BackwardSearch::resume(PlaceId place) {
  while (!open_.empty()) {
    std::pop_heap(open_.begin(), open_.end());
    const Open top = open_.back();
    open_.pop_back();
    Node& node = nodes_[top.place];
    if (node.settled || node.time != top.time) continue;
    node.settled = true;
    ++work_;
    for (ArcId arc : graph_.in(PlaceId(top.place)))
      if (travel_[arc] != kClosed)
        relax(graph_.from(arc), top.time + static_cast<std::int32_t>(travel_[arc]));
    if (top.place == place.index()) return top.time;
  }
  return kEndOfTime;
}

}  // namespace homeward
