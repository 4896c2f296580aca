// SPDX-License-Identifier: Apache-2.0
//
// READY: nobody and nothing sets off, and no loading begins, before the ready date; who stays does not leave.
// And of COUNT: who has left the zone does not come back.
#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

#include "check/families.h"

namespace homeward::check {

namespace {

class ReadyCheck {
 public:
  ReadyCheck(const Ledger& ledger, Findings& findings) : model_{ledger.model}, findings_{findings} {}

  void unit(UnitId id, const std::string& who, Time at) {
    const Unit& unit = model_.units[id];
    date(unit.key, unit.ready, unit.stays, who, at);
  }

  void lot(LotId id, const std::string& who, Time at) {
    const Lot& lot = model_.lots[id];
    date(lot.key, lot.ready, lot.stays, who, at);
  }

  void start(const std::string& who, Time at) {
    if (at < model_.start)
      findings_.add(Rule::READY, {who}, at,
                    fmt::format("{} sets off at {}, before the scenario starts at {}.", who,
                                findings_.when(at), findings_.when(model_.start)));
  }

 private:
  void date(const std::string& what, Time ready, bool stays, const std::string& who, Time at) {
    if (stays)
      findings_.add(Rule::READY, {what, who}, at,
                    fmt::format("{} takes {} at {}, which stays.", who, what, findings_.when(at)));
    else if (at < ready)
      findings_.add(Rule::READY, {what, who}, at,
                    fmt::format("{} takes {} at {}, {} s before it is ready at {}.", who, what,
                                findings_.when(at), ready - at, findings_.when(ready)));
  }

  const Model& model_;
  Findings& findings_;
};

void check_column(const ColumnFacts& facts, ReadyCheck& check) {
  const Column& column = *facts.column;
  check.start(column.number, column.stops.front().arrive);
  std::set<std::size_t> units, lots;  // each once
  for (const Leg& leg : column.legs) {
    const Stop& stop = column.stops[leg.first_stop];
    const Time at = leg.first_stop == 0 ? stop.arrive : stop.depart;
    for (const Passengers& people : leg.passengers)
      if (units.insert(people.unit.index()).second) check.unit(people.unit, column.number, at);
    for (const VehicleGroup& group : leg.groups) {
      if (group.own_lot && lots.insert(group.own_lot->index()).second)
        check.lot(*group.own_lot, column.number, at);
      if (group.cargo && lots.insert(group.cargo->lot.index()).second)
        check.lot(group.cargo->lot, column.number, at);
    }
  }
}

}  // namespace

void check_ready(const Ledger& ledger, Findings& findings) {
  ReadyCheck check(ledger, findings);
  for (const ColumnFacts& facts : ledger.columns) check_column(facts, check);
  for (std::size_t i : ledger.sound.flights) {
    const Flight& flight = ledger.plan.flights[i];
    check.start(flight.number, flight.take_off);
    for (const Passengers& people : flight.passengers)
      check.unit(people.unit, flight.number, flight.take_off);
  }
  for (std::size_t i : ledger.sound.sailings) {
    const Sailing& sailing = ledger.plan.sailings[i];
    const std::string& ship = ledger.model.ships[sailing.ship].key;
    check.start(ship, sailing.berth);
    for (const Cargo& cargo : sailing.cargo) check.lot(cargo.lot, ship, sailing.berth);
  }
}

/// Things and people of units that start outside may come in once: they are counted.
void check_return(const Ledger& ledger, Findings& findings) {
  const Model& model = ledger.model;
  std::map<std::tuple<ZoneMove::Kind, std::size_t, CategoryId>, std::int64_t> allowed;
  for (const ZoneMove& move : ledger.zone_moves) {
    if (move.kind == ZoneMove::Kind::vehicles || !model.in_zone(move.to) || model.in_zone(move.from))
      continue;
    const bool people = move.kind == ZoneMove::Kind::people;
    const PlaceId home = people ? model.units[UnitId(move.index)].place : model.lots[LotId(move.index)].place;
    const std::int64_t total =
        people ? headcount(model, UnitId(move.index), move.category) : model.lots[LotId(move.index)].count;
    std::int64_t& left = allowed.try_emplace({move.kind, move.index, move.category}, total).first->second;
    left -= move.count;
    if (!model.in_zone(home) && left >= 0) continue;
    const std::string& key = people ? model.units[UnitId(move.index)].key : model.lots[LotId(move.index)].key;
    findings.add(Rule::COUNT, {key, ledger.name(move.source)}, move.enter,
                 fmt::format("{} brings {} of {} back into the zone at {}, {}.", ledger.name(move.source),
                             move.count, key, model.places[move.to].key, findings.when(move.enter)));
  }
}

}  // namespace homeward::check
