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

std::vector<BedBook::Event> BedBook::sorted() const {
  std::vector<Event> events = events_;
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.at < b.at; });
  return events;
}

BedUse BedBook::use(PlaceId place, std::int64_t beds) const {
  BedUse use;
  use.place = place;
  use.beds = beds;
  const std::vector<Event> events = sorted();
  std::int64_t people = 0;
  bool in_first_overflow = false;
  for (std::size_t i = 0; i < events.size(); ++i) {
    people += events[i].come - events[i].go;
    if (i + 1 < events.size() && events[i + 1].at == events[i].at) continue;
    if (people > use.people_max) {
      use.people_max = people;
      use.people_max_at = events[i].at;
    }
    if (people > beds && !use.overflow) {
      use.overflow = Interval{events[i].at, kEndOfTime};
      in_first_overflow = true;
    } else if (people <= beds && in_first_overflow) {
      use.overflow->end = events[i].at;
      in_first_overflow = false;
    }
  }
  return use;
}

std::vector<BedBook::Cap> BedBook::caps(std::int64_t beds) const {
  std::vector<Cap> caps;
  std::int64_t allowed = beds;   // beds + D − R
  std::int64_t gone_by_air = 0;  // brought in by air and gone on: no fault of theirs if the road overflows
  caps.push_back(Cap{kStartOfTime, allowed});
  for (const Event& event : sorted()) {
    allowed += event.go;
    if (event.by == By::road) allowed -= event.come;
    if (event.by == By::inbound_flight) gone_by_air += event.go;
    if (caps.back().from != event.at) caps.push_back(Cap{event.at, 0});
    caps.back().people = std::max(allowed, gone_by_air);
  }
  for (std::size_t i = caps.size() - 1; i > 0; --i) {
    caps[i - 1].people = std::min(caps[i - 1].people, caps[i].people);
  }
  return caps;
}

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
