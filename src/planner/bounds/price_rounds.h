// SPDX-License-Identifier: Apache-2.0
//
// The rounds of one fleet as rows of the linear programme behind prices: what a truck that is ready outside,
// and one that is about to be loaded, can still gain. Departures that lead to the same trip are one.
#pragma once

#include <vector>

#include "check/certificate_trucks.h"
#include "planner/bounds/price_master.h"

namespace homeward {

/// A mover of the master that starts at a place.
struct RoundStart {
  std::size_t mover = 0;
  Fleet::Stock stock;
};

/// Prices must all be 1: they only tell which rows can be used when.
struct RoundNetwork {
  check::TruckTimes& times;
  const check::PriceList& prices;
  const std::vector<std::size_t>& reward_of;  ///< of the master, by claim of the figures
};

/// Rows for loads that are out of the zone before the end of the prices. Ways and instants that are not the
/// usual ones come as tours later.
void add_rounds(const RoundNetwork& network, const std::vector<RoundStart>& starts, PriceMaster& master);

}  // namespace homeward
