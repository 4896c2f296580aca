// SPDX-License-Identifier: Apache-2.0
//
// How many vehicles of each base should have left by when: what the flow over time (allocate.h) tells the
// dispatch. Plain figures; nothing is promised of them but that they never fall.
#pragma once

#include <optional>
#include <vector>

#include "base/time.h"
#include "model/ids.h"

namespace homeward {

class Allocation {
 public:
  /// One kind of traffic of one base: its loads on the trucks of one fleet, or its own vehicles.
  struct Line {
    PlaceId base;
    std::optional<FleetId> fleet;  ///< absent: vehicles that drive themselves
    std::vector<double> sent;      ///< vehicles that have left by the end of each period
  };

  Time start = 0;
  Time until = 0;  ///< end of the last period
  Duration period_s = kDay;
  std::vector<Line> lines;

  /// When the flow has sent `count` vehicles of the line; kEndOfTime if it never does, absent if there is no
  /// such line.
  std::optional<Time> due(PlaceId base, std::optional<FleetId> fleet, double count) const;
};

}  // namespace homeward
