// SPDX-License-Identifier: Apache-2.0
//
// One figure of a scenario by its name, changed in the text of its file, so that the strict reader judges the
// new value like any other.
//
//   rules.column_gap_min            a key of scenario.yaml; it may be missing there so far
//   services.khabari_south.lanes    table, row, column; the column may be missing so far
//   fleet_stocks.flatbed/CAR.count  rows of tables without a key of their own: their first cells, with /
//   windows.#2.daily_until          or by the line on which they begin
//   fleets.flatbed.count            all vehicles of a fleet; its largest stock makes up the difference
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "scenario/files.h"

namespace homeward::scenario {

/// The files with that one value (sheets of tables.xlsx as CSV files, when it stands in a table); what cannot
/// be found is a problem that names what there is. The value itself is not looked at.
Result<std::vector<File>> with_figure(std::vector<File> files, const std::string& name,
                                      const std::string& value);

}  // namespace homeward::scenario
