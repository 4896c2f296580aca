// SPDX-License-Identifier: Apache-2.0
//
// homeward simulate PLAN --scenario DIR: what can go wrong, and how likely everybody is out in time.
#pragma once

#include "cli/command.h"

namespace homeward {

void add_simulate_command(Command& program, CommandContext& context);

}  // namespace homeward
