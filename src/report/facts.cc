// SPDX-License-Identifier: Apache-2.0
#include "report/facts.h"

#include <algorithm>

#include "model/force_level_category.h"
#include "report/base_facts.h"

namespace homeward {

namespace {

/// People of one unit and category who leave (positive) or enter the zone at an instant.
struct ZoneCrossing {
  Time at = 0;
  Passengers who;
  std::int64_t sign = 1;  ///< 1: out, −1: in
  bool by_air = false;
};

void add_crossings(const Model& model, const Column& column, std::vector<ZoneCrossing>& out) {
  for (const Leg& leg : column.legs) {
    for (std::size_t i = leg.first_stop; i < leg.last_stop; ++i) {
      const bool from_inside = model.in_zone(column.stops[i].place);
      const bool to_inside = model.in_zone(column.stops[i + 1].place);
      if (from_inside == to_inside) continue;
      const Time at = from_inside ? column.stops[i + 1].arrive + leg.pass_time_s : column.stops[i].depart;
      for (const Passengers& who : leg.passengers) out.push_back({at, who, from_inside ? 1 : -1, false});
    }
  }
}

std::vector<ZoneCrossing> zone_crossings(const Model& model, const Plan& plan) {
  std::vector<ZoneCrossing> crossings;
  for (const Column& column : plan.columns) add_crossings(model, column, crossings);
  for (const Flight& flight : plan.flights) {
    const bool from_inside = model.in_zone(flight.from);
    if (from_inside == model.in_zone(flight.to)) continue;
    for (const Passengers& who : flight.passengers)
      crossings.push_back({from_inside ? flight.take_off : flight.landing, who, from_inside ? 1 : -1, true});
  }
  return crossings;
}

std::vector<CategoryFacts> category_facts(const Model& model, const std::vector<ZoneCrossing>& crossings) {
  std::vector<CategoryFacts> all(model.categories.size());
  for (CategoryId category : model.categories.ids()) all[category.index()].category = category;
  for (const Unit& unit : model.units) {
    if (!model.in_zone(unit.place)) continue;
    for (CategoryId category : unit.people.ids())
      (unit.stays ? all[category.index()].staying : all[category.index()].leaving) += unit.people[category];
  }
  for (const ZoneCrossing& crossing : crossings) {
    CategoryFacts& facts = all[crossing.who.category.index()];
    (crossing.by_air ? facts.out_by_air : facts.out_by_road) += crossing.sign * crossing.who.count;
    if (crossing.sign > 0) facts.last_out = std::max(facts.last_out.value_or(crossing.at), crossing.at);
  }
  std::erase_if(all, [](const CategoryFacts& facts) { return facts.leaving + facts.staying == 0; });
  return all;
}

void find_closures(Facts& facts) {
  if (facts.figures.closure && facts.figures.final_closure) {
    facts.closure = *facts.figures.closure;
    facts.final_closure = *facts.figures.final_closure;
    return;
  }
  facts.closure = facts.model.start;
  facts.final_closure = facts.model.start;
  for (const ColumnFacts& column : facts.columns) {
    if (column.left_zone) facts.closure = std::max(facts.closure, *column.left_zone);
    if (column.people + column.pieces > 0) facts.final_closure = std::max(facts.final_closure, column.end);
  }
  for (const Flight& flight : facts.plan.flights) {
    if (flight.passengers.empty()) continue;
    if (facts.model.in_zone(flight.from)) facts.closure = std::max(facts.closure, flight.take_off);
    facts.final_closure = std::max(facts.final_closure, flight.landing);
  }
  for (const Sailing& sailing : facts.plan.sailings)
    if (!sailing.cargo.empty()) facts.final_closure = std::max(facts.final_closure, sailing.arrive);
  facts.closure = facts.figures.closure.value_or(facts.closure);
  facts.final_closure = std::max(facts.final_closure, facts.closure);
}

Steps steps_of(const std::vector<ForceLevel>& levels, Time from) {
  Steps steps;
  for (const ForceLevel& level : levels) steps.push_back({level.from, level.people});
  if (steps.empty()) steps.push_back({from, 0});
  return steps;
}

}  // namespace

Facts::Facts(const Model& the_model, const Plan& the_plan, const ReportOptions& the_options)
    : model{the_model}, plan{the_plan}, options{the_options}, clock{the_model.time_zone, the_model.clock} {
  for (const Column& column : plan.columns) columns.push_back(column_facts(model, column));
  figures = plan_figures(model, plan);
  find_closures(*this);
  categories = category_facts(model, zone_crossings(model, plan));
  strength_category = force_level_category(model);
  strength = people_in_zone(*this, {strength_category});
  bases = base_facts(model, plan);
  verdict = homeward::verdict(options.violations);
  if (verdict == Verdict::valid && (!figures.closure || closure > model.deadline)) verdict = Verdict::late;
  span = {clock.midnight(model.start), clock.next_midnight(std::max(closure, model.deadline) - 1)};
}

Steps people_in_zone(const Facts& facts, const std::vector<CategoryId>& categories) {
  if (categories.empty()) return steps_of(facts.figures.total_force_level, facts.model.start);
  std::vector<Change> changes;
  for (CategoryId category : categories) {
    if (!facts.figures.force_level.contains(category)) continue;
    std::int64_t before = 0;
    for (const ForceLevel& level : facts.figures.force_level[category]) {
      changes.push_back({level.from, level.people - before});
      before = level.people;
    }
  }
  return steps_from(std::move(changes), facts.model.start, 0);
}

Time moment_of(const Facts& facts, const HistoryPoint& point) {
  return point.at == facts.clock.midnight(point.at) ? facts.clock.noon(point.at) : point.at;
}

std::string short_name(const Place& place) {
  const std::size_t end = std::min(place.name.find(" / "), place.name.find(" ("));
  return place.name.substr(0, end);
}

std::string zone_name(const Model& model) { return model.zones[model.zone].name; }

std::int64_t unit_people(const Unit& unit) {
  std::int64_t sum = 0;
  for (const std::int64_t count : unit.people) sum += count;
  return sum;
}

}  // namespace homeward
