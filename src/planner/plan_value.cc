// SPDX-License-Identifier: Apache-2.0
#include "planner/plan_value.h"

#include <algorithm>
#include <functional>

#include "check/check_plan.h"
#include "check/plan_figures.h"

namespace homeward {

namespace {

std::int64_t people_seconds(const Model& model, const PlanFigures& figures, Time until) {
  std::int64_t sum = 0;
  const auto& levels = figures.total_force_level;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const Time from = std::max(levels[i].from, model.start);
    const Time to = std::min(i + 1 < levels.size() ? levels[i + 1].from : until, until);
    if (from < to) sum += levels[i].people * (to - from);
  }
  return sum;
}

/// Person-seconds on links, each second weighted with the link's risk.
std::int64_t exposure(const Model& model, const Plan& plan) {
  std::int64_t sum = 0;
  for (const Column& column : plan.columns)
    for (const Leg& leg : column.legs) {
      std::int64_t people = 0;
      for (const Passengers& passengers : leg.passengers) people += passengers.count;
      for (const VehicleGroup& group : leg.groups)
        if (group.fleet) people += group.vehicles * model.item_types[model.fleets[*group.fleet].vehicle].crew;
      for (std::size_t i = leg.first_stop; i < leg.last_stop; ++i) {
        const Stop& stop = column.stops[i];
        if (!stop.out) continue;
        const Duration on_link = column.stops[i + 1].arrive - stop.depart + leg.pass_time_s;
        sum += people * on_link * model.links[stop.out->link].risk_per_million_hours / 3600;
      }
    }
  return sum;
}

std::int64_t exit_seconds(const Model& model, const Plan& plan) {
  std::int64_t sum = column_seconds(model, plan);
  for (const Flight& flight : plan.flights) {
    if (model.in_zone(flight.to) || !model.in_zone(flight.from)) continue;
    for (const Passengers& passengers : flight.passengers)
      sum += passengers.count * (flight.take_off - model.start);
  }
  return sum;
}

}  // namespace

std::int64_t column_seconds(const Model& model, const Plan& plan) {
  std::int64_t sum = 0;
  for (const Column& column : plan.columns) {
    if (column.column_class == ColumnClass::empty) continue;
    std::int64_t vehicles = 0;
    for (const VehicleGroup& group : column.legs.back().groups) vehicles += group.vehicles;
    sum += vehicles * (column.stops.back().arrive - model.start);
  }
  return sum;
}

std::int64_t posts_done(const Model& model, const Plan& plan) {
  IdVector<ServiceId, std::vector<Time>> ends(model.services.size(), {});
  for (const Column& column : plan.columns)
    for (const Stop& stop : column.stops)
      for (const ServiceVisit& visit : stop.services) ends[visit.service].push_back(visit.end);
  std::int64_t sum = 0;
  for (ServiceId id : model.services.ids()) {
    const Service& service = model.services[id];
    if (service.use != ServiceUse::leaving) continue;
    // Whichever lanes took the last visits, so many of them were the last of their lane.
    std::vector<Time>& last = ends[id];
    last.resize(std::max(last.size(), static_cast<std::size_t>(service.lanes)), model.start);
    std::partial_sort(last.begin(), last.begin() + service.lanes, last.end(), std::greater<>());
    for (std::int64_t lane = 0; lane < service.lanes; ++lane) sum += last[static_cast<std::size_t>(lane)];
  }
  return sum;
}

JudgedPlan judge(const Model& model, Objective objective, Plan plan) {
  JudgedPlan judged;
  judged.violations = check_plan(model, plan);
  PlanValue& value = judged.value;
  for (const Violation& violation : judged.violations) {
    if (!is_requirement(violation.rule))
      ++value.broken;
    else if (violation.late_s > 0)
      value.late_s += violation.late_s;
    else
      ++value.unmoved;
  }
  const PlanFigures figures = plan_figures(model, plan);
  const Time closure = figures.closure.value_or(kEndOfTime);
  const std::int64_t metres = figures.loaded_vehicle_m + figures.empty_vehicle_m + figures.escort_vehicle_m;
  switch (objective) {
    case Objective::earliest:
      value.goals = {closure, exit_seconds(model, plan), metres, 0};
      break;
    case Objective::latest: {
      const bool too_late = closure > model.deadline - model.buffer_s;
      value.goals = {too_late ? closure : 0, -people_seconds(model, figures, model.deadline), closure,
                     metres};
      break;
    }
    case Objective::safest:
      value.goals = {exposure(model, plan), closure, metres, 0};
      break;
  }
  judged.plan = std::move(plan);
  return judged;
}

}  // namespace homeward
