// SPDX-License-Identifier: Apache-2.0
#include "planner/lift/bed_gate.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace homeward {

namespace {

constexpr std::int64_t kEverybody = std::numeric_limits<std::int64_t>::max() / 4;

}  // namespace

void BedGate::bring_in(Time landing, std::int64_t people) {
  if (people == 0) return;
  auto at = std::upper_bound(landings_.begin(), landings_.end(), std::pair{landing, kEverybody});
  const std::int64_t before = at == landings_.begin() ? 0 : std::prev(at)->second;
  at = landings_.insert(at, {landing, before});
  for (; at != landings_.end(); ++at) at->second += people;
}

std::int64_t BedGate::cap_at(Time at) const {
  const auto after = std::upper_bound(caps_.begin(), caps_.end(), at,
                                      [](Time time, const BedBook::Cap& cap) { return time < cap.from; });
  return after == caps_.begin() ? kEverybody : std::prev(after)->people;
}

std::int64_t BedGate::brought_by(Time at) const {
  const auto after = std::upper_bound(landings_.begin(), landings_.end(), std::pair{at, kEverybody});
  return after == landings_.begin() ? 0 : std::prev(after)->second;
}

std::int64_t BedGate::room(Time landing) const {
  if (caps_.empty()) return kEverybody;
  std::int64_t room = cap_at(landing) - brought_by(landing);
  // Flights that land later are promised their beds already.
  auto later = std::upper_bound(landings_.begin(), landings_.end(), std::pair{landing, kEverybody});
  for (; later != landings_.end(); ++later) room = std::min(room, cap_at(later->first) - later->second);
  return std::max<std::int64_t>(0, room);
}

Time BedGate::earliest_landing(Time landing, std::int64_t people) const {
  if (room(landing) >= people) return landing;
  // room() does not fall with time: caps rise, and fewer promised flights lie ahead.
  for (const BedBook::Cap& cap : caps_) {
    if (cap.from > landing && room(cap.from) >= people) return cap.from;
  }
  const Time after_all = landings_.empty() ? landing : std::max(landing, landings_.back().first);
  return room(after_all) >= people ? after_all : kEndOfTime;
}

void BedGate::tighten(const BedGate& other) {
  if (other.caps_.empty()) return;
  if (caps_.empty()) {
    caps_ = other.caps_;
    return;
  }
  std::vector<BedBook::Cap> both = caps_;
  both.insert(both.end(), other.caps_.begin(), other.caps_.end());
  for (BedBook::Cap& cap : both) cap.people = std::min(cap_at(cap.from), other.cap_at(cap.from));
  std::sort(both.begin(), both.end(),
            [](const BedBook::Cap& a, const BedBook::Cap& b) { return a.from < b.from; });
  caps_ = std::move(both);
}

}  // namespace homeward
