// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <iostream>

#include "cli/command.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  homeward::CommandContext context{.out = std::cout, .err = std::cerr};
  context.err_is_terminal = isatty(STDERR_FILENO) == 1;
  return homeward::run_command_line({argv, argv + argc}, context);
}
