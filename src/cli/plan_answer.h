// SPDX-License-Identifier: Apache-2.0
//
// What `homeward plan` and `homeward bound` say at their end, for programs and for people.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "check/plan_figures.h"
#include "cli/command.h"
#include "model/model.h"
#include "plan/plan.h"
#include "planner/plan_withdrawal.h"

namespace homeward {

enum class PlanStatus { valid, late, infeasible, none_found };

struct PlanAnswer {
  std::string scenario_dir;
  Outcome outcome;
  std::vector<Violation> violations;   ///< of the plan as it was read back from its file
  std::optional<PlanFigures> figures;  ///< when there is a plan
  std::string plan_file;               ///< empty: none was written
  std::string plan_sha256;
  std::string certificate_file;  ///< empty: none was written
  std::uint64_t seed = 0;
  std::int64_t first_valid_ms = -1;  ///< from process start; -1: no valid plan
};

PlanStatus plan_status(const PlanAnswer& answer);

/// 0 valid; 4 proved that it cannot be better than late, or not at all; 5 nothing proved.
int plan_exit_code(const PlanAnswer& answer);

/// The object that other programs rely on (docs/formats/plan.md, "What plan --json prints").
nlohmann::json plan_answer_json(const Model& model, const PlanAnswer& answer, const CommandContext& context);

/// The resource with the largest share in the certificate, in per mille.
nlohmann::json bottleneck_json(const Model& model, const Certificate& certificate);

/// The one-page brief.
void print_brief(const Model& model, const PlanAnswer& answer, CommandContext& context);

/// Seconds since the process started, and the most memory it has held.
double wall_seconds(const CommandContext& context);
std::int64_t peak_memory_bytes();

}  // namespace homeward
