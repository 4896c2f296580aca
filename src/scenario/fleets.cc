// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <set>
#include <tuple>
#include <utility>

#include "scenario/common.h"
#include "scenario/lift_tables.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

constexpr std::array<Choice<FleetKind>, 3> kKinds{
    {{"truck", FleetKind::truck}, {"bus", FleetKind::bus}, {"escort", FleetKind::escort}}};
constexpr std::int64_t kAll = -1;  // replaced by the stock when the stocks are known

void check_vehicle(const Row& row, const Fleet& fleet, Draft& draft) {
  if (!draft.item_types.find_quietly(row["vehicle"].text)) return;
  const ItemType& type = draft.model.item_types[fleet.vehicle];
  if (!type.self_propelled)
    refuse(row["vehicle"], "is not self-propelled", "Name a vehicle, or correct item_types.csv.",
           draft.problems);
  if (fleet.kind == FleetKind::bus && type.self_propelled && type.seats <= type.crew)
    refuse(row["vehicle"], "has no seats for passengers",
           "Correct seats in item_types.csv, or the kind of the fleet.", draft.problems);
}

Fleet read_fleet(const Row& row, Draft& draft) {
  Problems& problems = draft.problems;
  Fleet fleet;
  fleet.key = take_key(row, "fleet", draft.fleets, draft);
  fleet.name = name_or(row, fleet.key);
  fleet.kind = to_choice(row["kind"], kKinds, problems).value_or(FleetKind::truck);
  fleet.vehicle = take_id(row, "vehicle", draft.item_types, draft);
  check_vehicle(row, fleet, draft);
  fleet.crew_category = draft.categories.id(row["crew_category"], problems);
  fleet.turn_s = to_quantity(row["turn_h"], kHours, problems).value_or(0);
  fleet.last_day = to_instant(row["last_day"], DayEdge::end, draft);
  const auto count = to_whole(row["last_day_count"], kPositive, problems);
  fleet.last_day_count = count.value_or(fleet.last_day ? kAll : 0);
  if (count && !row["last_day"].filled())
    refuse(row["last_day_count"], "stands without a last_day", "Fill last_day, or empty the cell.", problems);
  fleet.provenance = to_provenance(row, problems);
  return fleet;
}

// Replaces "all" by the stock; more than there are cannot leave.
void settle_last_day(const Field& field, Fleet& fleet, Draft& draft) {
  if (fleet.last_day_count == kAll) fleet.last_day_count = fleet.total();
  if (fleet.last_day_count <= fleet.total()) return;
  refuse(field, fmt::format("is more than the fleet has ({})", fleet.total()),
         "Correct it, or fleet_stocks.csv.", draft.problems);
}

}  // namespace

void read_fleets(const Table& table, Draft& draft) {
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    Fleet fleet = read_fleet(table.row(i), draft);
    draft.model.fleets.push_back(std::move(fleet));
  }
}

void read_fleet_stocks(const Table& table, Draft& draft) {
  std::set<std::tuple<FleetId, PlaceId, Time>> seen;
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const Row row = table.row(i);
    to_provenance(row, draft.problems);
    const auto fleet = draft.fleets.id(row["fleet"], draft.problems);
    const auto place = draft.places.id(row["place"], draft.problems);
    const auto count = to_whole(row["count"], kCount, draft.problems);
    Time from = to_instant(row["from"], DayEdge::begin, draft).value_or(kStartOfTime);
    if (from <= draft.model.start) from = kStartOfTime;
    if (!fleet || !place || !count) continue;
    if (!seen.emplace(*fleet, *place, from).second) {
      draft.problems.add(
          row.place(),
          fmt::format("the fleet {} has a second stock at {}{}", in_quotes(row["fleet"].text),
                      in_quotes(row["place"].text), from > kStartOfTime ? " from the same time" : ""),
          "Delete the repeated row, or add both counts in one.");
      continue;
    }
    draft.model.fleets[*fleet].stocks.push_back({*place, *count, from});
  }
}

void read_fleet_limits(const Table& table, Draft& draft) {
  std::set<FleetId> limited;
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const Row row = table.row(i);
    to_provenance(row, draft.problems);
    const auto id = draft.fleets.id(row["fleet"], draft.problems);
    const auto last_day = to_instant(row["last_day"], DayEdge::end, draft);
    const auto count = to_whole(row["count"], kPositive, draft.problems);
    const When when = to_when(row["when"], draft);
    if (!id || !last_day || !when.holds) continue;
    Fleet& fleet = draft.model.fleets[*id];
    if (fleet.last_day || !limited.insert(*id).second) {
      refuse(row["fleet"], "has two last days in the same outcome",
             "Keep one: either last_day in fleets.csv, or rows here with different when.", draft.problems);
      continue;
    }
    fleet.last_day = last_day;
    fleet.last_day_count = count.value_or(kAll);
    settle_last_day(row["count"], fleet, draft);
  }
  // A fleet with its own last day in fleets.csv: its stock is known only now.
  for (Fleet& fleet : draft.model.fleets) {
    const Field field{"last_day_count", "fleets.csv", fleet.provenance.row, 1, "fleets.csv"};
    if (fleet.last_day && !limited.contains(*draft.fleets.id_quietly(fleet.key)))
      settle_last_day(field, fleet, draft);
  }
}

}  // namespace homeward::scenario
