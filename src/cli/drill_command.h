// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command.h"

namespace homeward {

void add_drill_command(CLI::App& program, CommandContext& context);

}  // namespace homeward
