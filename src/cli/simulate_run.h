// SPDX-License-Identifier: Apache-2.0
//
// The work of `homeward simulate`: read, play, write, answer; here or on a Slurm cluster.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/output_file.h"
#include "cli/plan_input.h"
#include "simulate/answer.h"
#include "simulate/simulate.h"

namespace homeward {

struct SimulateRequest {
  std::string plan;
  std::string scenario;
  std::string risks;                 ///< file; empty: the defaults
  std::vector<std::string> without;  ///< families
  std::vector<std::string> scale;    ///< FAMILY=PERCENT
  std::string shard;                 ///< "2/8"; empty: the whole
  std::string out;
  Existing existing = Existing::keep;
  bool print_risks = false;
  bool slurm = false;
  std::int64_t slurm_shards = 16;
  std::string slurm_folder;         ///< empty: FILE.slurm beside the plan
  std::vector<std::string> sbatch;  ///< options handed on
  SimulateOptions options;          ///< seed, replications, threads; the rest is filled in
};

/// Answers on context.out and sets the exit code.
void run_simulate(CommandContext& context, SimulateRequest request);

/// Submits a job array, waits, repeats lost shards and adds them up. Nothing after a complaint.
std::optional<simulate::Tally> run_on_slurm(CommandContext& context, const SimulateRequest& request,
                                            const PlanInput& input);

/// Reads and adds shards until the whole is there. Nothing after a complaint with exit code 3.
std::optional<simulate::Tally> merge_shards(CommandContext& context, const std::vector<std::string>& files);

/// Prints the answer, and writes it as JSON to `out` when that is not empty.
void give_answer(CommandContext& context, const simulate::Tally& tally, const std::string& out,
                 Existing existing);

}  // namespace homeward
