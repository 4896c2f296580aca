// SPDX-License-Identifier: Apache-2.0
#include "cli/check_command.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>

#include "check/certificate_given.h"
#include "check/check_certificate.h"
#include "check/check_plan.h"
#include "check/check_shared.h"
#include "check/plan_figures.h"
#include "cli/decision_option.h"
#include "cli/figures_text.h"
#include "cli/options.h"
#include "cli/orders_option.h"
#include "cli/output_file.h"
#include "cli/plan_input.h"
#include "cli/policy_answer.h"
#include "cli/scenario_option.h"
#include "cli/violation_text.h"
#include "scenario/certificate_file.h"
#include "scenario/plan_file.h"
#include "scenario/utc_text.h"

namespace homeward {

namespace {

struct CheckOptions {
  std::string scenario;
  std::vector<std::string> plans;
  std::vector<std::string> decided_at;
  std::string orders;
  std::string certificate;
};

struct CheckedCertificate {
  std::string file;
  Time no_closure_before = 0;
  std::optional<GivenStart> given;
  CertificateVerdict verdict;
};

struct CheckedPlan {
  std::string file;
  std::vector<Violation> violations;
};

struct Checked {
  PlanInputs inputs;
  std::vector<CheckedPlan> plans;  ///< by input
  std::optional<PolicyFindings> policy;
  std::vector<CheckedCertificate> certificates;  ///< of plans, and files of their own
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

void print_certificate(CommandContext& context, const CheckedCertificate& checked, const LocalClock& clock) {
  context.out << checked.file << ": the certificate " << (checked.verdict.holds ? "HOLDS" : "DOES NOT HOLD")
              << ": no plan closes before " << clock.both(checked.no_closure_before) << '\n';
  if (checked.given) {
    std::int64_t begun = 0;
    for (const auto& [key, count] : checked.given->begun) begun += count;
    context.out << "  given " << counted(begun, "thing or person", "things and people")
                << " that begin to leave before " << clock.both(checked.given->until)
                << ", and nobody and nothing else\n";
  }
  for (const std::string& reason : checked.verdict.reasons) context.out << "  " << reason << '\n';
}

/// Does the certificate know all that begins in the orders? False after a complaint.
bool compare_with_orders(CommandContext& context, const std::string& file, const Model& model,
                         CheckedCertificate& checked) {
  if (file.empty() || !checked.given) return true;
  const Result<std::string> bytes = read_file(file);
  if (!bytes) return report_storage_failure(context, bytes.problems().front()), false;
  const Result<Plan> plan = read_plan(model, bytes.value(), file, OtherScenario::accept);
  if (!plan) return refuse(context, plan.problems()), false;
  for (std::string& reason : check::begun_beyond(model, *checked.given, plan.value())) {
    checked.verdict.reasons.push_back(std::move(reason));
    checked.verdict.holds = false;
  }
  return true;
}

/// A certificate that does not hold is found like a violation. False after a complaint about the orders.
bool add_certificate(CommandContext& context, const std::string& file, const Model& model,
                     const Certificate& certificate, Checked& checked, const std::string& orders = "") {
  checked.certificates.push_back(
      {file, certificate.no_closure_before, certificate.given, check_certificate(model, certificate)});
  if (!compare_with_orders(context, orders, model, checked.certificates.back())) return false;
  if (!checked.certificates.back().verdict.holds) context.exit_code = kExitViolations;
  if (!context.json)
    print_certificate(context, checked.certificates.back(), LocalClock(model.time_zone, model.clock));
  return true;
}

/// False after a complaint.
bool add_certificate_file(CommandContext& context, const CheckOptions& options, Checked& checked) {
  const Result<std::string> bytes = read_file(options.certificate);
  if (!bytes) return report_storage_failure(context, bytes.problems().front()), false;
  const Result<Certificate> certificate = read_certificate(bytes.value(), options.certificate);
  if (!certificate) return refuse(context, certificate.problems()), false;
  const auto model = load_scenario(context, options.scenario, certificate.value().branch);
  if (!model) return false;
  return add_certificate(context, options.certificate, *model, certificate.value(), checked, options.orders);
}

/// When the caller says that conditions are decided; empty when he does not. Nothing after a complaint.
std::optional<std::map<std::string, Time>> asked_decisions(CommandContext& context,
                                                           const CheckOptions& options) {
  if (options.decided_at.empty()) return std::map<std::string, Time>();
  if (options.plans.empty()) {
    refuse_usage(context, "--decided-at is about plans, and no PLAN is given.", "Name the plans to check.");
    return std::nullopt;
  }
  const auto model = load_scenario(context, options.scenario, {});
  if (!model) return std::nullopt;
  return decision_times(context, options.decided_at, *model);
}

/// Reads all plans before the first is checked. False after a complaint.
bool load_plans(CommandContext& context, const CheckOptions& options, PlanInputs& inputs) {
  const auto decisions = asked_decisions(context, options);
  if (!decisions) return false;
  for (const std::string& file : options.plans) {
    inputs.push_back(load_plan(context, options.scenario, file, *decisions));
    if (!inputs.back()) return false;
  }
  return togetherness(context, inputs) != Togetherness::contradictory;
}

/// Does the plan hold what was ordered before? False after a complaint.
bool add_orders(CommandContext& context, const std::string& file, const PlanInput& input, CheckedPlan& plan) {
  if (file.empty()) return true;
  const auto orders = load_orders(context, file, input.model);
  if (!orders) return false;
  for (Violation& violation : check_orders(input.model, orders->plan, input.plan))
    plan.violations.push_back(std::move(violation));
  return true;
}

bool check_one(CommandContext& context, const std::string& orders, const PlanInput& input, Checked& checked) {
  checked.plans.push_back({input.file, check_plan(input.model, input.plan)});
  if (!add_orders(context, orders, input, checked.plans.back())) return false;
  if (!checked.plans.back().violations.empty()) context.exit_code = kExitViolations;
  if (!context.json) print_checked(context, input, checked.plans.back());
  if (input.plan.bound_certificate)
    add_certificate(context, input.file, input.model, *input.plan.bound_certificate, checked);
  return true;
}

bool all_valid(const Checked& checked) {
  return std::all_of(checked.plans.begin(), checked.plans.end(),
                     [](const CheckedPlan& plan) { return plan.violations.empty(); });
}

void check_together(CommandContext& context, Checked& checked) {
  if (togetherness(context, checked.inputs) == Togetherness::policy) {
    checked.policy = check_policy_of(checked.inputs);
    if (!checked.policy->violations.empty()) context.exit_code = kExitViolations;
    if (!context.json) print_policy(context, checked.inputs, *checked.policy, all_valid(checked));
  } else if (!context.json && checked.inputs.size() > 1 &&
             !checked.inputs.front()->model.conditions.empty()) {
    context.out << "Each plan was checked for itself. Are they one policy? --decided-at TIME tells.\n";
  }
}

/// One plan: the contract object. More plans: the same, each violation with its file, and the worst verdict;
/// what is wrong with them together has no file.
nlohmann::json plans_json(const Checked& checked) {
  const std::vector<CheckedPlan>& plans = checked.plans;
  nlohmann::json all = nlohmann::json::array();
  Verdict worst = Verdict::valid;
  for (const CheckedPlan& plan : plans) {
    worst = std::max(worst, verdict(plan.violations));
    for (nlohmann::json& entry : violations_json(plan.violations)) {
      if (plans.size() > 1) entry["plan"] = plan.file;
      all.push_back(std::move(entry));
    }
  }
  nlohmann::json policy;
  if (checked.policy) {
    policy = policy_json(checked.inputs, *checked.policy, all.empty());
    worst = std::max(worst, verdict(checked.policy->violations));
    for (nlohmann::json& entry : violations_json(checked.policy->violations)) all.push_back(std::move(entry));
  }
  nlohmann::json answer = {{"valid", all.empty()}, {"verdict", verdict_word(worst)}, {"violations", all}};
  if (plans.size() > 1) answer["policy"] = policy;
  return answer;
}

nlohmann::json certificates_json(const std::vector<CheckedCertificate>& certificates) {
  nlohmann::json list = nlohmann::json::array();
  for (const CheckedCertificate& checked : certificates)
    list.push_back({{"file", checked.file},
                    {"given_until", checked.given ? nlohmann::json(utc_text(checked.given->until)) : nullptr},
                    {"holds", checked.verdict.holds},
                    {"no_closure_before", utc_text(checked.no_closure_before)},
                    {"reasons", checked.verdict.reasons}});
  return list;
}

void run_check(CommandContext& context, const CheckOptions& options) {
  if (options.plans.empty() && options.certificate.empty())
    return refuse_usage(context, "Neither a PLAN nor a --certificate is given.",
                        "See homeward check --help.");
  Checked checked;
  if (!load_plans(context, options, checked.inputs)) return;
  for (const auto& input : checked.inputs)
    if (!check_one(context, options.orders, *input, checked)) return;
  check_together(context, checked);
  if (!options.certificate.empty() && !add_certificate_file(context, options, checked)) return;
  if (!context.json) return;
  nlohmann::json answer = options.plans.empty() ? nlohmann::json::object() : plans_json(checked);
  answer["certificates"] = certificates_json(checked.certificates);
  if (options.plans.empty()) answer["valid"] = context.exit_code == kExitDone;
  print_json(context, answer);
}

}  // namespace

void add_check_command(Command& program, CommandContext& context) {
  auto options = std::make_shared<CheckOptions>();
  Command* command = add_command(
      program, context,
      {"check",
       "Check a plan against every rule, with code that shares nothing with the planner",
       {"homeward check scenarios/iraq-2011 iraq-2011.plan.json",
        "homeward check scenarios/iraq-2011 iraq-2011.plan.json --json",
        "homeward check scenarios/iraq-2011 --certificate iraq-2011.certificate.json",
        "homeward check scenarios/iraq-2011 agreed.plan.json refused.plan.json --decided-at "
        "'2011-12-01 12:00'"},
       "The certificate of a plan's bound is checked with it. Several plans are one policy when it is "
       "known when\n"
       "their conditions are decided, from --decided-at or from the plans: then there must be one plan "
       "for each\n"
       "outcome, the same before the decision (SHARED), and who hangs on it leaves no earlier than it "
       "allows.\n"
       "Exit code 0: valid. 1: a certificate that does not hold, or violations, each with the "
       "code of its rule (docs/rules.md); a "
       "plan that misses\n"
       "only requirements (DUE, DEADLINE, CEILING, FLOOR, COVER) is late, any other a draft."});
  command->add_option("SCENARIO", options->scenario, "Folder with scenario.yaml and its tables")->required();
  command->add_option("PLAN", options->plans, "Plan files of this scenario");
  command
      ->add_option("--decided-at", options->decided_at,
                   "When conditions are decided: TIME, or CONDITION=TIME; may be repeated")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("TIME");
  command
      ->add_option(
          "--orders", options->orders,
          "Orders already given, as a plan file: each PLAN must hold them, and a certificate about what is "
          "still to come must know all that begins in them")
      ->type_name("PLAN");
  command->add_option("--certificate", options->certificate, "Check this certificate as well, or alone")
      ->type_name("FILE");
  command->callback([options, &context] { run_check(context, *options); });
}

}  // namespace homeward
