// SPDX-License-Identifier: Apache-2.0
//
// Writes documents one after the other and remembers what went wrong first; nothing is written after that.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/output_file.h"
#include "report/report.h"

namespace homeward {

class DocumentWriter {
 public:
  explicit DocumentWriter(Existing existing) : existing_{existing} {}

  void put(const std::filesystem::path& path, std::string_view bytes);
  /// Each under its name in a folder, which is made where it is missing.
  void put_all(const std::filesystem::path& dir, const std::vector<NamedText>& texts);
  void fail(Problem problem);
  const std::optional<Problem>& failure() const { return failure_; }
  const std::vector<std::string>& files() const { return files_; }

 private:
  Existing existing_;
  std::optional<Problem> failure_;
  std::vector<std::string> files_;
};

}  // namespace homeward
