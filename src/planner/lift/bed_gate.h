// SPDX-License-Identifier: Apache-2.0
//
// Holds inbound flights back where a gateway has too few beds (BEDS): with the onward departures D and the
// road arrivals R of the plan before, the people brought in by air by any time t may be at most beds + D(t) −
// R(t). Where the beds bind, people wait for the onward flights, which then leave full at the same times
// again: planning once more repeats D.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.h"
#include "planner/lift/bed_book.h"

namespace homeward {

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
