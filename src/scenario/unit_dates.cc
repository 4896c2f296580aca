// SPDX-License-Identifier: Apache-2.0
#include "scenario/unit_dates.h"

#include <algorithm>

#include "scenario/common.h"
#include "scenario/draft.h"
#include "scenario/text.h"

namespace homeward::scenario {

namespace {

/// "condition:outcome", already read without a problem, after the colon.
std::string outcome_of(const Field& when) {
  return std::string(trimmed(when.text.substr(when.text.find(':') + 1)));
}

}  // namespace

std::map<std::string, UnitDates> read_unit_dates(const Table& table, Draft& draft) {
  std::map<std::string, UnitDates> all;
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const Row row = table.row(i);
    to_provenance(row, draft.problems);
    const UnitDates::Row dates{to_instant(row["ready"], DayEdge::begin, draft),
                               to_instant(row["due"], DayEdge::end, draft), row["due"]};
    const When when = to_when(row["when"], draft);
    if (!row["ready"].filled() && !row["due"].filled())
      refuse(row["uln"], "has a row without any date", "Fill ready or due, or delete the row.",
             draft.problems);
    if (!when.given || !row["uln"].filled()) continue;
    UnitDates& unit =
        all.try_emplace(row.text("uln"), UnitDates{when.condition, {}, row["uln"]}).first->second;
    if (unit.condition != when.condition) {
      refuse(row["when"], "names a second condition for this unit",
             "Let the dates of a unit hang on one condition.", draft.problems);
    } else if (!unit.by_outcome.emplace(outcome_of(row["when"]), dates).second) {
      refuse(row["uln"], "has two rows for the same outcome", "Put both dates into one row.", draft.problems);
    }
  }
  return all;
}

DatesHere dates_here(const UnitDates& dates, Time ready, std::optional<Time> due, const Draft& draft) {
  const Condition& condition = draft.model.conditions[dates.condition];
  const auto ready_in = [&](const std::string& outcome) {
    const auto row = dates.by_outcome.find(outcome);
    return row == dates.by_outcome.end() ? ready
                                         : std::max(row->second.ready.value_or(ready), draft.model.start);
  };
  DatesHere here{ready_in(condition.outcome), due, std::nullopt};
  const auto row = dates.by_outcome.find(condition.outcome);
  if (row != dates.by_outcome.end() && row->second.due) here.due = row->second.due;
  Time latest = here.ready;
  for (const std::string& outcome : condition.outcomes) latest = std::max(latest, ready_in(outcome));
  if (latest > here.ready) here.ready_elsewhere = latest;
  return here;
}

}  // namespace homeward::scenario
