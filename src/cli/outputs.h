// SPDX-License-Identifier: Apache-2.0
//
// Files that a command was asked to write, looked at before the work and not after it.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/output_file.h"

namespace homeward {

/// True when none of the files exists or they are to be replaced; false after a complaint with exit code 2.
/// Empty names do not count.
bool outputs_are_free(CommandContext& context, const std::vector<std::string>& files, Existing existing);

}  // namespace homeward
