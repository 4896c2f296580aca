// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command.h"

namespace homeward {

void add_repair_command(Command& program, CommandContext& context);

}  // namespace homeward
