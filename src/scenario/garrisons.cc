// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "scenario/common.h"
#include "scenario/force_tables.h"

namespace homeward::scenario {
namespace {

Garrison read_garrison(const Row& row, Draft& draft) {
  Garrison garrison;
  garrison.place = take_id(row, "place", draft.places, draft);
  garrison.from = to_instant(row["from"], DayEdge::begin, draft).value_or(draft.model.start);
  garrison.people = to_whole(row["people"], kCount, draft.problems).value_or(0);
  garrison.provenance = to_provenance(row, draft.problems);
  return garrison;
}

void check_repeated(const Table& table, const std::vector<Garrison>& sorted, Draft& draft) {
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const Garrison& garrison = sorted[i];
    if (garrison.place != sorted[i - 1].place || garrison.from != sorted[i - 1].from) continue;
    draft.problems.add({table.spec().file, garrison.provenance.row, 1, ""},
                       "two rows of one place begin at the same time in the same outcome",
                       "Delete one of them, or correct its from.");
  }
}

}  // namespace

void read_garrisons(const Table& table, Draft& draft) {
  std::vector<Garrison>& garrisons = draft.model.garrisons;
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const Row row = table.row(i);
    const Garrison garrison = read_garrison(row, draft);
    if (to_when(row["when"], draft).holds) garrisons.push_back(garrison);
  }
  std::stable_sort(garrisons.begin(), garrisons.end(), [](const Garrison& a, const Garrison& b) {
    return std::tie(a.place, a.from) < std::tie(b.place, b.from);
  });
  if (draft.problems.clean(table.spec().file)) check_repeated(table, garrisons, draft);
}

}  // namespace homeward::scenario
