// SPDX-License-Identifier: Apache-2.0
#include "cli/new_command.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/options.h"
#include "scenario/new_scenario.h"

namespace homeward {

namespace {

void run_new(CommandContext& context, const std::string& dir) {
  std::error_code ignored;
  if (std::filesystem::exists(dir, ignored) && !std::filesystem::is_empty(dir, ignored))
    return refuse_usage(context, "The folder " + dir + " is not empty.",
                        "Name a folder that does not exist yet.");
  const auto written = write_new_scenario(dir);
  if (!written) return report_storage_failure(context, written.problems().front());
  std::vector<std::string> files;
  for (const std::filesystem::path& path : written.value()) files.push_back(path.string());
  if (context.json) return print_json(context, {{"status", "written"}, {"scenario", dir}, {"files", files}});
  context.out << "A small scenario stands in " << dir << ":\n";
  for (const std::string& file : files) context.out << "  " << file << '\n';
  context.out << "Next: homeward plan " << dir << "; then change it and plan again.\n";
}

}  // namespace

void add_new_command(Command& program, CommandContext& context) {
  auto dir = std::make_shared<std::string>();
  Command* command = add_command(program, context,
                                 {"new",
                                  "Write a small commented scenario that can be planned at once",
                                  {"homeward new my-scenario", "homeward plan my-scenario"},
                                  "The folder must not exist or be empty; nothing is overwritten."});
  command->add_option("DIR", *dir, "Folder to write")->required();
  command->callback([dir, &context] { run_new(context, *dir); });
}

}  // namespace homeward
