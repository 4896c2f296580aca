// SPDX-License-Identifier: Apache-2.0
//
// Aircraft and ships: FLIGHT, MOG, SAIL, BERTH, and SEAT aboard aircraft.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>
#include <tuple>

#include "check/families.h"
#include "check/local_time.h"
#include "check/sweep.h"

namespace homeward::check {

namespace {

/// After that time on the ground at its base an aircraft has been towed away.
constexpr Duration kTowAfter = 24 * kHour;

using Chain = std::vector<std::size_t>;  ///< flights of one airframe, in order

class AircraftCheck {
 public:
  AircraftCheck(const Ledger& ledger, Findings& findings)
      : ledger_{ledger}, model_{ledger.model}, findings_{findings}, parked_(model_.places.size()) {}

  void alone(const Flight& flight) {
    const Aircraft& type = model_.aircraft[flight.aircraft];
    const auto block = std::find_if(type.blocks.begin(), type.blocks.end(), [&](const Aircraft::Block& row) {
      return row.from == flight.from && row.to == flight.to;
    });
    if (block == type.blocks.end())
      wrong(flight, flight.take_off,
            fmt::format("{} does not fly from {} to {}", type.key, key(flight.from), key(flight.to)));
    else if (flight.landing - flight.take_off != block->block_s)
      wrong(flight, flight.take_off,
            fmt::format("it flies {} s, its block time is {} s", flight.landing - flight.take_off,
                        block->block_s));
    if (flight.take_off < type.available_from)
      wrong(flight, flight.take_off,
            fmt::format("it is available from {} on", findings_.when(type.available_from)));
    if (flight.landing > type.available_until)
      wrong(flight, flight.landing,
            fmt::format("it lands at {}, it is available until {}", findings_.when(flight.landing),
                        findings_.when(type.available_until)));
    std::int64_t people = 0;
    for (const Passengers& passengers : flight.passengers) people += passengers.count;
    if (people > type.seats)
      findings_.add(Rule::SEAT, {flight.number}, flight.take_off,
                    fmt::format("{}, {}, has {} people and {} seats.", flight.number,
                                findings_.when(flight.take_off), people, type.seats));
  }

  void chain(const Chain& flights) {
    const Flight& first = flight_at(flights.front());
    const Aircraft& type = model_.aircraft[first.aircraft];
    if (first.from != type.base)
      wrong(first, first.take_off, fmt::format("its aircraft is at {} before", key(type.base)));
    std::size_t before = flights.front();
    for (const std::size_t index : std::span(flights).subspan(1)) {
      turn(type, flight_at(before), flight_at(index));
      park(type, before, &flight_at(index));
      before = index;
    }
    park(type, before, nullptr);
    rotations(type, flights);
  }

  void mog() {
    for (PlaceId id : model_.places.ids()) {
      const Place& place = model_.places[id];
      if (place.kind == PlaceKind::home) continue;
      for (const Excess& excess : excesses(std::move(parked_[id]), place.mog_positions)) {
        const std::string& number = ledger_.plan.flights[excess.who].number;
        findings_.add(
            Rule::MOG, {place.key, number}, excess.at,
            fmt::format("{} positions are taken at {} from {}, when {} is there; it has {}.", excess.value,
                        place.key, findings_.when(excess.at), number, place.mog_positions));
      }
    }
  }

 private:
  const std::string& key(PlaceId place) const { return model_.places[place].key; }
  const Flight& flight_at(std::size_t index) const { return ledger_.plan.flights[index]; }

  void wrong(const Flight& flight, Time at, const std::string& what) {
    findings_.add(Rule::FLIGHT, {flight.number, model_.aircraft[flight.aircraft].key}, at,
                  fmt::format("{} from {} to {}, take-off {}: {}.", flight.number, key(flight.from),
                              key(flight.to), findings_.when(flight.take_off), what));
  }

  void turn(const Aircraft& type, const Flight& flight, const Flight& next) {
    if (next.from != flight.to)
      wrong(next, next.take_off,
            fmt::format("its aircraft landed at {} before, with {}", key(flight.to), flight.number));
    const Duration least = flight.to == type.base ? type.base_ground_s : type.ground_s;
    if (next.take_off - flight.landing < least)
      wrong(next, next.take_off,
            fmt::format("it is on the ground for {} s after {}, {} s are needed",
                        next.take_off - flight.landing, flight.number, least));
  }

  void park(const Aircraft& type, std::size_t index, const Flight* next) {
    const Flight& flight = flight_at(index);
    Time until = flight.landing + type.ground_s;
    if (next != nullptr) until = next->take_off;
    if (next != nullptr && flight.to == type.base && next->take_off - flight.landing > kTowAfter)
      until = flight.landing + type.base_ground_s;
    parked_[flight.to].push_back({flight.landing, type.positions, index});
    parked_[flight.to].push_back({std::max(flight.landing, until), -type.positions, index});
  }

  void rotations(const Aircraft& type, const Chain& flights) {
    std::map<std::int64_t, std::int64_t> landings;
    for (const std::size_t index : flights) {
      const Flight& flight = flight_at(index);
      if (flight.to != type.base) continue;
      const std::int64_t number = ++landings[local_day(model_, flight.landing)];
      if (number == type.rotations_per_day + 1)
        wrong(flight, flight.landing,
              fmt::format("it is landing {} at {} that day, {} are allowed", number, key(type.base),
                          type.rotations_per_day));
    }
  }

  const Ledger& ledger_;
  const Model& model_;
  Findings& findings_;
  IdVector<PlaceId, std::vector<Step>> parked_;
};

class ShipCheck {
 public:
  ShipCheck(const Ledger& ledger, const Sailing& sailing, Findings& findings)
      : model_{ledger.model}, sailing_{sailing}, ship_{model_.ships[sailing.ship]}, findings_{findings} {}

  void times() {
    if (sailing_.berth < ship_.available_from)
      wrong(fmt::format("it is off the port from {} on", findings_.when(ship_.available_from)));
    if (sailing_.sail - sailing_.berth < ship_.load_s)
      wrong(fmt::format("it is at the berth for {} s, it needs {} s", sailing_.sail - sailing_.berth,
                        ship_.load_s));
    if (sailing_.arrive - sailing_.sail != ship_.passage_s)
      wrong(fmt::format("it is under way for {} s, its passage takes {} s", sailing_.arrive - sailing_.sail,
                        ship_.passage_s));
  }

  void capacity() {
    std::int64_t vehicles = 0, containers = 0;
    for (const Cargo& cargo : sailing_.cargo) {
      const Lot& lot = model_.lots[cargo.lot];
      const ShipClass ship_class = model_.item_types[lot.type].ship_class;
      if (ship_class == ShipClass::none) wrong(fmt::format("{} does not go by ship", lot.key));
      if (ship_class == ShipClass::vehicle) vehicles += cargo.count;
      if (ship_class == ShipClass::container) containers += cargo.count;
    }
    if (vehicles > ship_.vehicle_capacity)
      wrong(fmt::format("it carries {} vehicles and takes {}", vehicles, ship_.vehicle_capacity));
    if (containers > ship_.container_capacity)
      wrong(fmt::format("it carries {} containers and takes {}", containers, ship_.container_capacity));
  }

  void wrong(const std::string& what) {
    findings_.add(Rule::SAIL, {ship_.key}, sailing_.berth,
                  fmt::format("{} at {} from {}: {}.", ship_.key, model_.places[ship_.port].key,
                              findings_.when(sailing_.berth), what));
  }

 private:
  const Model& model_;
  const Sailing& sailing_;
  const Ship& ship_;
  Findings& findings_;
};

void check_berths(const Ledger& ledger, IdVector<PlaceId, std::vector<Step>> steps, Findings& findings) {
  for (PlaceId id : ledger.model.places.ids()) {
    const Place& place = ledger.model.places[id];
    for (const Excess& excess : excesses(std::move(steps[id]), place.berths)) {
      const std::string& ship = ledger.model.ships[ledger.plan.sailings[excess.who].ship].key;
      findings.add(Rule::BERTH, {place.key, ship}, excess.at,
                   fmt::format("{} ships lie at {} from {}, when {} is there; it has {} berths.",
                               excess.value, place.key, findings.when(excess.at), ship, place.berths));
    }
  }
}

}  // namespace

void check_flights(const Ledger& ledger, Findings& findings) {
  AircraftCheck check(ledger, findings);
  std::map<std::pair<AircraftId, std::int64_t>, Chain> chains;
  for (std::size_t i : ledger.sound.flights) {
    const Flight& flight = ledger.plan.flights[i];
    check.alone(flight);
    chains[{flight.aircraft, flight.airframe}].push_back(i);
  }
  for (auto& [airframe, chain] : chains) {
    std::ranges::sort(chain, {}, [&](std::size_t i) {
      const Flight& flight = ledger.plan.flights[i];
      return std::tie(flight.take_off, flight.landing, flight.number);
    });
    check.chain(chain);
  }
  check.mog();
}

void check_sailings(const Ledger& ledger, Findings& findings) {
  IdVector<ShipId, bool> called(ledger.model.ships.size(), false);
  IdVector<PlaceId, std::vector<Step>> steps(ledger.model.places.size());
  for (std::size_t i : ledger.sound.sailings) {
    const Sailing& sailing = ledger.plan.sailings[i];
    ShipCheck check(ledger, sailing, findings);
    check.times();
    check.capacity();
    if (called[sailing.ship]) check.wrong("it calls twice");
    called[sailing.ship] = true;
    const PlaceId port = ledger.model.ships[sailing.ship].port;
    steps[port].push_back({sailing.berth, 1, i});
    steps[port].push_back({std::max(sailing.berth, sailing.sail), -1, i});
  }
  check_berths(ledger, std::move(steps), findings);
}

}  // namespace homeward::check
