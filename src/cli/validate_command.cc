// SPDX-License-Identifier: Apache-2.0
#include "cli/validate_command.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/figures_text.h"
#include "cli/options.h"
#include "cli/scenario_option.h"
#include "report/escape.h"
#include "scenario/utc_text.h"

namespace homeward {

namespace {

struct ForceCount {
  std::map<std::string, std::int64_t> people;  ///< by category, those who leave
  std::int64_t things = 0;
  std::int64_t fleet_vehicles = 0;
};

ForceCount count_force(const Model& model) {
  ForceCount force;
  for (const Unit& unit : model.units)
    for (const CategoryId category : model.categories.ids())
      if (!unit.stays) force.people[model.categories[category].key] += unit.people[category];
  for (const Lot& lot : model.lots)
    if (!lot.stays) force.things += lot.count;
  for (const Fleet& fleet : model.fleets) force.fleet_vehicles += fleet.total();
  return force;
}

/// The outcomes of one condition that `model` was not read for.
std::vector<std::string> other_outcomes(const Condition& condition) {
  std::vector<std::string> others;
  for (const std::string& outcome : condition.outcomes)
    if (outcome != condition.outcome) others.push_back(outcome);
  return others;
}

/// Reads the scenario once more for each other outcome, one condition at a time. False after a complaint.
bool other_branches_hold(CommandContext& context, const std::string& dir, const Model& model) {
  for (const Condition& condition : model.conditions)
    for (const std::string& outcome : other_outcomes(condition))
      if (!load_scenario(context, dir, {{condition.key, outcome}})) return false;
  return true;
}

void answer(CommandContext& context, const Model& model) {
  const ForceCount force = count_force(model);
  if (context.json)
    return print_json(context, {{"status", "valid"},
                                {"title", model.title},
                                {"scenario_sha256", model.scenario_sha256},
                                {"start", utc_text(model.start)},
                                {"deadline", utc_text(model.deadline)},
                                {"places", model.places.size()},
                                {"links", model.links.size()},
                                {"units", model.units.size()},
                                {"lots", model.lots.size()},
                                {"people", force.people},
                                {"things", force.things},
                                {"fleet_vehicles", force.fleet_vehicles},
                                {"assumptions", model.assumptions.size()}});
  context.out << "The scenario is sound: " << model.title << "\n"
              << "  " << grouped(static_cast<std::int64_t>(model.places.size())) << " places, "
              << grouped(static_cast<std::int64_t>(model.links.size())) << " links, "
              << grouped(static_cast<std::int64_t>(model.units.size())) << " units\n"
              << "  to leave:";
  for (const auto& [category, count] : force.people)
    context.out << ' ' << grouped(count) << ' ' << category << ',';
  context.out << ' ' << grouped(force.things) << " things\n"
              << "  " << grouped(force.fleet_vehicles) << " vehicles in fleets, "
              << grouped(static_cast<std::int64_t>(model.assumptions.size())) << " assumptions\n"
              << "Next: homeward plan with the same folder.\n";
}

}  // namespace

void add_validate_command(Command& program, CommandContext& context) {
  auto option = std::make_shared<ScenarioOption>();
  Command* command =
      add_command(program, context,
                  {"validate",
                   "Read a scenario and report everything that is wrong with it",
                   {"homeward validate scenarios/iraq-2011",
                    "homeward validate my-scenario --outcome immunity_agreement=agreed"},
                   "Every problem is named with file, line and column (or sheet and cell) and how to mend it;\n"
                   "exit code 3 when there is one. Without --outcome the other outcomes of every condition are "
                   "read as well."});
  add_scenario_option(*command, *option);
  command->callback([option, &context] {
    const auto model = load_scenario(context, *option);
    if (!model) return;
    if (option->outcomes.empty() && !other_branches_hold(context, option->dir, *model)) return;
    answer(context, *model);
  });
}

}  // namespace homeward
