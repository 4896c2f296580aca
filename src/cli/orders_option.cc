// SPDX-License-Identifier: Apache-2.0
#include "cli/orders_option.h"

#include <algorithm>

#include "check/check_plan.h"
#include "cli/output_file.h"
#include "cli/violation_text.h"
#include "scenario/plan_file.h"

namespace homeward {

namespace {

/// The model without what only a whole plan can keep: requirements, closings and last days are still open.
Model for_a_part(const Model& model, const Plan& orders) {
  Model part = model;
  part.targets.clear();
  for (Fleet& fleet : part.fleets) fleet.last_day.reset();
  for (PlaceId place : part.places.ids())
    part.places[place].closes =
        part.places[place].closes &&
        std::any_of(orders.closings.begin(), orders.closings.end(),
                    [&](const BaseClosing& closing) { return closing.place == place; });
  return part;
}

std::vector<Problem> faults(const Model& model, const Plan& orders, const std::string& file) {
  std::vector<Problem> problems;
  for (const Violation& violation : check_plan(for_a_part(model, orders), orders))
    if (!is_requirement(violation.rule))
      problems.push_back(
          {{file, 0, 0, ""},
           std::string("the orders break ") + rule_name(violation.rule) + ": " + violation.sentence,
           "Orders must keep every rule by themselves. Correct them, or leave them out."});
  return problems;
}

}  // namespace

std::optional<GivenOrders> load_orders(CommandContext& context, const std::string& file, const Model& model) {
  const Result<std::string> bytes = read_file(file);
  if (!bytes) return report_storage_failure(context, bytes.problems().front()), std::nullopt;
  Result<Plan> plan = read_plan(model, bytes.value(), file, OtherScenario::accept);
  if (!plan) return refuse(context, plan.problems()), std::nullopt;
  GivenOrders orders{plan.take(), model.start};
  orders.plan.scenario_sha256 = model.scenario_sha256;
  orders.plan.branch.clear();
  for (const Condition& condition : model.conditions)
    orders.plan.branch.emplace_back(condition.key, condition.outcome);
  const std::vector<Problem> problems = faults(model, orders.plan, file);
  if (!problems.empty()) return refuse(context, problems), std::nullopt;
  return orders;
}

}  // namespace homeward
