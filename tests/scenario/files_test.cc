// SPDX-License-Identifier: Apache-2.0
//
// Folders, names, encodings: what is wrong before a table is read.
#include "scenario/files.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "scenario/edited.h"

namespace homeward {
namespace {

using testing::AllOf;
using testing::HasSubstr;

namespace fs = std::filesystem;

class Folders : public testing::Test {
 protected:
  void SetUp() override {
    dir_ = fs::temp_directory_path() / ("homeward-files-" + std::to_string(getpid()));
    fs::remove_all(dir_);
    ASSERT_TRUE(write_new_scenario(dir_).ok());
  }
  void TearDown() override { fs::remove_all(dir_); }

  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(dir_ / name, std::ios::binary) << bytes;
  }
  std::string bytes_of(const std::string& name) const {
    std::ifstream stream(dir_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  std::string verdict() const { return verdict_of(dir_); }
  static std::string verdict_of(const fs::path& dir) {
    const Result<Model> model = read_scenario(dir);
    return model.ok() ? "(accepted)" : all_of(model.problems());
  }
  std::string hash() const {
    const Result<Model> model = read_scenario(dir_);
    return model.ok() ? model.value().scenario_sha256 : all_of(model.problems());
  }

  fs::path dir_;
};

TEST_F(Folders, TheExampleIsAccepted) { EXPECT_EQ(verdict(), "(accepted)"); }

TEST_F(Folders, NoSuchFolderAndAFileForAFolder) {
  EXPECT_THAT(verdict_of(dir_ / "nowhere"), HasSubstr("there is no such folder"));
  EXPECT_THAT(verdict_of(dir_ / "scenario.yaml"), HasSubstr("is a file, but a scenario is a folder"));
}

TEST_F(Folders, AnEmptyFolder) {
  fs::create_directory(dir_ / "empty");
  EXPECT_THAT(verdict_of(dir_ / "empty"), AllOf(HasSubstr("scenario.yaml: the file is missing"),
                                                HasSubstr("places.csv: the table is missing")));
}

TEST_F(Folders, AFolderForAFile) {
  fs::remove(dir_ / "links.csv");
  fs::create_directory(dir_ / "links.csv");
  EXPECT_EQ(verdict(),
            "links.csv: is a folder or a device, not a file\n    Put the table itself under this name.\n");
}

TEST_F(Folders, MisnamedFiles) {
  fs::rename(dir_ / "ships.csv", dir_ / "ship.csv");
  EXPECT_THAT(verdict(), AllOf(HasSubstr("ship.csv: no table of a scenario has this name"),
                               HasSubstr("Did you mean 'ships.csv'?")));
  fs::rename(dir_ / "ship.csv", dir_ / "ships.csv");
  fs::rename(dir_ / "scenario.yaml", dir_ / "scenario.yml");
  EXPECT_THAT(verdict(), HasSubstr("scenario.yml: the file is not named scenario.yaml"));
  fs::rename(dir_ / "scenario.yml", dir_ / "scenario.txt");
  EXPECT_THAT(verdict(), HasSubstr("scenario.txt: the file is not named scenario.yaml"));
}

TEST_F(Folders, AWorkbookBesideTheTables) {
  write("units.xlsx", "PK");
  EXPECT_THAT(verdict(), HasSubstr("a workbook stands beside the tables"));
}

TEST_F(Folders, AWorkbookUnderTheNameOfATable) {
  write("windows.csv", "PK\x03\x04rest");
  EXPECT_THAT(verdict(), HasSubstr("windows.csv: the file is a workbook or archive"));
}

TEST_F(Folders, OtherFilesAreLeftAlone) {
  write("README.md", "Text");
  write(".~lock.units.csv#", "x");
  write("~$units.xlsx", "x");
  EXPECT_EQ(verdict(), "(accepted)");
}

TEST_F(Folders, AByteOrderMarkAndCrLfChangeNothing) {
  const std::string before = hash();
  std::string crlf = "\xEF\xBB\xBF";
  for (const char c : bytes_of("units.csv")) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  write("units.csv", crlf);
  EXPECT_EQ(verdict(), "(accepted)");
  EXPECT_EQ(hash(), before);
}

TEST_F(Folders, LineEndsOfOldSpreadsheets) {
  const std::string before = hash();
  std::string cr = bytes_of("garrisons.csv");
  std::replace(cr.begin(), cr.end(), '\n', '\r');
  write("garrisons.csv", cr);
  EXPECT_EQ(hash(), before);
}

TEST_F(Folders, AnyOtherChangeChangesTheHash) {
  const std::string before = hash();
  ASSERT_EQ(before.size(), 64u);
  write("garrisons.csv", bytes_of("garrisons.csv") + "\n");
  EXPECT_NE(hash(), before);
}

TEST_F(Folders, TheWrongEncoding) {
  std::string latin = bytes_of("places.csv");
  latin.replace(latin.find("Camp Centre"), 11, "Camp Centr\xE9");
  write("places.csv", latin);
  EXPECT_THAT(verdict(), AllOf(HasSubstr("places.csv:3:18: the byte 0xe9 is not UTF-8 text"),
                               HasSubstr("Save the file as UTF-8")));
}

TEST_F(Folders, Utf16AndZeroBytes) {
  write("places.csv", std::string("\xFF\xFEp\0l\0", 6));
  EXPECT_THAT(verdict(), HasSubstr("places.csv:1:1: the text is UTF-16"));
  write("places.csv", std::string("place,na\0me\n", 12));
  EXPECT_THAT(verdict(), HasSubstr("places.csv:1:9: the text holds a zero byte"));
}

TEST_F(Folders, HugeFiles) {
  fs::resize_file(dir_ / "scenario.yaml", (1 << 20) + 1);
  EXPECT_THAT(verdict(), HasSubstr("scenario.yaml: the file is larger than 1 MB"));
  fs::resize_file(dir_ / "windows.csv", (32u << 20) + 1);
  EXPECT_THAT(verdict(), HasSubstr("windows.csv: the file is larger than 32 MB"));
}

TEST_F(Folders, AFileThatMayNotBeRead) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  fs::permissions(dir_ / "links.csv", fs::perms::none);
  EXPECT_THAT(verdict(), HasSubstr("links.csv: the file cannot be read"));
}

TEST_F(Folders, ANewScenarioNeverOverwrites) {
  const auto refusal = [&](const fs::path& dir) {
    const auto written = write_new_scenario(dir);
    return written.ok() ? std::string("(written)") : all_of(written.problems());
  };
  EXPECT_THAT(refusal(dir_), HasSubstr("the folder is not empty; nothing was written"));
  EXPECT_THAT(refusal(dir_ / "scenario.yaml"), HasSubstr("is a file"));
  EXPECT_THAT(refusal(dir_ / "no" / "parent"), HasSubstr("cannot be written"));
  EXPECT_FALSE(fs::exists(dir_ / "no"));
  EXPECT_THAT(refusal(""), HasSubstr("is no name"));
  fs::create_directory(dir_ / "fresh");
  EXPECT_EQ(refusal(dir_ / "fresh/"), "(written)");
  EXPECT_EQ(verdict_of(dir_ / "fresh"), "(accepted)");
}

}  // namespace
}  // namespace homeward
