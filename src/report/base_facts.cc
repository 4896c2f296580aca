// SPDX-License-Identifier: Apache-2.0
#include "report/base_facts.h"

#include <algorithm>

namespace homeward {

namespace {

/// Facts under work, one for every place, with the changes of the people present.
struct BaseWork {
  BaseFacts facts;
  std::vector<Change> changes;
  std::int64_t present = 0;
};

void note_first(std::optional<Time>& first, Time t) { first = std::min(first.value_or(t), t); }

std::vector<BaseWork> at_start(const Model& model) {
  std::vector<BaseWork> work(model.places.size());
  for (PlaceId place : model.places.ids()) work[place.index()].facts.place = place;
  for (const Unit& unit : model.units) {
    BaseWork& base = work[unit.place.index()];
    base.present += unit_people(unit);
    if (!unit.stays) base.facts.people += unit_people(unit);
  }
  for (const Lot& lot : model.lots)
    if (!lot.stays) work[lot.place.index()].facts.pieces += lot.count;
  return work;
}

void add_leavers(const Model& model, const Passengers& who, PlaceId from, Time at, BaseWork& base) {
  if (model.units[who.unit].place != from) return;
  base.changes.push_back({at, -who.count});
  if (model.units[who.unit].last_out) note_first(base.facts.last_out_begins, at);
}

void add_column(const Model& model, const Column& column, std::vector<BaseWork>& work) {
  bool first = true;
  for (const Leg& leg : column.legs) {
    const Stop& start = column.stops[leg.first_stop];
    BaseWork& base = work[start.place.index()];
    bool carries = false;
    for (const Passengers& who : leg.passengers) {
      add_leavers(model, who, start.place, start.depart, base);
      if (model.units[who.unit].place == start.place) base.facts.people_by_road += who.count;
      carries = true;
    }
    for (const VehicleGroup& group : leg.groups) carries = carries || group.cargo || group.own_lot;
    if (first && carries) {
      ++base.facts.columns;
      note_first(base.facts.first_departure, start.depart);
    }
    first = false;
  }
}

void add_flight(const Model& model, const Flight& flight, std::vector<BaseWork>& work) {
  if (flight.passengers.empty()) return;
  BaseWork& base = work[flight.from.index()];
  ++base.facts.flights;
  note_first(base.facts.first_departure, flight.take_off);
  for (const Passengers& who : flight.passengers) {
    add_leavers(model, who, flight.from, flight.take_off, base);
    if (model.units[who.unit].place == flight.from) base.facts.people_by_air += who.count;
  }
}

}  // namespace

std::vector<BaseFacts> base_facts(const Model& model, const Plan& plan) {
  std::vector<BaseWork> work = at_start(model);
  for (const Column& column : plan.columns) add_column(model, column, work);
  for (const Flight& flight : plan.flights) add_flight(model, flight, work);
  for (const BaseClosing& closing : plan.closings) work[closing.place.index()].facts.closes_at = closing.at;
  std::vector<BaseFacts> bases;
  for (BaseWork& base : work) {
    const Place& place = model.places[base.facts.place];
    if (!model.in_zone(base.facts.place) || !(place.closes || base.facts.people > 0)) continue;
    base.facts.present = steps_from(std::move(base.changes), model.start, base.present);
    bases.push_back(std::move(base.facts));
  }
  std::stable_sort(bases.begin(), bases.end(), [](const BaseFacts& a, const BaseFacts& b) {
    return std::pair(a.closes_at.value_or(kEndOfTime), b.people) <
           std::pair(b.closes_at.value_or(kEndOfTime), a.people);
  });
  return bases;
}

}  // namespace homeward
