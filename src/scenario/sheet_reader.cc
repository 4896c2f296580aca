// SPDX-License-Identifier: Apache-2.0
#include "scenario/sheet_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "scenario/sheet_cell.h"
#include "scenario/sheet_place.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

constexpr std::size_t kTableBytesMax = 32 << 20;

template <class Number>
std::optional<Number> to_number(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

class SheetEvents : public XmlEvents {
 public:
  SheetEvents(CellTable& table, const WorkbookParts& parts, Problems& problems)
      : table_{table}, parts_{parts}, problems_{problems} {}

  void begin(std::string_view name, const XmlAttributes& attributes) override {
    const std::string_view parent = path_.empty() ? std::string_view() : path_.back();
    if (name == "row" && parent == "sheetData") begin_row(attributes);
    if (name == "c" && parent == "row") begin_cell(attributes);
    if (name == "mergeCell" && parent == "mergeCells") refuse_merged(attributes.find("ref").value_or(""));
    taking_ = nullptr;
    if (parent == "c" && name == "v") taking_ = &cell_.value.emplace();
    if (parent == "c" && name == "f") taking_ = &cell_.formula.emplace();
    if (name == "t" && (parent == "is" || parent == "r")) taking_ = &cell_.inline_text;
    path_.emplace_back(name);
  }
  void text(std::string_view characters) override {
    if (taking_ != nullptr) append_within_limit(*taking_, characters);
  }
  void end(std::string_view name) override {
    path_.pop_back();
    taking_ = nullptr;
    if (path_.empty()) return;
    if (name == "c" && path_.back() == "row") end_cell();
    if (name == "row" && path_.back() == "sheetData") end_row();
  }
  bool enough() const override { return stopped_; }
  int row() const { return place_.row; }

 private:
  void begin_row(const XmlAttributes& attributes) {
    const auto named = attributes.find("r");
    const auto number = named ? to_number<int>(*named) : std::optional(place_.row + 1);
    if (!number || *number <= place_.row || *number > kSheetRowsMax)
      return stop(place_.row, "the rows behind this one are not in order", kSaveAnew);
    place_ = {*number, 0};
    row_.clear();
  }

  void begin_cell(const XmlAttributes& attributes) {
    const auto named = attributes.find("r");
    const auto place = named ? sheet_place(*named) : SheetPlace{place_.row, place_.column + 1};
    if (!place || place->row != place_.row || place->column <= place_.column ||
        place->column > kSheetColumnsMax)
      return stop(place_.row, "the cells of this row are not in order", kSaveAnew);
    place_ = *place;
    cell_ = {};
    if (const auto type = attributes.find("t")) cell_.type = type->substr(0, 20);
    if (const auto style = attributes.find("s")) cell_.style = to_number<std::size_t>(*style).value_or(0);
  }

  void end_cell() {
    const Reading<std::string> text = cell_text(cell_, parts_);
    if (!text.value) return refuse_cell(text);
    if (text.value->empty()) return;
    bytes_ += text.value->size() + 1;
    if (bytes_ > kTableBytesMax)
      return stop(place_.row, "the sheet holds more than 32 MB of text", "Merge rows that move together.");
    row_.push_back({table_.keep(*text.value), place_.row, place_.column});
  }

  void end_row() {
    if (row_.empty()) return;
    if (table_.width() == 0) {
      if (row_.back().column > static_cast<int>(kColumnsMax))
        return stop(place_.row, fmt::format("the first row names more than {} columns", kColumnsMax),
                    "Split the table.");
      return add_row(static_cast<std::size_t>(row_.back().column));
    }
    if (table_.row_count() >= kRowsMax)
      return stop(place_.row, fmt::format("more than {} rows", kRowsMax), "Merge rows that move together.");
    const int width = static_cast<int>(table_.width());
    const auto beside =
        std::find_if(row_.begin(), row_.end(), [&](const Cell& cell) { return cell.column > width; });
    if (beside != row_.end()) {
      report({beside->line, beside->column},
             fmt::format("{} stands beside the columns that the first row names", in_quotes(beside->text)),
             "Delete it, or move it to a sheet whose name begins with _.");
      row_.erase(beside, row_.end());
      if (row_.empty()) return;
    }
    add_row(table_.width());
  }

  void add_row(std::size_t width) {
    std::vector<Cell> cells(width);
    for (std::size_t i = 0; i < width; ++i) cells[i] = {{}, place_.row, static_cast<int>(i) + 1};
    for (const Cell& cell : row_) cells[static_cast<std::size_t>(cell.column) - 1] = cell;
    table_.add_row(cells);
  }

  void refuse_cell(const Reading<std::string>& text) {
    const auto column = static_cast<std::size_t>(place_.column);
    const std::string_view name =
        column <= table_.width() ? table_.header()[column - 1].text : std::string_view();
    report(place_,
           fmt::format("{}{} {}", in_quotes(stored_text(cell_)),
                       name.empty() ? "" : fmt::format(" in {}", name), text.what),
           text.mend);
  }

  void refuse_merged(std::string_view range) {
    const auto first = sheet_place(range.substr(0, range.find(':')));
    report(first.value_or(SheetPlace{}), fmt::format("the cells {} are merged", range.substr(0, 30)),
           "Unmerge them, and fill each of them.");
  }

  void report(const SheetPlace& place, std::string what, std::string mend) {
    problems_.add({table_.file(), place.row, place.column, ""}, std::move(what), std::move(mend));
  }
  void stop(int row, std::string what, std::string mend) {
    report({row, 0}, std::move(what), std::move(mend));
    stopped_ = true;
  }

  static constexpr const char* kSaveAnew =
      "The sheet is damaged: open it in a spreadsheet program and save it anew as Excel workbook (.xlsx).";

  CellTable& table_;
  const WorkbookParts& parts_;
  Problems& problems_;
  std::vector<std::string> path_;  ///< elements that are open
  SheetPlace place_;               ///< of the cell or row at hand
  SheetCell cell_;
  std::vector<Cell> row_;  ///< cells with text, by column
  std::string* taking_ = nullptr;
  std::size_t bytes_ = 0;
  bool stopped_ = false;
};

}  // namespace

CellTable read_sheet(ZipArchive& archive, const WorkbookSheet& sheet, const WorkbookParts& parts,
                     std::string file, Problems& problems) {
  CellTable table(std::move(file));
  SheetEvents events(table, parts, problems);
  const std::string what = read_part(archive, sheet.part, events);
  if (!what.empty()) {
    problems.add({table.file(), events.row(), 0, ""}, "the sheet cannot be read: " + what,
                 "Open the workbook in a spreadsheet program and save it anew as Excel workbook (.xlsx).");
  } else if (table.width() == 0 && problems.clean(table.file())) {
    problems.add({table.file(), 0, 0, ""}, "the sheet is empty",
                 "Name the columns in its first row, or delete it.");
  }
  return table;
}

}  // namespace homeward::scenario
