// SPDX-License-Identifier: Apache-2.0
#include "cli/simulate_command.h"

#include <memory>

#include "cli/limit_options.h"
#include "cli/options.h"
#include "cli/plan_run.h"
#include "cli/simulate_run.h"

namespace homeward {

namespace {

constexpr std::int64_t kReplicationsMax = 100'000'000;

void add_run_options(Command& command, SimulateRequest& request) {
  command.add_option("--replications", request.options.replications, "How often the plan is played [10000]")
      ->check(WholeBetween{1, kReplicationsMax})
      ->type_name("N");
  command.add_option("--seed", request.options.seed, "Seed of the draws [1]")
      ->check(seed_range())
      ->type_name("N");
  command.add_option("--threads", request.options.threads, "Threads; they do not change the answer [all]")
      ->check(threads_range())
      ->type_name("N");
  command.add_option("--risks", request.risks, "What can go wrong, in figures [defaults, see --print-risks]")
      ->type_name("FILE");
  command.add_option("--without", request.without, "Leave a family of risks out; may be repeated")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("FAMILY");
  command.add_option("--scale", request.scale, "FAMILY=PERCENT of its frequency; may be repeated")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("WORD");
  command.add_flag("--print-risks", request.print_risks, "Print the figures as a file for --risks, and end");
}

void add_spread_options(Command& command, SimulateRequest& request) {
  command
      .add_option("--shard", request.shard, "Play only part I of N and write it to --out, for homeward merge")
      ->type_name("I/N");
  command.add_flag("--slurm", request.slurm,
                   "Play on a Slurm cluster: submit a job array, wait, repeat what is lost");
  command.add_option("--slurm-shards", request.slurm_shards, "Tasks of the array [16]")
      ->check(WholeBetween{1, 1'000'000})
      ->type_name("N");
  command
      .add_option("--slurm-folder", request.slurm_folder, "Folder for shards that all nodes see [PLAN.slurm]")
      ->type_name("DIR");
  command
      .add_option("--sbatch", request.sbatch,
                  "Option handed to sbatch, like --sbatch=--partition=long; may be repeated")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("WORD");
}

}  // namespace

void add_simulate_command(Command& program, CommandContext& context) {
  auto request = std::make_shared<SimulateRequest>();
  request->options.threads = default_threads();
  Command* command = add_command(
      program, context,
      {"simulate",
       "Play a plan against what can go wrong: how likely everybody is out in time, and what drives it",
       {"homeward simulate iraq-2011.plan.json --scenario scenarios/iraq-2011",
        "homeward simulate iraq-2011.plan.json --scenario scenarios/iraq-2011 --scale weather=200 --without "
        "attacks",
        "homeward simulate --print-risks > risks.yaml",
        "homeward simulate iraq-2011.plan.json --scenario scenarios/iraq-2011 --shard 1/4 --out shard-1.json",
        "homeward simulate iraq-2011.plan.json --scenario scenarios/iraq-2011 --slurm --slurm-shards 64"},
       "Families of risks: breakdowns, accidents, attacks, services, roads, crossings, weather, aircraft, "
       "ships,\n"
       "permissions. Figures, sources and the policy by which delayed columns go on: docs/simulate.md.\n"
       "The same plan, risks, seed and number of replications give the same answer on any number of threads "
       "and in\n"
       "any number of shards. Exit code 0: answered, whatever the probability. 3: the plan is only a "
       "draft."});
  command->add_option("PLAN", request->plan, "Plan file, valid or late");
  command->add_option("--scenario", request->scenario, "Folder with scenario.yaml and its tables")
      ->type_name("DIR");
  add_run_options(*command, *request);
  add_spread_options(*command, *request);
  command->add_option("--out", request->out, "Write the answer (or the shard) as JSON")->type_name("FILE");
  command->add_flag_callback(
      "--force", [request] { request->existing = Existing::replace; }, "Replace files that exist");
  command->callback([request, &context] { run_simulate(context, *request); });
}

}  // namespace homeward
