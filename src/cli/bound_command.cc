// SPDX-License-Identifier: Apache-2.0
#include "cli/bound_command.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/interrupt.h"
#include "cli/limit_options.h"
#include "cli/options.h"
#include "cli/outputs.h"
#include "cli/plan_answer.h"
#include "cli/plan_limits.h"
#include "cli/scenario_option.h"
#include "cli/time_limit.h"
#include "planner/bounds/certificate_sentence.h"
#include "planner/bounds/find_certificate.h"
#include "report/clock.h"
#include "scenario/certificate_file.h"
#include "scenario/utc_text.h"

namespace homeward {

namespace {

struct BoundRequest {
  ScenarioOption scenario;
  std::string time_limit;
  std::string certificate;
  Existing existing = Existing::keep;
};

std::optional<Certificate> search(CommandContext& context, const BoundRequest& request, const Model& model) {
  const auto limits = search_limits(std::nullopt, parse_time_limit(request.time_limit));
  Budget budget(limits.work, search_deadline(context.started, limits));
  const CancelOnInterrupt on_interrupt(budget);
  return find_certificate(model, budget);
}

void print_bound(CommandContext& context, const Model& model, const Certificate& certificate,
                 const std::string& file) {
  const LocalClock clock(model.time_zone, model.clock);
  context.out << model.title << "\n\n";
  if (certificate.no_closure_before > model.deadline)
    context.out << "IMPOSSIBLE: the deadline (" << clock.end_date_time(model.deadline)
                << " local) cannot be met.\n";
  context.out << "No plan closes before " << clock.both(certificate.no_closure_before) << ".\n";
  if (!certificate.sentence.empty()) context.out << "Bottleneck: " << certificate.sentence << '\n';
  for (const std::string& mend : mends(model, certificate)) context.out << "  " << mend << '\n';
  if (!file.empty()) context.out << "Proof:  " << file << '\n';
}

void answer(CommandContext& context, const Model& model, const Certificate& certificate,
            const std::string& file) {
  const bool impossible = certificate.no_closure_before > model.deadline;
  context.exit_code = impossible ? kExitInfeasible : kExitDone;
  if (!context.json) return print_bound(context, model, certificate, file);
  nlohmann::json object = {{"status", impossible ? "infeasible" : "bound"},
                           {"bound", utc_text(certificate.no_closure_before)},
                           {"bound_certificate", nlohmann::json::parse(write_certificate(certificate))},
                           {"bottleneck", bottleneck_json(model, certificate)},
                           {"mends", mends(model, certificate)},
                           {"certificate_file", nullptr},
                           {"wall_seconds", wall_seconds(context)}};
  if (!file.empty()) object["certificate_file"] = file;
  print_json(context, object);
}

void run_bound(CommandContext& context, const BoundRequest& request) {
  if (!outputs_are_free(context, {request.certificate}, request.existing)) return;
  const auto model = load_scenario(context, request.scenario);
  if (!model) return;
  const auto certificate = search(context, request, *model);
  if (!certificate) {
    context.exit_code = kExitNoPlan;
    if (context.json) return print_json(context, {{"status", "none_found"}, {"bound", nullptr}});
    context.out << "No bound was found: nothing has to leave, or the time was too short.\n";
    return;
  }
  std::string file;
  if (!request.certificate.empty() || certificate->no_closure_before > model->deadline) {
    const OutputName name{request.certificate, default_output(request.scenario.dir, ".certificate.json"),
                          request.existing};
    const auto written = write_output(context, name, write_certificate(*certificate));
    if (!written) return;
    file = *written;
  }
  answer(context, *model, *certificate, file);
}

}  // namespace

void add_bound_command(Command& program, CommandContext& context) {
  auto request = std::make_shared<BoundRequest>();
  Command* command = add_command(
      program, context,
      {"bound",
       "Prove before which instant no plan can close the zone",
       {"homeward bound scenarios/iraq-2011", "homeward bound scenarios/iraq-2011 --certificate proof.json"},
       "The certificate can be checked from the scenario alone: homeward check SCENARIO --certificate FILE.\n"
       "Exit code 0: a bound. 4: the deadline cannot be met, certificate written. 5: no bound found."});
  add_scenario_option(*command, request->scenario);
  command->add_option("--time-limit", request->time_limit, "Wall time for everything: 20s, 5m, 1h30m [60s]")
      ->check(time_limit_validator())
      ->type_name("TIME");
  command->add_option("--certificate", request->certificate, "Write the certificate")->type_name("FILE");
  command->add_flag_callback(
      "--force", [request] { request->existing = Existing::replace; }, "Replace files that exist");
  command->callback([request, &context] { run_bound(context, *request); });
}

}  // namespace homeward
