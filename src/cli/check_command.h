// SPDX-License-Identifier: Apache-2.0
//
// homeward check SCENARIO PLAN…: is the plan right? Shares no code with the planner.
#pragma once

#include "cli/command.h"

namespace homeward {

void add_check_command(Command& program, CommandContext& context);

}  // namespace homeward
