// SPDX-License-Identifier: Apache-2.0
//
// Small worlds for the tests of the lift: a gateway with a home behind it, bases, aircraft; a port with
// ships.
#pragma once

#include <cstdint>
#include <string>

#include "base/random.h"
#include "base/time.h"
#include "model/model.h"

namespace homeward {

inline constexpr Time kNoon = 1319184000;  // 2011-10-21 08:00 UTC

inline constexpr PlaceId kHome{0}, kGate{1}, kBase{2};  // of air_world; sea_world has kHome, too

/// Places 0 = HOME, 1 = GATE (a port too), 2 … = bases; one unit a base; local time is UTC + 3 h.
inline Model air_world(std::size_t bases) {
  Model model;
  model.start = kNoon;
  model.deadline = kNoon + 60 * kDay;
  model.clock.push_back(ClockChange{kStartOfTime, 3 * kHour});
  model.categories.push_back(PersonCategory{"soldiers", "Soldiers"});
  Place home;
  home.key = "HOME";
  home.kind = PlaceKind::home;
  model.places.push_back(home);
  Place gate;
  gate.key = "GATE";
  gate.kind = PlaceKind::airfield;
  gate.mog_positions = 6;
  gate.beds = 100000;
  gate.berths = 2;
  model.places.push_back(gate);
  for (std::size_t i = 0; i < bases; ++i) {
    Place base;
    base.key = "B" + std::to_string(i);
    base.kind = PlaceKind::base;
    base.mog_positions = 2;
    model.places.push_back(base);
    Unit unit;
    unit.key = "U" + std::to_string(i);
    unit.place = PlaceId(2 + i);
    unit.destination = PlaceId(0);
    unit.ready = kNoon;
    model.units.push_back(unit);
  }
  return model;
}

inline void both_ways(Aircraft& aircraft, PlaceId one, PlaceId other, Duration block_s) {
  aircraft.blocks.push_back(Aircraft::Block{one, other, block_s});
  aircraft.blocks.push_back(Aircraft::Block{other, one, block_s});
}

/// A transport based at GATE that serves every base.
inline Aircraft transport(const Model& model, std::int64_t count, std::int64_t seats) {
  Aircraft aircraft;
  aircraft.key = "T" + std::to_string(model.aircraft.size());
  aircraft.count = count;
  aircraft.seats = seats;
  aircraft.ground_s = 90 * kMinute;
  aircraft.base_ground_s = 90 * kMinute;
  aircraft.rotations_per_day = 2;
  aircraft.base = PlaceId(1);
  for (std::size_t i = 2; i < model.places.size(); ++i) {
    both_ways(aircraft, PlaceId(1), PlaceId(i), kHour + static_cast<Duration>(i) * 10 * kMinute);
  }
  return aircraft;
}

/// A charter based at HOME that fetches people at `place`.
inline Aircraft charter(const Model& model, PlaceId place, std::int64_t count, std::int64_t seats) {
  Aircraft aircraft;
  aircraft.key = "C" + std::to_string(model.aircraft.size());
  aircraft.count = count;
  aircraft.seats = seats;
  aircraft.ground_s = 3 * kHour;
  aircraft.base_ground_s = 12 * kHour;
  aircraft.base = PlaceId(0);
  both_ways(aircraft, PlaceId(0), place, 14 * kHour);
  return aircraft;
}

inline Window airfield_window(PlaceId place, std::int64_t from_second, std::int64_t until_second) {
  Window window;
  window.target = WindowTarget::airfield;
  window.place = place;
  window.daily = true;
  window.from_second = from_second;
  window.until_second = until_second;
  return window;
}

/// Random airfields, types and windows over `bases` bases.
inline Model random_air_world(Rng& rng, std::size_t bases) {
  Model model = air_world(bases);
  for (PlaceId place : model.places.ids()) {
    model.places[place].mog_positions = rng.between(1, place.index() == 1 ? 6 : 3);
    if (rng.chance(1, 3)) {
      model.windows.push_back(
          airfield_window(place, rng.between(0, 23) * kHour, rng.between(0, 23) * kHour + 1800));
    }
    if (rng.chance(1, 4)) {
      Window once;
      once.target = WindowTarget::airfield;
      once.place = place;
      once.once.begin = kNoon + rng.between(0, 10 * kDay);
      once.once.end = once.once.begin + rng.between(1, 3 * kDay);
      model.windows.push_back(once);
    }
  }
  const std::int64_t types = rng.between(1, 3);
  for (std::int64_t i = 0; i < types; ++i) {
    Aircraft aircraft = transport(model, rng.between(1, 4), rng.between(20, 120));
    aircraft.ground_s = rng.between(1, 20) * 10 * kMinute;
    aircraft.base_ground_s = aircraft.ground_s + rng.between(0, 10) * 10 * kMinute + rng.between(0, 59);
    aircraft.rotations_per_day = rng.between(1, 3);
    aircraft.positions = rng.chance(1, 4) ? 2 : 1;
    if (rng.chance(1, 4)) aircraft.base = PlaceId(2);
    if (rng.chance(1, 4)) aircraft.available_from = kNoon + rng.between(0, 5 * kDay);
    if (rng.chance(1, 4)) aircraft.available_until = kNoon + rng.between(20, 40) * kDay;
    if (bases > 1 && rng.chance(1, 2)) both_ways(aircraft, PlaceId(2), PlaceId(3), 37 * kMinute + 11);
    model.aircraft.push_back(aircraft);
  }
  if (rng.chance(1, 2)) model.aircraft.push_back(charter(model, PlaceId(2), 1, 300));
  model.aircraft.push_back(charter(model, PlaceId(1), rng.between(1, 3), rng.between(100, 300)));
  return model;
}

}  // namespace homeward
