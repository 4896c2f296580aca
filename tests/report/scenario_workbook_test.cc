// SPDX-License-Identifier: Apache-2.0
//
// Scenarios written as workbooks read back cell by cell.
#include "report/scenario_workbook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "scenario/csv.h"
#include "scenario/new_scenario.h"
#include "scenario/read_scenario.h"
#include "scenario/text.h"

namespace homeward {
namespace {

using scenario::CellTable;
using scenario::ChoiceLists;
using scenario::File;
using scenario::Problems;
using scenario::SourceTable;

namespace fs = std::filesystem;

std::string written(const std::vector<SourceTable>& tables, const ChoiceLists& lists) {
  const fs::path path = fs::temp_directory_path() / ("homeward-tables-" + std::to_string(getpid()) + ".xlsx");
  EXPECT_TRUE(write_scenario_workbook(path.string(), tables, lists).empty());
  std::ifstream stream(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  fs::remove(path);
  return bytes;
}

std::string workbook_of(const std::vector<File>& files) {
  Problems problems;
  const auto tables = scenario::source_tables(files, problems);
  EXPECT_TRUE(problems.empty());
  return written(tables, scenario::choice_lists(files));
}

/// The scenario with all its tables in a workbook.
std::vector<File> as_workbook(const std::vector<File>& files) {
  std::vector<File> packed;
  for (const File& file : files)
    if (file.name == scenario::kSettingsFile) packed.push_back(file);
  packed.push_back({std::string(scenario::kWorkbookFile), workbook_of(files)});
  return packed;
}

std::vector<std::string> csv_of(const std::vector<File>& files) {
  Problems problems;
  std::vector<std::string> texts;
  for (const SourceTable& table : scenario::source_tables(files, problems))
    texts.push_back(table.cells.file() + "\n" + csv_text(table.cells, scenario::RowNumbers::close));
  EXPECT_TRUE(problems.empty());
  return texts;
}

TEST(ScenarioWorkbook, EveryScenarioOfTheTreeComesBackCellByCell) {
  std::size_t scenarios = 0;
  for (const auto& entry : fs::directory_iterator(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios")) {
    if (!entry.is_directory()) continue;
    Problems problems;
    const std::vector<File> files = scenario::load_files(entry.path(), problems);
    const std::vector<File> packed = as_workbook(files);
    EXPECT_EQ(csv_of(packed), csv_of(files)) << entry.path();
    const Result<Model> model = read_scenario_files(packed), expected = read_scenario_files(files);
    ASSERT_TRUE(model.ok() && expected.ok()) << entry.path();
    EXPECT_EQ(model.value().units.size(), expected.value().units.size());
    EXPECT_EQ(model.value().lots.size(), expected.value().lots.size());
    EXPECT_EQ(model.value().assumptions.size(), expected.value().assumptions.size());
    ++scenarios;
  }
  EXPECT_GE(scenarios, 5u);
}

TEST(ScenarioWorkbook, TheSameTablesGiveTheSameBytes) {
  EXPECT_EQ(workbook_of(new_scenario_files()), workbook_of(new_scenario_files()));
}

TEST(ScenarioWorkbook, HasASheetForEachTableAndOneOfNotes) {
  const std::string bytes = workbook_of(new_scenario_files());
  Problems problems;
  const scenario::Workbook workbook = scenario::read_workbook(bytes, problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(workbook.tables.size(), new_scenario_files().size() - 1);
  EXPECT_EQ(workbook.notes, std::vector<std::string>{"_columns"});
}

/// One table with one cell, written and read again.
std::string there_and_back(const std::string& file, const std::string& column, const std::string& text) {
  std::vector<SourceTable> tables;
  CellTable cells(file);
  const scenario::Cell header[] = {{column, 1, 1}}, row[] = {{text, 2, 1}};
  cells.add_row(header);
  cells.add_row(row);
  tables.push_back({&scenario::table_spec(file), std::move(cells)});
  const std::string bytes = written(tables, {});
  Problems problems;
  const scenario::Workbook workbook = scenario::read_workbook(bytes, problems);
  if (!problems.empty()) return "(" + problems.take().front().what + ")";
  if (workbook.tables.size() != 1 || workbook.tables[0].row_count() != 1) return "(no row)";
  return std::string(workbook.tables[0].row(0)[0].text);
}

TEST(ScenarioWorkbook, CellsThatSpreadsheetsLikeToChange) {
  for (const char* text : {"007",
                           "1.50",
                           "1e5",
                           "3-3",
                           "2030-03-03",
                           "=1+1",
                           "TRUE",
                           "#N/A",
                           "-0",
                           "+5",
                           "0.1",
                           "33.3",
                           "123456789012345",
                           "1234567890123456",
                           "0.000001",
                           "yes",
                           "_x000D_",
                           "_x005F_",
                           "a_x41_",
                           "two\nlines",
                           "<&>\"'",
                           "äöü €",
                           "\xF0\x9F\x9A\x9A",
                           "1;2",
                           " a"}) {
    const std::string wanted(scenario::trimmed(text));
    EXPECT_EQ(there_and_back("units.csv", "name", text), wanted);
    EXPECT_EQ(there_and_back("units.csv", "people_military", text), wanted);
  }
}

RC_GTEST_PROP(ScenarioWorkbook, AnyNumberComesBackAsItWasTyped, ()) {
  const auto digits = *rc::gen::inRange<std::int64_t>(0, 999'999'999'999'999);
  const auto point = static_cast<std::size_t>(*rc::gen::inRange(0, 15));
  std::string typed = std::to_string(digits);
  if (point < typed.size()) typed.insert(point, ".");
  RC_ASSERT(there_and_back("links.csv", "length_km", typed) == typed);
}

TEST(ScenarioWorkbook, APathThatCannotBeWritten) {
  EXPECT_FALSE(write_scenario_workbook("/no/such/folder/tables.xlsx", {}, {}).empty());
}

}  // namespace
}  // namespace homeward
