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

std::filesystem::path default_output(const std::string& scenario_dir, const std::string& suffix) {
  std::error_code ignored;
  std::filesystem::path dir = std::filesystem::weakly_canonical(scenario_dir, ignored);
  if (!dir.has_filename()) dir = dir.parent_path();
  const std::string name = dir.filename().string();
  return (name.empty() ? "scenario" : name) + suffix;
}

std::optional<std::string> write_output(CommandContext& context, const OutputName& name,
                                        std::string_view bytes) {
  if (name.asked.empty() && name.existing == Existing::keep) {
    const NumberedOutcome outcome = write_numbered(name.otherwise, bytes);
    if (!outcome.failure) return outcome.path.string();
    report_storage_failure(context, *outcome.failure);
    return std::nullopt;
  }
  const std::string file = name.asked.empty() ? name.otherwise.string() : name.asked;
  const WriteOutcome outcome = write_file(file, bytes, name.existing);
  if (outcome.written == Written::done) return file;
  report_storage_failure(context, outcome.problem);
  return std::nullopt;
}

}  // namespace homeward
