// SPDX-License-Identifier: Apache-2.0
#include "cli/plan_input.h"

#include "base/sha256.h"
#include "cli/output_file.h"
#include "cli/scenario_option.h"
#include "scenario/plan_file.h"

namespace homeward {

std::unique_ptr<PlanInput> load_plan(CommandContext& context, const std::string& scenario_dir,
                                     const std::string& file, const std::map<std::string, Time>& decided_at) {
  const Result<std::string> bytes = read_file(file);
  if (!bytes) return report_storage_failure(context, bytes.problems().front()), nullptr;
  const Result<JsonDocument> document = JsonDocument::parse(bytes.value(), file);
  if (!document) return refuse(context, document.problems()), nullptr;
  const Result<PlanHeader> header = read_plan_header(document.value());
  if (!header) return refuse(context, header.problems()), nullptr;
  std::map<std::string, Time> decisions = decided_at;
  for (const auto& [condition, at] : header.value().decided_at) decisions.emplace(condition, at);
  auto model = load_scenario(context, scenario_dir, header.value().branch, decisions);
  if (!model) return nullptr;
  Result<Plan> plan = read_plan(*model, document.value());
  if (!plan) return refuse(context, plan.problems()), nullptr;
  return std::make_unique<PlanInput>(
      PlanInput{file, sha256_hex(bytes.value()), std::move(*model), plan.take()});
}

}  // namespace homeward
