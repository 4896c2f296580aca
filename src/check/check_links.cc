// SPDX-License-Identifier: Apache-2.0
//
// Columns that share a link, with each other or with other traffic: FOLLOW, OPPOSE, EXCLUSIVE. Passages of
// one link are sorted by entry; each is compared with the one before it that binds most, which finds a
// conflict if and only if there is one, in n log n.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <queue>
#include <string_view>
#include <tuple>

#include "check/families.h"

namespace homeward::check {

namespace {

using Lane = std::vector<const Passage*>;

/// [e, e + t + p + g)
Interval occupied(const Passage& passage) { return {passage.enter, passage.cleared() + passage.gap_s}; }

Time end_of(const Passage* passage) { return occupied(*passage).end; }
/// When the next one may enter the lane.
Time tail_in(const Passage* passage) { return passage->enter + passage->pass_s + passage->gap_s; }

/// The one with the larger figure, the first of equals.
template <class Figure>
const Passage* larger(const Passage* before, const Passage* now, Figure figure) {
  return before == nullptr ? now : std::ranges::max(before, now, {}, figure);
}

class LinkCheck {
 public:
  LinkCheck(const Ledger& ledger, Findings& findings) : ledger_{ledger}, findings_{findings} {}

  void follow(const Lane& lane) {
    const Passage* last_in = nullptr;   // whose tail enters last
    const Passage* last_out = nullptr;  // whose tail leaves last
    for (const Passage* passage : lane) {
      if (last_in != nullptr && (passage->enter < tail_in(last_in) || passage->enter == last_in->enter))
        report_follow(*last_in, *passage, "enters", passage->enter - last_in->enter,
                      last_in->pass_s + last_in->gap_s);
      else if (last_out != nullptr && passage->enter + passage->travel_s < occupied(*last_out).end)
        report_follow(*last_out, *passage, "leaves",
                      passage->enter + passage->travel_s - last_out->enter - last_out->travel_s,
                      last_out->pass_s + last_out->gap_s);
      last_in = larger(last_in, passage, tail_in);
      last_out = larger(last_out, passage, end_of);
    }
  }

  void lanes(const Passage& passage) {
    const Link& link = ledger_.model.links[passage.direction.link];
    if (passage.lane >= 1 && passage.lane <= link.lanes) return;
    const std::string& number = ledger_.number(passage.column);
    findings_.add(Rule::FOLLOW, {number, link.key}, passage.enter,
                  fmt::format("{} enters {} at {} on lane {} of {}.", number, link.key,
                              findings_.when(passage.enter), passage.lane, link.lanes));
  }

  void exclusive(const Lane& all) {
    const Passage* longest = nullptr;
    for (const Passage* passage : all) {
      if (longest != nullptr && occupied(*longest).overlaps(occupied(*passage)))
        report_meeting(Rule::EXCLUSIVE, *longest, *passage);
      longest = larger(longest, passage, end_of);
    }
  }

  /// Opposing columns of any width.
  void oppose(const Lane& all) {
    const Passage* longest[2] = {nullptr, nullptr};
    for (const Passage* passage : all) {
      const bool forward = passage->direction.forward;
      const Passage* opposing = longest[forward ? 0 : 1];
      if (opposing != nullptr && occupied(*opposing).overlaps(occupied(*passage)))
        report_meeting(Rule::OPPOSE, *opposing, *passage);
      const Passage*& own = longest[forward ? 1 : 0];
      own = larger(own, passage, end_of);
    }
  }

  /// Opposing columns that together are wider than the road: the widest that is still there decides.
  void meet(const Lane& all, std::int64_t meeting_width_mm) {
    using Widest = std::priority_queue<std::pair<std::int64_t, const Passage*>>;
    Widest there[2];
    for (const Passage* passage : all) {
      Widest& opposing = there[passage->direction.forward ? 0 : 1];
      while (!opposing.empty() && end_of(opposing.top().second) <= passage->enter) opposing.pop();
      if (!opposing.empty() && opposing.top().first + passage->width_mm > meeting_width_mm)
        report_meeting(Rule::OPPOSE, *opposing.top().second, *passage);
      there[passage->direction.forward ? 1 : 0].push({passage->width_mm, passage});
    }
  }

 private:
  void report_follow(const Passage& first, const Passage& second, const char* verb, Duration seconds,
                     Duration needed) {
    const std::string& link = ledger_.model.links[second.direction.link].key;
    const std::string& a = ledger_.number(first.column);
    const std::string& b = ledger_.number(second.column);
    const Time at = second.enter + (std::string_view(verb) == "leaves" ? second.travel_s : 0);
    findings_.add(Rule::FOLLOW, {b, a, link}, second.enter,
                  fmt::format("{} {} {} at {}, {} s after {}; {} s are needed.", b, verb, link,
                              findings_.when(at), seconds, a, needed));
  }

  void report_meeting(Rule rule, const Passage& first, const Passage& second) {
    const std::string& link = ledger_.model.links[second.direction.link].key;
    const std::string& a = ledger_.number(first.column);
    const std::string& b = ledger_.number(second.column);
    findings_.add(rule, {b, a, link}, second.enter,
                  fmt::format("{} enters {} at {}; {} keeps it until {}, {} s longer.", b, link,
                              findings_.when(second.enter), a, findings_.when(occupied(first).end),
                              occupied(first).end - second.enter));
  }

  const Ledger& ledger_;
  Findings& findings_;
};

}  // namespace

void check_links(const Ledger& ledger, Findings& findings) {
  IdVector<LinkId, Lane> by_link(ledger.model.links.size());
  LinkCheck check(ledger, findings);
  for (const Passage& passage : ledger.passages) {
    by_link[passage.direction.link].push_back(&passage);
    check.lanes(passage);
  }
  for (const Passage& passage : ledger.other_passages) by_link[passage.direction.link].push_back(&passage);
  for (LinkId id : ledger.model.links.ids()) {
    Lane& all = by_link[id];
    std::ranges::sort(all, {}, [](const Passage* p) { return std::tie(p->enter, p->column, p->stop); });
    const Link& link = ledger.model.links[id];
    std::map<std::pair<bool, std::int64_t>, Lane> lanes;
    for (const Passage* passage : all) lanes[{passage->direction.forward, passage->lane}].push_back(passage);
    for (const auto& [which, lane] : lanes) check.follow(lane);
    if (link.use == LinkUse::exclusive) check.exclusive(all);
    if (link.use == LinkUse::alternating) check.oppose(all);
    if (link.use == LinkUse::two_way && link.meeting_width_mm) check.meet(all, *link.meeting_width_mm);
  }
}

}  // namespace homeward::check
