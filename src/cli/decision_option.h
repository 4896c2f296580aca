// SPDX-License-Identifier: Apache-2.0
//
// When open conditions are decided: --decided-at TIME or --decided-at CONDITION=TIME.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "model/model.h"

namespace homeward {

/// The decision time of every condition of the model: the one named for it, else the one named alone, else
/// its expected_by, else the only one that is named. Nothing after a complaint with exit code 2.
std::optional<std::map<std::string, Time>> decision_times(CommandContext& context,
                                                          const std::vector<std::string>& texts,
                                                          const Model& model);

}  // namespace homeward
