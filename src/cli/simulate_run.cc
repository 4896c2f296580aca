// SPDX-License-Identifier: Apache-2.0
#include "cli/simulate_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

#include "base/sha256.h"
#include "check/check_plan.h"
#include "cli/figures_text.h"
#include "cli/outputs.h"
#include "cli/progress_line.h"
#include "cli/shards/tally_file.h"
#include "cli/simulation_text.h"
#include "report/clock.h"
#include "scenario/risk_file.h"

namespace homeward {

namespace {

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::size_t> family_of(CommandContext& context, const std::string& option,
                                     std::string_view word) {
  for (std::size_t i = 0; i < kRiskFamilies; ++i)
    if (word == kRiskFamilyKeys[i]) return i;
  std::string known;
  for (const char* key : kRiskFamilyKeys) known += (known.empty() ? "" : ", ") + std::string(key);
  refuse_usage(context, fmt::format("{} names no family of risks: \"{}\".", option, word),
               "Use one of: " + known + ".");
  return std::nullopt;
}

/// False after a complaint.
bool apply_scales(CommandContext& context, const SimulateRequest& request, Risks& risks) {
  for (const std::string& word : request.without) {
    const auto family = family_of(context, "--without", word);
    if (!family) return false;
    risks.scale_percent[*family] = 0;
  }
  for (const std::string& text : request.scale) {
    const std::size_t sign = text.find('=');
    const auto percent =
        sign == std::string::npos ? std::nullopt : whole(std::string_view(text).substr(sign + 1));
    if (!percent || *percent < 0 || *percent > 10'000) {
      refuse_usage(context, "--scale \"" + text + "\" is not of the form FAMILY=PERCENT.",
                   "Write for example --scale weather=200; percents go from 0 to 10000.");
      return false;
    }
    const auto family = family_of(context, "--scale", std::string_view(text).substr(0, sign));
    if (!family) return false;
    risks.scale_percent[*family] = *percent;
  }
  return true;
}

bool apply_risks(CommandContext& context, SimulateRequest& request) {
  if (!request.risks.empty()) {
    const Result<std::string> bytes = read_file(request.risks);
    if (!bytes) return report_storage_failure(context, bytes.problems().front()), false;
    const Result<Risks> risks = read_risks(bytes.value(), request.risks);
    if (!risks) return refuse(context, risks.problems()), false;
    request.options.risks = risks.value();
  }
  if (!apply_scales(context, request, request.options.risks)) return false;
  request.options.risks_sha256 = sha256_hex(write_risks(request.options.risks));
  return true;
}

bool apply_shard(CommandContext& context, SimulateRequest& request) {
  SimulateOptions& options = request.options;
  if (request.slurm && request.shard.empty()) {
    options.shards = std::min(request.slurm_shards, options.replications);
    return true;
  }
  if (request.shard.empty()) return true;
  const std::size_t sign = request.shard.find('/');
  const std::string_view text = request.shard;
  const auto number = sign == std::string::npos ? std::nullopt : whole(text.substr(0, sign));
  const auto of = sign == std::string::npos ? std::nullopt : whole(text.substr(sign + 1));
  if (!number || !of || *number < 1 || *number > *of ||
      *of > std::min<std::int64_t>(options.replications, 1'000'000)) {
    refuse_usage(context, "--shard \"" + request.shard + "\" is not of the form I/N.",
                 "Write for example --shard 2/8: the second of eight; at most one for each replication.");
    return false;
  }
  if (request.slurm)
    return refuse_usage(context, "--shard and --slurm exclude each other.", "Leave one out."), false;
  if (request.out.empty())
    return refuse_usage(context, "A shard needs a file.", "Name it with --out shard-2.json."), false;
  options.shard = *number;
  options.shards = *of;
  return true;
}

std::optional<simulate::Tally> play_here(CommandContext& context, const SimulateRequest& request,
                                         const PlanInput& input) {
  std::unique_ptr<Observer> observer = std::make_unique<Observer>();
  if (context.err_is_terminal && !context.quiet)
    observer = std::make_unique<ProgressLine>(
        context.err, [](Time) { return std::string(); }, std::nullopt);
  Result<simulate::Tally> tally = simulate_plan(input.model, input.plan, request.options, *observer);
  observer.reset();
  if (tally) return tally.take();
  std::vector<Problem> problems = tally.problems();
  for (Problem& problem : problems) problem.place.file = input.file;
  refuse(context, problems);
  return std::nullopt;
}

void write_shard(CommandContext& context, const SimulateRequest& request, const simulate::Tally& tally) {
  const auto file = write_output(context, {request.out, {}, request.existing}, write_tally(tally));
  if (!file) return;
  if (context.json)
    return print_json(context, {{"status", "shard written"},
                                {"file", *file},
                                {"shard", request.options.shard},
                                {"shards", request.options.shards}});
  context.out << *file << ": shard " << request.options.shard << " of " << request.options.shards << ", "
              << counted(simulate::count_of(tally.closure), "replication", "replications") << '\n';
}

}  // namespace

void run_simulate(CommandContext& context, SimulateRequest request) {
  if (!apply_risks(context, request)) return;
  if (request.print_risks) {
    context.out << write_risks(request.options.risks);
    return;
  }
  if (request.plan.empty() || request.scenario.empty())
    return refuse_usage(context, "A PLAN and its --scenario are needed.", "See homeward simulate --help.");
  if (!apply_shard(context, request) || !outputs_are_free(context, {request.out}, request.existing)) return;
  const auto input = load_plan(context, request.scenario, request.plan);
  if (!input) return;
  const std::vector<Violation> violations = check_plan(input->model, input->plan);
  if (verdict(violations) == Verdict::draft)
    return refuse(context,
                  {{{input->file, 0, 0, ""},
                    "The plan breaks hard rules and is no more than a draft: " + violations.front().sentence,
                    "Look at homeward check; only valid and late plans can be played."}});
  request.options.plan_sha256 = input->sha256;
  request.options.version = HOMEWARD_VERSION;
  const auto tally =
      request.slurm ? run_on_slurm(context, request, *input) : play_here(context, request, *input);
  if (!tally) return;
  if (!request.shard.empty()) return write_shard(context, request, *tally);
  give_answer(context, *tally, request.out, request.existing);
}

void give_answer(CommandContext& context, const simulate::Tally& tally, const std::string& out,
                 Existing existing) {
  const simulate::Simulation answer = simulate::answer_of(tally);
  const nlohmann::json json = simulation_json(answer);
  if (!out.empty() && !write_output(context, {out, {}, existing}, json.dump(2) + "\n")) return;
  if (context.json) return print_json(context, json);
  context.out << simulation_text(answer);
  if (!out.empty()) context.out << '\n' << out << '\n';
}

namespace {

/// What is wrong with adding a shard to the others; empty: nothing.
std::string obstacle(const simulate::Tally& sum, const simulate::Tally& more) {
  if (!(sum.frame == more.frame))
    return "is a shard of another run: other plan, risks, seed, replications or shards";
  if (sum.bases.size() != more.bases.size() || sum.causes.size() != more.causes.size())
    return "is a shard of another run: other bases or causes";
  if (!simulate::same_days(sum.force_level, more.force_level))
    return "is a shard of another run: other people or days of the force level";
  for (std::int64_t shard : more.shards)
    if (std::find(sum.shards.begin(), sum.shards.end(), shard) != sum.shards.end())
      return fmt::format("holds shard {}, which another file holds already", shard);
  return "";
}

}  // namespace

std::optional<simulate::Tally> merge_shards(CommandContext& context, const std::vector<std::string>& files) {
  std::optional<simulate::Tally> sum;
  std::vector<Problem> problems;
  for (const std::string& file : files) {
    const Result<std::string> bytes = read_file(file);
    if (!bytes) return report_storage_failure(context, bytes.problems().front()), std::nullopt;
    Result<simulate::Tally> tally = read_tally(bytes.value(), file);
    if (!tally) {
      problems.insert(problems.end(), tally.problems().begin(), tally.problems().end());
      continue;
    }
    if (!sum) {
      sum = tally.take();
      continue;
    }
    const std::string wrong = obstacle(*sum, tally.value());
    if (wrong.empty())
      simulate::add(*sum, tally.value());
    else
      problems.push_back({{file, 0, 0, ""}, "The file " + wrong + ".", "Name every shard of one run once."});
  }
  if (problems.empty() && sum && static_cast<std::int64_t>(sum->shards.size()) != sum->frame.shards) {
    std::string missing;
    for (std::int64_t i = 1; i <= sum->frame.shards; ++i)
      if (!std::binary_search(sum->shards.begin(), sum->shards.end(), i))
        missing += (missing.empty() ? "" : ", ") + std::to_string(i);
    problems.push_back({{files.front(), 0, 0, ""},
                        fmt::format("Of {} shards these are missing: {}.", sum->frame.shards, missing),
                        "Name their files too, or play them with --shard I/N."});
  }
  if (!problems.empty()) return refuse(context, problems), std::nullopt;
  return sum;
}

}  // namespace homeward
