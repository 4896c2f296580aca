// SPDX-License-Identifier: Apache-2.0
#include "scenario/sheet_cell.h"

#include <charconv>

#include "scenario/cell_table.h"
#include "scenario/number_text.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

using Text = Reading<std::string>;

Text damaged() {
  return Text::bad("is stored in a way that workbooks do not have",
                   "Open it in a spreadsheet program and save it anew as Excel workbook (.xlsx).");
}

Text number_or_date(std::string_view stored, Shown shown, Epoch epoch) {
  const Text number = number_text(stored);
  return number.value && shown != Shown::number ? serial_date(*number.value, shown, epoch) : number;
}

Text shared_text(std::string_view index, const WorkbookParts& parts) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(index.data(), index.data() + index.size(), number);
  if (error != std::errc() || end != index.data() + index.size() || number >= parts.texts.size())
    return damaged();
  return Text::good(std::string(parts.texts[number]));
}

Text truth(std::string_view stored) {
  if (stored == "1" || stored == "true") return Text::good("yes");
  if (stored == "0" || stored == "false") return Text::good("no");
  return damaged();
}

Text untrimmed(const SheetCell& cell, const WorkbookParts& parts) {
  if (cell.type == "inlineStr") return Text::good(workbook_text(cell.inline_text));
  const std::string_view stored = cell.value ? trimmed(*cell.value) : std::string_view();
  if (cell.type == "str") return Text::good(workbook_text(cell.value.value_or("")));
  if (stored.empty()) return Text::good("");
  if (cell.type == "s") return shared_text(stored, parts);
  if (cell.type == "b") return truth(stored);
  if (cell.type == "d") return Text::good(std::string(stored));
  if (cell.type == "e")
    return Text::bad("is an error of the spreadsheet",
                     "Mend the formula there, or type the value, then save again.");
  if (cell.type != "n") return damaged();
  const Shown shown = cell.style < parts.formats.size() ? parts.formats[cell.style] : Shown::number;
  return number_or_date(stored, shown, parts.epoch);
}

// A formula counts with the value that was last computed; libraries that write formulas compute none.
std::optional<Text> refuse_formula(const SheetCell& cell, const WorkbookParts& parts) {
  if (!cell.formula) return std::nullopt;
  const bool has_value = cell.value && (cell.type == "str" || !trimmed(*cell.value).empty());
  if (has_value && parts.formulas_computed) return std::nullopt;
  return Text::bad(
      "is a formula whose value is not in the workbook",
      "Open it in a spreadsheet program and save it there, or paste values instead of formulas.");
}

}  // namespace

std::string stored_text(const SheetCell& cell) {
  if (cell.formula) return "=" + *cell.formula;
  return cell.value.value_or(cell.inline_text);
}

Reading<std::string> cell_text(const SheetCell& cell, const WorkbookParts& parts) {
  if (const auto refused = refuse_formula(cell, parts)) return *refused;
  Text text = untrimmed(cell, parts);
  if (!text.value) return text;
  if (text.value->size() > kCellBytesMax) return Text::bad("has more than 10,000 bytes", "Shorten it.");
  text.value = std::string(trimmed(*text.value));
  return text;
}

}  // namespace homeward::scenario
