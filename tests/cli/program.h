// SPDX-License-Identifier: Apache-2.0
//
// Runs build/homeward as a process of its own, in an empty folder of its own.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace homeward::test {

struct Ended {
  int exit_code = -1;  ///< 128 + signal when a signal ended it
  std::string out;
  std::string err;
};

/// A fresh folder for each test, removed at its end.
class ProgramTest : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  /// Runs  homeward WORDS…  to its end. `out`: where standard output goes instead.
  Ended homeward(const std::vector<std::string>& words, const std::string& out = "");
  /// Starts it and comes back; finish() waits for it. One at a time.
  pid_t start(const std::vector<std::string>& words, const std::string& out = "");
  Ended finish(pid_t process);

  std::filesystem::path folder() const { return folder_; }
  std::string read(const std::string& name) const;
  void write(const std::string& name, const std::string& text) const;
  bool exists(const std::string& name) const { return std::filesystem::exists(folder_ / name); }

 private:
  std::filesystem::path folder_;
};

}  // namespace homeward::test
