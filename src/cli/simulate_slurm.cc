// SPDX-License-Identifier: Apache-2.0
//
// homeward simulate --slurm: one job array, one task a shard. Every task writes its shard to a folder that
// all nodes see; a shard that is not there whole when the array has ended is submitted again.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <ostream>
#include <thread>

#include "cli/interrupt.h"
#include "cli/run_program.h"
#include "cli/shards/tally_file.h"
#include "cli/simulate_run.h"
#include "scenario/risk_file.h"

namespace homeward {

namespace {

namespace fs = std::filesystem;

constexpr int kAttempts = 4;
constexpr auto kPoll = std::chrono::seconds(2);

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

class SlurmRun {
 public:
  SlurmRun(CommandContext& context, const SimulateRequest& request, const PlanInput& input)
      : context_{context}, request_{request}, input_{input} {}

  std::optional<simulate::Tally> run() {
    if (!prepare()) return std::nullopt;
    const CancelOnInterrupt interrupts(budget_);
    std::vector<std::int64_t> missing = missing_shards();
    for (int attempt = 1; attempt <= kAttempts && !missing.empty(); ++attempt) {
      if (!submit(missing) || !wait()) return std::nullopt;
      missing = missing_shards();
      if (!missing.empty() && !context_.quiet)
        context_.err << fmt::format("Job {}: {} of {} shards are not there.\n", job_, missing.size(),
                                    shards());
    }
    if (!missing.empty()) return give_up(missing);
    std::vector<std::string> files;
    for (std::int64_t shard = 1; shard <= shards(); ++shard) files.push_back(shard_file(shard));
    return merge_shards(context_, files);
  }

 private:
  std::int64_t shards() const { return request_.options.shards; }
  std::string shard_file(std::int64_t shard) const {
    return (folder_ / fmt::format("shard-{}.json", shard)).string();
  }

  bool prepare() {
    std::error_code error;
    folder_ =
        fs::absolute(request_.slurm_folder.empty() ? request_.plan + ".slurm" : request_.slurm_folder, error);
    fs::create_directories(folder_, error);
    if (error) return storage_failure("The folder cannot be made: " + error.message() + ".");
    const WriteOutcome risks =
        write_file(folder_ / "risks.yaml", write_risks(request_.options.risks), Existing::replace);
    if (risks.written != Written::done) return report_storage_failure(context_, risks.problem), false;
    return true;
  }

  bool storage_failure(const std::string& what) {
    report_storage_failure(context_,
                           {{folder_.string(), 0, 0, ""}, what, "Name a folder that all nodes can write."});
    return false;
  }

  bool slurm_failure(const std::string& what) {
    report_storage_failure(
        context_,
        {{"", 0, 0, ""}, what, "Look at sinfo and squeue on this machine, or play without --slurm."});
    return false;
  }

  /// A shard is there when it is whole and of this very run.
  bool is_there(std::int64_t shard) const {
    const Result<std::string> bytes = read_file(shard_file(shard));
    if (!bytes) return false;
    const Result<simulate::Tally> tally = read_tally(bytes.value(), shard_file(shard));
    if (!tally || tally.value().shards != std::vector<std::int64_t>{shard}) return false;
    const simulate::TallyFrame& frame = tally.value().frame;
    const SimulateOptions& options = request_.options;
    return frame.plan_sha256 == options.plan_sha256 && frame.risks_sha256 == options.risks_sha256 &&
           frame.scenario_sha256 == input_.model.scenario_sha256 && frame.seed == options.seed &&
           frame.replications == options.replications && frame.shards == options.shards &&
           frame.version == options.version;
  }

  std::vector<std::int64_t> missing_shards() const {
    std::vector<std::int64_t> missing;
    for (std::int64_t shard = 1; shard <= shards(); ++shard)
      if (!is_there(shard)) missing.push_back(shard);
    return missing;
  }

  std::string script() const {
    std::error_code ignored;
    const std::string program = fs::read_symlink("/proc/self/exe", ignored).string();
    const SimulateOptions& options = request_.options;
    return fmt::format(
        "#!/bin/sh\nexec {} simulate {} --scenario {} --risks {} --seed {} --replications {} --threads 1 \\\n"
        "  --shard \"$SLURM_ARRAY_TASK_ID/{}\" --out {}/shard-\"$SLURM_ARRAY_TASK_ID\".json --force "
        "--quiet\n",
        quoted(program), quoted(fs::absolute(request_.plan, ignored).string()),
        quoted(fs::absolute(request_.scenario, ignored).string()), quoted((folder_ / "risks.yaml").string()),
        options.seed, options.replications, options.shards, quoted(folder_.string()));
  }

  bool submit(const std::vector<std::int64_t>& missing) {
    std::string tasks;
    for (std::int64_t shard : missing) tasks += (tasks.empty() ? "" : ",") + std::to_string(shard);
    std::vector<std::string> words{"sbatch", "--parsable", "--job-name=homeward-simulate", "--array=" + tasks,
                                   "--output=" + (folder_ / "slurm-%a.out").string()};
    words.insert(words.end(), request_.sbatch.begin(), request_.sbatch.end());
    const auto end = run_program(words, script());
    if (!end || end->exit_code == 127)
      return slurm_failure("sbatch cannot be run: Slurm is not installed here.");
    if (end->exit_code != 0) return slurm_failure("sbatch refused the job: " + first_line(end->err) + ".");
    job_ = first_line(end->out);
    job_ = job_.substr(0, job_.find(';'));  // "id;cluster"
    if (!context_.quiet)
      context_.err << fmt::format("Job {}: {} shards submitted; files in {}.\n", job_, missing.size(),
                                  folder_.string());
    return true;
  }

  /// Until no task of the job is left in the queue.
  bool wait() {
    int silent = 0;
    while (true) {
      std::this_thread::sleep_for(kPoll);
      if (budget_.cancelled()) {
        run_program({"scancel", job_}, "");
        return slurm_failure("Interrupted; job " + job_ + " is cancelled.");
      }
      const auto end = run_program({"squeue", "--noheader", "--jobs=" + job_, "--format=%i"}, "");
      const bool forgotten =
          end && end->exit_code != 0 && end->err.find("Invalid job id") != std::string::npos;
      if (forgotten || (end && end->exit_code == 0 && end->out.empty())) return true;
      silent = end && end->exit_code == 0 ? 0 : silent + 1;
      if (silent >= 30)
        return slurm_failure("squeue does not answer for a minute; job " + job_ + " may still run.");
    }
  }

  std::optional<simulate::Tally> give_up(const std::vector<std::int64_t>& missing) {
    slurm_failure(fmt::format("{} shards are lost after {} attempts; see {}/slurm-{}.out.", missing.size(),
                              kAttempts, folder_.string(), missing.front()));
    return std::nullopt;
  }

  CommandContext& context_;
  const SimulateRequest& request_;
  const PlanInput& input_;
  Budget budget_;
  fs::path folder_;
  std::string job_;
};

}  // namespace

std::optional<simulate::Tally> run_on_slurm(CommandContext& context, const SimulateRequest& request,
                                            const PlanInput& input) {
  return SlurmRun(context, request, input).run();
}

}  // namespace homeward
