// SPDX-License-Identifier: Apache-2.0
#include "cli/plan_answer.h"

#include <sys/resource.h>

#include <nlohmann/json.hpp>

#include "cli/violation_text.h"
#include "planner/bounds/certificate_sentence.h"
#include "scenario/certificate_file.h"
#include "scenario/utc_text.h"

namespace homeward {

namespace {

using nlohmann::json;

json time_or_null(std::optional<Time> time) { return time ? json(utc_text(*time)) : json(nullptr); }

const char* status_word(PlanStatus status) {
  switch (status) {
    case PlanStatus::valid:
      return "valid";
    case PlanStatus::late:
      return "late";
    case PlanStatus::infeasible:
      return "infeasible";
    case PlanStatus::none_found:
      return "none_found";
  }
  return "none_found";
}

json people_out(const Model& model, const std::optional<PlanFigures>& figures) {
  json people = json::object();
  for (const CategoryId category : model.categories.ids())
    people[model.categories[category].key] = figures ? figures->people_out[category] : 0;
  return people;
}

template <class List>
json count_of(const std::optional<Plan>& plan, List Plan::*list) {
  return plan ? json(((*plan).*list).size()) : json(0);
}

json text_or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

}  // namespace

PlanStatus plan_status(const PlanAnswer& answer) {
  if (answer.outcome.best) return answer.violations.empty() ? PlanStatus::valid : PlanStatus::late;
  return answer.outcome.why == StopReason::proved_impossible ? PlanStatus::infeasible
                                                             : PlanStatus::none_found;
}

int plan_exit_code(const PlanAnswer& answer) {
  if (plan_status(answer) == PlanStatus::valid) return kExitDone;
  return answer.outcome.why == StopReason::proved_impossible ? kExitInfeasible : kExitNoPlan;
}

json bottleneck_json(const Model& model, const Certificate& certificate) {
  const auto shares = certificate_shares(model, certificate);
  if (shares.empty()) return nullptr;
  return {{"resource", shares.front().first}, {"share_permille", shares.front().second}};
}

double wall_seconds(const CommandContext& context) {
  const auto elapsed = std::chrono::steady_clock::now() - context.started;
  return static_cast<double>(std::chrono::duration_cast<std::chrono::milliseconds>(elapsed).count()) / 1000;
}

std::int64_t peak_memory_bytes() {
  struct rusage usage {};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss * 1024;
}

json plan_answer_json(const Model& model, const PlanAnswer& answer, const CommandContext& context) {
  const Outcome& outcome = answer.outcome;
  const auto closure = answer.figures ? answer.figures->closure : std::nullopt;
  json object = {
      {"status", status_word(plan_status(answer))},
      {"closure", time_or_null(closure)},
      {"final_closure", time_or_null(answer.figures ? answer.figures->final_closure : std::nullopt)},
      {"bound", time_or_null(outcome.bound)},
      {"bound_certificate", nullptr},
      {"gap_seconds", nullptr},
      {"bottleneck", nullptr},
      {"mends", json::array()},
      {"first_valid_seconds", nullptr},
      {"columns", count_of(outcome.best, &Plan::columns)},
      {"flights", count_of(outcome.best, &Plan::flights)},
      {"sailings", count_of(outcome.best, &Plan::sailings)},
      {"people_out", people_out(model, answer.figures)},
      {"wall_seconds", wall_seconds(context)},
      {"peak_memory_bytes", peak_memory_bytes()},
      {"seed", answer.seed},
      {"plan_sha256", text_or_null(answer.plan_sha256)},
      {"plan_file", text_or_null(answer.plan_file)},
      {"certificate_file", text_or_null(answer.certificate_file)},
      {"missed", violations_json(answer.violations)}};
  if (outcome.certificate) {
    object["bound_certificate"] = json::parse(write_certificate(*outcome.certificate));
    object["bottleneck"] = bottleneck_json(model, *outcome.certificate);
  }
  if (outcome.certificate) object["mends"] = mends(model, *outcome.certificate);
  if (closure && outcome.bound && *closure >= *outcome.bound)
    object["gap_seconds"] = *closure - *outcome.bound;
  if (answer.first_valid_ms >= 0)
    object["first_valid_seconds"] = static_cast<double>(answer.first_valid_ms) / 1000;
  return object;
}

}  // namespace homeward
