// SPDX-License-Identifier: Apache-2.0
//
// Courses of action on a terminal: one column a course, differences against the first below its figures.
#include <fmt/format.h>

#include <algorithm>

#include "report/compare.h"

namespace homeward {

namespace {

constexpr std::size_t kLoadsShown = 10;

/// Code points, near enough to columns of a terminal for the texts of a scenario.
std::size_t shown_width(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::size_t used = shown_width(text);
  const std::string blanks(used < width ? width - used : 0, ' ');
  return right ? blanks + text : text + blanks;
}

/// A block of lines under one another, as wide as they need.
class TextGrid {
 public:
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  std::string text() const {
    std::vector<std::size_t> widths;
    for (const auto& row : rows_) {
      widths.resize(std::max(widths.size(), row.size()), 0);
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], shown_width(row[i]));
    }
    std::string out;
    for (const auto& row : rows_) {
      std::string line = "  ";
      for (std::size_t i = 0; i < row.size(); ++i)
        line += padded(row[i], widths[i], i > 0) + (i + 1 < row.size() ? "  " : "");
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + "\n";
    }
    return out;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

std::string figures_block(const Comparison& comparison) {
  TextGrid grid;
  std::vector<std::string> head{""};
  for (const Course& course : comparison.courses) head.push_back(course.name);
  grid.add(std::move(head));
  for (const CourseFigure& figure : course_figures()) {
    if (!is_known(figure, comparison.courses)) continue;
    const TableColumn& column = figure.column;
    const bool has_unit = !column.unit.empty() && column.kind != CellKind::time;
    std::vector<std::string> row{column.title + (has_unit ? " (" + column.unit + ")" : "")};
    std::vector<std::string> below{""};
    bool differs = false;
    for (std::size_t i = 0; i < comparison.courses.size(); ++i) {
      const Course& course = comparison.courses[i];
      row.push_back(cell_text(figure.of(course), column, comparison.clock));
      const std::string difference =
          i == 0 ? "" : difference_text(figure, course, comparison.courses.front());
      below.push_back(difference == "±0" ? "" : difference);
      differs = differs || !below.back().empty();
    }
    grid.add(std::move(row));
    if (differs) grid.add(std::move(below));
  }
  return grid.text();
}

std::string lines_block(const Comparison& comparison, const std::string& title,
                        const std::vector<ComparedLine>& lines, const TableColumn& column) {
  if (lines.empty()) return "";
  TextGrid grid;
  for (const ComparedLine& line : lines) {
    std::vector<std::string> row{line.name};
    for (const Cell& value : line.values) row.push_back(cell_text(value, column, comparison.clock));
    grid.add(std::move(row));
  }
  return "\n" + title + "\n" + grid.text();
}

}  // namespace

std::string compare_text(const Comparison& comparison) {
  std::string out = comparison.courses.front().scenario_title + "\n\n" + figures_block(comparison);
  out += lines_block(comparison, "Bases close", compared_closings(comparison), time_column("", ""));
  out += lines_block(comparison, "People leave through", compared_people(comparison),
                     whole_column("", "", "people"));
  out += lines_block(comparison, "Things leave through", compared_things(comparison),
                     whole_column("", "", "pieces"));
  out += lines_block(comparison, "How full the fullest are (%)", compared_loads(comparison, kLoadsShown),
                     decimal_column("", "", "%", 0));
  out += "\n";
  for (const std::string& sentence : comparison_sentences(comparison)) out += sentence + "\n";
  return out;
}

}  // namespace homeward
