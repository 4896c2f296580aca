// SPDX-License-Identifier: Apache-2.0
//
// homeward merge FILES…: shards of one run as one answer, byte for byte that of the run in one piece.
#pragma once

#include "cli/command.h"

namespace homeward {

void add_merge_command(Command& program, CommandContext& context);

}  // namespace homeward
