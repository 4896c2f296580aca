// SPDX-License-Identifier: Apache-2.0
//
// homeward plan SCENARIO: scenario in, checked plan out.
#pragma once

#include "cli/command.h"

namespace homeward {

void add_plan_command(Command& program, CommandContext& context);

}  // namespace homeward
