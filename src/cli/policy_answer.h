// SPDX-License-Identifier: Apache-2.0
//
// Several plans together: is there one for each outcome, and are they the same before the decision?
#pragma once

#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/plan_input.h"
#include "plan/violation.h"

namespace homeward {

struct PolicyFindings {
  std::map<std::string, Time> decided_at;
  std::vector<Violation> violations;  ///< of SHARED; those of each plan are its own
  std::int64_t ordered_before =
      0;  ///< movements of the first plan that are ordered before the first decision
};

using PlanInputs = std::vector<std::unique_ptr<PlanInput>>;

enum class Togetherness {
  apart,   ///< one plan, or nothing is undecided, or it is not said when it is decided: each plan for itself
  policy,  ///< several plans for the same decision times
  contradictory  ///< several plans that name different ones; a complaint with exit code 3 has been made
};
Togetherness togetherness(CommandContext& context, const PlanInputs& inputs);

PolicyFindings check_policy_of(const PlanInputs& inputs);

/// What people read of it. all_valid: no plan has a violation of its own.
void print_policy(CommandContext& context, const PlanInputs& inputs, const PolicyFindings& findings,
                  bool all_valid);

/// "policy" of what check --json prints.
nlohmann::json policy_json(const PlanInputs& inputs, const PolicyFindings& findings, bool all_valid);

}  // namespace homeward
