// SPDX-License-Identifier: Apache-2.0
//
// Flights, ships and services of things as events.
#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "check/measure.h"
#include "simulate/compile_parts.h"
#include "simulate/stock.h"

namespace homeward::simulate {

namespace {

/// After that time on the ground at its base an aircraft is towed away and takes no position (rule MOG).
constexpr Duration kTowAfter = 24 * kHour;

class FlightCompiler {
 public:
  explicit FlightCompiler(Draft& draft) : draft_{draft}, model_{draft.model} {
    for (const Place& place : model_.places) positions_.emplace_back(place.mog_positions);
    draft.flights.resize(draft.plan.flights.size());
  }

  void add(std::size_t index) {
    const Flight& flight = draft_.plan.flights[index];
    const Duration block = flight.landing - flight.take_off;
    TakeOff row;
    const auto after = static_cast<std::int32_t>(block);
    row.stoppers = {{{draft_.region_closable(flight.from), 0},
                     {draft_.region_closable(flight.to), after},
                     {draft_.airfield_closable(flight.from), 0},
                     {draft_.airfield_closable(flight.to), after}}};
    const std::vector<std::int64_t> signature{-1, flight.from.index(), flight.to.index(), block};
    row.gate = draft_.gate(signature, [&] {
      std::vector<Interval> shut = draft_.closed.airfield(flight.from);
      for (const Interval& interval : draft_.closed.airfield(flight.to))
        shut.push_back({interval.begin - block, interval.end - block});
      return joined(std::move(shut));
    });
    row.block_s = after;
    row.aircraft = flight.aircraft.index();
    draft_.replay.take_offs.push_back(row);
    FlightEvents& events = draft_.flights[index];
    events.take_off = draft_.add(flight.take_off, EventKind::take_off, draft_.replay.take_offs.size() - 1);
    events.landing = draft_.add(flight.landing);
    draft_.arc(events.take_off, events.landing, block);
  }

  /// One airframe's flights in order.
  void chain(const std::vector<std::size_t>& flights) {
    const Aircraft& type = model_.aircraft[draft_.plan.flights[flights.front()].aircraft];
    std::vector<EventIndex> home;  // landings at its base
    for (std::size_t i = 0; i < flights.size(); ++i) {
      const Flight& flight = draft_.plan.flights[flights[i]];
      const FlightEvents& events = draft_.flights[flights[i]];
      const bool at_base = flight.to == type.base;
      const bool last = i + 1 == flights.size();
      if (!last)
        draft_.arc(events.landing, draft_.flights[flights[i + 1]].take_off,
                   at_base ? type.base_ground_s : type.ground_s);
      park(type, flights[i], last ? kNone : static_cast<std::uint32_t>(flights[i + 1]));
      if (!at_base) continue;
      const auto allowed = static_cast<std::size_t>(type.rotations_per_day);
      if (home.size() >= allowed) rotation(events.take_off, home[home.size() - allowed]);
      home.push_back(events.landing);
    }
  }

  void connect() {
    for (PlaceId id : model_.places.ids())
      if (model_.places[id].kind != PlaceKind::home) positions_[id.index()].connect(draft_);
  }

 private:
  void rotation(EventIndex take_off, EventIndex landing) {
    draft_.replay.take_offs[draft_.detail(take_off)].rotation = landing;
  }

  void park(const Aircraft& type, std::size_t index, std::uint32_t next) {
    const Flight& flight = draft_.plan.flights[index];
    const EventIndex landing = draft_.flights[index].landing;
    Moment until{landing, type.ground_s};
    if (next != kNone) {
      const Duration on_ground = draft_.plan.flights[next].take_off - flight.landing;
      until = flight.to == type.base && on_ground > kTowAfter ? Moment{landing, type.base_ground_s}
                                                              : Moment{draft_.flights[next].take_off, 0};
    }
    if (draft_.planned(until) <= flight.landing) return;
    Stock& stock = positions_[flight.to.index()];
    stock.go(flight.landing, landing, type.positions);
    stock.come(draft_.planned(until), until, type.positions);
  }

  Draft& draft_;
  const Model& model_;
  std::vector<Stock> positions_;
};

}  // namespace

void add_flights(Draft& draft) {
  FlightCompiler compiler(draft);
  std::map<std::pair<AircraftId, std::int64_t>, std::vector<std::size_t>> chains;
  for (std::size_t i : draft.ledger.sound.flights) {
    compiler.add(i);
    chains[{draft.plan.flights[i].aircraft, draft.plan.flights[i].airframe}].push_back(i);
  }
  for (auto& [airframe, flights] : chains) {
    std::sort(flights.begin(), flights.end(), [&](std::size_t a, std::size_t b) {
      const Flight& x = draft.plan.flights[a];
      const Flight& y = draft.plan.flights[b];
      return std::tie(x.take_off, x.landing, x.number) < std::tie(y.take_off, y.landing, y.number);
    });
    compiler.chain(flights);
  }
  compiler.connect();
}

void add_sailings(Draft& draft) {
  draft.sailings.resize(draft.plan.sailings.size());
  std::vector<Stock> berths;
  for (const Place& place : draft.model.places) berths.emplace_back(place.berths);
  for (std::size_t i : draft.ledger.sound.sailings) {
    const Sailing& sailing = draft.plan.sailings[i];
    const Ship& ship = draft.model.ships[sailing.ship];
    draft.replay.ships.push_back(sailing.ship.index());
    SailingEvents& events = draft.sailings[i];
    events.berth = draft.add(sailing.berth, EventKind::berth, draft.replay.ships.size() - 1);
    events.sail = draft.add(sailing.sail);
    events.arrive = draft.add(sailing.arrive);
    draft.arc(events.berth, events.sail, ship.load_s);
    draft.arc(events.sail, events.arrive, ship.passage_s);
    berths[ship.port.index()].go(sailing.berth, events.berth, 1);
    berths[ship.port.index()].come(sailing.sail, {events.sail, 0}, 1);
  }
  for (Stock& stock : berths) stock.connect(draft);
}

void add_batches(Draft& draft) {
  draft.batches.assign(draft.plan.batches.size(), kNone);
  for (std::size_t i : draft.ledger.sound.batches) {
    const Batch& batch = draft.plan.batches[i];
    const Service& service = draft.model.services[batch.service];
    Visit visit;
    visit.begin = batch.begin;
    visit.work_s = check::service_time(batch.count, service.rate_per_hour);
    visit.gate = draft.gate(draft.closed.service(batch.service, std::nullopt));
    visit.place = draft.service_place(service.place);
    visit.service = batch.service.index();
    draft.replay.visits.push_back(visit);
    draft.batches[i] = draft.add(batch.end, EventKind::visit, draft.replay.visits.size() - 1);
  }
}

}  // namespace homeward::simulate
