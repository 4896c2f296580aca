// SPDX-License-Identifier: Apache-2.0
//
// People are counted by unit, category and place, and nobody is in two places: COUNT, JOURNEY, BEDS.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "check/families.h"
#include "check/group.h"
#include "check/sweep.h"

namespace homeward::check {

namespace {

bool same_group(const PeopleChange& a, const PeopleChange& b) {
  return a.unit == b.unit && a.category == b.category && a.place == b.place;
}

std::int64_t initially(const Model& model, const PeopleChange& group) {
  const Unit& unit = model.units[group.unit];
  return unit.place == group.place ? headcount(model, group.unit, group.category) : 0;
}

/// Changes of one unit, category and place. More leave than ever come: COUNT. Enough come, but too late:
/// JOURNEY.
void check_group(const Ledger& ledger, std::span<const PeopleChange> changes, Findings& findings) {
  const Model& model = ledger.model;
  const std::int64_t there = initially(model, changes.front());
  std::int64_t at_end = there;
  for (const PeopleChange& change : changes) at_end += change.delta;
  for (const Excess& excess : excesses(taken(changes), there)) {
    const PeopleChange& change = changes[excess.who];
    const std::string& unit = model.units[change.unit].key;
    const std::string& place = model.places[change.place].key;
    findings.add(
        at_end < 0 ? Rule::COUNT : Rule::JOURNEY, {unit, place, ledger.name(change.source)}, change.at,
        fmt::format("{} takes {} {} of {} from {} at {} who are not there{}.", ledger.name(change.source),
                    excess.value - there, model.categories[change.category].key, unit, place,
                    findings.when(change.at), at_end < 0 ? "" : " yet"));
  }
}

void check_beds(const Ledger& ledger, Findings& findings) {
  const Model& model = ledger.model;
  IdVector<PlaceId, std::vector<Step>> steps(model.places.size());
  for (std::size_t i = 0; i < ledger.people.size(); ++i) {
    const PeopleChange& change = ledger.people[i];
    const Unit& unit = model.units[change.unit];
    if (change.place != unit.place && change.place != unit.destination)
      steps[change.place].push_back({change.at, change.delta, i});
  }
  for (PlaceId id : model.places.ids()) {
    const Place& place = model.places[id];
    for (const Excess& excess : excesses(std::move(steps[id]), place.beds)) {
      const std::string& unit = model.units[ledger.people[excess.who].unit].key;
      findings.add(Rule::BEDS, {place.key, unit}, excess.at,
                   fmt::format("{} people are in transit at {} from {}, when {} comes; it has {} beds.",
                               excess.value, place.key, findings.when(excess.at), unit, place.beds));
    }
  }
}

}  // namespace

void check_people(const Ledger& ledger, Findings& findings) {
  for_each_group(std::span<const PeopleChange>(ledger.people), same_group,
                 [&](std::span<const PeopleChange> changes) { check_group(ledger, changes, findings); });
  check_beds(ledger, findings);
}

}  // namespace homeward::check
