// SPDX-License-Identifier: Apache-2.0
//
// Local days of the scenario's zone of time, counted from 1970-01-01. A local time that does not exist
// (clocks put forward) means the moment of the change; one that exists twice means the first of the two.
#pragma once

#include <cstdint>
#include <vector>

#include "base/time.h"
#include "model/network.h"

namespace homeward {

class LocalDays {
 public:
  /// An empty clock is UTC.
  explicit LocalDays(const std::vector<ClockChange>& clock);

  std::int64_t day(Time at) const;
  /// When the wall clock shows `second` seconds after the midnight that begins the day; more than a day is
  /// allowed.
  Time first_instant(std::int64_t day, Duration second) const;
  Time last_instant(std::int64_t day, Duration second) const;
  Time begin(std::int64_t day) const { return first_instant(day, 0); }

 private:
  std::vector<ClockChange> clock_;
};

}  // namespace homeward
