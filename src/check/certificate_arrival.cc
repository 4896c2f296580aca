// SPDX-License-Identifier: Apache-2.0
#include "check/certificate_arrival.h"

#include <algorithm>
#include <set>

namespace homeward::check {

namespace {

std::optional<Time> earlier(std::optional<Time> a, std::optional<Time> b) {
  return a && b ? std::min(a, b) : (a ? a : b);
}

/// Where it may leave its vehicles, and ways that are no roads.
struct Ports {
  struct Crossing {
    PlaceId from;
    PlaceId to;
    Time available_from;
    Duration lasts;
  };
  std::set<PlaceId> halts;
  std::vector<Crossing> crossings;
};

Ports ports_of_people(const Model& model) {
  Ports ports;
  for (const Aircraft& aircraft : model.aircraft)
    for (const Aircraft::Block& block : aircraft.blocks)
      ports.crossings.push_back({block.from, block.to, aircraft.available_from, block.block_s});
  for (const Ports::Crossing& crossing : ports.crossings) ports.halts.insert(crossing.from);
  return ports;
}

Ports ports_of_things(const Model& model, const Claim& claim) {
  Ports ports;
  ports.halts.insert(claim.transfers.begin(), claim.transfers.end());
  ports.halts.insert(claim.goals.begin(), claim.goals.end());
  for (const Ship& ship : model.ships)
    if (takes(model, ship, claim)) {
      ports.halts.insert(ship.port);
      ports.crossings.push_back(
          {ship.port, ship.destination, ship.available_from, ship.load_s + ship.passage_s});
    }
  return ports;
}

}  // namespace

std::optional<Time> arrival_due(const Model& model, const Claim& claim) {
  if (claim.unit) return earlier(model.units[*claim.unit].due, model.final_deadline);
  if (claim.lot) return earlier(model.lots[*claim.lot].due, model.final_deadline);
  return std::nullopt;
}

Time latest_due(const Model& model) {
  Time latest = model.final_deadline.value_or(model.deadline);
  if (model.final_deadline) return latest;
  for (const Unit& unit : model.units) latest = std::max(latest, unit.due.value_or(latest));
  for (const Lot& lot : model.lots) latest = std::max(latest, lot.due.value_or(latest));
  return latest;
}

/// The earliest place first, as in any search for shortest ways; from each all roads are searched.
class LeastArrival {
 public:
  LeastArrival(CutFigures& figures, const Claim& claim)
      : figures_{figures},
        claim_{claim},
        destination_{claim.unit ? figures.model().units[*claim.unit].destination
                                : figures.model().lots[*claim.lot].destination},
        ports_{claim.unit ? ports_of_people(figures.model()) : ports_of_things(figures.model(), claim)},
        at_(figures.model().places.size(), kEndOfTime),
        done_(figures.model().places.size(), false) {}

  Time run() {
    at_[claim_.place] = claim_.ready;
    open_.insert({claim_.ready, claim_.place});
    while (!open_.empty()) {
      const auto [time, place] = *open_.begin();
      open_.erase(open_.begin());
      if (place == destination_) return time;
      if (done_[place]) continue;
      done_[place] = true;
      drive_from(place, time);
      for (const Ports::Crossing& crossing : ports_.crossings)
        if (crossing.from == place)
          reach(crossing.to, std::max(time, crossing.available_from) + crossing.lasts);
    }
    return kEndOfTime;
  }

 private:
  void drive_from(PlaceId place, Time time) {
    if (claim_.unit) return drive(figures_.people_roads(), place, time);
    for (const LotWay& way : claim_.ways)
      drive(figures_.roads(claim_, way), place,
            place == claim_.place ? figures_.loaded(claim_, way, time) : time);
  }

  void drive(const MoverRoads& roads, PlaceId place, Time time) {
    const Arrivals arrivals = roads.from(place, time, Rests::free);
    for (PlaceId halt : ports_.halts) reach(halt, arrivals.come[halt]);
    reach(destination_, arrivals.come[destination_]);
  }

  void reach(PlaceId place, Time time) {
    if (time >= at_[place]) return;
    at_[place] = time;
    open_.insert({time, place});
  }

  CutFigures& figures_;
  const Claim& claim_;
  PlaceId destination_;
  Ports ports_;
  IdVector<PlaceId, Time> at_;
  IdVector<PlaceId, bool> done_;
  std::set<std::pair<Time, PlaceId>> open_;
};

Time earliest_arrival(CutFigures& figures, const Claim& claim) {
  return claim.fleet ? kEndOfTime : LeastArrival(figures, claim).run();
}

bool cannot_arrive(CutFigures& figures, const Claim& claim) {
  const auto due = arrival_due(figures.model(), claim);
  return due && earliest_arrival(figures, claim) > *due;
}

}  // namespace homeward::check
