// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "scenario/common.h"
#include "scenario/force_tables.h"
#include "scenario/stay.h"

namespace homeward::scenario {
namespace {

const Unit& unit_of(const Lot& lot, const Draft& draft) {
  static const Unit none;
  return draft.model.units.contains(lot.unit) ? draft.model.units[lot.unit] : none;
}

void read_dates(const Row& row, Lot& lot, Draft& draft) {
  const Unit& unit = unit_of(lot, draft);
  const auto ready = to_instant(row["ready"], DayEdge::begin, draft);
  const Stay stay = to_stay(row["stay_when"], std::max(ready.value_or(unit.ready), draft.model.start), draft);
  lot.stays = unit.stays || stay.here;
  lot.stays_elsewhere = !lot.stays && (unit.stays_elsewhere || stay.elsewhere);
  const bool with_unit = !ready && unit.ready_elsewhere && !lot.stays;
  if (with_unit && stay.elsewhere && stay.hangs_on != unit.hangs_on)
    refuse(row["stay_when"], "names another condition than the dates of its unit in unit_dates.csv",
           "Give the lot a ready date of its own, or let both hang on one condition.", draft.problems);
  if (with_unit && !lot.stays_elsewhere) {
    lot.ready_elsewhere = unit.ready_elsewhere;
    lot.hangs_on = unit.hangs_on;
  }
  if (lot.stays_elsewhere) {
    if (unit.stays_elsewhere) lot.hangs_on = unit.hangs_on;
    for (ConditionId condition : stay.hangs_on)
      if (std::find(lot.hangs_on.begin(), lot.hangs_on.end(), condition) == lot.hangs_on.end())
        lot.hangs_on.push_back(condition);
  }
  // Things of a unit that may stay are held with it until the decision.
  lot.ready = unit.stays_elsewhere ? std::max(stay.ready, unit.ready) : stay.ready;
  lot.due = to_instant(row["due"], DayEdge::end, draft);
  if (lot.due && *lot.due <= lot.ready)
    refuse(row["due"], "is not after the ready date", "Exchange the two dates, or correct one.",
           draft.problems);
}

void read_process(const Row& row, Lot& lot, Draft& draft) {
  lot.process = take_ids(row, "process", draft.services, draft);
  for (const ServiceId id : lot.process) {
    if (draft.model.services[id].use != ServiceUse::things)
      refuse(row["process"], "names a service that is not for things", "Name services whose use is things.",
             draft.problems);
  }
}

Lot read_lot(const Row& row, Draft& draft) {
  Lot lot;
  lot.key = take_key(row, "lot", draft.lots, draft);
  lot.unit = take_id(row, "unit", draft.units, draft);
  lot.type = take_id(row, "type", draft.item_types, draft);
  lot.place = row["place"].filled() ? take_id(row, "place", draft.places, draft) : unit_of(lot, draft).place;
  lot.count = to_whole(row["count"], kPositive, draft.problems).value_or(1);
  read_dates(row, lot, draft);
  lot.destination = take_id(row, "destination", draft.places, draft);
  read_process(row, lot, draft);
  lot.provenance = to_provenance(row, draft.problems);
  return lot;
}

}  // namespace

void read_lots(const Table& table, Draft& draft) {
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    Lot lot = read_lot(table.row(i), draft);
    draft.model.lots.push_back(std::move(lot));
  }
}

}  // namespace homeward::scenario
