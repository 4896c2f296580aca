// SPDX-License-Identifier: Apache-2.0
#include "cli/drill_command.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "check/check_plan.h"
#include "check/check_shared.h"
#include "cli/figures_text.h"
#include "cli/interrupt.h"
#include "cli/limit_options.h"
#include "cli/options.h"
#include "cli/orders_option.h"
#include "cli/plan_answer.h"
#include "cli/plan_input.h"
#include "cli/plan_run.h"
#include "cli/scenario_option.h"
#include "planner/repair/drill.h"
#include "report/clock.h"
#include "report/escape.h"
#include "scenario/event.h"
#include "scenario/utc_text.h"

namespace homeward {

namespace {

using nlohmann::json;

struct DrillRequest {
  ScenarioOption scenario;
  std::string plan;
  std::string orders;  ///< plan file of orders already given; empty: none
  std::string at;
  std::string until;
  std::string time_limit;
  DrillOptions options;
};

const char* kind_word(CutKind kind) {
  switch (kind) {
    case CutKind::link:
      return "link";
    case CutKind::place:
      return "place";
    case CutKind::fleet:
      return "fleet";
    case CutKind::link_pair:
      return "pair";
  }
  return "";
}

std::string cut_key(const Model& model, const DrillCut& cut) {
  if (cut.kind == CutKind::place) return model.places[cut.place].key;
  if (cut.kind == CutKind::fleet) return model.fleets[cut.fleet].key;
  std::string text;
  for (const LinkId link : cut.links) text += (text.empty() ? "" : " + ") + model.links[link].key;
  return text;
}

std::vector<std::string> cut_off_keys(const Model& model, const DrillCut& cut) {
  std::vector<std::string> keys;
  for (const PlaceId place : cut.cut_off) keys.push_back(model.places[place].key);
  return keys;
}

json cut_json(const Model& model, const DrillCut& cut) {
  return {{"kind", kind_word(cut.kind)},
          {"what", cut_key(model, cut)},
          {"harm", harm_word(cut.harm)},
          {"later_seconds", cut.closure ? json(cut.later_s) : json(nullptr)},
          {"closure", cut.closure ? json(utc_text(*cut.closure)) : json(nullptr)},
          {"affected", cut.affected},
          {"changed", cut.changed},
          {"people_late", cut.people_late ? json(*cut.people_late) : json(nullptr)},
          {"cut_off", cut_off_keys(model, cut)},
          {"proof", cut.proof.empty() ? json(nullptr) : json(cut.proof)}};
}

std::string meaning(const Model& model, const DrillCut& cut) {
  std::string text;
  if (cut.harm == Harm::impossible) text = "proved: cannot be in time";
  if (cut.harm == Harm::no_plan) text = "no valid plan found, nothing proved";
  if (cut.harm == Harm::late)
    text = "late: " + grouped(cut.people_late.value_or(0)) + " people at the deadline";
  if (cut.harm == Harm::later) text = "closes " + duration_text(cut.later_s) + " later";
  if (cut.harm == Harm::absorbed) text = "absorbed";
  if (cut.harm == Harm::not_examined) text = "not examined: time ran out";
  if (cut.cut_off.empty()) return text;
  text += "; no other road from";
  std::size_t shown = 0;
  for (const std::string& key : cut_off_keys(model, cut))
    text += ++shown <= 6 ? " " + key : shown == 7 ? " …" : "";
  return text;
}

void print_drill(CommandContext& context, const Model& model, const DrillRequest& request,
                 const std::vector<DrillCut>& cuts) {
  const LocalClock clock(model.time_zone, model.clock);
  context.out << model.title << "\nEach link, place and fleet taken away from "
              << clock.both(request.options.at) << " on"
              << (request.options.until ? " until " + clock.both(*request.options.until) : "")
              << "; fleets lose " << request.options.fleet_percent << " %.\n\n"
              << fmt::format("{:<6} {:<20} {:<13} {:>9} {:>8}  {}\n", "kind", "what", "harm", "affected",
                             "changed", "meaning");
  std::int64_t unused = 0;
  for (const DrillCut& cut : cuts) {
    if (cut.harm == Harm::unused) {
      ++unused;
      continue;
    }
    context.out << fmt::format("{:<6} {:<20} {:<13} {:>9} {:>8}  {}\n", kind_word(cut.kind),
                               cut_key(model, cut), harm_word(cut.harm), cut.affected, cut.changed,
                               meaning(model, cut));
  }
  context.out << '\n'
              << counted(unused, "link, place or fleet is", "links, places and fleets are")
              << " not used after that time: without them the plan stays as it is.\n";
}

std::optional<Plan> first_plan(CommandContext& context, const Model& model, Budget& budget, int threads,
                               const GivenOrders* orders) {
  PlannerOptions options;
  options.threads = threads;
  options.prove = false;
  options.orders = orders;
  Budget one(1, budget.wall_deadline());
  Observer observer;
  Outcome outcome = plan_withdrawal(model, options, one, observer);
  if (outcome.best) return std::move(outcome.best);
  refuse(context,
         {{{"", 0, 0, ""}, "no plan was found to begin with", "Plan it first and name the plan: --plan."}});
  return std::nullopt;
}

/// The plan to be drilled, which holds the orders. Nothing after a complaint.
std::unique_ptr<PlanInput> plan_to_drill(CommandContext& context, const DrillRequest& request,
                                         Budget& budget) {
  std::optional<GivenOrders> orders;
  if (request.plan.empty()) {
    auto model = load_scenario(context, request.scenario);
    if (!model || (!request.orders.empty() && !(orders = load_orders(context, request.orders, *model))))
      return nullptr;
    auto plan = first_plan(context, *model, budget, request.options.threads, orders ? &*orders : nullptr);
    if (!plan) return nullptr;
    return std::make_unique<PlanInput>(PlanInput{"", "", std::move(*model), std::move(*plan)});
  }
  auto input = load_plan(context, request.scenario.dir, request.plan);
  if (!input || (!request.orders.empty() && !(orders = load_orders(context, request.orders, input->model))))
    return nullptr;
  std::vector<Violation> violations = check_plan(input->model, input->plan);
  if (verdict(violations) == Verdict::draft)
    return refuse(context, {{{request.plan, 0, 0, ""}, "the plan breaks hard rules", "Name a valid plan."}}),
           nullptr;
  if (orders)
    if (const auto broken = check_orders(input->model, orders->plan, input->plan); !broken.empty())
      return refuse(context, {{{request.plan, 0, 0, ""},
                               "the plan does not hold the orders: " + broken.front().sentence,
                               "Plan it with them: homeward plan --orders."}}),
             nullptr;
  return input;
}

void run_drill(CommandContext& context, DrillRequest& request) {
  const auto limit = parse_time_limit(request.time_limit.empty() ? "10m" : request.time_limit);
  Budget budget(Budget::kUnlimited, search_deadline(context.started, {Budget::kUnlimited, limit}));
  const CancelOnInterrupt on_interrupt(budget);
  const std::unique_ptr<PlanInput> input = plan_to_drill(context, request, budget);
  if (!input) return;
  request.options.at = input->model.start;
  for (const auto& [text, to] : {std::pair(&request.at, 0), std::pair(&request.until, 1)}) {
    if (text->empty()) continue;
    const Result<Time> time = read_instant(input->model, *text);
    if (!time) return refuse(context, time.problems());
    if (to == 0)
      request.options.at = std::max(input->model.start, time.value());
    else
      request.options.until = time.value();
  }
  Observer observer;
  const auto cuts = drill(input->model, input->plan, request.options, budget, observer);
  if (!context.json) return print_drill(context, input->model, request, cuts);
  json list = json::array();
  for (const DrillCut& cut : cuts) list.push_back(cut_json(input->model, cut));
  print_json(context,
             {{"status", "drilled"},
              {"plan_sha256", input->sha256.empty() ? json(nullptr) : json(input->sha256)},
              {"at", utc_text(request.options.at)},
              {"until", request.options.until ? json(utc_text(*request.options.until)) : json(nullptr)},
              {"fleet_percent", request.options.fleet_percent},
              {"cuts", list},
              {"wall_seconds", wall_seconds(context)}});
}

}  // namespace

void add_drill_command(Command& program, CommandContext& context) {
  auto request = std::make_shared<DrillRequest>();
  request->options.threads = default_threads();
  Command* command = add_command(
      program, context,
      {"drill",
       "Take every link, place and fleet away in turn, repair, and rank what hurts most",
       {"homeward drill scenarios/iraq-2011-small",
        "homeward drill scenarios/iraq-2011 --plan iraq-2011.plan.json --at 2011-11-01 --until 2011-11-08",
        "homeward drill scenarios/iraq-2011 --time-limit 5m --json"},
       "Without --plan a first plan is made. What the plan does not use after --at harms nothing and is "
       "not solved.\n"
       "'no other road' is exact: it is asked of the road network, not of the search.\n"
       "Exit code 0, whatever the harm."});
  add_scenario_option(*command, request->scenario);
  command->add_option("--plan", request->plan, "The plan to be drilled [a first plan]")->type_name("PLAN");
  command
      ->add_option("--orders", request->orders,
                   "Orders already given: the plan holds them; cuts may take them away like everything else")
      ->type_name("PLAN");
  command->add_option("--at", request->at, "When they are taken away [the start]")->type_name("DATE");
  command->add_option("--until", request->until, "When links and places open again [never]")
      ->type_name("DATE");
  command->add_option("--pairs", request->options.pairs_among, "Pairs among so many of the worst links [3]")
      ->check(WholeBetween{0, 100})
      ->type_name("N");
  command->add_option("--fleet-percent", request->options.fleet_percent, "What a fleet loses [50]")
      ->check(WholeBetween{1, 100})
      ->type_name("N");
  command->add_option("--time-limit", request->time_limit, "Wall time for everything [10m]")
      ->check(time_limit_validator())
      ->type_name("TIME");
  command->add_option("--threads", request->options.threads, "Threads; they do not change the answer [all]")
      ->check(threads_range())
      ->type_name("N");
  command->callback([request, &context] { run_drill(context, *request); });
}

}  // namespace homeward
