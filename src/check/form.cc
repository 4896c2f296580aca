// SPDX-License-Identifier: Apache-2.0
#include "check/form.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <unordered_set>

namespace homeward::check {

namespace {

/// What is wrong with an entry; absent: nothing.
using Fault = std::optional<std::string>;

bool in_reach(const Model& model, Time at) {
  return at >= model.start - kReachMax && at <= model.start + kReachMax;
}

bool is_count(std::int64_t count) { return count >= 1 && count <= kCountMax; }

Fault fault_of_passengers(const Model& model, const std::vector<Passengers>& passengers) {
  if (passengers.size() > kPartsMax) return "has too many lines of passengers";
  for (const Passengers& people : passengers) {
    if (!model.units.contains(people.unit)) return "names a unit that the scenario does not have";
    if (!model.categories.contains(people.category))
      return "names a category that the scenario does not have";
    if (!is_count(people.count)) return fmt::format("carries {} people of one unit", people.count);
  }
  return std::nullopt;
}

Fault fault_of_cargo(const Model& model, const Cargo& cargo) {
  if (!model.lots.contains(cargo.lot)) return "names a lot that the scenario does not have";
  if (!is_count(cargo.count)) return fmt::format("carries {} things of one lot", cargo.count);
  return std::nullopt;
}

Fault fault_of_group(const Model& model, const VehicleGroup& group) {
  if (group.fleet.has_value() == group.own_lot.has_value())
    return "has vehicles that are not of exactly one fleet or one lot";
  if (group.fleet && !model.fleets.contains(*group.fleet))
    return "names a fleet that the scenario does not have";
  if (group.own_lot && !model.lots.contains(*group.own_lot))
    return "names a lot that the scenario does not have";
  if (group.own_lot && !model.item_types[model.lots[*group.own_lot].type].self_propelled)
    return fmt::format("drives things of {}, which do not drive themselves", model.lots[*group.own_lot].key);
  if (!is_count(group.vehicles)) return fmt::format("has a group of {} vehicles", group.vehicles);
  return group.cargo ? fault_of_cargo(model, *group.cargo) : std::nullopt;
}

Fault fault_of_stop(const Model& model, const Stop& stop) {
  if (!model.places.contains(stop.place)) return "names a place that the scenario does not have";
  if (!in_reach(model, stop.arrive) || !in_reach(model, stop.depart)) return "has a time out of all reach";
  if (stop.out && !model.links.contains(stop.out->link))
    return "names a link that the scenario does not have";
  if (stop.services.size() > kPartsMax) return "takes too many services at one stop";
  for (const ServiceVisit& visit : stop.services) {
    if (!model.services.contains(visit.service)) return "names a service that the scenario does not have";
    if (!in_reach(model, visit.begin) || !in_reach(model, visit.end)) return "has a time out of all reach";
  }
  return std::nullopt;
}

Fault fault_of_leg(const Model& model, const Leg& leg) {
  if (leg.march_rate_m_per_hour < 1 || leg.march_rate_m_per_hour > kRateMax)
    return fmt::format("has a march rate of {} metres an hour", leg.march_rate_m_per_hour);
  if (leg.pass_time_s < 0 || leg.pass_time_s > kPassTimeMax)
    return fmt::format("has a pass time of {} s", leg.pass_time_s);
  if (leg.groups.empty() || leg.groups.size() > kPartsMax)
    return "has a leg without vehicles or with too many groups";
  std::int64_t vehicles = 0;
  for (const VehicleGroup& group : leg.groups) {
    if (Fault fault = fault_of_group(model, group)) return fault;
    vehicles += group.vehicles;
  }
  if (vehicles > kCountMax) return fmt::format("has {} vehicles", vehicles);
  return fault_of_passengers(model, leg.passengers);
}

/// Each leg goes further than the one before, so the last cannot reach the last stop from beyond it.
Fault fault_of_chain(const Column& column) {
  std::size_t at = 0;
  for (const Leg& leg : column.legs) {
    if (leg.first_stop != at || leg.last_stop <= at)
      return "has legs that do not follow one another from the first stop to the last";
    at = leg.last_stop;
  }
  if (at + 1 != column.stops.size()) return "has legs that do not reach its last stop";
  return std::nullopt;
}

Fault fault_of_column(const Model& model, const Column& column) {
  if (column.number.empty()) return "has no movement number";
  if (static_cast<std::size_t>(column.column_class) >= kColumnClasses) return "has no class";
  if (column.stops.size() < 2 || column.stops.size() > kStopsMax)
    return "has fewer than two stops or too many";
  for (std::size_t i = 0; i < column.stops.size(); ++i) {
    if (Fault fault = fault_of_stop(model, column.stops[i])) return fault;
    if (column.stops[i].out.has_value() != (i + 1 < column.stops.size()))
      return "lacks the link out of a stop, or has one out of its last";
  }
  if (Fault fault = fault_of_chain(column)) return fault;
  for (const Leg& leg : column.legs)
    if (Fault fault = fault_of_leg(model, leg)) return fault;
  return std::nullopt;
}

Fault fault_of_flight(const Model& model, const Flight& flight) {
  if (flight.number.empty()) return "has no number";
  if (!model.aircraft.contains(flight.aircraft)) return "names an aircraft that the scenario does not have";
  if (flight.airframe < 0 || flight.airframe >= model.aircraft[flight.aircraft].count)
    return fmt::format("has airframe {} of {}", flight.airframe, model.aircraft[flight.aircraft].count);
  if (!model.places.contains(flight.from) || !model.places.contains(flight.to))
    return "names a place that the scenario does not have";
  if (!in_reach(model, flight.take_off) || !in_reach(model, flight.landing))
    return "has a time out of all reach";
  return fault_of_passengers(model, flight.passengers);
}

Fault fault_of_sailing(const Model& model, const Sailing& sailing) {
  if (!model.ships.contains(sailing.ship)) return "names a ship that the scenario does not have";
  if (!in_reach(model, sailing.berth) || !in_reach(model, sailing.sail) || !in_reach(model, sailing.arrive))
    return "has a time out of all reach";
  for (const Cargo& cargo : sailing.cargo)
    if (Fault fault = fault_of_cargo(model, cargo)) return fault;
  return std::nullopt;
}

Fault fault_of_batch(const Model& model, const Batch& batch) {
  if (!model.services.contains(batch.service)) return "names a service that the scenario does not have";
  if (!model.lots.contains(batch.lot)) return "names a lot that the scenario does not have";
  if (!is_count(batch.count)) return fmt::format("has {} things", batch.count);
  if (!in_reach(model, batch.begin) || !in_reach(model, batch.end)) return "has a time out of all reach";
  return std::nullopt;
}

Fault fault_of_closing(const Model& model, const BaseClosing& closing) {
  if (!model.places.contains(closing.place)) return "names a place that the scenario does not have";
  if (!in_reach(model, closing.at)) return "has a time out of all reach";
  return std::nullopt;
}

void check_heading(const Model& model, const Plan& plan, Findings& findings) {
  if (plan.scenario_sha256 != model.scenario_sha256)
    findings.add(Rule::FORM, {}, model.start,
                 "The plan was made for another scenario or another state of it.");
  for (const Condition& condition : model.conditions) {
    const std::string* outcome = nullptr;
    for (const auto& [key, value] : plan.branch)
      if (key == condition.key) outcome = &value;
    if (outcome == nullptr || *outcome != condition.outcome)
      findings.add(
          Rule::FORM, {condition.key}, model.start,
          fmt::format("The plan was not made for the outcome {} of {}.", condition.outcome, condition.key));
  }
}

/// Checks every entry of a table with `fault_of`; the names say which entry it is.
template <class Entry, class Name>
std::vector<std::size_t> check_table(const Model& model, const std::vector<Entry>& entries,
                                     Fault (*fault_of)(const Model&, const Entry&), Name name,
                                     Findings& findings) {
  std::vector<std::size_t> sound;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Fault fault = fault_of(model, entries[i]);
    if (!fault) {
      sound.push_back(i);
      continue;
    }
    const std::string title = name(entries[i], i);
    findings.add(Rule::FORM, {title}, model.start, fmt::format("{} {}.", title, *fault));
  }
  return sound;
}

template <class Entry>
void check_numbers(const Model& model, const std::vector<Entry>& entries, Findings& findings) {
  std::unordered_set<std::string> numbers;
  for (const Entry& entry : entries)
    if (!numbers.insert(entry.number).second)
      findings.add(Rule::FORM, {entry.number}, model.start,
                   fmt::format("The number {} is used twice.", entry.number));
}

}  // namespace

Sound check_form(const Model& model, const Plan& plan, Findings& findings) {
  check_heading(model, plan, findings);
  check_numbers(model, plan.columns, findings);
  check_numbers(model, plan.flights, findings);
  const auto number = [](const auto& entry, std::size_t i) {
    return entry.number.empty() ? fmt::format("entry {}", i + 1) : entry.number;
  };
  Sound sound;
  sound.columns = check_table(model, plan.columns, fault_of_column, number, findings);
  sound.flights = check_table(model, plan.flights, fault_of_flight, number, findings);
  const auto counted = [](const char* kind) {
    return [kind](const auto&, std::size_t i) { return fmt::format("{} {}", kind, i + 1); };
  };
  sound.sailings = check_table(model, plan.sailings, fault_of_sailing, counted("Sailing"), findings);
  sound.batches = check_table(model, plan.batches, fault_of_batch, counted("Batch"), findings);
  sound.closings = check_table(model, plan.closings, fault_of_closing, counted("Closing"), findings);
  return sound;
}

}  // namespace homeward::check
