// SPDX-License-Identifier: Apache-2.0
//
// A sweep as a table: for spreadsheets and for the terminal.
#include <fmt/format.h>

#include <algorithm>

#include "cli/sweep_file.h"
#include "report/escape.h"
#include "scenario/utc_text.h"

namespace homeward {

namespace {

std::string value_of(const SweepRow& row, const std::string& axis) {
  for (const auto& [name, value] : row.values)
    if (name == axis) return value;
  return "";
}

std::string days_text(std::int64_t seconds, int decimals) {
  return fmt::format("{:.{}f}", static_cast<double>(seconds) / static_cast<double>(kDay), decimals);
}

std::vector<std::string> names_of(const Sweep& sweep) {
  std::vector<std::string> names{"point"};
  for (const SweepAxis& axis : sweep.axes) names.push_back(axis.name);
  for (const char* name : {"status", "valid", "closure_utc", "bound_utc", "gap_days", "late_days",
                           "people_days", "vehicle_km", "problem"})
    names.emplace_back(name);
  return names;
}

std::vector<std::string> cells_of(const Sweep& sweep, const SweepRow& row) {
  const SweepResult& result = row.result;
  std::vector<std::string> cells{std::to_string(row.point)};
  for (const SweepAxis& axis : sweep.axes) cells.push_back(value_of(row, axis.name));
  const bool has_plan = result.status == SweepStatus::valid || result.status == SweepStatus::late;
  cells.emplace_back(sweep_status_name(result.status));
  cells.emplace_back(result.status == SweepStatus::valid ? "yes" : "no");
  cells.push_back(result.closure ? utc_text(*result.closure) : "");
  cells.push_back(result.bound ? utc_text(*result.bound) : "");
  cells.push_back(result.closure && result.bound
                      ? days_text(std::max<Duration>(0, *result.closure - *result.bound), 2)
                      : "");
  cells.push_back(has_plan ? days_text(result.late_s, 2) : "");
  cells.push_back(has_plan ? days_text(result.zone_person_s, 0) : "");
  cells.push_back(has_plan ? std::to_string(result.vehicle_km) : "");
  cells.push_back(result.problem);
  return cells;
}

}  // namespace

std::string sweep_csv(const Sweep& sweep) {
  std::string text;
  const auto add = [&text](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      text += (i > 0 ? "," : "") + csv_field(guarded_text(cells[i]));
    text += "\r\n";
  };
  add(names_of(sweep));
  for (const SweepRow& row : sweep.rows) add(cells_of(sweep, row));
  return text;
}

std::string sweep_text(const Sweep& sweep) {
  std::vector<std::vector<std::string>> lines{names_of(sweep)};
  for (const SweepRow& row : sweep.rows) lines.push_back(cells_of(sweep, row));
  std::vector<std::size_t> widths(lines[0].size(), 0);
  for (const auto& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
  std::string text;
  for (const auto& line : lines) {
    std::string shown;
    for (std::size_t i = 0; i < line.size(); ++i)
      shown +=
          i + 1 == line.size() ? "  " + line[i] : fmt::format("{:>{}}", line[i], widths[i] + (i > 0 ? 2 : 0));
    shown.erase(shown.find_last_not_of(' ') + 1);
    text += shown + "\n";
  }
  return text;
}

}  // namespace homeward
