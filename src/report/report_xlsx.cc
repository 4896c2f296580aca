// SPDX-License-Identifier: Apache-2.0
//
// The tables as a workbook. Text is written as text cells, never as formulas, so it needs no guard. Dates are
// local: a workbook knows no zones. The file's own creation date is fixed, so that the same plan gives the
// same bytes.
#include <xlsxwriter.h>

#include <algorithm>
#include <memory>

#include "report/escape.h"
#include "report/report.h"
#include "report/tables.h"

namespace homeward {

namespace {

constexpr double kColumnWidthMax = 60;

struct Formats {
  lxw_format* head = nullptr;
  lxw_format* whole = nullptr;
  lxw_format* time = nullptr;
  lxw_format* day = nullptr;
  lxw_format* decimals[4] = {};
};

Formats make_formats(lxw_workbook* book) {
  Formats formats;
  formats.head = workbook_add_format(book);
  format_set_bold(formats.head);
  format_set_text_wrap(formats.head);
  format_set_align(formats.head, LXW_ALIGN_VERTICAL_TOP);
  format_set_bottom(formats.head, LXW_BORDER_THIN);
  const auto numbers = [book](const char* pattern) {
    lxw_format* format = workbook_add_format(book);
    format_set_num_format(format, pattern);
    return format;
  };
  formats.whole = numbers("#,##0");
  formats.time = numbers("yyyy-mm-dd hh:mm");
  formats.day = numbers("yyyy-mm-dd");
  const char* patterns[] = {"#,##0", "#,##0.0", "#,##0.00", "#,##0.000"};
  for (int i = 0; i < 4; ++i) formats.decimals[i] = numbers(patterns[i]);
  return formats;
}

lxw_datetime local_date(const LocalClock& clock, Time t) {
  const CivilTime c = clock.local(t);
  return {static_cast<int>(c.year), c.month, c.day, c.hour, c.minute, static_cast<double>(c.second)};
}

struct Where {
  lxw_worksheet* sheet;
  lxw_row_t row;
  lxw_col_t column;
};

void write_cell(const Where& where, const Cell& cell, const TableColumn& column, const Formats& formats,
                const LocalClock& clock) {
  if (const std::string* text = std::get_if<std::string>(&cell)) {
    // A cell holds at most 32,767 characters.
    worksheet_write_string(where.sheet, where.row, where.column, text->substr(0, 32767).c_str(), nullptr);
  } else if (const double* number = std::get_if<double>(&cell)) {
    worksheet_write_number(where.sheet, where.row, where.column, *number,
                           formats.decimals[std::clamp(column.decimals, 0, 3)]);
  } else if (const std::int64_t* whole = std::get_if<std::int64_t>(&cell)) {
    if (column.kind == CellKind::time || column.kind == CellKind::day) {
      lxw_datetime date = local_date(clock, *whole);
      if (column.kind == CellKind::day) date.hour = date.min = 0, date.sec = 0;
      worksheet_write_datetime(where.sheet, where.row, where.column, &date,
                               column.kind == CellKind::time ? formats.time : formats.day);
    } else {
      worksheet_write_number(where.sheet, where.row, where.column, static_cast<double>(*whole),
                             formats.whole);
    }
  }
}

std::string head_text(const TableColumn& column, const LocalClock& clock) {
  if (column.kind == CellKind::time) return column.title + " (local, " + clock.time_zone() + ")";
  return column.title + (column.unit.empty() ? "" : " (" + column.unit + ")");
}

double width_of(const Table& table, std::size_t column, const LocalClock& clock) {
  const CellKind kind = table.columns[column].kind;
  if (kind == CellKind::time) return 17;
  std::size_t widest = 11;
  for (std::size_t row = 0; row < table.rows.size() && row < 200; ++row)
    widest = std::max(widest, cell_text(table.rows[row][column], table.columns[column], clock).size() + 2);
  return std::min(static_cast<double>(widest), kColumnWidthMax);
}

void write_table(lxw_workbook* book, const Table& table, const Formats& formats, const LocalClock& clock) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, table.name.c_str());
  HW_CHECK(sheet != nullptr);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet, column, column, width_of(table, i, clock), nullptr);
    worksheet_write_string(sheet, 0, column, head_text(table.columns[i], clock).c_str(), formats.head);
  }
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t i = 0; i < table.rows[r].size(); ++i)
      write_cell({sheet, static_cast<lxw_row_t>(r + 1), static_cast<lxw_col_t>(i)}, table.rows[r][i],
                 table.columns[i], formats, clock);
  worksheet_freeze_panes(sheet, 1, 0);
  worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(std::max<std::size_t>(table.rows.size(), 1)),
                       static_cast<lxw_col_t>(table.columns.size() - 1));
  worksheet_repeat_rows(sheet, 0, 0);
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, 9);
  worksheet_fit_to_pages(sheet, 1, 0);
}

}  // namespace

std::vector<Problem> write_xlsx(const std::string& path, const Model& model, const Plan& plan,
                                const ReportOptions& options) {
  const Facts facts(model, plan, options);
  lxw_workbook* book = workbook_new(path.c_str());
  if (book == nullptr)
    return {{{path, 0, 0, ""}, "The workbook cannot be created.", "Check that there is memory."}};
  std::string title = model.title;
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.created = 946684800;  // 2000-01-01: the file says nothing about when it was made
  workbook_set_properties(book, &properties);
  const Formats formats = make_formats(book);
  for (const Table& table : all_tables(facts)) write_table(book, table, formats, facts.clock);
  const lxw_error error = workbook_close(book);
  if (error == LXW_NO_ERROR) return {};
  return {{{path, 0, 0, ""},
           std::string("The workbook cannot be written: ") + lxw_strerror(error),
           "Check that the folder exists and may be written to."}};
}

}  // namespace homeward
