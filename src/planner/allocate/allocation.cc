// SPDX-License-Identifier: Apache-2.0
#include "planner/allocate/allocation.h"

#include <algorithm>
#include <cmath>

namespace homeward {

std::optional<Time> Allocation::due(PlaceId base, std::optional<FleetId> fleet, double count) const {
  for (const Line& line : lines) {
    if (line.base != base || line.fleet != fleet) continue;
    double before = 0;
    for (std::size_t period = 0; period < line.sent.size(); ++period) {
      if (line.sent[period] >= count - 1e-6) {
        const double part = line.sent[period] > before
                                ? std::clamp((count - before) / (line.sent[period] - before), 0.0, 1.0)
                                : 1;
        return start + static_cast<Time>(period) * period_s +
               static_cast<Time>(std::llround(part * static_cast<double>(period_s)));
      }
      before = line.sent[period];
    }
    return kEndOfTime;
  }
  return std::nullopt;
}

}  // namespace homeward
