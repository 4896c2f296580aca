// SPDX-License-Identifier: Apache-2.0
//
// Which ships, and when. Cargo of one port, destination and ship class is a stream. Whatever the plan, the
// cargo not yet ready at t must fit into ships that begin to load later. Taken backwards from the last ship,
// that gives each ship a release time before which it must not begin to load, and with the fewest ships
// (earliest available first) these release times suffice: first come, first loaded. The ships then take the
// berths in order of release, which ends soonest when their loading times are equal. So early ships sail
// full, and the last sails as soon as the last thing is there unless the berths are taken. Ships that differ
// are tried in a few orders.
#include "planner/lift/sealift.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace homeward {

namespace {

constexpr std::array kCarried{ShipClass::vehicle, ShipClass::container};

std::int64_t capacity(const Ship& ship, ShipClass ship_class) {
  return ship_class == ShipClass::vehicle ? ship.vehicle_capacity : ship.container_capacity;
}

// Cargo of one port, destination and class, by ready time.
struct Stream {
  std::vector<ThingArrival> things;
  std::int64_t total = 0;
  std::int64_t shipped_capacity = 0;  // of the ships chosen
  std::int64_t capacity_after = 0;    // of the ships chosen that come after the one looked at
  std::size_t next = 0;               // loading: first row with something left
  std::int64_t taken_of_next = 0;

  /// When so many are ready; kStartOfTime for none.
  Time ready(std::int64_t count) const {
    Time at = kStartOfTime;
    for (const ThingArrival& row : things) {
      if (count <= 0) break;
      at = row.at;
      count -= row.count;
    }
    return at;
  }
  /// How many can be shipped at all.
  std::int64_t shippable() const { return std::min(total, shipped_capacity); }
};

class PortPlan {
 public:
  PortPlan(const Model& model, PlaceId port, const SealiftOptions& options)
      : model_{model}, port_{port}, not_before_{options.not_before} {
    berth_free_.assign(static_cast<std::size_t>(std::max<std::int64_t>(1, model.places[port].berths)),
                       kStartOfTime);
    for (const Sailing& sailing : options.sailings) {
      if (model.ships[sailing.ship].port != port) continue;
      sailed_.push_back(sailing.ship);
      *std::min_element(berth_free_.begin(), berth_free_.end()) = sailing.sail;
    }
  }

  void add(const ThingArrival& things) {
    const Lot& lot = model_.lots[things.lot];
    Stream& stream = streams_[{lot.destination, model_.item_types[lot.type].ship_class}];
    stream.things.push_back(things);
    stream.total += things.count;
  }

  /// Tries a few orders in which ships are chosen and used, and adds the best plan to `plan`.
  void plan(SailingPlan& plan) {
    for (auto& [key, stream] : streams_) {
      std::sort(stream.things.begin(), stream.things.end(), [](const ThingArrival& a, const ThingArrival& b) {
        return std::tie(a.at, a.lot, a.count) < std::tie(b.at, b.lot, b.count);
      });
    }
    std::optional<SailingPlan> best;
    for (const ShipOrder chosen : kShipOrders) {
      for (const ShipOrder used : kShipOrders) {
        PortPlan trial = *this;
        SailingPlan attempt = trial.attempt(chosen, used);
        if (!best || value(attempt) < value(*best)) best = std::move(attempt);
      }
    }
    raise(plan.final_arrival, best->final_arrival);
    raise(plan.bound, best->bound);
    plan.sailings.insert(plan.sailings.end(), best->sailings.begin(), best->sailings.end());
    plan.left.insert(plan.left.end(), best->left.begin(), best->left.end());
  }

 private:
  struct Call {
    ShipId ship;
    Time release = 0;
  };

  enum class ShipOrder { available_first, large_first, slow_first };
  static constexpr std::array kShipOrders{ShipOrder::available_first, ShipOrder::large_first,
                                          ShipOrder::slow_first};

  SailingPlan attempt(ShipOrder chosen, ShipOrder used) {
    SailingPlan plan;
    if (model_.places[port_].berths > 0) choose_ships(chosen);
    sort_ships(calls_, used);
    plan.bound = bound();
    release_ships();
    for (const Call& call : calls_in_order()) load(call, plan);
    for (auto& [key, stream] : streams_) leave_behind(stream, plan);
    return plan;
  }

  // Little left behind, then early closure, few ships, things early at home.
  static std::tuple<std::int64_t, Time, std::size_t, std::int64_t> value(const SailingPlan& plan) {
    std::int64_t left = 0;
    for (const ThingArrival& rest : plan.left) left += rest.count;
    std::int64_t thing_hours = 0;
    for (const Sailing& sailing : plan.sailings) {
      for (const Cargo& cargo : sailing.cargo) thing_hours += cargo.count * (sailing.arrive / kHour);
    }
    return {left, plan.final_arrival.value_or(kStartOfTime), plan.sailings.size(), thing_hours};
  }

  void sort_ships(std::vector<Call>& calls, ShipOrder order) const {
    const auto key = [&](const Call& call) {
      const Ship& ship = model_.ships[call.ship];
      const std::int64_t capacity = ship.vehicle_capacity + ship.container_capacity;
      if (order == ShipOrder::large_first) return std::pair{-capacity, ship.available_from};
      if (order == ShipOrder::slow_first)
        return std::pair{-ship.load_s - ship.passage_s, ship.available_from};
      return std::pair{ship.available_from, -ship.passage_s};
    };
    std::stable_sort(calls.begin(), calls.end(),
                     [&](const Call& a, const Call& b) { return key(a) < key(b); });
  }

  static void raise(std::optional<Time>& latest, std::optional<Time> at) {
    if (at) latest = std::max(latest.value_or(*at), *at);
  }

  Stream* stream_of(ShipId ship, ShipClass ship_class) {
    const auto found = streams_.find({model_.ships[ship].destination, ship_class});
    return found != streams_.end() && capacity(model_.ships[ship], ship_class) > 0 ? &found->second : nullptr;
  }

  // Ships in their order until everything has its place; none that nothing needs.
  void choose_ships(ShipOrder order) {
    std::vector<Call> all;
    for (ShipId ship : model_.ships.ids()) {
      if (model_.ships[ship].port != port_ ||
          std::find(sailed_.begin(), sailed_.end(), ship) != sailed_.end())
        continue;
      all.push_back(Call{ship, std::max(not_before_, model_.ships[ship].available_from)});
    }
    sort_ships(all, order);
    for (const Call& call : all) {
      bool needed = false;
      for (const ShipClass ship_class : kCarried) {
        const Stream* stream = stream_of(call.ship, ship_class);
        needed = needed || (stream && stream->shipped_capacity < stream->total);
      }
      if (!needed) continue;
      calls_.push_back(call);
      for (const ShipClass ship_class : kCarried) {
        if (Stream* stream = stream_of(call.ship, ship_class)) {
          stream->shipped_capacity += capacity(model_.ships[call.ship], ship_class);
        }
      }
    }
  }

  void release_ships() {
    for (auto call = calls_.rbegin(); call != calls_.rend(); ++call) {
      for (const ShipClass ship_class : kCarried) {
        Stream* stream = stream_of(call->ship, ship_class);
        if (!stream) continue;
        call->release = std::max(call->release, stream->ready(stream->shippable() - stream->capacity_after));
        stream->capacity_after += capacity(model_.ships[call->ship], ship_class);
      }
    }
  }

  std::vector<Call> calls_in_order() const {
    std::vector<Call> calls = calls_;
    std::stable_sort(calls.begin(), calls.end(),
                     [](const Call& a, const Call& b) { return a.release < b.release; });
    std::vector<Time> berth_free = berth_free_;
    for (Call& call : calls) {
      const auto berth = std::min_element(berth_free.begin(), berth_free.end());
      call.release = std::max(call.release, *berth);
      *berth = call.release + model_.ships[call.ship].load_s;
    }
    return calls;
  }

  static void take(Stream& stream, Time begin, std::int64_t space, std::map<LotId, std::int64_t>& cargo) {
    while (space > 0 && stream.next < stream.things.size() && stream.things[stream.next].at <= begin) {
      const ThingArrival& row = stream.things[stream.next];
      const std::int64_t count = std::min(space, row.count - stream.taken_of_next);
      cargo[row.lot] += count;
      space -= count;
      stream.taken_of_next += count;
      if (stream.taken_of_next < row.count) continue;
      ++stream.next;
      stream.taken_of_next = 0;
    }
  }

  void load(const Call& call, SailingPlan& plan) {
    const Ship& ship = model_.ships[call.ship];
    std::map<LotId, std::int64_t> cargo;
    for (const ShipClass ship_class : kCarried) {
      if (Stream* stream = stream_of(call.ship, ship_class)) {
        take(*stream, call.release, capacity(ship, ship_class), cargo);
      }
    }
    if (cargo.empty()) return;
    Sailing sailing;
    sailing.ship = call.ship;
    sailing.berth = call.release;
    sailing.sail = call.release + ship.load_s;
    sailing.arrive = sailing.sail + ship.passage_s;
    for (const auto& [lot, count] : cargo) sailing.cargo.push_back(Cargo{lot, count});
    raise(plan.final_arrival, sailing.arrive);
    plan.sailings.push_back(std::move(sailing));
  }

  static void leave_behind(const Stream& stream, SailingPlan& plan) {
    for (std::size_t i = stream.next; i < stream.things.size(); ++i) {
      ThingArrival rest = stream.things[i];
      if (i == stream.next) rest.count -= stream.taken_of_next;
      plan.left.push_back(rest);
    }
  }

  // What is ready at t or later needs so many ships, and they need the berths one after another.
  std::optional<Time> bound() const {
    std::optional<Time> bound;
    for (const auto& [key, stream] : streams_) {
      std::int64_t capacity_max = 0;
      Duration load_min_s = kEndOfTime;
      Duration passage_min_s = kEndOfTime;
      for (const Ship& ship : model_.ships) {
        const std::int64_t space = capacity(ship, key.second);
        if (ship.port != port_ || ship.destination != key.first || space == 0) continue;
        capacity_max = std::max(capacity_max, space);
        load_min_s = std::min(load_min_s, ship.load_s);
        passage_min_s = std::min(passage_min_s, ship.passage_s);
      }
      if (capacity_max == 0 || stream.shippable() < stream.total) continue;
      std::int64_t things = 0;
      for (auto row = stream.things.rbegin(); row != stream.things.rend(); ++row) {
        things += row->count;
        const std::int64_t turns = divide_up(divide_up(things, capacity_max), model_.places[port_].berths);
        raise(bound, row->at + turns * load_min_s + passage_min_s);
      }
    }
    return bound;
  }

  const Model& model_;
  PlaceId port_;
  Time not_before_;
  std::vector<Time> berth_free_;  // what sails already has left
  std::vector<ShipId> sailed_;
  std::map<std::pair<PlaceId, ShipClass>, Stream> streams_;
  std::vector<Call> calls_;
};

}  // namespace

namespace {

// What the sailings planned already take away with them is not ready for others: first come, first loaded.
std::vector<ThingArrival> without_shipped(const Model& model, std::span<const ThingArrival> ready,
                                          const std::vector<Sailing>& sailings) {
  std::map<std::pair<LotId, PlaceId>, std::int64_t> shipped;
  for (const Sailing& sailing : sailings)
    for (const Cargo& cargo : sailing.cargo)
      shipped[{cargo.lot, model.ships[sailing.ship].port}] += cargo.count;
  std::vector<ThingArrival> left(ready.begin(), ready.end());
  std::stable_sort(left.begin(), left.end(),
                   [](const ThingArrival& a, const ThingArrival& b) { return a.at < b.at; });
  for (ThingArrival& things : left) {
    const auto gone = shipped.find({things.lot, things.place});
    if (gone == shipped.end()) continue;
    const std::int64_t some = std::min(gone->second, things.count);
    things.count -= some;
    gone->second -= some;
  }
  return left;
}

}  // namespace

SailingPlan plan_sailings(const Model& model, std::span<const ThingArrival> all,
                          const SealiftOptions& options) {
  SailingPlan plan;
  plan.sailings = options.sailings;
  for (const Sailing& sailing : plan.sailings)
    plan.final_arrival = std::max(plan.final_arrival.value_or(sailing.arrive), sailing.arrive);
  std::vector<ThingArrival> ready(all.begin(), all.end());
  if (!options.sailings.empty()) ready = without_shipped(model, all, options.sailings);
  std::map<PlaceId, PortPlan> ports;
  for (const ThingArrival& things : ready) {
    const Lot& lot = model.lots[things.lot];
    if (things.count <= 0 || lot.destination == things.place) continue;
    if (model.item_types[lot.type].ship_class == ShipClass::none || things.processed < lot.process.size()) {
      plan.left.push_back(things);
      continue;
    }
    ports.try_emplace(things.place, model, things.place, options).first->second.add(things);
  }
  for (auto& [port, port_plan] : ports) port_plan.plan(plan);
  std::sort(plan.sailings.begin(), plan.sailings.end(), [](const Sailing& a, const Sailing& b) {
    return std::tie(a.sail, a.ship) < std::tie(b.sail, b.ship);
  });
  return plan;
}

SealiftPlan plan_sealift(const Model& model, std::span<const ThingArrival> arrivals,
                         const SealiftOptions& options) {
  BatchPlan batches = plan_batches(model, arrivals, options);
  SailingPlan sailings = plan_sailings(model, batches.ready, options);
  SealiftPlan plan;
  plan.batches = std::move(batches.batches);
  plan.yards = std::move(batches.yards);
  plan.left = std::move(batches.left);
  plan.left.insert(plan.left.end(), sailings.left.begin(), sailings.left.end());
  plan.sailings = std::move(sailings.sailings);
  plan.final_arrival = sailings.final_arrival;
  plan.bound = sailings.bound;
  return plan;
}

}  // namespace homeward
