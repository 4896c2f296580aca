// SPDX-License-Identifier: Apache-2.0
//
// Beds of a place for people in transit (BEDS). BedBook writes down who comes and goes and says how full it
// was. BedGate holds inbound flights back: with the onward departures D and the road arrivals R of the plan
// before, the people brought in by air by any time t may be at most beds + D(t) − R(t). Where the beds bind,
// people wait for the onward flights, which then leave full at the same times again: planning once more
// repeats D.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.h"
#include "planner/lift/airlift.h"

namespace homeward {

class BedBook {
 public:
  enum class By { road, inbound_flight };  ///< how people came, also said when they leave

  void arrive(Time at, By by, std::int64_t people) { events_.push_back(Event{at, by, people, 0}); }
  void leave(Time at, By by, std::int64_t people) { events_.push_back(Event{at, by, 0, people}); }
  bool empty() const { return events_.empty(); }

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

class BedGate {
 public:
  /// No caps: open to everybody.
  BedGate() = default;
  explicit BedGate(std::vector<BedBook::Cap> caps) : caps_{std::move(caps)} {}

  void bring_in(Time landing, std::int64_t people);
  /// How many more may land at `landing`.
  std::int64_t room(Time landing) const;
  /// The first landing ≥ `landing` with room for `people`; kEndOfTime: never.
  Time earliest_landing(Time landing, std::int64_t people) const;
  /// The smaller of two at every second.
  void tighten(const BedGate& other);

 private:
  std::int64_t cap_at(Time at) const;
  std::int64_t brought_by(Time at) const;

  std::vector<BedBook::Cap> caps_;                       // sorted
  std::vector<std::pair<Time, std::int64_t>> landings_;  // sorted, with the sum up to here
};

}  // namespace homeward
