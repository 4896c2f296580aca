// SPDX-License-Identifier: Apache-2.0
//
// homeward completion bash|zsh|fish: prints a script that completes commands and options. It is made from the
// commands themselves, so that it cannot fall behind them.
#pragma once

#include "cli/command.h"

namespace homeward {

void add_completion_command(Command& program, CommandContext& context);

}  // namespace homeward
