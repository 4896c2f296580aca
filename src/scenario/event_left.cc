// SPDX-License-Identifier: Apache-2.0
//
// Who has left when a condition is decided: nobody comes back.
#include "scenario/event.h"

namespace homeward {

namespace {

void note_people(const Model& model, PlaceId from, const std::vector<Passengers>& passengers, WhoLeft& left) {
  for (const Passengers& people : passengers)
    if (model.units[people.unit].place == from)
      left.people[model.units[people.unit].key][model.categories[people.category].key] += people.count;
}

void note_things(const Model& model, PlaceId from, const std::vector<VehicleGroup>& groups, WhoLeft& left) {
  for (const VehicleGroup& group : groups) {
    if (group.own_lot && model.lots[*group.own_lot].place == from)
      left.things[model.lots[*group.own_lot].key] += group.vehicles;
    if (group.cargo && model.lots[group.cargo->lot].place == from)
      left.things[model.lots[group.cargo->lot].key] += group.cargo->count;
  }
}

}  // namespace

WhoLeft who_left(const Model& model, const Plan& plan, Time time) {
  WhoLeft left;
  for (const Column& column : plan.columns) {
    if (column.stops.front().arrive >= time) continue;
    note_people(model, column.stops.front().place, column.legs.front().passengers, left);
    note_things(model, column.stops.front().place, column.legs.front().groups, left);
  }
  for (const Flight& flight : plan.flights)
    if (flight.take_off < time) note_people(model, flight.from, flight.passengers, left);
  return left;
}

}  // namespace homeward
