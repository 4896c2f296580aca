// SPDX-License-Identifier: Apache-2.0
//
// One cell of a workbook as it is stored, and the text it stands for.
#pragma once

#include <optional>
#include <string>

#include "scenario/number.h"
#include "scenario/workbook_parts.h"

namespace homeward::scenario {

struct SheetCell {
  std::string type = "n";  ///< n, s (shared text), str (text of a formula), inlineStr, b, e, d (ISO 8601)
  std::size_t style = 0;
  std::optional<std::string> formula;
  std::optional<std::string> value;
  std::string inline_text;
};

/// Empty for an empty cell. Without blanks at either end.
Reading<std::string> cell_text(const SheetCell& cell, const WorkbookParts& parts);

/// The cell in a complaint: its formula, or else what is stored.
std::string stored_text(const SheetCell& cell);

}  // namespace homeward::scenario
