// SPDX-License-Identifier: Apache-2.0
#include "planner/lift/bed_book.h"

#include <algorithm>

namespace homeward {

void BedBook::settle() {
  for (Event& event : events_) event.by = By::road;
}

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

}  // namespace homeward
