// SPDX-License-Identifier: Apache-2.0
#include "cli/check_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "check/check_plan.h"
#include "check/plan_figures.h"
#include "cli/figures_text.h"
#include "cli/plan_input.h"
#include "cli/violation_text.h"

namespace homeward {

namespace {

struct CheckOptions {
  std::string scenario;
  std::vector<std::string> plans;
};

struct CheckedPlan {
  std::string file;
  std::vector<Violation> violations;
};

const char* explained(Verdict verdict) {
  switch (verdict) {
    case Verdict::valid:
      return "VALID: the plan keeps every rule and meets every requirement.";
    case Verdict::late:
      return "LATE: the plan keeps every hard rule, but misses requirements.";
    case Verdict::draft:
      return "NOT VALID: the plan breaks hard rules and is no more than a draft.";
  }
  return "";
}

/// What people read of one plan.
void print_checked(CommandContext& context, const PlanInput& input, const CheckedPlan& checked) {
  const LocalClock clock(input.model.time_zone, input.model.clock);
  for (const Violation& violation : checked.violations)
    context.out << violation_text(violation, clock) << '\n';
  context.out << input.file << ": " << explained(verdict(checked.violations)) << '\n';
  if (!checked.violations.empty()) context.out << "  " << counted_by_code(checked.violations) << '\n';
  const PlanFigures figures = plan_figures(input.model, input.plan);
  context.out << "  " << counted(static_cast<std::int64_t>(input.plan.columns.size()), "column", "columns")
              << ", " << counted(static_cast<std::int64_t>(input.plan.flights.size()), "flight", "flights")
              << ", "
              << counted(static_cast<std::int64_t>(input.plan.sailings.size()), "sailing", "sailings");
  context.out << "; closes " << (figures.closure ? clock.both(*figures.closure) : "never") << '\n';
}

/// One plan: the contract object. More plans: the same, each violation with its file, and the worst verdict.
void print_json_answer(CommandContext& context, const std::vector<CheckedPlan>& checked) {
  nlohmann::json all = nlohmann::json::array();
  Verdict worst = Verdict::valid;
  for (const CheckedPlan& plan : checked) {
    worst = std::max(worst, verdict(plan.violations));
    for (nlohmann::json& entry : violations_json(plan.violations)) {
      if (checked.size() > 1) entry["plan"] = plan.file;
      all.push_back(std::move(entry));
    }
  }
  print_json(context, {{"valid", all.empty()}, {"verdict", verdict_word(worst)}, {"violations", all}});
}

void run_check(CommandContext& context, const CheckOptions& options) {
  std::vector<CheckedPlan> checked;
  for (const std::string& file : options.plans) {
    const auto input = load_plan(context, options.scenario, file);
    if (!input) return;
    checked.push_back({file, check_plan(input->model, input->plan)});
    if (!checked.back().violations.empty()) context.exit_code = kExitViolations;
    if (!context.json) print_checked(context, *input, checked.back());
  }
  if (context.json) print_json_answer(context, checked);
}

}  // namespace

void add_check_command(CLI::App& program, CommandContext& context) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command =
      add_command(program, context,
                  {"check",
                   "Check a plan against every rule, with code that shares nothing with the planner",
                   {"homeward check scenarios/iraq-2011 iraq-2011.plan.json",
                    "homeward check scenarios/iraq-2011 iraq-2011.plan.json --json"},
                   "Exit code 0: valid. 1: violations, each with the code of its rule (docs/rules.md); a "
                   "plan that misses\n"
                   "only requirements (DUE, DEADLINE, CEILING, FLOOR, COVER) is late, any other a draft."});
  command->add_option("SCENARIO", options->scenario, "Folder with scenario.yaml and its tables")->required();
  command->add_option("PLAN", options->plans, "Plan files of this scenario")->required();
  command->callback([options, &context] { run_check(context, *options); });
}

}  // namespace homeward
