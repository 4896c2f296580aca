// SPDX-License-Identifier: Apache-2.0
//
// homeward validate SCENARIO: is the scenario sound, for every outcome of its conditions?
#pragma once

#include "cli/command.h"

namespace homeward {

void add_validate_command(Command& program, CommandContext& context);

}  // namespace homeward
