// SPDX-License-Identifier: Apache-2.0
//
// One leaf is planned alone; what it orders before the first decision is given to the others, which plan the
// rest around it. Where leaves must be told apart later, the same happens again inside each group.
#include "decide/policy.h"

#include <algorithm>
#include <map>

#include "check/check_plan.h"
#include "check/check_shared.h"
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

bool differ(const Model& a, const Model& b, ConditionId condition) {
  return a.conditions[condition].outcome != b.conditions[condition].outcome;
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
      for (ConditionId condition : model.conditions.ids()) hold_to_cut(model, condition);
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
  void hold_to_cut(Model& model, ConditionId condition) const {
    const Time cut = cut_of_decision(model, decisions_[condition]);
    const auto hold = [&](auto& rows) {
      for (auto& row : rows)
        if (std::find(row.hangs_on.begin(), row.hangs_on.end(), condition) != row.hangs_on.end())
          row.ready = std::max(row.ready, cut);
    };
    hold(model.units);
    hold(model.lots);
  }

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
  std::vector<Violation> all;
  std::vector<Model> models;
  for (const Model& leaf : leaves) models.push_back(decided(leaf, policy.decisions));
  const auto append = [&](std::vector<Violation> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  for (std::size_t i = 0; i < leaves.size(); ++i) append(check_plan(models[i], policy.plans[i]));
  for (std::size_t i = 0; i < leaves.size(); ++i)
    for (std::size_t j = i + 1; j < leaves.size(); ++j) {
      Time apart = kEndOfTime;
      for (ConditionId condition : policy.decisions.ids())
        if (differ(leaves[i], leaves[j], condition)) apart = std::min(apart, policy.decisions[condition]);
      append(check_shared({{&models[i], &policy.plans[i]}, {&models[j], &policy.plans[j]}}, apart));
    }
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
