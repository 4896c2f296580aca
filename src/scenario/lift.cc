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

constexpr Quantity kSize{"m", "millimetres", 1000, {1, 100'000}};
constexpr Quantity kFlightHours{"hours", "seconds", 3600, {1, 3 * 86400}};
constexpr Quantity kPassageDays{"days", "seconds", 86400, {1, 366LL * 86400}};

Aircraft read_one_aircraft(const Row& row, Draft& draft) {
  Problems& problems = draft.problems;
  Aircraft aircraft;
  aircraft.key = take_key(row, "aircraft", draft.aircraft, draft);
  aircraft.name = name_or(row, aircraft.key);
  aircraft.count = to_whole(row["count"], {1, 10'000}, problems).value_or(1);
  aircraft.seats = to_whole(row["seats"], {1, 10'000}, problems).value_or(1);
  aircraft.ground_s = to_quantity(row["ground_h"], kHours, problems).value_or(0);
  aircraft.positions = to_whole(row["positions"], {1, 100}, problems).value_or(1);
  aircraft.rotations_per_day = to_whole(row["rotations_per_day"], {1, 24}, problems).value_or(1);
  aircraft.base = take_id(row, "base", draft.places, draft);
  aircraft.base_ground_s = to_quantity(row["base_ground_h"], kHours, problems).value_or(aircraft.ground_s);
  if (aircraft.base_ground_s < aircraft.ground_s)
    refuse(row["base_ground_h"], "is less than ground_h", "Make it at least as long.", problems);
  aircraft.available_from = to_instant(row["available_from"], DayEdge::begin, draft).value_or(kStartOfTime);
  aircraft.available_until = to_instant(row["available_until"], DayEdge::end, draft).value_or(kEndOfTime);
  if (aircraft.available_until <= aircraft.available_from)
    refuse(row["available_until"], "is not after available_from", "Exchange the two, or correct the year.",
           problems);
  aircraft.provenance = to_provenance(row, problems);
  return aircraft;
}

void add_block(const Row& row, Aircraft& aircraft, const Aircraft::Block& block, Draft& draft) {
  for (const Aircraft::Block& known : aircraft.blocks) {
    if (known.from != block.from || known.to != block.to) continue;
    draft.problems.add(
        row.place(),
        fmt::format("the block time of {} between these places is entered twice", in_quotes(aircraft.key)),
        "Delete one; write both_ways = no where the two directions differ.");
    return;
  }
  aircraft.blocks.push_back(block);
}

Ship read_ship(const Row& row, Draft& draft) {
  Problems& problems = draft.problems;
  Ship ship;
  ship.key = take_key(row, "ship", draft.ships, draft);
  ship.name = name_or(row, ship.key);
  ship.port = take_id(row, "port", draft.places, draft);
  ship.destination = take_id(row, "destination", draft.places, draft);
  if (row["port"].filled() && row["port"].text == row["destination"].text)
    refuse(row["destination"], "is the port where the ship loads", "Name the place to which it sails.",
           problems);
  ship.available_from = to_instant(row["available_from"], DayEdge::begin, draft).value_or(draft.model.start);
  ship.load_s = to_quantity(row["load_h"], kHours, problems).value_or(0);
  ship.passage_s = to_quantity(row["passage_days"], kPassageDays, problems).value_or(1);
  ship.vehicle_capacity = to_whole(row["vehicle_capacity"], kCount, problems).value_or(0);
  ship.container_capacity = to_whole(row["container_capacity"], kCount, problems).value_or(0);
  if (ship.vehicle_capacity + ship.container_capacity == 0)
    problems.add(row.place(), fmt::format("the ship {} can carry nothing", in_quotes(ship.key)),
                 "Fill vehicle_capacity or container_capacity.");
  ship.provenance = to_provenance(row, problems);
  return ship;
}

}  // namespace

void read_loads(const Table& table, Draft& draft) {
  std::set<std::pair<ItemTypeId, ItemTypeId>> seen;
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const Row row = table.row(i);
    Problems& problems = draft.problems;
    LoadRule rule;
    const auto truck = draft.item_types.id(row["truck"], problems);
    const auto item = draft.item_types.id(row["item"], problems);
    rule.count = to_whole(row["count"], {1, 10'000}, problems).value_or(1);
    rule.mlc = to_whole(row["mlc"], kMilitaryLoadClass, problems);
    rule.height_mm = to_quantity(row["height_m"], kSize, problems);
    rule.width_mm = to_quantity(row["width_m"], kSize, problems);
    rule.provenance = to_provenance(row, problems);
    if (!truck || !item) continue;
    rule.truck = *truck;
    rule.item = *item;
    if (!draft.model.item_types[*truck].self_propelled)
      refuse(row["truck"], "is not self-propelled", "Name the truck first, then what it carries.", problems);
    if (!seen.emplace(*truck, *item).second)
      problems.add(row.place(),
                   fmt::format("the load of {} on {} is entered twice", in_quotes(row["item"].text),
                               in_quotes(row["truck"].text)),
                   "Keep one row.");
    draft.model.load_rules.push_back(rule);
  }
}

void read_aircraft(const Table& table, Draft& draft) {
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    Aircraft aircraft = read_one_aircraft(table.row(i), draft);
    draft.model.aircraft.push_back(std::move(aircraft));
  }
}

void read_blocks(const Table& table, Draft& draft) {
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const Row row = table.row(i);
    to_provenance(row, draft.problems);
    const auto aircraft = draft.aircraft.id(row["aircraft"], draft.problems);
    const auto from = draft.places.id(row["from"], draft.problems);
    const auto to = draft.places.id(row["to"], draft.problems);
    const auto block_s = to_quantity(row["block_h"], kFlightHours, draft.problems);
    const bool both_ways = to_yes_no(row["both_ways"], draft.problems).value_or(true);
    if (!aircraft || !from || !to || !block_s) continue;
    if (*from == *to) {
      refuse(row["to"], "is where the flight begins", "Name two places.", draft.problems);
      continue;
    }
    add_block(row, draft.model.aircraft[*aircraft], {*from, *to, *block_s}, draft);
    if (both_ways) add_block(row, draft.model.aircraft[*aircraft], {*to, *from, *block_s}, draft);
  }
}

void read_ships(const Table& table, Draft& draft) {
  for (std::size_t i = 0; i < table.row_count(); ++i)
    draft.model.ships.push_back(read_ship(table.row(i), draft));
}

}  // namespace homeward::scenario
