// SPDX-License-Identifier: Apache-2.0
#include "cli/scenario_option.h"

#include "cli/options.h"
#include "scenario/read_scenario.h"

namespace homeward {

namespace {

/// The text before and after '='; nothing when one of them is empty.
std::optional<std::pair<std::string, std::string>> split_outcome(const std::string& text) {
  const std::size_t sign = text.find('=');
  if (sign == std::string::npos || sign == 0 || sign + 1 == text.size()) return std::nullopt;
  return std::pair(text.substr(0, sign), text.substr(sign + 1));
}

}  // namespace

void add_scenario_option(Command& command, ScenarioOption& option) {
  command.add_option("SCENARIO", option.dir, "Folder with scenario.yaml and its tables")->required();
  command
      .add_option("--outcome", option.outcomes,
                  "CONDITION=OUTCOME instead of the planned outcome; may be repeated")
      ->take_all()
      ->allow_extra_args(false);
}

std::optional<Model> load_scenario(CommandContext& context, const ScenarioOption& option) {
  std::vector<std::pair<std::string, std::string>> branch;
  for (const std::string& text : option.outcomes) {
    const auto outcome = split_outcome(text);
    if (!outcome) {
      refuse_usage(context, "--outcome \"" + text + "\" is not of the form CONDITION=OUTCOME.",
                   "Write for example --outcome immunity_agreement=agreed.");
      return std::nullopt;
    }
    branch.push_back(*outcome);
  }
  return load_scenario(context, option.dir, branch);
}

std::optional<Model> load_scenario(CommandContext& context, const std::string& dir,
                                   const std::vector<std::pair<std::string, std::string>>& branch,
                                   const std::map<std::string, Time>& decided_at) {
  ReadOptions options;
  options.decided_at = decided_at;
  for (const auto& [condition, outcome] : branch) {
    if (options.outcomes.emplace(condition, outcome).second) continue;
    refuse_usage(context, "The condition \"" + condition + "\" is given two outcomes.", "Keep one of them.");
    return std::nullopt;
  }
  Result<Model> model = read_scenario(dir, options);
  if (model) return model.take();
  refuse(context, model.problems());
  return std::nullopt;
}

}  // namespace homeward
