// SPDX-License-Identifier: Apache-2.0
//
// What a workbook (ECMA-376, Office Open XML) holds beside the cells of its sheets: their names and where
// they stand, formats, shared texts, and how its dates count.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/problems.h"
#include "scenario/serial_date.h"
#include "scenario/text_arena.h"
#include "scenario/xml_stream.h"
#include "scenario/zip_archive.h"

namespace homeward::scenario {

struct WorkbookSheet {
  std::string name;
  std::string part;       ///< file of the archive
  bool has_cells = true;  ///< false: a chart or dialog
};

struct WorkbookParts {
  std::vector<WorkbookSheet> sheets;  ///< in the order of the workbook, hidden ones too
  std::vector<Shown> formats;         ///< by the number of a cell's style; none: all show numbers
  std::vector<std::string_view> texts;
  TextArena kept;  ///< of `texts`
  Epoch epoch = Epoch::year_1900;
  bool formulas_computed = true;  ///< false: their values are to be computed when the workbook is opened
};

/// Nothing after a report.
std::optional<WorkbookParts> read_workbook_parts(ZipArchive& archive, Problems& problems);

/// Reads one part; what is wrong with it as a sentence, else nothing.
std::string read_part(ZipArchive& archive, std::string_view part, XmlEvents& events);

/// Text of a workbook as it is meant: _x000D_ and its like become the character, CR-LF becomes LF.
std::string workbook_text(std::string_view stored);

/// "1" or "true", as truth is written in workbooks.
bool is_true(std::optional<std::string_view> attribute);

/// Takes in at most one byte more than a cell may hold, so that too long a text is known and not kept.
void append_within_limit(std::string& text, std::string_view more);

}  // namespace homeward::scenario
