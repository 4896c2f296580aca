// SPDX-License-Identifier: Apache-2.0
//
// fleets.csv, fleet_stocks.csv, fleet_limits.csv, loads.csv, aircraft.csv, blocks.csv and ships.csv → the
// lift.
#pragma once

#include "scenario/draft.h"
#include "scenario/table.h"

namespace homeward::scenario {

/// After places and item types, in this order.
void read_fleets(const Table& table, Draft& draft);
void read_fleet_stocks(const Table& table, Draft& draft);
void read_fleet_limits(const Table& table, Draft& draft);
void read_loads(const Table& table, Draft& draft);
void read_aircraft(const Table& table, Draft& draft);
void read_blocks(const Table& table, Draft& draft);
void read_ships(const Table& table, Draft& draft);

}  // namespace homeward::scenario
