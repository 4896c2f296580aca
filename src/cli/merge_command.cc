// SPDX-License-Identifier: Apache-2.0
#include "cli/merge_command.h"

#include <memory>

#include "cli/options.h"
#include "cli/outputs.h"
#include "cli/simulate_run.h"

namespace homeward {

namespace {

struct MergeRequest {
  std::vector<std::string> files;
  std::string out;
  Existing existing = Existing::keep;
};

void run_merge(CommandContext& context, const MergeRequest& request) {
  if (!outputs_are_free(context, {request.out}, request.existing)) return;
  auto tally = merge_shards(context, request.files);
  if (!tally) return;
  tally->frame.shards = 1;  // the answer does not tell how it was computed
  give_answer(context, *tally, request.out, request.existing);
}

}  // namespace

void add_merge_command(Command& program, CommandContext& context) {
  auto request = std::make_shared<MergeRequest>();
  Command* command = add_command(
      program, context,
      {"merge",
       "Add the shards of a simulation: the answer that one run would have given",
       {"homeward merge shard-1.json shard-2.json shard-3.json shard-4.json",
        "homeward merge shard-*.json --out answer.json"},
       "Every shard must be there once, and all must be of one run: the same plan, scenario, risks, seed, "
       "number of\n"
       "replications, shards and version. Exit code 3 names what is missing or does not belong."});
  command->add_option("FILES", request->files, "Files written by homeward simulate --shard")->required();
  command->add_option("--out", request->out, "Write the answer as JSON")->type_name("FILE");
  command->add_flag_callback(
      "--force", [request] { request->existing = Existing::replace; }, "Replace files that exist");
  command->callback([request, &context] { run_merge(context, *request); });
}

}  // namespace homeward
