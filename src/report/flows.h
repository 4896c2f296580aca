// SPDX-License-Identifier: Apache-2.0
//
// What moves where in sum: vehicles by link and direction, people by air between two places.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "report/facts.h"

namespace homeward {

struct LinkFlow {
  std::int64_t laden = 0;  ///< vehicles of columns with people or things aboard, or driving home
  std::int64_t empty = 0;  ///< vehicles of empty columns
  std::int64_t columns = 0;
  std::int64_t total() const { return laden + empty; }
};

/// By link index, [0] forward, [1] backward.
std::vector<std::array<LinkFlow, 2>> link_flows(const Model& model, const Plan& plan);

struct AirFlow {
  PlaceId from;
  PlaceId to;
  std::int64_t people = 0;
  std::int64_t flights = 0;
};
/// Between two places, flights with passengers only; by people, most first.
std::vector<AirFlow> air_flows(const Plan& plan);

}  // namespace homeward
