// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "scenario/audits.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

std::int64_t people_of(const Unit& unit) {
  std::int64_t sum = 0;
  for (const std::int64_t count : unit.people) sum += count;
  return sum;
}

void check_zone(Draft& draft) {
  const Model& model = draft.model;
  const bool any = std::any_of(model.places.begin(), model.places.end(), [&](const Place& place) {
    return std::find(place.zones.begin(), place.zones.end(), model.zone) != place.zones.end();
  });
  if (any || model.zones.empty()) return;
  draft.problems.add(
      {"places.csv", 0, 0, ""},
      fmt::format("no place lies in the zone to be left, {}", in_quotes(model.zones[model.zone].key)),
      "Write the zone's key into the column zones of its places.");
}

// Whoever leaves ends outside; whoever is outside does not come back.
template <class Mover>
void check_destination(std::string_view file, const Mover& mover, Draft& draft) {
  const Model& model = draft.model;
  if (mover.stays || !model.in_zone(mover.destination)) return;
  report_row(
      file, mover.provenance,
      fmt::format("{} leaves, but its destination {} lies inside the zone {}", in_quotes(mover.key),
                  in_quotes(model.places[mover.destination].key), in_quotes(model.zones[model.zone].key)),
      "Name a destination outside, or write that it stays.", draft.problems);
}

struct Own {
  std::int64_t all = 0;
  std::int64_t held = 0;  ///< last-out or staying: there when everybody else has left
};

std::map<PlaceId, Own> own_people(const Model& model) {
  std::map<PlaceId, Own> own;
  for (const Unit& unit : model.units) {
    own[unit.place].all += people_of(unit);
    if (unit.stays || unit.last_out) own[unit.place].held += people_of(unit);
  }
  return own;
}

// `rows` are the garrisons of one place, sorted by from. Until the first last-out departure the garrison must
// be there, and by then everybody else has gone: so at some time it must not be larger than the last-out
// people.
void check_garrison(std::span<const Garrison> rows, const Own& own, Draft& draft) {
  const Model& model = draft.model;
  const std::string place = in_quotes(model.places[rows.front().place].key);
  for (const Garrison& row : rows) {
    if (row.people > own.all && row.from < model.deadline) {
      report_row("garrisons.csv", row.provenance,
                 fmt::format("the garrison of {} is {}, but its units have only {} people", place, row.people,
                             own.all),
                 "Lower the garrison, or correct the units at this place.", draft.problems);
      return;
    }
  }
  if (own.all == own.held || !model.in_zone(rows.front().place)) return;
  std::int64_t least = rows.front().from > model.start ? 0 : std::numeric_limits<std::int64_t>::max();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Time until = i + 1 < rows.size() ? rows[i + 1].from : kEndOfTime;
    if (rows[i].from < model.deadline && until > model.start) least = std::min(least, rows[i].people);
  }
  if (least <= own.held) return;
  report_row(
      "garrisons.csv", rows.back().provenance,
      fmt::format(
          "the garrison of {} never falls below {} before the deadline, but its last-out and staying units "
          "have only {} people: the others could never leave",
          place, least, own.held),
      "Lower the garrison towards the end, or make more units last-out.", draft.problems);
}

void check_garrisons(Draft& draft) {
  const std::map<PlaceId, Own> own = own_people(draft.model);
  const std::span<const Garrison> rows = draft.model.garrisons;
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin;
    while (end < rows.size() && rows[end].place == rows[begin].place) ++end;
    const auto here = own.find(rows[begin].place);
    check_garrison(rows.subspan(begin, end - begin), here == own.end() ? Own{} : here->second, draft);
    begin = end;
  }
}

void check_last_out(Draft& draft) {
  for (const Unit& unit : draft.model.units) {
    if (!unit.last_out || unit.stays || draft.model.places[unit.place].closes) continue;
    report_row("units.csv", unit.provenance,
               fmt::format("{} is last-out, but its place {} does not close", in_quotes(unit.key),
                           in_quotes(draft.model.places[unit.place].key)),
               "Write closes = yes in places.csv, or last_out = no here.", draft.problems);
  }
}

void check_teams(Draft& draft) {
  const Model& model = draft.model;
  for (const Service& service : model.services) {
    if (!service.team) continue;
    const Unit& unit = model.units[*service.team];
    if (service.team_people > people_of(unit))
      report_row(
          "services.csv", service.provenance,
          fmt::format("the team of {} takes {} people, but the unit {} has only {}", in_quotes(service.key),
                      service.team_people, in_quotes(unit.key), people_of(unit)),
          "Lower team_people, or name a larger unit.", draft.problems);
    if (unit.place != service.place)
      report_row("services.csv", service.provenance,
                 fmt::format("the team of {} comes from {}, which is at {}, not here", in_quotes(service.key),
                             in_quotes(unit.key), in_quotes(model.places[unit.place].key)),
                 "Name a unit that is at the place of the service.", draft.problems);
  }
}

// Units' people of the categories, and the crews of fleets where their category counts.
std::int64_t people_in(const Model& model, const std::vector<CategoryId>& categories) {
  const auto counts = [&](CategoryId category) {
    return categories.empty() ||
           std::find(categories.begin(), categories.end(), category) != categories.end();
  };
  std::int64_t sum = 0;
  for (const Unit& unit : model.units)
    for (const CategoryId category : unit.people.ids()) sum += counts(category) ? unit.people[category] : 0;
  for (const Fleet& fleet : model.fleets) {
    if (fleet.crew_category && counts(*fleet.crew_category))
      sum += fleet.total() * model.item_types[fleet.vehicle].crew;
  }
  return sum;
}

using Ceilings = std::map<std::pair<ZoneId, std::vector<CategoryId>>, std::vector<const Target*>>;

Ceilings ceilings_of(const Model& model) {
  Ceilings ceilings;
  for (const Target& target : model.targets)
    if (target.kind == TargetKind::ceiling) ceilings[{target.zone, target.categories}].push_back(&target);
  for (auto& [key, rows] : ceilings)
    std::sort(rows.begin(), rows.end(), [](const Target* a, const Target* b) { return a->from < b->from; });
  return ceilings;
}

// A ceiling that is in force somewhere in the floor's span and lower than it. `rows` are sorted by from.
const Target* contradicting_ceiling(const std::vector<const Target*>& rows, const Target& floor) {
  for (std::size_t i = 0; i < rows.size() && rows[i]->from < floor.until; ++i) {
    const Time until = i + 1 < rows.size() ? rows[i + 1]->from : kEndOfTime;
    if (rows[i]->people < floor.people && floor.from < until) return rows[i];
  }
  return nullptr;
}

void check_floors(Draft& draft) {
  const Model& model = draft.model;
  const Ceilings ceilings = ceilings_of(model);
  for (const Target& floor : model.targets) {
    if (floor.kind != TargetKind::floor) continue;
    const std::int64_t most = people_in(model, floor.categories);
    if (floor.people > most)
      report_row("targets.csv", floor.provenance,
                 fmt::format("the floor of {} people is more than there are ({})", floor.people, most),
                 "Lower it, or correct the people of the units.", draft.problems);
    const auto rows = ceilings.find({floor.zone, floor.categories});
    if (rows == ceilings.end()) continue;
    if (const Target* ceiling = contradicting_ceiling(rows->second, floor))
      report_row(
          "targets.csv", floor.provenance,
          fmt::format("the floor of {} people contradicts the ceiling of {} in line {} at the same time",
                      floor.people, ceiling->people, ceiling->provenance.row),
          "Correct one of the two, or its dates.", draft.problems);
  }
}

}  // namespace

void audit_balance(Draft& draft) {
  check_zone(draft);
  for (const Unit& unit : draft.model.units) check_destination("units.csv", unit, draft);
  for (const Lot& lot : draft.model.lots) check_destination("items.csv", lot, draft);
  check_garrisons(draft);
  check_last_out(draft);
  check_teams(draft);
  check_floors(draft);
}

}  // namespace homeward::scenario
