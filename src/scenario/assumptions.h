// SPDX-License-Identifier: Apache-2.0
//
// What a scenario assumes instead of knowing, grouped so that people read it: a table with a
// hundred assumed rows is one line with a count and an example.
#pragma once

#include <vector>

#include "model/model.h"
#include "scenario/table.h"

namespace homeward::scenario {

/// Rows with certainty assumed or poor, table by table, then the figures of unknown: that assume a value.
std::vector<Assumption> collect_assumptions(const std::vector<Table>& tables, const Model& model);

}  // namespace homeward::scenario
