// SPDX-License-Identifier: Apache-2.0
//
// CLOSED: every base that must close does so once, at the right second, and nothing is there afterwards.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "check/bases.h"
#include "check/families.h"
#include "check/sweep.h"

namespace homeward::check {

namespace {

class ClosingCheck {
 public:
  ClosingCheck(const Ledger& ledger, PlaceId place, Time at, Findings& findings)
      : ledger_{ledger},
        model_{ledger.model},
        id_{place},
        place_{model_.places[place]},
        at_{at},
        findings_{findings} {}

  void exact(const BaseTimes& times) {
    if (!times.has_last_out) return;
    const std::optional<Time> gone = times.last_gone();
    if (!gone)
      wrong(at_, place_.key, "it has last-out units, but none departs");
    else if (*gone != at_)
      wrong(at_, times.departures.front().who,
            fmt::format("its last-out departures are over at {}", findings_.when(*gone)));
  }

  void columns() {
    for (const auto* all : {&ledger_.standings, &ledger_.other_standings})
      for (const Standing& standing : *all)
        if (standing.place == id_ && standing.when.end > at_)
          wrong(standing.when.end, ledger_.number(standing.column),
                fmt::format("{} stands there until {}", ledger_.number(standing.column),
                            findings_.when(standing.when.end)));
    for (const ColumnFacts& facts : ledger_.columns)
      for (const Stop& stop : facts.column->stops)
        for (const ServiceVisit& visit : stop.services)
          if (model_.services[visit.service].place == id_ && visit.end > at_)
            wrong(visit.end, facts.column->number,
                  fmt::format("{} serves {} until {}", model_.services[visit.service].key,
                              facts.column->number, findings_.when(visit.end)));
  }

  void batches() {
    for (std::size_t i : ledger_.sound.batches) {
      const Batch& batch = ledger_.plan.batches[i];
      if (model_.services[batch.service].place == id_ && batch.end > at_)
        wrong(
            batch.end, model_.services[batch.service].key,
            fmt::format("{} works until {}", model_.services[batch.service].key, findings_.when(batch.end)));
    }
  }

  void lift() {
    std::map<std::pair<AircraftId, std::int64_t>, Time> last;  // take-off
    for (std::size_t i : ledger_.sound.flights) {
      const Flight& flight = ledger_.plan.flights[i];
      Time& latest = last.try_emplace({flight.aircraft, flight.airframe}, flight.take_off).first->second;
      latest = std::max(latest, flight.take_off);
      if (flight.from == id_ && flight.take_off > at_)
        wrong(flight.take_off, flight.number,
              fmt::format("{} takes off at {}", flight.number, findings_.when(flight.take_off)));
      if (flight.to == id_ && flight.landing >= at_)
        wrong(flight.landing, flight.number,
              fmt::format("{} lands at {}", flight.number, findings_.when(flight.landing)));
    }
    for (std::size_t i : ledger_.sound.flights) {
      const Flight& flight = ledger_.plan.flights[i];
      if (flight.to == id_ && flight.landing < at_ &&
          flight.take_off == last.at({flight.aircraft, flight.airframe}))
        wrong(at_, flight.number, fmt::format("the aircraft of {} never takes off again", flight.number));
    }
    for (std::size_t i : ledger_.sound.sailings) {
      const Sailing& sailing = ledger_.plan.sailings[i];
      if (model_.ships[sailing.ship].port != id_ || sailing.sail <= at_) continue;
      wrong(sailing.sail, model_.ships[sailing.ship].key,
            fmt::format("{} sails at {}", model_.ships[sailing.ship].key, findings_.when(sailing.sail)));
    }
  }

  void people() {
    std::int64_t initial = 0;
    for (const Unit& unit : model_.units)
      if (unit.place == id_ && !unit.stays)
        for (std::int64_t count : unit.people) initial += count;
    std::vector<Step> steps;
    for (const PeopleChange& change : ledger_.people)
      if (change.place == id_ && !model_.units[change.unit].stays) steps.push_back({change.at, change.delta});
    remain(initial, std::move(steps), "people who leave");
  }

  void things(const LotStories& stories) {
    std::int64_t initial = 0;
    std::vector<Step> steps;
    for (LotId id : model_.lots.ids()) {
      const Lot& lot = model_.lots[id];
      if (lot.stays || lot.destination == id_) continue;
      if (lot.place == id_) initial += lot.count;
      for (const PlaceStep& change : stories.lots[id].presence)
        if (change.place == id_) steps.push_back(change.step);
    }
    remain(initial, std::move(steps), "things to bring out");
  }

  void fleets() {
    std::int64_t initial = 0;
    for (const Fleet& fleet : model_.fleets)
      for (const Fleet::Stock& stock : fleet.stocks)
        if (stock.place == id_ && !stock.comes_later()) initial += stock.count;
    std::vector<Step> steps;
    for (const FleetChange& change : ledger_.present)
      if (change.place == id_) steps.push_back({change.at, change.delta});
    remain(initial, std::move(steps), "fleet vehicles");
  }

 private:
  /// Nothing is there at `at_` or later.
  void remain(std::int64_t initial, std::vector<Step> steps, const char* what) {
    const std::vector<Level> there = levels(initial, std::move(steps));
    for (const Level& level : levels_in(there, initial, {at_, kEndOfTime})) {
      if (level.value <= 0) continue;
      wrong(level.at, place_.key,
            fmt::format("{} {} are there at {}", level.value, what, findings_.when(level.at)));
      return;
    }
  }

  void wrong(Time at, const std::string& who, const std::string& what) {
    findings_.add(Rule::CLOSED, {place_.key, who}, at,
                  fmt::format("{} closes at {}: {}.", place_.key, findings_.when(at_), what));
  }

  const Ledger& ledger_;
  const Model& model_;
  PlaceId id_;
  const Place& place_;
  Time at_;
  Findings& findings_;
};

}  // namespace

void check_bases(const Ledger& ledger, const LotStories& stories, Findings& findings) {
  const auto times = base_times(ledger);
  for (PlaceId id : ledger.model.places.ids()) {
    const Place& place = ledger.model.places[id];
    const std::vector<Time>& closings = times[id].closings;
    if (!place.closes && !closings.empty())
      findings.add(Rule::CLOSED, {place.key}, closings.front(),
                   fmt::format("{} is closed at {}, but it is no base to be closed.", place.key,
                               findings.when(closings.front())));
    if (place.closes && closings.size() != 1)
      findings.add(
          Rule::CLOSED, {place.key}, closings.empty() ? ledger.model.deadline : closings.front(),
          fmt::format("The plan closes {} {} times; it must close once.", place.key, closings.size()));
    if (!place.closes || closings.size() != 1) continue;
    ClosingCheck check(ledger, id, closings.front(), findings);
    check.exact(times[id]);
    check.columns();
    check.batches();
    check.lift();
    check.people();
    check.things(stories);
    check.fleets();
  }
}

}  // namespace homeward::check
