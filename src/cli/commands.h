// SPDX-License-Identifier: Apache-2.0
//
// The table of contents of the command line.
#pragma once

#include "cli/command.h"

namespace homeward {

/// Gives the empty `program` its name, its help and all its commands. `context` must outlive it.
void add_all_commands(Command& program, CommandContext& context);

}  // namespace homeward
