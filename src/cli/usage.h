// SPDX-License-Identifier: Apache-2.0
//
// Says what is wrong with a command line, and which word was probably meant.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"

namespace homeward {

struct UsageMistake {
  std::string what;
  std::string mend;
};

/// `program` as it stands after parse() has returned `mistake`.
UsageMistake explain_usage(const Command& program, const ParseMistake& mistake);

/// Names of the commands of a command, and of its options with their dashes, in the order of the help.
std::vector<std::string> command_names(const Command& command);
std::vector<std::string> option_names(const Command& command);

}  // namespace homeward
