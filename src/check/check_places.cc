// SPDX-License-Identifier: Apache-2.0
//
// Columns that share a place, with each other or with other traffic: CROSS and PARK.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "check/families.h"
#include "check/reduced.h"
#include "check/sweep.h"

namespace homeward::check {

namespace {

/// A column over an exclusive crossing: [a, a + p + g) or [d, d + p + g).
struct Use {
  Interval when;
  std::size_t column = 0;
  std::size_t stop = 0;
};

void add_uses(const Ledger& ledger, std::size_t index, IdVector<PlaceId, std::vector<Use>>& uses) {
  const ColumnFacts& facts = ledger.columns[index];
  const auto& stops = facts.column->stops;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const Stop& stop = stops[i];
    if (!ledger.model.places[stop.place].exclusive) continue;
    const Duration gap = ledger.model.rules.column_gap_s;
    if (i > 0)
      uses[stop.place].push_back({{stop.arrive, stop.arrive + facts.leg_in(i).pass_time_s + gap}, index, i});
    if (i == 0 || stop.depart > stop.arrive)
      uses[stop.place].push_back({{stop.depart, stop.depart + facts.leg_out(i).pass_time_s + gap}, index, i});
  }
}

void add_other_uses(const Ledger& ledger, std::size_t index, IdVector<PlaceId, std::vector<Use>>& uses) {
  const OtherColumn& column = ledger.model.other_traffic[index];
  const Duration use = column.pass_s + ledger.model.rules.column_gap_s;
  for (std::size_t i = 0; i < column.stops.size(); ++i) {
    const OtherStop& stop = column.stops[i];
    if (!ledger.model.places[stop.place].exclusive) continue;
    const std::size_t who = ledger.columns.size() + index;
    if (i > 0) uses[stop.place].push_back({{stop.arrive, stop.arrive + use}, who, i});
    if (stop.out && (i == 0 || stop.depart > stop.arrive))
      uses[stop.place].push_back({{stop.depart, stop.depart + use}, who, i});
  }
}

void report_crossing(const Ledger& ledger, PlaceId place, const Use& first, const Use& second,
                     Findings& findings) {
  const std::string& a = ledger.number(first.column);
  const std::string& b = ledger.number(second.column);
  const std::string& key = ledger.model.places[place].key;
  findings.add(Rule::CROSS, {b, a, key}, second.when.begin,
               fmt::format("{} crosses {} from {}; {} keeps the crossing until {}, {} s longer.", b, key,
                           findings.when(second.when.begin), a, findings.when(first.when.end),
                           first.when.end - second.when.begin));
}

/// Sorted by begin, each use is compared with the one before it that ends last. Two uses of one column at one
/// stop may overlap; if such a pair hides a conflict of the second with a third column, the third was in
/// conflict with the first.
void check_cross(const Ledger& ledger, PlaceId place, std::vector<Use>& uses, Findings& findings) {
  std::ranges::sort(uses, {}, [](const Use& use) { return std::tie(use.when, use.column, use.stop); });
  const auto end_of = [](const Use* use) { return use->when.end; };
  const Use* latest = nullptr;
  for (const Use& use : uses) {
    const bool alone = latest == nullptr || (latest->column == use.column && latest->stop == use.stop);
    if (!alone && latest->when.overlaps(use.when)) report_crossing(ledger, place, *latest, use, findings);
    latest = latest == nullptr ? &use : std::ranges::max(latest, &use, {}, end_of);
  }
}

void check_park(const Ledger& ledger, PlaceId id, const std::vector<const Standing*>& standings,
                Findings& findings) {
  const Place& place = ledger.model.places[id];
  std::vector<Step> steps;
  Interval span{kEndOfTime, kStartOfTime};
  for (std::size_t i = 0; i < standings.size(); ++i) {
    const Interval& when = standings[i]->when;
    steps.push_back({when.begin, standings[i]->vehicles, i});
    steps.push_back({std::max(when.begin, when.end), -standings[i]->vehicles, i});
    span = {std::min(span.begin, when.begin), std::max(span.end, when.end)};
  }
  const Reduced reduced(ledger.model, id, span);
  const std::vector<Step> taken = reduced.steps(standings.size());
  steps.insert(steps.end(), taken.begin(), taken.end());
  for (const Excess& excess : excesses(steps, place.parking_vehicles)) {
    const std::int64_t fewer = reduced.at(excess.at);
    const std::int64_t vehicles = excess.value - fewer, room = place.parking_vehicles - fewer;
    if (excess.who == standings.size()) {
      findings.add(Rule::PARK, {place.key}, excess.at,
                   fmt::format("{} vehicles stand at {} at {}, when it has room left for {}.", vehicles,
                               place.key, findings.when(excess.at), room));
      continue;
    }
    const std::string& number = ledger.number(standings[excess.who]->column);
    findings.add(Rule::PARK, {place.key, number}, excess.at,
                 fmt::format("{} vehicles stand at {} from {}, when {} is there; it has room for {}{}.",
                             vehicles, place.key, findings.when(excess.at), number, room,
                             fewer > 0 ? " then" : ""));
  }
}

}  // namespace

void check_places(const Ledger& ledger, Findings& findings) {
  IdVector<PlaceId, std::vector<Use>> uses(ledger.model.places.size());
  IdVector<PlaceId, std::vector<const Standing*>> standings(ledger.model.places.size());
  for (std::size_t i = 0; i < ledger.columns.size(); ++i) add_uses(ledger, i, uses);
  for (std::size_t i = 0; i < ledger.model.other_traffic.size(); ++i) add_other_uses(ledger, i, uses);
  for (const auto* all : {&ledger.standings, &ledger.other_standings})
    for (const Standing& standing : *all) standings[standing.place].push_back(&standing);
  for (PlaceId place : ledger.model.places.ids()) {
    check_cross(ledger, place, uses[place], findings);
    check_park(ledger, place, standings[place], findings);
  }
}

}  // namespace homeward::check
