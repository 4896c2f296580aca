// SPDX-License-Identifier: Apache-2.0
//
// LAST_OUT: the last-out units leave after everybody else and all together. GARRISON: until then enough of
// the base's own people are there.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "check/bases.h"
#include "check/families.h"
#include "check/group.h"
#include "check/sweep.h"

namespace homeward::check {

namespace {

void check_alone(const Ledger& ledger, const ColumnFacts& facts, Findings& findings) {
  const Model& model = ledger.model;
  if (facts.column_class != ColumnClass::last_out) return;
  for (const Leg& leg : facts.column->legs) {
    const std::vector<UnitId> units = units_aboard(model, leg);
    const auto other =
        std::find_if(units.begin(), units.end(), [&](UnitId unit) { return !model.units[unit].last_out; });
    if (other == units.end()) continue;
    const Unit* unit = &model.units[*other];
    const Time at = facts.column->stops[leg.first_stop].depart;
    findings.add(Rule::LAST_OUT, {facts.column->number, unit->key}, at,
                 fmt::format("{}, a last-out column, carries {} from {}, which is not last-out.",
                             facts.column->number, unit->key, findings.when(at)));
    return;
  }
}

void report(const Ledger& ledger, PlaceId base, Time at, const std::string& who, const std::string& what,
            Findings& findings) {
  const std::string& key = ledger.model.places[base].key;
  findings.add(Rule::LAST_OUT, {key, who}, at, fmt::format("{} at {}: {}.", who, key, what));
}

void check_others(const Ledger& ledger, const IdVector<PlaceId, BaseTimes>& times, Findings& findings) {
  IdVector<PlaceId, std::optional<Time>> first(times.size());
  for (PlaceId base : ledger.model.places.ids()) first[base] = times[base].first_head();
  const auto stands_too_long = [&](const Standing& standing) {
    const std::optional<Time> head = first[standing.place];
    if (!head || standing.when.end <= *head) return;
    report(ledger, standing.place, standing.when.end, ledger.number(standing.column),
           fmt::format("it stands there until {}, {} s after the first last-out departure",
                       findings.when(standing.when.end), standing.when.end - *head),
           findings);
  };
  for (const Standing& standing : ledger.standings)
    if (!departs_last_out(ledger, ledger.columns[standing.column], standing.stop)) stands_too_long(standing);
  for (const Standing& standing : ledger.other_standings) stands_too_long(standing);
  for (std::size_t i : ledger.sound.flights) {
    const Flight& flight = ledger.plan.flights[i];
    if (!first[flight.from] || flight.take_off <= *first[flight.from]) continue;
    const auto other = std::find_if(
        flight.passengers.begin(), flight.passengers.end(),
        [&](const Passengers& people) { return !is_last_out(ledger.model, people.unit, flight.from); });
    if (other != flight.passengers.end())
      report(ledger, flight.from, flight.take_off, flight.number,
             fmt::format("it takes {} at {}, {} s after the first last-out departure",
                         ledger.model.units[other->unit].key, findings.when(flight.take_off),
                         flight.take_off - *first[flight.from]),
             findings);
  }
}

void check_span(const Ledger& ledger, PlaceId base, const BaseTimes& times, Findings& findings) {
  if (times.closings.size() != 1) return;
  const Duration span = ledger.model.rules.last_out_span_s;
  for (const LastOutDeparture& departure : times.departures)
    if (departure.head < times.closings.front() - span)
      report(ledger, base, departure.head, departure.who,
             fmt::format("it departs at {}, {} s before the closing; {} s are allowed",
                         findings.when(departure.head), times.closings.front() - departure.head, span),
             findings);
}

void check_garrison(const Ledger& ledger, std::span<const Garrison> rows, Time until, Findings& findings) {
  const Model& model = ledger.model;
  const PlaceId base = rows.front().place;
  std::int64_t initial = 0;
  for (const Unit& unit : model.units)
    if (unit.place == base)
      for (std::int64_t count : unit.people) initial += count;
  std::vector<Step> steps;
  for (const PeopleChange& change : ledger.people)
    if (change.place == base && model.units[change.unit].place == base)
      steps.push_back({change.at, change.delta});
  const std::vector<Level> there = levels(initial, std::move(steps));
  bool short_of = false;
  while (!rows.empty()) {
    const Garrison& row = rows.front();
    rows = rows.subspan(1);
    const Time next = rows.empty() ? until : rows.front().from;
    for (const Level& level :
         levels_in(there, initial, {std::max(row.from, model.start), std::min(next, until)})) {
      if (level.value < row.people && !short_of)
        findings.add(Rule::GARRISON, {model.places[base].key}, level.at,
                     fmt::format("{} of its own people are at {} at {}, {} must be.", level.value,
                                 model.places[base].key, findings.when(level.at), row.people));
      short_of = level.value < row.people;
    }
  }
}

}  // namespace

void check_last_out(const Ledger& ledger, Findings& findings) {
  const auto times = base_times(ledger);
  for (const ColumnFacts& facts : ledger.columns) check_alone(ledger, facts, findings);
  check_others(ledger, times, findings);
  for (PlaceId base : ledger.model.places.ids()) check_span(ledger, base, times[base], findings);
}

void check_garrisons(const Ledger& ledger, Findings& findings) {
  const auto times = base_times(ledger);
  const auto alike = [](const Garrison& a, const Garrison& b) { return a.place == b.place; };
  for_each_group(std::span<const Garrison>(ledger.model.garrisons), alike,
                 [&](std::span<const Garrison> rows) {
                   const BaseTimes& base = times[rows.front().place];
                   Time until = kEndOfTime;
                   if (!base.closings.empty()) until = base.closings.front();
                   if (const std::optional<Time> first = base.first_head()) until = *first;
                   check_garrison(ledger, rows, until, findings);
                 });
}

}  // namespace homeward::check
