// SPDX-License-Identifier: Apache-2.0
//
// targets.csv, totals.csv and history.csv.
#pragma once

#include "scenario/draft.h"
#include "scenario/table.h"

namespace homeward::scenario {

void read_targets(const Table& table, Draft& draft);
/// After units and lots: refuses sums that do not add up. Fleets do not count.
void check_totals(const Table& table, Draft& draft);
/// After the clock: history is only shown, so its dates follow the model's clock, not the zone's past.
void read_history(const Table& table, Draft& draft);

}  // namespace homeward::scenario
