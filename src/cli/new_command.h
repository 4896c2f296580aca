// SPDX-License-Identifier: Apache-2.0
//
// homeward new DIR: a small commented scenario to begin with.
#pragma once

#include "cli/command.h"

namespace homeward {

void add_new_command(Command& program, CommandContext& context);

}  // namespace homeward
