// SPDX-License-Identifier: Apache-2.0
//
// homeward report PLAN --scenario DIR: documents from a plan.
#pragma once

#include "cli/command.h"

namespace homeward {

void add_report_command(Command& program, CommandContext& context);

}  // namespace homeward
