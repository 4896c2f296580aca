// SPDX-License-Identifier: Apache-2.0
#include "cli/decide_command.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "check/check_policy.h"
#include "cli/decide_answer.h"
#include "cli/interrupt.h"
#include "cli/limit_options.h"
#include "cli/options.h"
#include "cli/orders_option.h"
#include "cli/outputs.h"
#include "cli/plan_limits.h"
#include "cli/plan_run.h"
#include "cli/progress_line.h"
#include "cli/scenario_option.h"
#include "cli/time_limit.h"
#include "report/clock.h"
#include "scenario/certificate_file.h"
#include "scenario/plan_file.h"

namespace homeward {

namespace {

/// Some forty seconds for iraq-2011 on two quiet cores; the time is for machines that are slower.
constexpr std::int64_t kDefaultWork = 300'000'000;
constexpr std::chrono::milliseconds kDefaultTime{60'000};

struct DecideRequest {
  std::string dir;
  std::string condition;
  std::string time_limit;
  std::optional<std::int64_t> work_limit;
  std::string orders;  ///< plan file of orders already given; empty: none
  std::string out;
  decide::DecideOptions options;
  Existing existing = Existing::keep;
};

/// One model for each combination of outcomes; empty after a complaint.
decide::Leaves load_leaves(CommandContext& context, const std::string& dir) {
  const auto planned = load_scenario(context, dir, {});
  if (!planned) return {};
  if (planned->conditions.empty()) {
    refuse_usage(context, "The scenario has no open condition.",
                 "Name one under `conditions` in scenario.yaml (docs/formats/scenario.md).");
    return {};
  }
  std::vector<std::vector<std::pair<std::string, std::string>>> branches(1);
  for (const Condition& condition : planned->conditions) {
    std::vector<std::vector<std::pair<std::string, std::string>>> longer;
    for (const auto& branch : branches)
      for (const std::string& outcome : condition.outcomes) {
        longer.push_back(branch);
        longer.back().emplace_back(condition.key, outcome);
      }
    branches = std::move(longer);
    if (branches.size() > kPolicyOutcomesMax) break;
  }
  if (branches.size() > kPolicyOutcomesMax) {
    refuse_usage(context, "The conditions have more than 8 combinations of outcomes.",
                 "Leave the least important of them out, or give it one outcome.");
    return {};
  }
  decide::Leaves leaves;
  for (const auto& branch : branches) {
    auto leaf = load_scenario(context, dir, branch);
    if (!leaf) return {};
    leaves.push_back(std::move(*leaf));
  }
  return leaves;
}

bool choose_condition(CommandContext& context, const Model& model, DecideRequest& request) {
  if (request.condition.empty()) return true;
  std::string known;
  for (ConditionId id : model.conditions.ids()) {
    known += (known.empty() ? "" : ", ") + model.conditions[id].key;
    if (model.conditions[id].key == request.condition) request.options.only = id;
  }
  if (request.options.only) return true;
  refuse_usage(context, "The scenario has no condition \"" + request.condition + "\".",
               "It has: " + known + ".");
  return false;
}

/// The orders, if they keep the rules in every outcome. False after a complaint.
bool read_orders(CommandContext& context, const decide::Leaves& leaves, const std::string& file,
                 std::optional<GivenOrders>& orders) {
  for (const Model& leaf : leaves)
    if (!file.empty() && !(orders = load_orders(context, file, leaf))) return false;
  return true;
}

decide::DecideAnswer search(CommandContext& context, const DecideRequest& request,
                            const decide::Leaves& leaves) {
  const auto asked = parse_time_limit(request.time_limit);
  const auto limits = request.work_limit || asked ? search_limits(request.work_limit, asked)
                                                  : SearchLimits{kDefaultWork, kDefaultTime};
  const auto deadline = search_deadline(context.started, limits);
  Budget budget(limits.work, deadline);
  const CancelOnInterrupt on_interrupt(budget);
  std::unique_ptr<Observer> observer = std::make_unique<Observer>();
  if (context.err_is_terminal && !context.quiet) {
    const LocalClock clock(leaves.front().time_zone, leaves.front().clock);
    observer = std::make_unique<ProgressLine>(
        context.err, [clock](Time time) { return clock.short_date(time) + " " + clock.time_of_day(time); },
        limits.time ? std::optional(deadline) : std::nullopt);
  }
  return decide::decide(leaves, request.options, budget, *observer);
}

/// FOLDER.CONDITION.OUTCOMES.plan.json in the folder of --out.
bool write_files(CommandContext& context, const DecideRequest& request, DecideResult& result) {
  for (const decide::ConditionAnswer& answer : result.answer.conditions) {
    DecisionFiles& files = result.files.emplace_back();
    if (request.out.empty()) continue;
    const std::string stem = result.leaves.front().conditions[answer.condition].key;
    const auto write = [&](const std::string& name, const std::string& bytes, std::string& file) {
      const auto path = (std::filesystem::path(request.out) / name).string();
      const auto written = write_output(context, {path, {}, request.existing}, bytes);
      file = written.value_or("");
      return written.has_value();
    };
    for (std::size_t leaf = 0; answer.policy && leaf < result.leaves.size(); ++leaf) {
      std::string outcome;
      for (const Condition& condition : result.leaves[leaf].conditions)
        outcome += (outcome.empty() ? "" : "-") + condition.outcome;
      files.plans.emplace_back();
      if (!write(stem + "." + outcome + ".plan.json",
                 write_plan(result.leaves[leaf], answer.policy->plans[leaf]), files.plans.back()))
        return false;
    }
    if (answer.certificate && !write(stem + ".too-late.certificate.json",
                                     write_certificate(*answer.certificate), files.certificate))
      return false;
  }
  return true;
}

void run_decide(CommandContext& context, DecideRequest request) {
  if (!request.out.empty()) {
    std::error_code failure;
    std::filesystem::create_directories(request.out, failure);
    if (failure)
      return refuse_usage(context,
                          "The folder " + request.out + " cannot be made: " + failure.message() + ".",
                          "Name a folder that you may write to.");
  }
  const decide::Leaves leaves = load_leaves(context, request.dir);
  if (leaves.empty() || !choose_condition(context, leaves.front(), request)) return;
  std::optional<GivenOrders> orders;
  if (!read_orders(context, leaves, request.orders, orders)) return;
  request.options.policy.orders = orders ? &orders->plan : nullptr;
  const decide::DecideAnswer answer = search(context, request, leaves);
  DecideResult result{request.dir, leaves, answer, {}};
  if (!write_files(context, request, result)) return;
  for (const decide::ConditionAnswer& condition : answer.conditions)
    if (!condition.possible_at) context.exit_code = kExitNoPlan;
  if (context.json) return print_json(context, decide_json(result, context));
  print_decisions(result, context);
}

}  // namespace

void add_decide_command(Command& program, CommandContext& context) {
  auto request = std::make_shared<DecideRequest>();
  request->options.policy.threads = default_threads();
  Command* command = add_command(
      program, context,
      {"decide",
       "Bracket how late an open condition may be decided: still possible, proved too late",
       {"homeward decide scenarios/iraq-2011", "homeward decide scenarios/iraq-2011 --out decision",
        "homeward check scenarios/iraq-2011 decision/*.plan.json --decided-at 2011-12-15T09:00:00Z"},
       "At the first instant there is a checked plan for every outcome, all of them the same before the "
       "answer. At the\n"
       "second a certificate proves that one outcome cannot meet the deadline any more. --out writes the "
       "plans "
       "and the\n"
       "certificate into a folder, for homeward check.\n"
       "Exit code 0: a bracket. 5: no policy was found."});
  command->add_option("SCENARIO", request->dir, "Folder with scenario.yaml and its tables")->required();
  command->add_option("--condition", request->condition, "Only this one [all]")->type_name("KEY");
  command->add_option("--points", request->options.waiting_points, "Points of the cost of waiting [10]")
      ->check(WholeBetween{2, 100})
      ->type_name("N");
  command
      ->add_option("--time-limit", request->time_limit,
                   "Wall time for everything: 20s, 5m, 1h30m [60s, reached only when work is slow]")
      ->check(time_limit_validator())
      ->type_name("TIME");
  command
      ->add_option("--work-limit", request->work_limit,
                   "Work units instead of time: the same answer on every machine")
      ->check(work_range())
      ->type_name("N");
  command
      ->add_option("--orders", request->orders,
                   "Orders already given: a plan file, all of which every plan holds as it is")
      ->type_name("PLAN");
  command->add_option("--seed", request->options.policy.seed, "Seed of the random choices [1]")
      ->check(seed_range())
      ->type_name("N");
  command
      ->add_option("--threads", request->options.policy.threads,
                   "Threads; they do not change the answer [all]")
      ->check(threads_range())
      ->type_name("N");
  command->add_option("--out", request->out, "Folder for the plans and the certificate")->type_name("DIR");
  command->add_flag_callback(
      "--force", [request] { request->existing = Existing::replace; }, "Replace files that exist");
  command->callback([request, &context] { run_decide(context, *request); });
}

}  // namespace homeward
