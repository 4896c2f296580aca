// SPDX-License-Identifier: Apache-2.0
//
// Who goes first on the road: every column keeps its place in the planned order. Arcs lead from the one
// before to the one after; those that follow from others are left out.
#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <vector>

#include "simulate/compile_parts.h"

namespace homeward::simulate {

namespace {

using check::Passage;
using Passages = std::vector<const Passage*>;

EventIndex entered(const Draft& draft, const Passage& passage) {
  return draft.columns[passage.column].depart[passage.stop];
}

EventIndex left(const Draft& draft, const Passage& passage) {
  return draft.columns[passage.column].arrive[passage.stop + 1];
}

/// The later enters only after the tail of the earlier has left, and the gap.
void clear_first(Draft& draft, const Passage& earlier, const Passage& later) {
  draft.arc(left(draft, earlier), entered(draft, later), earlier.pass_s + earlier.gap_s);
}

void follow(Draft& draft, const Passages& passages) {
  std::map<std::pair<bool, std::int64_t>, const Passage*> last;  // by direction and lane
  for (const Passage* passage : passages) {
    const Passage*& before = last[{passage->direction.forward, passage->lane}];
    if (before != nullptr) {
      const Duration distance = before->pass_s + before->gap_s;
      const Duration slower_s = std::max<Duration>(0, before->travel_s - passage->travel_s);
      draft.arc(entered(draft, *before), entered(draft, *passage), distance + slower_s);
      draft.arc(left(draft, *before), left(draft, *passage), distance);
    }
    before = passage;
  }
}

bool excludes(const Link& link, const Passage& a, const Passage& b) {
  if (link.use == LinkUse::alternating) return true;
  return link.use == LinkUse::two_way && link.meeting_width_mm &&
         a.width_mm + b.width_mm > *link.meeting_width_mm;
}

/// Of every lane the other way only the last that must be gone counts: those before it have left before it.
void oppose(Draft& draft, const Link& link, const Passages& passages) {
  for (std::size_t i = 0; i < passages.size(); ++i) {
    std::vector<bool> found(static_cast<std::size_t>(link.lanes) + 1, false);
    std::int64_t missing = link.lanes;
    for (std::size_t j = i; j-- > 0 && missing > 0;) {
      const Passage& earlier = *passages[j];
      if (earlier.direction.forward == passages[i]->direction.forward) continue;
      const auto lane = static_cast<std::size_t>(earlier.lane);
      if (lane >= found.size() || found[lane] || !excludes(link, earlier, *passages[i])) continue;
      found[lane] = true;
      --missing;
      clear_first(draft, earlier, *passages[i]);
    }
  }
}

/// A column's use of an exclusive place.
struct Use {
  Time begin = 0;
  Duration length_s = 0;
  std::size_t column = 0;
  std::size_t stop = 0;
  EventIndex event = kNone;
};

void add_uses(const Draft& draft, std::size_t column, std::vector<std::vector<Use>>& uses) {
  const check::ColumnFacts& facts = draft.ledger.columns[column];
  const auto& stops = facts.column->stops;
  const Duration gap = draft.model.rules.column_gap_s;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    if (!draft.model.places[stops[i].place].exclusive) continue;
    std::vector<Use>& there = uses[stops[i].place.index()];
    if (i > 0)
      there.push_back(
          {stops[i].arrive, facts.leg_in(i).pass_time_s + gap, column, i, draft.columns[column].arrive[i]});
    if (i == 0 || (!facts.is_last(i) && stops[i].depart > stops[i].arrive))
      there.push_back(
          {stops[i].depart, facts.leg_out(i).pass_time_s + gap, column, i, draft.columns[column].depart[i]});
  }
}

}  // namespace

void order_links(Draft& draft) {
  std::vector<Passages> by_link(draft.model.links.size());
  for (const Passage& passage : draft.ledger.passages)
    by_link[passage.direction.link.index()].push_back(&passage);
  for (LinkId id : draft.model.links.ids()) {
    Passages& passages = by_link[id.index()];
    std::stable_sort(passages.begin(), passages.end(),
                     [](const Passage* a, const Passage* b) { return a->enter < b->enter; });
    follow(draft, passages);
    const Link& link = draft.model.links[id];
    if (link.use == LinkUse::alternating || link.meeting_width_mm) oppose(draft, link, passages);
    if (link.use == LinkUse::exclusive)
      for (std::size_t i = 1; i < passages.size(); ++i) clear_first(draft, *passages[i - 1], *passages[i]);
  }
}

void order_crossings(Draft& draft) {
  std::vector<std::vector<Use>> uses(draft.model.places.size());
  for (std::size_t i = 0; i < draft.columns.size(); ++i) add_uses(draft, i, uses);
  for (std::vector<Use>& there : uses) {
    std::stable_sort(there.begin(), there.end(),
                     [](const Use& a, const Use& b) { return a.begin < b.begin; });
    for (std::size_t i = 1; i < there.size(); ++i) {
      // Arrival and departure of one column at one stop may overlap, so the one after waits for both.
      for (std::size_t j = i; j-- > 0 && j + 2 >= i;) {
        const bool same = there[j].column == there[i].column && there[j].stop == there[i].stop;
        if (!same) draft.arc(there[j].event, there[i].event, there[j].length_s);
      }
    }
  }
}

}  // namespace homeward::simulate
