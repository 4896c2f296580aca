// SPDX-License-Identifier: Apache-2.0
//
// One leaf is planned alone; what it orders before the first decision is given to the others, which plan the
// rest around it. Where leaves must be told apart later, the same happens again inside each group. A try
// takes another plan of the first leaf; tries go side by side.
#include "decide/policy.h"

#include <algorithm>
#include <map>

#include "check/check_plan.h"
#include "check/check_policy.h"
#include "check/check_shared.h"
#include "decide/first_in_order.h"
#include "model/decision.h"
#include "planner/plan_variants.h"

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

/// Plans that are tried for a leaf beside the given ones of another.
constexpr std::size_t kPlansBeside = 3;

/// One try.
class PolicySearch {
 public:
  using Group = std::vector<std::size_t>;

  PolicySearch(const Leaves& leaves, const DecisionTimes& decisions, const PolicyOptions& options,
               std::size_t attempt, Budget& budget)
      : decisions_{decisions}, options_{options}, attempt_{attempt}, budget_{budget} {
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
    if (options.orders != nullptr) before_ = GivenOrders{*options.orders, models_.front().start};
  }

  std::optional<Policy> run() {
    Group all(models_.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    plans_.resize(models_.size());
    if (!plan_group(all, before_ ? &*before_ : nullptr, 0)) return std::nullopt;
    Policy policy;
    policy.decisions = decisions_;
    for (auto& plan : plans_) policy.plans.push_back(std::move(*plan));
    return policy;
  }

 private:
  /// The plan of this try; beside what other leaves have fixed, the first few that there are.
  std::optional<Plan> plan_leaf(std::size_t leaf, const GivenOrders* orders, std::size_t stage) {
    const PlanVariants variants(models_[leaf], options_.seed, orders);
    if (stage == 0) return variants.plan(attempt_, budget_);
    for (std::size_t variant = 0; variant < kPlansBeside && !budget_.interrupted(); ++variant)
      if (auto plan = variants.plan(variant, budget_)) return plan;
    return attempt_ < kPlansBeside ? std::nullopt : variants.plan(attempt_, budget_);
  }

  /// Plans all leaves of the group, which share everything up to the stage.
  bool plan_group(Group group, const GivenOrders* orders, std::size_t stage) {
    // Who takes most along first: for the others it is easier to leave something out than to bring it in.
    std::stable_sort(group.begin(), group.end(), [&](std::size_t a, std::size_t b) {
      return people_and_things(models_[a]) > people_and_things(models_[b]);
    });
    for (std::size_t primary : group) {
      auto plan = plan_leaf(primary, orders, stage);
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
    const GivenOrders orders = orders_before(models_[primary], plan, cut, before_ ? &*before_ : nullptr);
    for (const auto& [outcome, part] : parts) {
      const bool own = outcome == models_[primary].conditions[condition].outcome;
      if (!(own ? share(part, primary, plan, stage + 1) : plan_group(part, &orders, stage + 1))) return false;
    }
    return true;
  }

  const DecisionTimes& decisions_;
  const PolicyOptions& options_;
  const std::size_t attempt_;
  Budget& budget_;
  std::optional<GivenOrders> before_;  ///< orders given before anything is planned
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

std::vector<Violation> check_policy(const Leaves& leaves, const Policy& policy, const Plan* orders) {
  std::vector<Model> models;
  for (const Model& leaf : leaves) models.push_back(decided(leaf, policy.decisions));
  std::vector<Violation> all;
  const auto add = [&all](std::vector<Violation> found) {
    all.insert(all.end(), found.begin(), found.end());
  };
  std::vector<Branch> branches;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    add(check_plan(models[i], policy.plans[i]));
    branches.push_back({&models[i], &policy.plans[i]});
  }
  add(homeward::check_policy(branches));
  for (std::size_t i = 0; orders != nullptr && i < leaves.size(); ++i)
    add(check_orders(models[i], *orders, policy.plans[i]));
  return all;
}

std::optional<Policy> find_policy(const Leaves& leaves, const DecisionTimes& decisions,
                                  const PolicyOptions& options, Budget& budget) {
  const auto one = [&](std::size_t attempt, Budget& part) {
    auto policy = PolicySearch(leaves, decisions, options, options.first_try + attempt, part).run();
    return policy && check_policy(leaves, *policy, options.orders).empty() ? policy : std::nullopt;
  };
  auto policy = first_in_order(std::max<std::size_t>(1, options.tries), options.threads, budget, one);
  if (!policy) return std::nullopt;
  for (Plan& plan : policy->plans) {
    plan.decided_at.clear();
    for (ConditionId condition : decisions.ids())
      plan.decided_at.emplace_back(leaves.front().conditions[condition].key, decisions[condition]);
  }
  return policy;
}

}  // namespace homeward::decide
