// SPDX-License-Identifier: Apache-2.0
#include "cli/outputs.h"

#include <filesystem>

namespace homeward {

bool outputs_are_free(CommandContext& context, const std::vector<std::string>& files, Existing existing) {
  if (existing == Existing::replace) return true;
  for (const std::string& file : files) {
    std::error_code ignored;
    if (file.empty() || !std::filesystem::exists(std::filesystem::symlink_status(file, ignored))) continue;
    refuse_usage(context, "The file " + file + " exists already.",
                 "Name another one, or replace it with --force.");
    return false;
  }
  return true;
}

}  // namespace homeward
