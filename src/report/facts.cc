// SPDX-License-Identifier: Apache-2.0
#include "report/facts.h"

#include <algorithm>

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

CategoryId strength_category_of(const Model& model, const std::vector<CategoryFacts>& categories) {
  for (const CategoryFacts& facts : categories)
    if (model.categories[facts.category].key == "military") return facts.category;
  return categories.empty() ? CategoryId{} : categories.front().category;
}

void find_closures(Facts& facts) {
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
  facts.final_closure = std::max(facts.final_closure, facts.closure);
}

void add_distances(const Model& model, const Column& column, DistanceFacts& distances) {
  for (const Leg& leg : column.legs) {
    std::int64_t length_m = 0;
    for (std::size_t i = leg.first_stop; i < leg.last_stop; ++i)
      if (column.stops[i].out) length_m += model.links[column.stops[i].out->link].length_m;
    for (const VehicleGroup& group : leg.groups) {
      const bool escort = group.fleet && model.fleets[*group.fleet].kind == FleetKind::escort;
      const bool bus = group.fleet && model.fleets[*group.fleet].kind == FleetKind::bus;
      const bool used = group.cargo || (bus && !leg.passengers.empty());
      std::int64_t& sum = group.own_lot ? distances.own_vehicles
                          : escort      ? distances.escorts
                          : used        ? distances.loaded_trucks
                                        : distances.empty_trucks;
      sum += length_m * group.vehicles;
    }
  }
}

Duration waiting_of(const Column& column) {
  Duration waiting = 0;
  for (std::size_t i = 1; i + 1 < column.stops.size(); ++i) {
    waiting += column.stops[i].depart - column.stops[i].arrive;
    for (const ServiceVisit& visit : column.stops[i].services) waiting -= visit.end - visit.begin;
  }
  return std::max<Duration>(waiting, 0);
}

}  // namespace

Facts::Facts(const Model& the_model, const Plan& the_plan, const ReportOptions& the_options)
    : model{the_model}, plan{the_plan}, options{the_options}, clock{the_model.time_zone, the_model.clock} {
  for (const Column& column : plan.columns) {
    columns.push_back(column_facts(model, column));
    add_distances(model, column, distances);
    waiting_s += waiting_of(column);
  }
  find_closures(*this);
  categories = category_facts(model, zone_crossings(model, plan));
  strength_category = strength_category_of(model, categories);
  strength = people_in_zone(model, plan, {strength_category});
  everybody = people_in_zone(model, plan, {});
  bases = base_facts(model, plan);
  verdict = homeward::verdict(options.violations);
  if (verdict == Verdict::valid && closure > model.deadline) verdict = Verdict::late;
  span = {clock.midnight(model.start), clock.next_midnight(std::max(closure, model.deadline) - 1)};
}

Steps people_in_zone(const Model& model, const Plan& plan, const std::vector<CategoryId>& categories) {
  const auto wanted = [&categories](CategoryId category) {
    return categories.empty() || std::find(categories.begin(), categories.end(), category) != categories.end();
  };
  std::int64_t initial = 0;
  for (const Unit& unit : model.units)
    for (CategoryId category : unit.people.ids())
      if (wanted(category) && model.in_zone(unit.place)) initial += unit.people[category];
  std::vector<Change> changes;
  for (const ZoneCrossing& crossing : zone_crossings(model, plan))
    if (wanted(crossing.who.category)) changes.push_back({crossing.at, -crossing.sign * crossing.who.count});
  return steps_from(std::move(changes), model.start, initial);
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
