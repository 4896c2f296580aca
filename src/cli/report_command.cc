// SPDX-License-Identifier: Apache-2.0
#include "cli/report_command.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "check/check_certificate.h"
#include "check/check_plan.h"
#include "cli/answer_files.h"
#include "cli/document_writer.h"
#include "cli/options.h"
#include "cli/output_file.h"
#include "cli/outputs.h"
#include "cli/plan_input.h"
#include "cli/prices_file.h"
#include "cli/simulate_run.h"
#include "cli/sweep_file.h"
#include "cli/violation_text.h"
#include "report/report.h"

namespace homeward {

namespace {

namespace fs = std::filesystem;

struct ReportRequest {
  std::string plan;
  std::string scenario;
  std::string html;
  std::string xlsx;
  std::string csv_dir;
  std::string geojson;
  std::string prices;
  std::string decision;
  std::string changes;
  std::string drill;
  std::string sweep;
  std::vector<std::string> simulation;  ///< shards of one run
  MovementNights nights = MovementNights::folded;
  Existing existing = Existing::keep;
};

/// The library writes workbooks to a path: it gets one beside, and the bytes go the way of all files.
void put_xlsx(DocumentWriter& writer, const fs::path& path, const PlanInput& input,
              const ReportOptions& options) {
  fs::path beside = path;
  beside += ".part.xlsx";
  const std::vector<Problem> problems = write_xlsx(beside.string(), input.model, input.plan, options);
  std::error_code ignored;
  if (!problems.empty()) {
    writer.fail(problems.front());
  } else if (const Result<std::string> bytes = read_file(beside)) {
    writer.put(path, bytes.value());
  } else {
    writer.fail(bytes.problems().front());
  }
  fs::remove(beside, ignored);
}

DocumentWriter write_documents(const ReportRequest& request, const PlanInput& input,
                               const ReportOptions& options) {
  DocumentWriter writer(request.existing);
  if (!request.html.empty()) writer.put(request.html, report_html(input.model, input.plan, options));
  if (!request.xlsx.empty()) put_xlsx(writer, request.xlsx, input, options);
  if (!request.csv_dir.empty()) writer.put_all(request.csv_dir, csv_tables(input.model, input.plan, options));
  if (!request.geojson.empty()) writer.put(request.geojson, map_geojson(input.model, input.plan));
  return writer;
}

/// False after a complaint.
bool add_prices(CommandContext& context, const ReportRequest& request, const Model& model,
                ReportOptions& options) {
  if (request.prices.empty()) return true;
  const Result<std::string> bytes = read_file(request.prices);
  if (!bytes) return report_storage_failure(context, bytes.problems().front()), false;
  Result<PricesFile> prices = read_prices(model, bytes.value(), request.prices);
  if (!prices) return refuse(context, prices.problems()), false;
  options.prices = std::move(prices.value().prices);
  options.price_noise_s = prices.value().noise_s;
  return true;
}

/// What another command printed; read(bytes) gives a Result. False after a complaint.
template <class Answer, class Read>
bool add_answer(CommandContext& context, const std::string& file, std::optional<Answer>& answer,
                const Read& read) {
  if (file.empty()) return true;
  const Result<std::string> bytes = read_file(file);
  if (!bytes) return report_storage_failure(context, bytes.problems().front()), false;
  Result<Answer> found = read(bytes.value());
  if (!found) return refuse(context, found.problems()), false;
  answer = found.take();
  return true;
}

bool add_answers(CommandContext& context, const ReportRequest& request, const PlanInput& input,
                 ReportOptions& options) {
  return add_answer(context, request.decision, options.decisions,
                    [&](const std::string& bytes) {
                      return read_decisions(input.model, bytes, request.decision);
                    }) &&
         add_answer(
             context, request.changes, options.changes,
             [&](const std::string& bytes) { return read_changes(input.sha256, bytes, request.changes); }) &&
         add_answer(context, request.drill, options.drill,
                    [&](const std::string& bytes) { return read_drill(input.sha256, bytes, request.drill); });
}

bool add_sweep(CommandContext& context, const ReportRequest& request, const Model& model,
               ReportOptions& options) {
  if (request.sweep.empty()) return true;
  const Result<std::string> bytes = read_file(request.sweep);
  if (!bytes) return report_storage_failure(context, bytes.problems().front()), false;
  const Result<Sweep> sweep = read_sweep(bytes.value(), request.sweep);
  if (!sweep) return refuse(context, sweep.problems()), false;
  std::vector<std::pair<std::string, std::string>> outcomes;
  for (const Condition& condition : model.conditions) outcomes.emplace_back(condition.key, condition.outcome);
  std::sort(outcomes.begin(), outcomes.end());
  if (sweep.value().scenario_sha256 != model.scenario_sha256 || sweep.value().outcomes != outcomes) {
    refuse(context, {{{request.sweep, 0, 0, ""},
                      "This is a sweep of another scenario, or of other outcomes of its conditions.",
                      "Run homeward sweep --out FILE for the scenario and the outcomes of the plan."}});
    return false;
  }
  for (const SweepRow& row : sweep.value().rows)
    options.sweep.push_back({row.values, sweep_status_name(row.result.status), row.result.closure,
                             row.result.bound, row.result.late_s, row.result.zone_person_s,
                             row.result.vehicle_km, row.result.problem});
  return true;
}

bool add_simulation(CommandContext& context, const ReportRequest& request, const PlanInput& input,
                    ReportOptions& options) {
  if (request.simulation.empty()) return true;
  const auto tally = merge_shards(context, request.simulation);
  if (!tally) return false;
  if (tally->frame.plan_sha256 != input.sha256) {
    refuse(context, {{{request.simulation.front(), 0, 0, ""},
                      "The simulation is of another plan.",
                      "Play this one: homeward simulate PLAN --shard 1/1 --out FILE."}});
    return false;
  }
  options.simulation = simulate::answer_of(*tally);
  return true;
}

void run_report(CommandContext& context, const ReportRequest& request) {
  if (request.html.empty() && request.xlsx.empty() && request.csv_dir.empty() && request.geojson.empty())
    return refuse_usage(context, "No document is asked for.",
                        "Give --out FILE.html, --xlsx, --csv or --geojson.");
  if (!outputs_are_free(context, {request.html, request.xlsx, request.geojson}, request.existing)) return;
  const auto input = load_plan(context, request.scenario, request.plan);
  if (!input) return;
  ReportOptions options;
  if (!add_prices(context, request, input->model, options)) return;
  if (!add_answers(context, request, *input, options)) return;
  if (!add_sweep(context, request, input->model, options)) return;
  options.violations = check_plan(input->model, input->plan);
  options.plan_sha256 = input->sha256;
  options.nights = request.nights;
  if (const auto& certificate = input->plan.bound_certificate)
    options.certificate = check_certificate(input->model, *certificate).holds ? Proof::holds : Proof::refuted;
  if (!add_simulation(context, request, *input, options)) return;
  const Verdict result = verdict(options.violations);
  const DocumentWriter written = write_documents(request, *input, options);
  if (written.failure()) return report_storage_failure(context, *written.failure());
  if (context.json)
    return print_json(context,
                      {{"status", "written"}, {"verdict", verdict_word(result)}, {"files", written.files()}});
  if (result != Verdict::valid)
    context.out << "The plan is marked as " << verdict_word(result) << " in them.\n";
  for (const std::string& file : written.files()) context.out << file << '\n';
}

}  // namespace

void add_report_command(Command& program, CommandContext& context) {
  auto request = std::make_shared<ReportRequest>();
  Command* command =
      add_command(program, context,
                  {"report",
                   "Write a plan as documents: one HTML file for the commander, tables, map",
                   {"homeward report iraq-2011.plan.json --scenario scenarios/iraq-2011 --out iraq-2011.html",
                    "homeward report iraq-2011.plan.json --scenario scenarios/iraq-2011 --xlsx "
                    "iraq-2011.xlsx --csv tables"},
                   "The HTML file needs no network; print it for a PDF. The plan is checked first; what is "
                   "late or only a draft\n"
                   "is marked so on every page. No file is overwritten without --force."});
  command->add_option("PLAN", request->plan, "Plan file")->required();
  command->add_option("--scenario", request->scenario, "Folder with scenario.yaml and its tables")
      ->required()
      ->type_name("DIR");
  command->add_option("--out", request->html, "The report as one HTML file")->type_name("FILE");
  command->add_option("--xlsx", request->xlsx, "All tables as one workbook")->type_name("FILE");
  command->add_option("--csv", request->csv_dir, "All tables as CSV files in a folder")->type_name("DIR");
  command->add_option("--geojson", request->geojson, "The map")->type_name("FILE");
  command->add_option("--prices", request->prices, "What homeward prices --json printed, as a section")
      ->type_name("FILE");
  command
      ->add_option("--decision", request->decision,
                   "What homeward decide --json printed: how late conditions may be decided")
      ->type_name("FILE");
  command
      ->add_option("--repair", request->changes,
                   "What homeward repair --json printed when it wrote this plan: what changed")
      ->type_name("FILE");
  command
      ->add_option("--drill", request->drill,
                   "What homeward drill --plan PLAN --json printed: which loss would hurt most")
      ->type_name("FILE");
  command
      ->add_option("--sweep", request->sweep,
                   "What homeward sweep --out wrote: closure with other figures of the scenario")
      ->type_name("FILE");
  command
      ->add_option(
          "--simulation", request->simulation,
          "Shards of homeward simulate (--shard 1/1 --out FILE for one): what can go wrong, in the HTML file")
      ->type_name("FILE");
  command->add_flag_callback(
      "--open-nights", [request] { request->nights = MovementNights::open; },
      "Unfold every night of the road movement table, for printing");
  command->add_flag_callback(
      "--force", [request] { request->existing = Existing::replace; }, "Replace files that exist");
  command->callback([request, &context] { run_report(context, *request); });
}

}  // namespace homeward
