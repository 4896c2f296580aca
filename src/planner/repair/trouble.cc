// SPDX-License-Identifier: Apache-2.0
#include "planner/repair/trouble.h"

#include <fmt/format.h>

#include "planner/dispatch/fleet_moves.h"

namespace homeward {

namespace {

bool is_open(const Closures& closures, Interval use) {
  return first_open(closures, use.begin, std::max<Duration>(1, use.length())) == use.begin;
}

class ColumnTrouble {
 public:
  ColumnTrouble(const Model& model, const Calendar& calendar, const Column& column, Time at)
      : model_{model}, calendar_{calendar}, column_{column}, at_{at} {}

  std::optional<Trouble> find() {
    for (std::size_t i = 0; i < column_.stops.size(); ++i) {
      const bool last = i + 1 == column_.stops.size();
      if (auto trouble = at_stop(i)) return trouble;
      if (!last)
        if (auto trouble = on_leaving(i)) return trouble;
    }
    return std::nullopt;
  }

 private:
  Duration pass_in(std::size_t stop) const {
    Duration pass = column_.legs.front().pass_time_s;
    for (const Leg& leg : column_.legs)
      if (leg.first_stop < stop) pass = leg.pass_time_s;
    return pass;
  }
  Duration pass_out(std::size_t stop) const {
    Duration pass = column_.legs.front().pass_time_s;
    for (const Leg& leg : column_.legs)
      if (leg.first_stop <= stop) pass = leg.pass_time_s;
    return pass;
  }

  std::optional<Trouble> at_stop(std::size_t i) const {
    const Stop& stop = column_.stops[i];
    const bool last = i + 1 == column_.stops.size();
    const std::string& key = model_.places[stop.place].key;
    if (i > 0 && stop.arrive >= at_ &&
        !is_open(calendar_.place(stop.place, column_.column_class), {stop.arrive, stop.arrive + pass_in(i)}))
      return Trouble{i, false, "came to " + key + " after it was closed"};
    for (const ServiceVisit& visit : stop.services)
      if (visit.begin >= at_ && !is_open(calendar_.service(visit.service), {visit.begin, visit.end}))
        return Trouble{i, false, "used " + model_.services[visit.service].key + " when it is closed"};
    const bool stands = i == 0 || last || stop.depart > stop.arrive || !stop.services.empty();
    const Time until = last ? end_of(column_) : stop.depart + std::max(pass_in(i), pass_out(i));
    if (stands && stop.arrive >= at_ && !is_open(calendar_.halts(stop.place), {stop.arrive, until}))
      return Trouble{i, false, "stood at " + key + " when nothing may stand there"};
    return std::nullopt;
  }

  std::optional<Trouble> on_leaving(std::size_t i) const {
    const Stop& stop = column_.stops[i];
    if (stop.depart < at_) return std::nullopt;
    const Duration pass = pass_out(i);
    const bool uses_crossing = i == 0 || stop.depart > stop.arrive;
    if (uses_crossing &&
        !is_open(calendar_.place(stop.place, column_.column_class), {stop.depart, stop.depart + pass}))
      return Trouble{i, true, "left " + model_.places[stop.place].key + " after it was closed"};
    const Time out = column_.stops[i + 1].arrive + pass;
    if (!is_open(calendar_.arc(arc_of(*stop.out), column_.column_class), {stop.depart, out}))
      return Trouble{i, true, "entered " + model_.links[stop.out->link].key + " after it was closed"};
    return std::nullopt;
  }

  const Model& model_;
  const Calendar& calendar_;
  const Column& column_;
  Time at_;
};

}  // namespace

std::optional<Trouble> first_trouble(const Model& model, const Calendar& calendar, const Column& column,
                                     Time at) {
  if (end_of(column) <= at) return std::nullopt;
  return ColumnTrouble(model, calendar, column, at).find();
}

bool meets_closed_airfield(const Calendar& calendar, const Flight& flight, Time at) {
  const auto closed = [&](PlaceId place, Time time) {
    return time >= at && !is_open(calendar.airfield(place), {time, time + 1});
  };
  return closed(flight.from, flight.take_off) || closed(flight.to, flight.landing);
}

}  // namespace homeward
