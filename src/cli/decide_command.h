// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command.h"

namespace homeward {

/// homeward decide SCENARIO: how late open conditions may be decided.
void add_decide_command(Command& program, CommandContext& context);

}  // namespace homeward
