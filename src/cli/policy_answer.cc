// SPDX-License-Identifier: Apache-2.0
#include "cli/policy_answer.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "check/check_policy.h"
#include "cli/figures_text.h"
#include "cli/violation_text.h"
#include "scenario/utc_text.h"

namespace homeward {

namespace {

std::map<std::string, Time> decisions_of(const Model& model) {
  std::map<std::string, Time> decisions;
  for (const Condition& condition : model.conditions)
    if (condition.decided_at) decisions.emplace(condition.key, *condition.decided_at);
  return decisions;
}

std::optional<Time> first_decision(const std::map<std::string, Time>& decided_at) {
  std::optional<Time> first;
  for (const auto& [key, at] : decided_at) first = std::min(first.value_or(at), at);
  return first;
}

std::string branch_text(const Plan& plan) {
  std::string text;
  for (const auto& [condition, outcome] : plan.branch)
    text += (text.empty() ? "" : ", ") + condition + ": " + outcome;
  return text;
}

}  // namespace

Togetherness togetherness(CommandContext& context, const PlanInputs& inputs) {
  if (inputs.size() < 2) return Togetherness::apart;
  const auto first = decisions_of(inputs.front()->model);
  for (const auto& input : inputs) {
    if (decisions_of(input->model) == first) continue;
    refuse(context, {{{input->file, 0, 0, "/about/decided_at"},
                      "This plan is made for other decision times than " + inputs.front()->file + ".",
                      "Check plans of one policy together, or say when it is decided: --decided-at TIME."}});
    return Togetherness::contradictory;
  }
  return first.empty() ? Togetherness::apart : Togetherness::policy;
}

PolicyFindings check_policy_of(const PlanInputs& inputs) {
  std::vector<Branch> branches;
  for (const auto& input : inputs) branches.push_back({&input->model, &input->plan});
  PolicyFindings findings;
  findings.decided_at = decisions_of(inputs.front()->model);
  findings.violations = check_policy(branches);
  if (const auto first = first_decision(findings.decided_at))
    findings.ordered_before = committed_events(branches.front(), *first);
  return findings;
}

void print_policy(CommandContext& context, const PlanInputs& inputs, const PolicyFindings& findings,
                  bool all_valid) {
  const Model& model = inputs.front()->model;
  const LocalClock clock(model.time_zone, model.clock);
  for (const Violation& violation : findings.violations)
    context.out << violation_text(violation, clock) << '\n';
  context.out << "Policy of " << counted(static_cast<std::int64_t>(inputs.size()), "plan", "plans");
  for (const auto& [condition, at] : findings.decided_at)
    context.out << "; " << condition << " decided " << clock.both(at);
  context.out << '\n';
  for (const auto& input : inputs)
    context.out << "  " << input->file << ": " << branch_text(input->plan) << '\n';
  if (!findings.violations.empty()) {
    context.out << "NOT A POLICY: " << counted_by_code(findings.violations) << ".\n";
    return;
  }
  context.out << "SHARED: what is ordered before the decision ("
              << counted(findings.ordered_before, "event", "events") << ") is the same in every plan.\n";
  context.out << (all_valid
                      ? "POLICY: whatever the answer is, there is a valid plan that goes on from there.\n"
                      : "NOT A POLICY: not every plan of it is valid.\n");
}

nlohmann::json policy_json(const PlanInputs& inputs, const PolicyFindings& findings, bool all_valid) {
  nlohmann::json decided_at = nlohmann::json::object();
  for (const auto& [condition, at] : findings.decided_at) decided_at[condition] = utc_text(at);
  nlohmann::json plans = nlohmann::json::array();
  for (const auto& input : inputs) {
    nlohmann::json branch = nlohmann::json::object();
    for (const auto& [condition, outcome] : input->plan.branch) branch[condition] = outcome;
    plans.push_back({{"plan", input->file}, {"branch", branch}});
  }
  return {{"decided_at", decided_at},
          {"holds", all_valid && findings.violations.empty()},
          {"ordered_before", findings.ordered_before},
          {"plans", plans}};
}

}  // namespace homeward
