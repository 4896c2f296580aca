// SPDX-License-Identifier: Apache-2.0
//
// homeward compare PLAN PLAN…: courses of action side by side.
#pragma once

#include "cli/command.h"

namespace homeward {

void add_compare_command(Command& program, CommandContext& context);

}  // namespace homeward
