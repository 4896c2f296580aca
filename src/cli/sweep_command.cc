// SPDX-License-Identifier: Apache-2.0
#include "cli/sweep_command.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/interrupt.h"
#include "cli/limit_options.h"
#include "cli/options.h"
#include "cli/outputs.h"
#include "cli/plan_limits.h"
#include "cli/plan_run.h"
#include "cli/progress_line.h"
#include "cli/scenario_option.h"
#include "cli/sweep_file.h"
#include "cli/time_limit.h"
#include "decide/side_by_side.h"
#include "report/escape.h"
#include "scenario/read_scenario.h"
#include "scenario/scenario_edit.h"

namespace homeward {

namespace {

struct SweepRequest {
  ScenarioOption scenario;
  std::vector<std::string> vary;
  SweepMode mode = SweepMode::combinations;
  std::string shard;
  SweepSearch search;
  int threads = 1;
  std::string time_limit;
  std::vector<std::string> merge;
  std::string csv;
  std::string out;
  Existing existing = Existing::keep;
};

/// "3/8" as part 3 of 8.
std::optional<std::pair<std::size_t, std::size_t>> shard_of(const std::string& text) {
  if (text.empty()) return std::pair<std::size_t, std::size_t>(1, 1);
  std::size_t part = 0, parts = 0;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, part);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '/') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, parts);
  if (second.ec != std::errc() || second.ptr != end) return std::nullopt;
  if (part < 1 || part > parts || parts > 1'000'000) return std::nullopt;
  return std::pair(part, parts);
}

bool take_axes(CommandContext& context, const SweepRequest& request, Sweep& sweep) {
  for (const std::string& text : request.vary) {
    auto axis = parse_sweep_axis(text);
    if (const std::string* wrong = std::get_if<std::string>(&axis)) {
      refuse_usage(context, "--vary: " + *wrong,
                   "Write for example --vary fleets.flatbed.count=800:1200:100.");
      return false;
    }
    sweep.axes.push_back(std::get<SweepAxis>(std::move(axis)));
    const auto same = [&sweep](const SweepAxis& other) { return other.name == sweep.axes.back().name; };
    if (std::count_if(sweep.axes.begin(), sweep.axes.end(), same) == 1) continue;
    refuse_usage(context, "--vary names \"" + sweep.axes.back().name + "\" twice.",
                 "Put all its values into one.");
    return false;
  }
  return true;
}

/// Solves the points of one shard.
class SweepRun {
 public:
  SweepRun(CommandContext& context, const SweepRequest& request, Sweep& sweep)
      : context_{context}, request_{request}, sweep_{sweep} {}

  /// False after a complaint.
  bool run() {
    const auto model = load_scenario(context_, request_.scenario);
    if (!model) return false;
    scenario::Problems problems;
    files_ = scenario::load_files(request_.scenario.dir, problems);
    sweep_.scenario_sha256 = model->scenario_sha256;
    for (const Condition& condition : model->conditions) {
      sweep_.outcomes.emplace_back(condition.key, condition.outcome);
      options_.outcomes[condition.key] = condition.outcome;
    }
    std::sort(sweep_.outcomes.begin(), sweep_.outcomes.end());
    if (!names_exist()) return false;
    const auto points = sweep_points(sweep_.axes, sweep_.mode);
    if (!points) {
      refuse_usage(context_, "The sweep has more than 100,000 points.",
                   "Take larger steps or fewer figures.");
      return false;
    }
    solve(*points, *model);
    return true;
  }

 private:
  /// A name that fits nothing is a slip of the caller's, not a sweep of refused points.
  bool names_exist() const {
    for (const SweepAxis& axis : sweep_.axes) {
      std::vector<Problem> problems;
      for (const std::string& value : axis.values) {
        const auto files = scenario::with_figure(files_, axis.name, value);
        if (files) {
          problems.clear();
          break;
        }
        if (problems.empty()) problems = files.problems();
      }
      if (problems.empty()) continue;
      refuse(context_, problems);
      return false;
    }
    return true;
  }

  void solve(const std::vector<SweepPoint>& points, const Model& model) {
    for (std::size_t point = 0; point < points.size(); ++point)
      if (in_shard(point, sweep_.parts.front(), sweep_.shards)) sweep_.rows.push_back({point, {}, {}});
    const SearchLimits limits{Budget::kUnlimited, parse_time_limit(request_.time_limit)};
    const auto deadline = search_deadline(context_.started, limits);
    Budget budget(limits.work, deadline);
    const CancelOnInterrupt on_interrupt(budget);
    const auto observer =
        progress_observer(context_, model, limits.time ? std::optional(deadline) : std::nullopt);
    std::mutex reporting;
    std::size_t done = 0;
    side_by_side(sweep_.rows.size(), request_.threads, [&](std::size_t i) {
      solve_row(points[sweep_.rows[i].point], sweep_.rows[i], budget);
      const std::lock_guard lock(reporting);
      Progress progress;
      progress.stage = "sweeping";
      progress.permille = static_cast<std::int64_t>(++done * 1000 / sweep_.rows.size());
      observer->on_progress(progress);
    });
  }

  void solve_row(const SweepPoint& point, SweepRow& row, Budget& budget) const {
    Result<std::vector<scenario::File>> files = files_;
    for (std::size_t axis = 0; axis < point.size() && files; ++axis) {
      if (!point[axis]) continue;
      const std::string& value = sweep_.axes[axis].values[*point[axis]];
      row.values.emplace_back(sweep_.axes[axis].name, value);
      files = scenario::with_figure(files.take(), sweep_.axes[axis].name, value);
    }
    if (!files) return refused(files.problems(), row);
    const Result<Model> model = read_scenario_files(files.value(), options_);
    if (!model) return refused(model.problems(), row);
    row.result = solve_sweep_point(model.value(), sweep_.search, budget);
  }

  static void refused(const std::vector<Problem>& problems, SweepRow& row) {
    row.result.status = SweepStatus::refused;
    const Problem& first = problems.front();
    constexpr std::size_t kShown = 300;
    row.result.problem =
        clipped_text((first.place.file.empty() ? "" : first.place.file + ": ") + first.what, kShown);
  }

  CommandContext& context_;
  const SweepRequest& request_;
  Sweep& sweep_;
  std::vector<scenario::File> files_;
  ReadOptions options_;
};

void answer(CommandContext& context, const SweepRequest& request, const Sweep& sweep) {
  const auto is_refused = [](const SweepRow& row) { return row.result.status == SweepStatus::refused; };
  const std::string bytes = sweep_json(sweep).dump() + "\n";
  if (!request.out.empty() && !write_output(context, {request.out, {}, request.existing}, bytes)) return;
  if (!request.csv.empty() && !write_output(context, {request.csv, {}, request.existing}, sweep_csv(sweep)))
    return;
  if (!sweep.rows.empty() && std::all_of(sweep.rows.begin(), sweep.rows.end(), is_refused))
    context.exit_code = kExitRefused;
  if (context.json)
    context.out << bytes;
  else
    context.out << sweep_text(sweep);
}

/// False after a complaint.
bool merge(CommandContext& context, const SweepRequest& request, Sweep& whole) {
  std::vector<Sweep> sweeps;
  for (const std::string& file : request.merge) {
    const Result<std::string> bytes = read_file(file);
    if (!bytes) return report_storage_failure(context, bytes.problems().front()), false;
    Result<Sweep> sweep = read_sweep(bytes.value(), file);
    if (!sweep) return refuse(context, sweep.problems()), false;
    sweeps.push_back(sweep.take());
  }
  Result<Sweep> merged = merge_sweeps(std::move(sweeps), request.merge);
  if (!merged) return refuse(context, merged.problems()), false;
  whole = merged.take();
  return true;
}

bool is_usable(CommandContext& context, const SweepRequest& request) {
  const bool merges = !request.merge.empty();
  const auto refuse_when = [&context](bool wrong, const char* what, const char* mend) {
    if (wrong) refuse_usage(context, what, mend);
    return wrong;
  };
  return !refuse_when(
             merges && !(request.scenario.dir.empty() && request.vary.empty() && request.shard.empty()),
             "--merge puts shards together and sweeps nothing.", "Name only their files.") &&
         !refuse_when(!merges && request.scenario.dir.empty(), "No SCENARIO is given.",
                      "Name its folder, or shards of a sweep with --merge.") &&
         !refuse_when(!merges && request.vary.empty(), "Nothing is varied.",
                      "Write for example --vary fleets.flatbed.count=800:1200:100.") &&
         outputs_are_free(context, {request.csv, request.out}, request.existing);
}

void run_sweep(CommandContext& context, const SweepRequest& request) {
  if (!is_usable(context, request)) return;
  Sweep sweep;
  if (!request.merge.empty()) {
    if (merge(context, request, sweep)) answer(context, request, sweep);
    return;
  }
  const auto shard = shard_of(request.shard);
  if (!shard)
    return refuse_usage(context, "--shard \"" + request.shard + "\" is not of the form i/n.",
                        "Write 1/4, 2/4, 3/4 and 4/4 for four shards.");
  sweep.mode = request.mode;
  sweep.search = request.search;
  sweep.shards = shard->second;
  sweep.parts = {shard->first};
  if (!take_axes(context, request, sweep)) return;
  if (SweepRun(context, request, sweep).run()) answer(context, request, sweep);
}

void add_search_options(Command& command, SweepRequest& request) {
  command.add_option("--work-limit", request.search.work, "Work units of each point [2000000]")
      ->check(work_range())
      ->type_name("N");
  command.add_option("--seed", request.search.seed, "Seed of the random choices [1]")
      ->check(seed_range())
      ->type_name("N");
  command.add_option("--threads", request.threads, "Threads; they do not change the answer [all]")
      ->check(threads_range())
      ->type_name("N");
  command.add_option("--time-limit", request.time_limit, "Wall time for everything: 20s, 5m, 1h30m [none]")
      ->check(time_limit_validator())
      ->type_name("TIME");
}

void add_options(Command& command, SweepRequest& request) {
  command.add_option("SCENARIO", request.scenario.dir, "Folder with scenario.yaml and its tables");
  command
      .add_option("--outcome", request.scenario.outcomes,
                  "CONDITION=OUTCOME instead of the planned outcome; may be repeated")
      ->take_all()
      ->allow_extra_args(false);
  command.add_option("--vary", request.vary, "NAME=FROM:TO:STEP or NAME=A,B,C; may be repeated")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("RANGE");
  command.add_flag_callback(
      "--one-at-a-time", [&request] { request.mode = SweepMode::one_at_a_time; },
      "The scenario as it is, then each value alone, instead of all combinations");
  command.add_option("--shard", request.shard, "Only part i of n, for as many machines")->type_name("i/n");
  add_search_options(command, request);
  command.add_option("--merge", request.merge, "Put the files of all shards together")->type_name("FILE");
  command.add_option("--out", request.out, "Write the answer as JSON, for --merge")->type_name("FILE");
  command.add_option("--csv", request.csv, "Write a row a point")->type_name("FILE");
  command.add_flag_callback(
      "--force", [&request] { request.existing = Existing::replace; }, "Replace files that exist");
}

}  // namespace

void add_sweep_command(Command& program, CommandContext& context) {
  auto request = std::make_shared<SweepRequest>();
  request->threads = default_threads();
  Command* command = add_command(
      program, context,
      {"sweep",
       "Vary figures of the scenario over ranges: closure, bound and gap of every point",
       {"homeward sweep scenarios/iraq-2011 --vary fleets.flatbed.count=2000:2400:100",
        "homeward sweep scenarios/iraq-2011 --vary services.khabari_south.rate_per_hour=6:9:1 --vary "
        "deadline=2011-12-15,2011-12-31",
        "homeward sweep scenarios/iraq-2011 --vary rules.column_gap_min=5:30:5 --shard 2/4 --out part2.json",
        "homeward sweep --merge part1.json part2.json part3.json part4.json --csv sweep.csv"},
       "Names: KEY.KEY of scenario.yaml, or TABLE.ROW.COLUMN, rows by their key, by their first cells with / "
       "between, or by\n"
       "#LINE; fleets.KEY.count is all vehicles of a fleet. Every value goes through the reader of "
       "scenarios; what "
       "it refuses\n"
       "is a point with that status. Exit code 0: swept. 3: every point was refused."});
  add_options(*command, *request);
  command->callback([request, &context] { run_sweep(context, *request); });
}

}  // namespace homeward
