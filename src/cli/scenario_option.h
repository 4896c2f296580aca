// SPDX-License-Identifier: Apache-2.0
//
// What commands share that read a scenario: its folder, and the outcome of conditions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "model/model.h"

namespace homeward {

struct ScenarioOption {
  std::string dir;
  std::vector<std::string> outcomes;  ///< "condition=outcome"
};

/// Adds the argument SCENARIO and --outcome.
void add_scenario_option(Command& command, ScenarioOption& option);

/// The model, or nothing after a complaint with its exit code.
std::optional<Model> load_scenario(CommandContext& context, const ScenarioOption& option);

/// The same for the outcomes of a plan, and for when its conditions are decided.
std::optional<Model> load_scenario(CommandContext& context, const std::string& dir,
                                   const std::vector<std::pair<std::string, std::string>>& branch,
                                   const std::map<std::string, Time>& decided_at = {});

}  // namespace homeward
