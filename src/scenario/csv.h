// SPDX-License-Identifier: Apache-2.0
//
// Tables as RFC 4180 describes them: commas, quotes where needed, first row = column names. CR-LF is
// accepted. Files with semicolons or tabs, as spreadsheets write them in half of Europe, are recognised
// and refused with advice, for guessing would read 1,5 as two cells.
#pragma once

#include <string>
#include <string_view>

#include "scenario/cell_table.h"
#include "scenario/problems.h"

namespace homeward::scenario {

/// Reads a whole table; what is wrong goes to `problems`. Rows of the wrong width are left out after they
/// have been reported; rows without any text are skipped. `bytes` is UTF-8 without a byte order mark and must
/// outlive the table.
CellTable read_csv(std::string file, std::string_view bytes, Problems& problems);

/// A cell as it must be written: quoted when it holds a comma, a quote, a line break or a blank at an end.
std::string csv_cell(std::string_view text);

/// What stands above the rows that were skipped when the table was read.
enum class RowNumbers { close, keep };

/// The table as a file. With RowNumbers::keep each row begins on its line, where that can be: empty lines
/// stand for skipped rows.
std::string csv_text(const CellTable& table, RowNumbers numbers);

}  // namespace homeward::scenario
