// SPDX-License-Identifier: Apache-2.0
//
// homeward network import: road files to places and links of a scenario.
#pragma once

#include "cli/command.h"

namespace homeward {

void add_network_command(Command& program, CommandContext& context);

}  // namespace homeward
