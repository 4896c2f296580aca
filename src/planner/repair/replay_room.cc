// SPDX-License-Identifier: Apache-2.0
//
// Who is on its way and cannot go on as planned comes first: others that come later are sent on later, so
// that it can stand where it must, or come to where it can.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "planner/dispatch/fleet_moves.h"
#include "planner/repair/replay.h"
#include "planner/repair/trouble.h"

namespace homeward {

namespace {

/// At most so many columns are sent on for one.
constexpr std::size_t kOthersSentOn = 12;

}  // namespace

std::optional<Column> Replay::place_with_room(std::size_t i) {
  auto column = place_again(i);
  if (column || columns_[i].old->stops.front().depart >= options_.at) return column;
  const auto halts = halts_ahead(i);
  for (const SentOn others : {SentOn::only_who_can, SentOn::all}) {
    if (others == SentOn::all && options_.sent_on != SentOn::all) break;
    for (const HaltAhead& halt : halts)
      if ((column = place_with_room_at(i, halt.place, std::max(halt.at, options_.at), others))) return column;
  }
  return std::nullopt;
}

std::size_t Replay::next_stop(const Column& column) const {
  std::size_t next = 0;
  while (next + 1 < column.stops.size() && column.stops[next].depart < options_.at) ++next;
  return next;
}

/// Whoever comes to the place while it is full and could stand, or wait, elsewhere: rather somebody who has
/// not begun, he waits at his start; of these the last.
std::optional<std::pair<std::size_t, std::size_t>> Replay::last_to_come(
    std::size_t i, PlaceId place, Time full, const std::set<std::size_t>& stay) const {
  std::optional<std::pair<std::pair<bool, Time>, std::size_t>> latest;
  std::size_t before = 0;
  for (std::size_t other = 0; other < columns_.size(); ++other) {
    const State state = courses_[other].state;
    if (other == i || !columns_[other].now || courses_[other].left_out || stay.contains(other)) continue;
    const auto& stops = columns_[other].now->stops;
    const bool begun = stops.front().depart < options_.at;
    if (state != State::kept && (begun || state != State::placed)) continue;
    for (std::size_t k = 1; k < stops.size(); ++k) {
      const Time away = k + 1 == stops.size() ? end_of(*columns_[other].now) : stops[k].depart;
      if (stops[k].place != place || stops[k].arrive < options_.at || stops[k].arrive > full || away < full)
        continue;
      const std::pair rank{!begun, stops[k].arrive};
      if (latest && latest->first >= rank) continue;
      latest = {rank, other};
      before = k - 1;
    }
  }
  if (!latest) return std::nullopt;
  return std::pair{latest->second, before};
}

std::optional<Column> Replay::place_with_room_at(std::size_t i, PlaceId place, Time from, SentOn others) {
  const Column& old = *columns_[i].old;
  std::int64_t vehicles = 0;
  for (const VehicleGroup& group : old.legs.front().groups) vehicles += group.vehicles;
  const std::int64_t spaces = model_.places[place].parking_vehicles - vehicles;
  std::set<std::size_t> stay;
  for (;;) {
    std::vector<std::pair<std::size_t, std::size_t>> sent_on;
    std::optional<Column> column;
    while (!column && sent_on.size() < kOthersSentOn) {
      const Interval room = draft_.timetable.parking(place).below_from(from, spaces);
      const auto other = last_to_come(i, place, room.empty() ? from : room.end, stay);
      if (!other) break;
      sent_on.push_back(*other);
      courses_[other->first].left_out = true;
      unbook(*columns_[other->first].now);
      column = place_again(i);
    }
    const auto stays =
        column && others == SentOn::only_who_can ? who_cannot_go_elsewhere(*column, sent_on) : std::nullopt;
    if (column && !stays) {
      for (const auto& [other, before] : sent_on)
        affect(other,
               fmt::format("finds no room at {}: {} stands there", model_.places[place].key, old.number),
               before);
      return column;
    }
    for (const auto& [other, before] : sent_on) {
      courses_[other].left_out = false;
      book(*columns_[other].now);
    }
    if (!stays) return std::nullopt;
    stay.insert(*stays);
  }
}

std::optional<std::size_t> Replay::who_cannot_go_elsewhere(
    const Column& column, const std::vector<std::pair<std::size_t, std::size_t>>& sent_on) {
  std::vector<Column> booked{column};
  book(column);
  std::optional<std::size_t> stays;
  for (const auto& [other, before] : sent_on) {
    if (columns_[other].now->stops.front().depart >= options_.at) continue;
    const auto stop = std::exchange(courses_[other].stop, before);
    auto elsewhere = place_again(other);
    courses_[other].stop = stop;
    if (!elsewhere) {
      stays = other;
      break;
    }
    book(*elsewhere);
    booked.push_back(std::move(*elsewhere));
  }
  for (const Column& one : booked) unbook(one);
  return stays;
}

bool Replay::has_post(PlaceId place) const {
  return std::any_of(model_.places[place].services.begin(), model_.places[place].services.end(),
                     [&](ServiceId id) {
                       const ServiceUse use = model_.services[id].use;
                       return use == ServiceUse::leaving || use == ServiceUse::entering;
                     });
}

std::vector<Replay::HaltAhead> Replay::halts_ahead(std::size_t i) {
  const Column& old = *columns_[i].old;
  const std::size_t next = next_stop(old);
  std::vector<HaltAhead> halts;
  const auto add = [&](PlaceId place, Time at) {
    const std::int64_t taken = draft_.timetable.parking(place).at(std::max(at, options_.at));
    halts.push_back({place, at, std::max<std::int64_t>(0, model_.places[place].parking_vehicles - taken)});
  };
  const auto trouble = first_trouble(model_, ground_.calendar, old, options_.at);
  for (std::size_t k = next; k + 1 < old.stops.size(); ++k)
    if (model_.places[old.stops[k].place].parking_vehicles > 0) {
      if (!trouble || k <= trouble->stop) add(old.stops[k].place, old.stops[k].arrive);
      break;
    }
  const auto& travel = travel_.travel(measure(model_, {old.legs.back().groups, {}}).needs, Escorted::yes);
  const Time until = old.stops[next].arrive + model_.rules.drive_max_s - driven_until(old, next);
  struct Reached {
    Time at;
    PlaceId place;
    PlaceId from;
    auto operator<=>(const Reached&) const = default;
  };
  std::set<Reached> open{{old.stops[next].arrive, old.stops[next].place, old.stops[next - 1].place}};
  std::vector<char> seen(model_.places.size(), 0);
  while (!open.empty()) {
    const Reached here = *open.begin();
    open.erase(open.begin());
    if (std::exchange(seen[here.place.index()], 1) != 0) continue;
    const bool known = !halts.empty() && halts.front().place == here.place;
    if (!known && model_.places[here.place].parking_vehicles > 0) add(here.place, here.at);
    // At a border post it must stand to be served.
    if (has_post(here.place) && model_.in_zone(here.from) != model_.in_zone(here.place)) continue;
    for (ArcId arc : ground_.graph.out(here.place)) {
      if (travel[arc] == kClosed || here.at + travel[arc] > until) continue;
      const auto entry = first_open(ground_.calendar.arc(arc, old.column_class), here.at, travel[arc]);
      if (entry && *entry == here.at) open.insert({here.at + travel[arc], ground_.graph.to(arc), here.place});
    }
  }
  return halts;
}

}  // namespace homeward
