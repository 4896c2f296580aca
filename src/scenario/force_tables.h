// SPDX-License-Identifier: Apache-2.0
//
// item_types.csv, units.csv, items.csv and garrisons.csv → the force of the model.
#pragma once

#include "scenario/draft.h"
#include "scenario/table.h"

namespace homeward::scenario {

void read_item_types(const Table& table, Draft& draft);
/// After places.
/// `dates` is unit_dates.csv: dates that hang on a condition.
void read_units(const Table& table, const Table& dates, Draft& draft);
/// After units, item types and services.
void read_lots(const Table& table, Draft& draft);
/// After places.
void read_garrisons(const Table& table, Draft& draft);

}  // namespace homeward::scenario
