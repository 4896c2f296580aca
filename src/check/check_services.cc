// SPDX-License-Identifier: Apache-2.0
//
// SERVICE: every service that applies to a column is taken once, in its order, for exactly its time, and a
// service has no more columns than lanes. TEAM: it works only while its people are there.
#include <fmt/format.h>

#include <algorithm>

#include "check/families.h"
#include "check/reduced.h"
#include "check/sweep.h"
#include "check/zone_count.h"

namespace homeward::check {

namespace {

bool gives_up_cargo(const Ledger& ledger, std::size_t column, std::size_t stop) {
  const auto first = std::lower_bound(ledger.transfers.begin(), ledger.transfers.end(), column,
                                      [](const VehicleTransfer& t, std::size_t c) { return t.column < c; });
  for (auto t = first; t != ledger.transfers.end() && t->column == column; ++t)
    if (t->stop == stop && t->way == Way::leaves && t->kind.cargo) return true;
  return false;
}

bool applies(const Ledger& ledger, std::size_t index, std::size_t i, const Service& service) {
  const Model& model = ledger.model;
  const ColumnFacts& facts = ledger.columns[index];
  const auto& stops = facts.column->stops;
  const ZoneId zone = service.zone.value_or(model.zone);
  const bool inside = model.in_zone(stops[i].place, zone);
  switch (service.use) {
    case ServiceUse::passing:
      return i > 0;
    case ServiceUse::leaving:
      return i > 0 && !inside && model.in_zone(stops[i - 1].place, zone);
    case ServiceUse::entering:
      return !facts.is_last(i) && !inside && model.in_zone(stops[i + 1].place, zone);
    case ServiceUse::loading:
      return i == 0 && facts.loads;
    case ServiceUse::unloading:
      return gives_up_cargo(ledger, index, i);
    case ServiceUse::things:
      return false;
  }
  return false;
}

/// One stop of one column.
class StopCheck {
 public:
  StopCheck(const Ledger& ledger, std::size_t column, std::size_t stop, Findings& findings)
      : ledger_{ledger},
        column_{column},
        index_{stop},
        facts_{ledger.columns[column]},
        stop_{facts_.column->stops[stop]},
        findings_{findings} {}

  void run() {
    std::vector<ServiceId> due;
    for (ServiceId id : ledger_.model.places[stop_.place].services)
      if (applies(ledger_, column_, index_, ledger_.model.services[id])) due.push_back(id);
    compare(due);
    Time ready = stop_.arrive;
    for (const ServiceVisit& visit : stop_.services) {
      check_times(visit, ready);
      ready = visit.end;
    }
    if (!facts_.is_last(index_) && !stop_.services.empty() && stop_.depart < ready)
      wrong(stop_.depart, stop_.services.back().service,
            fmt::format("departs {} s before it is served", ready - stop_.depart));
  }

 private:
  void compare(const std::vector<ServiceId>& due) {
    const auto& taken = stop_.services;
    for (std::size_t i = 0; i < std::max(due.size(), taken.size()); ++i) {
      if (i < due.size() && i < taken.size() && due[i] == taken[i].service) continue;
      if (i < due.size())
        wrong(stop_.arrive, due[i], "must take this service as its next there and does not");
      else
        wrong(taken[i].begin, taken[i].service, "takes this service, which is not due there");
      return;
    }
  }

  void check_times(const ServiceVisit& visit, Time ready) {
    const Service& service = ledger_.model.services[visit.service];
    const LegFacts& leg = facts_.legs[facts_.leg_into(index_)];
    const std::int64_t vehicles = service.use == ServiceUse::loading ? leg.carrying : leg.vehicles;
    const Time come = index_ == 0 ? stop_.arrive : stop_.arrive + facts_.leg_in(index_).pass_time_s;
    const Time end = std::max(visit.begin + service_time(vehicles, service.rate_per_hour),
                              come + service_time(1, service.rate_per_hour));
    if (visit.begin < ready)
      wrong(visit.begin, visit.service, fmt::format("begins {} s before it can", ready - visit.begin));
    if (visit.end != end)
      wrong(visit.begin, visit.service,
            fmt::format("ends after {} s, {} s are due for {} vehicles", visit.end - visit.begin,
                        end - visit.begin, vehicles));
  }

  void wrong(Time at, ServiceId service, const std::string& what) {
    const std::string& key = ledger_.model.services[service].key;
    const std::string& number = facts_.column->number;
    findings_.add(Rule::SERVICE, {number, key}, at,
                  fmt::format("{} at {}, {}, {}: {}.", number, ledger_.model.places[stop_.place].key,
                              findings_.when(at), key, what));
  }

  const Ledger& ledger_;
  std::size_t column_;
  std::size_t index_;
  const ColumnFacts& facts_;
  const Stop& stop_;
  Findings& findings_;
};

struct Visit {
  Interval when;
  const std::string* who;
};

IdVector<ServiceId, std::vector<Visit>> visits_of(const Ledger& ledger) {
  IdVector<ServiceId, std::vector<Visit>> visits(ledger.model.services.size());
  for (const ColumnFacts& facts : ledger.columns)
    for (const Stop& stop : facts.column->stops)
      for (const ServiceVisit& visit : stop.services)
        visits[visit.service].push_back({{visit.begin, visit.end}, &facts.column->number});
  return visits;
}

/// … and those of other traffic, which hold lanes too.
void add_other_visits(const Model& model, IdVector<ServiceId, std::vector<Visit>>& visits) {
  for (const OtherColumn& column : model.other_traffic)
    for (const OtherStop& stop : column.stops)
      for (const OtherVisit& visit : stop.visits)
        if (!visit.when.empty()) visits[visit.service].push_back({visit.when, &column.key});
}

void check_lanes(const Model& model, ServiceId id, const std::vector<Visit>& visits, Findings& findings) {
  const Service& service = model.services[id];
  std::vector<Step> steps;
  Interval span{kEndOfTime, kStartOfTime};
  for (std::size_t i = 0; i < visits.size(); ++i) {
    const Interval& when = visits[i].when;
    steps.push_back({when.begin, 1, i});
    steps.push_back({std::max(when.begin, when.end), -1, i});
    span = {std::min(span.begin, when.begin), std::max(span.end, when.end)};
  }
  const Reduced reduced(model, id, span);
  const std::vector<Step> taken = reduced.steps(visits.size());
  steps.insert(steps.end(), taken.begin(), taken.end());
  for (const Excess& excess : excesses(steps, service.lanes)) {
    const std::int64_t fewer = reduced.at(excess.at);
    if (excess.who == visits.size())
      findings.add(Rule::SERVICE, {service.key}, excess.at,
                   fmt::format("{} serves {} columns at {}, when it has {} lanes left.", service.key,
                               excess.value - fewer, findings.when(excess.at), service.lanes - fewer));
    else
      findings.add(
          Rule::SERVICE, {service.key, *visits[excess.who].who}, excess.at,
          fmt::format("{} serves {} columns from {}, when {} begins; it has {} lanes{}.", service.key,
                      excess.value - fewer, findings.when(excess.at), *visits[excess.who].who,
                      service.lanes - fewer, fewer > 0 ? " then" : ""));
  }
}

/// People of a unit at a place over time, all categories together.
Curve people_at(const Ledger& ledger, UnitId unit, PlaceId place) {
  const Unit& row = ledger.model.units[unit];
  Curve curve;
  if (row.place == place)
    for (std::int64_t count : row.people) curve.initial += count;
  std::vector<Step> steps;
  const auto first = std::lower_bound(ledger.people.begin(), ledger.people.end(), unit,
                                      [](const PeopleChange& c, UnitId u) { return c.unit < u; });
  for (auto change = first; change != ledger.people.end() && change->unit == unit; ++change)
    if (change->place == place) steps.push_back({change->at, change->delta});
  curve.levels = levels(curve.initial, std::move(steps));
  return curve;
}

}  // namespace

void check_services(const Ledger& ledger, Findings& findings) {
  for (std::size_t column = 0; column < ledger.columns.size(); ++column)
    for (std::size_t stop = 0; stop < ledger.columns[column].column->stops.size(); ++stop)
      StopCheck(ledger, column, stop, findings).run();
  auto visits = visits_of(ledger);
  add_other_visits(ledger.model, visits);
  for (ServiceId service : ledger.model.services.ids())
    check_lanes(ledger.model, service, visits[service], findings);
}

void check_teams(const Ledger& ledger, Findings& findings) {
  auto visits = visits_of(ledger);
  for (std::size_t i : ledger.sound.batches) {
    const Batch& batch = ledger.plan.batches[i];
    visits[batch.service].push_back({{batch.begin, batch.end}, &ledger.model.lots[batch.lot].key});
  }
  for (ServiceId id : ledger.model.services.ids()) {
    const Service& service = ledger.model.services[id];
    if (!service.team) continue;
    const Curve people = people_at(ledger, *service.team, service.place);
    for (const Visit& visit : visits[id]) {
      const std::vector<Level> there = levels_in(people.levels, people.initial, visit.when);
      const auto least = std::ranges::min_element(there, {}, &Level::value);
      if (least != there.end() && least->value < service.team_people)
        findings.add(Rule::TEAM, {service.key, *visit.who}, least->at,
                     fmt::format("{} serves {} at {} with {} people of {}, it takes {}.", service.key,
                                 *visit.who, findings.when(least->at), least->value,
                                 ledger.model.units[*service.team].key, service.team_people));
    }
  }
}

}  // namespace homeward::check
