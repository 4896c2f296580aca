// SPDX-License-Identifier: Apache-2.0
//
// homeward bound SCENARIO: before which instant can nobody close the zone, and why?
#pragma once

#include "cli/command.h"

namespace homeward {

void add_bound_command(Command& program, CommandContext& context);

}  // namespace homeward
