// SPDX-License-Identifier: Apache-2.0
#include "check/plan_figures.h"

#include <algorithm>
#include <tuple>

#include "check/findings.h"
#include "check/lot_story.h"
#include "check/zone_count.h"

namespace homeward {

namespace {

using check::Curve;
using check::Ledger;
using check::Level;

std::vector<ForceLevel> force_level(const Curve& curve, Time start) {
  std::vector<ForceLevel> result;
  for (const Level& level : check::levels_in(curve.levels, curve.initial, {start, kEndOfTime}))
    if (result.empty() || level.value != result.back().people) result.push_back({level.at, level.value});
  return result;
}

bool is_loaded(const Model& model, const Leg& leg, const VehicleGroup& group) {
  if (group.own_lot || group.cargo) return true;
  return model.fleets[*group.fleet].kind == FleetKind::bus && !leg.passengers.empty();
}

void add_driving(const Ledger& ledger, const check::Passage& passage, PlanFigures& figures) {
  const Leg& leg = ledger.columns[passage.column].leg_out(passage.stop);
  const std::int64_t length_m = ledger.model.links[passage.direction.link].length_m;
  for (const VehicleGroup& group : leg.groups) {
    const std::int64_t driven_m = length_m * group.vehicles;
    if (is_loaded(ledger.model, leg, group))
      figures.loaded_vehicle_m += driven_m;
    else if (ledger.model.fleets[*group.fleet].kind == FleetKind::escort)
      figures.escort_vehicle_m += driven_m;
    else
      figures.empty_vehicle_m += driven_m;
  }
}

/// A vehicle is on a link for the link's travel time, whatever its place in the column.
void add_exposure(const Ledger& ledger, const check::Passage& passage, PlanFigures& figures) {
  const Model& model = ledger.model;
  const Leg& leg = ledger.columns[passage.column].leg_out(passage.stop);
  std::int64_t people = 0;
  for (const Passengers& passengers : leg.passengers) people += passengers.count;
  for (const VehicleGroup& group : leg.groups)
    if (group.fleet) people += group.vehicles * model.item_types[model.fleets[*group.fleet].vehicle].crew;
  const Link& link = model.links[passage.direction.link];
  const double person_hours =
      static_cast<double>(people) * static_cast<double>(passage.travel_s) / static_cast<double>(kHour);
  figures.risk_person_hours += person_hours * static_cast<double>(link.risk_per_million_hours) / 1e6;
  if (model.in_zone(link.from) || model.in_zone(link.to)) figures.road_person_hours += person_hours;
}

Duration waiting(const Column& column) {
  Duration sum = 0;
  for (std::size_t i = 1; i + 1 < column.stops.size(); ++i)
    sum += std::max<Duration>(0, column.stops[i].depart - column.stops[i].arrive);
  return sum;
}

void add_closings(const Ledger& ledger, PlanFigures& figures) {
  for (std::size_t i : ledger.sound.closings) figures.closings.push_back(ledger.plan.closings[i]);
  std::ranges::sort(figures.closings, {},
                    [](const BaseClosing& closing) { return std::tie(closing.at, closing.place); });
}

void add_people(const Ledger& ledger, PlanFigures& figures) {
  const Model& model = ledger.model;
  figures.people_out.resize(model.categories.size());
  figures.force_level.resize(model.categories.size());
  for (CategoryId category : model.categories.ids()) {
    const Curve curve = check::people_in_zone(ledger, model.zone, std::optional(category));
    figures.people_out[category] =
        curve.initial - (curve.levels.empty() ? curve.initial : curve.levels.back().value);
    figures.force_level[category] = force_level(curve, model.start);
  }
  figures.total_force_level =
      force_level(check::people_in_zone(ledger, model.zone, std::optional<CategoryId>()), model.start);
  const std::vector<ForceLevel>& levels = figures.total_force_level;
  for (std::size_t i = 0; i + 1 < levels.size(); ++i)
    figures.zone_person_s +=
        (levels[i].people - levels.back().people) * (levels[i + 1].from - levels[i].from);
}

}  // namespace

PlanFigures plan_figures(const Model& model, const Plan& plan) {
  check::Findings findings(model);
  const Ledger ledger = check::build_ledger(model, plan, check::check_form(model, plan, findings));
  PlanFigures figures;
  figures.closure = check::closure(ledger);
  figures.final_closure = check::final_closure(ledger, check::tell_stories(ledger));
  for (const check::Passage& passage : ledger.passages) {
    add_driving(ledger, passage, figures);
    add_exposure(ledger, passage, figures);
  }
  for (const check::ColumnFacts& facts : ledger.columns) figures.waiting_s += waiting(*facts.column);
  add_people(ledger, figures);
  add_closings(ledger, figures);
  return figures;
}

}  // namespace homeward
