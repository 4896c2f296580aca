// SPDX-License-Identifier: Apache-2.0
#include "planner/lift_verifier.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace homeward {

namespace {

Duration offset_at(const Model& model, Time at) {
  Duration offset_s = 0;
  for (const ClockChange& change : model.clock) {
    if (change.from <= at) offset_s = change.offset_s;
  }
  return offset_s;
}

std::int64_t local_day(const Model& model, Time at) {
  const Time local = at + offset_at(model, at);
  std::int64_t day = local / kDay;
  return local < day * kDay ? day - 1 : day;
}

// Second by second on the wall clock: is `at` inside the row?
bool inside(const Model& model, const Window& window, Time at) {
  if (window.effect != WindowEffect::closed) return false;
  if (!window.daily) return window.once.contains(at);
  const std::int64_t second = at + offset_at(model, at) - local_day(model, at) * kDay;
  const Time midnight = at - second;
  const auto counts = [&](Time day_begin) {
    return window.first_day <= day_begin && day_begin <= window.last_day;
  };
  const bool past_midnight = window.until_second <= window.from_second;
  if (!past_midnight) return counts(midnight) && window.from_second <= second && second < window.until_second;
  return (counts(midnight) && window.from_second <= second) ||
         (counts(midnight - kDay) && second < window.until_second);
}

bool airfield_closed(const Model& model, PlaceId place, Time at) {
  for (const Window& window : model.windows) {
    if (window.target == WindowTarget::airfield && window.place == place && inside(model, window, at))
      return true;
  }
  return false;
}

bool service_closed(const Model& model, ServiceId service, Interval span) {
  for (const Window& window : model.windows) {
    if (window.target != WindowTarget::service || window.service != service) continue;
    for (Time at = span.begin; at < span.end; at += 60) {
      if (inside(model, window, at)) return true;
    }
    if (inside(model, window, span.end - 1)) return true;
  }
  return false;
}

struct Occupied {
  Interval span;
  std::int64_t amount = 0;
};

std::int64_t most(const std::vector<Occupied>& uses) {
  std::int64_t most_used = 0;
  for (const Occupied& at : uses) {
    std::int64_t used = 0;
    for (const Occupied& other : uses) {
      if (other.span.begin <= at.span.begin && at.span.begin < other.span.end) used += other.amount;
    }
    most_used = std::max(most_used, used);
  }
  return most_used;
}

class FlightJudge {
 public:
  FlightJudge(const Model& model, const std::vector<Flight>& flights) : model_{model} {
    for (const Flight& flight : flights) chains_[{flight.aircraft, flight.airframe}].push_back(flight);
  }

  std::vector<std::string> faults() {
    for (auto& [key, chain] : chains_) {
      std::sort(chain.begin(), chain.end(),
                [](const Flight& a, const Flight& b) { return a.take_off < b.take_off; });
      const Aircraft& type = model_.aircraft[key.first];
      if (key.second < 0 || key.second >= type.count) fault(chain[0], "no such airframe");
      for (const Flight& flight : chain) judge_one(type, flight);
      judge_chain(type, chain);
    }
    for (const auto& [place, uses] : stands_) {
      const Place& where = model_.places[place];
      if (where.kind != PlaceKind::home && most(uses) > where.mog_positions) {
        faults_.push_back("MOG at " + where.key);
      }
    }
    return faults_;
  }

 private:
  void fault(const Flight& flight, const std::string& what) {
    faults_.push_back(flight.number + " at " + std::to_string(flight.take_off) + ": " + what);
  }

  void judge_one(const Aircraft& type, const Flight& flight) {
    bool row = false;
    for (const Aircraft::Block& block : type.blocks) {
      row |= block.from == flight.from && block.to == flight.to &&
             flight.landing - flight.take_off == block.block_s;
    }
    if (!row) fault(flight, "no such block time");
    if (flight.take_off < type.available_from || flight.take_off < model_.start) fault(flight, "too early");
    if (flight.landing > type.available_until) fault(flight, "after the last day");
    if (airfield_closed(model_, flight.from, flight.take_off)) fault(flight, "take-off at a closed airfield");
    if (airfield_closed(model_, flight.to, flight.landing)) fault(flight, "landing at a closed airfield");
    std::int64_t aboard = 0;
    for (const Passengers& passengers : flight.passengers) {
      aboard += passengers.count;
      if (passengers.count <= 0) fault(flight, "nobody in a row of passengers");
    }
    if (aboard > type.seats) fault(flight, "too few seats");
  }

  void judge_chain(const Aircraft& type, const std::vector<Flight>& chain) {
    if (chain.front().from != type.base) fault(chain.front(), "does not begin at its base");
    std::map<std::int64_t, std::int64_t> landings;
    for (std::size_t i = 0; i < chain.size(); ++i) {
      const Flight& flight = chain[i];
      const bool base = flight.to == type.base;
      if (base && ++landings[local_day(model_, flight.landing)] > type.rotations_per_day) {
        fault(flight, "too many rotations");
      }
      Time until = flight.landing + type.ground_s;
      if (i + 1 < chain.size()) {
        const Flight& next = chain[i + 1];
        if (next.from != flight.to) fault(next, "begins elsewhere");
        if (next.take_off - flight.landing < (base ? type.base_ground_s : type.ground_s)) {
          fault(next, "too short on the ground");
        }
        until = next.take_off;
        if (base && until - flight.landing > 24 * 3600) until = flight.landing + type.base_ground_s;
      }
      stands_[flight.to].push_back(Occupied{Interval{flight.landing, until}, type.positions});
    }
  }

  const Model& model_;
  std::map<std::pair<AircraftId, std::int64_t>, std::vector<Flight>> chains_;
  std::map<PlaceId, std::vector<Occupied>> stands_;
  std::vector<std::string> faults_;
};

using Group = std::tuple<UnitId, CategoryId, PlaceId>;

}  // namespace

std::vector<std::string> judge_flights(const Model& model, const std::vector<Flight>& flights) {
  return FlightJudge{model, flights}.faults();
}

JourneyReport judge_journeys(const Model& model, const std::vector<Flight>& flights,
                             const std::vector<WaitingPeople>& people) {
  JourneyReport report;
  // Arrivals before departures of the same second: a journey may go on at once.
  std::vector<std::tuple<Time, int, Group, std::int64_t>> events;
  std::map<std::pair<UnitId, CategoryId>, PlaceId> destination;
  std::map<std::pair<UnitId, PlaceId>, bool> at_start;
  for (const WaitingPeople& waiting : people) {
    events.emplace_back(waiting.from, 0, Group{waiting.unit, waiting.category, waiting.place}, waiting.count);
    destination[{waiting.unit, waiting.category}] = waiting.destination;
    if (!waiting.in_transit) at_start[{waiting.unit, waiting.place}] = true;
  }
  for (const Flight& flight : flights) {
    for (const Passengers& aboard : flight.passengers) {
      events.emplace_back(flight.take_off, 1, Group{aboard.unit, aboard.category, flight.from},
                          -aboard.count);
      events.emplace_back(flight.landing, 0, Group{aboard.unit, aboard.category, flight.to}, aboard.count);
    }
  }
  std::sort(events.begin(), events.end());
  std::map<Group, std::int64_t> stock;
  std::map<PlaceId, std::int64_t> transit;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto& [at, kind, group, change] = events[i];
    const auto& [unit, category, place] = group;
    stock[group] += change;
    if (stock[group] < 0) report.faults.push_back("people who are not there, at " + std::to_string(at));
    const bool counts = place != destination[{unit, category}] && !at_start.contains({unit, place});
    if (counts) transit[place] += change;
    const bool last_of_second = i + 1 == events.size() || std::get<0>(events[i + 1]) != at;
    if (!last_of_second) continue;
    for (const auto& [where, count] : transit) {
      if (count > model.places[where].beds) report.faults.push_back("BEDS at " + model.places[where].key);
    }
  }
  for (const auto& [group, count] : stock) {
    if (std::get<2>(group) != destination[{std::get<0>(group), std::get<1>(group)}]) report.not_home += count;
  }
  return report;
}

namespace {

class SeaJudge {
 public:
  SeaJudge(const Model& model, const std::vector<GivenUp>& given_up) : model_{model} {
    for (const GivenUp& things : given_up) {
      there_[{things.lot, things.place, 0}].emplace_back(things.at, things.count);
      total_ += things.count;
    }
  }

  void batches(const std::vector<Batch>& batches) {
    std::map<ServiceId, std::vector<Occupied>> lines;
    for (const Batch& batch : batches) {
      const Service& service = model_.services[batch.service];
      const std::vector<ServiceId>& process = model_.lots[batch.lot].process;
      const auto step = std::find(process.begin(), process.end(), batch.service) - process.begin();
      if (batch.count <= 0) fault("an empty batch");
      if (batch.end !=
          batch.begin + (3600 * batch.count + service.rate_per_hour - 1) / service.rate_per_hour) {
        fault("a batch of the wrong length");
      }
      if (service_closed(model_, batch.service, Interval{batch.begin, batch.end}))
        fault("a batch outside hours");
      there_[{batch.lot, service.place, step}].emplace_back(batch.begin, -batch.count);
      there_[{batch.lot, service.place, step + 1}].emplace_back(batch.end, batch.count);
      lines[batch.service].push_back(Occupied{Interval{batch.begin, batch.end}, 1});
    }
    for (const auto& [service, uses] : lines) {
      if (most(uses) > model_.services[service].lanes)
        fault("too many lines at " + model_.services[service].key);
    }
  }

  void sailings(const std::vector<Sailing>& sailings) {
    std::map<PlaceId, std::vector<Occupied>> berths;
    std::map<ShipId, int> calls;
    for (const Sailing& sailing : sailings) {
      const Ship& ship = model_.ships[sailing.ship];
      if (++calls[sailing.ship] > 1) fault("a ship sails twice");
      if (sailing.berth < ship.available_from || sailing.sail < sailing.berth + ship.load_s ||
          sailing.arrive != sailing.sail + ship.passage_s) {
        fault("times of " + ship.key);
      }
      berths[ship.port].push_back(Occupied{Interval{sailing.berth, sailing.sail}, 1});
      std::int64_t vehicles = 0;
      std::int64_t containers = 0;
      for (const Cargo& cargo : sailing.cargo) {
        const Lot& lot = model_.lots[cargo.lot];
        const ShipClass ship_class = model_.item_types[lot.type].ship_class;
        (ship_class == ShipClass::vehicle ? vehicles : containers) += cargo.count;
        if (ship_class == ShipClass::none || cargo.count <= 0) fault("cargo that cannot sail");
        if (lot.destination != ship.destination) fault("cargo on the wrong ship");
        const auto done = static_cast<std::ptrdiff_t>(lot.process.size());
        there_[{cargo.lot, ship.port, done}].emplace_back(sailing.sail - ship.load_s, -cargo.count);
        total_ -= cargo.count;
      }
      if (vehicles > ship.vehicle_capacity || containers > ship.container_capacity)
        fault(ship.key + " is too full");
    }
    for (const auto& [port, uses] : berths) {
      if (most(uses) > model_.places[port].berths) fault("too few berths");
    }
  }

  SeaReport report() {
    for (auto& [key, changes] : there_) {
      // Larger changes first within a second: what has come may go.
      std::sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) {
        return std::pair{a.first, -a.second} < std::pair{b.first, -b.second};
      });
      std::int64_t stock = 0;
      for (const auto& [at, change] : changes) {
        stock += change;
        if (stock < 0) fault("things that are not there");
      }
    }
    report_.not_shipped = total_;
    return report_;
  }

 private:
  void fault(const std::string& what) { report_.faults.push_back(what); }

  const Model& model_;
  std::map<std::tuple<LotId, PlaceId, std::ptrdiff_t>, std::vector<std::pair<Time, std::int64_t>>> there_;
  std::int64_t total_ = 0;
  SeaReport report_;
};

}  // namespace

SeaReport judge_sea(const Model& model, const std::vector<GivenUp>& given_up,
                    const std::vector<Batch>& batches, const std::vector<Sailing>& sailings) {
  SeaJudge judge{model, given_up};
  judge.batches(batches);
  judge.sailings(sailings);
  return judge.report();
}

}  // namespace homeward
