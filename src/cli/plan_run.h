// SPDX-License-Identifier: Apache-2.0
//
// The work of `homeward plan`: read, search, write, read back, check, answer.
#pragma once

#include <optional>
#include <string>

#include "cli/command.h"
#include "cli/output_file.h"
#include "cli/plan_limits.h"
#include "cli/scenario_option.h"
#include "planner/plan_withdrawal.h"

namespace homeward {

struct PlanRequest {
  ScenarioOption scenario;
  PlannerOptions planner;
  std::string orders;                  ///< plan file of orders already given; empty: none
  std::optional<Objective> objective;  ///< absent: the scenario's
  SearchLimits limits;
  std::string out;  ///< empty: the default name
  std::string
      certificate;  ///< empty: only when it is proved that the deadline cannot be met, under the default name
  Existing existing = Existing::keep;
};

/// Answers on context.out and sets the exit code.
void run_plan(CommandContext& context, const PlanRequest& request);

/// All processors of the machine, at least 1.
int default_threads();

}  // namespace homeward
