// SPDX-License-Identifier: Apache-2.0
#include "planner/allocate/allocation.h"

#include <algorithm>
#include <cmath>

namespace homeward {

std::optional<Time> Allocation::due(PlaceId base, std::optional<FleetId> fleet, double count) const {
  for (const Line& line : lines) {
    if (line.base != base || line.fleet != fleet) continue;
    double before = 0;
    for (std::size_t day = 0; day < line.sent.size(); ++day) {
      if (line.sent[day] >= count - 1e-6) {
        const double part =
            line.sent[day] > before ? std::clamp((count - before) / (line.sent[day] - before), 0.0, 1.0) : 1;
        return start + static_cast<Time>(day) * kDay + static_cast<Time>(std::llround(part * kDay));
      }
      before = line.sent[day];
    }
    return kEndOfTime;
  }
  return std::nullopt;
}

}  // namespace homeward
