// SPDX-License-Identifier: Apache-2.0
//
// Says what is wrong with a command line, and which word was probably meant.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace homeward {

struct UsageMistake {
  std::string what;
  std::string mend;
};

/// `program` as it stands after parse() has thrown `error`.
UsageMistake explain_usage(const CLI::App& program, const CLI::ParseError& error);

/// Names of the commands of a command, and of its options with their dashes, in the order of the help.
std::vector<std::string> command_names(const CLI::App& command);
std::vector<std::string> option_names(const CLI::App& command);

}  // namespace homeward
