// SPDX-License-Identifier: Apache-2.0
#include "planner/repair/put_off.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/check.h"

namespace homeward {

namespace {

/// Between the landing of an aircraft that has set out and its flight home at most.
constexpr Duration kTurnRound = 6 * kHour;

std::set<PlaceId> ends_begun(const Model& model, const Plan& plan, Time from) {
  std::set<PlaceId> begun;
  for (const Column& column : plan.columns)
    if (column.column_class == ColumnClass::last_out && column.stops.front().arrive < from)
      begun.insert(column.stops.front().place);
  for (const Flight& flight : plan.flights)
    for (const Passengers& people : flight.passengers)
      if (flight.take_off < from && model.units[people.unit].last_out &&
          model.units[people.unit].place == flight.from)
        begun.insert(flight.from);
  return begun;
}

void move(Column& column, Duration by) {
  for (Stop& stop : column.stops) {
    stop.arrive += by;
    stop.depart += by;
    for (ServiceVisit& visit : stop.services) {
      visit.begin += by;
      visit.end += by;
    }
  }
}

void move_flights(std::vector<Flight>& flights, Time from, Duration by) {
  std::map<std::pair<AircraftId, std::int64_t>, Time> landed;
  for (Flight& flight : flights) {
    const std::pair airframe{flight.aircraft, flight.airframe};
    const auto out = landed.find(airframe);
    const bool on_its_way = out != landed.end() && flight.take_off < out->second + kTurnRound &&
                            flight.take_off < from + kTurnRound;
    if (flight.take_off < from || on_its_way) {
      landed[airframe] = flight.landing;
      continue;
    }
    flight.take_off += by;
    flight.landing += by;
  }
  std::stable_sort(flights.begin(), flights.end(),
                   [](const Flight& a, const Flight& b) { return a.take_off < b.take_off; });
}

}  // namespace

Plan put_off(const Model& model, const Plan& plan, Time from, Duration by) {
  HW_CHECK(by > 0 && by % kDay == 0);
  const std::set<PlaceId> begun = ends_begun(model, plan, from);
  Plan later = plan;
  for (Column& column : later.columns) {
    const Stop& start = column.stops.front();
    const bool ends = column.column_class == ColumnClass::last_out && begun.contains(start.place);
    if (start.arrive >= from && !ends) move(column, by);
  }
  std::stable_sort(later.columns.begin(), later.columns.end(), [](const Column& a, const Column& b) {
    return a.stops.front().depart < b.stops.front().depart;
  });
  move_flights(later.flights, from, by);
  for (Batch& batch : later.batches)
    if (batch.begin >= from) {
      batch.begin += by;
      batch.end += by;
    }
  for (Sailing& sailing : later.sailings)
    if (sailing.berth >= from) {
      sailing.berth += by;
      sailing.sail += by;
      sailing.arrive += by;
    }
  for (BaseClosing& closing : later.closings)
    if (closing.at >= from && !begun.contains(closing.place)) closing.at += by;
  return later;
}

}  // namespace homeward
