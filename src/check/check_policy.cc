// SPDX-License-Identifier: Apache-2.0
#include "check/check_policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace homeward {

namespace {

using Outcomes = std::vector<std::string>;  ///< by condition

std::string text_of(const Model& model, const Outcomes& outcomes) {
  std::string text;
  for (const ConditionId id : model.conditions.ids())
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", model.conditions[id].key, outcomes[id.index()]);
  return text;
}

/// Every combination, in the order of the scenario.
std::vector<Outcomes> combinations(const Model& model) {
  std::vector<Outcomes> all{{}};
  for (const Condition& condition : model.conditions) {
    std::vector<Outcomes> longer;
    for (const Outcomes& shorter : all)
      for (const std::string& outcome : condition.outcomes) {
        longer.push_back(shorter);
        longer.back().push_back(outcome);
      }
    all = std::move(longer);
  }
  return all;
}

Outcomes outcomes_of(const Model& model) {
  Outcomes outcomes;
  for (const Condition& condition : model.conditions) outcomes.push_back(condition.outcome);
  return outcomes;
}

void check_coverage(const std::vector<Branch>& branches, Time first_decision,
                    std::vector<Violation>& violations) {
  const Model& model = *branches.front().model;
  std::map<Outcomes, std::size_t> plans;
  for (const Branch& branch : branches) ++plans[outcomes_of(*branch.model)];
  for (const Outcomes& outcomes : combinations(model)) {
    const std::size_t count = plans.contains(outcomes) ? plans.at(outcomes) : 0;
    if (count == 1) continue;
    const std::string name = text_of(model, outcomes);
    violations.push_back({Rule::SHARED,
                          {name},
                          first_decision,
                          count == 0
                              ? fmt::format("There is no plan for {}.", name)
                              : fmt::format("There are {} plans for {}; a policy has one.", count, name)});
  }
}

/// What is known of a branch when the decision at `decision` has not come yet.
Outcomes known_before(const Model& model, Time decision) {
  Outcomes known;
  for (const Condition& condition : model.conditions)
    known.push_back(condition.decided_at.value_or(kStartOfTime) < decision ? condition.outcome : "");
  return known;
}

}  // namespace

std::size_t outcome_combinations(const Model& model) {
  std::size_t count = 1;
  for (const Condition& condition : model.conditions)
    count = std::min(count * std::max<std::size_t>(1, condition.outcomes.size()), kPolicyOutcomesMax + 1);
  return count;
}

std::vector<Violation> check_policy(const std::vector<Branch>& branches) {
  if (branches.empty()) return {};
  const Model& model = *branches.front().model;
  std::set<Time> decisions;
  for (const Condition& condition : model.conditions)
    if (condition.decided_at) decisions.insert(*condition.decided_at);
  std::vector<Violation> violations;
  const Time first = decisions.empty() ? model.start : *decisions.begin();
  if (outcome_combinations(model) > kPolicyOutcomesMax)
    return {{Rule::SHARED,
             {},
             first,
             fmt::format("The conditions have more than {} outcomes together.", kPolicyOutcomesMax)}};
  check_coverage(branches, first, violations);
  for (const Time decision : decisions) {
    std::map<Outcomes, std::vector<Branch>> alike;
    for (const Branch& branch : branches) alike[known_before(*branch.model, decision)].push_back(branch);
    for (const auto& [known, group] : alike) {
      std::vector<Violation> found = check_shared(group, decision);
      violations.insert(violations.end(), found.begin(), found.end());
    }
  }
  std::ranges::stable_sort(violations, {}, &Violation::at);
  return violations;
}

}  // namespace homeward
