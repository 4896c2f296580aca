// SPDX-License-Identifier: Apache-2.0
//
// homeward march: the march arithmetic (src/march) on the command line, one subcommand a question.
#pragma once

#include "cli/command.h"

namespace homeward {

void add_march_command(Command& program, CommandContext& context);

}  // namespace homeward
