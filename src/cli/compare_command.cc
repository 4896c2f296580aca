// SPDX-License-Identifier: Apache-2.0
#include "cli/compare_command.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

#include "base/sha256.h"
#include "check/check_certificate.h"
#include "check/check_plan.h"
#include "cli/document_writer.h"
#include "cli/limit_options.h"
#include "cli/options.h"
#include "cli/outputs.h"
#include "cli/plan_input.h"
#include "cli/plan_run.h"
#include "cli/shards/tally_file.h"
#include "cli/simulate_run.h"
#include "cli/violation_text.h"
#include "report/compare.h"
#include "scenario/files.h"
#include "scenario/plan_file.h"
#include "scenario/risk_file.h"
#include "scenario/utc_text.h"

namespace homeward {

namespace {

using nlohmann::json;

/// One colour and one letter for each, and a table that a page still holds.
constexpr std::size_t kPlansMax = 12;

struct CompareRequest {
  std::vector<std::string> plans;
  std::vector<std::string> scenarios;
  std::vector<std::string> names;
  std::vector<std::string> simulations;  ///< shards of homeward simulate, of any of the plans
  std::string risks;                     ///< file; empty: the defaults
  SimulateOptions play;                  ///< replications 0: nothing is played here
  std::string html;
  std::string csv_dir;
  Existing existing = Existing::keep;
};

/// "more-trucks" for "/plans/more-trucks.plan.json".
std::string plain_name(const std::string& file) {
  std::string name = std::filesystem::path(file).filename().string();
  for (const char* suffix : {".json", ".plan"})
    if (name.size() > std::string_view(suffix).size() && name.ends_with(suffix))
      name.resize(name.size() - std::string_view(suffix).size());
  return name;
}

/// Names given, then those of the files; a number behind those that come again.
std::vector<std::string> names_of(const CompareRequest& request) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (std::size_t i = 0; i < request.plans.size(); ++i) {
    const std::string name = i < request.names.size() ? request.names[i] : plain_name(request.plans[i]);
    std::string unique = name;
    for (int n = 2; !taken.insert(unique).second; ++n) unique = name + " (" + std::to_string(n) + ")";
    names.push_back(unique);
  }
  return names;
}

/// The folder whose content a plan names; the only one there is needs no look. Nothing after a complaint.
class ScenarioFinder {
 public:
  ScenarioFinder(CommandContext& context, const std::vector<std::string>& dirs)
      : context_{context}, dirs_{dirs} {
    if (dirs.size() < 2) return;
    for (const std::string& dir : dirs) {
      scenario::Problems problems;
      hashes_.push_back(scenario::content_sha256(scenario::load_files(dir, problems)));
    }
  }
  std::optional<std::string> of(const std::string& plan) {
    if (dirs_.size() == 1) return dirs_.front();
    const Result<std::string> bytes = read_file(plan);
    if (!bytes) return report_storage_failure(context_, bytes.problems().front()), std::nullopt;
    const Result<JsonDocument> document = JsonDocument::parse(bytes.value(), plan);
    if (!document) return refuse(context_, document.problems()), std::nullopt;
    const Result<PlanHeader> header = read_plan_header(document.value());
    if (!header) return refuse(context_, header.problems()), std::nullopt;
    const auto found = std::find(hashes_.begin(), hashes_.end(), header.value().scenario_sha256);
    if (found != hashes_.end()) return dirs_[static_cast<std::size_t>(found - hashes_.begin())];
    refuse(context_,
           {{{plan, 0, 0, "/about/scenario"},
             "The plan was made for none of the scenarios named (\"" + header.value().scenario_title + "\").",
             "Name its folder as well: --scenario DIR."}});
    return std::nullopt;
  }

 private:
  CommandContext& context_;
  const std::vector<std::string>& dirs_;
  std::vector<std::string> hashes_;
};

/// Shards by the plan that they played. Nothing after a complaint.
std::optional<std::map<std::string, simulate::Simulation>> read_played(CommandContext& context,
                                                                       const CompareRequest& request) {
  std::map<std::string, std::vector<std::string>> files;
  for (const std::string& file : request.simulations) {
    const Result<std::string> bytes = read_file(file);
    if (!bytes) return report_storage_failure(context, bytes.problems().front()), std::nullopt;
    const Result<simulate::Tally> tally = read_tally(bytes.value(), file);
    if (!tally) return refuse(context, tally.problems()), std::nullopt;
    files[tally.value().frame.plan_sha256].push_back(file);
  }
  std::map<std::string, simulate::Simulation> played;
  for (const auto& [plan, shards] : files) {
    const auto tally = merge_shards(context, shards);
    if (!tally) return std::nullopt;
    played.emplace(plan, simulate::answer_of(*tally));
  }
  return played;
}

/// Plays the plan unless a file tells what comes of it. False after a complaint.
bool add_played(CommandContext& context, const CompareRequest& request, const PlanInput& input,
                std::map<std::string, simulate::Simulation>& played) {
  if (request.play.replications == 0 || played.contains(input.sha256)) return true;
  if (verdict(check_plan(input.model, input.plan)) == Verdict::draft) return true;
  SimulateOptions options = request.play;
  options.plan_sha256 = input.sha256;
  options.version = HOMEWARD_VERSION;
  Observer observer;
  const Result<simulate::Tally> tally = simulate_plan(input.model, input.plan, options, observer);
  if (!tally) return refuse(context, tally.problems()), false;
  played.emplace(input.sha256, simulate::answer_of(tally.value()));
  return true;
}

Course course_from(const PlanInput& input, const std::string& name,
                   const std::map<std::string, simulate::Simulation>& played) {
  CourseInput course{name, input.model, input.plan, {}};
  const auto found = played.find(input.sha256);
  if (found != played.end()) course.options.simulation = found->second;
  course.options.violations = check_plan(input.model, input.plan);
  course.options.plan_sha256 = input.sha256;
  if (const auto& certificate = input.plan.bound_certificate)
    course.options.certificate =
        check_certificate(input.model, *certificate).holds ? Proof::holds : Proof::refuted;
  return course_of(course);
}

json json_of(const Cell& cell, CellKind kind) {
  if (const std::string* text = std::get_if<std::string>(&cell)) return *text;
  if (const double* number = std::get_if<double>(&cell)) return *number;
  if (const std::int64_t* number = std::get_if<std::int64_t>(&cell))
    return kind == CellKind::time ? json(utc_text(*number)) : json(*number);
  return nullptr;
}

json course_json(const Course& course, const std::string& file) {
  json object = {{"course", course.name}, {"plan", file}, {"plan_sha256", course.plan_sha256}};
  for (const CourseFigure& figure : course_figures())
    object[figure.column.key] = json_of(figure.of(course), figure.column.kind);
  object["gap_seconds"] = course.gap_s() ? json(*course.gap_s()) : json(nullptr);
  object["branch"] = json::object();
  for (const auto& [condition, outcome] : course.branch) object["branch"][condition] = outcome;
  object["closings"] = json::array();
  for (const CourseBase& base : course.bases)
    object["closings"].push_back({{"base", base.key},
                                  {"people", base.people},
                                  {"closes_at", json_of(cell_of(base.closes_at), CellKind::time)}});
  object["gateways"] = json::array();
  constexpr const char* kWays[] = {"road", "air", "sea"};
  for (const Gateway& gateway : course.gateways)
    object["gateways"].push_back({{"gateway", gateway.key},
                                  {"way", kWays[static_cast<std::size_t>(gateway.way)]},
                                  {"people", gateway.people},
                                  {"things", gateway.things}});
  object["loads"] = json::array();
  for (const CourseLoad& load : course.loads)
    object["loads"].push_back({{"kind", load.kind}, {"resource", load.name}, {"share", load.share}});
  object["fleets"] = json::array();
  for (const CourseFleet& fleet : course.fleets)
    object["fleets"].push_back({{"fleet", fleet.key}, {"vehicles", fleet.total}, {"peak", fleet.peak}});
  return object;
}

void answer(CommandContext& context, const CompareRequest& request, const Comparison& comparison,
            const std::vector<std::string>& files) {
  if (context.json) {
    json courses = json::array();
    for (std::size_t i = 0; i < comparison.courses.size(); ++i)
      courses.push_back(course_json(comparison.courses[i], request.plans[i]));
    return print_json(context, {{"status", "compared"},
                                {"courses", courses},
                                {"sentences", comparison_sentences(comparison)},
                                {"files", files}});
  }
  context.out << compare_text(comparison);
  for (const std::string& file : files) context.out << file << '\n';
}

bool is_usable(CommandContext& context, const CompareRequest& request) {
  const auto refuse_when = [&context](bool wrong, const char* what, const char* mend) {
    if (wrong) refuse_usage(context, what, mend);
    return wrong;
  };
  return !refuse_when(request.plans.size() < 2, "There is nothing to compare one plan with.",
                      "Name two or more plans.") &&
         !refuse_when(request.plans.size() > kPlansMax, "More than 12 plans do not fit side by side.",
                      "Compare fewer of them.") &&
         !refuse_when(request.names.size() > request.plans.size(), "There are more names than plans.",
                      "Give each plan at most one --name, in the order of the plans.") &&
         outputs_are_free(context, {request.html}, request.existing);
}

bool apply_risks(CommandContext& context, CompareRequest& request) {
  if (!request.risks.empty()) {
    const Result<std::string> bytes = read_file(request.risks);
    if (!bytes) return report_storage_failure(context, bytes.problems().front()), false;
    const Result<Risks> risks = read_risks(bytes.value(), request.risks);
    if (!risks) return refuse(context, risks.problems()), false;
    request.play.risks = risks.value();
  }
  request.play.risks_sha256 = sha256_hex(write_risks(request.play.risks));
  return true;
}

void run_compare(CommandContext& context, CompareRequest request) {
  if (!is_usable(context, request) || !apply_risks(context, request)) return;
  ScenarioFinder finder(context, request.scenarios);
  const std::vector<std::string> names = names_of(request);
  std::optional<Comparison> comparison;
  auto played = read_played(context, request);
  if (!played) return;
  const std::size_t of_files = played->size();
  std::set<std::string> plans;
  for (std::size_t i = 0; i < request.plans.size(); ++i) {
    const auto dir = finder.of(request.plans[i]);
    if (!dir) return;
    const auto input = load_plan(context, *dir, request.plans[i]);
    if (!input) return;
    if (!comparison) comparison.emplace(LocalClock(input->model.time_zone, input->model.clock));
    if (!add_played(context, request, *input, *played)) return;
    plans.insert(input->sha256);
    comparison->courses.push_back(course_from(*input, names[i], *played));
  }
  std::size_t used = 0;
  for (const std::string& plan : plans) used += played->count(plan);
  if (of_files > 0 && used < played->size())
    return refuse(context, {{{request.simulations.front(), 0, 0, ""},
                             "A simulation is of none of these plans.",
                             "Play each of them: homeward simulate PLAN --shard 1/1 --out FILE."}});
  DocumentWriter writer(request.existing);
  if (!request.html.empty()) writer.put(request.html, compare_html(*comparison));
  if (!request.csv_dir.empty()) writer.put_all(request.csv_dir, compare_csv(*comparison));
  if (writer.failure()) return report_storage_failure(context, *writer.failure());
  answer(context, request, *comparison, writer.files());
}

}  // namespace

void add_compare_command(Command& program, CommandContext& context) {
  auto request = std::make_shared<CompareRequest>();
  request->play.replications = 0;
  request->play.threads = default_threads();
  Command* command = add_command(
      program, context,
      {"compare",
       "Lay courses of action side by side: closure, proof, probability, exposure, lift, loads, ways out",
       {"homeward compare as-is.plan.json more-trucks.plan.json --scenario scenarios/iraq-2011",
        "homeward compare a.plan.json b.plan.json --scenario scenarios/iraq-2011 --replications 2000",
        "homeward compare a.plan.json b.plan.json --scenario as-is --scenario more-trucks --html "
        "courses.html --csv tables"},
       "Differences are against the first plan. Plans of different scenarios need one --scenario each; which "
       "belongs to\n"
       "which is found by its content. Every plan and certificate is checked first."});
  command->add_option("PLAN", request->plans, "Plan files, two or more")->required();
  command->add_option("--scenario", request->scenarios, "Folder of a scenario of the plans; may be repeated")
      ->required()
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("DIR");
  command->add_option("--name", request->names, "Name of the first, second … plan [its file's]")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("NAME");
  command
      ->add_option("--simulation", request->simulations,
                   "What homeward simulate --shard wrote, of any of the plans; may be repeated")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("FILE");
  command
      ->add_option("--replications", request->play.replications,
                   "Play each plan so often that no file is of [not at all]")
      ->check(WholeBetween{1, 100'000'000})
      ->type_name("N");
  command
      ->add_option("--risks", request->risks, "What can go wrong, in figures, for --replications [defaults]")
      ->type_name("FILE");
  command->add_option("--seed", request->play.seed, "Seed of the draws of --replications [1]")
      ->check(seed_range())
      ->type_name("N");
  command
      ->add_option("--threads", request->play.threads,
                   "Threads of --replications; they do not change the answer [all]")
      ->check(threads_range())
      ->type_name("N");
  command->add_option("--html", request->html, "One page that needs no network")->type_name("FILE");
  command->add_option("--csv", request->csv_dir, "The same tables as CSV files in a folder")
      ->type_name("DIR");
  command->add_flag_callback(
      "--force", [request] { request->existing = Existing::replace; }, "Replace files that exist");
  command->callback([request, &context] { run_compare(context, *request); });
}

}  // namespace homeward
