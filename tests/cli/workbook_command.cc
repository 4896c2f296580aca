// SPDX-License-Identifier: Apache-2.0
//
// homeward workbook, there and back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/program.h"

namespace homeward::test {
namespace {

using testing::HasSubstr;

class WorkbookCommand : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    ASSERT_EQ(homeward({"new", "small"}).exit_code, 0);
  }
};

TEST_F(WorkbookCommand, ThereAndBackIsTheSameFiles) {
  const Ended there = homeward({"workbook", "small", "--out", "small.xlsx"});
  EXPECT_EQ(there.exit_code, 0) << there.err;
  EXPECT_THAT(there.out, HasSubstr("small.xlsx\n"));
  EXPECT_FALSE(exists("small.xlsx.part.xlsx"));
  const Ended back = homeward({"workbook", "small.xlsx", "--out", "again"});
  EXPECT_EQ(back.exit_code, 0) << back.err;
  EXPECT_THAT(back.out, HasSubstr("Left out as notes: the sheet _columns"));
  for (const char* table : {"places", "links", "units", "items", "windows", "services", "totals"})
    EXPECT_EQ(read("again/" + std::string(table) + ".csv"), read("small/" + std::string(table) + ".csv"));
}

TEST_F(WorkbookCommand, AScenarioWithAWorkbookIsPlannedAndWrittenAsAWorkbookAgain) {
  ASSERT_EQ(homeward({"workbook", "small", "--out", "tables.xlsx"}).exit_code, 0);
  std::filesystem::create_directory(folder() / "packed");
  write("packed/scenario.yaml", read("small/scenario.yaml"));
  write("packed/tables.xlsx", read("tables.xlsx"));
  const Ended valid = homeward({"validate", "packed"});
  EXPECT_EQ(valid.exit_code, 0) << valid.err;
  ASSERT_EQ(homeward({"plan", "packed", "--work-limit", "2000000", "--out", "p.json"}).exit_code, 0);
  EXPECT_EQ(homeward({"check", "packed", "p.json"}).exit_code, 0);
  ASSERT_EQ(homeward({"workbook", "packed", "--out", "again.xlsx"}).exit_code, 0);
  EXPECT_EQ(read("again.xlsx"), read("tables.xlsx"));
}

TEST_F(WorkbookCommand, NothingIsOverwrittenUnasked) {
  write("taken.xlsx", "mine");
  EXPECT_EQ(homeward({"workbook", "small", "--out", "taken.xlsx"}).exit_code, 2);
  EXPECT_EQ(read("taken.xlsx"), "mine");
  EXPECT_EQ(homeward({"workbook", "small", "--out", "taken.xlsx", "--force"}).exit_code, 0);
  const Ended back = homeward({"workbook", "taken.xlsx", "--out", "small"});
  EXPECT_EQ(back.exit_code, 2);
  EXPECT_THAT(back.err, HasSubstr("exists already"));
}

TEST_F(WorkbookCommand, WhatIsWrongIsSaidOfTheFileThatWasNamed) {
  write("mine.xlsx", "no workbook");
  const Ended text = homeward({"workbook", "mine.xlsx", "--out", "out"});
  EXPECT_EQ(text.exit_code, 3);
  EXPECT_THAT(text.err, HasSubstr("mine.xlsx: the file is no workbook"));
  EXPECT_FALSE(exists("out"));
  EXPECT_EQ(homeward({"workbook", "nowhere", "--out", "out"}).exit_code, 6);
  std::filesystem::create_directory(folder() / "empty");
  EXPECT_EQ(homeward({"workbook", "empty", "--out", "out.xlsx"}).exit_code, 3);
  write("small/units.csv", "uln;name\n");
  EXPECT_THAT(homeward({"workbook", "small", "--out", "out.xlsx"}).err,
              HasSubstr("units.csv:1:1: the cells are"));
  EXPECT_FALSE(exists("out.xlsx"));
}

TEST_F(WorkbookCommand, ProblemsOfAScenarioNameSheetAndCell) {
  std::string units = read("small/units.csv");
  write("small/units.csv", units.replace(units.find(",north,"), 7, ",nroth,"));
  ASSERT_EQ(homeward({"workbook", "small", "--out", "tables.xlsx"}).exit_code, 0);
  std::filesystem::create_directory(folder() / "packed");
  write("packed/scenario.yaml", read("small/scenario.yaml"));
  write("packed/tables.xlsx", read("tables.xlsx"));
  const Ended text = homeward({"validate", "packed"});
  EXPECT_EQ(text.exit_code, 3);
  EXPECT_THAT(text.err,
              HasSubstr("tables.xlsx:units:C2: 'nroth' in place is not the key of any place\n"
                        "    Add it to the sheet places, or correct the key. Did you mean 'north'?"));
  EXPECT_THAT(
      homeward({"validate", "packed", "--json"}).out,
      HasSubstr("\"file\":\"tables.xlsx\",\"mend\":\"Add it to the sheet places, or correct the key. Did you "
                "mean 'north'?\",\"pointer\":\"units:C2\""));
}

TEST_F(WorkbookCommand, AnswersAsJson) {
  const Ended there = homeward({"workbook", "small", "--out", "small.xlsx", "--json"});
  EXPECT_EQ(there.out, "{\"files\":[\"small.xlsx\"],\"left_out\":[],\"status\":\"written\"}\n");
}

}  // namespace
}  // namespace homeward::test
