// SPDX-License-Identifier: Apache-2.0
//
// How long an airlift of 40,000 people takes to plan, and how good it is: transports from a gateway to eight
// bases, charters from the gateway home and one from the largest base. Prints a line for each effort and
// number of beds.
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "base/random.h"
#include "planner/lift/airlift.h"

namespace homeward {
namespace {

constexpr Time kStart = 1319209200;  // 2011-10-21 18:00 +03:00
constexpr std::size_t kBases = 8;
const PlaceId kHome{0};
const PlaceId kGate{1};

Place airfield(const std::string& key, PlaceKind kind, std::int64_t positions) {
  Place place;
  place.key = key;
  place.kind = kind;
  place.mog_positions = positions;
  return place;
}

Aircraft aircraft(const std::string& key, std::int64_t count, std::int64_t seats, PlaceId base) {
  Aircraft type;
  type.key = key;
  type.count = count;
  type.seats = seats;
  type.base = base;
  return type;
}

void both_ways(Aircraft& type, PlaceId one, PlaceId other, Duration block_s) {
  type.blocks.push_back(Aircraft::Block{one, other, block_s});
  type.blocks.push_back(Aircraft::Block{other, one, block_s});
}

void add_aircraft(Model& model) {
  Aircraft transports = aircraft("C-130", 5, 64, kGate);
  transports.ground_s = transports.base_ground_s = 90 * kMinute;
  transports.rotations_per_day = 2;
  Aircraft heavies = aircraft("C-17", 2, 102, kGate);
  heavies.ground_s = heavies.base_ground_s = 135 * kMinute;
  for (std::size_t i = 0; i < kBases; ++i) {
    both_ways(transports, kGate, PlaceId(2 + i), kHour + static_cast<Duration>(i) * 8 * kMinute);
    both_ways(heavies, kGate, PlaceId(2 + i), kHour + static_cast<Duration>(i) * 6 * kMinute);
  }
  Aircraft charters = aircraft("charter", 4, 300, kHome);
  charters.ground_s = 3 * kHour;
  charters.base_ground_s = 10 * kHour;
  both_ways(charters, kHome, kGate, 14 * kHour);
  Aircraft direct = aircraft("direct", 1, 300, kHome);
  direct.ground_s = 3 * kHour;
  direct.base_ground_s = 55 * kHour;
  both_ways(direct, kHome, PlaceId(2), 13 * kHour);
  for (const Aircraft& type : {transports, heavies, charters, direct}) model.aircraft.push_back(type);
}

Model world(std::int64_t beds) {
  Model model;
  model.start = kStart;
  model.deadline = kStart + 72 * kDay;
  model.clock.push_back(ClockChange{kStartOfTime, 3 * kHour});
  model.places.push_back(airfield("HOME", PlaceKind::home, 0));
  model.places.push_back(airfield("AAS", PlaceKind::airfield, 6));
  model.places[kGate].beds = beds;
  for (std::size_t i = 0; i < kBases; ++i) {
    model.places.push_back(airfield("B" + std::to_string(i), PlaceKind::base, i < 3 ? 3 : 2));
    for (std::size_t j = 0; j < 8; ++j) {
      Unit unit;
      unit.key = "U" + std::to_string(i) + "-" + std::to_string(j);
      unit.place = PlaceId(2 + i);
      unit.destination = kHome;
      model.units.push_back(unit);
    }
  }
  add_aircraft(model);
  return model;
}

std::vector<AirDemand> demands_of(const Model& model, std::int64_t people) {
  Rng rng{1};
  std::vector<AirDemand> demands;
  const auto units = static_cast<std::int64_t>(model.units.size());
  for (UnitId unit : model.units.ids()) {
    for (int part = 0; part < 5; ++part) {
      AirDemand demand;
      demand.unit = unit;
      demand.from = model.units[unit].place;
      demand.to = kHome;
      demand.via = kGate;
      demand.count = people / (5 * units);
      demand.ready = kStart + rng.between(0, 30 * 24) * kHour;
      demand.latest = kStart + 30 * kDay + static_cast<Time>(demand.from.index()) * 3 * kDay;
      demands.push_back(demand);
    }
  }
  return demands;
}

void measure(std::int64_t people, std::int64_t beds, AirliftEffort effort) {
  const Model model = world(beds);
  const std::vector<AirDemand> demands = demands_of(model, people);
  AirliftOptions options;
  options.effort = effort;
  const auto begin = std::chrono::steady_clock::now();
  const AirliftPlan plan = plan_airlift(AirSchedule{model}, demands, options);
  const auto took = std::chrono::steady_clock::now() - begin;
  const Time bound = airlift_bound(model, demands);
  const AirliftValue& value = plan.value;
  std::printf(
      "%6lld people %6lld beds %-8s %6.1f ms, %lld flights, unserved %lld, beds short %lld, late %lld "
      "person-h, ",
      static_cast<long long>(people), static_cast<long long>(beds),
      effort == AirliftEffort::quick ? "quick" : "thorough",
      std::chrono::duration<double, std::milli>(took).count(), static_cast<long long>(value.flights),
      static_cast<long long>(value.unserved), static_cast<long long>(value.beds_short),
      static_cast<long long>(value.late_person_seconds / kHour));
  std::printf("mean take-off day %.2f, last off day %.1f (bound %.1f), last home day %.1f, beds used %lld\n",
              static_cast<double>(value.departure_person_minutes) / static_cast<double>(people) / 1440.0,
              static_cast<double>(*plan.last_first_take_off - kStart) / kDay,
              static_cast<double>(bound - kStart) / kDay,
              static_cast<double>(*plan.last_landing - kStart) / kDay,
              plan.beds.empty() ? 0LL : static_cast<long long>(plan.beds[0].people_max));
}

}  // namespace
}  // namespace homeward

int main() {
  using homeward::AirliftEffort;
  for (const AirliftEffort effort : {AirliftEffort::quick, AirliftEffort::thorough}) {
    for (const std::int64_t people : {10000, 40000}) {
      for (const std::int64_t beds : {20000, 8000, 1000}) homeward::measure(people, beds, effort);
    }
  }
  return 0;
}
