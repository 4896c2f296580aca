// SPDX-License-Identifier: Apache-2.0
#include "cli/plan_run.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/sha256.h"
#include "check/check_plan.h"
#include "check/check_shared.h"
#include "cli/interrupt.h"
#include "cli/orders_option.h"
#include "cli/outputs.h"
#include "cli/plan_answer.h"
#include "cli/progress_line.h"
#include "cli/violation_text.h"
#include "scenario/certificate_file.h"
#include "scenario/plan_file.h"

namespace homeward {

namespace {

Outcome search(CommandContext& context, const PlanRequest& request, const Model& model,
               const GivenOrders* orders) {
  const auto deadline = search_deadline(context.started, request.limits);
  Budget budget(request.limits.work, deadline);
  const CancelOnInterrupt on_interrupt(budget);
  const auto observer =
      progress_observer(context, model, request.limits.time ? std::optional(deadline) : std::nullopt);
  PlannerOptions options = request.planner;
  options.objective = request.objective.value_or(model.objective);
  options.orders = orders;
  return plan_withdrawal(model, options, budget, *observer);
}

/// Checks what is going to be written as a stranger would read it. A plan that breaks a hard rule is a bug of
/// ours: it is kept beside under a name that nobody takes for a plan.
bool passes_check(CommandContext& context, const PlanRequest& request, const Model& model,
                  const GivenOrders* orders, const std::string& bytes, PlanAnswer& answer) {
  const Result<Plan> plan = read_plan(model, bytes, "plan.json");
  if (plan) answer.violations = check_plan(model, plan.value());
  if (plan && orders != nullptr)
    for (Violation& violation : check_orders(model, orders->plan, plan.value()))
      answer.violations.push_back(std::move(violation));
  if (plan && verdict(answer.violations) != Verdict::draft) {
    answer.figures = plan_figures(model, plan.value());
    return true;
  }
  const NumberedOutcome kept = write_numbered(default_output(request.scenario.dir, ".rejected.json"), bytes);
  report_bug(context, plan ? "The planner gave a plan that breaks hard rules (" +
                                 counted_by_code(answer.violations) + "); it is kept in " +
                                 kept.path.string() + "."
                           : "The plan file cannot be read back: " + plan.problems().front().what);
  return false;
}

bool write_best(CommandContext& context, const PlanRequest& request, const Model& model,
                const GivenOrders* orders, PlanAnswer& answer) {
  if (!answer.outcome.best) return true;
  const std::string bytes = write_plan(model, *answer.outcome.best);
  if (!passes_check(context, request, model, orders, bytes, answer)) return false;
  answer.plan_sha256 = sha256_hex(bytes);
  const auto file = write_output(
      context, {request.out, default_output(request.scenario.dir, ".plan.json"), request.existing}, bytes);
  answer.plan_file = file.value_or("");
  return file.has_value();
}

bool write_proof(CommandContext& context, const PlanRequest& request, PlanAnswer& answer) {
  const bool wanted = !request.certificate.empty() || answer.outcome.why == StopReason::proved_impossible;
  if (!wanted || !answer.outcome.certificate) return true;
  const OutputName name{request.certificate, default_output(request.scenario.dir, ".certificate.json"),
                        request.existing};
  const auto file = write_output(context, name, write_certificate(*answer.outcome.certificate));
  answer.certificate_file = file.value_or("");
  return file.has_value();
}

}  // namespace

int default_threads() { return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 256u)); }

void run_plan(CommandContext& context, const PlanRequest& request) {
  if (!outputs_are_free(context, {request.out, request.certificate}, request.existing)) return;
  const auto model = load_scenario(context, request.scenario);
  if (!model) return;
  std::optional<GivenOrders> orders;
  if (!request.orders.empty() && !(orders = load_orders(context, request.orders, *model))) return;
  const GivenOrders* given = orders ? &*orders : nullptr;
  const auto called = std::chrono::steady_clock::now();
  PlanAnswer answer;
  answer.scenario_dir = request.scenario.dir;
  answer.seed = request.planner.seed;
  answer.outcome = search(context, request, *model, given);
  if (answer.outcome.first_valid_ms >= 0)
    answer.first_valid_ms =
        answer.outcome.first_valid_ms +
        std::chrono::duration_cast<std::chrono::milliseconds>(called - context.started).count();
  if (!write_best(context, request, *model, given, answer)) return;
  if (!write_proof(context, request, answer)) return;
  context.exit_code = plan_exit_code(answer);
  if (context.json) return print_json(context, plan_answer_json(*model, answer, context));
  print_brief(*model, answer, context);
}

}  // namespace homeward
