// SPDX-License-Identifier: Apache-2.0
//
// homeward sweep SCENARIO --vary …: figures of a scenario varied over ranges.
#pragma once

#include "cli/command.h"

namespace homeward {

void add_sweep_command(Command& program, CommandContext& context);

}  // namespace homeward
