// SPDX-License-Identifier: Apache-2.0
//
// homeward workbook: the tables of a scenario as one workbook, and a workbook as CSV tables.
#pragma once

#include "cli/command.h"

namespace homeward {

void add_workbook_command(Command& program, CommandContext& context);

}  // namespace homeward
