// SPDX-License-Identifier: Apache-2.0
#include "cli/plan_command.h"

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/limit_options.h"
#include "cli/options.h"
#include "cli/plan_limits.h"
#include "cli/plan_run.h"
#include "cli/time_limit.h"

namespace homeward {

namespace {

struct PlanWords {
  PlanRequest request;
  std::string time_limit;
  std::optional<std::int64_t> work_limit;
  std::string objective;
};

std::optional<Objective> objective_of(const std::string& word) {
  if (word == "earliest") return Objective::earliest;
  if (word == "latest") return Objective::latest;
  if (word == "safest") return Objective::safest;
  return std::nullopt;
}

void add_limits(Command& command, PlanWords& words) {
  command
      .add_option("--time-limit", words.time_limit,
                  "Wall time for everything: 20s, 5m, 1h30m [3m, reached only when work is slow]")
      ->check(time_limit_validator())
      ->type_name("TIME");
  command
      .add_option("--work-limit", words.work_limit,
                  "Work units instead of time: the same plan on every machine")
      ->check(work_range())
      ->type_name("N");
  command.add_option("--seed", words.request.planner.seed, "Seed of the random choices [1]")
      ->check(seed_range())
      ->type_name("N");
  command
      .add_option("--threads", words.request.planner.threads, "Threads; they do not change the plan [all]")
      ->check(threads_range())
      ->type_name("N");
  command.add_option("--objective", words.objective, "earliest, latest or safest [the scenario's]")
      ->check(OneOf{{"earliest", "latest", "safest"}})
      ->type_name("WORD");
}

void add_files(Command& command, PlanRequest& request) {
  command
      .add_option("--orders", request.orders,
                  "Orders already given: a plan file, all of which the plan holds as it is")
      ->type_name("PLAN");
  command.add_option("--out", request.out, "Plan file [FOLDER.plan.json here]")->type_name("PLAN");
  command.add_option("--certificate", request.certificate, "Write the certificate of the bound")
      ->type_name("FILE");
  command.add_flag_callback(
      "--force", [&request] { request.existing = Existing::replace; }, "Replace files that exist");
}

}  // namespace

void add_plan_command(Command& program, CommandContext& context) {
  auto words = std::make_shared<PlanWords>();
  words->request.planner.threads = default_threads();
  Command* command = add_command(
      program, context,
      {"plan",
       "Plan the withdrawal: the best checked plan that the time allows, with a proof of how good it is",
       {"homeward plan scenarios/iraq-2011",
        "homeward plan scenarios/iraq-2011 --time-limit 5m --out all-out.plan.json",
        "homeward plan scenarios/iraq-2011 --orders under-way.plan.json",
        "homeward plan scenarios/iraq-2011 --outcome immunity_agreement=agreed --objective latest",
        "homeward plan scenarios/iraq-2011 --work-limit 1000000 --seed 7 --json"},
       "Without --out the plan goes to FOLDER.plan.json in the current folder. No file is ever overwritten "
       "without\n"
       "--force: when that name is taken by another plan, FOLDER-2.plan.json, FOLDER-3.plan.json … are used, "
       "and the\n"
       "brief says which. Ctrl-C ends the search: the best checked plan so far is written within a second; a "
       "second\n"
       "Ctrl-C ends at once.\n"
       "Exit code 0: valid plan. 4: proved infeasible, certificate written (and the best late plan, if there "
       "is one).\n"
       "5: only a late plan or none, and nothing proved."});
  add_scenario_option(*command, words->request.scenario);
  add_limits(*command, *words);
  add_files(*command, words->request);
  command->callback([words, &context] {
    const auto time = words->time_limit.empty() ? std::nullopt : parse_time_limit(words->time_limit);
    words->request.limits = search_limits(words->work_limit, time);
    words->request.objective = objective_of(words->objective);
    run_plan(context, words->request);
  });
}

}  // namespace homeward
