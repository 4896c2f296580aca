// SPDX-License-Identifier: Apache-2.0
#include "cli/output_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>

namespace homeward {
namespace {

namespace fs = std::filesystem;

class OutputFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "homeward-test-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path at(const std::string& name) const { return folder_ / name; }
  std::string read(const std::string& name) const { return read_file(at(name)).take(); }
  std::size_t count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

TEST_F(OutputFile, IsWrittenWholeWithNothingLeftBeside) {
  const std::string bytes(3'000'000, 'x');
  EXPECT_EQ(write_file(at("a.json"), bytes, Existing::keep).written, Written::done);
  EXPECT_EQ(read("a.json"), bytes);
  EXPECT_EQ(count(), 1u);
}

TEST_F(OutputFile, ThatExistsIsKept) {
  write_file(at("a.json"), "old", Existing::keep);
  const WriteOutcome outcome = write_file(at("a.json"), "new", Existing::keep);
  EXPECT_EQ(outcome.written, Written::exists);
  EXPECT_NE(outcome.problem.mend.find("--force"), std::string::npos);
  EXPECT_EQ(read("a.json"), "old");
  EXPECT_EQ(count(), 1u);
}

TEST_F(OutputFile, IsReplacedWhenWanted) {
  write_file(at("a.json"), "old", Existing::keep);
  EXPECT_EQ(write_file(at("a.json"), "new", Existing::replace).written, Written::done);
  EXPECT_EQ(read("a.json"), "new");
}

TEST_F(OutputFile, ReplacesNoFolderAndNoDevice) {
  fs::create_directory(at("folder"));
  ASSERT_EQ(mkfifo(at("pipe").c_str(), 0600), 0);
  EXPECT_EQ(write_file(at("folder"), "x", Existing::replace).written, Written::failed);
  EXPECT_EQ(write_file(at("pipe"), "x", Existing::replace).written, Written::failed);
  EXPECT_EQ(write_file(at("missing/a.json"), "x", Existing::replace).written, Written::failed);
  EXPECT_EQ(count(), 2u);
}

TEST_F(OutputFile, IsNumberedWhenItsNameIsTaken) {
  EXPECT_EQ(write_numbered(at("iraq-2011.plan.json"), "one").path, at("iraq-2011.plan.json"));
  EXPECT_EQ(write_numbered(at("iraq-2011.plan.json"), "two").path, at("iraq-2011-2.plan.json"));
  EXPECT_EQ(write_numbered(at("iraq-2011.plan.json"), "three").path, at("iraq-2011-3.plan.json"));
  EXPECT_EQ(read("iraq-2011.plan.json"), "one");
}

TEST_F(OutputFile, WithTheSameContentIsNotWrittenAgain) {
  write_numbered(at("a.plan.json"), "one");
  write_numbered(at("a.plan.json"), "two");
  EXPECT_EQ(write_numbered(at("a.plan.json"), "two").path, at("a-2.plan.json"));
  EXPECT_EQ(count(), 2u);
}

TEST_F(OutputFile, ReadingRefusesFoldersAndMissingFiles) {
  EXPECT_FALSE(read_file(folder_));
  EXPECT_FALSE(read_file(at("missing")));
}

}  // namespace
}  // namespace homeward
