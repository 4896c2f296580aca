// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "scenario/common.h"
#include "scenario/force_tables.h"
#include "scenario/stay.h"
#include "scenario/text.h"
#include "scenario/unit_dates.h"

namespace homeward::scenario {
namespace {

enum class Disposition { leave, stay };
constexpr std::array<Choice<Disposition>, 2> kDispositions{
    {{"leave", Disposition::leave}, {"stay", Disposition::stay}}};

void check_people_columns(const Table& table, Draft& draft) {
  for (const Cell& cell : table.header()) {
    if (!cell.text.starts_with(kPeoplePrefix)) continue;
    const Field category{cell.text.substr(kPeoplePrefix.size()), table.spec().file, cell.line, cell.column,
                         cell.text};
    if (category.filled()) {
      draft.categories.id(category, draft.problems);
    } else {
      draft.problems.add(category.place(), "the column people_ names no category",
                         "Write people_<category>.");
    }
  }
}

IdVector<CategoryId, std::int64_t> read_people(const Row& row, Draft& draft) {
  IdVector<CategoryId, std::int64_t> people(draft.model.categories.size(), 0);
  for (const CategoryId category : people.ids()) {
    const std::string column = std::string(kPeoplePrefix) + draft.model.categories[category].key;
    people[category] = to_whole(row[column], kCount, draft.problems).value_or(0);
  }
  return people;
}

void read_symbol(const Row& row, Unit& unit, Draft& draft) {
  const Field sidc = row["sidc"];
  unit.sidc = sidc.text;
  const auto allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '*';
  };
  if (sidc.text.size() > 30 || !std::all_of(sidc.text.begin(), sidc.text.end(), allowed))
    refuse(sidc, "is not a symbol code",
           "Write the 20 or 30 digits of APP-6D, or the 15 letters of the older code.", draft.problems);
}

void read_disposition(const Row& row, Unit& unit, Draft& draft) {
  const auto disposition =
      to_choice(row["disposition"], kDispositions, draft.problems).value_or(Disposition::leave);
  const Stay stay = to_stay(row["stay_when"], unit.ready, draft);
  if (disposition == Disposition::stay && row["stay_when"].filled())
    refuse(row["stay_when"], "contradicts the disposition stay", "Write leave and stay_when, or stay alone.",
           draft.problems);
  unit.stays = disposition == Disposition::stay || stay.here;
  unit.stays_elsewhere = !unit.stays && stay.elsewhere;
  if (unit.stays_elsewhere) unit.hangs_on = stay.hangs_on;
  unit.ready = stay.ready;
}

/// A unit that is ready later in another outcome is held until the decision, but not beyond that date.
void hold_for_dates(const UnitDates& dates, Unit& unit, Draft& draft) {
  if (unit.stays || unit.stays_elsewhere) unit.ready_elsewhere.reset();
  if (!unit.ready_elsewhere) return;
  const Condition& condition = draft.model.conditions[dates.condition];
  const Time told = condition.decided_at.value_or(draft.model.start) + condition.prepare_s;
  unit.hangs_on = {dates.condition};
  unit.ready = std::max(unit.ready, std::min(told, *unit.ready_elsewhere));
}

using AllDates = std::map<std::string, UnitDates>;

const UnitDates* dates_of(const Unit& unit, const AllDates& dates) {
  const auto found = dates.find(unit.key);
  return found == dates.end() ? nullptr : &found->second;
}

void read_dates(const Row& row, const UnitDates* dates, Unit& unit, Draft& draft) {
  const auto ready = to_instant(row["ready"], DayEdge::begin, draft);
  unit.ready = std::max(ready.value_or(draft.model.start), draft.model.start);
  unit.due = to_instant(row["due"], DayEdge::end, draft);
  if (dates != nullptr) {
    const DatesHere here = dates_here(*dates, unit.ready, unit.due, draft);
    unit.ready = here.ready;
    unit.due = here.due;
    unit.ready_elsewhere = here.ready_elsewhere;
  }
  if (unit.due && *unit.due <= unit.ready)
    refuse(row["due"].filled() ? row["due"] : row["uln"], "is not after the ready date",
           "Exchange the two dates, or correct one; dates that hang on a condition stand in unit_dates.csv.",
           draft.problems);
}

Unit read_unit(const Row& row, const AllDates& all_dates, Draft& draft) {
  Problems& problems = draft.problems;
  Unit unit;
  unit.key = take_key(row, "uln", draft.units, draft);
  unit.name = row.text("name");
  read_symbol(row, unit, draft);
  unit.place = take_id(row, "place", draft.places, draft);
  unit.people = read_people(row, draft);
  const UnitDates* dates = dates_of(unit, all_dates);
  read_dates(row, dates, unit, draft);
  unit.priority = to_whole(row["priority"], {-1000, 1000}, problems).value_or(0);
  unit.group = row.text("group");
  unit.last_out = yes(row, "last_out", draft);
  read_disposition(row, unit, draft);
  if (dates != nullptr) {
    const When stay = to_when(row["stay_when"], draft);
    if (stay.given && stay.condition != dates->condition)
      refuse(row["stay_when"], "names another condition than the unit's dates in unit_dates.csv",
             "Let both hang on one condition.", problems);
    hold_for_dates(*dates, unit, draft);
  }
  unit.destination = take_id(row, "destination", draft.places, draft);
  unit.provenance = to_provenance(row, problems);
  return unit;
}

// Walks up from every unit once: a walk that meets its own units has found a circle.
void check_chains(const Table& table, Draft& draft) {
  const auto& units = draft.model.units;
  std::vector<std::size_t> walk_of(units.size(), 0);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const std::size_t walk = i + 1;
    std::optional<UnitId> at = UnitId(i);
    while (at && walk_of[at->index()] == 0) {
      walk_of[at->index()] = walk;
      at = units[*at].parent;
    }
    if (at && walk_of[at->index()] == walk)
      refuse(table.row(at->index())["parent"], "makes the unit its own superior",
             "Correct the chain of parents.", draft.problems);
  }
}

// Parents may stand below their children, so they are read when all keys are known.
void read_parents(const Table& table, Draft& draft) {
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const Field parent = table.row(i)["parent"];
    draft.model.units[UnitId(i)].parent = draft.units.id(parent, draft.problems);
  }
  check_chains(table, draft);
}

}  // namespace

Stay to_stay(const Field& stay_when, Time ready, Draft& draft) {
  const When when = to_when(stay_when, draft);
  if (!when.given) return {false, false, {}, ready};
  if (when.holds) return {true, false, {}, ready};
  const Condition& condition = draft.model.conditions[when.condition];
  return {false,
          true,
          {when.condition},
          std::max(ready, condition.decided_at.value_or(draft.model.start) + condition.prepare_s)};
}

void read_units(const Table& table, const Table& dates, Draft& draft) {
  check_people_columns(table, draft);
  const AllDates all_dates = read_unit_dates(dates, draft);
  for (std::size_t i = 0; i < table.row_count(); ++i)
    draft.model.units.push_back(read_unit(table.row(i), all_dates, draft));
  for (const auto& [key, unit_dates] : all_dates) draft.units.id(unit_dates.unit, draft.problems);
  read_parents(table, draft);
}

}  // namespace homeward::scenario
