// SPDX-License-Identifier: Apache-2.0
//
// The tables of a scenario as a workbook to be filled by people: a sheet for each table, headers that stay
// and say what they mean, lists to choose from, and text columns in which ids remain ids. What it writes
// reads back cell by cell (scenario/workbook.h).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "scenario/choice_lists.h"
#include "scenario/workbook.h"

namespace homeward {

/// Empty when written; a Problem when the file cannot be written. The same tables give the same bytes. `path`
/// is replaced if it exists.
std::vector<Problem> write_scenario_workbook(const std::string& path,
                                             const std::vector<scenario::SourceTable>& tables,
                                             const scenario::ChoiceLists& lists);

}  // namespace homeward
