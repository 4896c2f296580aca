// SPDX-License-Identifier: Apache-2.0
#include "cli/compare_command.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

#include "check/check_certificate.h"
#include "check/check_plan.h"
#include "cli/document_writer.h"
#include "cli/options.h"
#include "cli/outputs.h"
#include "cli/plan_input.h"
#include "cli/violation_text.h"
#include "report/compare.h"
#include "scenario/files.h"
#include "scenario/plan_file.h"
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

Course course_from(const PlanInput& input, const std::string& name) {
  CourseInput course{name, input.model, input.plan, {}};
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

void run_compare(CommandContext& context, const CompareRequest& request) {
  if (!is_usable(context, request)) return;
  ScenarioFinder finder(context, request.scenarios);
  const std::vector<std::string> names = names_of(request);
  std::optional<Comparison> comparison;
  for (std::size_t i = 0; i < request.plans.size(); ++i) {
    const auto dir = finder.of(request.plans[i]);
    if (!dir) return;
    const auto input = load_plan(context, *dir, request.plans[i]);
    if (!input) return;
    if (!comparison) comparison.emplace(LocalClock(input->model.time_zone, input->model.clock));
    comparison->courses.push_back(course_from(*input, names[i]));
  }
  DocumentWriter writer(request.existing);
  if (!request.html.empty()) writer.put(request.html, compare_html(*comparison));
  if (!request.csv_dir.empty()) writer.put_all(request.csv_dir, compare_csv(*comparison));
  if (writer.failure()) return report_storage_failure(context, *writer.failure());
  answer(context, request, *comparison, writer.files());
}

}  // namespace

void add_compare_command(Command& program, CommandContext& context) {
  auto request = std::make_shared<CompareRequest>();
  Command* command = add_command(
      program, context,
      {"compare",
       "Lay courses of action side by side: closure, proof, exposure, lift, loads, ways out",
       {"homeward compare as-is.plan.json more-trucks.plan.json --scenario scenarios/iraq-2011",
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
  command->add_option("--html", request->html, "One page that needs no network")->type_name("FILE");
  command->add_option("--csv", request->csv_dir, "The same tables as CSV files in a folder")
      ->type_name("DIR");
  command->add_flag_callback(
      "--force", [request] { request->existing = Existing::replace; }, "Replace files that exist");
  command->callback([request, &context] { run_compare(context, *request); });
}

}  // namespace homeward
