// SPDX-License-Identifier: Apache-2.0
//
// People in transit at one place (BEDS): who comes and goes, and how full it was.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.h"
#include "model/ids.h"

namespace homeward {

/// People in transit at a place over the whole plan, as far as this plan knows them.
struct BedUse {
  PlaceId place;
  std::int64_t beds = 0;
  std::int64_t people_max = 0;  ///< most at any moment
  Time people_max_at = 0;
  std::optional<Interval> overflow;  ///< first span with more people than beds
};

class BedBook {
 public:
  enum class By { road, inbound_flight };  ///< how people came, also said when they leave

  void arrive(Time at, By by, std::int64_t people) { events_.push_back(Event{at, by, people, 0}); }
  void leave(Time at, By by, std::int64_t people) { events_.push_back(Event{at, by, 0, people}); }
  bool empty() const { return events_.empty(); }
  /// From now on nobody's comings and goings can be changed: all count as by road.
  void settle();

  BedUse use(PlaceId place, std::int64_t beds) const;

  struct Cap {
    Time from = kStartOfTime;
    std::int64_t people = 0;  ///< brought in by air by any second of [from, next)
  };
  /// What BedGate needs, with non-decreasing people.
  std::vector<Cap> caps(std::int64_t beds) const;

 private:
  struct Event {
    Time at = 0;
    By by = By::road;
    std::int64_t come = 0;
    std::int64_t go = 0;
  };
  std::vector<Event> sorted() const;

  std::vector<Event> events_;
};

}  // namespace homeward
