// SPDX-License-Identifier: Apache-2.0
#include "cli/cmp_command.h"
#include "cli/cmp_proof.h"
#include "cli/limit_options.h"
#include "cli/options.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>

#include "cli/interrupt.h"
#include "cli/output_file.h"
#include "cli/outputs.h"
#include "cli/time_limit.h"
#include "planner/exact/pool.h"
#include "planner/exact/read_convoy_file.h"
#include "planner/exact/solve_convoys.h"
#include "planner/exact/zip_file.h"

namespace homeward {
namespace {

using exact::ConvoyId;
using exact::ConvoyOutcome;
using exact::ConvoyProblem;
using exact::Status;
using exact::Variant;

struct CmpOptions {
  std::vector<std::string> files;
  std::string variant = "P1";
  bool pool = false;
  std::string time_limit = "60s";
  std::uint64_t seed = 1;
  std::int64_t wait_max = -1;  ///< below 0: as in the files
  std::string certificate;     ///< file to write; empty: none
  std::string check;           ///< certificate to judge instead of solving; empty: none
};

const std::vector<std::string> kVariantNames{"P1", "P2", "P3", "P4", "P5"};

constexpr const char* kStatusNames[] = {"optimal", "feasible", "infeasible", "unknown"};

/// All problems of the files named, archives opened. Notices go to err at once.
class Input {
 public:
  explicit Input(CommandContext& context) : context_{context} {}

  /// Nothing, and the context answered, when a file cannot be read or is refused.
  std::optional<std::vector<ConvoyProblem>> read(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
      const Result<std::string> bytes = read_file(path);
      if (!bytes.ok()) {
        report_storage_failure(context_, bytes.problems().front());
        return std::nullopt;
      }
      add(path, bytes.value());
    }
    if (refused_.empty()) return std::move(problems_);
    refuse(context_, refused_);
    return std::nullopt;
  }

 private:
  void add(const std::string& path, const std::string& bytes) {
    if (!exact::looks_like_zip(bytes)) return add_file(path, bytes);
    const Result<std::vector<exact::ZipEntry>> entries = exact::read_zip(path, bytes);
    if (!entries.ok()) return keep(entries.problems());
    for (const exact::ZipEntry& entry : entries.value())
      if (entry.name.ends_with(".txt")) add_file(entry.name, entry.bytes);
  }

  void add_file(const std::string& path, const std::string& text) {
    Result<exact::ConvoyFile> file =
        exact::read_convoy_file(std::filesystem::path(path).filename().string(), text);
    if (!file.ok()) return keep(file.problems());
    for (const Problem& notice : file.value().notices)
      context_.err << notice.place.file << ": " << notice.what << ' ' << notice.mend << '\n';
    problems_.push_back(std::move(file.value().problem));
  }

  void keep(const std::vector<Problem>& refused) {
    refused_.insert(refused_.end(), refused.begin(), refused.end());
  }

  CommandContext& context_;
  std::vector<ConvoyProblem> problems_;
  std::vector<Problem> refused_;
};

nlohmann::json json_of(const exact::Route& route, Variant variant) {
  nlohmann::json nodes = nlohmann::json::array();
  nlohmann::json times = nlohmann::json::array();
  nlohmann::json leaves = nlohmann::json::array();
  for (const exact::Stop& stop : route.stops) {
    nodes.push_back(stop.node.index());
    times.push_back(stop.arrive);
    leaves.push_back(stop.leave);
  }
  nlohmann::json object = {{"nodes", nodes}, {"times", times}};
  if (variant == Variant::p3) object["leaves"] = leaves;
  return object;
}

nlohmann::json json_of(const ConvoyProblem& problem, Variant variant, const ConvoyOutcome& outcome,
                       double seconds) {
  nlohmann::json object = {
      {"file", problem.name}, {"status", kStatusNames[static_cast<std::size_t>(outcome.status)]},
      {"objective", nullptr}, {"bound", nullptr},
      {"seconds", seconds},   {"convoys", nlohmann::json::array()}};
  if (outcome.status != Status::infeasible) object["bound"] = outcome.bound;
  if (!outcome.routes) return object;
  object["objective"] = outcome.objective;
  for (const exact::Route& route : *outcome.routes) object["convoys"].push_back(json_of(route, variant));
  return object;
}

void print_line(CommandContext& context, const ConvoyProblem& problem, const ConvoyOutcome& outcome,
                double seconds) {
  context.out << problem.name << ": " << kStatusNames[static_cast<std::size_t>(outcome.status)];
  if (outcome.routes) context.out << ", objective " << outcome.objective;
  if (outcome.status == Status::feasible || outcome.status == Status::unknown)
    context.out << ", bound " << outcome.bound;
  context.out << ", " << static_cast<std::int64_t>(seconds * 1'000) << " ms\n";
}

/// The worst outcome decides.
int exit_code_of(Status status) {
  if (status == Status::unknown) return kExitNoPlan;
  return status == Status::infeasible ? kExitInfeasible : kExitDone;
}

void solve_all(CommandContext& context, const CmpOptions& options, const std::vector<ConvoyProblem>& problems,
               std::chrono::milliseconds limit) {
  using Clock = Budget::Clock;
  const Variant variant = *cmp_variant(options.variant);
  exact::SolveOptions solve;
  solve.seed = options.seed;
  nlohmann::json results = nlohmann::json::array();
  bool cancelled = false;
  for (const ConvoyProblem& problem : problems) {
    const Clock::time_point begin = Clock::now();
    Budget budget{Budget::kUnlimited, begin + limit};
    const CancelOnInterrupt interrupt{budget};
    const ConvoyOutcome outcome = exact::solve_convoys(problem, variant, solve, budget);
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    context.exit_code = std::max(context.exit_code, exit_code_of(outcome.status));
    if (context.json)
      results.push_back(json_of(problem, variant, outcome, seconds));
    else
      print_line(context, problem, outcome, seconds);
    if (!options.certificate.empty() &&
        !write_cmp_certificate(context, problem, options.variant, outcome, options.certificate))
      return;
    cancelled = budget.cancelled();
    if (cancelled) break;
  }
  if (context.json)
    print_json(context, {{"variant", options.variant}, {"cancelled", cancelled}, {"results", results}});
}

void run_cmp(CommandContext& context, const CmpOptions& options) {
  const std::optional<std::chrono::milliseconds> limit = parse_time_limit(options.time_limit);
  if (!limit)
    return refuse_usage(context, "\"" + options.time_limit + "\" is no time limit.", "Write 60s, 5m or 1h.");
  std::optional<std::vector<ConvoyProblem>> read = Input{context}.read(options.files);
  if (!read) return;
  std::vector<ConvoyProblem> problems = *std::move(read);
  std::optional<Duration> wait_max;
  if (options.wait_max >= 0) wait_max = options.wait_max;
  if (options.pool) problems = exact::pool_by_network(problems, wait_max);
  for (ConvoyProblem& problem : problems)
    for (exact::Convoy& convoy : problem.convoys) convoy.wait_max = wait_max.value_or(convoy.wait_max);
  const bool one_only = !options.certificate.empty() || !options.check.empty();
  if (one_only && problems.size() != 1)
    return refuse_usage(context,
                        "A certificate is about one problem, not " + std::to_string(problems.size()) + ".",
                        "Name one file, or put several of one network together with --pool.");
  if (!options.check.empty())
    return check_cmp_certificate(context, problems.front(), options.variant, options.check);
  if (!outputs_are_free(context, {options.certificate}, Existing::keep)) return;
  solve_all(context, options, problems, *limit);
}

}  // namespace

void add_cmp_command(Command& program, CommandContext& context) {
  auto options = std::make_shared<CmpOptions>();
  Command* app = add_command(
      program, context,
      {"cmp",
       "Solve convoy movement problems of the public benchmark, with proof",
       {"homeward cmp cmp.zip", "homeward cmp T.45.06.85_20k.txt --variant P3 --json",
        "homeward cmp cmp.zip --pool --wait-max 1000",
        "homeward cmp T.45.06.85_20k.txt --certificate proof.json",
        "homeward cmp T.45.06.85_20k.txt --check proof.json"},
       "Variants: P1 headway at nodes, no waiting on the way, least sum of arrival minus earliest start; P2 "
       "headway "
       "on shared edges\nonly; P3 waiting at nodes too; P4 least sum of travel times; P5 least makespan. "
       "docs/mathematics-exact.md defines them.\nExit code 4 when one is proved infeasible, 5 when one has "
       "neither "
       "plan nor proof.\nA certificate (P1, P2, P3; one problem) bounds the objective from below; --check judges it "
       "with code of its own, exit code 1 when it does not hold."});
  app->add_option("FILES", options->files, "Files of the benchmark, or ZIP archives of them")->required();
  app->add_option("--variant", options->variant, "P1, P2, P3, P4 or P5")->check(OneOf{kVariantNames});
  app->add_flag("--pool", options->pool, "Put the convoys of all files with one network together");
  app->add_option("--wait-max", options->wait_max, "Longest wait of every convoy instead of the files'")
      ->check(WholeBetween{0, 1'000'000'000});
  app->add_option("--certificate", options->certificate, "Write a proof of a bound to this file");
  app->add_option("--check", options->check, "Judge this certificate instead of solving");
  app->add_option("--time-limit", options->time_limit, "For each problem, for example 60s");
  app->add_option("--seed", options->seed, "Seed of the random numbers")->check(seed_range());
  app->callback([options, &context] { run_cmp(context, *options); });
}

}  // namespace homeward
