// SPDX-License-Identifier: Apache-2.0
//
// homeward cmp: solves files of the public convoy movement benchmark to proved optimality.
#pragma once

#include "cli/command.h"

namespace homeward {

void add_cmp_command(Command& program, CommandContext& context);

}  // namespace homeward
