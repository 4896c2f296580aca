// SPDX-License-Identifier: Apache-2.0
//
// Other traffic: columns that are on the road anyway, whatever the plan does (supply that still goes in, the
// host's transports). Expanded by the scenario reader, one entry for each departure, with every figure worked
// out: nobody plans them, and everybody who plans or checks sees the same passages, visits and stays
// (docs/rules.md, section 3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/ids.h"
#include "model/network.h"

namespace homeward {

/// A service of columns that it takes, and a lane of it that it holds so long.
struct OtherVisit {
  ServiceId service;
  Interval when;
};

struct OtherStop {
  PlaceId place;
  Time arrive = 0;                 ///< head
  Time depart = 0;                 ///< head; = arrive at a passage and at the last stop
  std::vector<OtherVisit> visits;  ///< in their order
  Interval stands;                 ///< PARK, with all its vehicles; empty: a passage, or no parking there
  std::optional<Direction> out;    ///< absent at the last stop
  std::int64_t lane = 1;           ///< on that link
  Duration travel_s = 0;           ///< over that link
};

struct OtherColumn {
  std::string key;  ///< of its row and, where that is daily, its day: "SUPPLY-N/2011-11-03"
  std::string name;
  std::int64_t vehicles = 0;
  std::int64_t march_rate_m_per_hour = 0;
  Duration pass_s = 0;
  std::int64_t widest_mm = 0;
  std::vector<OtherStop> stops;  ///< at least 2
  Provenance provenance;
};

}  // namespace homeward
