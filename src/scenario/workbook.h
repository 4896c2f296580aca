// SPDX-License-Identifier: Apache-2.0
//
// tables.xlsx: the tables of a scenario as sheets of one workbook (docs/formats/scenario.md). Each sheet is
// named like its table; sheets whose name begins with _ are notes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "scenario/cell_table.h"
#include "scenario/files.h"
#include "scenario/problems.h"
#include "scenario/schema.h"

namespace homeward::scenario {

struct Workbook {
  std::vector<CellTable> tables;   ///< called by their files: "units.csv"
  std::vector<std::string> notes;  ///< names of the sheets that were left alone
};

/// All sheets that could be read; everything that is wrong goes to `problems`, which from then on names
/// sheets.
Workbook read_workbook(std::string_view bytes, Problems& problems);

/// A table of the scenario and what it says.
struct SourceTable {
  const TableSpec* spec = nullptr;
  CellTable cells;
};

/// All tables of a scenario, from files and from the workbook, in the order of the schema; a table that is
/// both is a problem. `files` must outlive them.
std::vector<SourceTable> source_tables(const std::vector<File>& files, Problems& problems);

/// The same scenario with a CSV file for each sheet and without the workbook; rows keep their numbers.
/// Problems of the workbook, if any.
Result<std::vector<File>> without_workbook(std::vector<File> files);

}  // namespace homeward::scenario
