// SPDX-License-Identifier: Apache-2.0
//
// Runs another program to its end, without a shell.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace homeward {

struct ProgramEnd {
  int exit_code = -1;  ///< 128 + signal when a signal ended it
  std::string out;
  std::string err;
};

/// The first word is looked up in PATH. `input` goes to its standard input. Nothing when it cannot be
/// started.
std::optional<ProgramEnd> run_program(const std::vector<std::string>& words, const std::string& input);

}  // namespace homeward
