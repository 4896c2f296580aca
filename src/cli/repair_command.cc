// SPDX-License-Identifier: Apache-2.0
#include "cli/repair_command.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "check/check_plan.h"
#include "check/check_shared.h"
#include "cli/interrupt.h"
#include "cli/limit_options.h"
#include "cli/options.h"
#include "cli/orders_option.h"
#include "cli/outputs.h"
#include "cli/plan_input.h"
#include "cli/plan_run.h"
#include "cli/repair_answer.h"
#include "cli/repair_events.h"
#include "scenario/certificate_file.h"
#include "scenario/change_scenario.h"
#include "scenario/plan_file.h"
#include "scenario/read_scenario.h"

namespace homeward {

namespace {

namespace fs = std::filesystem;

struct RepairRequest {
  std::string plan;
  std::string scenario;
  std::string at;
  std::vector<std::string> events;
  std::string freeze;
  std::string orders;  ///< plan file of orders given from outside; empty: none
  std::string out;
  std::string scenario_out;
  std::string certificate;
  std::string time_limit;
  std::string changes;
  std::uint64_t seed = 1;
  int threads = 1;
  Existing existing = Existing::keep;
};

/// What the events make of the scenario.
struct Changed {
  Time at = 0;
  std::vector<ScenarioEvent> events;
  ChangedScenario scenario;
  std::unique_ptr<Model> model;
};

std::optional<Duration> hours_of(const std::string& text) {
  const auto limit = parse_time_limit(text);
  if (text == "0" || text == "0h") return 0;
  return limit ? std::optional<Duration>(std::chrono::duration_cast<std::chrono::seconds>(*limit).count())
               : std::nullopt;
}

std::optional<Changed> apply_events(CommandContext& context, const RepairRequest& request,
                                    const PlanInput& input) {
  Changed changed;
  const Result<Time> at = read_instant(input.model, request.at);
  if (!at) return refuse(context, at.problems()), std::nullopt;
  changed.at = at.value();
  if (changed.at < input.model.start)
    return refuse(context, {{{"", 0, 0, ""},
                             "--at is before the start of the scenario",
                             "Change the scenario and plan it anew: nothing has happened yet."}}),
           std::nullopt;
  std::vector<Problem> problems;
  for (const std::string& text : request.events) {
    const Result<ScenarioEvent> event = read_event(input.model, input.plan, text, changed.at);
    if (event)
      changed.events.push_back(event.value());
    else
      problems.insert(problems.end(), event.problems().begin(), event.problems().end());
  }
  if (!problems.empty()) return refuse(context, problems), std::nullopt;
  std::vector<ScenarioEvent> parts;
  const auto freeze = request.freeze.empty() ? std::nullopt : hours_of(request.freeze);
  const Time freeze_end = changed.at + freeze.value_or(input.model.rules.notice_column_s);
  ReadOptions options;
  for (const auto& [condition, outcome] : input.plan.branch) options.outcomes[condition] = outcome;
  for (const ScenarioEvent& event : changed.events) {
    for (ScenarioEvent& part : with_who_is_there(input.model, input.plan, event, changed.at))
      parts.push_back(std::move(part));
    if (event.kind != EventKind::decided) continue;
    options.outcomes[event.key] = event.outcome;
    parts.back().left = who_left(input.model, input.plan, freeze_end);
  }
  scenario::Problems unread;
  auto result =
      change_scenario(scenario::load_files(request.scenario, unread), input.model, parts, changed.at);
  if (!result) return refuse(context, result.problems()), std::nullopt;
  changed.scenario = result.take();
  Result<Model> model = read_scenario_files(changed.scenario.files, options);
  if (!model) return refuse(context, model.problems()), std::nullopt;
  changed.model = std::make_unique<Model>(model.take());
  return changed;
}

RepairOptions options_of(const RepairRequest& request, const Changed& changed) {
  RepairOptions options;
  options.at = changed.at;
  if (!request.freeze.empty()) options.freeze = hours_of(request.freeze);
  options.seed = request.seed;
  options.threads = request.threads;
  for (const ScenarioEvent& event : changed.events)
    if (event.kind == EventKind::late) options.delays.push_back({event.key, event.place, event.by});
  return options;
}

/// A folder of that name, or the first free of NAME-2, NAME-3 …
fs::path free_folder(const fs::path& wanted) {
  fs::path path = wanted;
  std::error_code ignored;
  for (int n = 2; fs::exists(path, ignored); ++n) path = wanted.string() + "-" + std::to_string(n);
  return path;
}

bool write_scenario(CommandContext& context, const RepairRequest& request, const Changed& changed,
                    RepairAnswer& answer) {
  answer.scenario_dir = request.scenario;
  if (!changed.scenario.changed) return true;
  const fs::path dir = request.scenario_out.empty()
                           ? free_folder(default_output(request.scenario, "-repaired"))
                           : fs::path(request.scenario_out);
  std::error_code error;
  fs::create_directories(dir, error);
  if (error) {
    report_storage_failure(context, {{dir.string(), 0, 0, ""},
                                     "The folder cannot be made: " + error.message() + ".",
                                     "Name a folder that can be written."});
    return false;
  }
  for (const scenario::File& file : changed.scenario.files) {
    const WriteOutcome outcome = write_file(dir / file.name, file.bytes, request.existing);
    if (outcome.written == Written::done) continue;
    report_storage_failure(context, outcome.problem);
    return false;
  }
  answer.scenario_dir = dir.string();
  return true;
}

/// Checks what is going to be written as a stranger would read it.
bool write_repaired(CommandContext& context, const RepairRequest& request, const Model& model,
                    RepairAnswer& answer) {
  if (!answer.repaired.plan) return true;
  const std::string bytes = write_plan(model, *answer.repaired.plan);
  const Result<Plan> back = read_plan(model, bytes, "plan.json");
  if (!back || verdict(check_plan(model, back.value())) == Verdict::draft) {
    report_bug(context, "The repaired plan breaks hard rules or cannot be read back.");
    return false;
  }
  answer.plan_sha256 = sha256_hex(bytes);
  const fs::path plan = fs::path(request.plan).filename();
  const std::string stem = plan.string().substr(0, plan.string().find('.'));
  const auto file =
      write_output(context, {request.out, stem + "-repaired.plan.json", request.existing}, bytes);
  answer.plan_file = file.value_or("");
  return file.has_value();
}

bool write_proof(CommandContext& context, const RepairRequest& request, RepairAnswer& answer) {
  if (!answer.repaired.deadline_lost_for_sure) return true;
  const auto file = write_output(
      context,
      {request.certificate, default_output(request.scenario, "-repaired.certificate.json"), request.existing},
      write_certificate(*answer.repaired.certificate));
  answer.certificate_file = file.value_or("");
  return file.has_value();
}

/// Which of the orders the repaired plan does not hold any more.
std::vector<Violation> broken_orders(const std::optional<GivenOrders>& orders, const Model& model,
                                     const std::optional<Plan>& plan) {
  return orders && plan ? check_orders(model, orders->plan, *plan) : std::vector<Violation>();
}

void run_repair(CommandContext& context, const RepairRequest& request) {
  if (!outputs_are_free(context, {request.out, request.scenario_out, request.certificate}, request.existing))
    return;
  const auto input = load_plan(context, request.scenario, request.plan);
  if (!input) return;
  if (verdict(check_plan(input->model, input->plan)) == Verdict::draft)
    return refuse(context, {{{request.plan, 0, 0, ""},
                             "the plan breaks hard rules of its own scenario",
                             "Only a plan that 'homeward check' accepts can be repaired."}});
  std::optional<GivenOrders> orders;
  if (!request.orders.empty() && !(orders = load_orders(context, request.orders, input->model))) return;
  const auto changed = apply_events(context, request, *input);
  if (!changed) return;
  const auto limit = parse_time_limit(request.time_limit.empty() ? "60s" : request.time_limit);
  Budget budget(Budget::kUnlimited, search_deadline(context.started, {Budget::kUnlimited, limit}));
  const CancelOnInterrupt on_interrupt(budget);
  Observer observer;
  RepairAnswer answer;
  answer.at = changed->at;
  answer.events = request.events;
  answer.repaired =
      repair_plan(*changed->model, input->plan, options_of(request, *changed), budget, observer);
  answer.broken_orders = broken_orders(orders, *changed->model, answer.repaired.plan);
  if (!write_scenario(context, request, *changed, answer)) return;
  if (!write_repaired(context, request, *changed->model, answer)) return;
  if (!write_proof(context, request, answer)) return;
  context.exit_code = repair_exit_code(answer);
  if (context.json) return print_json(context, repair_answer_json(*changed->model, answer, context));
  constexpr int kShown = 30;
  print_repair(*changed->model, answer, context, request.changes == "all" ? 1'000'000 : kShown);
}

void add_options(Command& command, RepairRequest& request) {
  command.add_option("PLAN", request.plan, "Plan file")->required();
  command.add_option("--scenario", request.scenario, "Folder of the plan's scenario")
      ->required()
      ->type_name("DIR");
  command.add_option("--at", request.at, "Now: what begins before has happened")
      ->required()
      ->type_name("DATE");
  command.add_option("--event", request.events, "What has happened (docs/repair.md); may be repeated")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("WORDS");
  command
      .add_option("--freeze", request.freeze,
                  "Orders for so long stay: 12h [the scenario's notice of columns]")
      ->check(TextCheck{[](const std::string& text) {
                          return hours_of(text)
                                     ? std::string()
                                     : "\"" + text + "\" is no length of time; write for example 12h";
                        },
                        "TIME"})
      ->type_name("TIME");
  command
      .add_option(
          "--orders", request.orders,
          "Orders given from outside, as a plan file: says which of them the repaired plan cannot hold")
      ->type_name("PLAN");
  command.add_option("--out", request.out, "Repaired plan [NAME-repaired.plan.json here]")->type_name("PLAN");
  command.add_option("--scenario-out", request.scenario_out, "Changed scenario [FOLDER-repaired here]")
      ->type_name("DIR");
  command.add_option("--certificate", request.certificate, "Where a proof goes that the deadline is lost")
      ->type_name("FILE");
  command.add_option("--changes", request.changes, "first or all changes in the text [first]")
      ->check(OneOf{{"first", "all"}})
      ->type_name("WORD");
  command.add_option("--time-limit", request.time_limit, "Wall time for everything [60s]")
      ->check(time_limit_validator())
      ->type_name("TIME");
  command.add_option("--seed", request.seed, "Seed of the random choices [1]")
      ->check(seed_range())
      ->type_name("N");
  command.add_option("--threads", request.threads, "Threads; they do not change the plan [all]")
      ->check(threads_range())
      ->type_name("N");
  command.add_flag_callback(
      "--force", [&request] { request.existing = Existing::replace; }, "Replace files that exist");
}

}  // namespace

void add_repair_command(Command& program, CommandContext& context) {
  auto request = std::make_shared<RepairRequest>();
  request->threads = default_threads();
  Command* command = add_command(
      program, context,
      {"repair",
       "A road is cut, a permission is lost: a new valid plan from now on that changes as little as possible",
       {"homeward repair iraq-2011.plan.json --scenario scenarios/iraq-2011 --at 2011-11-01 --event \"cut "
        "VBC-TAJ\"",
        "homeward repair p.json --scenario DIR --at \"2011-11-01 06:00\" --event \"late 03-HWD-07 by 3h\" "
        "--event "
        "\"close service khabari_south until 2011-11-02\"",
        "homeward repair p.json --scenario DIR --at 2011-11-01 --event \"deadline 2011-12-15\" --json"},
       "What begins before --at stays as it was; what is ordered for the time of the freeze stays unless it "
       "is\n"
       "physically impossible. The changed scenario is written beside the plan, so that homeward check can "
       "judge it.\n"
       "Events: cut, close, revoke, grant, set, fleet, deadline, decide, unit, late, broken: "
       "docs/repair.md.\n"
       "Exit code 0: valid plan. 4: proved that the deadline is lost, certificate written (and the best late "
       "plan,\n"
       "if there is one). 5: only a late plan or none, and nothing proved."});
  add_options(*command, *request);
  command->callback([request, &context] { run_repair(context, *request); });
}

}  // namespace homeward
