// SPDX-License-Identifier: Apache-2.0
#include "check/bases.h"

#include <algorithm>

namespace homeward::check {

std::optional<Time> BaseTimes::first_head() const {
  std::optional<Time> first;
  for (const LastOutDeparture& departure : departures)
    first = std::min(first.value_or(departure.head), departure.head);
  return first;
}

std::optional<Time> BaseTimes::last_gone() const {
  std::optional<Time> last;
  for (const LastOutDeparture& departure : departures)
    last = std::max(last.value_or(departure.gone), departure.gone);
  return last;
}

bool is_last_out(const Model& model, UnitId unit, PlaceId base) {
  const Unit& row = model.units[unit];
  return row.last_out && !row.stays && row.place == base;
}

bool departs_last_out(const Ledger& ledger, const ColumnFacts& facts, std::size_t stop) {
  const Stop& place = facts.column->stops[stop];
  if (facts.is_last(stop) || (stop > 0 && place.depart <= place.arrive)) return false;
  const std::vector<UnitId> units = units_aboard(ledger.model, facts.leg_out(stop));
  return std::any_of(units.begin(), units.end(),
                     [&](UnitId unit) { return is_last_out(ledger.model, unit, place.place); });
}

IdVector<PlaceId, BaseTimes> base_times(const Ledger& ledger) {
  const Model& model = ledger.model;
  IdVector<PlaceId, BaseTimes> times(model.places.size());
  for (UnitId unit : model.units.ids())
    if (is_last_out(model, unit, model.units[unit].place)) times[model.units[unit].place].has_last_out = true;
  for (const ColumnFacts& facts : ledger.columns) {
    for (std::size_t i = 0; i < facts.column->stops.size(); ++i) {
      const Stop& stop = facts.column->stops[i];
      if (departs_last_out(ledger, facts, i))
        times[stop.place].departures.push_back(
            {stop.depart, stop.depart + facts.leg_out(i).pass_time_s, facts.column->number});
    }
  }
  for (std::size_t i : ledger.sound.flights) {
    const Flight& flight = ledger.plan.flights[i];
    const auto last_out = [&](const Passengers& people) {
      return is_last_out(model, people.unit, flight.from);
    };
    if (std::any_of(flight.passengers.begin(), flight.passengers.end(), last_out))
      times[flight.from].departures.push_back({flight.take_off, flight.take_off, flight.number});
  }
  for (std::size_t i : ledger.sound.closings)
    times[ledger.plan.closings[i].place].closings.push_back(ledger.plan.closings[i].at);
  return times;
}

}  // namespace homeward::check
