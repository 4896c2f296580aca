// SPDX-License-Identifier: Apache-2.0
#include "planner/many/flow_streams.h"

#include <algorithm>

namespace homeward::many {

namespace {
constexpr std::size_t kArcsMax = 10'000;  ///< of a way; more only in a circle
}

FlowStreams::FlowStreams(const Roads& roads)
    : roads_{roads}, begins_(roads.graph().place_count()), is_goal_(roads.graph().place_count(), 0) {
  for (const auto& goals : roads.traffic().goals)
    for (const PlaceId goal : goals) is_goal_[goal] = 1;
}

std::size_t FlowStreams::add_pattern(const FlowPattern& pattern) {
  Router router;
  for (const FlowWay& way : pattern.ways) {
    router.starts.emplace_back(way.from, way.arcs.front());
    for (std::size_t i = 1; i < way.arcs.size(); ++i) router.next.emplace_back(way.arcs[i - 1], way.arcs[i]);
  }
  std::sort(router.next.begin(), router.next.end());
  routers_.push_back(std::move(router));
  return routers_.size() - 1;
}

std::size_t FlowStreams::add_clock(Clock clock) {
  clocks_.push_back(std::move(clock));
  return clocks_.size() - 1;
}

std::optional<ArcId> FlowStreams::after(std::size_t turn, ArcId arc) const {
  const auto& next = routers_[turns_[turn].pattern].next;
  const auto at = std::lower_bound(next.begin(), next.end(), std::pair(arc, ArcId(0)));
  return at != next.end() && at->first == arc ? std::optional(at->second) : std::nullopt;
}

const std::vector<Time>& FlowStreams::begins(PlaceId place) {
  std::vector<Time>& begins = begins_[place];
  if (!begins.empty()) return begins;
  Time last = kStartOfTime;
  for (const Turn& turn : turns_) {
    last = std::max(last, turn.begin - clocks_[turn.clock][place]);
    begins.push_back(last);
  }
  begins.push_back(std::max(last, until_ - clocks_[turns_.back().clock][place]));
  return begins;
}

FlowStreams::Starts FlowStreams::starts_from(Time ready) {
  Starts starts;
  for (std::size_t turn = 0; turn < turns_.size(); ++turn)
    for (const auto& start : routers_[turns_[turn].pattern].starts) {
      const std::vector<Time>& begin = begins(start.first);
      const Interval leave{std::max(ready, begin[turn]), begin[turn + 1]};
      if (leave.end <= leave.begin) continue;
      auto& spans = starts[start];
      if (!spans.empty() && spans.back().end == leave.begin)
        spans.back().end = leave.end;
      else
        spans.push_back(leave);
    }
  return starts;
}

void FlowStreams::note(Interval arrivals) {
  // Circles serve nobody.
  std::vector<ArcId> arcs;
  for (const ArcId arc : way_) {
    const auto seen = std::find_if(arcs.begin(), arcs.end(), [&](ArcId before) {
      return roads_.graph().from(before) == roads_.graph().to(arc);
    });
    if (seen == arcs.end())
      arcs.push_back(arc);
    else
      arcs.erase(seen, arcs.end());
  }
  if (arcs.empty()) return;
  const auto [at, fresh] = number_.try_emplace(arcs, ways_.size());
  if (fresh) ways_.push_back({roads_.graph().from(arcs.front()), arcs, {}});
  ways_[at->second].turns.push_back({arrivals.begin, arrivals.end - arrivals.begin});
}

/// What comes to the end of `way_` in this time goes on as the place there sends it.
void FlowStreams::follow(Interval at_end) {
  const ArcId arc = way_.back();
  const PlaceId place = roads_.graph().to(arc);
  if (is_goal_[place]) {
    note(at_end);
    return;
  }
  if (way_.size() > kArcsMax) return;
  const std::vector<Time>& begin = begins(place);
  for (std::size_t turn = 0; turn < turns_.size(); ++turn) {
    Interval part{std::max(at_end.begin, begin[turn]), std::min(at_end.end, begin[turn + 1])};
    if (part.end <= part.begin) continue;
    // As long as it goes on the same way it is one stream.
    const auto next = after(turn, arc);
    while (turn + 1 < turns_.size() && begin[turn + 1] < at_end.end && after(turn + 1, arc) == next)
      part.end = std::min(at_end.end, begin[++turn + 1]);
    if (!next || part.end - part.begin < length_min_s_) continue;
    way_.push_back(*next);
    const Duration travel = roads_.travel()[*next];
    follow({part.begin + travel, part.end + travel});
    way_.pop_back();
  }
}

std::vector<PacedWay> FlowStreams::trace(Time ready, Time until, Duration length_min_s) {
  if (turns_.empty()) return {};
  until_ = until;
  length_min_s_ = length_min_s;
  for (const auto& [start, spans] : starts_from(ready))
    for (const Interval& leave : spans) {
      way_.assign(1, start.second);
      const Duration travel = roads_.travel()[start.second];
      if (leave.end - leave.begin >= length_min_s) follow({leave.begin + travel, leave.end + travel});
    }
  for (PacedWay& way : ways_)
    std::sort(way.turns.begin(), way.turns.end(),
              [](const auto& one, const auto& other) { return one.begin < other.begin; });
  return std::move(ways_);
}

}  // namespace homeward::many
