// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <set>

#include "scenario/common.h"
#include "scenario/other_tables.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

std::int64_t people_in(const Model& model, CategoryId category) {
  std::int64_t sum = 0;
  for (const Unit& unit : model.units) sum += unit.people[category];
  return sum;
}

std::int64_t things_of(const Model& model, ItemTypeId type) {
  std::int64_t sum = 0;
  for (const Lot& lot : model.lots)
    if (lot.type == type) sum += lot.count;
  return sum;
}

// The sum in the tables of what the row controls; nothing after a report.
std::optional<std::int64_t> actual_sum(const Field& what, Draft& draft) {
  const std::size_t colon = what.text.find(':');
  const std::string_view kind = what.text.substr(0, colon);
  if (colon == std::string_view::npos || (kind != "people" && kind != "type")) {
    refuse(what, "is not people:<category> or type:<item type>",
           "Write for example people:military or type:hmmwv.", draft.problems);
    return std::nullopt;
  }
  Field key = what;
  key.text = trimmed(what.text.substr(colon + 1));
  if (!key.filled()) {
    refuse(what, "names nothing behind the colon", "Write for example people:military.", draft.problems);
    return std::nullopt;
  }
  if (kind == "people") {
    const auto category = draft.categories.id(key, draft.problems);
    return category ? std::optional(people_in(draft.model, *category)) : std::nullopt;
  }
  const auto type = draft.item_types.id(key, draft.problems);
  return type ? std::optional(things_of(draft.model, *type)) : std::nullopt;
}

}  // namespace

void check_totals(const Table& table, Draft& draft) {
  std::set<std::string_view> seen;
  const bool complete = draft.problems.clean("units.csv") && draft.problems.clean("items.csv");
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const Row row = table.row(i);
    to_provenance(row, draft.problems);
    const Field what = row["what"];
    const auto expected = to_whole(row["count"], {0, 1'000'000'000}, draft.problems);
    if (!what.filled()) continue;
    if (!seen.insert(what.text).second) refuse(what, "is controlled twice", "Keep one row.", draft.problems);
    const auto actual = actual_sum(what, draft);
    if (!actual || !expected || *actual == *expected || !complete) continue;
    const std::int64_t difference = *actual - *expected;
    draft.problems.add(
        row["count"].place(),
        fmt::format("{} should be {} but the tables add up to {}, {} too {}", in_quotes(what.text), *expected,
                    *actual, difference < 0 ? -difference : difference, difference < 0 ? "few" : "many"),
        "Find the missing or doubled rows, or correct the control sum.");
  }
}

void read_history(const Table& table, Draft& draft) {
  static constexpr std::array<Choice<int>, 2> kSeries{{{"strength", 0}, {"actual", 1}}};
  std::set<std::pair<std::string, Time>> seen;
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const Row row = table.row(i);
    const bool known = to_choice(row["series"], kSeries, draft.problems).has_value();
    const Field field = row["date"];
    const auto people = to_whole(row["people"], kCount, draft.problems);
    const Provenance provenance = to_provenance(row, draft.problems);
    if (!field.filled()) continue;
    const Reading<DateText> date = read_date(field.text);
    if (!date.value) refuse(field, date.what, date.mend, draft.problems);
    if (!known || !people || !date.value) continue;
    const Time local = date.value->day * kDay + date.value->second_of_day.value_or(0);
    const Time at = local - date.value->offset_s.value_or(offset_at(draft.model.clock, local));
    if (!seen.emplace(row.text("series"), at).second) {
      refuse(field, "stands twice in this series", "Delete the repeated row.", draft.problems);
    }
    draft.model.history.push_back({row.text("series"), at, *people, row.text("label"), provenance});
  }
}

}  // namespace homeward::scenario
