// SPDX-License-Identifier: Apache-2.0
#include "planner/many/link_rows.h"

#include <algorithm>

namespace homeward::many {

namespace {

constexpr std::size_t kSeeds = 12;  ///< largest entries of a link from which sets are grown

}  // namespace

/// No plan has both, whatever the seconds of their spans.
bool LinkRows::fit(const RowMember& a, const RowMember& b) const {
  if (a.column == b.column) return true;
  const auto& columns = roads_.traffic().columns;
  const auto behind_a = headway(roads_, columns[a.column].pass_s, a.arc, b.arc);
  const auto behind_b = headway(roads_, columns[b.column].pass_s, b.arc, a.arc);
  if (!behind_a || !behind_a->any_lane) return false;
  return b.last - a.first < behind_a->behind_s && a.last - b.first < behind_b->behind_s;
}

bool LinkRows::holds(const PricedRow& row) const {
  for (const RowMember& a : row.members)
    for (const RowMember& b : row.members) {
      if (direction_of(a.arc).link != direction_of(b.arc).link || a.first > a.last || !fit(a, b))
        return false;
      const bool overlap = a.first <= b.last && b.first <= a.last;
      if (&a != &b && a.column == b.column && a.arc == b.arc && overlap) return false;
    }
  return true;
}

bool LinkRows::too_close(const Entry& a, const Entry& b) const {
  return fit({a.column, a.arc, a.at, a.at}, {b.column, b.arc, b.at, b.at});
}

/// A set with these two of which any two are too close, made as heavy as the largest parts first make it.
std::vector<std::size_t> LinkRows::grow(const std::vector<Entry>& entries, std::size_t first,
                                        std::size_t second) const {
  std::vector<std::size_t> chosen{first, second};
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i == first || i == second) continue;
    if (std::all_of(chosen.begin(), chosen.end(),
                    [&](std::size_t other) { return too_close(entries[i], entries[other]); }))
      chosen.push_back(i);
  }
  return chosen;
}

/// All of them use one point at one instant.
bool LinkRows::has_instant(const std::vector<Entry>& entries, const std::vector<std::size_t>& chosen) const {
  const ArcId arc = entries[chosen.front()].arc;
  const LinkId link = direction_of(arc).link;
  // For each direction, the instants at which all are on its entry.
  Interval on[2] = {{kStartOfTime, kEndOfTime}, {kStartOfTime, kEndOfTime}};
  for (const std::size_t i : chosen) {
    Interval& times = on[entries[i].arc == arc ? 0 : 1];
    times.begin = std::max(times.begin, entries[i].at);
    times.end = std::min(
        times.end, entries[i].at + roads_.traffic().columns[entries[i].column].pass_s + gap_on(roads_, link));
  }
  if (on[0].empty() || on[1].empty()) return false;
  const Duration travel = roads_.travel()[arc];
  // An instant u at the one entry and v at the other belong to one point if |u − v| is no more than the
  // travel.
  return on[1].begin - (on[0].end - 1) <= travel && on[0].begin - (on[1].end - 1) <= travel;
}

/// A member for each column and direction, as wide as can be, all at the same pace.
PricedRow LinkRows::widened(const std::vector<Entry>& entries, const std::vector<std::size_t>& chosen) const {
  PricedRow row;
  for (const std::size_t i : chosen) {
    const Entry& entry = entries[i];
    auto same = std::find_if(row.members.begin(), row.members.end(), [&](const RowMember& member) {
      return member.column == entry.column && member.arc == entry.arc;
    });
    if (same == row.members.end())
      same = row.members.insert(same, {entry.column, entry.arc, entry.at, entry.at});
    same->first = std::min(same->first, entry.at);
    same->last = std::max(same->last, entry.at);
  }
  const auto fits = [&](const RowMember& member) {
    return std::all_of(row.members.begin(), row.members.end(),
                       [&](const RowMember& other) { return fit(member, other); });
  };
  Duration step = 1;
  for (const std::size_t i : chosen)
    step = std::max(step, roads_.traffic().columns[entries[i].column].pass_s / 2);
  for (; step > 0; step /= 2)
    for (bool wider = true; wider;) {
      wider = false;
      for (RowMember& member : row.members) {
        RowMember later = member;
        later.last += step;
        if (fits(later)) member = later, wider = true;
        RowMember earlier = member;
        earlier.first -= step;
        if (fits(earlier)) member = earlier, wider = true;
      }
    }
  return row;
}

std::vector<std::vector<LinkRows::Entry>> LinkRows::entries_of(const std::vector<Share>& shares) const {
  std::vector<std::vector<Entry>> by_link(roads_.traffic().model.links.size());
  for (const Share& share : shares)
    for (const Passage& passage : share.way.passages) {
      auto& list = by_link[direction_of(passage.arc).link.index()];
      const auto same = std::find_if(list.begin(), list.end(), [&](const Entry& entry) {
        return entry.column == share.column && entry.arc == passage.arc && entry.at == passage.entry;
      });
      if (same != list.end())
        same->part += share.part;
      else
        list.push_back({share.column, passage.arc, passage.entry, share.part});
    }
  for (auto& list : by_link)
    std::stable_sort(list.begin(), list.end(),
                     [](const Entry& a, const Entry& b) { return a.part > b.part; });
  return by_link;
}

std::vector<PricedRow> LinkRows::broken(const std::vector<Share>& shares, double least,
                                        std::size_t most) const {
  std::vector<PricedRow> found;
  for (const auto& entries : entries_of(shares)) {
    std::vector<std::pair<double, std::vector<std::size_t>>> sets;  // −load first
    for (std::size_t a = 0; a < std::min(kSeeds, entries.size()); ++a)
      for (std::size_t b = a + 1; b < std::min(2 * kSeeds, entries.size()); ++b) {
        if (!too_close(entries[a], entries[b])) continue;
        std::vector<std::size_t> chosen = grow(entries, a, b);
        std::sort(chosen.begin(), chosen.end());
        double load = 0;
        bool alone = true;  // one column that drives in a circle
        for (const std::size_t i : chosen) {
          load += entries[i].part;
          alone = alone && entries[i].column == entries[a].column;
        }
        if (load <= 1 + least || alone || has_instant(entries, chosen)) continue;
        sets.emplace_back(-load, std::move(chosen));
      }
    std::sort(sets.begin(), sets.end());
    sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
    for (std::size_t i = 0; i < sets.size() && i < most; ++i)
      found.push_back(widened(entries, sets[i].second));
  }
  return found;
}

}  // namespace homeward::many
