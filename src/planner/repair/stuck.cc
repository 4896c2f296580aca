// SPDX-License-Identifier: Apache-2.0
#include "planner/repair/stuck.h"

#include <fmt/format.h>

#include <algorithm>

#include "check/local_time.h"

namespace homeward {

namespace {

/// Of the places where it could stand the nearest are named.
constexpr std::size_t kHaltsShown = 4;

std::string halts_text(const Model& model, const Replay::Stuck& stuck) {
  if (stuck.halts.empty()) return "It comes to no place with parking before its drivers must rest.";
  const std::size_t shown = std::min(kHaltsShown, stuck.halts.size());
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const Replay::HaltAhead& halt = stuck.halts[i];
    const Place& place = model.places[halt.place];
    text += fmt::format("{} {} at {} ({} of {} spaces free)", i == 0 ? "" : ",", place.key,
                        check::local_text(model, halt.at), halt.free, place.parking_vehicles);
  }
  const std::size_t more = stuck.halts.size() - shown;
  return fmt::format("Before its drivers must rest it can come to{}{}.", text,
                     more > 0 ? fmt::format(" and {} more", more) : "");
}

}  // namespace

NextStop next_stop_of(const Column& column, Time at) {
  const auto next = std::find_if(column.stops.begin() + 1, column.stops.end() - 1,
                                 [&](const Stop& stop) { return stop.depart >= at; });
  NextStop found{next->place, 0};
  for (const Leg& leg : column.legs) {
    if (leg.first_stop >= static_cast<std::size_t>(next - column.stops.begin())) continue;
    found.vehicles = 0;
    for (const VehicleGroup& group : leg.groups) found.vehicles += group.vehicles;
  }
  return found;
}

std::string stuck_sentence(const Model& model, const Column& column, const NextStop& next,
                           const std::string& reason, const Replay::Stuck& stuck) {
  return fmt::format("Column {} ({} vehicles) is on its way and can neither go on nor halt: it {}. {}",
                     column.number, next.vehicles, reason, halts_text(model, stuck));
}

}  // namespace homeward
