// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>
#include <tuple>

#include "scenario/common.h"
#include "scenario/other_tables.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

constexpr std::array<Choice<TargetKind>, 3> kKinds{
    {{"ceiling", TargetKind::ceiling}, {"floor", TargetKind::floor}, {"cover", TargetKind::cover}}};

void check_filled(const Row& row, const Target& target, Draft& draft) {
  const bool counts = target.kind != TargetKind::cover;
  if (counts && !row["people"].filled())
    draft.problems.add(row.place(), "a ceiling or floor has no number of people", "Fill people.");
  if (!counts && row["people"].filled())
    refuse(row["people"], "has no meaning for a cover", "Empty the cell.", draft.problems);
  if (!counts && !row["categories"].filled())
    draft.problems.add(row.place(), "a cover names no category", "Fill categories: whom does it cover?");
  if (target.kind == TargetKind::ceiling && row["until"].filled())
    refuse(row["until"],
           "has no meaning for a ceiling: it holds until the next row of its zone and categories",
           "Empty the cell.", draft.problems);
}

// A ceiling dated 30 November holds from the end of that day: by then the level must have been reached.
void read_span(const Row& row, Target& target, Draft& draft) {
  const bool ceiling = target.kind == TargetKind::ceiling;
  target.from =
      to_instant(row["from"], ceiling ? DayEdge::end : DayEdge::begin, draft).value_or(draft.model.start);
  target.until = to_instant(row["until"], DayEdge::end, draft).value_or(kEndOfTime);
  if (target.until <= target.from)
    refuse(row["until"], "is not after its from", "Exchange the two, or correct the year.", draft.problems);
}

Target read_target(const Row& row, Draft& draft) {
  Target target;
  target.kind = to_choice(row["kind"], kKinds, draft.problems).value_or(TargetKind::ceiling);
  target.zone = take_id(row, "zone", draft.zones, draft);
  target.categories = take_ids(row, "categories", draft.categories, draft);
  std::sort(target.categories.begin(), target.categories.end());
  target.people = to_whole(row["people"], kCount, draft.problems).value_or(0);
  target.provenance = to_provenance(row, draft.problems);
  check_filled(row, target, draft);
  read_span(row, target, draft);
  return target;
}

using TargetKey = std::tuple<TargetKind, ZoneId, std::vector<CategoryId>, Time>;

void check_repeated(const Target& target, const Row& row, std::map<TargetKey, int>& lines, Draft& draft) {
  const auto [known, fresh] =
      lines.try_emplace({target.kind, target.zone, target.categories, target.from}, row.line());
  if (fresh) return;
  draft.problems.add(row.place(),
                     fmt::format("the same kind, zone, categories and from as in line {}", known->second),
                     "Delete one of the two rows.");
}

}  // namespace

void read_targets(const Table& table, Draft& draft) {
  std::map<TargetKey, int> lines;
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const Row row = table.row(i);
    const Target target = read_target(row, draft);
    if (!to_when(row["when"], draft).holds) continue;
    if (draft.problems.clean(table.spec().file)) check_repeated(target, row, lines, draft);
    draft.model.targets.push_back(target);
  }
}

}  // namespace homeward::scenario
