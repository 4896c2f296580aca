// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "scenario/audits.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

void check_airfield(const Aircraft& aircraft, PlaceId id, Draft& draft) {
  const Place& place = draft.model.places[id];
  if (place.kind == PlaceKind::home || place.mog_positions >= aircraft.positions) return;
  report_row("aircraft.csv", aircraft.provenance,
             fmt::format("{} takes {} positions on the ground, but {} has only {}", in_quotes(aircraft.key),
                         aircraft.positions, in_quotes(place.key), place.mog_positions),
             "Fill mog_positions of the place, or fly elsewhere; places of kind home need none.",
             draft.problems);
}

void check_aircraft(const Aircraft& aircraft, Draft& draft) {
  if (aircraft.blocks.empty())
    report_row("aircraft.csv", aircraft.provenance, fmt::format("{} flies nowhere", in_quotes(aircraft.key)),
               "Add its block times to blocks.csv.", draft.problems);
  std::vector<bool> seen(draft.model.places.size(), false);
  const auto visit = [&](PlaceId place) {
    if (!seen[place.index()]) check_airfield(aircraft, place, draft);
    seen[place.index()] = true;
  };
  visit(aircraft.base);
  for (const Aircraft::Block& block : aircraft.blocks) {
    visit(block.from);
    visit(block.to);
  }
}

}  // namespace

void audit_lift(Draft& draft) {
  for (const Fleet& fleet : draft.model.fleets) {
    if (fleet.total() == 0)
      report_row("fleets.csv", fleet.provenance,
                 fmt::format("the fleet {} has no vehicles", in_quotes(fleet.key)),
                 "Add its numbers by place to fleet_stocks.csv.", draft.problems);
  }
  for (const Aircraft& aircraft : draft.model.aircraft) check_aircraft(aircraft, draft);
  for (const Ship& ship : draft.model.ships) {
    if (draft.model.places[ship.port].berths == 0)
      report_row("ships.csv", ship.provenance,
                 fmt::format("the ship {} loads at {}, which has no berth", in_quotes(ship.key),
                             in_quotes(draft.model.places[ship.port].key)),
                 "Fill berths of the port in places.csv.", draft.problems);
  }
}

}  // namespace homeward::scenario
