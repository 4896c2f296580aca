// SPDX-License-Identifier: Apache-2.0
//
// One sheet of a workbook as a table. Numbers come out as they are shown to fifteen digits, truth as yes and
// no, dates as 2011-10-21 18:00; a formula counts with the value that the workbook keeps of it. Blanks around
// a cell do not count.
#pragma once

#include <string>

#include "scenario/cell_table.h"
#include "scenario/problems.h"
#include "scenario/workbook_parts.h"

namespace homeward::scenario {

/// `file` is what the table is called if it is a file ("units.csv"). What is wrong goes to `problems`:
/// errors, formulas without a value, merged cells, cells beside the named columns, damage. A cell that was
/// refused is empty. Rows without any text are skipped; hidden rows and columns count.
CellTable read_sheet(ZipArchive& archive, const WorkbookSheet& sheet, const WorkbookParts& parts,
                     std::string file, Problems& problems);

}  // namespace homeward::scenario
