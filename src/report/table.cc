// SPDX-License-Identifier: Apache-2.0
#include "report/table.h"

#include <fmt/format.h>

#include <utility>

#include "report/escape.h"

namespace homeward {

namespace {

std::string csv_cell(const Cell& cell, const TableColumn& column, const LocalClock& clock) {
  if (std::holds_alternative<std::monostate>(cell)) return "";
  if (const std::string* text = std::get_if<std::string>(&cell)) return csv_field(guarded_text(*text));
  if (const double* number = std::get_if<double>(&cell))
    return fmt::format("{:.{}f}", *number, column.decimals);
  const std::int64_t number = std::get<std::int64_t>(cell);
  if (column.kind == CellKind::time) return clock.iso(number);
  if (column.kind == CellKind::day) return clock.iso_date(number);
  return fmt::format("{}", number);
}

std::string html_head(const TableColumn& column) {
  const char* numeric = column.kind == CellKind::text ? "" : " class=\"n\"";
  std::string unit = column.unit.empty() ? "" : "<small>" + html_escape(column.unit) + "</small>";
  return fmt::format("<th scope=\"col\"{}>{}{}</th>", numeric, html_escape(column.title), unit);
}

// data-v carries the sort value where the text does not sort by itself.
std::string html_cell(const Cell& cell, const TableColumn& column, const LocalClock& clock) {
  const std::string text = html_escape(cell_text(cell, column, clock));
  if (column.kind == CellKind::text) return "<td>" + text + "</td>";
  if (column.kind != CellKind::time || std::holds_alternative<std::monostate>(cell))
    return column.kind == CellKind::day && !text.empty()
               ? fmt::format("<td class=\"n t\" data-v=\"{}\">{}</td>", std::get<std::int64_t>(cell), text)
               : "<td class=\"n\">" + text + "</td>";
  const Time t = std::get<std::int64_t>(cell);
  return fmt::format("<td class=\"n t\" data-v=\"{}\">{}<i>{}</i></td>", t, text, dtg(t));
}

}  // namespace

std::string cell_text(const Cell& cell, const TableColumn& column, const LocalClock& clock) {
  if (std::holds_alternative<std::monostate>(cell)) return "";
  if (const std::string* text = std::get_if<std::string>(&cell)) return *text;
  if (const double* number = std::get_if<double>(&cell)) return grouped_decimal(*number, column.decimals);
  const std::int64_t number = std::get<std::int64_t>(cell);
  if (column.kind == CellKind::time) return clock.date_time(number);
  if (column.kind == CellKind::day) return clock.date(number);
  return grouped(number);
}

std::string csv_text(const Table& table, const LocalClock& clock) {
  std::string out;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    out += (i > 0 ? "," : "") + csv_field(table.columns[i].key);
  out += "\r\n";
  for (const std::vector<Cell>& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      out += (i > 0 ? "," : "") + csv_cell(row[i], table.columns[i], clock);
    out += "\r\n";
  }
  return out;
}

std::string html_table(const Table& table, const LocalClock& clock) {
  std::string out =
      fmt::format("<div class=\"scroll\"><table class=\"data\" id=\"t-{}\"><caption>{}</caption><thead><tr>",
                  html_escape(table.name), html_escape(table.title));
  for (const TableColumn& column : table.columns) out += html_head(column);
  out += "</tr></thead><tbody>\n";
  for (const std::vector<Cell>& row : table.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) out += html_cell(row[i], table.columns[i], clock);
    out += "</tr>\n";
  }
  out += "</tbody></table></div>\n";
  if (!table.note.empty()) out += "<p class=\"note\">" + html_escape(table.note) + "</p>\n";
  return out;
}

TableColumn text_column(std::string key, std::string title) {
  return {std::move(key), std::move(title), "", CellKind::text, 0};
}

TableColumn whole_column(std::string key, std::string title, std::string unit) {
  return {std::move(key), std::move(title), std::move(unit), CellKind::whole, 0};
}

TableColumn decimal_column(std::string key, std::string title, std::string unit, int decimals) {
  return {std::move(key), std::move(title), std::move(unit), CellKind::decimal, decimals};
}

TableColumn time_column(std::string key, std::string title) {
  return {std::move(key), std::move(title), "local, UTC below", CellKind::time, 0};
}

TableColumn day_column(std::string key, std::string title) {
  return {std::move(key), std::move(title), "local day", CellKind::day, 0};
}

}  // namespace homeward
