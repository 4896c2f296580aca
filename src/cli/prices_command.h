// SPDX-License-Identifier: Apache-2.0
//
// homeward prices SCENARIO: what more of something buys.
#pragma once

#include "cli/command.h"

namespace homeward {

void add_prices_command(Command& program, CommandContext& context);

}  // namespace homeward
