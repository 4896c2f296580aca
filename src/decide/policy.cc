// SPDX-License-Identifier: Apache-2.0
//
// One leaf is planned alone; what it orders before the first decision is given to the others, which plan the
// rest around it. Where leaves must be told apart later, the same happens again inside each group.
#include "decide/policy.h"

#include <algorithm>
#include <map>

#include "check/check_plan.h"
#include "check/check_policy.h"
#include "model/decision.h"
#include "planner/plan_withdrawal.h"

namespace homeward::decide {

namespace {

std::int64_t people_and_things(const Model& model) {
  std::int64_t leaving = 0;
  for (const Unit& unit : model.units)
    if (!unit.stays)
      for (std::int64_t count : unit.people) leaving += count;
  for (const Lot& lot : model.lots)
    if (!lot.stays) leaving += lot.count;
  return leaving;
}

class PolicySearch {
 public:
  using Group = std::vector<std::size_t>;

  PolicySearch(const Leaves& leaves, const DecisionTimes& decisions, const PolicyOptions& options,
               Budget& budget)
      : leaves_{leaves}, decisions_{decisions}, options_{options}, budget_{budget} {
    for (const Model& leaf : leaves) {
      Model model = decided(leaf, decisions);
      // Orders before the decision reach as far as the longest notice: nobody who is held is among them.
      for (ConditionId condition : model.conditions.ids())
        hold_until(model, condition, cut_of_decision(model, decisions[condition]));
      models_.push_back(std::move(model));
    }
    for (ConditionId condition : decisions.ids()) stages_.push_back(condition);
    std::stable_sort(stages_.begin(), stages_.end(),
                     [&](ConditionId a, ConditionId b) { return decisions[a] < decisions[b]; });
  }

  std::optional<Policy> run() {
    Group all(leaves_.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    plans_.resize(leaves_.size());
    if (!plan_group(all, nullptr, 0)) return std::nullopt;
    Policy policy;
    policy.decisions = decisions_;
    for (auto& plan : plans_) policy.plans.push_back(std::move(*plan));
    return policy;
  }

 private:
  std::optional<Plan> plan_leaf(std::size_t leaf, const GivenOrders* orders) {
    if (budget_.interrupted()) return std::nullopt;
    Budget one(options_.work_of_a_plan, budget_.wall_deadline());
    PlannerOptions planner;
    planner.seed = options_.seed;
    planner.threads = options_.threads;
    planner.orders = orders;
    planner.prove = false;
    planner.first_valid_is_enough = true;
    Observer silent;
    Outcome outcome = plan_withdrawal(models_[leaf], planner, one, silent);
    budget_.spend(one.work());
    if (!outcome.best || !outcome.missed.empty()) return std::nullopt;
    return std::move(outcome.best);
  }

  /// Plans all leaves of the group, which share everything up to the stage.
  bool plan_group(Group group, const GivenOrders* orders, std::size_t stage) {
    // Who takes most along first: for the others it is easier to leave something out than to bring it in.
    std::stable_sort(group.begin(), group.end(), [&](std::size_t a, std::size_t b) {
      return people_and_things(models_[a]) > people_and_things(models_[b]);
    });
    for (std::size_t primary : group) {
      auto plan = plan_leaf(primary, orders);
      // Every leaf must have its plan: where one has none alone, others do not help.
      if (!plan) return false;
      if (share(group, primary, *plan, stage)) return true;
      if (budget_.interrupted()) return false;
    }
    return false;
  }

  /// The primary leaf has its plan; the others get what it orders before they are told apart.
  bool share(const Group& group, std::size_t primary, const Plan& plan, std::size_t stage) {
    plans_[primary] = plan;
    if (group.size() == 1) return true;
    const ConditionId condition = stages_[stage];
    std::map<std::string, Group> parts;
    for (std::size_t leaf : group) parts[models_[leaf].conditions[condition].outcome].push_back(leaf);
    const Time cut = cut_of_decision(models_[primary], decisions_[condition]);
    const GivenOrders orders = orders_before(models_[primary], plan, cut);
    for (const auto& [outcome, part] : parts) {
      const bool own = outcome == models_[primary].conditions[condition].outcome;
      if (!(own ? share(part, primary, plan, stage + 1) : plan_group(part, &orders, stage + 1))) return false;
    }
    return true;
  }

  const Leaves& leaves_;
  const DecisionTimes& decisions_;
  const PolicyOptions& options_;
  Budget& budget_;
  std::vector<Model> models_;
  std::vector<ConditionId> stages_;  ///< in order of decision
  std::vector<std::optional<Plan>> plans_;
};

}  // namespace

Model decided(const Model& leaf, const DecisionTimes& decisions) {
  Model model = leaf;
  for (ConditionId condition : decisions.ids()) decide_at(model, condition, decisions[condition]);
  return model;
}

std::vector<Violation> check_policy(const Leaves& leaves, const Policy& policy) {
  std::vector<Model> models;
  for (const Model& leaf : leaves) models.push_back(decided(leaf, policy.decisions));
  std::vector<Violation> all;
  std::vector<Branch> branches;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const std::vector<Violation> found = check_plan(models[i], policy.plans[i]);
    all.insert(all.end(), found.begin(), found.end());
    branches.push_back({&models[i], &policy.plans[i]});
  }
  const std::vector<Violation> shared = homeward::check_policy(branches);
  all.insert(all.end(), shared.begin(), shared.end());
  return all;
}

std::optional<Policy> find_policy(const Leaves& leaves, const DecisionTimes& decisions,
                                  const PolicyOptions& options, Budget& budget) {
  auto policy = PolicySearch(leaves, decisions, options, budget).run();
  if (!policy || !check_policy(leaves, *policy).empty()) return std::nullopt;
  for (Plan& plan : policy->plans) {
    plan.decided_at.clear();
    for (ConditionId condition : decisions.ids())
      plan.decided_at.emplace_back(leaves.front().conditions[condition].key, decisions[condition]);
  }
  return policy;
}

}  // namespace homeward::decide
