// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command.h"

namespace homeward {

void add_drill_command(Command& program, CommandContext& context);

}  // namespace homeward
