// SPDX-License-Identifier: Apache-2.0
//
// Files that a command was asked to write, looked at before the work and not after it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/output_file.h"

namespace homeward {

/// True when none of the files exists or they are to be replaced; false after a complaint with exit code 2.
/// Empty names do not count.
bool outputs_are_free(CommandContext& context, const std::vector<std::string>& files, Existing existing);

/// FOLDER.plan.json for the suffix ".plan.json" and .../FOLDER, also when that is "." or ends in a slash.
std::filesystem::path default_output(const std::string& scenario_dir, const std::string& suffix);

struct OutputName {
  std::string asked;                ///< empty: nobody named a file
  std::filesystem::path otherwise;  ///< then this one, numbered when it is taken
  Existing existing = Existing::keep;
};

/// Where the file was written; nothing after a complaint with exit code 6.
std::optional<std::string> write_output(CommandContext& context, const OutputName& name,
                                        std::string_view bytes);

}  // namespace homeward
