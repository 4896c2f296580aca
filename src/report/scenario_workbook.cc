// SPDX-License-Identifier: Apache-2.0
#include "report/scenario_workbook.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "scenario/column_notes.h"
#include "scenario/number_text.h"
#include "scenario/sheet_place.h"
#include "scenario/text.h"

namespace homeward {

namespace {

using scenario::Cell;
using scenario::CellTable;
using scenario::ChoiceLists;
using scenario::column_note;
using scenario::ColumnNote;
using scenario::Holds;
using scenario::SourceTable;

constexpr std::size_t kWidthMax = 40;
constexpr std::size_t kRowsToFill = 500;     ///< below the last row, with the same lists and formats
constexpr std::size_t kListLengthMax = 255;  ///< of a list that stands in the cell's own rule

struct Formats {
  lxw_format* head = nullptr;      ///< of columns that must be filled
  lxw_format* optional = nullptr;  ///< of the others
  lxw_format* text = nullptr;
  lxw_format* wrapped = nullptr;
};

Formats make_formats(lxw_workbook* book) {
  Formats formats{workbook_add_format(book), workbook_add_format(book), workbook_add_format(book),
                  workbook_add_format(book)};
  for (lxw_format* head : {formats.head, formats.optional}) {
    format_set_bold(head);
    format_set_num_format(head, "@");
    format_set_bottom(head, LXW_BORDER_THIN);
    format_set_bg_color(head, head == formats.head ? 0xDDE7D0 : 0xF2F2F2);
  }
  format_set_num_format(formats.text, "@");
  format_set_text_wrap(formats.wrapped);
  format_set_align(formats.wrapped, LXW_ALIGN_VERTICAL_TOP);
  return formats;
}

bool is_required(const scenario::TableSpec& spec, std::string_view column) {
  return std::any_of(spec.columns.begin(), spec.columns.end(), [&](const scenario::ColumnSpec& one) {
    return one.name == column && one.need == scenario::Need::required;
  });
}

// Workbooks write control characters as _x000D_: a text that looks like that must say that it is none.
std::string stored(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool alike =
        text.substr(i, 2) == "_x" && i + 6 < text.size() && text[i + 6] == '_' &&
        text.substr(i + 2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    out += alike ? "_x005F_" : std::string(1, text[i]);
  }
  return out;
}

/// One sheet and what its columns hold.
class SheetWriter {
 public:
  SheetWriter(lxw_workbook* book, const std::vector<SourceTable>& tables, const ChoiceLists& lists,
              const Formats& formats)
      : book_{book}, tables_{tables}, lists_{lists}, formats_{formats} {}

  void write(const SourceTable& table) {
    const std::string name(scenario::sheet_name(table.spec->file));
    sheet_ = workbook_add_worksheet(book_, name.c_str());
    HW_CHECK(sheet_ != nullptr);
    const CellTable& cells = table.cells;
    for (std::size_t column = 0; column < cells.width(); ++column) {
      const std::string_view title = cells.header()[column].text;
      const ColumnNote* note = column_note(name, title);
      write_column(cells, static_cast<lxw_col_t>(column), note);
      write_header(static_cast<lxw_col_t>(column), std::string(title), note, is_required(*table.spec, title));
      if (note != nullptr) offer(cells.row_count(), static_cast<lxw_col_t>(column), *note);
    }
    worksheet_freeze_panes(sheet_, 1, 1);
    worksheet_repeat_rows(sheet_, 0, 0);
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, 9);
    worksheet_fit_to_pages(sheet_, 1, 0);
  }

 private:
  void write_column(const CellTable& cells, lxw_col_t column, const ColumnNote* note) {
    const bool numbers = note != nullptr && note->holds == Holds::number;
    std::size_t width = scenario::character_count(cells.header()[column].text) + 3;
    for (std::size_t i = 0; i < cells.row_count(); ++i) {
      const std::string_view text = cells.row(i)[column].text;
      width = std::max(width, scenario::character_count(text) + 1);
      write_cell(static_cast<lxw_row_t>(i + 1), column, text, numbers);
    }
    worksheet_set_column(sheet_, column, column, static_cast<double>(std::min(width, kWidthMax)),
                         numbers ? nullptr : formats_.text);
  }

  // A number only where the workbook gives it back as it was typed: 007 and 1.50 stay text.
  void write_cell(lxw_row_t row, lxw_col_t column, std::string_view text, bool numbers) {
    if (text.empty()) return;
    double number = 0;
    if (numbers && scenario::number_text(text).value == text &&
        std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc()) {
      worksheet_write_number(sheet_, row, column, number, nullptr);
    } else {
      worksheet_write_string(sheet_, row, column, stored(text).c_str(), formats_.text);
    }
  }

  void write_header(lxw_col_t column, const std::string& title, const ColumnNote* note, bool required) {
    worksheet_write_string(sheet_, 0, column, title.c_str(), required ? formats_.head : formats_.optional);
    if (note == nullptr) return;
    std::string comment(note->meaning);
    if (required) comment += " Must be filled.";
    worksheet_write_comment(sheet_, 0, column, comment.c_str());
  }

  /// A list to choose from, where the column has one. (The library copies what it is given.)
  void offer(std::size_t rows, lxw_col_t column, const ColumnNote& note) {
    std::string keys = keys_of(note);
    std::vector<std::string> words = words_of(note);
    std::vector<char*> list;
    std::size_t length = 0;
    for (std::string& word : words) {
      list.push_back(word.data());
      length += word.size() + 1;
    }
    list.push_back(nullptr);
    if (keys.empty() && (words.empty() || length > kListLengthMax)) return;
    std::string title = "Not in the list";
    std::string message = keys.empty() ? "Choose one of the words of the list."
                                       : "Choose a key of the list; a new one goes into its own sheet first.";
    lxw_data_validation rule{};
    rule.validate = keys.empty() ? LXW_VALIDATION_TYPE_LIST : LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_list = keys.empty() ? list.data() : nullptr;
    rule.value_formula = keys.empty() ? nullptr : keys.data();
    rule.error_title = title.data();
    rule.error_message = message.data();
    worksheet_data_validation_range(sheet_, 1, column, static_cast<lxw_row_t>(rows + kRowsToFill), column,
                                    &rule);
  }

  std::vector<std::string> words_of(const ColumnNote& note) const {
    if (note.holds == Holds::yes_no) return {"yes", "no"};
    if (note.holds == Holds::zone) return lists_.zones;
    if (note.holds == Holds::category) return lists_.categories;
    if (note.holds == Holds::outcome) return lists_.outcomes;
    std::vector<std::string> words;
    if (note.holds != Holds::one_of) return words;
    for (std::string_view rest = note.among; !rest.empty();) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      words.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return words;
  }

  /// The cells that hold the keys a column refers to, "=places!$A$2:$A$600"; empty where there are none.
  std::string keys_of(const ColumnNote& note) const {
    if (note.holds != Holds::key_of) return "";
    const auto table = std::find_if(tables_.begin(), tables_.end(), [&](const SourceTable& one) {
      return scenario::sheet_name(one.spec->file) == note.among;
    });
    if (table == tables_.end()) return "";
    const auto header = table->cells.header();
    const auto key = std::find_if(header.begin(), header.end(), [&](const Cell& cell) {
      return cell.text == table->spec->columns[0].name;
    });
    if (key == header.end()) return "";
    const std::string letters = scenario::column_letters(static_cast<int>(key - header.begin()) + 1);
    return fmt::format("={}!${}$2:${}${}", note.among, letters, letters,
                       table->cells.row_count() + 1 + kRowsToFill);
  }

  lxw_workbook* book_;
  const std::vector<SourceTable>& tables_;
  const ChoiceLists& lists_;
  const Formats& formats_;
  lxw_worksheet* sheet_ = nullptr;
};

std::string allowed_in(const ColumnNote& note) {
  if (note.holds == Holds::yes_no) return "yes, no";
  if (note.holds == Holds::number) return "number";
  if (note.holds == Holds::key_of) return fmt::format("a key of {}", note.among);
  if (note.holds == Holds::outcome) return "condition:outcome";
  if (note.holds == Holds::zone) return "a zone";
  if (note.holds == Holds::category) return "a category";
  std::string words(note.among);
  for (std::size_t at = words.find(' '); at != std::string::npos; at = words.find(' ', at + 2))
    words.replace(at, 1, ", ");
  return words;
}

// A sheet of notes: every table and column there could be.
void write_columns(lxw_workbook* book, const Formats& formats) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, "_columns");
  HW_CHECK(sheet != nullptr);
  const auto put = [&](lxw_row_t row, lxw_col_t column, std::string_view text, lxw_format* format) {
    worksheet_write_string(sheet, row, column, std::string(text).c_str(), format);
  };
  constexpr std::pair<const char*, int> kTitles[] = {
      {"sheet", 14}, {"column", 24}, {"must be filled", 14}, {"may hold", 40}, {"meaning", 80}};
  for (lxw_col_t i = 0; i < 5; ++i) {
    put(0, i, kTitles[i].first, formats.optional);
    worksheet_set_column(sheet, i, i, kTitles[i].second, nullptr);
  }
  lxw_row_t row = 0;
  for (const scenario::TableSpec& spec : scenario::table_specs()) {
    const std::string_view name = scenario::sheet_name(spec.file);
    for (const ColumnNote& note : scenario::column_notes()) {
      if (note.table != name) continue;
      ++row;
      put(row, 0, name, formats.wrapped);
      put(row, 1, note.column == scenario::kPeoplePrefix ? "people_<category>" : note.column,
          formats.wrapped);
      put(row, 2, is_required(spec, note.column) ? "yes" : "", formats.wrapped);
      put(row, 3, allowed_in(note), formats.wrapped);
      put(row, 4, note.meaning, formats.wrapped);
    }
  }
  worksheet_freeze_panes(sheet, 1, 0);
  worksheet_autofilter(sheet, 0, 0, row, 4);
}

}  // namespace

std::vector<Problem> write_scenario_workbook(const std::string& path, const std::vector<SourceTable>& tables,
                                             const ChoiceLists& lists) {
  lxw_workbook* book = workbook_new(path.c_str());
  if (book == nullptr)
    return {{{path, 0, 0, ""}, "The workbook cannot be created.", "Check that there is memory."}};
  lxw_doc_properties properties{};
  properties.created = 946684800;  // 2000-01-01: the file says nothing about when it was made
  workbook_set_properties(book, &properties);
  const Formats formats = make_formats(book);
  SheetWriter writer(book, tables, lists, formats);
  for (const SourceTable& table : tables) writer.write(table);
  write_columns(book, formats);
  const lxw_error error = workbook_close(book);
  if (error == LXW_NO_ERROR) return {};
  return {{{path, 0, 0, ""},
           std::string("The workbook cannot be written: ") + lxw_strerror(error),
           "Check that the folder exists and may be written to."}};
}

}  // namespace homeward
