// SPDX-License-Identifier: Apache-2.0
#include "cli/plan_run.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/sha256.h"
#include "check/check_plan.h"
#include "cli/interrupt.h"
#include "cli/outputs.h"
#include "cli/plan_answer.h"
#include "cli/progress_line.h"
#include "cli/violation_text.h"
#include "report/clock.h"
#include "scenario/certificate_file.h"
#include "scenario/plan_file.h"

namespace homeward {

namespace {

namespace fs = std::filesystem;

/// iraq-2011.plan.json for scenarios/iraq-2011, also when that is "." or ends in a slash.
fs::path default_file(const std::string& scenario_dir, const std::string& suffix) {
  std::error_code ignored;
  fs::path dir = fs::weakly_canonical(scenario_dir, ignored);
  if (!dir.has_filename()) dir = dir.parent_path();
  const std::string name = dir.filename().string();
  return (name.empty() ? "scenario" : name) + suffix;
}

Outcome search(CommandContext& context, const PlanRequest& request, const Model& model) {
  const auto deadline = search_deadline(context.started, request.limits);
  Budget budget(request.limits.work, deadline);
  const CancelOnInterrupt on_interrupt(budget);
  std::unique_ptr<Observer> observer = std::make_unique<Observer>();
  if (context.err_is_terminal && !context.quiet) {
    const LocalClock clock(model.time_zone, model.clock);
    observer = std::make_unique<ProgressLine>(
        context.err, [clock](Time time) { return clock.short_date(time) + " " + clock.time_of_day(time); },
        request.limits.time ? std::optional(deadline) : std::nullopt);
  }
  PlannerOptions options = request.planner;
  options.objective = request.objective.value_or(model.objective);
  return plan_withdrawal(model, options, budget, *observer);
}

/// Writes `bytes` under the name that was asked for, or the default one. False after a complaint.
bool write_output(CommandContext& context, const PlanRequest& request, const std::string& asked,
                  const fs::path& otherwise, const std::string& bytes, std::string& written_to) {
  std::optional<Problem> failure;
  if (asked.empty() && request.existing == Existing::keep) {
    const NumberedOutcome outcome = write_numbered(otherwise, bytes);
    written_to = outcome.path.string();
    failure = outcome.failure;
  } else {
    written_to = asked.empty() ? otherwise.string() : asked;
    const WriteOutcome outcome = write_file(written_to, bytes, request.existing);
    if (outcome.written != Written::done) failure = outcome.problem;
  }
  if (failure) report_storage_failure(context, *failure);
  return !failure;
}

/// Checks what is going to be written as a stranger would read it. A plan that breaks a hard rule is a bug of
/// ours: it is kept beside under a name that nobody takes for a plan.
bool passes_check(CommandContext& context, const PlanRequest& request, const Model& model,
                  const std::string& bytes, PlanAnswer& answer) {
  const Result<Plan> plan = read_plan(model, bytes, "plan.json");
  if (plan) answer.violations = check_plan(model, plan.value());
  if (plan && verdict(answer.violations) != Verdict::draft) {
    answer.figures = plan_figures(model, plan.value());
    return true;
  }
  const NumberedOutcome kept = write_numbered(default_file(request.scenario.dir, ".rejected.json"), bytes);
  report_bug(context, plan ? "The planner gave a plan that breaks hard rules (" +
                                 counted_by_code(answer.violations) + "); it is kept in " +
                                 kept.path.string() + "."
                           : "The plan file cannot be read back: " + plan.problems().front().what);
  return false;
}

bool write_best(CommandContext& context, const PlanRequest& request, const Model& model, PlanAnswer& answer) {
  if (!answer.outcome.best) return true;
  const std::string bytes = write_plan(model, *answer.outcome.best);
  if (!passes_check(context, request, model, bytes, answer)) return false;
  answer.plan_sha256 = sha256_hex(bytes);
  return write_output(context, request, request.out, default_file(request.scenario.dir, ".plan.json"), bytes,
                      answer.plan_file);
}

bool write_proof(CommandContext& context, const PlanRequest& request, PlanAnswer& answer) {
  const bool wanted = !request.certificate.empty() || answer.outcome.why == StopReason::proved_impossible;
  if (!wanted || !answer.outcome.certificate) return true;
  return write_output(context, request, request.certificate,
                      default_file(request.scenario.dir, ".certificate.json"),
                      write_certificate(*answer.outcome.certificate), answer.certificate_file);
}

}  // namespace

int default_threads() { return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 256u)); }

void run_plan(CommandContext& context, const PlanRequest& request) {
  if (!outputs_are_free(context, {request.out, request.certificate}, request.existing)) return;
  const auto model = load_scenario(context, request.scenario);
  if (!model) return;
  const auto called = std::chrono::steady_clock::now();
  PlanAnswer answer;
  answer.scenario_dir = request.scenario.dir;
  answer.seed = request.planner.seed;
  answer.outcome = search(context, request, *model);
  if (answer.outcome.first_valid_ms >= 0)
    answer.first_valid_ms =
        answer.outcome.first_valid_ms +
        std::chrono::duration_cast<std::chrono::milliseconds>(called - context.started).count();
  if (!write_best(context, request, *model, answer)) return;
  if (!write_proof(context, request, answer)) return;
  context.exit_code = plan_exit_code(answer);
  if (context.json) return print_json(context, plan_answer_json(*model, answer, context));
  print_brief(*model, answer, context);
}

}  // namespace homeward
