// SPDX-License-Identifier: Apache-2.0
//
// What comes last: teams after the services that they run, last-out columns after all others, the closing of
// a base after everything there, the closure of the zone after everybody and everything that leaves it.
#include <algorithm>
#include <optional>
#include <tuple>
#include <vector>

#include "check/bases.h"
#include "check/transfers.h"
#include "simulate/compile_parts.h"

namespace homeward::simulate {

namespace {

/// An event that waits for many: it happens with the last of them.
class Collector {
 public:
  explicit Collector(Draft& draft) : draft_{draft}, event_{draft.add(kStartOfTime)} {}
  void add(Moment moment) {
    draft_.arc(moment, event_);
    draft_.raise(event_, draft_.planned(moment));
  }
  EventIndex event() const { return event_; }

 private:
  Draft& draft_;
  EventIndex event_;
};

/// Columns that stand at a base, aircraft that leave it, and who of them is last-out there.
class BaseCompiler {
 public:
  BaseCompiler(Draft& draft, PlaceId base) : draft_{draft}, base_{base}, others_(draft), all_(draft) {}

  void standing(const check::Standing& standing) {
    const check::ColumnFacts& facts = draft_.ledger.columns[standing.column];
    const ColumnEvents& events = draft_.columns[standing.column];
    const bool last = facts.is_last(standing.stop);
    const Time depart = facts.column->stops[standing.stop].depart;
    const Moment gone =
        last ? Moment{events.end, 0} : Moment{events.depart[standing.stop], standing.when.end - depart};
    all_.add(gone);
    if (!check::departs_last_out(draft_.ledger, facts, standing.stop))
      others_.add(gone);
    else
      last_out_.push_back(events.depart[standing.stop]);
  }

  void flight(std::size_t index) {
    const Flight& flight = draft_.plan.flights[index];
    if (flight.from != base_) return;
    const Moment gone{draft_.flights[index].take_off, 0};
    all_.add(gone);
    bool last_out = false, other = false;
    for (const Passengers& people : flight.passengers)
      (check::is_last_out(draft_.model, people.unit, base_) ? last_out : other) = true;
    if (last_out) last_out_.push_back(gone.event);
    if (other && !last_out) others_.add(gone);
  }

  void sailing(std::size_t index) {
    if (draft_.model.ships[draft_.plan.sailings[index].ship].port == base_)
      all_.add({draft_.sailings[index].sail, 0});
  }

  void batch(std::size_t index) {
    if (draft_.model.services[draft_.plan.batches[index].service].place == base_)
      all_.add({draft_.batches[index], 0});
  }

  void close(Time planned) {
    for (EventIndex departure : last_out_) draft_.arc(others_.event(), departure, 0);
    const EventIndex closing = draft_.add(planned);
    draft_.arc(all_.event(), closing, 0);
    const Place& place = draft_.model.places[base_];
    draft_.replay.bases.push_back({base_.index(), place.key, place.name, closing});
  }

 private:
  Draft& draft_;
  PlaceId base_;
  Collector others_;
  Collector all_;
  std::vector<EventIndex> last_out_;
};

void add_bases(Draft& draft) {
  std::vector<BaseClosing> closings;
  for (std::size_t i : draft.ledger.sound.closings) closings.push_back(draft.plan.closings[i]);
  std::sort(closings.begin(), closings.end(), [](const BaseClosing& a, const BaseClosing& b) {
    return std::tie(a.at, a.place) < std::tie(b.at, b.place);
  });
  for (const BaseClosing& closing : closings) {
    BaseCompiler base(draft, closing.place);
    for (const check::Standing& standing : draft.ledger.standings)
      if (standing.place == closing.place) base.standing(standing);
    for (std::size_t i : draft.ledger.sound.flights) base.flight(i);
    for (std::size_t i : draft.ledger.sound.sailings) base.sailing(i);
    for (std::size_t i : draft.ledger.sound.batches) base.batch(i);
    base.close(closing.at);
  }
}

/// From an event of the plan to a place outside the zone that is to be left.
void add_closure(Draft& draft) {
  const Model& model = draft.model;
  const auto leaves = [&](PlaceId from, PlaceId to) { return model.in_zone(from) && !model.in_zone(to); };
  Collector closure(draft);
  draft.raise(closure.event(), model.start);
  for (const check::Passage& passage : draft.ledger.passages) {
    const auto& stops = draft.ledger.columns[passage.column].column->stops;
    if (leaves(stops[passage.stop].place, stops[passage.stop + 1].place))
      closure.add({draft.columns[passage.column].arrive[passage.stop + 1], passage.pass_s});
  }
  for (std::size_t i : draft.ledger.sound.flights) {
    const Flight& flight = draft.plan.flights[i];
    if (!flight.passengers.empty() && leaves(flight.from, flight.to))
      closure.add({draft.flights[i].take_off, 0});
  }
  for (std::size_t i : draft.ledger.sound.sailings) {
    const Ship& ship = model.ships[draft.plan.sailings[i].ship];
    if (!draft.plan.sailings[i].cargo.empty() && leaves(ship.port, ship.destination))
      closure.add({draft.sailings[i].sail, 0});
  }
  draft.replay.closure = closure.event();
}

void add_people_home(Draft& draft, std::size_t column, Collector& home) {
  const check::ColumnFacts& facts = draft.ledger.columns[column];
  const auto& stops = facts.column->stops;
  for (std::size_t i = 0; i < facts.column->legs.size(); ++i) {
    const std::size_t stop = facts.column->legs[i].last_stop;
    for (const Passengers& people : facts.column->legs[i].passengers) {
      const Unit& unit = draft.model.units[people.unit];
      if (!unit.stays && unit.destination == stops[stop].place) home.add(draft.arrived(column, stop));
    }
  }
}

/// Somebody who only sits through a halt at his destination is counted there too: that changes nothing,
/// because he gets off later.
void add_final(Draft& draft) {
  const Model& model = draft.model;
  Collector home(draft);
  draft.raise(home.event(), model.start);
  for (std::size_t i = 0; i < draft.columns.size(); ++i) add_people_home(draft, i, home);
  for (std::size_t i : draft.ledger.sound.flights)
    for (const Passengers& people : draft.plan.flights[i].passengers)
      if (!model.units[people.unit].stays && model.units[people.unit].destination == draft.plan.flights[i].to)
        home.add({draft.flights[i].landing, 0});
  for (const check::VehicleTransfer& transfer : draft.ledger.transfers) {
    if (transfer.way == check::Way::joins) continue;
    const PlaceId place = draft.ledger.columns[transfer.column].column->stops[transfer.stop].place;
    const auto lot = transfer.kind.cargo ? transfer.kind.cargo : transfer.kind.own_lot;
    if (!lot || model.lots[*lot].stays || model.lots[*lot].destination != place) continue;
    home.add(transfer.kind.cargo ? draft.unloaded(transfer.column, transfer.stop)
                                 : draft.arrived(transfer.column, transfer.stop));
  }
  for (std::size_t i : draft.ledger.sound.sailings)
    if (!draft.plan.sailings[i].cargo.empty()) home.add({draft.sailings[i].arrive, 0});
  for (std::size_t i : draft.ledger.sound.batches)
    if (!model.lots[draft.plan.batches[i].lot].stays) home.add({draft.batches[i], 0});
  draft.replay.final_closure = home.event();
}

/// Departures of one unit's people from one place.
struct Departure {
  Time planned = 0;
  EventIndex event = kNone;
  std::int64_t people = 0;
};

std::vector<Departure> departures_of(const Draft& draft, UnitId unit, PlaceId place) {
  std::vector<Departure> all;
  for (std::size_t c = 0; c < draft.columns.size(); ++c) {
    const Column& column = *draft.ledger.columns[c].column;
    if (column.stops.front().place != place) continue;
    std::int64_t people = 0;
    for (const Passengers& row : column.legs.front().passengers)
      if (row.unit == unit) people += row.count;
    const EventIndex event = draft.columns[c].depart[0];
    if (people > 0) all.push_back({draft.planned(event), event, people});
  }
  for (std::size_t i : draft.ledger.sound.flights) {
    if (draft.plan.flights[i].from != place) continue;
    std::int64_t people = 0;
    for (const Passengers& row : draft.plan.flights[i].passengers)
      if (row.unit == unit) people += row.count;
    if (people > 0) all.push_back({draft.plan.flights[i].take_off, draft.flights[i].take_off, people});
  }
  std::sort(all.begin(), all.end(), [](const Departure& a, const Departure& b) {
    return std::tie(a.planned, a.event) < std::tie(b.planned, b.event);
  });
  return all;
}

struct Work {
  Time end = 0;
  EventIndex event = kNone;
};

std::vector<std::vector<Work>> work_by_service(const Draft& draft) {
  std::vector<std::vector<Work>> work(draft.model.services.size());
  for (std::size_t c = 0; c < draft.columns.size(); ++c) {
    const auto& stops = draft.ledger.columns[c].column->stops;
    for (std::size_t i = 0; i < stops.size(); ++i)
      for (std::size_t v = 0; v < stops[i].services.size(); ++v)
        work[stops[i].services[v].service.index()].push_back(
            {stops[i].services[v].end, draft.columns[c].visits[i][v]});
  }
  for (std::size_t i : draft.ledger.sound.batches)
    work[draft.plan.batches[i].service.index()].push_back({draft.plan.batches[i].end, draft.batches[i]});
  for (auto& of_service : work)
    std::sort(of_service.begin(), of_service.end(), [](const Work& a, const Work& b) {
      return std::tie(a.end, a.event) < std::tie(b.end, b.event);
    });
  return work;
}

/// The departure that leaves too few of the team waits for all services that end before it in the plan.
void order_team(Draft& draft, const Service& service, const std::vector<Work>& work) {
  std::int64_t there = 0;
  for (std::int64_t people : draft.model.units[*service.team].people) there += people;
  std::size_t done = 0;
  std::optional<EventIndex> finished;
  for (const Departure& departure : departures_of(draft, *service.team, service.place)) {
    there -= departure.people;
    if (there >= service.team_people) continue;
    Collector until(draft);
    if (finished) until.add({*finished, 0});
    for (; done < work.size() && work[done].end <= departure.planned; ++done)
      until.add({work[done].event, 0});
    draft.arc(until.event(), departure.event, 0);
    finished = until.event();
  }
}

}  // namespace

void order_teams(Draft& draft) {
  const auto work = work_by_service(draft);
  for (ServiceId id : draft.model.services.ids())
    if (draft.model.services[id].team) order_team(draft, draft.model.services[id], work[id.index()]);
}

void add_closings(Draft& draft) {
  add_bases(draft);
  add_closure(draft);
  add_final(draft);
}

}  // namespace homeward::simulate
