// SPDX-License-Identifier: Apache-2.0
//
// A plan file with the scenario that it was made for, read for the outcomes that it names.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "cli/command.h"
#include "model/model.h"
#include "plan/plan.h"

namespace homeward {

struct PlanInput {
  std::string file;
  std::string sha256;  ///< of the file's bytes
  Model model;
  Plan plan;
};

/// Nothing after a complaint with its exit code. `decided_at` stands above what the plan says of its
/// decisions.
std::unique_ptr<PlanInput> load_plan(CommandContext& context, const std::string& scenario_dir,
                                     const std::string& file,
                                     const std::map<std::string, Time>& decided_at = {});

}  // namespace homeward
